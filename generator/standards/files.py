"""The files that a portal offers of each plan, beside its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from generator.compute.results import Results
from generator.export.bundle import File
from generator.problems import say
from generator.standards.iati import iati_file
from generator.standards.stratml import REPORT, stratml_file
from generator.words.catalogue import catalogue

WRITERS: dict[str, Callable[[Results, str], bytes]] = {
    "iati": iati_file,
    "stratml-plan": stratml_file,
    "stratml-report": partial(stratml_file, kind=REPORT),
}
"""Formats by name: each makes the file of a plan."""
_ABOUT = {
    "iati": ("IATI", say("The plan as activities and results of IATI 2.03")),
    "stratml-plan": (_STRATML := "StratML", say("The plan as a performance plan of StratML")),
    "stratml-report": (_STRATML, say("The plan with its results, as a report of StratML")),
}


def kinds_of(results: Results, plan: str, standard: str = "") -> list[str]:
    """The files of a plan: a report only where something is reported."""
    is_told = any(True for _ in results.catalog.plans[plan].reported)
    found = (it for it in WRITERS if it.startswith(standard))
    return [it for it in found if is_told or not it.endswith("report")]


@dataclass(frozen=True)
class _Made:
    """A file that is told from others by its bytes, made when somebody asks."""

    make: Callable[[], bytes] = field(compare=False)

    @cached_property
    def bytes(self) -> bytes:
        return self.make()

    def __repr__(self) -> str:
        return repr(self.bytes)


def standard_files(results: Results, lang: str) -> Iterator[File]:
    """A file of each plan in each standard."""
    words = catalogue(lang).gettext
    for plan in results.plans:
        for name in kinds_of(results, plan):
            form, about = _ABOUT[name]
            made = _Made(partial(WRITERS[name], results, plan))
            file = f"{plan}.{name}.xml"
            make = partial(getattr, made, "bytes")
            said = words(about)
            yield File(
                file, made, make, form, "application/xml", file, said, plan=plan, is_packed=True
            )
