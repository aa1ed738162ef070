"""The files that a portal offers: every table, all of them in one, and each plan packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.export import TABLES
from generator.export.formats import IN_ONE, PACKAGE, About, csv_files, workbook
from generator.export.table import Filled
from generator.output import Late
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
    plan: str = ""
    is_table: bool = False


def bundle(tables: Late[tuple[Filled, ...]], plans: Iterable[str], about: About) -> Iterator[File]:
    """Every file: all tables together, each table, and the tables of each plan.

    No table is filled before a file is made, or somebody looks at what it is made from.
    """
    files, said = Late(lambda: csv_files(tables.value, about)), about.words
    in_one, all_files = f"{said(IN_ONE)}.xlsx", f"{said(IN_ONE)}.zip"
    yield File(in_one, (tables, about), _book(tables, about), *_XLSX, in_one, said(_WORKBOOK))
    yield File(all_files, files, _archive(files), *_ZIP, all_files, said(_EVERYTHING))
    package = Late(lambda: files.value[PACKAGE])
    yield File(PACKAGE, package, package.get, *_JSON, PACKAGE, said(_DESCRIPTION))
    for table in TABLES:
        name, told = table.name, said(table.description)
        data = Late(partial(_one_of, files, f"{name}.csv"))
        yield File(f"{name}.csv", data, data.get, *_CSV, name, told, is_table=True)
    for plan in sorted(plans):
        own, of = Late(partial(_of_one, tables, plan)), replace(about, plan=plan)
        packed = Late(partial(_files_of, own, of))
        book, archive = _book(own, of), _archive(packed)
        yield File(f"{plan}.xlsx", (own, of), book, *_XLSX, plan, said(_BOOK_OF_PLAN), plan)
        yield File(f"{plan}.zip", (own, of), archive, *_ZIP, plan, said(_OF_PLAN), plan)


def _book(tables: Late[tuple[Filled, ...]], about: About) -> Callable[[], bytes]:
    return lambda: workbook(tables.value, about)


def _archive(files: Late[dict[str, bytes]]) -> Callable[[], bytes]:
    return lambda: zipped(files.value)


def _one_of(files: Late[dict[str, bytes]], name: str) -> bytes:
    return files.value[name]


def _of_one(tables: Late[tuple[Filled, ...]], plan: str) -> tuple[Filled, ...]:
    return of_one(tables.value, plan)


def _files_of(tables: Late[tuple[Filled, ...]], about: About) -> dict[str, bytes]:
    return csv_files(tables.value, about)


_WORKBOOK = say("All tables in one workbook, to open with a spreadsheet")
_EVERYTHING = say("All tables as CSV, with their description (Data Package)")
_DESCRIPTION = say("Description of the tables and their columns")
_BOOK_OF_PLAN = say("The tables of one plan in one workbook")
_OF_PLAN = say("The tables of one plan as CSV, with their description (Data Package)")
_JSON = ("JSON", "application/json")
_CSV = ("CSV", "text/csv")
_XLSX = ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_ZIP = ("ZIP", "application/zip")


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
