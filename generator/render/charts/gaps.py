"""Spending against progress: a disc, a hollow square and the line between them."""

from __future__ import annotations

from typing import Any

import altair as alt

from generator.render.charts import theme
from generator.render.charts.figures import Gaps

_STEP, _HEAD = 26, 24


def chart(gaps: Gaps) -> dict[str, Any]:
    """Rows with label, both percentages and their distance; the axis stands at the head."""
    left = theme.room([row.label for row in gaps.rows], 110) + 10
    scale = theme.across(gaps.start, gaps.end, left + 8, theme.WIDTH - 20)
    bottom = _HEAD + len(gaps.rows) * _STEP
    rows = [
        {"x": row.physical, "end": row.financial, "y": _HEAD + n * _STEP + _STEP / 2,
         "text": theme.cut(row.label, left - 10)}
        for n, row in enumerate(gaps.rows)
    ]  # fmt: skip
    ticks = [{"x": tick.at, "text": tick.label, "y": 8, "top": _HEAD - 6, "bottom": bottom}
             for tick in gaps.ticks]  # fmt: skip
    x = alt.X("x:Q", scale=scale, axis=None)
    y = theme.pixel("y")
    grid = alt.Chart().mark_rule(color=theme.LIGHT)
    line = alt.Chart().mark_rule(color=theme.LINE, strokeWidth=1.5)
    disc = alt.Chart().mark_point(shape="circle", size=80, filled=True, opacity=1, fill=theme.INK)
    square = alt.Chart().mark_point(
        shape="square", size=80, opacity=1, strokeWidth=2, stroke=theme.MONEY[1],
        fill="var(--paper)",
    )  # fmt: skip
    layers = [
        (grid.encode(x=x, y=theme.pixel("top"), y2=alt.Y2("bottom:Q")), ticks),
        theme.text(ticks, x, "center"),
        (line.encode(x=x, x2=alt.X2("end:Q"), y=y), rows),
        (square.encode(x=alt.X("end:Q", scale=scale, axis=None), y=y), rows),
        (disc.encode(x=x, y=y), rows),
        theme.text(rows, left - 8, "right", color=theme.INK),
    ]
    return theme.spec(layers, bottom + 2)
