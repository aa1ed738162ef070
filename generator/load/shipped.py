"""Methods and profiles that the package ships, each in a file, read as a content's are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from generator.load.yaml_text import read_yaml
from generator.model.method import Method
from generator.model.profile import Profile
from generator.reference import shipped_file, shipped_ids

M = TypeVar("M", Method, Profile)


@cache
def methods() -> dict[str, Method]:
    """By id: every portal has them, and none can write another under the same name."""
    return {method.id: method for method in _all("methods", Method)}


@cache
def profiles() -> dict[str, Profile]:
    """By id, likewise."""
    return {profile.id: profile for profile in _all("profiles", Profile)}


def _all(folder: str, kind: type[M]) -> Iterator[M]:
    for name in shipped_ids(folder):
        path = f"{folder}/{name}.yml"
        tree, _ = read_yaml(f"generator/reference/{path}", shipped_file(path))
        yield kind.model_validate(tree)
