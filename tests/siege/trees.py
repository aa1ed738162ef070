"""The content of the siege as trees: every field of the model with its place, and back to YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.load.disk import read_tree
from generator.load.layout import slot_of
from generator.load.yaml_text import read_yaml
from generator.load.years import around
from generator.model.origin import OriginMap
from generator.model.scalars import Plain

CONTENT = Path(__file__).parent / "content"
"""A small portal without findings, in which every field of every model stands at least once."""

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the content: where it is, and which field of which model it holds."""

    path: str
    steps: Steps
    field: tuple[str, str] | None = None
    """Names of model and field; None for an item of a list, or of a mapping without a model."""


@cache
def files() -> dict[str, bytes]:
    """The files of the content."""
    return read_tree(CONTENT)[0]


@cache
def trees() -> dict[str, Any]:
    """Its YAML as plain lists and mappings; unquoted text that YAML would guess is a Plain."""
    return {path: _plain(_tree(path)) for path in sorted(files()) if path.endswith(".yml")}


@cache
def _tree(path: str) -> Any:
    """A file as it was read; its mappings know the models that read them."""
    tree, slot = read_yaml(path, files()[path])[0], slot_of(path)
    assert slot is not None
    slot.kind.adapter.validate_python(tree, context=around(files(), path).years)
    return tree


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    return [_plain(item) for item in node] if isinstance(node, list) else node


@cache
def sites() -> tuple[Site, ...]:
    """Every value of the content, in the order of the files."""
    return tuple(site for path in trees() for site in _sites(path, (), _tree(path)))


def _sites(path: str, steps: Steps, node: Any) -> Iterator[Site]:
    if isinstance(node, OriginMap):
        names = _names(node)
        for key, value in node.items():
            step = str(key)
            yield Site(path, (*steps, step), names.get(step))
            yield from _sites(path, (*steps, step), value)
    elif isinstance(node, list):
        for n, item in enumerate(node):
            yield Site(path, (*steps, n))
            yield from _sites(path, (*steps, n), item)


def _names(node: OriginMap) -> dict[str, tuple[str, str]]:
    """Fields of the model that read a mapping, by the keys that stand for them.

    Two may read one key: a text, and a mapping that says more.
    """
    fields = getattr(node.owner, "model_fields", {})
    own = node.owner.__name__ if node.owner else ""
    is_text = {key for key, value in node.children.items() if not isinstance(value, OriginMap)}
    return {
        field.alias or name: (own, name)
        for name, field in fields.items()
        if not (field.alias in fields and field.alias in is_text)
    }


def at(tree: Any, steps: Steps) -> Any:
    """The value at a place of a plain tree."""
    for step in steps:
        tree = tree[step]
    return tree


def changed(tree: Any, steps: Steps, value: Any) -> Any:
    """A tree with another value at one place; what does not differ is shared."""
    if not steps:
        return value
    step, *rest = steps
    if isinstance(tree, dict):
        return {**tree, step: changed(tree[step], tuple(rest), value)}
    assert isinstance(step, int)
    return [*tree[:step], changed(tree[step], tuple(rest), value), *tree[step + 1 :]]


def written(node: Any) -> str:
    """A tree as YAML on one line."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{_key(k)}: {written(v)}" for k, v in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(written, node)) + "]"
    return node.text if isinstance(node, Plain) else json.dumps(node, ensure_ascii=False)


def _key(key: str) -> str:
    return json.dumps(key, ensure_ascii=False)


def as_file(tree: Any) -> bytes:
    """A tree as the bytes of a file."""
    return (written(tree) + "\n").encode("utf-8", "surrogatepass")
