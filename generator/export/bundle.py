"""The files that a portal offers: every table, all of them in one, and each plan packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.export import TABLES
from generator.export.filling import Filled
from generator.export.formats import IN_ONE, PACKAGE, About, as_json, csv_files, workbook
from generator.export.table import IN_PLAN
from generator.output import Late, digest
from generator.problems import say

_EPOCH = (1980, 1, 1, 0, 0, 0)


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
    files, said = Late(lambda: csv_files(tables(), about)), about.words
    yield from _packed(tables, about, files, said(IN_ONE), (said(_WORKBOOK), said(_EVERYTHING)))
    package = Late(lambda: files()[PACKAGE])
    yield File(PACKAGE, package, package, *_JSON, PACKAGE, said(_DESCRIPTION))
    for table in TABLES:
        name, told = f"{table.name}.csv", said(table.description)
        data = Late(partial(lambda it: files()[it], name))
        yield File(name, data, data, *_CSV, table.name, told, is_table=True)
    for plan in sorted(plans):
        own, of = Late(partial(lambda it: of_one(tables(), it), plan)), replace(about, plan=plan)
        packed = Late(partial(lambda its, it: csv_files(its(), it), own, of))
        yield from _packed(own, of, packed, plan, (said(_BOOK_OF_PLAN), said(_OF_PLAN)))


def _packed(
    tables: Late[tuple[Filled, ...]],
    about: About,
    files: Late[dict[str, bytes]],
    name: str,
    told: tuple[str, str],
) -> Iterator[File]:
    """Tables as a workbook and as an archive of their files."""
    rows = Late(lambda: (*map(digest, map(as_json, tables())), about))
    forms = (
        (_XLSX, rows, lambda: workbook(tables(), about)),
        (_ZIP, files, lambda: zipped(files())),
    )
    for (kind, made_from, make), text in zip(forms, told, strict=True):
        file = f"{name}.{kind[0].lower()}"
        yield File(file, made_from, make, *kind, about.plan or file, text, about.plan)


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
    if IN_PLAN not in item.table.columns:
        return item
    plans = enumerate(item.column(IN_PLAN.name))
    return item.part([n for n, of in plans if of in (plan, None)])


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in one, without the hour they were packed at."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()
