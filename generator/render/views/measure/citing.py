"""What a reader does with a figure: quote it, cite it, show it elsewhere, take its data along."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from markupsafe import Markup

from generator import paths
from generator.cite.citation import Citation, absolute, citation
from generator.cite.figure import FigureKey, figures
from generator.cite.version import SLOT
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.model.period import Period
from generator.model.source import Source
from generator.reconcile.disputes import of_measure
from generator.render.views.common import Link, RenderContext, each_once, joined
from generator.render.views.held import data_as_of
from generator.render.views.measure.sentences import current_sentence
from generator.render.views.measure.unreported import is_silent

_TAG = re.compile("<[^>]*>")


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
class UseView:
    """A figure to quote, to cite and to take along; ``SLOT`` stands for the version."""

    quote: str
    """What it says in words, with its source and its day, up to the address."""
    cited: Citation
    card: Framed | None
    """None where nothing is told."""
    files: tuple[Link, ...]
    """Its rows, and the files that have them."""
    period: str = ""
    other: str = ""
    """Another period that has an address of its own; "" where there is none."""


def shown_figure(plan: str, measure: MeasureResult) -> FigureKey | None:
    """That of the year that a page shows, else the first; None where there is none at all."""
    known = list(figures(plan, measure))
    year = Period.of_year(measure.current.year).text if measure.current else ""
    return next((it for it in known if it.period == year), next(iter(known), None))


def use_view(ctx: RenderContext, of: PlanResult, measure: MeasureResult) -> UseView | None:
    """Of a measure; None where there is neither a target nor a result to cite."""
    plan = of.folder.id
    figure, known = shown_figure(plan, measure), figures(plan, measure)
    if figure is None:
        return None
    use, folder = measure.use, of.folder
    period = Period.parse(figure.period, folder.plan.years)
    doubts = [it.field for it in of_measure(ctx.results, measure, period, figure.member)]
    found = citation(ctx.results, ctx.f, figure, SLOT, doubts)
    reports = measure.current.reports if measure.current else ()
    name, is_told = f"{plan}/{use.id}", not is_silent(measure.current)
    said = in_text(current_sentence(ctx, of, measure))
    notes = (ctx.t("{what} in dispute", what=it) for it in dict.fromkeys(doubts))
    own = joined((f"{use.traits.heading} ({folder.plan.name}): {said}", *notes), " ")
    return UseView(
        quote=sourced(ctx, plan, own, (use.source, *(it.cited(use) for it in reports))),
        cited=found,
        period=figure.period,
        other=next((it.period for it in known if it.period != figure.period), ""),
        card=framed(ctx, name, use.traits.heading) if is_told else None,
        files=(
            _rows(ctx, "observations", f"plan={plan}&measure={quote(use.id)}"),
            Link(ctx.t("JSON, for programs"), paths.API_MEASURE(plan, use.id)),
            workbook_link(ctx, plan),
        ),
    )


def in_text(said: Markup | str) -> str:
    """A sentence without its markup; blanks that do not break stay."""
    return Markup(_TAG.sub("", said)).unescape() if isinstance(said, Markup) else said  # noqa: S704


def sourced(ctx: RenderContext, plan: str, said: str, sources: Iterable[Source | None]) -> str:
    """A sentence with where it is printed, which portal says it, and of which day."""
    cited, site = each_once(map(ctx.cited, sources)), ctx.catalog.site
    printed = "; ".join(it.text for it in cited)
    where = f"{ctx.t('Source')}: {printed}." if printed else ""
    name = joined((site.name if site else "", data_as_of(ctx, plan)), ", ")
    return joined((said, where, f"{name}:"), " ")


def _rows(ctx: RenderContext, table: str, asked: str) -> Link:
    return Link(ctx.t("its rows, to filter and to download"), f"{paths.TABLE_PAGE(table)}?{asked}")


def workbook_link(ctx: RenderContext, plan: str) -> Link:
    """The tables of a plan, with headings in the language of the portal and a cover sheet."""
    return Link(ctx.t("the plan in Excel"), paths.TABLE(f"{plan}.xlsx"))
