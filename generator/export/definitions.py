"""What the columns of all tables are, and the words that some hold, as tables themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from generator.compute.results import Results
from generator.export.table import Column, Row, Table, text, whole
from generator.manual import column_words
from generator.problems import say
from generator.words.catalogue import catalogue
from generator.words.formatter import Formatter

Tables = Callable[[], Sequence[Table[Any]]]
"""The tables that are described: asked for when they are filled, for these are among them."""


class _Defined(NamedTuple):
    table: Table[Any]
    column: Column[Any]
    number: int


class _Word(NamedTuple):
    table: str
    column: str
    word: str
    meaning: str


def definitions(tables: Tables) -> tuple[Table[_Defined], Table[_Word]]:
    """The table of columns and the table of words."""
    return (
        Table(
            "columns",
            say("One row per column of these tables: its heading and what it is."),
            ("table_name", "column_name"),
            partial(_defined, tables),
            (
                text("table_name", say("Table"), "table.name"),
                text("column_name", say("Name of the column"), "column.name"),
                text("title", say("Heading"), lambda row: row.item.column.title(row.f.lang)),
                text("type", say("Sort of values"), "column.type"),
                text(
                    "description",
                    say("What it is"),
                    lambda row: catalogue(row.f.lang).gettext(row.item.column.description),
                ),
                whole("number", say("Place of the column in its table")),
            ),
            is_key=True,
        ),
        Table(
            "vocabulary",
            say("One row per word of the columns that only have a few, and what it says."),
            ("table_name", "column_name", "word"),
            partial(_explained, tables),
            (
                text("table_name", say("Table"), "table"),
                text("column_name", say("Name of the column"), "column"),
                text("word", say("Word")),
                text("meaning", say("What it says")),
            ),
            is_key=True,
        ),
    )


def _defined(tables: Tables, results: Results, f: Formatter) -> Iterator[Row[_Defined]]:
    for table in tables():
        for number, column in enumerate(table.columns, 1):
            yield Row(results, f, _Defined(table, column, number))


_MEANING = re.compile(r"`([a-z-]+)` (.*?)(?=; `[a-z-]+` |$)")


def _explained(tables: Tables, results: Results, f: Formatter) -> Iterator[Row[_Word]]:
    """As the pages of the tables explain them: those are the home of what they mean."""
    known = {(table.name, it.name): it.words for table in tables() for it in table.columns}
    for of, said in column_words(f.lang).items():
        table, column = of.split(".")
        for word, meaning in _MEANING.findall(said):
            if word in known.get((table, column), ()):
                yield Row(results, f, _Word(table, column, word, meaning.replace("`", "")))
