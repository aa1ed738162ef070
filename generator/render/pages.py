"""Every kind of page in one table: where it stands, its view and its template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator import paths
from generator.addresses import ids_in_language, in_language, twin_of
from generator.cite.documents import cited_documents
from generator.compute import Results
from generator.history.acts import acts_of
from generator.output import Addition, Output, digest, making
from generator.render.abbreviations import ShortForm, explained, short_forms
from generator.render.bytecode import TEMPLATES, Bytecode
from generator.render.embeds import STYLE, Card, cards, palette
from generator.render.filters import Writer, filters_of
from generator.render.head import foot_view, head, portal_dataset
from generator.render.social_cards import LARGE, SMALL, SocialCard, as_png, social_cards
from generator.render.views.across.agenda import agenda_page, calendar_page
from generator.render.views.across.compare import (
    compare_link,
    compare_page,
    compare_plan_page,
    compare_regions_page,
    compare_units_page,
)
from generator.render.views.across.contradictions import contrasts_page
from generator.render.views.across.contrast import contrast_page
from generator.render.views.across.home import home_page, plans_page
from generator.render.views.across.news import news_page
from generator.render.views.across.portal import portal_page
from generator.render.views.across.registers import Offer, Sizes, downloads_view, glossary_page
from generator.render.views.across.unit_list import units_page
from generator.render.views.across.units import unit_page
from generator.render.views.changes.pages import changes_page, plan_changes_page
from generator.render.views.changes.past_plan import past_plan_page
from generator.render.views.common import Page, RenderContext
from generator.render.views.documents.index import documents_page
from generator.render.views.documents.page import document_page, document_part_page
from generator.render.views.documents.text import document_text_page, text_pages
from generator.render.views.held import HELD, held_pages, notices
from generator.render.views.measure.indicators import indicator_page, indicators_page
from generator.render.views.measure.list import measures_page
from generator.render.views.methods import method_rows
from generator.render.views.mistakes import contact_of
from generator.render.views.money.page import money_page
from generator.render.views.plan.element import activity_page, element_page
from generator.render.views.plan.missing import missing_page
from generator.render.views.plan.narrative import narrative_page
from generator.render.views.plan.page import plan_page
from generator.render.views.plan.recommendations import (
    all_recommendations_page,
    recommendations_page,
)
from generator.render.views.plan.report import report_page, report_sheet
from generator.render.views.regions.pages import region_page, regions_page
from generator.render.views.using import page_use
from generator.words.catalogue import catalogue
from generator.words.formatter import Formatter


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page. Its address may hold names in braces, which its view is made for."""

    template: str
    address: paths.Address
    view: Callable[..., Page | None]
    """Of the context and the names; None where there is nothing to show."""


KINDS = (
    PageKind("plan", paths.PLAN, plan_page),
    PageKind("narrative", paths.NARRATIVE, narrative_page),
    PageKind("measures", paths.MEASURES, measures_page),
    PageKind("report", paths.REPORT, report_page),
    PageKind("calendar", paths.PLAN_CALENDAR, calendar_page),
    PageKind("recommendations", paths.PLAN_RECOMMENDATIONS, recommendations_page),
    PageKind("missing", paths.PLAN_MISSING, missing_page),
    PageKind("changes", paths.PLAN_CHANGES, plan_changes_page),
    PageKind("past_plan", paths.PLAN_AS_OF, past_plan_page),
    PageKind("contrast", paths.PLAN_CONTRAST, contrast_page),
    PageKind("compare", paths.PLAN_COMPARE, compare_plan_page),
    PageKind("element", paths.ELEMENT, element_page),
    PageKind("activity", paths.ELEMENT, activity_page),
    PageKind("home", paths.HOME, home_page),
    PageKind("plans", paths.PLANS, plans_page),
    PageKind("changes", paths.CHANGES, changes_page),
    PageKind("contrasts", paths.CONTRAST, contrasts_page),
    PageKind("compare", paths.COMPARE, compare_page),
    PageKind("compare", paths.COMPARE_REGIONS, compare_regions_page),
    PageKind("compare", paths.COMPARE_UNITS, compare_units_page),
    PageKind("regions", paths.REGIONS, regions_page),
    PageKind("region", paths.REGION, region_page),
    PageKind("units", paths.UNITS, units_page),
    PageKind("unit", paths.UNIT, unit_page),
    PageKind("indicators", paths.INDICATORS, indicators_page),
    PageKind("indicator", paths.INDICATOR, indicator_page),
    PageKind("documents", paths.DOCUMENTS, documents_page),
    PageKind("document", paths.DOCUMENT, document_page),
    PageKind("document", paths.DOCUMENT_PART, document_part_page),
    PageKind("document_text", paths.DOCUMENT_TEXT, document_text_page),
    PageKind("glossary", paths.GLOSSARY, glossary_page),
    PageKind("money", paths.BUDGET, money_page),
    PageKind("all_recommendations", paths.RECOMMENDATIONS, all_recommendations_page),
    PageKind("agenda", paths.CALENDAR, agenda_page),
    PageKind("news", paths.NEWS, news_page),
    PageKind("portal", paths.PORTAL, portal_page),
)
"""The one list of kinds: all pages, and the page of an address, are made from it."""


_NAMES: dict[tuple[str, ...], Callable[[RenderContext], Iterable[tuple[str, ...]]]] = {
    (): lambda _: [()],
    ("plan",): lambda ctx: ((plan,) for plan in ctx.catalog.plans),
    ("plan", "act"): lambda ctx: (
        (plan, act.id) for plan, it in ctx.catalog.plans.items() for act in acts_of(ctx.catalog, it)
    ),
    ("plan", "code"): lambda ctx: (
        (plan, e.code) for plan, folder in ctx.catalog.plans.items() for e in folder.elements[1:]
    ),
    ("region",): lambda ctx: ((code,) for code in ctx.catalog.regions),
    ("unit",): lambda ctx: ((unit,) for unit in ctx.catalog.units),
    ("indicator",): lambda ctx: ((name,) for name in ctx.catalog.indicators),
    ("document",): lambda ctx: ((name,) for name in ctx.results.derived(cited_documents)),
    ("document", "page"): text_pages,
    ("document", "part"): lambda ctx: (
        (document, part)
        for document, found in ctx.results.derived(cited_documents).items()
        for part in found.apart
    ),
}
"""What the names in addresses stand for."""


def _page(ctx: RenderContext, kind: PageKind, names: tuple[str, ...]) -> Page | None:
    """A page with its place; one of no name is shown by others too, so it is made once."""
    path = kind.address(*names)
    with making(path):
        page = kind.view(ctx, *names) if names else ctx.once(kind.view)
    if page is None:
        return None
    return replace(page, path=path, template=kind.template, notices=notices(ctx, path))


def pages(ctx: RenderContext) -> Iterator[Page]:
    """Every generated page with its view."""
    for kind in KINDS:
        for names in _NAMES[kind.address.names](ctx):
            if page := _page(ctx, kind, names):
                yield page
    yield from held_pages(ctx)


def _page_at(ctx: RenderContext, path: str) -> Page | None:
    """The page of one address, without the others."""
    for kind in KINDS:
        names = kind.address.names_in(path)
        if names is not None and names in _NAMES[kind.address.names](ctx):
            page = _page(ctx, kind, names)
            if page is not None:
                return page
    return None


# From views to files.


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
    leads_to_data = page.template in {"home", "plan"}
    return next(_outputs(ctx, [page], offers() if leads_to_data else ()))


def _outputs(
    ctx: RenderContext, found: Iterable[Page], offers: tuple[Offer, ...]
) -> Iterator[Output]:
    forms = short_forms(ctx.catalog)
    known = digest((forms, ctx.f))
    for page in found:
        with making(page.path):
            opening, foot = head(ctx, page, offers), foot_view(ctx, page)
            use, beside = page_use(ctx, page), compare_link(ctx, page.path)
        own = tuple(o for o in offers if page.path == paths.PLAN(o.plan))
        said = _language(ctx, page.path)
        plan, has_data = paths.plan_of(page.path), page.template != HELD
        given: dict[str, object] = {
            "foot": foot,
            "offers": own,
            "tables": paths.shown_on(page.path) if has_data else (),
            "said": said,
            "use": use,
            "compare": beside,
            "twin": twin_of(page.path, ctx.lang) if has_data else "",
            "of_plan": f"?plan={plan}" if plan in ctx.catalog.plans else "",
        }
        make = partial(_write, ctx.f, page, opening, given, forms)
        decides = (page, opening, foot, own, known, said, use, beside)
        yield Output(page.path, decides, make, title=page.title if has_data else "")


def _language(ctx: RenderContext, path: str) -> Markup:
    """The attribute of the texts of a plan in another language than that of the portal."""
    folder = ctx.catalog.plans.get(paths.plan_of(path))
    lang = folder.plan.language if folder else None
    return Markup(' lang="{}"').format(lang) if lang and lang != ctx.lang else Markup("")


def _write(
    f: Formatter,
    page: Page,
    opening: str,
    given: Mapping[str, object],
    forms: Mapping[str, ShortForm],
) -> bytes:
    """Head, body and foot of a page."""
    template = environment(f).get_template
    about = {"page": page, "link": _linker(page.path, f.lang)}
    body, foot = template(f"{page.template}.md.j2"), template("_foot.md.j2")
    beside = {name: given[name] for name in ("said", "use", "compare")}
    html = body.render(**about, view=page.view, **beside)
    text = explained(html, forms, page.path, f.lang)
    return (opening + ids_in_language(text + foot.render(**about, **given), f.lang)).encode()


def pictures(ctx: RenderContext) -> Iterator[Output]:
    """A picture (PNG) of every plan and of the portal, and the cards for pages of others."""
    for path, view in social_cards(ctx):
        width = SMALL if paths.ELEMENT_CARD.names_in(path) else LARGE
        yield Output(path, (view, width), partial(_draw, ctx.f, view, width))
    yield from _embeds(ctx)


def _draw(f: Formatter, view: SocialCard, width: int) -> bytes:
    return as_png(environment(f).get_template("social_card.svg.j2").render(view=view), width)


def _embeds(ctx: RenderContext) -> Iterator[Output]:
    """Every card as SVG and as a page, and the style sheet of those pages."""
    style = paths.EMBED("card.css")
    text = palette() + STYLE
    yield Output(style, text, text.encode)
    for name, card in cards(ctx):
        for kind in ("svg", "html"):
            path = paths.EMBED(f"{name}.{kind}")
            yield Output(path, card, partial(_write_card, ctx.f, path, card))


def _write_card(f: Formatter, path: str, card: Card) -> bytes:
    template = environment(f).get_template(f"embed.{path.rpartition('.')[2]}.j2")
    about = {
        "v": card,
        "lang": f.lang,
        "root": "" if "://" in card.foot.href else "../" * path.count("/"),
        "css": paths.relative(path, paths.EMBED("card.css")),
        "palette": palette(),
        "lines": card.lines,
        "height": card.lines[-1][2] + 44,
    }
    return template.render(about).encode()


def additions(ctx: RenderContext, offers: tuple[Offer, ...], sizes: Sizes) -> dict[str, Addition]:
    """What is added to pages of the manual, by their path under ``docs/``."""
    template, link = environment(ctx.f).get_template, partial(_linker, lang=ctx.lang)
    view, rows = downloads_view(ctx, offers, sizes), tuple(method_rows(ctx))
    told = {"view": view, "link": link(paths.DATA)}
    names = ("downloads", "tables", "files")
    parts = {name: template(f"{name}.html.j2").render(told) for name in names}
    methods = template("methods.html.j2").render(rows=rows, link=link(paths.METHOD), paths=paths)
    site = ctx.catalog.site
    publisher = ctx.catalog.units[site.publisher].name if site else ""
    about = {"site": site, "publisher": publisher, "contact": contact_of(site)}
    said = template("about.html.j2").render(about) if site else ""
    found = {
        paths.DATA: Addition(parts, portal_dataset(ctx, paths.DATA, offers)),
        paths.METHOD: Addition({"metodos": methods}, {}),
        paths.ABOUT: Addition({"portal": said}, {}),
    }
    for table, size in view.tables:
        page = paths.TABLE_PAGE(table.name)
        of_table = {"t": table, "told": size, "view": view, "link": link(page)}
        found[page] = Addition({"explorer": template("explorer.html.j2").render(of_table)}, {})
    own = {f"{page.name}.md" for page in ctx.catalog.pages}
    return {path: addition for path, addition in found.items() if path not in own}


def sheets(ctx: RenderContext) -> Iterator[Output]:
    """The stylesheets of the reports to print."""
    for plan, result in ctx.results.plans.items():
        data = report_sheet(ctx, result)
        yield Output(paths.REPORT_SHEET(plan), data, partial(bytes, data))


@cache
def environment(f: Formatter) -> Environment:
    """The templates with what they write, for one language and country."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=Bytecode(TEMPLATES, f),
        extensions=["jinja2.ext.i18n"],
    )
    made.filters |= filters_of(f)
    made.globals |= {"t": Writer(f).html, "n": f.n, "paths": paths}
    made.install_gettext_translations(catalogue(f.lang), newstyle=True)  # type: ignore[attr-defined]
    return made


def _linker(path: str, lang: str) -> Callable[[str], Markup]:
    """Links as they are written on the page at ``path``, in the portal's language."""
    here = in_language(path, lang)
    return lambda target: Markup.escape(paths.relative(here, in_language(target, lang)))
