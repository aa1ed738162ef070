"""The addresses of a portal in its language.

Within the program a page or a file has one name, that of ``paths``; on the disk, in links and
in feeds it has the name of the portal's language. The language is chosen when a portal begins:
addresses do not change afterwards.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import lru_cache

from generator import paths
from generator.paths import Address

_ENGLISH: dict[str, str] = {
    paths.PLANS: "plans/index.md",
    paths.INDICATORS: "indicators/index.md",
    paths.DOCUMENTS: "documents/index.md",
    paths.GLOSSARY: "glossary/index.md",
    paths.CONTRAST: "checks/index.md",
    paths.REGIONS: "regions/index.md",
    paths.UNITS: "units/index.md",
    paths.BUDGET: "budget/index.md",
    paths.RECOMMENDATIONS: "recommendations/index.md",
    paths.CALENDAR: "calendar/index.md",
    paths.NEWS: "news/index.md",
    paths.CHANGES: "changes/index.md",
    paths.PLAN: "plans/{plan}/index.md",
    paths.NARRATIVE: "plans/{plan}/document.md",
    paths.MEASURES: "plans/{plan}/measures.md",
    paths.REPORT: "plans/{plan}/report.md",
    paths.REPORT_SHEET: "plans/{plan}/report.css",
    paths.PLAN_CALENDAR: "plans/{plan}/calendar.md",
    paths.PLAN_CALENDAR_FEED: "plans/{plan}/calendar.ics",
    paths.PLAN_RECOMMENDATIONS: "plans/{plan}/recommendations.md",
    paths.PLAN_CHANGES: "plans/{plan}/history.md",
    paths.PLAN_CONTRAST: "plans/{plan}/checks.md",
    paths.PLAN_CARD: "plans/{plan}/card.png",
    paths.ELEMENT: "plans/{plan}/{code}.md",
    paths.INDICATOR: "indicators/{indicator}.md",
    paths.REGION: "regions/{region}.md",
    paths.UNIT: "units/{unit}.md",
    paths.TABLE: "data/{file}",
    paths.CHANGES_FEED: "changes.xml",
    paths.CALENDAR_FEED: "calendar.ics",
    paths.NEWS_FEED: "news.xml",
    paths.CARD: "card.png",
    paths.ABOUT: "about.md",
    paths.METHOD: "methodology.md",
    paths.DATA: "data.md",
    paths.PROPOSE: "editors/index.md",
    "editores/como-digo.md": "editors/how-do-i-say.md",
    "editores/archivos.md": "editors/files.md",
    "editores/valores.md": "editors/values.md",
    "editores/reglas.md": "editors/rules.md",
    "editores/cambios.md": "editors/changes.md",
    "editores/propuestas.md": "editors/proposals.md",
}
"""What stands in braces stays; of several that fit a path the first is meant."""
_IN = {"en": _ENGLISH}


@lru_cache(100_000)
def in_language(path: str, lang: str) -> str:
    """The name of a page or a file in a language; what follows ``?`` or ``#`` stays."""
    names = _IN.get(lang)
    if names is None:
        return path
    name, rest = _parted(path)
    return _renamed(name, names.items()) + rest


def without_language(path: str, lang: str) -> str:
    """The name within the program of what has a name in a language."""
    names = _IN.get(lang)
    return _renamed(path, ((there, here) for here, there in names.items())) if names else path


def _parted(path: str) -> tuple[str, str]:
    end = min((i for sign in "?#" if (i := path.find(sign)) >= 0), default=len(path))
    return path[:end], path[end:]


def _renamed(path: str, names: Iterable[tuple[str, str]]) -> str:
    for given, wanted in names:
        found = Address(given).names_in(path)
        if found is not None:
            return Address(wanted)(*found)
    return path


def reserved_codes() -> frozenset[str]:
    """What no part of a plan may be called, for it stands beside them in any language."""
    own = [it for it in paths.ADDRESSES if it.names == ("plan",)]
    named = [name for it in own for name in (it, *(names[it] for names in _IN.values()))]
    return frozenset(posixpath.basename(name).removesuffix(".md") for name in named)


def reserved_pages() -> frozenset[str]:
    """Names of the pages and folders that portals have at the top of their site."""
    own = [*paths.ADDRESSES, paths.PROPOSE]
    named = [name for it in own for name in (it, *(names.get(it, it) for names in _IN.values()))]
    return frozenset(name.split("/")[0].removesuffix(".md") for name in named)
