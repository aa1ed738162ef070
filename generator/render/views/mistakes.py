"""A message that a reader sends where a figure is wrong: its text, and what opens it filled in.

The text is complete without a script. It asks for nothing that tells who writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from generator.cite.citation import absolute, permalink
from generator.cite.figure import FigureKey, attainment_of, stated
from generator.cite.version import SLOT
from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE
from generator.model.period import Period
from generator.model.scalars import contact_href
from generator.model.site import Site
from generator.model.source import Source
from generator.render.views.common import CitedAt, Link, RenderContext, joined
from generator.render.views.measure.citing import shown_figure
from generator.words.formatter import common_blanks
from generator.words.text import shortened

Said = tuple[str, str]
"""What a line is of, and what it says; no line is written of nothing."""
_QUOTED = 200
"""Signs of a quotation: an address with all of a long one would be refused."""


@dataclass(frozen=True, slots=True)
class MistakeView:
    """What says that something is wrong; ``SLOT`` stands for the version."""

    text: str
    issue: str
    """Address of a new issue with the text; "" where the portal names no repository."""
    contact: Link | None
    """Where the portal says to write to; a mail has the text in it."""
    publisher: str


def figure_mistake(ctx: RenderContext, plan: str, measure: MeasureResult) -> MistakeView:
    """Of a measure: its figures of the year that is shown, their sources and their files."""
    use, shown = measure.use, shown_figure(plan, measure)
    name = use.traits.heading + (f" ({use.traits.unit})" if use.traits.unit else "")
    version = ctx.t("version {version}", version=SLOT)
    said = (
        (ctx.t("Indicator"), name),
        (ctx.t("Plan"), ctx.catalog.plans[plan].plan.name),
        *_figures_said(ctx, shown, measure),
        (ctx.t("Source of the target"), _source(ctx, use.source)),
        (ctx.t("Data"), ctx.edit(use.measure.place_of()).place),
        *_reported(ctx, measure),
        (ctx.t("Address"), permalink(ctx.results, shown, SLOT) if shown else version),
    )
    return _view(ctx, use.traits.heading, said)


def _figures_said(
    ctx: RenderContext, shown: FigureKey | None, measure: MeasureResult
) -> Iterator[Said]:
    """What the figures of a year say, and those of its periods."""
    if shown is None:
        return
    whole = Period.parse(shown.period, ctx.catalog.plans[shown.plan].plan.years)
    own = (it.period for it in measure.years[whole.year].observations if it.member == WHOLE)
    for period in dict.fromkeys((whole, *own)):
        if found := attainment_of(measure, period):
            said = stated(ctx.f, found, measure.use.traits)
            yield f"• {ctx.f.period(period)}", "; ".join(said.values())


def _reported(ctx: RenderContext, measure: MeasureResult) -> Iterator[Said]:
    """Documents and files of the results of the year."""
    name = measure.use.id
    for report in measure.current.reports if measure.current else ():
        yield ctx.t("Source of the result"), _source(ctx, report.cited(measure.use))
        place = report.file.place_of("results", name, at_key=True)
        yield ctx.t("Data"), ctx.edit(place).place


def _source(ctx: RenderContext, source: Source | None) -> str:
    cited = ctx.cited(source)
    if cited is None or source is None:
        return ""
    words = source.quote or ""
    said = shortened(words, _QUOTED)
    return joined((cited.text, f"«{said}»" if said else ""), " ")


def page_mistake(
    ctx: RenderContext, title: str, path: str, cited: CitedAt | None, file: str
) -> MistakeView:
    """Of a page as a whole, with its source and the place of its data, where it has them."""
    version = ctx.t("version {version}", version=SLOT)
    said = (
        (ctx.t("Page"), title),
        (ctx.t("Source"), cited.text if cited else ""),
        (ctx.t("Data"), file),
        (ctx.t("Address"), f"{absolute(ctx.catalog.site, path)} ({version})"),
    )
    return _view(ctx, title, said)


def _view(ctx: RenderContext, subject: str, said: Iterable[Said]) -> MistakeView:
    """What is known, each line once, and what only the reader knows."""
    known = dict.fromkeys(f"{name}: {what}" for name, what in said if what)
    asked = (
        ctx.t("What is wrong"),
        ctx.t("What it should say"),
        ctx.t("Document and place that say so"),
    )
    site = ctx.catalog.site
    text = common_blanks("\n".join((*known, "", *(f"{it}: " for it in asked))))
    title = common_blanks(ctx.t("Possible mistake: {what}", what=subject))
    publisher = ctx.unit_name(site.publisher) if site else ""
    return MistakeView(text, _issue(site, title, text), contact_of(site, title, text), publisher)


def _issue(site: Site | None, title: str, text: str) -> str:
    """A new issue at GitLab, else as GitHub, Gitea and Forgejo take it."""
    if site is None or not site.repository:
        return ""
    is_gitlab = "gitlab" in (urlsplit(site.repository).hostname or "")
    path, head, body = "issues/new", "title", "body"
    if is_gitlab:
        path, head, body = "-/issues/new", "issue[title]", "issue[description]"
    address = site.repository.rstrip("/").removesuffix(".git")
    return f"{address}/{path}?{quote(head)}={_quoted(title)}&{quote(body)}={_quoted(text)}"


def contact_of(site: Site | None, title: str = "", text: str = "") -> Link | None:
    """Where a portal says to write to, if it does; a mail begins with what is given."""
    if site is None or not site.contact:
        return None
    href = contact_href(site.contact)
    if text and href.startswith("mailto:"):
        href += f"?subject={_quoted(title)}&body={_quoted(text)}"
    return Link(site.contact, href)


def _quoted(text: str) -> str:
    """As a part of an address; the version is put in when the site is made."""
    return quote(text.replace("\n", "\r\n"), safe="").replace(quote(SLOT), SLOT)
