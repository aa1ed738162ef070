"""Build every view, then write every page with its template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.compute import Results
from generator.compute.contrast import Contrast, contrast
from generator.i18n import catalogue
from generator.render import paths
from generator.render.abbreviations import ShortForm, explained, short_forms
from generator.render.head import Described, head, portal_dataset
from generator.render.poster import PosterView, posters
from generator.render.views.agenda import agenda_page
from generator.render.views.calendar import calendar_page
from generator.render.views.change_pages import changes_pages
from generator.render.views.common import Desk, Page
from generator.render.views.contrast import contrast_pages
from generator.render.views.downloads import Offer, downloads_view
from generator.render.views.foot import foot_view
from generator.render.views.home import home_pages
from generator.render.views.indicator import indicator_pages
from generator.render.views.measures import measures_page
from generator.render.views.news import news_page
from generator.render.views.owed import owed_page
from generator.render.views.plan import plan_pages
from generator.render.views.recommendations import recommendations_page
from generator.render.views.regions import region_pages
from generator.render.views.registers import register_pages
from generator.render.views.report import report_page, report_sheet
from generator.render.views.spending import money_page
from generator.render.views.told import told_page
from generator.render.views.units import unit_pages

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Addition:
    """What a build adds to a hand-written page: HTML for its mark, and the data it offers."""

    html: str
    dataset: Described


def render(results: Results, lang: str = "es", offers: tuple[Offer, ...] = ()) -> dict[str, bytes]:
    """Every generated page as Markdown, by its path under ``docs/``.

    ``offers`` are the files of data that pages lead to.
    """
    desk = Desk(results, lang)
    forms = short_forms(desk.catalog)
    return {page.path: _write(desk, page, offers, forms) for page in pages(desk)}


def pictures(results: Results, lang: str = "es") -> dict[str, bytes]:
    """A picture (PNG) of every plan and of the portal, by its path under ``docs/``."""
    template = _environment(lang).get_template("poster.svg.j2")

    def draw(view: PosterView) -> str:
        return template.render(view=view)

    return dict(posters(Desk(results, lang), draw))


def additions(results: Results, lang: str, offers: tuple[Offer, ...]) -> dict[str, Addition]:
    """What is added to hand-written pages, by their path under ``docs/``."""
    desk = Desk(results, lang)
    template = _environment(lang).get_template("downloads.html.j2")
    text = template.render(view=downloads_view(desk, offers), link=_linker(paths.DATA))
    return {paths.DATA: Addition(text, portal_dataset(desk, paths.DATA, offers))}


def sheets(results: Results, lang: str = "es") -> dict[str, bytes]:
    """The stylesheets of the reports to print, by path under ``docs/``."""
    desk = Desk(results, lang)
    plans = results.plans.values()
    return {paths.report_sheet_path(plan.folder.id): report_sheet(desk, plan) for plan in plans}


def pages(desk: Desk) -> Iterator[Page]:
    """Every generated page with its view; the home page leads only to what there is."""
    held = contrast(desk.results)
    written = tuple(_pages(desk, held))
    yield from home_pages(desk, held, written)
    yield from written


def _pages(desk: Desk, held: Contrast) -> Iterator[Page]:
    for result in desk.results.plans.values():
        yield from plan_pages(desk, result)
        yield told_page(desk, result)
        if (page := measures_page(desk, result)) is not None:
            yield page
        yield report_page(desk, result, held)
        if result.folder.calendar:
            yield calendar_page(desk, result)
        if result.folder.recommendations:
            yield recommendations_page(desk, result)
    yield from changes_pages(desk)
    yield from contrast_pages(desk, held)
    yield from region_pages(desk, held.reconciled)
    yield from unit_pages(desk)
    yield from indicator_pages(desk)
    yield from register_pages(desk)
    across = (money_page(desk), owed_page(desk), agenda_page(desk), news_page(desk))
    yield from (page for page in across if page is not None)


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
    desk: Desk, page: Page, offers: tuple[Offer, ...], forms: Mapping[str, ShortForm]
) -> bytes:
    """Head, body and foot of a page."""
    environment = _environment(desk.lang)
    given = {"page": page, "link": _linker(page.path), "paths": paths}
    offered = [offer for offer in offers if page.path == paths.plan_path(offer.plan)]
    body = environment.get_template(f"{page.template}.md.j2")
    foot = environment.get_template("_foot.md.j2")
    text = explained(body.render(**given, view=page.view), forms, page.path)
    text += foot.render(**given, foot=foot_view(desk, page), offers=offered)
    return (head(desk, page, offers) + text).encode()
