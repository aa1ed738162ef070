"""Results against targets, one bar a row: periods, places, members of a breakdown."""

from __future__ import annotations

from typing import Any

import altair as alt

from generator.render.charts import theme
from generator.render.charts.figures import Bar, Bars
from generator.render.charts.theme import Layer, Rows

_STEP, _TIGHT, _MANY = 24, 19, 14
_GAP = 8
_HEAD = 20


def chart(bars: Bars) -> dict[str, Any]:
    """Rows with label, bar, target line, the shape of the status and both values in words."""
    step = _TIGHT if len(bars.rows) > _MANY else _STEP
    head = _HEAD if bars.limits else 4
    left = theme.room([bar.label for bar in bars.rows], 118) + _GAP
    said = theme.room([bar.said for bar in bars.rows], 150) + 16
    right = theme.WIDTH - said - _GAP
    x = alt.X("x:Q", scale=theme.across(*_domain(bars), left, right), axis=None)
    rows = [_row(bar, head + n * step, step, bars.longest) for n, bar in enumerate(bars.rows)]
    bottom = head + len(rows) * step
    labels = [{**row, "text": theme.cut(row["label"], left - _GAP)} for row in rows]
    layers = [
        *_limits(bars, x, bottom),
        *_marks(rows, x),
        theme.text(labels, left - _GAP, "right", color=theme.INK),
        *_signs(rows, right + _GAP + 6),
        theme.text([{**row, "text": row["said"]} for row in rows], right + _GAP + 15, "left"),
    ]
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
    shown = bar.value
    if shown is not None and longest is not None:
        shown = min(shown, longest)
    half = round(step * 0.29, 1)
    y = top + step / 2
    return {
        "label": bar.label,
        "said": bar.said,
        "css": bar.css,
        "zero": 0.0,
        "x": shown,
        "target": bar.target,
        "area": theme.area(bar.css),
        "y": y,
        "top": y - half,
        "bottom": y + half,
        "above": y - half - 2.5,
        "below": y + half + 2.5,
    }


def _limits(bars: Bars, x: alt.X, bottom: float) -> list[Layer]:
    """Dotted lines; two labels stand on their outer sides, so that they never touch."""
    rows: Rows = [
        {"x": limit.at, "text": limit.label, "y": 8, "top": _HEAD - 4, "bottom": bottom}
        for limit in sorted(bars.limits, key=lambda limit: limit.at)
    ]
    if not rows:
        return []
    line = alt.Chart().mark_rule(color=theme.LINE, strokeDash=[2, 3])
    found: list[Layer] = [(line.encode(x=x, y=theme.pixel("top"), y2=alt.Y2("bottom:Q")), rows)]
    if len(rows) == 1:
        return [*found, theme.text(rows, x, "center")]
    return [
        *found,
        theme.text(rows[:1], x, "right", dx=2),
        theme.text(rows[1:], x, "left", dx=-2),
    ]


def _marks(rows: Rows, x: alt.X) -> list[Layer]:
    """Frames of what is owed, bars of results, the zero they start from, lines of targets."""
    told = [row for row in rows if row["x"] is not None]
    aimed = [{**row, "x": row["target"]} for row in rows if row["target"] is not None]
    owed = [row for row in aimed if row["css"] in {"sr", "pv"}]
    ends = [{"x": 0.0, "top": rows[0]["above"], "bottom": rows[-1]["below"]}] if rows else []
    top, bottom = theme.pixel("top"), alt.Y2("bottom:Q")
    zero, paint = alt.X2("zero:Q"), alt.Color("area:N", scale=None, legend=None)
    frame = alt.Chart().mark_bar(filled=False, stroke=theme.NO_DATA, strokeDash=[4, 3])
    line = alt.Chart().mark_rule(color=theme.INK, strokeWidth=3)
    found: list[Layer] = [
        (frame.encode(x=x, x2=zero, y=top, y2=bottom), owed),
        (alt.Chart().mark_bar().encode(x=x, x2=zero, y=top, y2=bottom, color=paint), told),
        (alt.Chart().mark_rule(color=theme.LINE).encode(x=x, y=top, y2=bottom), ends),
        (line.encode(x=x, y=theme.pixel("above"), y2=alt.Y2("below:Q")), aimed),
    ]
    return [(layer, given) for layer, given in found if given]


def _signs(rows: Rows, at: float) -> list[Layer]:
    """The shape of each status; a hollow one where there is no value."""
    return [
        _sign(css, [{"y": row["y"]} for row in rows if row["css"] == css], at)
        for css in sorted({row["css"] for row in rows})
    ]


_DASHES = {"sr": [3, 2], "pv": [1, 2]}


def _sign(css: str, rows: Rows, at: float) -> Layer:
    place = {"x": theme.at_pixel(at), "y": theme.pixel("y")}
    shape, paint = theme.SHAPES.get(css, "circle"), theme.sign(css)
    if css in theme.AREAS:
        solid = alt.Chart().mark_point(shape=shape, size=46, filled=True, opacity=1, fill=paint)
        return solid.encode(**place), rows
    hollow = alt.Chart().mark_point(
        shape=shape,
        size=46,
        filled=False,
        opacity=1,
        stroke=paint,
        strokeWidth=1.6,
        strokeDash=_DASHES.get(css, [1, 0]),
    )
    return hollow.encode(**place), rows
