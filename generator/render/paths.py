"""Addresses of pages: made from ids and codes, so that they never change once published.

A page is named by the path of its Markdown file under ``docs/``; links between pages are
relative paths to such files, which the MkDocs hook turns into addresses (and refuses when
they lead nowhere).
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from generator.model.catalog import PlanFile

HOME = "index.md"
PLANS = "planes/index.md"
INDICATORS = "indicadores/index.md"
DOCUMENTS = "documentos/index.md"
GLOSSARY = "glosario/index.md"
CONTRAST = "contraste/index.md"
REGIONS = "regiones/index.md"
UNITS = "unidades/index.md"
BUDGET = "presupuesto/index.md"
RECOMMENDATIONS = "recomendaciones/index.md"
CALENDAR = "calendario/index.md"
NEWS = "novedades/index.md"
CHANGES = "cambios/index.md"
CHANGES_FEED = "cambios.xml"
CHANGES_TABLE = "datos/changes.csv"
CALENDAR_FEED = "calendario.ics"
NEWS_FEED = "novedades.xml"
METHOD = "metodologia.md"
PROPOSE = "editores/index.md"
DATA = "datos.md"
POSTER = "portada.png"
"""Picture of the portal for those who share a link to it."""


def tables_path(name: str) -> str:
    """A file of the open data, named by the export."""
    return f"datos/{name}"


def social_card_path(plan: str) -> str:
    """Picture of a plan for those who share a link to it."""
    return f"planes/{plan}/{PlanFile.SOCIAL_CARD}"


def plan_of(path: str) -> str:
    """The plan that a page belongs to by its address; empty where it belongs to none."""
    folder, _, rest = path.partition("/")
    plan, inside, _ = rest.partition("/")
    return plan if folder == "planes" and inside else ""


OPTIONAL = frozenset({REGIONS, UNITS, BUDGET, RECOMMENDATIONS, CALENDAR, NEWS, CHANGES})
"""Pages that a content with nothing to show there does not have; the navigation leaves them out."""


def plan_path(plan: str) -> str:
    """Page of a plan."""
    return f"planes/{plan}/{PlanFile.PLAN}"


def element_path(plan: str, code: str) -> str:
    """Page of an objective, a strategy or an activity."""
    return f"planes/{plan}/{code}.md"


def narrative_path(plan: str) -> str:
    """Page of what a plan's document says in words."""
    return f"planes/{plan}/{PlanFile.NARRATIVE}"


def measures_path(plan: str) -> str:
    """Page of all targets and results of a plan."""
    return f"planes/{plan}/{PlanFile.MEASURES}"


def report_path(plan: str) -> str:
    """Page that prints a plan as one report."""
    return f"planes/{plan}/{PlanFile.REPORT}"


def report_sheet_path(plan: str) -> str:
    """Stylesheet of that page: the running header and foot of its sheets of paper."""
    return f"planes/{plan}/{PlanFile.REPORT_SHEET}"


def calendar_path(plan: str) -> str:
    """Page of a plan's calendar."""
    return f"planes/{plan}/{PlanFile.CALENDAR}"


def calendar_feed_path(plan: str) -> str:
    """Calendar file with the dates of a plan."""
    return f"planes/{plan}/{PlanFile.CALENDAR_FEED}"


def recommendations_path(plan: str) -> str:
    """Page of a plan's recommendations."""
    return f"planes/{plan}/{PlanFile.RECOMMENDATIONS}"


def changes_path(plan: str) -> str:
    """Page of what changed in a plan."""
    return f"planes/{plan}/{PlanFile.CHANGES}"


def contrast_path(plan: str) -> str:
    """Page of a plan's published figures."""
    return f"planes/{plan}/{PlanFile.CONTRAST}"


def indicator_path(name: str) -> str:
    """Page of a technical sheet."""
    return f"indicadores/{name}.md"


def region_path(code: str) -> str:
    """Page of a region, by its ISO 3166-2 code."""
    return f"regiones/{code}.md"


def unit_path(unit: str) -> str:
    """Page of a unit."""
    return f"unidades/{unit}.md"


def address(path: str) -> str:
    """Address of a page or a file under the portal's own: ``planes/x/index.md`` is ``planes/x/``.

    For files that are read outside the site, such as a calendar (``path`` may carry an #anchor).
    """
    name, mark, anchor = path.partition("#")
    folder, _, leaf = name.rpartition("/")
    page = leaf.removesuffix(".md")
    if page != leaf:
        name = f"{folder}/" if page == "index" else f"{folder}/{page}/"
    return f"{name.lstrip('/')}{mark}{anchor}"


@lru_cache(100_000)
def relative(source: str, target: str) -> str:
    """Link from one page to another (``target`` may carry a ?query and an #anchor)."""
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", target, re.DOTALL).groups()  # type: ignore[union-attr]
    link = posixpath.relpath(path, posixpath.dirname(source) or ".")
    return f"{link}{mark}{rest}"
