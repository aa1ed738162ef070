"""Results against targets, one bar a row: periods, places, members of a breakdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.render.charts import elements as svg
from generator.render.charts.figures import Bar, Bars
from generator.render.looks import NO_DATA, SHAPES, Look, area, paint

_STEP, _TIGHT, _MANY = 24, 19, 14
_GAP = 8
_HEAD = 20
_OWED = {Look.NOT_REPORTED, Look.NOT_DUE}


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar and its place: the middle of the row, half the height of the area."""

    bar: Bar
    y: float
    half: float

    @property
    def ends(self) -> tuple[float, float]:
        """Where lines begin and end, a little beyond the area."""
        return self.y - self.half - 2.5, self.y + self.half + 2.5


def draw_bars(bars: Bars) -> svg.Drawing:
    """Rows with label, bar, target line, the shape of the status and both values in words."""
    step = _TIGHT if len(bars.rows) > _MANY else _STEP
    head = _HEAD if bars.limits else 4
    half = round(step * 0.29, 1)
    left = svg.room([bar.label for bar in bars.rows], 118) + _GAP
    said = svg.room([bar.said for bar in bars.rows], 150) + 16
    right = svg.WIDTH - said - _GAP
    scale = svg.Scale(*_domain(bars), left, right)
    rows = [_Row(bar, head + (n + 0.5) * step, half) for n, bar in enumerate(bars.rows)]
    bottom = head + len(rows) * step
    labels = (svg.text(left - _GAP, r.y, svg.cut(r.bar.label, left - _GAP)) for r in rows)
    parts = (
        *_limits(bars, scale, bottom),
        *_result_areas(rows, scale, bars.longest),
        *_target_lines(rows, scale),
        svg.group(labels, fill=svg.INK, text_anchor="end"),
        *_signs(rows, right + _GAP + 6),
        svg.group((svg.text(right + _GAP + 15, r.y, r.bar.said) for r in rows), fill=svg.INK2),
    )
    return svg.Drawing(bottom + 4, "".join(parts))


def _domain(bars: Bars) -> tuple[float, float]:
    """From zero (or the least value below it) to the greatest result or target."""
    values = [v for bar in bars.rows for v in (bar.value, bar.target) if v is not None]
    if bars.longest is not None:
        values = [min(value, bars.longest) for value in values]
    values += [limit.at for limit in bars.limits]
    low, high = min([0.0, *values]), max([0.0, *values])
    return low, high if high > low else low + 1


def _limits(bars: Bars, scale: svg.Scale, bottom: float) -> Iterator[str]:
    """Dotted lines; two labels stand on their outer sides, so that they never touch."""
    limits = sorted(bars.limits, key=lambda limit: limit.at)
    lines = (svg.upright(scale.at(limit.at), _HEAD - 4, bottom) for limit in limits)
    yield svg.group(lines, stroke=svg.LINE, stroke_dasharray="2 3")
    sides = [("middle", 0)] if len(limits) == 1 else [("end", 2), *[("start", -2)] * len(limits)]
    for limit, (anchor, aside) in zip(limits, sides, strict=False):
        label = svg.text(scale.at(limit.at) + aside, 8, limit.label)
        yield svg.group([label], fill=svg.INK2, text_anchor=anchor)


def _result_areas(rows: list[_Row], scale: svg.Scale, longest: float | None) -> Iterator[str]:
    """Frames of what is owed, and bars of results, from zero."""
    frames = (
        _area(row, scale, row.bar.target)
        for row in rows
        if row.bar.target is not None and row.bar.look in _OWED
    )
    yield svg.group(frames, stroke=NO_DATA, stroke_dasharray="4 3")
    for row in rows:
        value = row.bar.value
        if value is not None:
            shown = value if longest is None else min(value, longest)
            yield _area(row, scale, shown, area(row.bar.look))


def _area(row: _Row, scale: svg.Scale, value: float, fill: str = "") -> str:
    return svg.rect(scale.at(0), scale.at(value), row.y - row.half, row.y + row.half, fill)


def _target_lines(rows: list[_Row], scale: svg.Scale) -> Iterator[str]:
    """The zero that bars start from, and targets."""
    if rows:
        zero = svg.upright(scale.at(0), rows[0].ends[0], rows[-1].ends[1])
        yield svg.group([zero], stroke=svg.LINE)
    targets = (
        svg.upright(scale.at(row.bar.target), *row.ends)
        for row in rows
        if row.bar.target is not None
    )
    yield svg.group(targets, stroke=svg.INK, stroke_width=3)


def _signs(rows: list[_Row], at: float) -> Iterator[str]:
    """The shape of each status, one path for all its rows; a hollow one where there is no value."""
    for look in sorted({row.bar.look for row in rows}):
        own = (row for row in rows if row.bar.look == look)
        marks = (f"M{svg.number(at)} {svg.number(row.y)}{SHAPES[look].chart}" for row in own)
        yield f'<path {paint(look)} d="{"".join(marks)}"></path>'
