"""Build every view, then write every page with its template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.compute import Results
from generator.compute.results import PlanResult
from generator.output import Addition, Output, digest
from generator.reconcile.contrast import contrast
from generator.render import paths
from generator.render.abbreviations import ShortForm, explained, short_forms
from generator.render.head import head, portal_dataset
from generator.render.social_cards import SocialCardView, as_png, social_cards
from generator.render.views.agenda import agenda_page
from generator.render.views.calendar import calendar_page
from generator.render.views.change_pages import changes_pages
from generator.render.views.common import Page, RenderContext
from generator.render.views.contrast import contrast_pages
from generator.render.views.downloads import Offer, Sizes, downloads_view
from generator.render.views.foot import foot_view
from generator.render.views.home import home_pages
from generator.render.views.indicator import indicator_pages
from generator.render.views.measures import measures_page
from generator.render.views.narrative import narrative_page
from generator.render.views.news import news_page
from generator.render.views.owed import owed_page
from generator.render.views.plan import element_page, plan_page, plan_pages
from generator.render.views.recommendations import recommendations_page
from generator.render.views.regions import region_pages
from generator.render.views.registers import register_pages
from generator.render.views.report import report_page, report_sheet
from generator.render.views.spending import money_page
from generator.render.views.units import unit_pages
from generator.words.catalogue import catalogue

TEMPLATES = Path(__file__).parent / "templates"


def render(results: Results, lang: str = "es", offers: tuple[Offer, ...] = ()) -> dict[str, bytes]:
    """Every generated page as Markdown, by its path under ``docs/``.

    ``offers`` are the files of data that pages lead to.
    """
    return {page.path: page.make() for page in page_outputs(RenderContext(results, lang), offers)}


def page_outputs(ctx: RenderContext, offers: tuple[Offer, ...]) -> Iterator[Output]:
    """Every generated page, to be written when its view is not that of the last build."""
    return _outputs(ctx, pages(ctx), offers)


def page_output(
    ctx: RenderContext, path: str, offers: Callable[[], tuple[Offer, ...]]
) -> Output | None:
    """One page before all others; None where there is none at that path."""
    page = _page_at(ctx, path)
    if page is None:
        return None
    leads_to_data = path in {paths.HOME, paths.plan_path(paths.plan_of(path))}
    return next(_outputs(ctx, [page], offers() if leads_to_data else ()))


def _page_at(ctx: RenderContext, path: str) -> Page | None:
    """Looked for among the pages of its plan, whose elements are the most, without the others."""
    result = ctx.results.plans.get(paths.plan_of(path))
    if result is None:
        return next((page for page in pages(ctx) if page.path == path), None)
    folder = result.folder
    if path == paths.plan_path(folder.id):
        return plan_page(ctx, result)
    for element in folder.elements[1:]:
        if path == paths.element_path(folder.id, element.code):
            return element_page(ctx, result, element)
    others = (
        *_other_plan_pages(ctx, result),
        *changes_pages(ctx),
        *contrast_pages(ctx, ctx.results.derived(contrast)),
    )
    return next((page for page in others if page.path == path), None)


def _outputs(
    ctx: RenderContext, found: Iterable[Page], offers: tuple[Offer, ...]
) -> Iterator[Output]:
    forms = short_forms(ctx.catalog)
    forms_digest = digest(forms)
    return (_output(ctx, page, offers, forms, forms_digest) for page in found)


def _output(
    ctx: RenderContext,
    page: Page,
    offers: tuple[Offer, ...],
    forms: Mapping[str, ShortForm],
    forms_digest: str,
) -> Output:
    opening = head(ctx, page, offers)
    foot = foot_view(ctx, page)
    offered = tuple(offer for offer in offers if page.path == paths.plan_path(offer.plan))
    given = {"foot": foot, "offers": offered}
    make = partial(_write, ctx.lang, page, opening, given, forms)
    return Output(page.path, (page, opening, foot, offered, forms_digest), make)


def pictures(ctx: RenderContext) -> Iterator[Output]:
    """A picture (PNG) of every plan and of the portal."""
    for path, view in social_cards(ctx):
        yield Output(path, view, partial(_draw, ctx.lang, view), is_download=True)


def _draw(lang: str, view: SocialCardView) -> bytes:
    return as_png(_environment(lang).get_template("social_card.svg.j2").render(view=view))


def additions(ctx: RenderContext, offers: tuple[Offer, ...], sizes: Sizes) -> dict[str, Addition]:
    """What is added to hand-written pages, by their path under ``docs/``."""
    template = _environment(ctx.lang).get_template("downloads.html.j2")
    text = template.render(view=downloads_view(ctx, offers, sizes), link=_linker(paths.DATA))
    return {paths.DATA: Addition(text, portal_dataset(ctx, paths.DATA, offers))}


def sheets(ctx: RenderContext) -> Iterator[Output]:
    """The stylesheets of the reports to print."""
    for plan in ctx.results.plans.values():
        data = report_sheet(ctx, plan)
        yield Output(paths.report_sheet_path(plan.folder.id), data, partial(bytes, data))


def pages(ctx: RenderContext) -> Iterator[Page]:
    """Every generated page with its view; the home page leads only to what there is."""
    written = tuple(_pages(ctx))
    yield from home_pages(ctx, ctx.results.derived(contrast), written)
    yield from written


def _pages(ctx: RenderContext) -> Iterator[Page]:
    for result in ctx.results.plans.values():
        yield from plan_pages(ctx, result)
        yield from _other_plan_pages(ctx, result)
    yield from changes_pages(ctx)
    yield from contrast_pages(ctx, ctx.results.derived(contrast))
    yield from region_pages(ctx, ctx.results.derived(contrast).reconciled)
    yield from unit_pages(ctx)
    yield from indicator_pages(ctx)
    yield from register_pages(ctx)
    across = (money_page(ctx), owed_page(ctx), agenda_page(ctx), news_page(ctx))
    yield from (page for page in across if page is not None)


def _other_plan_pages(ctx: RenderContext, result: PlanResult) -> Iterator[Page]:
    """Pages of a plan beside its own and those of its elements."""
    yield narrative_page(ctx, result)
    if (page := measures_page(ctx, result)) is not None:
        yield page
    yield report_page(ctx, result, ctx.results.derived(contrast))
    if result.folder.calendar:
        yield calendar_page(ctx, result)
    if result.folder.recommendations:
        yield recommendations_page(ctx, result)


@cache
def _environment(lang: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.filters["md"] = heading
    environment.install_gettext_translations(catalogue(lang), newstyle=True)  # type: ignore[attr-defined]
    return environment


def heading(text: str) -> Markup:
    """Text inside a Markdown heading: every sign becomes an entity, so that none is syntax."""
    return Markup("".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in text))  # noqa: S704


def _linker(path: str) -> Callable[[str], Markup]:
    """Links as they are written on the page at ``path``."""
    return lambda target: Markup.escape(paths.relative(path, target))


def _write(
    lang: str,
    page: Page,
    opening: str,
    given: Mapping[str, object],
    forms: Mapping[str, ShortForm],
) -> bytes:
    """Head, body and foot of a page."""
    environment = _environment(lang)
    about = {"page": page, "link": _linker(page.path), "paths": paths}
    body = environment.get_template(f"{page.template}.md.j2")
    foot = environment.get_template("_foot.md.j2")
    text = explained(body.render(**about, view=page.view), forms, page.path)
    return (opening + text + foot.render(**about, **given)).encode()
