"""What the JSON of the API is made of: fields, each with its schema and the way to its value.

Most are columns of the tables (``export``), under the same name and description. A decimal is a
text with the digits it was written with, never a float. A field without a value is left out,
unless its record requires it: then it is null, or an empty list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from generator.compute.results import Results
from generator.export.filling import cells_of, rows_of
from generator.export.table import CITED, LINES, Cell, Column, Row, Table, Type, as_text
from generator.output import given
from generator.problems import say
from generator.render.views.common import RenderContext

Data = dict[str, Any]
Schema = dict[str, Any]
Words = Callable[[str], str]
"""A description in the language of the portal."""


class ApiContext(RenderContext):
    """What the objects of the API are made with: the computed content, and in which version."""

    def __init__(self, results: Results, lang: str, version: str) -> None:
        super().__init__(results, lang)
        self.version = version


Get = Callable[[ApiContext, Row[Any]], object]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer"}
DECIMAL: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
ADDRESS: Schema = {"type": "string", "format": "uri-reference"}
DAY: Schema = {"type": "string", "format": "date"}
SCHEMAS: dict[Type, Schema] = {
    **dict.fromkeys((Type.TEXT, Type.PRINTED), TEXT),
    **dict.fromkeys((Type.NUMBER, Type.PERCENT, Type.AMOUNT), DECIMAL),
    Type.LIST: {"type": "array", "items": TEXT},
    Type.INTEGER: COUNT,
    Type.DATE: DAY,
    Type.FLAG: {"type": "boolean"},
}


def ref(name: str) -> Schema:
    """The schema of another record."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(schema: Schema) -> Schema:
    """A list of what a schema describes."""
    return {"type": "array", "items": schema}


@dataclass(frozen=True, eq=False)
class Field:
    """A value of a record; ``description`` is a template of the message catalogue."""

    name: str
    description: str
    schema: Schema
    values: Callable[[ApiContext, Sequence[Row[Any]]], Iterable[object]] = field(repr=False)

    def described(self, words: Words, *, may_lack: bool) -> Schema:
        """Its schema with its description; where it ``may_lack`` a value, null is one."""
        found = dict(self.schema)
        if may_lack and found.get("type") != "array":
            found = {"oneOf": [found, {"type": "null"}]} if "$ref" in found else _or_null(found)
        return {**found, "description": words(self.description)}


def _or_null(schema: Schema) -> Schema:
    words = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [schema["type"], "null"], **words}


def own(name: str, description: str, schema: Schema, get: Get) -> Field:
    """A field that no table has."""
    return Field(name, description, schema, lambda ctx, rows: [get(ctx, row) for row in rows])


def of_column(table: Table[Any], column: Column[Any]) -> Field:
    """The column of a table as a field."""

    def values(ctx: ApiContext, _: Sequence[Row[Any]]) -> Iterable[object]:
        return map(written, cells_of(table, column, ctx.results, ctx.f))

    schema = {**SCHEMAS[column.type], **({"enum": list(column.words)} if column.words else {})}
    return Field(column.name, column.description, schema, values)


def written(cell: Cell) -> object:
    """A cell as JSON has it: a decimal and a day as text, several values as a list."""
    if isinstance(cell, tuple):
        return list(cell)
    return as_text(cell) if isinstance(cell, Decimal | date) else cell


def sources_of(ctx: ApiContext, row: Row[Any]) -> list[Data]:
    """The citations of a row, each with the title and the address of its document."""
    found = []
    for source in dict.fromkeys(it for it in row.sources if it and it.document):
        document = ctx.catalog.documents.get(source.document or "")
        named = {name: getattr(document, name, None) for name in ("name", "title")}
        where = {"place": source.place, "lines": source.lines}
        url = getattr(document, "url", None)
        found.append(given({"document": source.document, **named, **where, "url": url}))
    return found


SOURCES = own(
    "sources",
    say("Where it is printed: document, place, lines, address; several where it adds them up"),
    many(ref("Source")),
    sources_of,
)


@dataclass(frozen=True, eq=False)
class Record:
    """A kind of object of the API."""

    name: str
    description: str
    fields: tuple[Field, ...]
    required: tuple[str, ...] = ()
    """Fields that always have a value."""
    nullable: tuple[str, ...] = ()
    """Fields that are always there: null where there is no value."""
    table: Table[Any] | None = None
    """Whose rows it has; None where it stands inside another record."""
    whole: Record | None = None
    """The record whose fields it has a few of."""

    def described(self, words: Words) -> Schema:
        """Its schema."""
        return {
            "type": "object",
            "description": words(self.description),
            "properties": {
                it.name: it.described(words, may_lack=it.name in self.nullable)
                for it in self.fields
            },
            "required": [*self.required, *self.nullable],
            "additionalProperties": False,
        }

    def brief(self, name: str, description: str, *names: str) -> Record:
        """The same with a few of its fields."""
        fields = tuple(it for it in self.fields if it.name in names)
        needed, empty = (
            tuple(it for it in known if it in names) for known in (self.required, self.nullable)
        )
        return Record(name, description, fields, needed, empty, self.table, self)


def of_table(
    name: str, table: Table[Any], *more: Field, always: str = "", without: Iterable[str] = ()
) -> Record:
    """A record with the columns of a table; its citations are one field, ``sources``.

    ``always`` names the fields that stand first and are always there, those that may be null
    with a ``?``; without it they are the key of the table.
    """
    is_cited = CITED[0] in table.columns
    columns = [it for it in table.columns if not is_cited or it not in (*CITED, LINES)]
    fields = [of_column(table, it) for it in columns if it.name not in {*without}]
    fields += [*([SOURCES] if is_cited else []), *more]
    key = table.order if table.is_key else ()
    first = always.split() or [it for it in key if it not in {*without}]
    names = [it.removesuffix("?") for it in first]
    fields.sort(key=lambda it: names.index(it.name) if it.name in names else len(names))
    nullable = tuple(it.removesuffix("?") for it in first if it.endswith("?"))
    needed = tuple(it for it in names if it not in nullable)
    return Record(name, table.description, tuple(fields), needed, nullable, table)


def inside(name: str, description: str, *fields: tuple[str, str, Schema], required: int) -> Record:
    """A record within others, whose objects they make; the first fields always have a value."""
    made = tuple(own(name, about, schema, lambda _, __: None) for name, about, schema in fields)
    return Record(name, description, made, tuple(it.name for it in made[:required]))


# From rows to objects.


def objects(ctx: ApiContext, record: Record) -> list[Data]:
    """Every object of a record, in the order of the rows; through ``ctx.once``."""
    assert record.table is not None  # noqa: S101
    rows = rows_of(record.table, ctx.results, ctx.f)
    names = [it.name for it in record.fields]
    if record.whole:
        told = ctx.once(objects, record.whole)
        return [{name: it[name] for name in names if name in it} for it in told]
    columns = [list(it.values(ctx, rows)) for it in record.fields]
    needed = (*record.required, *record.nullable)
    found = zip(*columns, strict=True)
    return [given(dict(zip(names, values, strict=True)), needed) for values in found]


def by_columns(ctx: ApiContext, record: Record, *names: str) -> dict[tuple[Cell, ...], list[Data]]:
    """The objects of a record by what stands in some columns of its table."""
    assert record.table is not None  # noqa: S101
    columns = {column.name: column for column in record.table.columns}
    cells = (cells_of(record.table, columns[name], ctx.results, ctx.f) for name in names)
    keys = zip(*cells, strict=True)
    found: dict[tuple[Cell, ...], list[Data]] = {}
    for key, it in zip(keys, ctx.once(objects, record), strict=True):
        found.setdefault(key, []).append(it)
    return found


def pick(ctx: ApiContext, record: Record, **where: str) -> list[Data]:
    """The objects of a record whose row has these cells."""
    if not where:
        return ctx.once(objects, record)
    return ctx.once(by_columns, record, *where).get(tuple(where.values()), [])
