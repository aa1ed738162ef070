"""The simple values of the vocabulary: what is taken, what is refused, and with which remedy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from generator.model.combine import accumulate, combine, mean
from generator.model.indicator import Across, OverTime
from generator.model.method import Band, Bands
from generator.model.period import Period, Span
from generator.model.period_field import read_period, read_year, suggest_period
from generator.model.quantities import read_quantity, read_value, read_whole
from generator.model.scalars import (
    Milestone,
    Plain,
    State,
    is_code,
    is_id,
    plain_scalar,
    read_code,
    read_date,
    read_flag,
    read_id,
    read_text,
    read_url,
    slug,
)


def refusal(read: Callable[[Any], object], value: object) -> tuple[str, str | None]:
    """Code and suggestion with which ``read`` refuses ``value``."""
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    return caught.value.type, (caught.value.context or {}).get("suggestion")


def written(text: str) -> str | Plain:
    """An unquoted value as the loader hands it over."""
    return plain_scalar(text)


# periods


@pytest.mark.parametrize(
    ("text", "granularity", "first", "last"),
    [
        ("2024", "year", "2024-01-01", "2024-12-31"),
        ("1900", "year", "1900-01-01", "1900-12-31"),
        ("2199", "year", "2199-01-01", "2199-12-31"),
        ("2024-S1", "semester", "2024-01-01", "2024-06-30"),
        ("2024-S2", "semester", "2024-07-01", "2024-12-31"),
        ("2024-T1", "quarter", "2024-01-01", "2024-03-31"),
        ("2024-T2", "quarter", "2024-04-01", "2024-06-30"),
        ("2024-T3", "quarter", "2024-07-01", "2024-09-30"),
        ("2024-T4", "quarter", "2024-10-01", "2024-12-31"),
        ("2024-B1", "bimester", "2024-01-01", "2024-02-29"),
        ("2023-B1", "bimester", "2023-01-01", "2023-02-28"),
        ("2024-B6", "bimester", "2024-11-01", "2024-12-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("1900-02", "month", "1900-02-01", "1900-02-28"),
        ("2024-12", "month", "2024-12-01", "2024-12-31"),
        ("2024-W16", "week", "2024-04-15", "2024-04-21"),
        ("2025-W01", "week", "2024-12-30", "2025-01-05"),
        ("2020-W53", "week", "2020-12-28", "2021-01-03"),
        ("2025-04-s1", "month-week", "2025-04-01", "2025-04-07"),
        ("2025-04-s4", "month-week", "2025-04-22", "2025-04-28"),
        ("2025-04-s5", "month-week", "2025-04-29", "2025-04-30"),
        ("2024-02-s5", "month-week", "2024-02-29", "2024-02-29"),
        ("2024-02-29", "day", "2024-02-29", "2024-02-29"),
    ],
)
def test_a_period_has_its_first_and_its_last_day(
    text: str, granularity: str, first: str, last: str
) -> None:
    period = Period.parse(text)
    assert (period.granularity, str(period.start), str(period.end)) == (granularity, first, last)
    assert str(period) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "1899",
        "2200",
        "20244",
        "2024-",
        "2024-T0",
        "2024-T5",
        "2024-S3",
        "2024-B7",
        "2024-00",
        "2024-13",
        "2024-3",
        "2024-Q1",
        "2024-t1",
        "2024-W00",
        "2024-W54",
        "2023-W53",
        "2024-03-s0",
        "2024-03-s6",
        "2023-02-s5",
        "2024-13-s1",
        " 2024",
        "2024\n",
        "２０２４",
        "2024-T1, 2024-T2",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    assert refusal(read_period, text)[0] == "bad-period"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024-Q1", "2024-T1"),
        ("2024-t3", "2024-T3"),
        ("2024T2", "2024-T2"),
        ("T4-2024", "2024-T4"),
        ("Q1 2024", "2024-T1"),
        ("I-2024", "2024-T1"),
        ("IV-2024", "2024-T4"),
        ("2024-III", "2024-T3"),
        ("2024 II Trimestre", "2024-T2"),
        ("III Trim. 2024", "2024-T3"),
        ("2024-H2", "2024-S2"),
        ("2024 S1", "2024-S1"),
        ("2024b6", "2024-B6"),
        ("2024-W7", "2024-W07"),
        ("2024/03", "2024-03"),
        ("2024-3", "2024-03"),
        ("03/2024", "2024-03"),
        ("3-2024", "2024-03"),
        ("15/03/2024", "2024-03-15"),
        ("2024-T5", None),
        ("2024-13", None),
        ("2024-W54", None),
        ("marzo", None),
        ("1803", None),
    ],
)
def test_the_period_that_was_meant_is_suggested(text: str, meant: str | None) -> None:
    assert suggest_period(text) == meant


@given(st.text(alphabet="0123456789QqTtSsBbWwHhIV-_/. ", max_size=12))
def test_a_suggested_period_is_always_a_period(text: str) -> None:
    meant = suggest_period(text)
    assert meant is None or Period.parse(meant).text == meant


@pytest.mark.parametrize("year", [1900, 2000, 2023, 2024, 2100])
@pytest.mark.parametrize(
    "parts",
    [
        ["S1", "S2"],
        ["T1", "T2", "T3", "T4"],
        [f"B{n}" for n in range(1, 7)],
        [f"{n:02}" for n in range(1, 13)],
    ],
    ids=["semesters", "quarters", "bimesters", "months"],
)
def test_the_parts_of_a_year_follow_each_other_without_gap(year: int, parts: list[str]) -> None:
    whole = Period.parse(str(year))
    periods = [Period.parse(f"{year}-{part}") for part in parts]
    assert periods[0].start == whole.start
    assert periods[-1].end == whole.end
    for before, after in pairwise(periods):
        assert after.start - before.end == timedelta(days=1)
    assert all(period.within(whole) and period.year == year for period in periods)


def test_periods_sort_by_time_and_the_longer_first() -> None:
    texts = ["2024-T2", "2024-01", "2023-12", "2024", "2024-S1", "2024-W01", "2024-T1", "2024-B1"]
    order = [period.text for period in sorted(Period.parse(text) for text in texts)]
    assert order == [
        "2023-12",
        "2024",
        "2024-S1",
        "2024-T1",
        "2024-B1",
        "2024-01",
        "2024-W01",
        "2024-T2",
    ]


def test_a_span_knows_its_days() -> None:
    span = Span(Period.parse("2017"), Period.parse("2020"))
    assert (str(span.start), str(span.end), str(span)) == ("2017-01-01", "2020-12-31", "2017-2020")
    assert str(Span(Period.parse("2024"), Period.parse("2024"))) == "2024"
    assert Period.parse("2020-12").within(span)
    assert not Period.parse("2025-W01").within(Span(Period.parse("2025"), Period.parse("2025")))


@pytest.mark.parametrize("value", ["24", "2024-T1", "dos mil", "", "2300"])
def test_a_budget_year_is_four_digits(value: str) -> None:
    assert refusal(read_year, value)[0] == "bad-year"
    assert read_year(Plain("2024", "number")) == 2024


# unquoted text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "null"),
        ("~", "null"),
        ("null", "null"),
        ("NULL", "null"),
        ("no", "bool"),
        ("No", "bool"),
        ("YES", "bool"),
        ("on", "bool"),
        ("off", "bool"),
        ("true", "bool"),
        ("n", "bool"),
        ("y", "bool"),
        ("1409", "number"),
        ("-22", "number"),
        ("+5", "number"),
        ("573853.00", "number"),
        ("1.10", "number"),
        ("0067", "number"),
        ("010", "number"),
        ("1e3", "number"),
        ("1E+30", "number"),
        ("1_000", "number"),
        ("0x1F", "number"),
        ("0o17", "number"),
        ("0b11", "number"),
        ("12:30", "number"),
        (".5", "number"),
        (".inf", "number"),
        ("-.INF", "number"),
        (".NaN", "number"),
        ("2024-03-01", "date"),
        ("2024-3-1", "date"),
        ("2024-03-01 10:00:00", "date"),
        ("2024-03-01T10:00:00Z", "date"),
    ],
)
def test_unquoted_text_that_yaml_would_change_is_marked(text: str, kind: str) -> None:
    assert plain_scalar(text) == Plain(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "si",
        "nota",
        "north",
        "1.1.1",
        "AOI00015400054",
        "1,409",
        "98,5",
        "12%",
        "2024-T1",
        "2024-03",
        "1 234",
        "-",
        "1e",
        "e3",
        "nulo",
        "yes, please",
        "0067-A",
        "٣",
    ],
)
def test_other_unquoted_text_stays_text(text: str) -> None:
    assert plain_scalar(text) == text


@given(st.text(max_size=8))
def test_no_unquoted_text_ever_changes_a_character(text: str) -> None:
    assert str(plain_scalar(text)) == text


# numbers


@pytest.mark.parametrize(
    "text", ["0", "7", "1409", "-22", "573853.00", "0.10", "98.5", "-0.125", "1234567890.12"]
)
def test_a_number_keeps_every_digit_written(text: str) -> None:
    assert str(read_quantity(written(text))) == text


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**15 - 1
    )
)
def test_any_plain_decimal_is_read_exactly(number: Decimal) -> None:
    text = f"{number:f}"
    if text.startswith("-") and not number:
        text = text[1:]
    assert read_quantity(written(text)) == number


@pytest.mark.parametrize(
    ("value", "code", "suggestion"),
    [
        ("98,5", "decimal-comma", "98.5"),
        ("-98,55", "decimal-comma", "-98.55"),
        ("1,409", "thousands-separator", "1409"),
        ("1 409", "thousands-separator", "1409"),
        ("1\u00a0409", "thousands-separator", "1409"),
        ("1\u202f409", "thousands-separator", "1409"),
        ("1'409'000", "thousands-separator", "1409000"),
        ("1 234,5", "thousands-separator", "1234.5"),
        ("1,234.5", "thousands-separator", "1234.5"),
        ("1.234,56", "thousands-separator", "1234.56"),
        ("1.234.567,80", "thousands-separator", "1234567.80"),
        ("1.234.567", "thousands-separator", "1234567"),
        ("-1,234,567.89", "thousands-separator", "-1234567.89"),
        ("98.5%", "percent-sign", "98.5"),
        ("98,5 %", "percent-sign", "98.5"),
        ("100%", "percent-sign", "100"),
        ("S/ 1,200.50", "currency-sign", "1200.50"),
        ("S/. 1 200", "currency-sign", "1200"),
        ("S/1200", "currency-sign", "1200"),
        ("US$ 5", "currency-sign", "5"),
        ("$1.200,50", "currency-sign", "1200.50"),
        ("€ 12", "currency-sign", "12"),
        ("$1.2M", "currency-sign", "1200000"),
        ("US$ 350k", "currency-sign", "350000"),
        ("#REF!", "spreadsheet-error", None),
        ("#N/A", "spreadsheet-error", None),
        ("#¡DIV/0!", "spreadsheet-error", None),
        ("120", "quoted-number", None),
        ("-1.5", "quoted-number", None),
        ("doce", "not-a-number", None),
        ("1.2.3", "not-a-number", None),
        ("12 34", "not-a-number", None),
        ("1/2", "not-a-number", None),
        ("١٢", "not-a-number", None),
        ("1" + "\n" + "2%", "percent-sign", "12"),
        (Plain("0067", "number"), "leading-zero", "67"),
        (Plain("-01.5", "number"), "leading-zero", "-1.5"),
        (Plain("1e3", "number"), "exponent", "1000"),
        (Plain("1.5e-3", "number"), "exponent", "0.0015"),
        (Plain("1e999", "number"), "number-out-of-range", None),
        (Plain("1e-99999999", "number"), "number-out-of-range", None),
        (Plain("+22", "number"), "plus-sign", "22"),
        (Plain("0x1F", "number"), "not-a-number", None),
        (Plain("1_000", "number"), "not-a-number", None),
        (Plain(".inf", "number"), "not-a-number", None),
        (Plain("12:30", "number"), "not-a-number", None),
        (Plain(".5", "number"), "not-a-number", None),
        (Plain("5.", "number"), "not-a-number", None),
        (Plain("no", "bool"), "not-a-number", None),
        (Plain("2024-03-01", "date"), "not-a-number", None),
        (Plain("", "null"), "empty-value", None),
        (Plain("~", "null"), "empty-value", None),
        (Plain("#VALUE!", "spreadsheet"), "spreadsheet-error", None),
        (None, "not-a-number", None),
        (True, "not-a-number", None),
        ([1], "number-expected", None),
        ({}, "number-expected", None),
    ],
)
def test_a_number_written_otherwise_gets_the_right_form(
    value: object, code: str, suggestion: str | None
) -> None:
    assert refusal(read_quantity, value) == (code, suggestion)


@given(st.text(alphabet="0123456789.,' %-+eE#S/$x_:", max_size=14))
def test_whatever_stands_for_a_number_is_read_as_written_or_refused(text: str) -> None:
    try:
        number = read_quantity(written(text))
    except PydanticCustomError:
        return
    assert str(number) == text


@pytest.mark.parametrize("text", ["-1", "1.5"])
def test_a_whole_number_is_zero_or_more(text: str) -> None:
    assert refusal(read_whole, written(text))[0] == "whole-number-expected"
    assert read_whole(written("30")) == 30


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Plain("0", "number"), Decimal(0)),
        ("not-programmed", State.NOT_PROGRAMMED),
        ("not-applicable", State.NOT_APPLICABLE),
        ("done", Milestone.DONE),
        ("not-done", Milestone.NOT_DONE),
    ],
)
def test_a_value_is_a_number_a_state_or_a_milestone(value: object, expected: object) -> None:
    assert read_value(value) == expected
    assert type(read_value(value)) is type(expected)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("not-reported", "state-never-written"),
        ("not programmed", "unknown-state"),
        ("Done", "unknown-state"),
        ("n/a", "unknown-state"),
        ("¿?", "not-a-number"),
        ("-", "dash-as-value"),
        (" – ", "dash-as-value"),
        ("—", "dash-as-value"),
        ("1,409", "thousands-separator"),
        ("S/ 12", "currency-sign"),
        (Plain("", "null"), "empty-value"),
        (Plain("no", "bool"), "unknown-state"),
        (["done"], "number-expected"),
    ],
)
def test_a_value_that_is_neither_is_refused(value: object, code: str) -> None:
    assert refusal(read_value, value)[0] == code


# texts and names


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nota de prensa", "Nota de prensa"),
        ("  dos   espacios \n y una línea\t", "dos espacios y una línea"),
        ("no", "no"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("co\u00adordinación", "co\u00adordinación"),
        ("agua 💧 segura", "agua 💧 segura"),
    ],
)
def test_a_text_is_one_paragraph_with_its_white_space_folded(text: str, folded: str) -> None:
    assert read_text(text) == folded


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "empty-value"),
        ("  \n ", "empty-value"),
        ("uno\n\ndos", "several-paragraphs"),
        ("uno\n \t\ndos", "several-paragraphs"),
        ("a\u200bb", "hidden-character"),
        ("a\u202eb", "hidden-character"),
        ("a\ufeffb", "hidden-character"),
        ("a\x00b", "hidden-character"),
        ("a\u2028b", "hidden-character"),
        ("a\ue000b", "hidden-character"),
        (Plain("no", "bool"), "unquoted-text"),
        (Plain("1.10", "number"), "unquoted-text"),
        (Plain("2024-03-01", "date"), "unquoted-text"),
        (Plain("", "null"), "empty-value"),
        (Plain("#REF!", "spreadsheet"), "spreadsheet-error"),
        (["texto"], "text-expected"),
        ({"texto": 1}, "text-expected"),
        (None, "text-expected"),
        (5, "text-expected"),
    ],
)
def test_what_is_not_a_text_is_refused(value: object, code: str) -> None:
    assert refusal(read_text, value)[0] == code


@pytest.mark.parametrize(
    "code", ["1.1", "1.10", "0067", "AEI.02.01", "AOI00015400054", "R-1", "a_b", "2.1-b", "9" * 80]
)
def test_a_code_keeps_its_zeros_and_its_letters(code: str) -> None:
    assert read_code(code) == code


@pytest.mark.parametrize(
    "code",
    [
        "1..2",
        ".1",
        "1.",
        "1/2",
        "../x",
        "a b",
        "acción",
        "CON",
        "nul.txt",
        "COM1",
        "a\\b",
        "😀",
        "9" * 81,
    ],
)
def test_a_code_that_cannot_be_an_address_is_refused(code: str) -> None:
    assert refusal(read_code, code)[0] == "bad-code"
    assert not is_code(code)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Notas de Prensa", "notas-de-prensa"),
        ("acción-1", "accion-1"),
        ("año_2024", "ano-2024"),
        ("../../etc/passwd", "etc-passwd"),
        ("a--b", "a-b"),
        ("-a", "a"),
        ("日本", "mi-nombre"),
        ("😀", "mi-nombre"),
        ("x" * 90, "x" * 80),
    ],
)
def test_an_id_that_cannot_name_a_file_gets_one_that_can(text: str, suggestion: str) -> None:
    assert refusal(read_id, text) == ("bad-id", suggestion)
    assert is_id(suggestion)


@given(st.text(max_size=30))
def test_a_slug_is_empty_or_made_of_the_signs_of_an_id(text: str) -> None:
    found = slug(text)
    assert not found or read_code(f"x{found}") == f"x{found}"


@pytest.mark.parametrize("text", ["con", "aux", "com1", "lpt9", "A", "a_b", "a.b", ""])
def test_names_that_a_system_reserves_are_no_ids(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize(
    "text", ["https://www.gob.pe/mtpe", "http://x.pe/a?b=1#c", "https://xn--o.pe:8080/"]
)
def test_a_web_address_is_taken_whole(text: str) -> None:
    assert read_url(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "www.gob.pe",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//gob.pe/x",
        "https://",
        "https:///x",
        'https://x.pe/"><script>',
        "https://x.pe/a b",
        "mailto:a@b.pe",
    ],
)
def test_an_address_that_a_browser_should_not_follow_is_refused(text: str) -> None:
    assert refusal(read_url, text)[0] == "bad-url"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Plain("2024-02-30", "date"), "no-such-date"),
        (Plain("2024-3-1", "date"), "bad-date"),
        (Plain("2024-03-01 10:00", "date"), "bad-date"),
        ("31/12/2024", "bad-date"),
        ("2024-12", "bad-date"),
        ("0000-01-01", "no-such-date"),
        ("２０２４-01-01", "bad-date"),
    ],
)
def test_a_date_is_year_month_day_and_exists(value: object, code: str) -> None:
    assert refusal(read_date, value)[0] == code
    assert read_date(Plain("2024-12-31", "date")) == date(2024, 12, 31)


@pytest.mark.parametrize("text", ["yes", "no", "True", "on", "sí", "1"])
def test_a_flag_is_true_or_false_and_nothing_else(text: str) -> None:
    assert refusal(read_flag, written(text))[0] == "flag-expected"
    assert refusal(read_flag, "true")[0] == "flag-expected"
    assert read_flag(written("true")) is True
    assert read_flag(written("false")) is False


# bands and combination


@pytest.mark.parametrize(
    ("attainment", "band"),
    [
        ("0", Band.LOW),
        ("74.999", Band.LOW),
        ("75", Band.MEDIUM),
        ("94.999999999999", Band.MEDIUM),
        ("95", Band.HIGH),
        ("350", Band.HIGH),
    ],
)
def test_bands_are_closed_below_and_open_above(attainment: str, band: Band) -> None:
    bands = Bands(medium=Decimal(75), high=Decimal(95))
    assert bands.of(Decimal(attainment)) is band


@pytest.mark.parametrize(("medium", "high"), [(95, 75), (75, 75), (0, 50), (-5, 50)])
def test_bands_grow(medium: int, high: int) -> None:
    with pytest.raises(ValidationError, match="bands-order"):
        Bands(medium=Decimal(medium), high=Decimal(high))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (OverTime.SUM, Decimal(60)),
        (OverTime.LAST, Decimal(20)),
        (OverTime.MAX, Decimal(30)),
        (OverTime.MEAN, Decimal(20)),
    ],
)
def test_periods_accumulate_by_the_rule_and_states_do_not_count(
    rule: OverTime, expected: Decimal
) -> None:
    values: list[Decimal | State | Milestone | None] = [
        Decimal(10),
        State.NOT_PROGRAMMED,
        Decimal(30),
        None,
        Decimal(20),
    ]
    assert accumulate(values, rule) == expected


@pytest.mark.parametrize("rule", list(OverTime))
def test_nothing_to_count_is_no_value_and_never_zero(rule: OverTime) -> None:
    assert accumulate([], rule) is None
    assert accumulate([None, State.NOT_APPLICABLE], rule) is None
    assert mean([]) is None


def test_a_milestone_is_done_once_it_is_done_in_any_period() -> None:
    done, open_ = Milestone.DONE, Milestone.NOT_DONE
    assert accumulate([open_, done, open_], OverTime.LAST) is done
    assert accumulate([open_, open_], OverTime.SUM) is open_


def test_members_combine_as_the_indicator_says() -> None:
    members = {"mujeres": Decimal(1), "hombres": Decimal(2), "total": State.NOT_APPLICABLE}
    assert combine(members, Across.SUM) == 3
    assert combine(members, Across.MEAN) == Decimal("1.5")
    assert combine(members, Across.NONE) is None
    assert combine({"mujeres": State.NOT_PROGRAMMED}, Across.SUM) is None
    assert combine(Decimal(7), Across.NONE) == 7


def test_sums_of_decimals_are_exact() -> None:
    assert accumulate([Decimal("0.1")] * 3, OverTime.SUM) == Decimal("0.3")
