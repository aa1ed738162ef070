"""The files that a portal offers of each plan, beside its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from generator.compute.results import Results
from generator.export.bundle import File
from generator.problems import say
from generator.standards.iati import iati_file
from generator.words.catalogue import catalogue

WRITERS: dict[str, Callable[[Results, str], bytes]] = {"iati": iati_file}
"""Formats by name: each makes the file of a plan."""
_ABOUT = {"iati": ("IATI", say("The plan as activities and results of IATI 2.03"))}


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
        for name, (form, about) in _ABOUT.items():
            made = _Made(partial(WRITERS[name], results, plan))
            file = f"{plan}.{name}.xml"
            make = partial(getattr, made, "bytes")
            said = words(about)
            yield File(
                file, made, make, form, "application/xml", file, said, plan=plan, is_packed=True
            )
