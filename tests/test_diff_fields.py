"""No field of the content can change unseen: every one has a home, and the home is lived in."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pytest

import generator.model as package
from generator.compute import Results
from generator.compute.rollups import Counted, Rollup, ScopeKey
from generator.load import load
from generator.model.arithmetic import Arithmetic, Interval
from generator.model.base import Model
from generator.model.catalog import Catalog, PlanFolder
from generator.model.people import InCharge
from generator.model.period import Period, Span
from generator.model.plan import CarriedOut, Node, Part
from generator.model.schemes import Coded
from generator.model.source import Cited
from generator.review.changes import ChangeKind
from generator.review.changes.traits import FIELD
from generator.review.compare import compare
from generator.review.compare.field_changes import CHANGE_OF_FIELD, WHOLE, Special
from generator.review.explain.values import FIELDS
from generator.words.labels import FIGURES
from tests.cases.runner import GOOD, lay_out
from tests.manual import BASE
from tests.siege import trees

BASES = {CarriedOut, Cited, Coded, InCharge, Node, Part}
"""What models have in common: nothing in a file is one of these alone."""


def models() -> dict[str, type[Model]]:
    """Every model of the vocabulary."""
    assert package is not None
    found: dict[str, type[Model]] = {}
    waiting = list(Model.__subclasses__())
    while waiting:
        cls = waiting.pop()
        if cls.__module__.startswith("generator.model") and cls not in BASES:
            found[cls.__name__] = cls
        waiting += cls.__subclasses__()
    return found


def test_every_field_of_every_model_has_one_home() -> None:
    listed = {cls.__name__: set(homes) for cls, homes in CHANGE_OF_FIELD.items()}
    written = {n: set(c.model_fields) for n, c in models().items() if n not in WHOLE}
    assert listed == written


def test_what_is_one_value_is_a_model_of_the_vocabulary() -> None:
    assert set(models()) >= WHOLE
    assert not WHOLE & {cls.__name__ for cls in CHANGE_OF_FIELD}


def test_every_field_of_a_folder_and_of_the_catalogue_is_compared() -> None:
    folder = {field.name for field in dataclasses.fields(PlanFolder)}
    own = {"id", "complete", "region_list"}
    lists = {"amendments", "published", "recommendations", "calendar"}
    assert folder == own | lists | {"plan", "strategies", "own_elements", "results"}
    shared = {"site", "units", "documents", "registers", "glossary", "indicators", "plans"}
    shared |= {"methods", "profiles"}
    told_by_git = {"pages", "sources"}  # texts: no figure of the portal and no commitment
    apart = told_by_git | {"region_list", "broken", "held"}
    assert {it.name for it in dataclasses.fields(Catalog)} == shared | apart


def test_every_field_has_a_name_and_a_kind_that_tells_fields() -> None:
    named = {
        name
        for homes in CHANGE_OF_FIELD.values()
        for name, home in homes.items()
        if isinstance(home, ChangeKind) or home is Special.INSIDE
    }
    by_hand = {"indicator", "baseline", "elements", "text", "correction", "site"}
    lists = {
        "units",
        "documents",
        "glossary",
        "corrections",
        "versions",
        "budget_changes",
        "agreements",
    }
    lists |= {
        "methods",
        "profiles",
        "amendments",
        "recommendations",
        "calendar",
        "published",
        "regions",
        "map",
    }
    traits = {"unit", "across", "strict", "decimals", "zero_is_target", "over_100", "direction"}
    assert named | by_hand | lists | traits <= set(FIELDS)
    figures = set(FIGURES)  # named alike in amendments, reviews and histories
    assert set(FIELDS) - (named | by_hand | lists | traits | figures) <= {"budget", "summary"}
    assert {kind.value.details for kind in named_kinds()} == {FIELD}


def named_kinds() -> set[ChangeKind]:
    return {
        home
        for homes in CHANGE_OF_FIELD.values()
        for home in homes.values()
        if isinstance(home, ChangeKind)
    }


# Another value in each field of the cases that check without a finding.


def other(value: Any) -> Any:  # noqa: C901, PLR0911  # one sort of value a case
    """A value of the same sort that is not the same."""
    match value:
        case bool():
            return not value
        case StrEnum():
            return next((item for item in type(value) if item is not value), None)
        case Decimal():
            return value + 1
        case int():
            return value + 1
        case str():
            return value + "x"
        case Period():
            return Period.parse("2031")
        case Span():
            return Span(Period.parse("2001"), Period.parse("2002"))
        case date():
            return value + timedelta(days=1)
        case Arithmetic():
            return Arithmetic("1", Fraction(1))
        case Interval():
            return Interval("(1, 2)", Fraction(1), Fraction(2), low_inside=False, high_inside=False)
        case tuple():
            return value[:-1]
        case dict():
            return dict(list(value.items())[:-1])
    raise AssertionError(value)


Where = tuple[str, str]
"""Name of a model and of a field."""


def variants(  # noqa: C901  # models, lists and mappings
    value: Any, seen: set[Where]
) -> Iterator[tuple[Where, Any]]:
    """The value with one field of one of its models changed; each field once in all."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            where = (type(value).__name__, name)
            if where not in seen and inner is not None and inner not in ((), {}):
                seen.add(where)
                if not isinstance(inner, Model) and _is_compared(type(value), name):
                    yield where, value.model_copy(update={name: other(inner)})
            for found, copy in variants(inner, seen):
                yield found, value.model_copy(update={name: copy})
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            for found, copy in variants(item, seen):
                yield found, (*value[:n], copy, *value[n + 1 :])
    elif isinstance(value, dict):
        for key, item in value.items():
            for found, copy in variants(item, seen):
                yield found, {**value, key: copy}


def _is_compared(cls: type[Model], name: str) -> bool:
    return CHANGE_OF_FIELD.get(cls, {}).get(name) is not Special.IGNORED


def changed_catalogs(  # noqa: C901  # one loop a part
    catalog: Catalog, seen: set[Where]
) -> Iterator[tuple[Where, Catalog]]:
    for where, site in variants(catalog.site, seen):
        yield where, dataclasses.replace(catalog, site=site)
    for name in catalog.registers:
        for where, entries in variants(catalog.registers[name], seen):
            registers = {**catalog.registers, name: entries}
            yield where, dataclasses.replace(catalog, registers=registers)
    for where, file in variants(catalog.region_list.file, seen):
        own = dataclasses.replace(catalog.region_list, file=file)
        yield where, dataclasses.replace(catalog, region_list=own)
    for where, terms in variants(catalog.glossary, seen):
        yield where, dataclasses.replace(catalog, glossary=terms)
    for where, sheets in variants(catalog.indicators, seen):
        yield where, dataclasses.replace(catalog, indicators=sheets)
    for name, folder in catalog.plans.items():
        for part in dataclasses.fields(PlanFolder):
            for where, value in variants(getattr(folder, part.name), seen):
                plans = {**catalog.plans, name: dataclasses.replace(folder, **{part.name: value})}
                yield where, dataclasses.replace(catalog, plans=plans)


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> list[Catalog]:
    """The content that has a value in every field, and every good case."""
    found = [load(trees.files())[0]]
    for case in GOOD:
        root = lay_out(case, tmp_path_factory.mktemp("caso") / "p") / "content"
        files = {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*.yml")
            if path.is_file()
        }
        found.append(load(files)[0])
    return [*found, load({path: text.encode() for path, text in BASE.items()})[0]]


def test_another_value_in_any_field_is_a_change(catalogs: list[Catalog]) -> None:
    seen: set[Where] = set()
    silent: list[Where] = []
    for catalog in catalogs:
        for where, changed in changed_catalogs(catalog, seen):
            if not compare(catalog, changed).changes:
                silent.append(where)
    assert silent == []
    apart = {
        (cls.__name__, name)
        for cls, homes in CHANGE_OF_FIELD.items()
        for name, home in homes.items()
        if isinstance(home, Special)
    }
    assert sorted(apart - seen) == UNSEEN
    assert len(seen) > 200


UNSEEN: list[Where] = []
"""Fields with a rule of their own that no content of ours has."""


def test_the_same_content_has_no_changes(catalogs: list[Catalog]) -> None:
    for catalog in catalogs:
        assert compare(catalog, dataclasses.replace(catalog)).changes == []


def test_the_models_are_all_known_to_the_walk() -> None:
    assert all(inspect.isclass(cls) for cls in models().values())
    assert len(models()) > 35


def test_the_means_of_the_diff_are_those_of_the_pages(results: Results) -> None:
    for plan in results.plans.values():
        for period, scoped in plan.scoped.items():
            rows: dict[ScopeKey, list[Counted]] = {}
            for row in plan.counted[period]:
                for scope in row.scopes:
                    if row.level is scoped[scope].level:
                        rows.setdefault(scope, []).append(row)
            assert {scope: Rollup.of(found) for scope, found in rows.items()} == scoped
