"""How a page says to cite a measure: once for each, with the figure that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from generator import paths
from generator.cite.citation import absolute, citation
from generator.cite.figure import Figure, figures
from generator.cite.version import SLOT
from generator.compute.measured import MeasureResult
from generator.model.period import Period
from generator.reconcile.disputes import of_measure
from generator.render.views.common import RenderContext
from generator.render.views.measure.unreported import is_silent


@dataclass(frozen=True, slots=True)
class Framed:
    """A card (``render/embeds.py``) and the code with which others show it."""

    href: str
    code: str
    """"" where the portal does not say at which address it is."""


def framed(ctx: RenderContext, name: str, title: str) -> Framed:
    """The card of that name."""
    site, href = ctx.catalog.site, paths.EMBED(f"{name}.html")
    if site is None or not site.url:
        return Framed(href, "")
    src = escape(quote(absolute(site, href), safe=":/"))
    looks = 'width="100%" height="460" style="border:0"'
    code = f'<iframe src="{src}" title="{escape(title)}" {looks}></iframe>'
    return Framed(href, code)


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
    card: Framed | None
    """None where nothing is told."""


def shown_figure(plan: str, measure: MeasureResult) -> Figure | None:
    """That of the year that a page shows, else the first; None where there is none at all."""
    known = list(figures(plan, measure))
    year = Period.of_year(measure.current.year).text if measure.current else ""
    return next((it for it in known if it.period == year), next(iter(known), None))


def cite_view(ctx: RenderContext, plan: str, measure: MeasureResult) -> CiteView | None:
    """None where there is neither a target nor a result to cite."""
    figure, known = shown_figure(plan, measure), figures(plan, measure)
    if figure is None:
        return None
    period = Period.parse(figure.period, ctx.catalog.plans[plan].plan.years)
    doubts = (it.field for it in of_measure(ctx.results, measure, period, figure.member))
    found = citation(ctx.results, ctx.f, figure, SLOT, doubts)
    periods = (it.period for it in known if it.period != figure.period)
    here = found.permalink[found.permalink.index("?") :]
    apa = found.apa.removesuffix(found.permalink)
    other = next(periods, "")
    name = f"{plan}/{measure.use.id}"
    card = None if is_silent(measure.current) else framed(ctx, name, measure.use.traits.heading)
    return CiteView(apa, found.permalink, here, found.bibtex, figure.period, other, card)
