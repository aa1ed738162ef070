"""A country of invented institutions: their names, their content, and what is wrong with some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from generator.synth.breaking import BROKEN, HOSTILE
from generator.synth.content import YEAR, FilesAsOf, Invented, InventedPlan

_REGIONS = (
    ("PE-AMA", "Amazonas"), ("PE-ANC", "Áncash"), ("PE-ARE", "Arequipa"), ("PE-CUS", "Cusco"),
    ("PE-JUN", "Junín"), ("PE-LAL", "La Libertad"), ("PE-LOR", "Loreto"), ("PE-PIU", "Piura"),
    ("PE-PUN", "Puno"), ("PE-TAC", "Tacna"),
)  # fmt: skip
_SAINTS = ("San Blas", "Santa Inés", "San Telmo", "Santa Rita", "San Fermín", "Santa Olalla")
_LANDS = ("de Rímay", "del Valle Hondo", "de Tresaguas", "de la Quebrada", "de Altopampa")
_LOCAL = "Municipalidades"
_KINDS = (
    (_LOCAL, "local"), ("Educación", "regional"), ("Salud", "regional"), (_LOCAL, "local"),
    ("Agricultura", "regional"), ("Transportes", "national"), (_LOCAL, "local"),
)  # fmt: skip
_BREAKS_ON = date(YEAR + 1, 2, 2)


@dataclass(frozen=True, slots=True)
class Country:
    """What is invented: how many institutions and activities of each, how many are at fault."""

    institutions: int
    activities: int = 20
    months: int = 12
    seed: int = 1
    broken: int = 0
    """Percent of the institutions whose newest files have an error."""
    hostile: int = 0
    """Percent whose newest files try to stop whoever reads them."""


@dataclass(frozen=True, slots=True)
class Synthesized:
    """An institution with its content as it was on several days."""

    institution: Invented
    versions: tuple[FilesAsOf, ...]
    fault: str = ""
    """What is wrong with the newest version: the code of a problem, or the name of a trap."""


def synthesize(country: Country) -> Iterator[Synthesized]:
    """Every institution of a country, one after the other: nothing is kept."""
    random = Random(country.seed)  # noqa: S311  # plausible names, no secrets
    faults = _faults(country, random)
    for n in range(1, country.institutions + 1):
        who = _institution(n, random)
        seed = f"{country.seed}-{n}"
        plan = InventedPlan(who, country.activities, country.months, seed)
        versions = tuple(plan.versions())
        fault = faults.get(n, "")
        if fault:
            ways = {**BROKEN, **HOSTILE}
            last = replace(
                versions[-1],
                day=_BREAKS_ON,
                why="Actualización",
                files=ways[fault](dict(versions[-1].files)),
            )
            versions = (*versions, last)
        yield Synthesized(who, versions, fault)


def _faults(country: Country, random: Random) -> dict[int, str]:
    """Which institutions are at fault, and how: as many as the percentages say, rounded up."""
    order = random.sample(range(1, country.institutions + 1), country.institutions)
    n_broken = -(-country.institutions * country.broken // 100)
    n_hostile = -(-country.institutions * country.hostile // 100)
    ways, traps = tuple(BROKEN), tuple(HOSTILE)
    found = {n: ways[at % len(ways)] for at, n in enumerate(order[:n_broken])}
    others = order[n_broken : n_broken + n_hostile]
    return found | {n: traps[at % len(traps)] for at, n in enumerate(others)}


def _institution(n: int, random: Random) -> Invented:
    region, place = random.choice(_REGIONS)
    sector, level = random.choice(_KINDS)
    name = {
        "local": f"Municipalidad de {random.choice(_SAINTS)} {random.choice(_LANDS)}",
        "regional": f"Dirección Regional de {sector} de {place}",
        "national": f"Autoridad Nacional de {sector}",
    }[level]
    return Invented(f"e{n:04}", f"{name} ({n})", sector, level, region)
