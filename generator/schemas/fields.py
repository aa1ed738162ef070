"""What the editors' manual says of each field: the one home of the words of the schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator.addresses import in_language
from generator.load.layout import slot_of
from generator.load.yaml_text import read_yaml
from generator.manual import manual_pages
from generator.model.base import Model
from generator.model.origin import OriginList, OriginMap
from generator.model.scalars import Plain

PAGE = "editores/archivos.md"
_HEADING = re.compile(r"##+ (?P<title>.*?) \{: #(?P<anchor>[\w-]+) \}")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_FIELD = re.compile(r"`(\w+)`")
_COLUMNS = 4
_EXAMPLE = re.compile(r"`content/(\S+?)`[^\n]*\n\n```yaml\n(.*?)```", re.DOTALL)
_LONGEST = 80
"""Signs of an example."""
_FLAGS = {"true", "false"}
_SEE_BELOW = {"ver abajo", "see below"}


@dataclass(frozen=True, slots=True)
class ManualSection:
    """A part of the page, and how it begins."""

    title: str
    anchor: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class FieldText:
    """A row of a table of fields."""

    what: str
    values: str

    @property
    def description(self) -> str:
        """Both, without marks of Markdown: not every editor reads them."""
        values = "" if self.values in _SEE_BELOW else self.values
        return _plain("\n".join(filter(None, (self.what, values))))


@dataclass(frozen=True, slots=True)
class FieldTable:
    """The table of one kind of entry; ``is_first`` of its section, which then speaks of it."""

    section: ManualSection
    is_first: bool
    rows: dict[str, FieldText] = field(default_factory=dict)


Tables = Mapping[frozenset[str], FieldTable]
"""By the names of their fields."""


@cache
def tables(lang: str) -> Tables:
    """The tables of the manual in a language."""
    return {frozenset(it.rows): it for it in reversed([*_tables(lang)])}


def _tables(lang: str) -> Iterator[FieldTable]:
    section, n = ManualSection("", ""), 0
    for block in re.split(r"\n\n+", _page(lang)):
        if heading := _HEADING.fullmatch(block):
            section, n = ManualSection(_plain(heading["title"]), heading["anchor"]), 0
        elif block.startswith("|"):
            lines = ([it.strip() for it in line.split("|")[1:-1]] for line in block.split("\n"))
            rows = (it for it in lines if len(it) == _COLUMNS and _FIELD.fullmatch(it[0]))
            told = {name.strip("`"): FieldText(what, values) for name, _, what, values in rows}
            yield FieldTable(section, is_first=n == 0, rows=told)
            n += 1
        elif not section.about:
            section = ManualSection(section.title, section.anchor, _plain(block))


def table_of(kind: type[Model], lang: str) -> FieldTable | None:
    """The table with the fields of a model, or with those that it adds to its base."""
    found, own = tables(lang), fields_of(kind)
    added = frozenset(key for key, it in own.items() if {key, it.alias} & {*kind.__annotations__})
    return found.get(frozenset(own)) or found.get(added)


def text_of(kind: type[Model], key: str, lang: str) -> FieldText | None:
    """What is said of a field of a model."""
    models = (it for it in kind.__mro__ if issubclass(it, Model))
    told = (table for it in models if (table := table_of(it, lang)) is not None)
    return next((it.rows[key] for it in told if key in it.rows), None)


def fields_of(kind: type[Model]) -> dict[str, Any]:
    """Fields by their keys, as an author writes them; of two of one key, the first."""
    found: dict[str, Any] = {}
    for name, it in kind.model_fields.items():
        found.setdefault(it.alias or name, it)
    return found


@cache
def examples(lang: str) -> Mapping[tuple[str, str], Any]:
    """The first short value of a field in the files that the manual shows, by model and key."""
    found: dict[tuple[str, str], Any] = {}
    for path, text in _EXAMPLE.findall(_page(lang)):
        slot, (tree, _) = slot_of(path), read_yaml(path, text.encode())
        if slot is not None:
            slot.kind.adapter.validate_python(tree)  # after it, each mapping knows its model
        waiting: list[Any] = [tree]
        while waiting:
            node = waiting.pop(0)
            waiting += node.values() if isinstance(node, dict) else node
            waiting = [it for it in waiting if isinstance(it, OriginMap | OriginList)]
            told = node.items() if isinstance(node, OriginMap) and node.owner else ()
            for key, value in ((key, _as_json(it)) for key, it in told):
                if len(json.dumps(value)) <= _LONGEST:
                    found.setdefault((node.owner.__name__, str(key)), value)
    return found


def _page(lang: str) -> str:
    return manual_pages(lang)[in_language(PAGE, lang)].decode()


def _plain(text: str) -> str:
    return _LINK.sub(r"\1", text).replace("`", "")


def _as_json(value: Any) -> Any:
    """What was read, as it stands in JSON."""
    if isinstance(value, dict):
        return {str(key): _as_json(it) for key, it in value.items()}
    if isinstance(value, list):
        return [_as_json(it) for it in value]
    is_plain = isinstance(value, Plain) and (value.kind == "number" or value.text in _FLAGS)
    return json.loads(str(value)) if is_plain else str(value)
