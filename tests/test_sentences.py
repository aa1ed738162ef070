"""Sentences from data: what a page says of one target, in the right number and with its unit."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from generator.render.views.common import RenderContext
from generator.render.views.measure.sentences import current_sentence
from generator.words.nouns import unit_of
from tests.helpers import content, results, results_of, sheet, strategy, targets, with_lines
from tests.test_pages import ACTIVITY, PLAN, STRATEGY, pages

LATER = date(2025, 6, 1)


def said(target: str, result: str | None, *lines: str, as_of: date = LATER) -> str:
    """The first sentence on the page of an activity with one measure."""
    given = [] if result is None else [results("2024", f"visitas: {result}")]
    year = with_lines("plan.yml", "frequency: year")
    page = pages(year, sheet(*lines), targets(f"2024: {target}"), *given, as_of=as_of)[ACTIVITY]
    return re.sub(r" ([).,;:])", r"\1", page.replace("\u00a0", " ")).replace("( ", "(")


PERSON = "unit: Persona atendida"


@pytest.mark.parametrize(
    ("target", "result", "expected"),
    [
        (
            "1409",
            "834",
            "La meta para 2024 era de 1,409 personas atendidas; el resultado fue 834 (59.2 %).",
        ),
        ("5", "1", "La meta para 2024 era de 5 personas atendidas; el resultado fue 1 (20.0 %)."),
        ("1", "1", "La meta para 2024 era de 1 persona atendida; el resultado fue 1 (100.0 %)."),
        (
            "410",
            "0",
            "La meta para 2024 era de 410 personas atendidas; se informó un resultado de 0 (0 %).",
        ),
        (
            "10",
            "25",
            "La meta para 2024 era de 10 personas atendidas; el resultado fue 25 (250.0 %), "
            "15 más de lo previsto.",
        ),
        (
            "10",
            None,
            "La meta para 2024 era 10 personas atendidas. El plazo para reportar venció y el "
            "portal no tiene un resultado.",
        ),
        ("not-programmed", "3", "3 personas atendidas"),
        ("not-programmed", None, "El documento no fija una meta para este indicador."),
        ("0", None, "El documento no fija una meta para este indicador."),
    ],
)
def test_a_count_is_said_with_its_unit(target: str, result: str | None, expected: str) -> None:
    assert expected in said(target, result, PERSON)


def test_what_is_not_owed_yet_is_no_debt() -> None:
    found = said("10", None, PERSON, as_of=date(2024, 6, 1))
    assert "La meta para 2024 es 10 personas atendidas." in found
    assert "Todavía no vence el plazo para reportar." in found
    assert "venció" not in found


@pytest.mark.parametrize(
    ("day", "verb"),
    [
        (date(2023, 12, 31), "es"),
        (date(2024, 6, 1), "es"),
        (date(2024, 12, 31), "es"),
        (date(2025, 1, 1), "era"),
        (LATER, "era"),
    ],
)
@pytest.mark.parametrize(
    "result",
    [
        None,
        "{value: withheld, note: Dato en revisión.}",
        "{value: not-available, note: No hubo encuesta.}",
        "{text: Se hizo en mayo.}",
    ],
)
def test_a_target_without_a_result_is_over_when_its_year_is(
    day: date, verb: str, result: str | None
) -> None:
    found = said("10", result, PERSON, as_of=day)
    assert f"La meta para 2024 {verb} 10 personas atendidas." in found


@pytest.mark.parametrize(("day", "verb"), [(date(2024, 5, 1), "es"), (date(2025, 1, 1), "era")])
def test_a_part_of_the_year_leaves_its_target_to_the_whole_year(day: date, verb: str) -> None:
    yearly = targets("2024: 10"), results("2024-T1", "visitas: 4")
    page = pages(sheet(PERSON), *yearly, as_of=day)[ACTIVITY].replace("\u00a0", " ")
    assert f"La meta para 2024 {verb} 10 personas atendidas ; resultado hasta el I tri" in page


@pytest.mark.parametrize(("day", "is_early"), [(date(2024, 6, 1), True), (LATER, False)])
def test_a_part_of_a_running_year_is_not_low_without_saying_until_when(
    day: date, is_early: bool
) -> None:
    """Lists have no room for the sentence; the home page tells of it once the year is over."""
    files = (targets("2024: 10"), results("2024-T1", "visitas: 3"))
    found = pages(*files, as_of=day)
    until = "reportado solo hasta el I trimestre de 2024"
    assert (until in found[STRATEGY]) is is_early
    assert ("quedó lejos de la meta" in found["index.md"]) is not is_early


@pytest.mark.parametrize(("before", "aim"), [("20", "bajar a 10"), ("10", "10"), ("8", "10")])
def test_a_target_that_is_not_lower_than_what_was_before_is_not_to_come_down(
    before: str, aim: str
) -> None:
    falls = sheet("kind: rate", "over_time: last", "direction: decrease", "unit: Día")
    own = targets("2024: 10", f"baseline: {{period: 2023, value: {before}}}")
    page = pages(falls, own, results("2024", "visitas: 12"))[ACTIVITY].replace("\u00a0", " ")
    assert f"La meta para 2024 era {aim} días ; el resultado fue 12 " in page


@pytest.mark.parametrize(
    ("lines", "target", "result", "expected"),
    [
        (
            ("kind: percentage", "over_time: last"),
            "98.5",
            "97.0",
            "La meta para 2024 era 98.5 %; el resultado fue 97.0 % (avance: 98.5 %).",
        ),
        (
            ("kind: rate", "over_time: last", "direction: decrease", "unit: Día"),
            "16",
            "32",
            "La meta para 2024 era bajar a 16 días; el resultado fue 32 (avance: 50.0 %).",
        ),
        (
            ("direction: at-most", "over_time: last", "unit: Queja"),
            "30",
            "28",
            "La meta para 2024 era como máximo 30; el resultado fue 28: se cumplió. Unidad: queja.",
        ),
        (
            ("direction: at-most", "over_time: last", "unit: Queja"),
            "30",
            "31",
            "La meta para 2024 era como máximo 30; el resultado fue 31: no se cumplió.",
        ),
        (
            ("direction: at-least", "over_time: last", "unit: Queja"),
            "3",
            "4",
            "La meta para 2024 era de al menos 3; el resultado fue 4 (133.3 %), "
            "1 más de lo previsto. "
            "Unidad: queja.",
        ),
        (
            ("kind: milestone", "over_time: last"),
            "done",
            "done",
            "El hito previsto para 2024 se cumplió.",
        ),
        (
            ("kind: milestone", "over_time: last"),
            "done",
            "not-done",
            "El hito previsto para 2024 no se cumplió.",
        ),
        (
            ("kind: milestone", "over_time: last"),
            "done",
            None,
            "El hito estaba previsto para 2024. El plazo para reportar venció",
        ),
        (
            ("unit: null",),
            "20",
            "5",
            "La meta para 2024 era de 20; el resultado fue 5 (25.0 %). "
            "El documento no da la unidad, salvo en el nombre del indicador.",
        ),
        (
            ("unit: Web banner",),
            "20",
            "5",
            "La meta para 2024 era de 20; el resultado fue 5 (25.0 %). Unidad: web banner.",
        ),
        (
            ("unit: {printed: Web banner, one: banner, many: banners}",),
            "1",
            "5",
            "La meta para 2024 era de 1 banner; el resultado fue 5 (500.0 %), 4 más",
        ),
        (
            ("unit: {one: banner, many: banners}", "direction: at-most", "over_time: last"),
            "20",
            "5",
            "Unidad: banners.",
        ),
    ],
)
def test_every_kind_and_direction_has_its_sentence(
    lines: tuple[str, ...], target: str, result: str | None, expected: str
) -> None:
    assert expected in said(target, result, *(line for line in lines if line != "unit: null"))


def test_a_milestone_that_was_reached_late_says_when() -> None:
    kind = sheet("kind: milestone", "over_time: last")
    told = [results(f"2024-T{n}", f"visitas: {done}") for n, done in ((1, "not-done"), (2, "done"))]
    page = pages(kind, targets("2024-T1: done"), *told)[ACTIVITY].replace("\u00a0", " ")
    late = "El hito previsto para el I trimestre de 2024 se cumplió tarde, en el II trimestre"
    assert late in page
    assert "Avance del I trimestre" not in page


def test_what_does_not_apply_is_not_said_to_have_no_target() -> None:
    year = with_lines("plan.yml", "frequency: year")
    told = results("2024", "visitas: not-applicable")
    page = pages(year, targets("2024: 5"), told, as_of=LATER)[PLAN]
    assert "No aplica" in page
    assert "in meta" not in page


def test_while_the_year_runs_the_target_is_the_one_until_then() -> None:
    page = pages(sheet("unit: Persona"), results("2024-T1", "visitas: 8"), as_of=date(2024, 5, 2))[
        ACTIVITY
    ].replace("\u00a0", " ")
    assert "Avance hasta el I trimestre de 2024." in page
    assert "La meta para esa fecha era de 10 personas ; el resultado fue 8 ( 80.0 % )." in page


@pytest.mark.parametrize(
    ("unit", "one", "many"),
    [
        ("Persona atendida", "persona atendida", "personas atendidas"),
        ("Nota de prensa", "nota de prensa", "notas de prensa"),
        ("Acción", "acción", "acciones"),
        ("Plan de comunicación", "plan de comunicación", "planes de comunicación"),
        ("Documento técnico", "documento técnico", "documentos técnicos"),
        ("Campaña digital", "campaña digital", "campañas digitales"),
        ("Trabajador", "trabajador", "trabajadores"),
        ("Eventos", None, "eventos"),
        ("Transmisiones en vivo", None, "transmisiones en vivo"),
        ("Web banner", None, None),
        ("Mes", None, None),
        ("Horas-hombre", None, None),
        ("N°", None, None),
        ("Número de campañas", None, None),
    ],
)
def test_a_unit_has_two_numbers_where_the_rule_is_sure(
    unit: str, one: str | None, many: str | None
) -> None:
    assert unit_of(Decimal(1), unit) == one
    assert unit_of(Decimal(7), unit) == many
    assert unit_of(Decimal("0.5"), unit) == many
    assert unit_of(Decimal(7), unit, "fr") is None


@pytest.mark.parametrize(
    ("unit", "one", "many"),
    [
        ("Person served", "person served", "people served"),
        ("Pregnant woman", "pregnant woman", "pregnant women"),
        ("Lead service line", "lead service line", "lead service lines"),
        ("Agency", "agency", "agencies"),
        ("Survey of grantees", "survey of grantees", "surveys of grantees"),
        ("Address", "address", "addresses"),
        ("Trained teacher", "trained teacher", "trained teachers"),
        ("Initiative", "initiative", "initiatives"),
        ("People", None, "people"),
        ("Days", None, "days"),
        ("Person-day", None, None),
        ("Training", None, None),
        ("Analysis", None, None),
        ("km", None, None),
        ("Number of campaigns", None, None),
        ("Workshop and talk", None, None),
        ("USD", "USD", "USD"),
    ],
)
def test_an_english_unit_has_two_numbers_where_the_rule_is_sure(
    unit: str, one: str | None, many: str | None
) -> None:
    assert unit_of(Decimal(1), unit, "en") == one
    assert unit_of(Decimal(7), unit, "en") == many


# the sentence of a plan

FIVE = strategy(
    *(f"[{{id: m{n}, name: Medida {n}, kind: ratio, targets: {{2024: 100}}}}]" for n in range(1, 6))
)
YEARLY = with_lines("plan.yml", "frequency: year")


def lead(*entries: str) -> str:
    page = pages(FIVE, YEARLY, *([results("2024", *entries)] if entries else []))[PLAN]
    return page.replace("\u00a0", " ")


def test_a_plan_says_how_many_reached_their_target() -> None:
    found = lead("m1: 100", "m2: 95", "m3: 94.99", "m4: 74.99", "m5: 0")
    assert (
        "De 5 actividades de 2024, 2 llegaron al 95 % de su meta o más, "
        "1 quedó entre el 75 % y el 95 % y 2 quedaron por debajo del 75 %."
    ) in found


def test_a_plan_says_what_was_not_reported_in_the_same_sentence() -> None:
    found = lead("m1: 120", "m2: 80", "m3: 10", "m4: 1")
    assert (
        "De 5 actividades con meta para 2024, 1 llegó al 95 % de su meta o más, "
        "1 quedó entre el 75 % y el 95 %, 2 quedaron por debajo del 75 % "
        "y 1 no tiene un resultado en el portal."
    ) in found


def test_a_plan_without_any_result_says_so_and_gives_no_percentage() -> None:
    found = lead()
    assert "Tiene 5 metas para 2024." in found
    assert "el portal no tiene ningún resultado" in found
    assert "0 %" not in found.partition("Objetivos")[0]


def test_a_strategy_of_one_activity_does_not_speak_of_a_mean() -> None:
    one = strategy("[{id: m1, name: Medida, targets: {2024: 10}}]")
    page = pages(one, YEARLY, results("2024", "m1: 5"))[STRATEGY].replace("\u00a0", " ")
    assert "El avance es 50.0 % ." in page
    assert "promedio" not in page.partition("Actividades")[0]


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_limit_of_one_region_is_told_as_that_of_the_whole(lang: str) -> None:
    kind = sheet("direction: at-most", "over_time: last", "across: none")
    aims = targets("2024: {PE-LIM: 10}", "by: region")
    files = content(**kind, **aims, **results("2024", "visitas: {value: {PE-LIM: 9}}"))
    ctx = RenderContext(results_of(files, LATER), lang)
    (measure,) = ctx.results.plans["plan-2024"].measures.values()
    told = re.sub("<[^>]+>", "", current_sentence(ctx, ctx.results.plans["plan-2024"], measure))
    was = {"es": "la meta era como máximo 10; el resultado fue 9", "en": "the target was at most"}
    assert was[lang] in told.replace("\u00a0", " ")
