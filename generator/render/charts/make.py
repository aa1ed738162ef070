"""From a figure to Vega-Lite to SVG: the only place where the two libraries meet."""

from __future__ import annotations

from typing import Any

import vl_convert
from altair.utils.schemapi import debug_mode

from generator.render.charts import bars, gaps, stacks
from generator.render.charts.figures import Bars, Figure, Stacks


def spec(figure: Figure) -> dict[str, Any]:
    """The Vega-Lite chart of a figure."""
    # Altair checks every part against the schema of Vega-Lite, which takes ten times as long as
    # all the rest: the tests do that, not each build.
    with debug_mode(False):
        return _spec(figure)


def _spec(figure: Figure) -> dict[str, Any]:
    if isinstance(figure, Bars):
        return bars.chart(figure)
    return stacks.chart(figure) if isinstance(figure, Stacks) else gaps.chart(figure)


def svg(figure: Figure) -> str:
    """The chart as vl-convert writes it."""
    return str(vl_convert.vegalite_to_svg(spec(figure)))
