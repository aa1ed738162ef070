"""Which file holds what: the one list of paths under ``content/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import TypeAdapter

from generator.model.corrections import CorrectionRequest
from generator.model.indicator import Indicator
from generator.model.method import Method
from generator.model.own_page import OwnPage
from generator.model.plan import OwnElement, Plan, Strategy
from generator.model.profile import Profile
from generator.model.published import Published
from generator.model.region import Area, RegionsFile
from generator.model.reports import Amendment, CalendarEntry, Recommendation, ResultsFile
from generator.model.site import Site
from generator.model.source import Document, Term, Unit
from generator.model.source_file import SourceFile


@dataclass(frozen=True)
class FileKind:
    """A sort of file: its name, the pattern of its path, and what it holds."""

    name: str
    pattern: re.Pattern[str]
    holds: Any

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """Validator of the file's whole content."""
        return TypeAdapter(self.holds)


def _kind(name: str, pattern: str, holds: Any) -> FileKind:
    return FileKind(name, re.compile(pattern), holds)


MAP, PAGE, SOURCE = "map", "page", "source"
"""The kinds of files that are no YAML."""
_PLAN = r"plans/(?P<plan>[^/]+)/"

KINDS = (
    _kind("site", r"site\.yml", Site),
    _kind("units", r"units\.yml", tuple[Unit, ...]),
    _kind("documents", r"documents\.yml", tuple[Document, ...]),
    _kind("glossary", r"glossary\.yml", tuple[Term, ...]),
    _kind("corrections", r"corrections\.yml", tuple[CorrectionRequest, ...]),
    _kind("methods", r"methods\.yml", tuple[Method, ...]),
    _kind("profiles", r"profiles\.yml", tuple[Profile, ...]),
    _kind("regions", r"regions\.yml", RegionsFile),
    _kind(MAP, r"regions\.geojson", tuple[Area, ...]),
    _kind(PAGE, r"pages/(?P<stem>[^/]+)\.md", OwnPage),
    _kind(SOURCE, r"sources/(?P<stem>[^/]+)\.(txt|pdf)", SourceFile),
    _kind("indicator", r"indicators/(?P<stem>[^/]+)\.yml", Indicator),
    _kind("plan", _PLAN + r"plan\.yml", Plan),
    _kind("strategy", _PLAN + r"strategies/(?P<stem>[^/]+)\.yml", Strategy),
    _kind("element", _PLAN + r"elements/((?P<level>[^/]+)/)?(?P<stem>[^/]+)\.yml", OwnElement),
    _kind("results", _PLAN + r"results/(?P<stem>[^/]+)\.yml", ResultsFile),
    _kind("amendments", _PLAN + r"amendments\.yml", tuple[Amendment, ...]),
    _kind("published", _PLAN + r"published(/(?P<stem>[^/]+))?\.yml", tuple[Published, ...]),
    _kind("recommendations", _PLAN + r"recommendations\.yml", tuple[Recommendation, ...]),
    _kind("calendar", _PLAN + r"calendar\.yml", tuple[CalendarEntry, ...]),
)
KNOWN_NAMES = (
    "site.yml",
    "units.yml",
    "documents.yml",
    "glossary.yml",
    "corrections.yml",
    "methods.yml",
    "profiles.yml",
    "regions.yml",
    "regions.geojson",
    "pages",
    "sources",
    "indicators",
    "plans",
    "plan.yml",
    "strategies",
    "elements",
    "results",
    "amendments.yml",
    "published",
    "published.yml",
    "recommendations.yml",
    "calendar.yml",
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A path understood: the kind of file, the plan it belongs to and its stem."""

    kind: FileKind
    plan: str
    stem: str


@cache
def slot_of(path: str) -> Slot | None:
    """What the file at ``path`` (relative to ``content/``) is, or None."""
    for kind in KINDS:
        if found := kind.pattern.fullmatch(path):
            groups = found.groupdict()
            return Slot(kind, groups.get("plan") or "", groups.get("stem") or "")
    return None
