"""The files that a portal offers: every table, all of them in one, and each plan packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generator.export.about import About
from generator.export.as_csv import as_csv
from generator.export.package import PACKAGE, as_package
from generator.export.table import Filled
from generator.problems import say

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAN = "plan"


@dataclass(frozen=True, slots=True)
class File:
    """A file to download; its name under the folder of the data."""

    name: str
    made_from: object
    """All data that decide its bytes."""
    make: Callable[[], bytes]
    form: str
    media: str
    label: str
    """Name of a table, or of what a file with several tables is called."""
    about: str
    """What is in it, in the language of the tables."""
    n_rows: int | None = None
    """Rows of a table; None for a file with several."""
    plan: str = ""
    is_packed: bool = False
    """A workbook or an archive: the same tables once more, in another form."""


def bundle(tables: tuple[Filled, ...], about: About) -> Iterator[File]:
    """Every file: all tables together, each table, and the tables of each plan."""
    data = _csv_files(tables)
    package = as_package(tables, data, about)
    everything = {**data, PACKAGE: package}
    workbook = partial(as_xlsx, tables, about)
    yield File(
        WORKBOOK,
        (tables, about),
        workbook,
        *_XLSX,
        WORKBOOK,
        about.words(_WORKBOOK),
        is_packed=True,
    )
    said = about.words(_EVERYTHING)
    archive = partial(zipped, everything)
    yield File(EVERYTHING, everything, archive, *_ZIP, EVERYTHING, said, is_packed=True)
    yield _written(PACKAGE, package, _JSON, PACKAGE, about.words(_DESCRIPTION))
    for item in tables:
        name = item.table.name
        said = about.words(item.table.description)
        yield _written(f"{name}.csv", data[f"{name}.csv"], _CSV, name, said, len(item.rows))
    said = about.words(_OF_PLAN)
    for plan in plans_in(tables):
        own = tuple(of_plan(item, plan) for item in tables)
        make = partial(_plan_archive, own, about)
        yield File(f"{plan}.zip", (own, about), make, *_ZIP, plan, said, plan=plan, is_packed=True)


def _written(
    name: str,
    data: bytes,
    form: tuple[str, str],
    label: str,
    about: str,
    n_rows: int | None = None,
) -> File:
    """A file that is at hand already."""
    return File(name, data, partial(bytes, data), *form, label, about, n_rows)


def _plan_archive(own: tuple[Filled, ...], about: About) -> bytes:
    files = _csv_files(own)
    return zipped({**files, PACKAGE: as_package(own, files, about)})


def as_xlsx(tables: tuple[Filled, ...], about: About) -> bytes:
    """All tables as one workbook; the library that writes it loads when one is asked for."""
    from generator.export.as_xlsx import as_xlsx  # noqa: PLC0415

    return as_xlsx(tables, about)


EVERYTHING, WORKBOOK = "tablas.zip", "tablas.xlsx"
_WORKBOOK = say("All tables in one workbook")
_EVERYTHING = say("All tables as CSV, with their description (Data Package)")
_DESCRIPTION = say("Description of the tables and their columns")
_OF_PLAN = say("The tables of one plan as CSV, with their description (Data Package)")
_JSON = ("JSON", "application/json")
_CSV = ("CSV", "text/csv")
_XLSX = ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_ZIP = ("ZIP", "application/zip")


def _csv_files(tables: tuple[Filled, ...]) -> dict[str, bytes]:
    return {f"{item.table.name}.csv": as_csv(item) for item in tables}


def plans_in(tables: tuple[Filled, ...]) -> tuple[str, ...]:
    """Plans by the rows of their own table, in its order."""
    (plans,) = (item for item in tables if item.table.name == "plans")
    place = _column(plans)
    return tuple(str(row[place]) for row in plans.rows) if place is not None else ()


def of_plan(item: Filled, plan: str) -> Filled:
    """The rows of one plan; a table that is of no plan stays whole."""
    place = _column(item)
    if place is None:
        return item
    return Filled(item.table, tuple(row for row in item.rows if row[place] == plan))


def _column(item: Filled) -> int | None:
    names = [column.name for column in item.table.columns]
    return names.index(_PLAN) if _PLAN in names else None


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in one, without the hour they were packed at."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()
