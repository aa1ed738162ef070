"""Results against targets, one bar a row: periods, places, members of a breakdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.render.charts import theme
from generator.render.charts.elements import Drawing, Scale, group, number, rect, text, upright
from generator.render.charts.figures import Bar, Bars

_STEP, _TIGHT, _MANY = 24, 19, 14
_GAP = 8
_HEAD = 20


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


def draw(bars: Bars) -> Drawing:
    """Rows with label, bar, target line, the shape of the status and both values in words."""
    step = _TIGHT if len(bars.rows) > _MANY else _STEP
    head = _HEAD if bars.limits else 4
    half = round(step * 0.29, 1)
    left = theme.room([bar.label for bar in bars.rows], 118) + _GAP
    said = theme.room([bar.said for bar in bars.rows], 150) + 16
    right = theme.WIDTH - said - _GAP
    scale = Scale(*_domain(bars), left, right)
    rows = [_Row(bar, head + (n + 0.5) * step, half) for n, bar in enumerate(bars.rows)]
    bottom = head + len(rows) * step
    labels = (text(left - _GAP, r.y, theme.cut(r.bar.label, left - _GAP)) for r in rows)
    parts = (
        *_limits(bars, scale, bottom),
        *_areas(rows, scale, bars.longest),
        *_lines(rows, scale),
        group(labels, fill=theme.INK, text_anchor="end"),
        *_signs(rows, right + _GAP + 6),
        group((text(right + _GAP + 15, r.y, r.bar.said) for r in rows), fill=theme.INK2),
    )
    return Drawing(bottom + 4, "".join(parts))


def _domain(bars: Bars) -> tuple[float, float]:
    """From zero (or the least value below it) to the greatest result or target."""
    values = [v for bar in bars.rows for v in (bar.value, bar.target) if v is not None]
    if bars.longest is not None:
        values = [min(value, bars.longest) for value in values]
    values += [limit.at for limit in bars.limits]
    low, high = min([0.0, *values]), max([0.0, *values])
    return low, high if high > low else low + 1


def _limits(bars: Bars, scale: Scale, bottom: float) -> Iterator[str]:
    """Dotted lines; two labels stand on their outer sides, so that they never touch."""
    limits = sorted(bars.limits, key=lambda limit: limit.at)
    lines = (upright(scale.at(limit.at), _HEAD - 4, bottom) for limit in limits)
    yield group(lines, stroke=theme.LINE, stroke_dasharray="2 3")
    sides = [("middle", 0)] if len(limits) == 1 else [("end", 2), *[("start", -2)] * len(limits)]
    for limit, (anchor, aside) in zip(limits, sides, strict=False):
        label = text(scale.at(limit.at) + aside, 8, limit.label)
        yield group([label], fill=theme.INK2, text_anchor=anchor)


def _areas(rows: list[_Row], scale: Scale, longest: float | None) -> Iterator[str]:
    """Frames of what is owed, and bars of results, from zero."""
    frames = (
        _area(row, scale, row.bar.target)
        for row in rows
        if row.bar.target is not None and row.bar.css in {"sr", "pv"}
    )
    yield group(frames, stroke=theme.NO_DATA, stroke_dasharray="4 3")
    for row in rows:
        value = row.bar.value
        if value is not None:
            shown = value if longest is None else min(value, longest)
            yield _area(row, scale, shown, theme.area(row.bar.css))


def _area(row: _Row, scale: Scale, value: float, fill: str = "") -> str:
    return rect(scale.at(0), scale.at(value), row.y - row.half, row.y + row.half, fill)


def _lines(rows: list[_Row], scale: Scale) -> Iterator[str]:
    """The zero that bars start from, and targets."""
    if rows:
        zero = upright(scale.at(0), rows[0].ends[0], rows[-1].ends[1])
        yield group([zero], stroke=theme.LINE)
    targets = (
        upright(scale.at(row.bar.target), *row.ends) for row in rows if row.bar.target is not None
    )
    yield group(targets, stroke=theme.INK, stroke_width=3)


_CIRCLE = "m-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z"
_SHAPES = {
    "bajo": "m-3.4-2.9h6.8l-3.4 5.8z",
    "medio": "m0-3.4l3.4 3.4-3.4 3.4-3.4-3.4z",
    "alto": _CIRCLE,
    "sr": "m-3.4-3.4h6.8v6.8h-6.8z",
    "na": "m-3.4 0h6.8",
}
_DASHES = {"sr": "3 2", "pv": "1 2"}


def _signs(rows: list[_Row], at: float) -> Iterator[str]:
    """The shape of each status, one path for all its rows; a hollow one where there is no value."""
    for css in sorted({row.bar.css for row in rows}):
        shape = _SHAPES.get(css, _CIRCLE)
        marks = (f"M{number(at)} {number(r.y)}{shape}" for r in rows if r.bar.css == css)
        yield f'<path {_paint(css)} d="{"".join(marks)}"></path>'


def _paint(css: str) -> str:
    """A small mark stands out more than an area."""
    if css in theme.AREAS:
        return f'fill="var(--{css})"'
    dashes = f' stroke-dasharray="{_DASHES[css]}"' if css in _DASHES else ""
    return f'stroke="var(--nd)" stroke-width="1.6"{dashes}'
