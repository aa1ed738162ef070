"""The files that a portal offers: every table, all of them in one, and each plan packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.export.formats import PACKAGE, TABLES, About, csv_files, workbook
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
    files = csv_files(tables, about)
    packed = partial(File, is_packed=True)
    book, archive = partial(workbook, tables, about), partial(zipped, files)
    said = about.words
    in_one, all_files = f"{said(TABLES)}.xlsx", f"{said(TABLES)}.zip"
    yield packed(in_one, (tables, about), book, *_XLSX, in_one, said(_WORKBOOK))
    yield packed(all_files, files, archive, *_ZIP, all_files, said(_EVERYTHING))
    package = files[PACKAGE]
    yield File(PACKAGE, package, partial(bytes, package), *_JSON, PACKAGE, said(_DESCRIPTION))
    for item in tables:
        name, n_rows = item.table.name, len(item.rows)
        data = files[f"{name}.csv"]
        told = said(item.table.description)
        yield File(f"{name}.csv", data, partial(bytes, data), *_CSV, name, told, n_rows)
    for plan in plans_in(tables):
        own, of = of_one(tables, plan), replace(about, plan=plan)
        made = {"xlsx": (partial(workbook, own, of), *_XLSX, plan, said(_BOOK_OF_PLAN))}
        made["zip"] = (partial(_plan_archive, own, of), *_ZIP, plan, said(_OF_PLAN))
        for ending, rest in made.items():
            yield packed(f"{plan}.{ending}", (own, of), *rest, plan=plan)


def _plan_archive(own: tuple[Filled, ...], about: About) -> bytes:
    return zipped(csv_files(own, about))


_WORKBOOK = say("All tables in one workbook, to open with a spreadsheet")
_EVERYTHING = say("All tables as CSV, with their description (Data Package)")
_DESCRIPTION = say("Description of the tables and their columns")
_BOOK_OF_PLAN = say("The tables of one plan in one workbook")
_OF_PLAN = say("The tables of one plan as CSV, with their description (Data Package)")
_JSON = ("JSON", "application/json")
_CSV = ("CSV", "text/csv")
_XLSX = ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_ZIP = ("ZIP", "application/zip")


def plans_in(tables: tuple[Filled, ...]) -> tuple[str, ...]:
    """Plans by the rows of their own table, in its order."""
    (plans,) = (item for item in tables if item.table.name == "plans")
    place = _column(plans)
    return tuple(str(row[place]) for row in plans.rows) if place is not None else ()


def of_one(tables: tuple[Filled, ...], plan: str) -> tuple[Filled, ...]:
    """All tables with the rows of one plan."""
    return tuple(of_plan(item, plan) for item in tables)


def of_plan(item: Filled, plan: str) -> Filled:
    """The rows of one plan; a table, or a row, that is of no plan stays."""
    place = _column(item)
    if place is None:
        return item
    return Filled(item.table, tuple(row for row in item.rows if row[place] in {plan, None}))


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
