"""Turn pydantic's errors into problems with a place, a reason and a remedy."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from generator.load import words
from generator.load.certain import certain
from generator.load.meant import digits_alone, meant
from generator.load.spanish import SPANISH, SPANISH_KEYS
from generator.load.yaml_text import short
from generator.model.origin import OriginList, OriginMap, line_of, locate
from generator.model.scalars import Plain, slug
from generator.problems import Fix, Message, Place, Problem, error

_SURE = 70.0
_PLAIN_KEY = re.compile(r"Plain\(text=(['\"])(?P<text>.*)\1, kind='[a-z]+'\)")
_MAPPING = {"model_type", "dict_type", "model_attributes_type", "mapping_type"}
_LIST = {"tuple_type", "list_type"}
_CHOSEN = {"enum", "literal_error"}
_NO_NAME = {"result-without-value", "measure-without-name"}
"""What lacks may be there under a Spanish key."""


def explain(tree: OriginMap | OriginList, failure: ValidationError) -> list[Problem]:
    """One problem for each thing that pydantic refused, at the place where it stands."""
    details = failure.errors(include_url=False)
    found = [(tuple(detail["loc"][:-1]), _explain(tree, detail)) for detail in details]
    meant = {(inside, _key_meant(problem)) for inside, problem in found}
    # A key that is there under another name is not missing: one cause, one message.
    kept = [
        problem
        for inside, problem in found
        if problem.code != "missing-key" or (inside, problem.message.values["key"]) not in meant
    ]
    cuts = [problem.hint for problem in kept]
    return [it for n, it in enumerate(kept) if not (_is_cut(it) and it.hint in cuts[:n])]


def _is_cut(problem: Problem) -> bool:
    """Whether its remedy mends the others that have it too."""
    once = {words.CUT.template, words.LEVELS.template}
    return problem.hint is not None and problem.hint.template in once


def _key_meant(problem: Problem) -> object:
    is_unknown = problem.code == "unknown-key" and problem.hint is not None
    return problem.hint.values.get("suggestion") if is_unknown and problem.hint else None


def closest(text: str, choices: list[str]) -> str | None:
    """The likeliest of ``choices`` for a misspelt ``text``, or None when none is near."""
    return next(iter(_near(text, choices)), None)


def _near(text: str, choices: list[str]) -> list[str]:
    """All that may be meant, the likeliest first."""
    found = process.extract(text, choices, scorer=fuzz.ratio, score_cutoff=_SURE)
    return [name for name, *_ in found]


def _explain(tree: OriginMap | OriginList, detail: ErrorDetails) -> Problem:
    detail["loc"] = loc = tuple(_written(step) for step in detail["loc"])
    kind = detail["type"]
    context = dict(detail.get("ctx") or {})
    other = _in_spanish(_node(tree, loc)) if kind in _NO_NAME else []
    if other or kind in {"extra_forbidden", "invalid_key"}:
        return _unknown_key(tree, (*loc, *other))
    if kind == "missing":
        place = locate(tree, loc[:-1])
        key = str(loc[-1])
        return _problem("missing-key", place, words.MISSING, key=key)
    at_key = "[key]" in loc
    place = locate(tree, tuple(step for step in loc if step != "[key]"), at_key=at_key)
    if (kind in words.WORDS or kind in _CHOSEN) and (refusal := _no_single_value(detail, place)):
        return refusal
    if kind in words.WORDS:
        return refused(kind, place, context)
    if kind in _CHOSEN:
        return _choice(place, detail)
    if kind in _LIST:
        return _problem("list-expected", place, words.LIST_EXPECTED)
    if kind in _MAPPING:
        return _no_mapping(tree, loc, place)
    what = words.OTHER.having(detail=detail["msg"])
    return error("not-accepted", place, what)


def _written(step: int | str) -> int | str:
    """A key as it stands in the file: pydantic names an unquoted one by its ``repr``."""
    found = _PLAIN_KEY.fullmatch(step) if isinstance(step, str) else None
    return found["text"] if found else step


def _no_single_value(detail: ErrorDetails, place: Place) -> Problem | None:
    """Nothing, or a whole list or mapping, where the refusal would show one text."""
    given = detail["input"]
    if isinstance(given, Plain) and given.kind == "null":
        return refused("empty-value", place, {})
    shown = (detail.get("ctx") or {}).get("text", str(given) if detail["type"] in _CHOSEN else None)
    if isinstance(given, OriginMap | OriginList) and shown == str(given):
        key = next((step for step in reversed(detail["loc"]) if isinstance(step, str)), "")
        return refused("value-expected", place, {"key": key})
    return None


def _problem(
    code: str, place: Place, said: tuple[Message, Message | None], **values: object
) -> Problem:
    what, remedy = said
    shown = {
        name: short(value) if isinstance(value, str) else value for name, value in values.items()
    }
    hint = remedy.having(**shown) if remedy else None
    return error(code, place, what.having(**shown), hint)


def refused(code: str, place: Place, context: dict[str, Any]) -> Problem:
    """What our own types refuse, in words."""
    what, remedy = words.WORDS[code]
    if code == "unquoted-text":
        context["kind"] = words.PLAIN_KINDS.get(context["kind"], context["kind"])
    if given := meant(code, text := str(context.get("text", ""))):
        context["suggestion"] = given
        remedy = digits_alone(text) if code == "not-a-number" else remedy
    if "suggestion" in context and context["suggestion"] in {"", context["text"]}:
        remedy = words.UNSURE.get(code)
    return replace(_problem(code, place, (what, remedy), **context), fix=certain(code, context))


def _unknown_key(tree: OriginMap | OriginList, loc: tuple[int | str, ...]) -> Problem:
    loc = tuple(step for step in loc if step != "[key]")
    place = locate(tree, loc, at_key=True)
    key = short(str(loc[-1]))
    known = _known_keys(_node(tree, loc[:-1]))
    meant = [name for name in SPANISH_KEYS.get(slug(key), ()) if name in known]
    near = meant or _near(key, known)
    hint, fix = _cut_text(_node(tree, loc[:-1]), str(loc[-1])), None
    if hint is None and near:
        hint = words.DID_YOU_MEAN.having(suggestion=near[0])
        fix = Fix(near[0]) if len(near) == 1 else None
    elif hint is None and known:
        hint = words.KNOWN_KEYS.having(keys=", ".join(known))
    return error("unknown-key", place, words.UNKNOWN.having(key=key), hint, fix)


def _in_spanish(node: Any) -> list[str]:
    """The first key that stands for another: ``valor``."""
    keys, known = (node.children if isinstance(node, OriginMap) else ()), {*_known_keys(node)}
    return [key for key in keys if known.intersection(SPANISH_KEYS.get(slug(key), ()))][:1]


def _is_empty(value: Any) -> bool:
    return isinstance(value, Plain) and (value.kind, value.text) == ("null", "")


def _cut_text(node: Any, key: str) -> Message | None:
    """The text between braces that a comma ended: what follows it was taken for keys."""
    if not isinstance(node, OriginMap) or not _is_empty(node.children.get(key)):
        return None
    runs: list[list[str]] = []
    line = 0
    for name, value in node.children.items():
        if _is_empty(value) and runs and runs[-1] and line_of(node.key_position(name)) == line:
            runs[-1].append(name)
        else:
            runs.append([name, str(value)] if isinstance(value, str | Plain) else [])
            line = line_of(node.key_position(name))
    for run in runs:
        if key in run[2:]:
            return words.CUT.having(key=run[0], text=short(", ".join(run[1:])))
    return None


def _node(tree: Any, loc: tuple[int | str, ...]) -> Any:
    node = tree
    for step in loc:
        if isinstance(node, OriginList) and isinstance(step, int) and step < len(node):
            node = node[step]
        elif isinstance(node, OriginMap):
            node = node.children.get(str(step), node)
    return node


def _no_mapping(tree: OriginMap | OriginList, loc: tuple[int | str, ...], place: Place) -> Problem:
    if "levels" in loc:
        return error("mapping-expected", place, words.MAPPING_EXPECTED[0], words.LEVELS)
    keys = _keys_of_field(_node(tree, loc[:-1]), loc[-1]) if loc else ""
    if not keys:
        return _problem("mapping-expected", place, words.MAPPING_EXPECTED)
    return _problem("mapping-expected", place, words.KEYS_EXPECTED, keys=keys, key=str(loc[-1]))


def _keys_of_field(node: Any, name: int | str) -> str:
    """Keys that the value of a field has, the first ones; "" where nobody can tell."""
    owner = node.owner if isinstance(node, OriginMap) else None
    if owner is None or not issubclass(owner, BaseModel):
        return ""
    field = owner.model_fields.get(str(name))
    if field and get_origin(field.annotation) is dict:  # its keys are the author's own
        return _BY_NAME.get(str(name), "")
    for found in [field.annotation, *get_args(field.annotation)] if field else []:
        if isinstance(found, type) and issubclass(found, BaseModel):
            own = [key for key in _keys_of(found) if key not in {"source", "note"}]
            return ", ".join(f"{key}: …" for key in own[:3])
    return ""


_BY_NAME = {"targets": "2024: …", "requires": "measure: […]", "dimensions": "area: […]"}
"""What a mapping holds whose keys are the author's own."""


def _known_keys(node: Any) -> list[str]:
    owner = node.owner if isinstance(node, OriginMap) else None
    if owner is None or not issubclass(owner, BaseModel):
        return []
    return sorted({*_keys_of(owner)})


def _keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a model as an author writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _choice(place: Place, detail: ErrorDetails) -> Problem:
    text = short(str(detail["input"]))
    expected = str((detail.get("ctx") or {}).get("expected", ""))
    choices = re.findall(r"'([^']+)'", expected)
    same = [name for name in (SPANISH.get(slug(text), ""), slug(text)) if name in choices]
    near = same or _near(text, choices)
    hint = (
        words.DID_YOU_MEAN.having(suggestion=near[0])
        if near
        else words.CHOICES.having(choices=", ".join(choices))
    )
    fix = Fix(same[0]) if same else None
    return error("unknown-choice", place, words.CHOICE.having(text=text), hint, fix)
