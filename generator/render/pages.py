"""Build every view, then write every page with its template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.compute import Results
from generator.compute.results import PlanResult
from generator.i18n import catalogue
from generator.output import Addition, Output, digest
from generator.render import paths
from generator.render.abbreviations import ShortForm, explained, short_forms
from generator.render.head import head, portal_dataset
from generator.render.poster import PosterView, as_png, posters
from generator.render.views.agenda import agenda_page
from generator.render.views.calendar import calendar_page
from generator.render.views.change_pages import changes_pages
from generator.render.views.common import Desk, Page
from generator.render.views.contrast import contrast_pages
from generator.render.views.downloads import Offer, Sizes, downloads_view
from generator.render.views.foot import foot_view
from generator.render.views.home import home_pages
from generator.render.views.indicator import indicator_pages
from generator.render.views.measures import measures_page
from generator.render.views.news import news_page
from generator.render.views.owed import owed_page
from generator.render.views.plan import element_page, plan_page, plan_pages
from generator.render.views.recommendations import recommendations_page
from generator.render.views.regions import region_pages
from generator.render.views.registers import register_pages
from generator.render.views.report import report_page, report_sheet
from generator.render.views.spending import money_page
from generator.render.views.told import told_page
from generator.render.views.units import unit_pages

TEMPLATES = Path(__file__).parent / "templates"


def render(results: Results, lang: str = "es", offers: tuple[Offer, ...] = ()) -> dict[str, bytes]:
    """Every generated page as Markdown, by its path under ``docs/``.

    ``offers`` are the files of data that pages lead to.
    """
    return {page.path: page.make() for page in page_outputs(Desk(results, lang), offers)}


def page_outputs(desk: Desk, offers: tuple[Offer, ...]) -> Iterator[Output]:
    """Every generated page, to be written when its view is not that of the last build."""
    return _outputs(desk, pages(desk), offers)


def page_output(desk: Desk, path: str, offers: Callable[[], tuple[Offer, ...]]) -> Output | None:
    """One page before all others; None where there is none at that path."""
    page = _page_at(desk, path)
    if page is None:
        return None
    leads_to_data = path in {paths.HOME, paths.plan_path(paths.plan_of(path))}
    return next(_outputs(desk, [page], offers() if leads_to_data else ()))


def _page_at(desk: Desk, path: str) -> Page | None:
    """Looked for among the pages of its plan, whose elements are the most, without the others."""
    result = desk.results.plans.get(paths.plan_of(path))
    if result is None:
        return next((page for page in pages(desk) if page.path == path), None)
    folder = result.folder
    if path == paths.plan_path(folder.id):
        return plan_page(desk, result)
    for element in folder.elements[1:]:
        if path == paths.element_path(folder.id, element.code):
            return element_page(desk, result, element)
    others = (
        *_other_plan_pages(desk, result),
        *changes_pages(desk),
        *contrast_pages(desk, desk.results.contrast),
    )
    return next((page for page in others if page.path == path), None)


def _outputs(desk: Desk, found: Iterable[Page], offers: tuple[Offer, ...]) -> Iterator[Output]:
    forms = short_forms(desk.catalog)
    forms_digest = digest(forms)
    return (_output(desk, page, offers, forms, forms_digest) for page in found)


def _output(
    desk: Desk,
    page: Page,
    offers: tuple[Offer, ...],
    forms: Mapping[str, ShortForm],
    forms_digest: str,
) -> Output:
    opening = head(desk, page, offers)
    foot = foot_view(desk, page)
    offered = tuple(offer for offer in offers if page.path == paths.plan_path(offer.plan))
    given = {"foot": foot, "offers": offered}
    make = partial(_write, desk.lang, page, opening, given, forms)
    return Output(page.path, (page, opening, foot, offered, forms_digest), make)


def pictures(desk: Desk) -> Iterator[Output]:
    """A picture (PNG) of every plan and of the portal."""
    for path, view in posters(desk):
        yield Output(path, view, partial(_draw, desk.lang, view), is_download=True)


def _draw(lang: str, view: PosterView) -> bytes:
    return as_png(_environment(lang).get_template("poster.svg.j2").render(view=view))


def additions(desk: Desk, offers: tuple[Offer, ...], sizes: Sizes) -> dict[str, Addition]:
    """What is added to hand-written pages, by their path under ``docs/``."""
    template = _environment(desk.lang).get_template("downloads.html.j2")
    text = template.render(view=downloads_view(desk, offers, sizes), link=_linker(paths.DATA))
    return {paths.DATA: Addition(text, portal_dataset(desk, paths.DATA, offers))}


def sheets(desk: Desk) -> Iterator[Output]:
    """The stylesheets of the reports to print."""
    for plan in desk.results.plans.values():
        data = report_sheet(desk, plan)
        yield Output(paths.report_sheet_path(plan.folder.id), data, partial(bytes, data))


def pages(desk: Desk) -> Iterator[Page]:
    """Every generated page with its view; the home page leads only to what there is."""
    written = tuple(_pages(desk))
    yield from home_pages(desk, desk.results.contrast, written)
    yield from written


def _pages(desk: Desk) -> Iterator[Page]:
    for result in desk.results.plans.values():
        yield from plan_pages(desk, result)
        yield from _other_plan_pages(desk, result)
    yield from changes_pages(desk)
    yield from contrast_pages(desk, desk.results.contrast)
    yield from region_pages(desk, desk.results.contrast.reconciled)
    yield from unit_pages(desk)
    yield from indicator_pages(desk)
    yield from register_pages(desk)
    across = (money_page(desk), owed_page(desk), agenda_page(desk), news_page(desk))
    yield from (page for page in across if page is not None)


def _other_plan_pages(desk: Desk, result: PlanResult) -> Iterator[Page]:
    """Pages of a plan beside its own and those of its elements."""
    yield told_page(desk, result)
    if (page := measures_page(desk, result)) is not None:
        yield page
    yield report_page(desk, result, desk.results.contrast)
    if result.folder.calendar:
        yield calendar_page(desk, result)
    if result.folder.recommendations:
        yield recommendations_page(desk, result)


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
