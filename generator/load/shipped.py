"""Methods of calculation that the package ships, read as the files of a content are."""

from __future__ import annotations

from functools import cache
from importlib import resources

from generator.load.layout import slot_of
from generator.load.yaml_text import read_yaml
from generator.model.method import Method


@cache
def shipped_methods() -> dict[str, Method]:
    """By id: every portal has them, and none can write another under the same name."""
    data = (resources.files("generator") / "reference/methods.yml").read_bytes()
    tree, _ = read_yaml("generator/reference/methods.yml", data)
    slot = slot_of("methods.yml")
    assert slot is not None  # noqa: S101
    return {method.id: method for method in slot.kind.adapter.validate_python(tree)}
