"""The formats of the tables: CSV with its Data Package, JSON, and two that a library writes.

CSV is as RFC 4180 has it: UTF-8, lines end in CRLF, quotes only where they are needed. The
package is a Data Package 2.0: https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

from generator.addresses import in_language
from generator.compute.results import Results
from generator.compute.transcribed import transcribed
from generator.export.filling import Filled
from generator.export.joins import Join, joins_of
from generator.export.table import FORMULA, LIST_MARK, Cell, Column, Table, Type, as_text
from generator.manual import column_words
from generator.output import given
from generator.paths import DATA, address
from generator.problems import say
from generator.words.catalogue import catalogue

FORMAT_VERSION = "2"
"""Number of the format of the tables: a column that goes or changes its meaning raises it.

1: the first.
2: ``elements`` has a row for each plan as a whole; the package is a Data Package 2.0; several
   values are a list in JSON and Parquet, and one with a ``|`` is told from two; a workbook
   begins with what it is, its headings are in the language of the reader, and what is printed
   as a date stays text; ``overdue`` is empty without a deadline; ``budgets`` has a row for the
   whole of each plan, and ``rollups`` one for
   what has no region.
"""


@dataclass(frozen=True, slots=True)
class About:
    """Who publishes the tables, under which licence, and as of which day."""

    name: str
    description: str | None
    licence: str
    licence_url: str | None
    as_of: date
    lang: str
    publisher: str | None = None
    url: str | None = None
    """Of the portal."""
    sources: tuple[tuple[str, str | None], ...] = ()
    """Title and address of what plans and results were transcribed from."""
    plan: str = ""
    """The only plan that the tables are of."""

    def words(self, template: str) -> str:
        """A description in the language of the tables."""
        return catalogue(self.lang).gettext(template)

    @property
    def facts(self) -> tuple[tuple[str, str, str], ...]:
        """What tables say of themselves: a name, what it is, and an address or a sheet."""
        page = f"{self.url.rstrip('/')}/{address(in_language(DATA, self.lang))}" if self.url else ""
        source = ". ".join(filter(None, (self.publisher, self.url)))
        return (
            (self.name, self.description or "", ""),
            (self.words(say("Source")), source, self.url or ""),
            (self.words(say("Data as of")), self.as_of.isoformat(), ""),
            (self.words(say("License")), self.licence, self.licence_url or ""),
            (self.words(say("Definitions")), page or self.words(_COLUMNS), page),
            (self.words(say("How to read it")), self.words(_HOW), ""),
        )


_COLUMNS = say("The sheets columns and vocabulary say what each column and each word is.")
_HOW = say(
    "A sheet for each table. An empty cell has no value, which is not zero: the column of the state"
    " says why. Figures are as printed; what is in dispute says so beside."
)


def about(results: Results, lang: str) -> About:
    """The portal's own words about its data. Raises ValueError where there is no portal."""
    site = results.catalog.site
    if site is None:
        raise ValueError("no site")
    publisher = results.catalog.units[site.publisher].name
    documents = transcribed(results.catalog, results.catalog.plans.values())
    return About(
        site.name,
        site.description,
        site.licence,
        site.licence_url,
        results.as_of,
        lang,
        publisher,
        site.url,
        tuple((it.title or it.name, it.url) for it in documents),
    )


def as_csv(filled: Filled) -> bytes:
    """A table with its head; an empty cell is no value.

    A text that a spreadsheet would run as a formula has an apostrophe before it; a negative
    number is a number and has none.
    """
    heads = [column.name for column in filled.table.columns]
    return "".join((*_csv([heads]), *filled.lines(_csv_lines))).encode()


class _Lines(list[str]):
    write = list.append


def _csv(rows: Iterable[Iterable[str]]) -> list[str]:
    lines = _Lines()
    csv.writer(lines).writerows(rows)
    return lines


def _csv_lines(filled: Filled) -> list[str]:
    return _csv(map(_written, row) for row in filled.rows)


def _written(cell: Cell) -> str:
    if cell is None:  # most are, then most are texts
        return ""
    text = as_text(cell)
    is_formula = text.startswith(FORMULA) and isinstance(cell, str | tuple)
    return f"'{text}" if is_formula else text


def as_json(filled: Filled) -> bytes:
    """A list of objects, one a line; numbers with the digits they have, null for no value."""
    lines = ",\n".join(filled.lines(_json_lines))
    return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"


def _json_lines(filled: Filled) -> list[str]:
    fields = ", ".join(f'"{column.name}": %s' for column in filled.table.columns)
    return [f"{{{fields}}}" % tuple(map(_value, row)) for row in filled.rows]


def _value(cell: Cell) -> str:
    if cell is None:  # most are, then most are texts
        return "null"
    if isinstance(cell, tuple):
        return f"[{', '.join(map(encode_basestring, cell))}]"
    text = as_text(cell)  # json would make a decimal a float
    return encode_basestring(text) if isinstance(cell, str | date) else text


PACKAGE = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/"
_TYPES = {
    Type.TEXT: ("string", say("text")),
    Type.LIST: ("list", say("list")),
    Type.INTEGER: ("integer", say("integer")),
    Type.NUMBER: ("number", say("number")),
    Type.PERCENT: ("number", say("percentage")),
    Type.AMOUNT: ("number", say("amount")),
    Type.DATE: ("date", say("date")),
    Type.FLAG: ("boolean", say("yes or no")),
    Type.PRINTED: ("any", say("printed")),
}
"""What Table Schema calls them, and the page of a table."""
_NUMBERS = {Type.INTEGER, Type.NUMBER, Type.PERCENT, Type.AMOUNT}


def as_package(tables: tuple[Filled, ...], files: Mapping[str, bytes], about: About) -> bytes:
    """The description of the CSV ``files`` that hold ``tables``."""
    name = re.sub("[^A-Za-z0-9._]+", "-", about.licence).strip("-") or "licence"
    licence = {"name": name, "title": about.licence, "path": about.licence_url}
    package = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": about.plan or "avance",
        "title": about.name,
        "description": about.description,
        "homepage": about.url,
        "format_version": FORMAT_VERSION,
        "as_of": about.as_of.isoformat(),
        "licenses": [given(licence)],
        "contributors": [{"title": about.publisher, "roles": ["publisher"]}],
        "sources": [given({"title": title, "path": url}) for title, url in about.sources] or None,
        "resources": [_resource(item.table, files, about) for item in tables],
    }
    return (json.dumps(given(package), ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table[Any], files: Mapping[str, bytes], about: About) -> dict[str, Any]:
    path = f"{table.name}.csv"
    joins = [it for it in joins_of(table) if not (about.plan and it.leaves_plan)]
    always = [_foreign_key(join, table) for join in joins if not join.is_optional]
    optional = [_foreign_key(join, table) for join in joins if join.is_optional]
    schema = {
        "$schema": f"{_PROFILE}tableschema.json",
        "fields": [_field(column, about) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": always or None,
        "optionalForeignKeys": optional or None,  # our own word: validators know no partly empty
    }
    return {
        "name": table.name,
        "path": path,
        "type": "table",
        "$schema": f"{_PROFILE}dataresource.json",
        "description": about.words(table.description),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "bytes": len(files[path]),
        "hash": f"sha256:{sha256(files[path]).hexdigest()}",
        "schema": given(schema),
    }


def _foreign_key(join: Join, table: Table[Any]) -> dict[str, Any]:
    """As Table Schema has it: a table that leads to itself is not named."""
    other = {} if join.other == table.name else {"resource": join.other}
    return {"fields": list(join.columns), "reference": {**other, "fields": list(join.keys)}}


_WITHIN = say("A | within one of its values is written %7C.")


def _field(column: Column[Any], about: About) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.title(about.lang),
        "type": _TYPES[column.type][0],
        "description": about.words(column.description),
    }
    if column.type is Type.LIST:
        field["delimiter"] = LIST_MARK
        field["description"] += f" {about.words(_WITHIN)}"
    if column.words:
        field["constraints"] = {"enum": list(column.words)}
    return field


def rows_in_words(table: Table[Any], lang: str) -> str:
    """What a row of a table is and how the rows are ordered, for its page."""
    words = catalogue(lang).gettext
    order = words(say("Order: {columns}.")).format(columns=", ".join(f"`{n}`" for n in table.order))
    return f"{words(table.description)} {order}"


def columns_in_words(table: Table[Any], lang: str) -> str:
    """The columns of a table as a table of Markdown, with their words, for its page."""
    words = catalogue(lang).gettext
    heads = map(words, (say("Column"), say("Heading"), say("Type"), say("What it is")))
    rows = (f"| {' | '.join(_described(table, column, lang))} |" for column in table.columns)
    told = "\n".join((f"| {' | '.join(heads)} |", "|---|---|---|---|", *rows))
    numbers = " ".join(column.name for column in table.columns if column.type in _NUMBERS)
    return f'<div class="columns" data-n="{numbers}" markdown>\n\n{told}\n\n</div>'


def _described(table: Table[Any], column: Column[Any], lang: str) -> tuple[str, ...]:
    words = catalogue(lang).gettext
    kind, about = words(_TYPES[column.type][1]), words(column.description)
    said = column_words(lang).get(f"{table.name}.{column.name}")
    also = f'. <span class="words">{said}</span>' if said else ""
    return f"`{column.name}`", column.title(lang), kind, about + also


def csv_files(tables: tuple[Filled, ...], about: About) -> dict[str, bytes]:
    """A file for each table, and the package that describes them."""
    files = {f"{item.table.name}.csv": as_csv(item) for item in tables}
    return {**files, PACKAGE: as_package(tables, files, about)}


def workbook(tables: tuple[Filled, ...], about: About) -> bytes:
    """All tables as one workbook; the library that writes it loads when one is asked for."""
    from generator.export.as_xlsx import as_xlsx  # noqa: PLC0415

    return as_xlsx(tables, about, lambda column: column.title(about.lang), about.words(_COVER))


def _parquet(tables: tuple[Filled, ...], about: About) -> Mapping[str, bytes]:
    from generator.export.as_parquet import as_parquet  # noqa: PLC0415

    return {f"{item.table.name}.parquet": as_parquet(item, about) for item in tables}


_COVER = say("Read me")
IN_ONE = say("tables")
"""What a file of all of them is called, before its ending."""
Writer = Callable[[tuple[Filled, ...], About], Mapping[str, bytes]]
WRITERS: dict[str, Writer] = {
    "csv": csv_files,
    "json": lambda tables, _: {f"{item.table.name}.json": as_json(item) for item in tables},
    "parquet": _parquet,
    "xlsx": lambda tables, about: {f"{about.words(IN_ONE)}.xlsx": workbook(tables, about)},
}
"""Formats by name: each gives the files of all tables. Libraries load when one is asked for."""
