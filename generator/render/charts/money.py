"""Charts of money. Never in colours of a status."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, chain, cycle, pairwise, repeat

from generator.render.charts import elements as svg
from generator.render.charts.figures import Gaps, Stack, Stacks

# Amounts by stage and version, stacked by who spends them.

_STACK = 30


def draw_stacks(stacks: Stacks) -> svg.Drawing:
    """Rows with label, parts laid end to end, and the sum in words."""
    left = svg.room([row.label for row in stacks.rows], 100) + 8
    right = svg.WIDTH - svg.room([row.in_words for row in stacks.rows], 90) - 8
    most = max((sum(row.parts) for row in stacks.rows), default=0) or 1
    scale = svg.Scale(0, most, left, right)
    rows = [((n + 0.5) * _STACK, row) for n, row in enumerate(stacks.rows)]
    parts = (part for y, row in rows for part in _parts(row, y, scale))
    labels = (svg.text(left - 8, y, svg.cut(row.label, left - 8)) for y, row in rows)
    sums = (svg.text(scale.at(sum(row.parts)) + 6, y, row.in_words) for y, row in rows)
    body = (
        svg.group(parts, stroke=svg.PAPER, stroke_width=1.5),
        svg.group(labels, fill=svg.INK, text_anchor="end"),
        svg.group(sums, fill=svg.INK, font_weight="bold"),
    )
    return svg.Drawing(len(rows) * _STACK, "".join(body))


def _parts(row: Stack, y: float, scale: svg.Scale) -> Iterator[str]:
    edges = pairwise(accumulate(row.parts, initial=0.0))
    said = chain(row.names, repeat(""))
    for (start, end), paint, words in zip(edges, cycle(svg.MONEY), said, strict=False):
        yield svg.rect(scale.at(start), scale.at(end), y - 9, y + 9, paint, words)


# Spending against progress: a disc, a hollow square and the line between them.

_GAP, _HEAD = 26, 24
_HALF = 4.5
"""Half the width of a mark."""


def draw_gaps(gaps: Gaps) -> svg.Drawing:
    """Rows with label, both percentages as marks and as figures; the axis stands at the head."""
    left = svg.room([row.label for row in gaps.rows], 110) + 10
    texts = [text for row in gaps.rows for text in row.figures if text]
    column = svg.room(texts, 62) + 8 if texts else 0
    at = svg.Scale(gaps.start, gaps.end, left + 8, svg.WIDTH - 20 - 2 * column).at
    bottom = _HEAD + len(gaps.rows) * _GAP
    rows = [(_HEAD + (n + 0.5) * _GAP, row) for n, row in enumerate(gaps.rows)]
    heads = [(svg.WIDTH - n * column - 10, 8.0) for n in (1, 0)] if texts else []
    discs = [*((at(row.physical), y) for y, row in rows), *heads[:1]]
    squares = [*((at(row.financial), y) for y, row in rows), *heads[1:]]
    figures = (
        svg.text(svg.WIDTH - (1 - n) * column, y, text)
        for y, row in rows
        for n, text in enumerate(row.figures)
    )
    body = (
        svg.group((svg.upright(at(t.at), _HEAD - 6, bottom) for t in gaps.ticks), stroke=svg.LIGHT),
        svg.group((svg.text(at(t.at), 8, t.label) for t in gaps.ticks),
              fill=svg.INK2, text_anchor="middle"),
        svg.group((svg.line(at(r.physical), y, at(r.financial), y) for y, r in rows),
              stroke=svg.LINE, stroke_width=1.5),
        svg.group((_square(x, y) for x, y in squares),
              fill=svg.PAPER, stroke=svg.MONEY[1], stroke_width=2),
        svg.group((_disc(x, y) for x, y in discs), fill=svg.INK),
        svg.group(figures if texts else (), fill=svg.INK, text_anchor="end"),
        svg.group((svg.text(left - 8, y, svg.cut(r.label, left - 10)) for y, r in rows),
              fill=svg.INK, text_anchor="end"),
    )  # fmt: skip
    return svg.Drawing(bottom + 2, "".join(body))


def _square(x: float, y: float) -> str:
    return svg.rect(x - _HALF, x + _HALF, y - _HALF, y + _HALF)


def _disc(x: float, y: float) -> str:
    return f'<circle cx="{svg.number(x)}" cy="{svg.number(y)}" r="{_HALF}"></circle>'
