"""python -m bench.national WHAT: what the pages and the search of 2,900 institutions cost.

The CPU of a page in ms, the largest page in KB and the index of names in KB, both compressed.
"""

from __future__ import annotations

import gzip
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from time import process_time

from generator.federation.edition import Edition, EditionEntry, EntryStatus
from generator.federation.institution import Examined
from generator.federation.pages import national_pages
from generator.federation.particulars import Particulars, Remark, SharedFigure, Topic
from generator.federation.registers import Registers
from generator.federation.state import Kept
from generator.federation.status import Run, Sites
from generator.federation.sums import PartialSums
from generator.federation.views import NationalContext
from generator.load.institutions import GovernmentLevel, Institution
from generator.model.indicator import Direction, Indicator, Kind, OverTime
from generator.words.formatter import Formatter

DAY = date(2026, 2, 2)
N = 2_900
"""Institutions: those of Peru."""
_LEVELS = (GovernmentLevel.REGIONAL, *[GovernmentLevel.LOCAL] * 8, GovernmentLevel.NATIONAL)
_NAMES = ("San Blas", "Santa Inés", "San Telmo", "Altopampa", "Tresaguas", "Valle Hondo")
_REGIONS = ("AMA", "ANC", "ARE", "CUS", "JUN", "LAL", "LOR", "PIU", "PUN", "TAC")


def entry(n: int) -> EditionEntry:
    """An institution that tells much."""
    who = Institution(
        id=f"e{n:04}",
        name=f"Municipalidad Distrital de {_NAMES[n % 6]} ({n})",
        sector=f"Sector {n % 20}",
        level=_LEVELS[n % 10],
        region=f"PE-{_REGIONS[n % 10]}",
        folder="x",
    )
    remarks = tuple(
        Remark(
            topic,
            "POI 2025",
            f"Algo que no cuadra, {n} y {k}",
            "planes/poi-2025/",
            day="2025-03-04",
        )
        for topic in Topic
        for k in range(20)
    )
    value = Decimal(n % 101)
    figure = SharedFigure(
        indicator="en-plazo",
        plan="POI 2025",
        name="Solicitudes",
        page="planes/poi-2025/",
        period="2025",
        start=date(2025, 1, 1),
        end=date(2025, 12, 31),
        is_running=False,
        is_disputed=False,
        kind=Kind.PERCENTAGE,
        unit="%",
        direction=Direction.INCREASE,
        method="ceplan-2024",
        method_title="CEPLAN 2024",
        over_time=OverTime.LAST.value,
        value=value,
        target=Decimal(80),
        attainment=value,
    )
    counts = {("plans",): 1, ("results",): 200, ("results_due",): 210, ("results_overdue",): n % 9}
    sums = PartialSums(
        {key: Decimal(it) for key, it in counts.items()},
        {("2025", "ceplan-2024", name): Decimal(40) for name in ("n", "n_averaged", "sum_capped")},
        {("2025", "modified", "PEN"): Decimal(n * 1000)},
    )
    told = Examined(sums, particulars=Particulars(remarks, (figure,), ("POI 2025",)))
    return EditionEntry(who, EntryStatus.SOUND, Kept("c0ffee", DAY, DAY, "", told), "c0ffee")


def main(wanted: str) -> None:
    """Print one of the figures: ``page``, ``size`` or ``search``."""
    sheet = Indicator(
        name="Solicitudes en plazo",
        unit="%",
        kind=Kind.PERCENTAGE,
        direction=Direction.INCREASE,
        over_time=OverTime.LAST,
    )
    edition = Edition(DAY, tuple(map(entry, range(N))))
    run = Run(datetime(2026, 2, 3, tzinfo=UTC), Sites({f"e{n:04}": 700 for n in range(N)}), 20)
    registers, f, sites = Registers({"en-plazo": sheet}), Formatter("es", "PE"), run.sites.n_files
    few = Edition(DAY, edition.entries[:9])
    national_pages(NationalContext(few, f, sites, registers), run)  # what is read once
    begun = process_time()
    made = national_pages(NationalContext(edition, f, sites, registers), run)
    spent = process_time() - begun
    sizes = {path: len(gzip.compress(data)) for path, data in made.items()}
    pages = {path: size for path, size in sizes.items() if path.endswith(".html")}
    told = {
        "page": 1000 * spent / len(pages),
        "size": max(pages.values()) / 1000,
        "search": sizes["national/search/index.js"] / 1000,
    }
    print(f"{told[wanted]:.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
