"""Amounts by stage and version, stacked by who spends them. Never in colours of a status."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, cycle, pairwise

from generator.render.charts import theme
from generator.render.charts.elements import Drawing, Scale, group, rect, text
from generator.render.charts.figures import Stack, Stacks

_STEP = 30


def draw(stacks: Stacks) -> Drawing:
    """Rows with label, parts laid end to end, and the sum in words."""
    left = theme.room([row.label for row in stacks.rows], 100) + 8
    right = theme.WIDTH - theme.room([row.said for row in stacks.rows], 90) - 8
    most = max((sum(row.parts) for row in stacks.rows), default=0) or 1
    scale = Scale(0, most, left, right)
    rows = [((n + 0.5) * _STEP, row) for n, row in enumerate(stacks.rows)]
    parts = (part for y, row in rows for part in _parts(row, y, scale))
    labels = (text(left - 8, y, theme.cut(row.label, left - 8)) for y, row in rows)
    sums = (text(scale.at(sum(row.parts)) + 6, y, row.said) for y, row in rows)
    body = (
        group(parts, stroke=theme.PAPER, stroke_width=1.5),
        group(labels, fill=theme.INK, text_anchor="end"),
        group(sums, fill=theme.INK, font_weight="bold"),
    )
    return Drawing(len(rows) * _STEP, "".join(body))


def _parts(row: Stack, y: float, scale: Scale) -> Iterator[str]:
    edges = pairwise(accumulate(row.parts, initial=0.0))
    for (start, end), paint in zip(edges, cycle(theme.MONEY), strict=False):
        yield rect(scale.at(start), scale.at(end), y - 9, y + 9, paint)
