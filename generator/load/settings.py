"""A file beside the content, read as strictly as the content is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pydantic import ValidationError

from generator.load.explain import explain
from generator.load.yaml_text import read_yaml
from generator.model.base import Model
from generator.model.origin import Origin
from generator.model.years import Years
from generator.problems import Problem, has_errors

M = TypeVar("M", bound=Model)


def read_as(
    kind: type[M], path: str, data: bytes, years: Callable[[Origin], Years]
) -> tuple[M | None, list[Problem]]:
    """What a file says, and what is wrong with it; None where it cannot be used."""
    tree, problems = read_yaml(path, data)
    if tree is None:
        return None, problems
    try:
        value = kind.model_validate(tree, context=years(tree))
    except ValidationError as failure:
        return None, [*problems, *explain(tree, failure)]
    return (None if has_errors(problems) else value), problems
