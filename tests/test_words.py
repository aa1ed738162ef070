"""Words, numbers, money, dates and periods as a reader of the portal sees them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from generator.build import Project, examine
from generator.compute.attainment import Status
from generator.model.indicator import Across, OverTime
from generator.model.period import Days, Period
from generator.problems import Percent, msg, plural
from generator.reconcile.contrast import contrast
from generator.render import render
from generator.render.inline import inline
from generator.review.diff import diff
from generator.review.explain import FORMATS
from generator.words.extract import extract
from generator.words.formatter import NBSP, Formatter
from generator.words.problems import as_text
from generator.words.text import shortened
from tests.helpers import MINIMAL, PLAN, content, lay, results_of, sheet, strategy, with_lines
from tests.proposal import side

PERU = Formatter("es", "PE")
SPAIN = Formatter("es", "ES")
ENGLISH = Formatter("en", "PE")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("0", "0"),
        ("834", "834"),
        ("1409", "1,409"),
        ("1409.50", "1,409.50"),
        ("12345678.9", "12,345,678.9"),
        ("-22", "\u221222"),
        ("-1409.5", "\u22121,409.5"),
        ("98.5", "98.5"),
    ],
)
def test_a_number_has_the_digits_it_was_written_with(written: str, printed: str) -> None:
    assert PERU.number(Decimal(written)) == printed


def test_every_country_has_its_marks() -> None:
    number = Decimal("12345.6")
    assert PERU.number(number) == ENGLISH.number(number) == "12,345.6"
    assert SPAIN.number(number) == Formatter("es").number(number) == "12.345,6"


@pytest.mark.parametrize(
    ("written", "decimals", "printed"),
    [
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("-2.5", 0, "\u22123"),
        ("2.25", 1, "2.3"),
        ("7", 2, "7.00"),
    ],
)
def test_a_number_is_rounded_half_up(written: str, decimals: int, printed: str) -> None:
    assert PERU.number(Decimal(written), decimals) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("59.190986", "59.2"),
        ("100", "100.0"),
        ("99.97", "99.97"),
        ("0.04", "0.04"),
        ("0", "0.0"),
        ("-220", "\u2212220.0"),
        ("1234.5", "1,234.5"),
    ],
)
def test_a_percentage_keeps_its_sign_on_the_same_line(value: str, printed: str) -> None:
    assert PERU.percent(Decimal(value)) == f"{printed}{NBSP}%"


def test_a_percentage_may_have_more_decimals() -> None:
    banded = Formatter("es", "PE", (Decimal(75), Decimal(95)))
    assert banded.percent(Decimal("74.999")) == f"74.999{NBSP}%"
    assert banded.percent(Decimal("94.96")) == f"94.96{NBSP}%"
    assert banded.percent(Decimal("75.01")) == f"75.01{NBSP}%"
    assert banded.percent(Decimal(95)) == f"95.0{NBSP}%"
    assert PERU.percent(Decimal("59.190986"), 2) == f"59.19{NBSP}%"


@pytest.mark.parametrize(
    ("amount", "currency", "printed"),
    [
        ("1579853.00", "PEN", f"S/{NBSP}1,579,853"),
        ("1579853.5", "PEN", f"S/{NBSP}1,579,853.50"),
        ("0.10", "PEN", f"S/{NBSP}0.10"),
        ("-5", "PEN", f"S/{NBSP}\u22125"),
        ("12000", "USD", f"US${NBSP}12,000"),
        ("12000", "EUR", f"€{NBSP}12,000"),
        ("12000", "BOB", f"BOB{NBSP}12,000"),
        ("12000", None, "12,000"),
    ],
)
def test_money_shows_cents_where_there_are_any(
    amount: str, currency: str | None, printed: str
) -> None:
    assert PERU.money(Decimal(amount), currency) == printed


@pytest.mark.parametrize(("amount", "printed"), [("12000", "$12,000"), ("-5.5", "\u2212$5.50")])
def test_a_dollar_at_home_is_written_as_people_do(amount: str, printed: str) -> None:
    assert Formatter("en", "US").money(Decimal(amount), "USD") == printed
    assert Formatter("en", "EC").money(Decimal(amount), "USD") != printed


def test_a_date() -> None:
    day = date(2024, 3, 1)
    assert PERU.date(day) == "1 de marzo de 2024"
    assert ENGLISH.date(day) == "1 March 2024"


def test_a_weekday() -> None:
    assert PERU.weekday(date(2024, 1, 4)) == "jueves 4"


def test_a_month() -> None:
    assert [PERU.month(number) for number in (1, 9)] == ["enero", "setiembre"]
    assert ENGLISH.month(9) == "September"


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2024", "2024"),
        ("2024-S1", "H1 2024"),
        ("2024-S2", "H2 2024"),
        ("2024-T1", "Q1 2024"),
        ("2024-T4", "Q4 2024"),
        ("2024-B6", "Nov–Dec 2024"),
        ("2024-03", "March 2024"),
        ("2024-W06", "week 6 of 2024"),
        ("2024-04-s3", "week 3 of April 2024"),
    ],
)
def test_a_period_in_words(period: str, words: str) -> None:
    assert ENGLISH.period(Period.parse(period)) == words


@pytest.mark.parametrize(("count", "words"), [(1, "1 date"), (0, "0 dates"), (1409, "1,409 dates")])
def test_a_count_agrees_with_its_noun(count: int, words: str) -> None:
    assert ENGLISH.n("{n} date", "{n} dates", count) == words


class TestInline:
    """What an author may write in a text, and what is shown as text only."""

    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("Meta *anual*", "Meta <em>anual</em>"),
            ("Meta **anual**", "Meta <strong>anual</strong>"),
            ("Código `1.10`", "Código <code>1.10</code>"),
            ("[MTPE](https://gob.pe/mtpe)", '<a href="https://gob.pe/mtpe">MTPE</a>'),
            ("[a](http://gob.pe/?a=1&b=2)", '<a href="http://gob.pe/?a=1&amp;b=2">a</a>'),
            ("un \\*asterisco\\*", "un *asterisco*"),
        ],
    )
    def test_emphasis_code_and_web_links(self, text: str, html: str) -> None:
        assert inline(text) == html

    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("<b onclick=x>", "&lt;b onclick=x&gt;"),
            ("&lt;script&gt;", "&amp;lt;script&amp;gt;"),
            ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
            ('"comillas"', "&quot;comillas&quot;"),
            ("# Título", "# Título"),
            ("- entrada", "- entrada"),
            ("1. primero", "1. primero"),
            ("| a | b |", "| a | b |"),
            ("{{ config.secret }} {% include 'x' %}", "{{ config.secret }} {% include 'x' %}"),
            ("$x$ ~~no~~ ==no==", "$x$ ~~no~~ ==no=="),
            ("https://gob.pe", "https://gob.pe"),
            ("<https://gob.pe>", "&lt;https://gob.pe&gt;"),
            ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
            ("[x](JaVaScRiPt:alert(1))", "[x](JaVaScRiPt:alert(1))"),
            ("[x](&#106;avascript:alert(1))", "[x](&amp;#106;avascript:alert(1))"),
            ("[x](data:text/html,x)", "[x](data:text/html,x)"),
            ("[x](//gob.pe)", "[x](//gob.pe)"),
            ("[x](../secreto.md)", "[x](../secreto.md)"),
            ("[x][y]", "[x][y]"),
        ],
    )
    def test_everything_else_is_shown_as_it_was_written(self, text: str, html: str) -> None:
        assert inline(text) == html

    def test_an_image_is_no_image(self) -> None:
        assert "<img" not in inline("![foto](https://gob.pe/x.png)")

    def test_an_attribute_cannot_be_broken_out_of(self) -> None:
        html = inline('[x](https://gob.pe/"onmouseover="alert(1))')
        assert 'href="https://gob.pe/%22onmouseover=%22alert(1)"' in html
        titled = inline("[x](https://gob.pe '\"><script>')")
        assert "<script>" not in titled

    @pytest.mark.parametrize("nothing", [None, ""])
    def test_no_text_gives_nothing(self, nothing: str | None) -> None:
        assert inline(nothing) == ""


# One number, one way to write it.

BIG = "1234567.5"


def portal(region: str | None, total: str = BIG) -> dict[str, bytes]:
    """A target of a portal in a country; a document prints another, and so may the plan."""
    country = [f"region: {region}"] if region else []
    measure = f"{{indicator: visitas, targets: {{2024: {BIG}}}, total: {total}}}"
    printed = "- {figure: target, of: visitas, period: 2024, value: 7}\n"
    return content(
        **with_lines("site.yml", *country, without=("region",)),
        **sheet("kind: ratio"),
        **strategy(f"[{measure}]"),
        **{PLAN + "published.yml": printed},
    )


@pytest.mark.parametrize(
    ("region", "lang", "number"),
    [
        ("PE", "es", "1,234,567.5"),
        ("CO", "es", "1.234.567,5"),
        ("ES", "es", "1.234.567,5"),
        (None, "es", "1.234.567,5"),
        ("CO", "en", "1,234,567.5"),
        (None, "en", "1,234,567.5"),
    ],
)
def test_page_finding_check_and_review_write_a_number_alike(
    region: str | None, lang: str, number: str, tmp_path: Path
) -> None:
    files = portal(region)
    results = results_of(files)
    pages = {path: data.decode() for path, data in render(results, lang).items()}
    assert number in pages["planes/plan-2024/1.1.1.md"]
    assert number in pages["planes/plan-2024/contraste.md"]
    (found,) = results.derived(contrast).findings
    assert number in Formatter.for_portal(lang, results.catalog).t(found.what)
    checked = examine(Project(lay(tmp_path, portal(region, total="8"))))
    assert number in as_text(checked.problems, checked.formatter(lang))
    changed = diff(side(MINIMAL), side(files, "v2"), date(2025, 6, 1))
    for form in ("text", "markdown", "json", "github"):
        assert number in FORMATS[form](changed, lang)


def test_a_number_in_a_message_keeps_its_type() -> None:
    message = msg("{value} of {n} in {year}", value=Decimal("1409.5"), n=1500, year=2024)
    assert SPAIN.t(message) == "1.409,5 of 1.500 in 2024"
    assert ENGLISH.t("{share}", share=Percent(Decimal("98.50"))) == "98.50%"
    assert SPAIN.t("{share}", share=Percent(Decimal("98.50"))) == f"98,50{NBSP}%"


def test_dates_periods_words_and_lists_in_a_message() -> None:
    days = Days(date(2024, 5, 29), date(2024, 6, 1))
    assert PERU.value(days) == "29 de mayo de 2024 al 1 de junio de 2024"
    assert PERU.value(Days(days.first, days.first)) == PERU.value(days.first)
    assert PERU.value(Period.parse("2024-T1")) == "I trimestre de 2024"
    assert PERU.value(Status.NOT_DUE) == "aún no vence"
    assert PERU.value([Decimal(1409), "b", date(2024, 3, 1)]) == "1,409, b y 1 de marzo de 2024"
    assert PERU.value(msg("Q{n}", n="I")) == "I trimestre"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hasta ahí", "Hasta ahí"),
        ("Dos  líneas\nen una", "Dos líneas en una"),
        ("Oficina de Planeamiento, Presupuesto", "Oficina de Planeamiento…"),
        (f"Un avance medio del 27,5{NBSP}% del plan", "Un avance medio del…"),
        ("Otorrinolaringológicamente dicho", "Otorrinolaringológicamen…"),
        ("Fichas de seguimiento (de cada meta)", "Fichas de seguimiento…"),
        ("Fichas\u2028de\u2003cada meta", "Fichas de cada meta"),
        ("e\u0301" * 20, "e\u0301" * 12 + "…"),
        ("a" + "e\u0301" * 20, "a" + "e\u0301" * 11 + "…"),
        ("👩\u200d👧" * 9, "👩\u200d👧" * 8 + "…"),
        ("a👩\u200d👧" * 9, "a👩\u200d👧" * 6 + "…"),
        ("... ... ... ... ... ... ... ...", "…"),
        ("", ""),
    ],
)
def test_a_long_text_is_cut_after_a_word(text: str, told: str) -> None:
    assert shortened(text, 24) == told


def test_the_text_of_an_author_stays_text() -> None:
    assert SPAIN.t("{text}", text="1409.5 {n}") == "1409.5 {n}"


def test_words_that_two_vocabularies_share_keep_their_meaning() -> None:
    assert PERU.label(OverTime.SUM) == "los periodos se suman"
    assert PERU.label(Across.SUM) == "las partes se suman"


def test_a_context_tells_two_words_apart() -> None:
    week, quarter = Period.parse("2024-W06"), Period.parse("2024-T1")
    assert PERU.during(week) == "la semana 6 de 2024"
    assert PERU.during(quarter) == "el I trimestre de 2024"
    assert (PERU.of(week), ENGLISH.of(week)) == ("de la semana 6 de 2024", "of week 6 of 2024")


def test_a_plural_goes_by_its_number() -> None:
    forms = plural("{n} date in {place}", "{n} dates in {place}", place="Lima")
    assert ENGLISH.t(forms, n=1) == "1 date in Lima"
    assert ENGLISH.t(forms, n=Decimal(-1)) == "\u22121 date in Lima"
    assert ENGLISH.t(forms.having(n=1409)) == "1,409 dates in Lima"


def test_messages_in_the_arguments_of_other_calls_are_found() -> None:
    code = b't(msg("a", x=bold(n("b", "c", 3))), y) + pmsg("week", "d") + t(e) + other("f")'
    names = ["msg", "n", "pmsg", "t"]
    found = [(name, texts) for _, name, texts, _ in extract(BytesIO(code), names)]
    assert sorted(found, key=str) == [
        ("msg", ["a"]),
        ("n", ["b", "c", None]),
        ("pmsg", ["week", "d"]),
        ("t", [None, None]),
        ("t", [None]),
    ]
