"""Amounts by stage and version, stacked by who spends them. Never in colours of a status."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, cycle, pairwise

from generator.render.charts import elements as svg
from generator.render.charts.figures import Stack, Stacks

_STEP = 30


def draw(stacks: Stacks) -> svg.Drawing:
    """Rows with label, parts laid end to end, and the sum in words."""
    left = svg.room([row.label for row in stacks.rows], 100) + 8
    right = svg.WIDTH - svg.room([row.said for row in stacks.rows], 90) - 8
    most = max((sum(row.parts) for row in stacks.rows), default=0) or 1
    scale = svg.Scale(0, most, left, right)
    rows = [((n + 0.5) * _STEP, row) for n, row in enumerate(stacks.rows)]
    parts = (part for y, row in rows for part in _parts(row, y, scale))
    labels = (svg.text(left - 8, y, svg.cut(row.label, left - 8)) for y, row in rows)
    sums = (svg.text(scale.at(sum(row.parts)) + 6, y, row.said) for y, row in rows)
    body = (
        svg.group(parts, stroke=svg.PAPER, stroke_width=1.5),
        svg.group(labels, fill=svg.INK, text_anchor="end"),
        svg.group(sums, fill=svg.INK, font_weight="bold"),
    )
    return svg.Drawing(len(rows) * _STEP, "".join(body))


def _parts(row: Stack, y: float, scale: svg.Scale) -> Iterator[str]:
    edges = pairwise(accumulate(row.parts, initial=0.0))
    for (start, end), paint in zip(edges, cycle(svg.MONEY), strict=False):
        yield svg.rect(scale.at(start), scale.at(end), y - 9, y + 9, paint)
