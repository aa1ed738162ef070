"""A text editor that knows the schemas: it reads YAML 1.2 and underlines what they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import jsonschema
import yaml

from generator.load.layout import slot_of
from generator.load.yaml_text import LOADER
from generator.schemas import SCHEMAS, schema_file


class _Core(LOADER):  # type: ignore[misc, valid-type]
    """The core schema of YAML 1.2, by which editors read: «no» is a text there, and so is a day."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """A mapping; an editor underlines a key that stands in it twice."""
        keys = [key.value for key, _ in node.value]
        if len({*map(str, keys)}) < len(keys):
            raise yaml.constructor.ConstructorError(None, None, "Map keys must be unique")
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def _whole(text: str) -> int:
    return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)


_CORE: dict[str, tuple[str, str, Callable[[str], Any]]] = {
    "null": (r"~|null|Null|NULL|", "~nN", lambda _: None),
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF", lambda text: text.lower() == "true"),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789", _whole),
    "float": (
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)",
        "-+.0123456789",
        lambda text: float(text.replace(".inf", "inf")),
    ),
}
for _tag, (_pattern, _first, _read) in _CORE.items():
    _Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), [*_first, ""]
    )
    _Core.add_constructor(f"tag:yaml.org,2002:{_tag}", lambda _, node, read=_read: read(node.value))


def as_json(data: bytes) -> Any:
    """A file as an editor sees it. Raises yaml.YAMLError where it cannot be read."""
    return _with_texts_for_keys(yaml.load(data, _Core))  # noqa: S506


def _with_texts_for_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_texts_for_keys(it) for key, it in value.items()}
    return [*map(_with_texts_for_keys, value)] if isinstance(value, list) else value


@cache
def validator(name: str, lang: str = "es") -> Any:
    """Of a schema, which is one itself."""
    schema = json.loads(schema_file(name, lang))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def schema_of(path: str) -> str | None:
    """The name of the schema of a file of the content; None where it has none."""
    slot = slot_of(path)
    name = f"{slot.kind.name}.json" if slot else ""
    return name if name in SCHEMAS else None


def underlined(path: str, data: bytes) -> Iterator[str]:
    """What an editor underlines in a file: where, and why."""
    name = schema_of(path)
    try:
        for it in validator(name).iter_errors(as_json(data)) if name else ():
            yield f"{path} {'/'.join(map(str, it.absolute_path))}: {it.message}"
    except yaml.YAMLError as failure:
        yield f"{path}: {failure}"
