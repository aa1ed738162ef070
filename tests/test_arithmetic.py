"""Arithmetic and ranges that an editor writes beside a published figure."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load import load
from generator.model.arithmetic import evaluate
from generator.model.published import Published
from tests.helpers import codes, content

FILE = "plans/plan-2024/published.yml"


def published(line: str) -> Published:
    """The only entry of ``published.yml``."""
    catalog, problems = load(content(**{FILE: f"- {line}\n"}))
    assert not problems, problems
    (entry,) = catalog.plans["plan-2024"].published
    return entry


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12 + 30", Fraction(42)),
        ("43 / 49 * 100", Fraction(4300, 49)),
        ("(60 + 45 + 30) / 3", Fraction(45)),
        ("148633717.00 - 145532510.00", Fraction(3101207)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("2 + 3 * 4", Fraction(14)),
        ("10 - 3 - 2", Fraction(5)),
        ("-22 + 50", Fraction(28)),
        ("007 + 010.50", Fraction(35, 2)),
        ("1.05 * 100.0", Fraction(105)),
        ("260", Fraction(260)),
        ("12345678901234567.89 + 0", Fraction("12345678901234567.89")),
    ],
)
def test_a_sum_is_exact_and_follows_the_usual_order(written: str, value: Fraction) -> None:
    entry = published(f"{{figure: statement, value: 1, equals: {written}}}")
    assert entry.equals is not None
    assert entry.equals.value == value
    assert str(entry.equals) == written


@pytest.mark.parametrize(
    "written",
    ["12 x 30", "2 ** 9", "9 // 2", "1e5", "1_000", "12,5 + 1", "1 / 0", "(1 + 2", "", "()", "1 2"],
)
def test_what_is_no_arithmetic_is_refused(written: str) -> None:
    files = content(**{FILE: f'- {{figure: statement, value: 1, equals: "{written}"}}\n'})
    assert codes(files) <= {"bad-arithmetic", "empty-value", "division-by-zero"}
    assert codes(files)


_NUMBERS = st.decimals(0, 10_000, places=2, allow_nan=False, allow_infinity=False)


@given(st.lists(_NUMBERS, min_size=1, max_size=30))
def test_a_sum_of_any_numbers_is_their_sum(numbers: list[object]) -> None:
    assert evaluate(" + ".join(str(n) for n in numbers)) == sum(
        (Fraction(str(n)) for n in numbers), Fraction(0)
    )


@given(st.text("0123456789.+-*/() ", max_size=60))
def test_any_mixture_of_signs_is_a_value_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError, ZeroDivisionError):
        assert isinstance(evaluate(text), Fraction)


def test_a_sum_of_all_activities_of_a_plan_is_no_trouble() -> None:
    assert evaluate("1" + " + 1" * 899) == 900


def test_what_is_longer_or_deeper_than_any_document_is_refused() -> None:
    for text in ("1" + " + 1" * 5_000, "(" * 900 + "1" + ")" * 900):
        with pytest.raises(ValueError, match=r"^[1(]"):
            evaluate(text)


@pytest.mark.parametrize(
    ("written", "inside", "outside"),
    [
        ("[0, 75)", ["0", "74.999"], ["75", "-1"]),
        ("[75, 95)", ["75", "94.99"], ["95", "74.99"]),
        ("[95, inf)", ["95", "670"], ["94.99"]),
        ("(-inf, 0]", ["0", "-22"], ["0.01"]),
        ("(30, 95]", ["30.1", "95"], ["30"]),
    ],
)
def test_a_range_has_its_bounds_in_or_out(
    written: str, inside: list[str], outside: list[str]
) -> None:
    entry = published(
        f'{{figure: count, of: plan, level: measure, range: "{written}", period: 2024, value: 1}}'
    )
    assert entry.range is not None
    assert all(Fraction(value) in entry.range for value in inside)
    assert not any(Fraction(value) in entry.range for value in outside)


def test_published_figures_may_stand_in_several_files() -> None:
    one = "- {figure: statement, value: 1, equals: 1}\n"
    two = "- {fact: fecha-de-corte, value: 2024-12-31}\n- {fact: fecha-de-corte, value: hoy}\n"
    files = {
        FILE: one,
        "plans/plan-2024/published/cuadro-2.yml": two,
        "plans/plan-2024/published/cuadro-1.yml": one,
    }
    catalog, problems = load(content(**files))
    assert not problems
    entries = catalog.plans["plan-2024"].published
    assert [str(entry.figure or entry.fact) for entry in entries] == [
        "statement",
        "statement",
        "fecha-de-corte",
        "fecha-de-corte",
    ]
