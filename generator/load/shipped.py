"""Methods, profiles and synonyms that the package ships, read as a content's are.

Their texts stand there in every language that a portal can speak: ``title: {es: …, en: …}``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from generator.load.yaml_text import read_yaml
from generator.model.method import Method
from generator.model.origin import OriginList, OriginMap
from generator.model.profile import Profile
from generator.model.site import DEFAULT_LANGUAGE, LANGUAGES
from generator.reference import shipped_file, shipped_ids

M = TypeVar("M", Method, Profile)


@cache
def methods(lang: str = DEFAULT_LANGUAGE) -> dict[str, Method]:
    """By id: every portal has them, and none can write another under the same name."""
    return {method.id: method for method in _all("methods", Method, lang)}


@cache
def profiles(lang: str = DEFAULT_LANGUAGE) -> dict[str, Profile]:
    """By id, likewise."""
    return {profile.id: profile for profile in _all("profiles", Profile, lang)}


@cache
def synonyms(lang: str = DEFAULT_LANGUAGE) -> tuple[tuple[str, ...], ...]:
    """Words of a language that mean the same to whoever searches."""
    path = f"synonyms/{lang if lang in LANGUAGES else DEFAULT_LANGUAGE}.yml"
    tree, _ = read_yaml(f"generator/reference/{path}", shipped_file(path))
    groups = tree if isinstance(tree, OriginList) else ()
    return tuple(tuple(map(str, group)) for group in groups)


def _all(folder: str, kind: type[M], lang: str) -> Iterator[M]:
    for name in shipped_ids(folder):
        path = f"{folder}/{name}.yml"
        tree, _ = read_yaml(f"generator/reference/{path}", shipped_file(path))
        yield kind.model_validate(
            _in_language(tree, lang if lang in LANGUAGES else DEFAULT_LANGUAGE)
        )


def _in_language(value: object, lang: str) -> object:
    """The same with its texts in one language."""
    if isinstance(value, OriginList):
        return [_in_language(it, lang) for it in value]
    if not isinstance(value, OriginMap):
        return value
    told = {name: _in_language(it, lang) for name, it in value.children.items()}
    return told[lang] if told.keys() == set(LANGUAGES) else told
