"""Results against targets, one bar a row: periods, places, members of a breakdown."""

from __future__ import annotations

from typing import Any

import altair as alt

from generator.render.charts import theme
from generator.render.charts.figures import Bar, Bars

_STEP, _TIGHT, _MANY = 24, 19, 14
_GAP = 8
_HEAD = 20


def chart(bars: Bars) -> dict[str, Any]:
    """Rows with label, bar, target line, the shape of the status and both values in words."""
    step = _TIGHT if len(bars.rows) > _MANY else _STEP
    head = _HEAD if bars.limits else 4
    left = theme.room([bar.label for bar in bars.rows], 118) + _GAP
    said = theme.room([bar.said for bar in bars.rows], 120) + 16
    right = theme.WIDTH - said - _GAP
    low, high = _domain(bars)
    x = alt.X("x:Q", scale=theme.across(low, high, left, right), axis=None)
    rows = [_row(bar, head + n * step, step, bars.longest) for n, bar in enumerate(bars.rows)]
    bottom = head + len(rows) * step
    layers = [
        *_limits(bars, x, bottom),
        *_marks(rows, x),
        theme.text([{**r, "text": theme.cut(r["label"], left)} for r in rows], left - _GAP, "right",
                   color=theme.INK),
        *_signs(rows, right + _GAP + 6),
        theme.text([{**r, "text": r["said"]} for r in rows], right + _GAP + 15, "left"),
    ]  # fmt: skip
    return theme.spec(layers, bottom + 4)


def _domain(bars: Bars) -> tuple[float, float]:
    """From zero (or the least value below it) to the greatest result or target."""
    values = [v for bar in bars.rows for v in (bar.value, bar.target) if v is not None]
    if bars.longest is not None:
        values = [min(value, bars.longest) for value in values]
    values += [limit.at for limit in bars.limits]
    low, high = min([0.0, *values]), max([0.0, *values])
    return low, high if high > low else low + 1


def _row(bar: Bar, top: float, step: float, longest: float | None) -> dict[str, Any]:
    value = bar.value
    shown = min(value, longest) if value is not None and longest is not None else value
    half = step * 0.29
    y = top + step / 2
    return {
        "label": bar.label,
        "said": bar.said,
        "css": bar.css,
        "zero": 0.0,
        "x": shown,
        "target": bar.target,
        "area": theme.area(bar.css),
        "sign": theme.sign(bar.css),
        "is_cut": shown != value,
        "y": y,
        "top": y - half,
        "bottom": y + half,
        "above": y - half - 2.5,
        "below": y + half + 2.5,
    }


def _limits(bars: Bars, x: alt.X, bottom: float) -> list[alt.Chart]:
    if not bars.limits:
        return []
    rows = [{"x": limit.at, "text": limit.label, "y": 8, "top": _HEAD - 4, "bottom": bottom}
            for limit in bars.limits]  # fmt: skip
    lines = alt.Chart(theme.data(rows)).mark_rule(color=theme.LINE, strokeDash=[2, 3])
    return [
        lines.encode(x=x, y=theme.pixel("top"), y2="bottom:Q"),
        *(theme.text([row], x, align, dx=shift) for row, align, shift in _aside(rows)),
    ]


def _aside(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str, int]]:
    """Two labels stand on the outer sides of their lines, so that they never touch."""
    if len(rows) == 1:
        return [(rows[0], "center", 0)]
    first, *rest = sorted(rows, key=lambda row: float(row["x"]))
    return [(first, "right", 2), *((row, "left", -2) for row in rest)]


def _marks(rows: list[dict[str, Any]], x: alt.X) -> list[alt.Chart]:
    """Bars of results, lines of targets, the zero they start from."""
    told = [row for row in rows if row["x"] is not None]
    aimed = [{**row, "x": row["target"]} for row in rows if row["target"] is not None]
    silent = [row for row in aimed if row["css"] in {"sr", "pv"}]
    ends = [{"x": 0.0, "top": rows[0]["above"], "bottom": rows[-1]["below"]}] if rows else []
    top, paint = theme.pixel("top"), alt.Color("area:N", scale=None, legend=None)
    zero = {"x2": "zero:Q"}
    owed = alt.Chart(theme.data(silent)).mark_bar(
        filled=False, stroke=theme.NO_DATA, strokeDash=[4, 3]
    )
    bar = alt.Chart(theme.data(told)).mark_bar()
    target = alt.Chart(theme.data(aimed)).mark_rule(color=theme.INK, strokeWidth=3)
    axis = alt.Chart(theme.data(ends)).mark_rule(color=theme.LINE)
    found = []
    if silent:
        found.append(owed.encode(x=x, y=top, y2="bottom:Q", **zero))
    if told:
        found.append(bar.encode(x=x, y=top, y2="bottom:Q", color=paint, **zero))
    found.append(axis.encode(x=x, y=top, y2="bottom:Q"))
    if aimed:
        found.append(target.encode(x=x, y=theme.pixel("above"), y2="below:Q"))
    return found


def _signs(rows: list[dict[str, Any]], at: float) -> list[alt.Chart]:
    """The shape of each status; a hollow one where there is no value."""
    found = []
    for css in sorted({row["css"] for row in rows}):
        own = [row for row in rows if row["css"] == css]
        solid = css in theme.AREAS
        mark: dict[str, Any] = {"size": 46, "shape": theme.SHAPES.get(css, "circle")}
        mark |= {"filled": True} if solid else {"filled": False, "strokeWidth": 1.6}
        if css == "na":
            mark = {"shape": "stroke", "size": 60, "filled": False, "strokeWidth": 2}
        if css in {"sr", "pv"}:
            mark["strokeDash"] = [3, 2] if css == "sr" else [1, 2]
        paint = {"fill": own[0]["sign"]} if solid else {"stroke": own[0]["sign"]}
        chart = alt.Chart(theme.data(own)).mark_point(opacity=1, **mark, **paint)
        found.append(chart.encode(x=alt.value(at), y=theme.pixel("y")))
    return found
