"""Spending against progress: a disc, a hollow square and the line between them."""

from __future__ import annotations

from generator.render.charts import theme
from generator.render.charts.elements import (
    Drawing,
    Scale,
    group,
    line,
    number,
    rect,
    text,
    upright,
)
from generator.render.charts.figures import Gaps

_STEP, _HEAD = 26, 24
_HALF = 4.5
"""Half the width of a mark."""


def draw(gaps: Gaps) -> Drawing:
    """Rows with label, both percentages and their distance; the axis stands at the head."""
    left = theme.room([row.label for row in gaps.rows], 110) + 10
    at = Scale(gaps.start, gaps.end, left + 8, theme.WIDTH - 20).at
    bottom = _HEAD + len(gaps.rows) * _STEP
    rows = [(_HEAD + (n + 0.5) * _STEP, row) for n, row in enumerate(gaps.rows)]
    body = (
        group((upright(at(t.at), _HEAD - 6, bottom) for t in gaps.ticks), stroke=theme.LIGHT),
        group((text(at(t.at), 8, t.label) for t in gaps.ticks),
              fill=theme.INK2, text_anchor="middle"),
        group((line(at(r.physical), y, at(r.financial), y) for y, r in rows),
              stroke=theme.LINE, stroke_width=1.5),
        group((_square(at(r.financial), y) for y, r in rows),
              fill=theme.PAPER, stroke=theme.MONEY[1], stroke_width=2),
        group((_disc(at(r.physical), y) for y, r in rows), fill=theme.INK),
        group((text(left - 8, y, theme.cut(r.label, left - 10)) for y, r in rows),
              fill=theme.INK, text_anchor="end"),
    )  # fmt: skip
    return Drawing(bottom + 2, "".join(body))


def _square(x: float, y: float) -> str:
    return rect(x - _HALF, x + _HALF, y - _HALF, y + _HALF)


def _disc(x: float, y: float) -> str:
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{_HALF}"></circle>'
