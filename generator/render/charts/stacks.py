"""Amounts by stage and version, stacked by who spends them. Never in colours of a status."""

from __future__ import annotations

from typing import Any

import altair as alt

from generator.render.charts import theme
from generator.render.charts.figures import Stacks

_STEP = 30


def chart(stacks: Stacks) -> dict[str, Any]:
    """Rows with label, parts laid end to end, and the sum in words."""
    left = theme.room([row.label for row in stacks.rows], 100) + 8
    right = theme.WIDTH - theme.room([row.said for row in stacks.rows], 90) - 8
    most = max((sum(row.parts) for row in stacks.rows), default=0) or 1
    scale = theme.across(0, most, left, right)
    parts, labels = [], []
    for n, row in enumerate(stacks.rows):
        middle = n * _STEP + _STEP / 2
        start = 0.0
        for place, part in enumerate(row.parts):
            edges = {"x": start, "end": start + part, "top": middle - 9, "bottom": middle + 9}
            parts.append({**edges, "paint": theme.MONEY[place % len(theme.MONEY)]})
            start += part
        labels.append({"y": middle, "text": theme.cut(row.label, left - 8), "x": start})
        labels[-1]["said"] = row.said
    bar = alt.Chart().mark_bar(stroke="var(--paper)", strokeWidth=1.5)
    x = alt.X("x:Q", scale=scale, axis=None)
    sums = [{**row, "text": row["said"]} for row in labels]
    layers = [
        (
            bar.encode(
                x=x,
                x2=alt.X2("end:Q"),
                y=theme.pixel("top"),
                y2=alt.Y2("bottom:Q"),
                color=alt.Color("paint:N", scale=None, legend=None),
            ),
            parts,
        ),
        theme.text(labels, left - 8, "right", color=theme.INK),
        theme.text(sums, x, "left", dx=6, color=theme.INK, fontWeight="bold"),
    ]
    return theme.spec(layers, len(stacks.rows) * _STEP)
