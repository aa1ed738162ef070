"""The schema of a model: its fields, their forms, and what the manual says of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from generator.load.words import CHOICES, UNSURE, WORDS
from generator.model.base import Model
from generator.schemas import fields
from generator.schemas.forms import (
    FILLED_LATER,
    FORMS,
    LISTED,
    SAME,
    SOME,
    Form,
    either,
    form_of,
    ref,
)
from generator.schemas.rules import MODELS, RULES, SHORT
from generator.words.formatter import Formatter
from generator.words.labels import LABELS, label

_SHOWN = {"text": "1.1", "suggestion": "plan-2024", "first": "2024", "last": "2027"}
_SHOWN |= {"before": "", "state": "withheld"}
_SHOWN_FOR = {"bad-date": {"suggestion": "2024-12-31"}}
"""What stands in the words of the check where it would name what was typed."""


class Builder:
    """Goes through the types of a model, and keeps what it meets."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._f = Formatter(lang)
        self._defs: dict[str, Form] = {}

    def definitions(self) -> dict[str, Form]:
        """Everything that is named, with what it names in turn."""
        while missing := _named_in(self._defs) - self._defs.keys():
            for name in missing:
                self._defs[name] = FORMS.get(name) or self._object(MODELS[name])
        return {name: self._in_words(form) for name, form in sorted(self._defs.items())}

    def of(self, kind: Any, *marks: Any) -> Form:
        """The form of a type; ``marks`` are those of ``Annotated``."""
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.of(inner[0], *inner[1:], *marks)
        readers = [it.func.__name__ for it in marks if hasattr(it, "func")]
        if named := next(filter(None, map(form_of, readers)), ""):
            return ref(named)
        if unknown := {*readers} - LISTED - SAME:
            raise KeyError(*unknown)
        if LISTED & {*readers}:
            form = self.of(inner[0])
            return either("array", {"items": form}, form)
        form = self._plain(kind, origin, inner)
        if FILLED_LATER in readers:
            return _filled_later(form)
        return {**form, "minItems": 1} if SOME in readers else form

    def _plain(self, kind: Any, origin: Any, inner: tuple[Any, ...]) -> Form:
        if origin in (Union, UnionType):
            found = [self.of(it) for it in inner if it is not NoneType]
            return found[0] if len(found) == 1 else either("array", found[1], found[0])
        if origin is tuple:
            return {"type": "array", "items": self.of(inner[0])}
        if origin is dict:
            keys, values = map(self.of, inner)
            return {"type": "object", "propertyNames": keys, "additionalProperties": values}
        if origin is Literal:
            return {"enum": [*inner]}
        if kind.__name__ not in self._defs:
            self._defs[kind.__name__] = {}  # an item may hold items
            made = {"enum": [*kind]} if issubclass(kind, StrEnum) else self._object(kind)
            self._defs[kind.__name__] = made
        return ref(kind.__name__)

    def _in_words(self, form: Any) -> Any:
        """The same with the words of the check for its codes, and those of the vocabularies."""
        if isinstance(form, list):
            return [self._in_words(it) for it in form]
        if not isinstance(form, dict):
            return form
        found = {key: self._in_words(it) for key, it in form.items()}
        for key in {"errorMessage", "patternErrorMessage"} & {*form}:
            found[key] = "; ".join(map(self._remedy, form[key].split()))
        words = form.get("enum", ())
        if {*map(type, words)} & LABELS.keys():
            found["enumDescriptions"] = [self._f.t(label(it)) for it in words]
        if len(words) > 1:
            choices = self._f.t(CHOICES.having(choices=", ".join(words)))
            found.setdefault("errorMessage", choices)
        return found

    def _remedy(self, code: str) -> str:
        remedy = UNSURE.get(code) or WORDS[code][1]
        return self._f.t(remedy.having(**_SHOWN | _SHOWN_FOR.get(code, {}))) if remedy else ""

    def _object(self, kind: type[Model]) -> Form:
        table = fields.table_of(kind, self._lang)
        rules = RULES.get(kind.__name__, {})
        own = fields.fields_of(kind)
        told = {key for it in rules.get("anyOf", ()) for key in it["required"]}
        needed = [key for key, it in own.items() if it.is_required() and key not in told]
        properties = {key: self._field(kind, key, it) for key, it in own.items()}
        for key, form in rules.get("properties", {}).items():
            properties[key] = {**properties.get(key, {}), **form}
        found = {
            **({"title": table.section.title} if table and table.is_first else {}),
            "type": "object",
            "additionalProperties": False,
            **({"required": needed} if needed else {}),
            **rules,
            "properties": properties,
        }
        short = SHORT.get(kind.__name__)
        return either("object", found, short) if short else found

    def _field(self, kind: type[Model], key: str, it: Any) -> Form:
        text = fields.text_of(kind, key, self._lang)
        form = self.of(it.annotation, *it.metadata)
        if text is None:
            return form
        example = fields.examples(self._lang).get((kind.__name__, key))
        shown = {} if example is None or self._is_chosen(form) else {"examples": [example]}
        return {"description": text.description, **form, **shown}

    def _is_chosen(self, form: Form) -> bool:
        """Whether the values are few, and listed already."""
        name = form.get("$ref", "").rpartition("/")[2]
        named = self._defs.get(name) or FORMS.get(name) or {}
        return bool({"enum", "examples"} & {*named, *form}) or named.get("type") == "boolean"


def _filled_later(form: Form) -> Form:
    """A mapping, or what stands in it, may have no value yet."""
    values = {"anyOf": [form["additionalProperties"], {"type": "null"}]}
    return {**form, "type": ["object", "null"], "additionalProperties": values}


def _named_in(defs: Mapping[str, Form]) -> set[str]:
    return {*re.findall(r'"#/\$defs/(\w+)"', json.dumps(defs))}
