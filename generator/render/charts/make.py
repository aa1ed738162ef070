"""From a figure to Vega-Lite to SVG: the only place where the two libraries meet."""

from __future__ import annotations

from typing import Any

import vl_convert

from generator.render.charts import bars, gaps, stacks
from generator.render.charts.figures import Bars, Figure, Stacks


def spec(figure: Figure) -> dict[str, Any]:
    """The Vega-Lite chart of a figure."""
    if isinstance(figure, Bars):
        return bars.chart(figure)
    return stacks.chart(figure) if isinstance(figure, Stacks) else gaps.chart(figure)


def svg(figure: Figure) -> str:
    """The chart as vl-convert writes it."""
    return str(vl_convert.vegalite_to_svg(spec(figure)))
