"""``datapackage.json``: the CSV files described as a Frictionless Data Package.

https://specs.frictionlessdata.io/tabular-data-package/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from generator.export.about import FORMAT_VERSION, About
from generator.export.table import Column, Filled, Table, Type

PACKAGE = "datapackage.json"
_TYPES = {
    Type.TEXT: "string",
    Type.LIST: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.PERCENT: "number",
    Type.AMOUNT: "number",
    Type.DATE: "date",
    Type.FLAG: "boolean",
    Type.PRINTED: "any",
}


def as_package(tables: tuple[Filled, ...], files: Mapping[str, bytes], about: About) -> bytes:
    """The description of the CSV ``files`` that hold ``tables``."""
    licence = {"title": about.licence, "path": about.licence_url}
    package = {
        "profile": "tabular-data-package",
        "name": "avance",
        "title": about.name,
        "description": about.description,
        "format_version": FORMAT_VERSION,
        "as_of": about.as_of.isoformat(),
        "licenses": [_given(licence)],
        "resources": [_resource(item.table, files, about) for item in tables],
    }
    return (json.dumps(_given(package), ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, files: Mapping[str, bytes], about: About) -> dict[str, Any]:
    path = f"{table.name}.csv"
    schema: dict[str, Any] = {"fields": [_field(column, about) for column in table.columns]}
    schema["missingValues"] = [""]
    if table.is_key:
        schema["primaryKey"] = list(table.order)
    return {
        "name": table.name,
        "path": path,
        "profile": "tabular-data-resource",
        "description": about.words(table.description),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "bytes": len(files[path]),
        "hash": f"sha256:{sha256(files[path]).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column, about: About) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": about.words(column.description),
    }
    if column.words:
        field["constraints"] = {"enum": list(column.words)}
    return field


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
