"""«In one sentence», the pace that is needed and why results fell short: what is said, and when."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest

from generator.compute import Results, compute
from generator.compute.reasons import shortfalls
from generator.compute.rollups import Scope
from generator.export import WRITERS, about, tables
from generator.highlights.figures import pace_of
from generator.highlights.highlight import Rule
from generator.highlights.sentences import highlights
from generator.highlights.subject import Subject
from generator.load import load
from generator.render import render
from generator.words.formatter import Formatter, common_blanks
from tests.helpers import of_parts, sheet, strategy, targets, with_lines

QUARTERS = "2026-T1: 30, 2026-T2: 30, 2026-T3: 30, 2026-T4: 50"
NOW = with_lines("plan.yml", "period: 2026")


def results(*parts: dict[str, str], day: date = date(2026, 5, 15)) -> Results:
    return compute(load(of_parts(*parts))[0], day)


def told(period: str, value: str, more: str = "status: final") -> dict[str, str]:
    text = f"period: {period}\n{more}\nresults: {{visitas: {{value: {value}}}}}\n"
    return {f"results/{period}.yml": text}


def needed(*parts: dict[str, str], aims: str = QUARTERS, day: date = date(2026, 5, 15)) -> str:
    """What each period left has to give, and what one gave until now."""
    found = results(NOW, targets(aims), *parts, day=day)
    (measure,) = found.plans["plan-2024"].measures.values()
    pace = pace_of(found, measure)
    return f"{pace.n_left}: {pace.needed:.6g}, {pace.so_far:.6g}" if pace else ""


T1 = told("2026-T1", "17")
T2 = told("2026-T2", "20")


@pytest.mark.parametrize(
    ("parts", "more", "said"),
    [
        ((T1,), {}, "3: 41, 17"),
        ((T1,), {"aims": "2026: 140"}, "3: 41, 17"),
        ((T1, T2), {"day": date(2026, 8, 1)}, "2: 51.5, 18.5"),
        ((), {}, ""),  # nothing is reported
        ((T2,), {"day": date(2026, 8, 1)}, ""),  # the first is missing
        ((T1,), {"day": date(2026, 7, 2)}, ""),  # the second is over and not told
        ((T1, T2), {"day": date(2027, 2, 1)}, ""),  # the year is over
        ((told("2026-T1", "140"),), {}, ""),  # reached
        ((T1,), {"aims": "2026-T1: 30, 2026-T3: 30"}, ""),  # a quarter that is left has no target
        ((T1,), {"aims": "2026: 10-20"}, ""),  # no number
        ((told("2026", "17"),), {"aims": "2026: 140"}, ""),
        ((told("2026-T1", "withheld, note: En revisión"),), {}, ""),
        ((told("2026-T1", "17", "status: provisional\ncutoff: 2026-02-28"),), {}, ""),
    ],
)
def test_the_pace_is_said_where_it_is_arithmetic(
    parts: tuple[dict[str, str], ...], more: dict[str, object], said: str
) -> None:
    assert needed(*parts, **more) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "lines",
    [
        ("over_time: last",),
        ("over_time: max",),
        ("kind: percentage", "over_time: mean"),
        ("direction: decrease",),
        ("direction: at-most",),
        ("kind: milestone", "over_time: last"),
    ],
)
def test_what_does_not_add_up_has_no_pace(lines: tuple[str, ...]) -> None:
    assert needed(sheet(*lines), T1, aims="2026: 140") == ""


def test_a_figure_in_dispute_has_no_pace() -> None:
    disputed = "{value: 17, disputed: [{field: result, why: Otro cuadro dice 19}]}"
    text = f"period: 2026-T1\nstatus: final\nresults: {{visitas: {disputed}}}\n"
    assert needed({"results/2026-T1.yml": text}) == ""


# What is said first, and why.

LOW = told("2024", "4")
SAYS = '  "{code}":\n    {field}: Faltó personal en dos sedes.\n    source: {{place: Ficha 3}}\n'


def of_plan(*parts: dict[str, str], day: date = date(2025, 6, 1)) -> tuple[Results, list[str]]:
    found = results(*parts, day=day)
    subject = Subject(found, found.plans["plan-2024"], Scope.PLAN, "plan")
    return found, [common_blanks(it.text) for it in highlights(subject, Formatter("es", "PE"))]


def reporting(*entries: str, period: str = "2024") -> dict[str, str]:
    head = f"period: {period}\nstatus: final\nsource: {{document: informe}}\nelements:\n"
    return {f"results/{period}-fichas.yml": head + "".join(entries)}


NOT_EXPLAINED = "Los reportes de 2024 que tiene el portal no lo explican."


@pytest.mark.parametrize(
    ("reports", "how", "said"),
    [
        ((), "none", NOT_EXPLAINED),
        (("1.1.1", "factors"), "own", "El reporte trae los factores."),
        (("1.1", "factors"), "above", "El reporte trae factores de un nivel superior del plan."),
        (("1", "factors"), "above", "El reporte trae factores de un nivel superior del plan."),
        (
            ("1.1.1", "situation"),
            "words",
            "El reporte dice cómo está, y no trae factores.",
        ),
        (("1.1", "situation"), "none", NOT_EXPLAINED),
        (("1.1.1", "recommendation"), "none", NOT_EXPLAINED),
    ],
)
def test_a_low_result_has_what_reports_say_or_that_they_do_not(
    reports: tuple[str, ...], how: str, said: str
) -> None:
    told_by = reporting(SAYS.format(code=reports[0], field=reports[1])) if reports else {}
    found, texts = of_plan(targets("2024: 10"), LOW, told_by)
    (short,) = shortfalls(found.plans["plan-2024"])
    assert short.explained == how
    assert texts[0] == f"«Actividad»: 4 de 10 (40.0 %). {said}"


TWO = strategy(*(f"[{{indicator: visitas, id: {it}, targets: {{2024: 10}}}}]" for it in "ab"))


@pytest.mark.parametrize(("code", "heading"), [("1.1.1", "Lo que lo afectó"), ("1.1.2", "")])
def test_a_quote_follows_only_what_it_explains(code: str, heading: str) -> None:
    """The first activity is the lowest, and the last that the sentence names."""
    low = {"results/2024.yml": "period: 2024\nstatus: final\nresults: {a: 1, b: 4}\n"}
    entry = SAYS.format(code=code, field="factors")
    found, texts = of_plan(TWO, low, reporting(entry))
    assert texts[0] == (
        "2 de 2 actividades quedaron por debajo del 75 % de su meta; los reportes dan factores"
        " de 1. El menor avance: «Actividad», 1 de 10"
        " (10.0 %)."
    )
    page = render(found, "es")["planes/plan-2024/index.md"].decode()
    said = page.partition('id="en-una-frase"')[2].partition("</section>")[0]
    assert ("<blockquote>" in said) == bool(heading)
    assert heading in said


def test_a_quote_is_cut_without_half_of_a_mark() -> None:
    long = "**Aquí" + " llovió en la sierra" * 30 + "** [El informe](https://example.org/informe)"
    entry = SAYS.format(code="1.1.1", field="factors").replace(
        "Faltó personal en dos sedes.", f"{long!r}"
    )
    found, _ = of_plan(targets("2024: 10"), LOW, reporting(entry))
    page = render(found, "es")["planes/plan-2024/index.md"].decode()
    quote = page.partition("<blockquote>")[2].partition("</blockquote>")[0]
    assert "Aquí llovió en la sierra llovió" in quote
    assert "*" not in quote
    assert quote.count("…") == 1


@pytest.mark.parametrize(
    ("n_open", "said"),
    [
        (0, []),
        (
            1,
            [
                "1 de 2 recomendaciones tiene el plazo vencido, y ningún documento del portal dice"
                " que se cumpliera."
            ],
        ),
        (
            2,
            [
                "2 de 2 recomendaciones tienen el plazo vencido, y ningún documento del portal dice"
                " que se cumplieran."
            ],
        ),
    ],
)
def test_recommendations_past_their_deadline(n_open: int, said: list[str]) -> None:
    states = ["pending"] * n_open + ["done"] * (2 - n_open)
    entries = (
        f"- {{code: R{n}, text: Hacer., deadline: 2024-12-31, status: {it}}}\n"
        for n, it in enumerate(states)
    )
    files = {"plans/plan-2024/recommendations.yml": "".join(entries)}
    assert of_plan(targets("2024: 10"), told("2024", "10"), files)[1] == said


def test_factors_of_another_year_explain_nothing() -> None:
    entry = SAYS.format(code="1.1.1", field="factors")
    plan = with_lines("plan.yml", "period: {from: 2023, to: 2024}")
    found, _ = of_plan(plan, targets("2024: 10"), LOW, reporting(entry, period="2023"))
    assert [it.explained for it in shortfalls(found.plans["plan-2024"])] == ["none"]


@pytest.mark.parametrize(
    ("parts", "day", "said"),
    [
        ((), date(2024, 2, 1), []),  # nothing is due
        (
            (),
            date(2025, 6, 1),
            [
                "1 de 1 actividad con meta no tiene resultado en el portal,"
                " y ya venció el plazo para reportarlo."
            ],
        ),
        ((told("2024", "10"),), date(2025, 6, 1), []),  # reached
        (
            (told("2024", "40"),),
            date(2025, 6, 1),
            ["1 de 1 actividad pasó del 150 % de su meta, con 400.0 %: conviene revisar la meta."],
        ),
        (
            (told("2024", "withheld, note: En revisión"),),
            date(2025, 6, 1),
            [],
        ),
    ],
)
def test_a_rule_that_does_not_hold_is_silent(
    parts: tuple[dict[str, str], ...], day: date, said: list[str]
) -> None:
    assert of_plan(targets("2024: 10"), *parts, day=day)[1] == said


def test_what_has_no_target_is_not_told_as_reported() -> None:
    files = strategy("[{indicator: visitas, targets: {2024: 10}}]", "[{indicator: visitas, id: b}]")
    found, texts = of_plan(files)
    assert texts == [
        "1 de 1 actividad con meta no tiene resultado en el portal, y ya venció el plazo para"
        " reportarlo."
    ]
    home = common_blanks(render(found, "es")["index.md"].decode())
    assert "Sin reporte" in home
    assert "2 actividades, 2024: 1 sin meta y 1 sin reporte" in home


def test_what_is_in_dispute_is_not_named_as_the_lowest() -> None:
    disputed = "{value: 4, disputed: [{field: result, why: Otro cuadro dice 9}]}"
    text = f"period: 2024\nstatus: final\nresults: {{visitas: {disputed}}}\n"
    assert of_plan(targets("2024: 10"), {"results/2024.yml": text})[1] == [NOT_EXPLAINED]


def test_sentences_and_shortfalls_stand_in_the_tables_with_their_figures() -> None:
    found, texts = of_plan(targets("2024: 10"), LOW)
    files = WRITERS["csv"](tables(found, "es"), about(found, "es"))

    def rows(name: str) -> list[dict[str, str]]:
        return [*csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline=""))]

    first = next(row for row in rows("highlights") if row["scope"] == "plan")
    figures = [first[name] for name in ("rule", "text", "concerned", "whole", "value", "about")]
    figures[1] = common_blanks(figures[1])
    assert figures == [Rule.BEHIND, texts[0], "1", "1", "40", "1.1.1"]
    (short,) = rows("shortfalls")
    assert (short["code"], short["attainment"], short["explained"]) == ("1.1.1", "40", "none")


def test_the_pace_stands_in_the_table_of_the_year() -> None:
    found = results(NOW, targets(QUARTERS), T1)
    files = WRITERS["csv"](tables(found, "es"), about(found, "es"))
    rows = csv.DictReader(io.StringIO(files["observations.csv"].decode(), newline=""))
    paces = [(row["period"], row["periods_left"], row["pace"], row["needed_pace"]) for row in rows]
    assert [it for it in paces if it[1]] == [("2026", "3", "17", "41")]


@pytest.mark.parametrize(
    ("day", "lead", "fell_short"),
    [
        (date(2026, 8, 30), "De 1 actividad de 2026, 1 tiene resultados de solo una parte", False),
        (date(2027, 1, 15), "De 1 actividad de 2026, 1 tiene resultados de solo una parte", False),
        (date(2027, 2, 15), "De 1 actividad de 2026, 1 quedó por debajo del 75 %.", True),
    ],
)
def test_half_a_year_is_not_low_beside_the_target_of_all_of_it(
    day: date, lead: str, fell_short: bool
) -> None:
    parts = with_lines("plan.yml", "period: 2026", "frequency: semester"), targets("2026: 100")
    found = render(results(*parts, told("2026-S1", "40"), day=day))
    plan, home = (found[path].decode() for path in ("planes/plan-2024/index.md", "index.md"))
    assert lead in common_blanks(re.sub("<[^>]+>", "", plan))
    assert ("quedó lejos de la meta" in home) is fell_short
    assert (lead in common_blanks(re.sub("<[^>]+>", "", home))) is not fell_short
    assert ("Bajo" in home.partition("como-leer")[0]) is fell_short
