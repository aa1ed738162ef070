"""The files that a portal offers of each plan, beside its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.compute.results import Results
from generator.export.bundle import File
from generator.model.reports import ResultRole
from generator.output import Late
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
    "stratml-plan": (say("StratML (plan)"), say("The plan as a performance plan of StratML")),
    "stratml-report": (
        say("StratML (report)"),
        say("The plan with its results, as a report of StratML"),
    ),
}


def kinds_of(results: Results, plan: str, standard: str = "") -> list[str]:
    """The files of a plan: a report only where something is reported."""
    files = (file for file, *_ in results.catalog.plans[plan].reported)
    is_told = any(file.role is not ResultRole.BASELINE for file in files)
    found = (it for it in WRITERS if it.startswith(standard))
    return [it for it in found if is_told or not it.endswith("report")]


def standard_files(results: Results, lang: str) -> Iterator[File]:
    """A file of each plan in each standard."""
    words = catalogue(lang).gettext
    for plan in results.plans:
        for name in kinds_of(results, plan):
            form, about = map(words, _ABOUT[name])
            data, file = Late(partial(WRITERS[name], results, plan)), f"{plan}.{name}.xml"
            yield File(file, data, data, form, "application/xml", file, about, plan)
