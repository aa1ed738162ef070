"""JSON Schemas (2020-12) of the files of a content, for editors that help while one types.

A schema says what an author may write, which is more than the models hold: one value for a list
of one, a number for a result, a word for a number. What no single file can show is left to the
check.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from generator.addresses import in_language
from generator.load.layout import KINDS, MAP, PAGE, SOURCE, slot_of
from generator.paths import SCHEMA, address, relative
from generator.schemas import fields
from generator.schemas.builder import Builder
from generator.schemas.forms import Form

SCHEMAS: Mapping[str, Any] = {
    f"{kind.name}.json": kind.holds for kind in KINDS if kind.name not in (MAP, PAGE, SOURCE)
}
"""What each describes, by the name of its file."""
_LINE = b"# yaml-language-server: $schema="


def schema_file(name: str, lang: str, url: str = "") -> bytes:
    """A schema in a language, a definition a line; ``url``: of the site that it is published on."""
    head = _schema(name, lang, f"{url.rstrip('/')}/" if url else "")
    named = (f"{_json(it)}: {_json(form)}" for it, form in head.pop("$defs").items())
    lines = ",\n".join(named)
    return f'{_json(head)[:-1]}, "$defs": {{\n{lines}\n}}}}\n'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def schema_files(lang: str) -> dict[str, bytes]:
    """All schemas, as a portal keeps them for its editors."""
    return {SCHEMA(name): schema_file(name, lang) for name in SCHEMAS}


def with_schema(path: str, data: bytes) -> bytes:
    """A file of the content, whose path is given, with a first line that names its schema."""
    slot = slot_of(path)
    name = f"{slot.kind.name}.json" if slot else ""
    if name not in SCHEMAS or data.startswith(_LINE):
        return data
    return _LINE + relative(f"content/{path}", SCHEMA(name)).encode() + b"\n" + data


def named_in(root: Path, path: str, data: bytes) -> bytes:
    """A new file of a portal, with that line where the portal keeps the schemas."""
    return with_schema(path, data) if (root / SCHEMA("")).is_dir() else data


def _schema(name: str, lang: str, site: str) -> Form:
    held, builder = SCHEMAS[name], Builder(lang)
    root = builder.of(held)
    kind = get_args(held)[0] if get_args(held) else held
    table = fields.table_of(kind, lang)
    section = table.section if table else fields.ManualSection("", "")
    page = f"{site}{address(in_language(fields.PAGE, lang))}#{section.anchor}" if site else ""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"$id": f"{site}{SCHEMA(name)}"} if site else {}),
        "title": section.title,
        "description": "\n".join(filter(None, (section.about, page))),
        **root,
        "$defs": builder.definitions(),
    }
