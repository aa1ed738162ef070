"""What holds of a mapping beside its fields: what is short for it, and what it must have."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.base import Model
from generator.model.indicator import Traits, UnitForms
from generator.model.method import MainFigure
from generator.model.published import NEEDED, OF_SOMETHING, PublishedFigure
from generator.model.scalars import WITHOUT_FIGURE
from generator.schemas.forms import MONTH, WEEKS, Form, number, ref, text, with_remedy

SHORT: Mapping[str, Form] = {
    "Item": ref("text"),
    "Priority": ref("rank"),
    "Responsible": ref("id"),
    "ResultEntry": ref("plannedPiece"),
}
"""What is short for a mapping, by its model; a result without a figure needs its reason."""
MODELS: Mapping[str, type[Model]] = {"UnitForms": UnitForms}
"""Those that only a form names."""


def _one_of(code: str, *keys: str) -> Form:
    return {"anyOf": [_needs(code, key) for key in keys]}


def _needs(code: str, *keys: str) -> Form:
    return with_remedy(code, {"required": [*keys]})


def _where(field: str, form: Form, then: Form) -> Form:
    return {"if": {"properties": {field: form}, "required": [field]}, "then": then}


def _without(*keys: str) -> Form:
    return {"properties": dict.fromkeys(keys, False)}


_TRAITS = sorted({it.alias or name for name, it in Traits.model_fields.items()})
_REASON = _where("value", {"enum": [*WITHOUT_FIGURE]}, _needs("state-without-reason", "note"))
_TOTAL = {"properties": {"total": ref("value")}}
_PART = "figure-incomplete"
_SUM = with_remedy("equals-elsewhere", {"const": PublishedFigure.STATEMENT})
RULES: Mapping[str, Form] = {
    "Baseline": {**_REASON, **_TOTAL},
    "CalendarEntry": {
        "oneOf": [_needs("calendar-date", it) for it in ("date", "from", "week", "rule")],
        "dependentRequired": {"from": ["to"], "to": ["from"]},
        "properties": {"week": with_remedy("calendar-date", text(WEEKS))},
    },
    "Document": _one_of("document-without-name", "title", "number"),
    "ElementReport": _one_of(
        "report-without-words",
        *("scope", "situation", "factors", "measures_taken", "recommendation", "assessment"),
        "tables",
    ),
    "Measure": {
        **_one_of("measure-without-name", "indicator", "name", "unit"),
        "dependentSchemas": {"indicator": _without(*_TRAITS)},
    },
    "Method": _where("formula", {"const": MainFigure.MET}, _without("bands", "cap", "mean")),
    "NthWeekday": {
        "properties": {"nth": number(1, 5), "month": with_remedy("bad-weekday-rule", text(MONTH))}
    },
    "Plan": {"anyOf": [{"required": ["profile"]}, {"required": ["frequency", "levels", "method"]}]},
    "Published": {
        "oneOf": [_needs("figure-or-fact", "figure"), _needs("figure-or-fact", "fact")],
        "allOf": [
            _where("figure", {"enum": sorted(OF_SOMETHING)}, _needs("figure-of-nothing", "of")),
            _where("equals", {}, {"required": ["figure"], "properties": {"figure": _SUM}}),
            *(_where("figure", {"const": it}, _needs(_PART, *own)) for it, own in NEEDED.items()),
        ],
    },
    "ResultEntry": {
        **_one_of("result-without-value", "value", "text", "note"),
        **_REASON,
        **_TOTAL,
        "dependentRequired": {"total": ["value"], "status": ["value"]},
    },
}
"""By model. ``properties`` are joined with those of its fields."""
