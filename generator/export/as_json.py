"""JSON: a list of objects, one a line; numbers with the digits they have, null for no value."""

from __future__ import annotations

import json
from decimal import Decimal

from generator.export.table import Cell, Filled, as_text


def as_json(filled: Filled) -> bytes:
    """A table as UTF-8 JSON. Texts stand as they are."""
    names = [json.dumps(column.name) for column in filled.table.columns]
    rows = (
        "{" + ", ".join(f"{name}: {_value(cell)}" for name, cell in zip(names, row, strict=True))
        for row in filled.rows
    )
    lines = ",\n".join(f"{row}}}" for row in rows)
    return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"


def _value(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return as_text(cell)  # json would make it a float
    exact = cell is None or isinstance(cell, bool | int)
    return json.dumps(cell if exact else as_text(cell), ensure_ascii=False)
