"""Numbers of workbooks: what is held, what is shown, what a text says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.workbook.numbers import (
    decimals_shown,
    displayed,
    has_date,
    has_percent,
    has_time,
    number_in_text,
    percent_in_text,
    to_date,
    to_decimal,
    to_time,
)


@given(st.floats(-1e307, 1e307))
def test_a_number_is_the_shortest_decimal_that_equals_it_to_15_digits(number: float) -> None:
    found = to_decimal(repr(number))
    assert found is not None
    if number.is_integer() and abs(number) <= 2**53:
        assert found == int(number)  # exact in a workbook, of up to 16 digits
        return
    assert len(found.normalize().as_tuple().digits) <= 15
    assert f"{float(found):.15g}" == f"{number:.15g}"


@given(st.decimals(-(10**9), 10**9, places=4))
def test_what_people_type_comes_back(typed: Decimal) -> None:
    assert to_decimal(repr(float(typed))) == typed
    assert to_decimal(f"{float(typed):.17g}") == typed


def test_numbers_as_workbooks_write_them() -> None:
    said = {
        "0.30000000000000004": "0.3",
        "30.0": "30",
        "1E3": "1000",
        "9007199254740991": "9007199254740991",
        "12345678901234567890": "12345678901234600000",
        "-0": "0",
        "1e-7": "1E-7",
    }
    assert {text: str(to_decimal(text)) for text in said} == said
    assert [to_decimal(text) for text in ("", "x", "NaN", "inf", "1e999999999")] == [None] * 5


@pytest.mark.parametrize(
    ("form", "percent", "places"),
    [
        ("General", False, None),
        ("0", False, 0),
        ("#,##0.00", False, 2),
        ("0%", True, 0),
        ("0.0 %", True, 1),
        ('0.00" de 100%"', False, 2),
        ('_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-', False, 2),
        ("[$S/-280A] #,##0.0", False, 1),
        ("[>100]0;0.00", False, None),
        ("0.0#", False, None),
        ("#,##0,", False, None),
        ("# ?/?", False, None),
        ("0.00E+00", False, None),
    ],
)
def test_formats_that_are_known_for_sure(form: str, percent: bool, places: int | None) -> None:
    assert (has_percent(form), decimals_shown(form)) == (percent, places)


def test_what_a_cell_shows_where_it_hides_digits() -> None:
    assert displayed(Decimal("0.8512"), "0%") == Decimal("0.85")
    assert displayed(Decimal("0.85"), "0%") is None
    assert displayed(Decimal("12.345"), "0.00") == Decimal("12.35")
    assert displayed(Decimal("-12.345"), "0.00;-0.0") == Decimal("-12.3")
    assert displayed(Decimal("12.345"), "General") is None
    assert displayed(Decimal(1_000_000), "0.00") is None


def test_days() -> None:
    assert [form for form in ("d-mmm", "mmm-yy", "yyyy", "mmmm") if not has_date(form)] == []
    numbers = ("General", "0", "h:mm", "mm:ss", "[h]:mm", '0 "días"', "@", "#,##0")
    assert [form for form in numbers if has_date(form)] == []
    times = ("h:mm", "mm:ss", "[h]:mm:ss", "h:mm AM/PM", "mm:ss.0", "h")
    assert [form for form in times if not has_time(form)] == []
    assert [form for form in (*numbers[:2], "d-mmm h:mm", "mmm", "@") if has_time(form)] == []
    assert [to_time(Decimal(it), "h:mm") for it in ("0.0625", "1.5", "0.00001")] == [
        *("1:30", "12:00", "0:00:01"),
    ]
    assert to_time(Decimal("1.5"), "[h]:mm") == "36:00"
    assert to_date(Decimal(45323)) == date(2024, 2, 1)
    assert to_date(Decimal(43861), from_1904=True) == date(2024, 2, 1)
    assert [to_date(Decimal(n)) for n in (1, 59, 61)] == [
        date(1900, 1, 1),
        date(1900, 2, 28),
        date(1900, 3, 1),
    ]
    assert to_date(Decimal(2958465)) == date(9999, 12, 31)
    assert [to_date(Decimal(n)) for n in ("0.5", "-3", 2958466, "1E+30")] == [None] * 4


def test_numbers_in_texts() -> None:
    """By the decimal comma, by the point, and where nobody said which it is."""
    said = {
        "30": ("30", "30", "30"),
        "1.234": ("1234", "1.234", None),
        "12,345": ("12.345", "12345", None),
        "1,5": ("1.5", None, "1.5"),
        "1.234.567": ("1234567", None, "1234567"),
        "1.234,50": ("1234.5", None, "1234.5"),
        "1 234,5": ("1234.5", None, "1234.5"),
        "-3": ("-3", "-3", "-3"),
        "1.23.456": (None, None, None),
        "30 talleres": (None, None, None),
        "85 %": (None, None, None),
        "٣": (None, None, None),
        "": (None, None, None),
    }
    read = {text: tuple(number_in_text(text, mark) for mark in (",", ".", "")) for text in said}
    assert {text: tuple(n and str(n) for n in found) for text, found in read.items()} == said
    assert percent_in_text("85,5 %") == Decimal("85.5")
    assert percent_in_text("85") is None
