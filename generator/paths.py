"""Addresses of pages and files: made from ids and codes, so that they never change once published.

A page is named by the path of its Markdown file under ``docs/``; links between pages are
relative paths to such files, which the MkDocs hook turns into addresses (and refuses when
they lead nowhere).
"""

from __future__ import annotations

import posixpath
import re
from functools import cache, lru_cache

_PATH = re.compile("[^?#]*")
_NAME = re.compile(r"\{(\w+)\}")


class Address(str):
    """A path with names in braces; called with them, in their order, it gives the path itself."""

    __slots__ = ()

    def __call__(self, *names: str) -> str:
        """The path of some names."""
        return _form(self).format(*names)

    @property
    def names(self) -> tuple[str, ...]:
        """What stands in braces."""
        return tuple(_NAME.findall(self))

    def names_in(self, path: str) -> tuple[str, ...] | None:
        """The names that give a path; None where none do."""
        found = _pattern(self).fullmatch(path)
        return found.groups() if found else None


@cache
def _form(address: str) -> str:
    return _NAME.sub("{}", address)


@cache
def _pattern(address: str) -> re.Pattern[str]:
    fixed, *more = _NAME.split(address)
    pairs = zip(more[::2], more[1::2], strict=True)
    named = (f"({_SHAPE.get(name, '[^/]+')}){re.escape(text)}" for name, text in pairs)
    return re.compile(re.escape(fixed) + "".join(named))


_SHAPE = {"code": "[^/]+(?:/[^/]+)?", "embed": ".+"}
"""A code may have its level before it; a card stands in the folder of its plan."""


HOME = Address("index.md")
PLANS = Address("planes/index.md")
INDICATORS = Address("indicadores/index.md")
DOCUMENTS = Address("documentos/index.md")
DOCUMENT = Address("documentos/{document}.md")
DOCUMENT_PART = Address("documentos/{document}/{part}.md")
"""What is taken from a part of a document that gives more than a page holds."""
DOCUMENT_TEXT = Address("documentos/{document}/texto/{page}.md")
"""Some lines of a document that is published itself."""
GLOSSARY = Address("glosario/index.md")
CONTRAST = Address("contraste/index.md")
REGIONS = Address("regiones/index.md")
UNITS = Address("unidades/index.md")
BUDGET = Address("presupuesto/index.md")
RECOMMENDATIONS = Address("recomendaciones/index.md")
CALENDAR = Address("calendario/index.md")
NEWS = Address("novedades/index.md")
CHANGES = Address("cambios/index.md")
COMPARE = Address("comparar/index.md")
"""Plans side by side, and the way to all other comparisons."""
COMPARE_REGIONS = Address("comparar/regiones.md")
COMPARE_UNITS = Address("comparar/unidades.md")
PORTAL = Address("portal/index.md")
"""How the portal itself is doing, and what readers asked to correct."""
PLAN = Address("planes/{plan}/index.md")
PLAN_AS_OF = Address("planes/{plan}/al/{act}.md")
"""A plan as of an act: a version or an amendment."""
ELEMENT = Address("planes/{plan}/{code}.md")
"""A part of a plan; its level stands in the address where the plan declares levels of its own."""
NARRATIVE = Address("planes/{plan}/documento.md")
"""What a plan's document says in words."""
MEASURES = Address("planes/{plan}/medidas.md")
REPORT = Address("planes/{plan}/informe.md")
REPORT_SHEET = Address("planes/{plan}/informe.css")
"""The running header and foot of its sheets of paper."""
PLAN_CALENDAR = Address("planes/{plan}/calendario.md")
PLAN_CALENDAR_FEED = Address("planes/{plan}/calendario.ics")
PLAN_FEED = Address("planes/{plan}/novedades.xml")
PLAN_RECOMMENDATIONS = Address("planes/{plan}/recomendaciones.md")
PLAN_MISSING = Address("planes/{plan}/quien-falta.md")
"""Who has not reported."""
PLAN_CHANGES = Address("planes/{plan}/historial.md")
PLAN_COMPARE = Address("planes/{plan}/comparar.md")
"""What stands on one level of a plan side by side; its years; places of one service."""
PLAN_CONTRAST = Address("planes/{plan}/contraste.md")
API = "api/v1/"
"""Where what programs read is: the JSON of each page, and what describes it."""
API_MEASURE = Address("api/v1/planes/{plan}/indicadores/{measure}.json")
"""The figures of one indicator, for programs."""
PLAN_CARD = Address("planes/{plan}/portada.png")
"""Picture of a plan for those who share a link to it."""
ELEMENT_CARD = Address("planes/{plan}/{code}/portada.png")
"""That of a part of a plan on its first level."""
INDICATOR = Address("indicadores/{indicator}.md")
REGION = Address("regiones/{region}.md")
"""By its code: of ISO 3166-2, or of the portal's own list."""
UNIT = Address("unidades/{unit}.md")

ADDRESSES = tuple(value for value in tuple(globals().values()) if isinstance(value, Address))
"""Those of all pages, and of files that stand beside the pages of a plan."""

CHANGES_FEED = "cambios.xml"
CHANGES_TABLE = "datos/changes.csv"
CALENDAR_FEED = "calendario.ics"
NEWS_FEED = "novedades.xml"
UNIT_FEED = Address("unidades/{unit}/novedades.xml")
UNIT_CALENDAR_FEED = Address("unidades/{unit}/calendario.ics")
REGION_FEED = Address("regiones/{region}/novedades.xml")
REGION_CALENDAR_FEED = Address("regiones/{region}/calendario.ics")
ABOUT = "acerca.md"
METHOD = "metodologia.md"
PROPOSE = "editores/index.md"
DATA = "datos.md"
CATALOGUE = "catalog.jsonld"
TABLE = Address("datos/{file}")
"""A file of the open data, named by the export."""
TABLE_PAGE = Address("datos/{table}.md")
"""What a table of the open data is, and its rows to explore."""
PLAN_TABLE = Address("datos/planes/{plan}/{file}")
"""The rows of a table that a page of a plan shows."""
REGION_TABLE = Address("datos/regiones/{region}/{file}")
UNIT_TABLE = Address("datos/unidades/{unit}/{file}")
DOCUMENT_PDF = Address("documentos/{document}.pdf")
SCHEMA = Address("schemas/{file}")
"""What text editors know of the files of a content: on the site, and in the portal's folder."""
EMBED = Address("incrustar/{embed}")
"""What others show on their pages: a measure, or a plan as a whole."""
CARD = "portada.png"
"""Picture of the portal for those who share a link to it."""


_SHOWN: tuple[tuple[Address, Address, str], ...] = (
    (PLANS, TABLE, "plans rollups"),
    (INDICATORS, TABLE, "indicators measures"),
    (DOCUMENTS, TABLE, "documents"),
    (CONTRAST, TABLE, "published findings"),
    (REGIONS, TABLE, "regions"),
    (NEWS, TABLE, "alerts"),
    (UNITS, TABLE, "units rollups"),
    (BUDGET, TABLE, "budgets budget_changes"),
    (RECOMMENDATIONS, TABLE, "recommendations actions reports"),
    (CALENDAR, TABLE, "dates"),
    (CHANGES, TABLE, "changes"),
    (COMPARE, TABLE, "comparisons plans"),
    (COMPARE_REGIONS, TABLE, "comparisons regions"),
    (COMPARE_UNITS, TABLE, "comparisons units"),
    (PLAN_COMPARE, PLAN_TABLE, "comparisons"),
    (PORTAL, TABLE, "quality corrections"),
    (
        PLAN,
        PLAN_TABLE,
        "highlights shortfalls elements rollups budgets versions agreements contributions",
    ),
    (MEASURES, PLAN_TABLE, "measures observations terms"),
    (REPORT, PLAN_TABLE, "reports evidence rollups"),
    (PLAN_CALENDAR, PLAN_TABLE, "dates schedules"),
    (PLAN_RECOMMENDATIONS, PLAN_TABLE, "recommendations actions follow_ups"),
    (PLAN_MISSING, PLAN_TABLE, "observations"),
    (PLAN_AS_OF, PLAN_TABLE, "past_targets versions amendments budget_changes budgets"),
    (PLAN_CHANGES, PLAN_TABLE, "changes amendments versions budget_changes"),
    (PLAN_CONTRAST, PLAN_TABLE, "published findings"),
    (REGION, REGION_TABLE, "highlights rollups observations"),
    (UNIT, UNIT_TABLE, "highlights rollups measures"),
)
"""Tables whose rows a page shows, and where their files are: of several that fit, the first."""


def shown_on(path: str) -> tuple[tuple[str, str], ...]:
    """Tables whose rows a page shows, each with the address of its files without their ending."""
    for page, file, tables in _SHOWN:
        names = page.names_in(path)
        if names is not None:
            own = names[: len(file.names) - 1]  # those of an act have the tables of its plan
            return tuple((table, file(*own, table)) for table in tables.split())
    return ()


def shown_in(file: Address) -> tuple[str, ...]:
    """Tables that have files at a sort of address."""
    found = (table for _, of, tables in _SHOWN if of == file for table in tables.split())
    return tuple(dict.fromkeys(found))


def page_of(plan: str, code: str, measure: str = "") -> str:
    """The page of a part of a plan; that of all of it, which is called «plan»; a measure there."""
    page = PLAN(plan) if code == "plan" else ELEMENT(plan, code)
    return f"{page}#{measure}" if measure else page


def plan_of(path: str) -> str:
    """The plan that a page belongs to by its address; empty where it belongs to none."""
    folder, _, rest = path.partition("/")
    plan, inside, _ = rest.partition("/")
    return plan if folder == "planes" and inside else ""


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
    path = _PATH.match(target)[0]  # type: ignore[index]
    here, there = source.split("/")[:-1], path.rstrip("/").split("/")
    shared = len(posixpath.commonprefix([here, there]))
    link = "/".join([*[".."] * (len(here) - shared), *there[shared:]])
    return f"{link or '.'}{target[len(path) :]}"
