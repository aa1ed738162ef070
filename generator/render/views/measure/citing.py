"""How a page says to cite a measure: once for each, with the figure that it shows."""

from __future__ import annotations

from dataclasses import dataclass

from generator.cite.citation import citation
from generator.cite.figure import figures
from generator.cite.version import SLOT
from generator.compute.measured import MeasureResult
from generator.model.period import Period
from generator.render.views.common import RenderContext


@dataclass(frozen=True, slots=True)
class CiteView:
    """The citations of the figure of the year that is shown; ``SLOT`` stands for the version."""

    apa: str
    """Up to the address."""
    address: str
    here: str
    """The same address from the page that it stands on."""
    bibtex: str
    period: str
    other: str
    """Another period that has an address of its own; "" where there is none."""


def cite_view(ctx: RenderContext, plan: str, measure: MeasureResult) -> CiteView | None:
    """None where there is neither a target nor a result to cite."""
    known = list(figures(plan, measure))
    year = Period.of_year(measure.current.year).text if measure.current else ""
    figure = next((it for it in known if it.period == year), next(iter(known), None))
    if figure is None:
        return None
    found = citation(ctx.results, ctx.f, figure, SLOT)
    periods = (it.period for it in known if it.period != figure.period)
    here = found.permalink[found.permalink.index("?") :]
    apa = found.apa.removesuffix(found.permalink)
    other = next(periods, "")
    return CiteView(apa, found.permalink, here, found.bibtex, figure.period, other)
