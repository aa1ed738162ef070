"""Spending against progress: a disc, a hollow square and the line between them."""

from __future__ import annotations

from generator.render.charts import elements as svg
from generator.render.charts.figures import Gaps

_STEP, _HEAD = 26, 24
_HALF = 4.5
"""Half the width of a mark."""


def draw(gaps: Gaps) -> svg.Drawing:
    """Rows with label, both percentages and their distance; the axis stands at the head."""
    left = svg.room([row.label for row in gaps.rows], 110) + 10
    at = svg.Scale(gaps.start, gaps.end, left + 8, svg.WIDTH - 20).at
    bottom = _HEAD + len(gaps.rows) * _STEP
    rows = [(_HEAD + (n + 0.5) * _STEP, row) for n, row in enumerate(gaps.rows)]
    body = (
        svg.group((svg.upright(at(t.at), _HEAD - 6, bottom) for t in gaps.ticks), stroke=svg.LIGHT),
        svg.group((svg.text(at(t.at), 8, t.label) for t in gaps.ticks),
              fill=svg.INK2, text_anchor="middle"),
        svg.group((svg.line(at(r.physical), y, at(r.financial), y) for y, r in rows),
              stroke=svg.LINE, stroke_width=1.5),
        svg.group((_square(at(r.financial), y) for y, r in rows),
              fill=svg.PAPER, stroke=svg.MONEY[1], stroke_width=2),
        svg.group((_disc(at(r.physical), y) for y, r in rows), fill=svg.INK),
        svg.group((svg.text(left - 8, y, svg.cut(r.label, left - 10)) for y, r in rows),
              fill=svg.INK, text_anchor="end"),
    )  # fmt: skip
    return svg.Drawing(bottom + 2, "".join(body))


def _square(x: float, y: float) -> str:
    return svg.rect(x - _HALF, x + _HALF, y - _HALF, y + _HALF)


def _disc(x: float, y: float) -> str:
    return f'<circle cx="{svg.number(x)}" cy="{svg.number(y)}" r="{_HALF}"></circle>'
