"""Parquet: columns keep their types, and their descriptions travel with them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from generator.export.filling import Filled
from generator.export.formats import FORMAT_VERSION, About
from generator.export.table import Cell, Column, Type, as_text

_TYPES = {
    Type.INTEGER: pa.int64(),
    **dict.fromkeys((Type.NUMBER, Type.PERCENT, Type.AMOUNT), pa.float64()),
    Type.DATE: pa.date32(),
    Type.FLAG: pa.bool_(),
    Type.LIST: pa.list_(pa.string()),
}
"""Everything else is text. Numbers are 64-bit floats: 15 digits are exact."""


def as_parquet(filled: Filled, about: About) -> bytes:
    """A table as Parquet; same content, same bytes."""
    table = filled.table
    fields = [_field(column, about) for column in table.columns]
    described = {
        "description": about.words(table.description),
        "format_version": FORMAT_VERSION,
        "as_of": about.as_of.isoformat(),
    }
    schema = pa.schema(fields, metadata=described)
    sink = pa.BufferOutputStream()
    frame = _frame(filled, fields)
    pq.write_table(pa.Table.from_pandas(frame, schema=schema, preserve_index=False), sink)
    return bytes(sink.getvalue())


def _frame(filled: Filled, fields: list[pa.Field]) -> pd.DataFrame:
    """The rows as a data frame; columns of objects, so that no value and 0 stay two things."""
    columns = {
        field.name: pd.Series([_value(row[place], field.type) for row in filled.rows], dtype=object)
        for place, field in enumerate(fields)
    }
    return pd.DataFrame(columns)


def _field(column: Column[Any], about: About) -> pa.Field:
    kind = _TYPES.get(column.type, pa.string())
    about_it = {"title": column.title(about.lang), "description": about.words(column.description)}
    return pa.field(column.name, kind, metadata=about_it)


def _value(cell: Cell, kind: pa.DataType) -> object:
    if cell is None:
        return None
    if pa.types.is_floating(kind):
        return float(as_text(cell))
    return as_text(cell) if pa.types.is_string(kind) else cell
