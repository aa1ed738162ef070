"""Build every view, then write every page with its template."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.compute import Results
from generator.compute.contrast import contrast
from generator.i18n import catalogue
from generator.render import paths
from generator.render.abbreviations import ShortForm, explained, short_forms
from generator.render.views.agenda import agenda_page
from generator.render.views.calendar import calendar_page
from generator.render.views.common import Desk, Page
from generator.render.views.contrast import contrast_pages
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

_WHOLE_WIDTH = {"home", "plans", "measures"}
"""Kinds of page that are read at a glance: no list of their contents beside them."""
TEMPLATES = Path(__file__).parent / "templates"


def render(results: Results, lang: str = "es", kept: Path | None = None) -> dict[str, bytes]:
    """Every generated page as Markdown, by its path under ``docs/``.

    ``kept`` is a folder where drawn charts may stay until the next run.
    """
    desk = Desk(results, lang, kept)
    forms = short_forms(desk.catalog)
    return {page.path: _write(page, lang, forms) for page in pages(desk)}


def sheets(results: Results, lang: str = "es") -> dict[str, bytes]:
    """The stylesheets of the reports to print, by path under ``docs/``."""
    desk = Desk(results, lang)
    plans = results.plans.values()
    return {paths.report_sheet_path(plan.folder.id): report_sheet(desk, plan) for plan in plans}


def pages(desk: Desk) -> Iterator[Page]:
    """Every generated page with its view."""
    held = contrast(desk.results)
    yield from home_pages(desk, held)
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


def _write(page: Page, lang: str, forms: Mapping[str, ShortForm]) -> bytes:
    """Head and body of a page. Texts in the head are HTML already: the theme does not escape."""

    def link(target: str) -> Markup:
        return Markup.escape(paths.relative(page.path, target))

    head = {
        "title": html.escape(page.title),
        "description": html.escape(" ".join(page.description.split())[:300]),
        "kind": page.template,
        "generated": "avance",
        "hide": ["navigation", *(["toc"] if page.template in _WHOLE_WIDTH else [])],
        **dict(page.head),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    template = _environment(lang).get_template(f"{page.template}.md.j2")
    body = template.render(page=page, view=page.view, link=link, paths=paths)
    body = explained(body, forms, page.path)
    return ("---\n" + "\n".join(lines) + "\n---\n\n" + body).encode()
