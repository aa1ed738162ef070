"""What a reader finds on a page, from what an editor wrote; pages are built in memory."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import pytest

from generator.compute import compute
from generator.load import load
from generator.model.catalog import RESERVED_CODES
from generator.portal import Portal
from generator.render import render
from generator.words.formatter import Formatter
from generator.words.problems import failed
from tests.helpers import (
    content,
    of_parts,
    results,
    results_of,
    sheet,
    strategy,
    targets,
    with_lines,
)

TODAY = date(2026, 1, 15)


def pages(*parts: dict[str, str], as_of: date = TODAY) -> dict[str, str]:
    """Text of every page of the minimal tree with ``parts`` over it."""
    made = render(results_of(of_parts(*parts), as_of))
    return {path: words(page.decode()) for path, page in made.items()}


def words(page: str) -> str:
    """A page as read aloud: no tags, one space between words."""
    body = page.split("---\n", 2)[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def plan(*lines: str) -> dict[str, str]:
    return with_lines("plan.yml", *lines)


PLAN = "planes/plan-2024/index.md"
ACTIVITY = "planes/plan-2024/1.1.1.md"
STRATEGY = "planes/plan-2024/1.1.md"


# reports in words


REPORT = """
period: 2024
status: final
source: {document: informe, place: Ficha 1}
elements:
  1.1.1:
    title: Visitas a empresas, primera etapa
    scope: Contribuye a formalizar el empleo.
    situation:
      - Se visitó a 47 empresas.
      - Otras 3 pidieron otra fecha.
    factors: Faltó presupuesto para el transporte.
    recommendation: Pedir una ampliación.
    tables:
      - title: Visitas por sede
        columns: [Sede, Visitas, Nota]
        rows:
          - [Cusco, 1220, ""]
          - [Ica, 12.50, ""]
          - [Puno, 12200, provisional]
  "1.1":
    assessment: Las actividades explican el resultado de la acción.
"""


def test_an_activity_shows_what_its_report_says_in_the_order_of_the_sheet() -> None:
    found = pages({"results/2024-ficha.yml": REPORT})[ACTIVITY]
    said = found[found.index("Lo que informó la entidad") :]
    order = [
        "Informe de 2024 Ficha 1 Visitas a empresas, primera etapa",
        "Cómo contribuye Contribuye a formalizar el empleo.",
        "Situación Se visitó a 47 empresas. Otras 3 pidieron otra fecha.",
        "Qué lo afectó Faltó presupuesto para el transporte.",
        "Recomendaciones Pedir una ampliación.",
        "Visitas por sede Sede Visitas Nota Cusco 1220 Ica 12.50 Puno 12,200 provisional",
        "Fuente Informe, Ficha 1",
    ]
    places = [said.index(text) for text in order]
    assert places == sorted(places)


def test_a_strategy_shows_the_assessment_and_no_part_that_was_not_written() -> None:
    found = pages({"results/2024-ficha.yml": REPORT})[STRATEGY]
    assert "Valoración Las actividades explican el resultado de la acción." in found
    assert "Qué lo afectó" not in found


def test_an_activity_with_a_report_in_words_still_owes_its_figure() -> None:
    found = pages({"results/2024-ficha.yml": REPORT})[ACTIVITY]
    assert "el portal no tiene un resultado" in found


# versions, acts that moved the budget, signatures


def test_a_plan_shows_its_versions_and_the_acts_that_moved_its_budget() -> None:
    found = pages(
        plan(
            "versions:",
            "  - {id: PIA, label: Apertura, date: 2024-01-05, n_activities: 238, budget: 1000.00}",
            "  - {id: V1, label: Versión 1, budget: 900.50, document: informe}",
            "budget_changes:",
            "  - {document: informe, version: V1, amount: -99.50, concept: Una reducción.}",
        )
    )[PLAN]
    assert "Apertura 5 de enero de 2024 238 S/ 1,000" in found
    assert "Versión 1 – – S/ 900.50 Informe" in found
    assert "Informe −S/ 99.50 – Versión 1 Una reducción." in found


def test_an_agreement_shows_who_signed_and_who_did_not() -> None:
    found = pages(
        plan(
            "agreements:",
            "  - {counterpart: Gobierno Regional del Cusco, region: PE-CUS, date: 2019-12-31}",
            "  - {counterpart: Gobierno Regional de Áncash, region: Áncash, note: Pendiente.}",
        )
    )[PLAN]
    assert "Gobierno Regional del Cusco Anexo 1 Cusco 31 de diciembre de 2019" in found
    assert "Gobierno Regional de Áncash Anexo 1 Nota: Pendiente. Áncash –" in found


# money by stage and version


BUDGET = (
    "versions: [{id: V1, label: V1}, {id: V2, label: V2}]",
    "budget:",
    "  - {year: 2024, stage: opening, amount: 100.00, executing_unit: mtpe}",
    "  - {year: 2024, stage: modified, version: V2, amount: 200.00, executing_unit: mtpe}",
    "  - {year: 2024, stage: modified, version: V1, amount: 150.00, executing_unit: mtpe}",
    "  - {year: 2024, stage: executed, amount: 50.00, executing_unit: mtpe}",
    "  - {year: 2024, stage: opening, amount: 10.00, executing_unit: otra}",
    "  - {year: 2024, stage: executed, amount: 5.25, executing_unit: otra}",
)
UNITS = {
    "units.yml": "- {id: mtpe, name: MTPE, kind: entity}\n- {id: otra, name: B, kind: office}\n"
}


def test_money_of_several_stages_is_a_table_by_stage_with_its_sum_and_execution() -> None:
    found = pages(plan(*BUDGET), UNITS)[PLAN]
    assert "Por unidad ejecutora, 2024" in found
    heads = "Inicial (PIA) Modificado (PIM) V1 Modificado (PIM) V2 Ejecutado Ejecución"
    assert heads in found
    assert "MTPE 100.00 150.00 200.00 50.00 25.0 %" in found
    assert "B 10.00 – – 5.25 –" in found
    assert "Suma 110.00 150.00 200.00 55.25 –" in found  # one row lacks its modified budget


def test_money_of_one_stage_stays_a_list() -> None:
    found = pages(plan("budget:", "  - {year: 2024, stage: programmed, amount: 100.00}"))[PLAN]
    assert "Montos tal como figuran" in found
    assert "Suma" not in found


# values


def test_a_percentage_carries_its_sign_and_a_limit_its_words() -> None:
    kind = sheet("kind: percentage", "direction: at-least", "strict: true", "over_time: last")
    found = pages(kind, targets("2024: 3"), results("2024", "visitas: 3"))[ACTIVITY]
    assert "era más de 3 % ; el resultado fue 3 %" in found
    assert "No cumple" in found


@pytest.mark.parametrize(
    ("actual", "word"),
    [("94", "Medio"), ("97", "Alto"), ("99.9", "Alto"), ("100", "Alto"), ("130", "Alto")],
)
def test_almost_there_is_high_and_no_failure(actual: str, word: str) -> None:
    reported = results("2024", f"v: {actual}")
    files = strategy("[{id: v, unit: Km, kind: ratio, targets: {2024: 100}}]")
    found = pages(files, reported)[ACTIVITY]
    assert f"{word} Resultado y meta Resultado: {actual}. Meta: 100." in found
    assert f"{actual} resultado ÷ 100 meta" in found


def test_the_way_from_the_baseline_stands_with_its_formula() -> None:
    start = sheet("direction: decrease", "over_time: last", "baseline: {period: 2023, value: 40}")
    files = (start, results("2024", "visitas: 25"))
    found = pages(*files, targets("2024: 20"))[ACTIVITY]
    assert (
        "( 25 resultado − 40 línea de base ) ÷ ( 20 meta − 40 línea de base ) × 100 ="
        " 75.00 % avance tipo II"
    ) in found
    assert (
        "Avance tipo II : qué parte del camino entre la línea de base y la meta se recorrió."
        in found
    )
    assert "tipo II" not in pages(*files, targets("2024: 40"))[ACTIVITY]


def test_a_measure_without_a_name_is_called_like_its_activity() -> None:
    unnamed = strategy("[{unit: Informe, targets: {2024: 4}}]")
    named = strategy("[{name: Informes de viaje, unit: Informe, targets: {2024: 4}}]")
    assert "Actividad 1.1.1 Sin reporte 4 – Informe" in pages(unnamed)[STRATEGY]
    assert "Informes de viaje 1.1.1 Actividad Sin reporte 4 – Informe" in pages(named)[STRATEGY]


def test_values_by_region_that_are_not_combined_are_shown_by_part_and_enter_no_mean() -> None:
    by_region = sheet("kind: percentage", "over_time: last", "across: none")
    strategy_file = """
code: "1.1"
objective: "1"
title: Línea
measures:
  - {id: todo, name: Todo, kind: percentage, over_time: last, targets: {2024: 50}}
  - {indicator: visitas, by: region, targets: {2024: {PE-CUS: 40}}}
"""
    reported = """
period: 2024
status: final
source: {document: informe}
results:
  todo: 50
  visitas: {value: {PE-CUS: 10}}
"""
    found = pages(by_region, {"strategies/1.1.yml": strategy_file, "results/2024.yml": reported})
    assert "100.0 %" in found[STRATEGY]
    assert "Visitas: Cusco" in found[STRATEGY]
    assert "Cusco Bajo: 25.0 % 40 % 10 %" in found[STRATEGY]
    assert "Por partes" in found["indicadores/visitas.md"]
    assert "Sin meta" not in found["indicadores/visitas.md"]


# recommendations


ADVICE = """
- code: R1
  text: Mejorar el portal.
  owner: [mtpe]
  deadline: 2025-06
  printed_deadline: Junio de 2025
  concerns: ["1.1"]
  actions:
    - text: Contratar el servicio.
      schedule: [2025-02, 2025-03]
      by_region: {PE-CAJ: 2025-05}
- {code: R2, text: Otra., deadline: 2026-12}
- {code: R3, text: Hecha., deadline: 2025-01-31, status: done}
"""


def test_recommendations_say_who_owes_what_and_which_are_overdue() -> None:
    files = {"plans/plan-2024/recommendations.yml": ADVICE}
    found = pages(files)["planes/plan-2024/recomendaciones.md"]
    lead = "3 recomendaciones. 1 tiene el plazo vencido al 15 de enero de 2026, y ningún documento"
    assert lead in found
    assert "R1 pendiente, plazo vencido" in found
    assert "Plazo Junio de 2025 Trata de 1.1 Línea" in found
    assert "Contratar el servicio. febrero de 2025, marzo de 2025 1 región Qué Cuándo" in found
    assert "Cajamarca EFMAMJJASOND mayo de 2025" in found
    assert "R2 pendiente Otra." in found
    assert "R3 cumplida Hecha." in found


def test_a_deadline_is_not_overdue_on_its_last_day() -> None:
    files = {"plans/plan-2024/recommendations.yml": ADVICE}
    june = pages(files, as_of=date(2025, 6, 30))["planes/plan-2024/recomendaciones.md"]
    july = pages(files, as_of=date(2025, 7, 1))["planes/plan-2024/recomendaciones.md"]
    assert "vencido" not in june
    assert "1 tiene el plazo vencido" in july


FOLLOWED = """
- code: R1
  text: Publicar el informe.
  deadline: 2024-06-30
  schedule: [2024-05, 2024-06]
  follow_up:
    - {date: 2024-07-20, text: Se publicó., status: done}
    - {date: 2024-05-02, text: Se redactó., status: in-progress}
- code: R2
  text: Traducir el informe.
  deadline: 2024-06-30
  follow_up: [{date: 2024-05-20, text: Se contrató., status: in-progress}]
"""


def test_a_recommendation_stands_where_its_last_follow_up_says() -> None:
    files = {"plans/plan-2024/recommendations.yml": FOLLOWED}
    found = pages(files)["planes/plan-2024/recomendaciones.md"]
    assert "1 tiene el plazo vencido al 15 de enero de 2026, y ningún documento" in found
    assert "R1 cumplida Publicar el informe." in found
    assert "Cronograma mayo de 2024, junio de 2024" in found
    assert (
        "Seguimiento 2 de mayo de 2024 en curso Se redactó."
        " Seguimiento 20 de julio de 2024 cumplida Se publicó."
    ) in found
    assert "R2 en curso, plazo vencido Traducir" in found


# priorities, schedules and the calendar


def test_a_priority_stands_on_the_page_with_its_place_and_in_the_lists() -> None:
    path, text = targets("2024: 10").popitem()
    place = "{rank: 2, source: {place: Cuadro 11}, note: De tres}"
    found = pages({path: text.replace("title: Línea", f"title: Línea\npriority: {place}")})
    assert "Prioridad: 2, Cuadro 11. De tres" in found[STRATEGY]
    assert "1.1 Línea Prioridad 2" in found["planes/plan-2024/1.md"]
    assert "1.1 Línea Prioridad 2" in found[PLAN]


def scheduled(periods: str, as_of: date = TODAY) -> dict[str, str]:
    path, text = targets("2024: 10").popitem()
    marked = text.replace("    title: ", f"    schedule: [{periods}]\n    title: ")
    made = pages({path: marked}, as_of=as_of).items()
    mark = " {: #cronograma data-search-exclude }"
    return {name: text.replace(mark, "") for name, text in made}


@pytest.mark.parametrize(
    ("periods", "said", "along", "last"),
    [
        (
            "2024-01, 2024-02, 2024-03, 2024-06",
            "enero a marzo de 2024, junio de 2024",
            "EFMAMJJASOND",
            "junio de 2024",
        ),
        (
            "2024-04-s1, 2024-T3",
            "I semana de abril de 2024, III trimestre de 2024",
            "EFMAMJJASOND",
            "setiembre de 2024",
        ),
        ("2023, 2024-01", "2023, enero de 2024", "2023 2024", "enero de 2024"),
    ],
)
def test_a_schedule_stands_as_bars_on_the_page_of_its_activity_and_on_those_above(
    periods: str, said: str, along: str, last: str
) -> None:
    found = scheduled(periods)
    head = f"Cronograma Terminó en {last}. Qué Cuándo"
    assert f"Cronograma. Terminó en {last}. {along} {said}" in found[ACTIVITY]
    for page in (STRATEGY, "planes/plan-2024/1.md", PLAN):
        assert f"{head} 1.1.1 Actividad {along} {said}" in found[page]


def test_a_schedule_says_what_is_due_in_the_month_of_the_cut_off() -> None:
    told = {
        date(2024, 3, 31): "Comienza en abril de 2024.",
        date(2024, 4, 2): "Programado para abril de 2024, el mes de la fecha de corte:",
        date(2024, 5, 2): "Para mayo de 2024, el mes de la fecha de corte, no hay nada programado.",
        date(2024, 9, 30): "Programado para setiembre de 2024, el mes de la fecha de corte:",
        date(2024, 10, 1): "Terminó en setiembre de 2024.",
    }
    for day, said in told.items():
        page = scheduled("2024-04-s1, 2024-T3", as_of=day)[PLAN]
        assert f"Cronograma {said}" in page, day
        assert "La línea gruesa es la fecha de corte." in page, day
    assert "La línea gruesa" not in scheduled("2024-04-s1, 2024-T3")[PLAN]


def test_a_calendar_shows_what_the_chart_marks_beside_the_date() -> None:
    entry = "- {title: Sesión, printed: 14/05/2024, date: 2024-05-14, marked: 2024-05-s1}\n"
    page = pages({"plans/plan-2024/calendar.yml": entry})["planes/plan-2024/calendario.md"]
    assert (
        "martes 14 En el documento: 14/05/2024 El cronograma marca: I semana de mayo de 2024 Sesión"
        in page
    )


# addresses


def test_no_element_can_have_the_address_of_another_page_of_its_plan() -> None:
    own = {"calendario", "comparar", "contraste", "documento", "historial", "informe", "medidas"}
    files = {"calendario.ics", "index", "index.html", "informe.css", "portada.png", "readme"}
    english = {
        "calendar",
        "checks",
        "compare",
        "document",
        "history",
        "measures",
        "recommendations",
    }
    theirs = english | {"calendar.ics", "card.png", "report", "report.css"}
    more = {"plan", "presupuesto", "quien-falta", "recomendaciones", "who-is-missing"}
    more |= {"indicadores", "indicators"}  # folders of the API
    more |= {"novedades.xml", "news.xml"}
    assert own | files | theirs | more == RESERVED_CODES


def test_a_sheet_says_what_it_looks_at_in_plain_words() -> None:
    lines = (
        "results_level: outcome",
        "criterion: efficiency",
        "variables: [{name: A, definition: Visitas hechas, data_source: Registro}]",
        "assumptions: Los caminos están abiertos.",
        "data_quality: {accuracy: Diez visitas, compensation: Se pregunta}",
    )
    page = pages(with_lines("indicators/visitas.yml", *lines))["indicadores/visitas.md"]
    assert "Nivel de la cadena de resultados resultado (lo que cambia para la población)" in page
    assert "Criterio de desempeño eficiencia (con cuántos recursos)" in page
    assert "Variable A: Visitas hechas Fuente de los datos: Registro" in page
    assert "Supuesto Los caminos están abiertos." in page
    assert "Exactitud que hace falta Diez visitas Qué se hace ante ellas Se pregunta" in page


def test_external_codes_stand_on_the_page_with_their_link() -> None:
    site = with_lines("site.yml", "schemes: {siaf: {name: 'Registro {x}'}}")
    own = plan('codes: {siaf: "00/1", sdg: ["8.5", "8"]}')
    sheets = with_lines("indicators/visitas.yml", "codes: {iati: PE-1}")
    files = content(**site, **own, **sheets)
    found = render(compute(load(files)[0], TODAY))
    page = found["planes/plan-2024/index.md"].decode()
    assert "Registro {x}: 00/1 · Objetivos de Desarrollo Sostenible" in words(page)
    assert '<a href="https://metadata.un.org/sdg/8.5">8.5</a>' in page
    assert "IATI: PE-1" in words(found["indicadores/visitas.md"].decode())


# a fault of the program


def test_a_page_on_which_the_program_fails_is_named_with_its_plan() -> None:
    catalog, _ = load(content())
    folder = catalog.plans["plan-2024"]
    (line,) = folder.strategies
    torn = replace(folder, strategies=(line.model_copy(update={"description": 5}),))
    results = compute(replace(catalog, plans={"plan-2024": torn}), TODAY)
    with pytest.raises(Exception, match="int") as caught:
        [output.make() for output in Portal(results).outputs()]
    sentence = Formatter("en").t(failed(caught.value))
    assert sentence.startswith("the program failed at docs/planes/plan-2024/1.1.md (TypeError: ")
    assert sentence.endswith("); please report it")


# bands


@pytest.mark.parametrize(
    ("method", "limit", "band"), [("ceplan-2024", "95", "Medio"), ("simple-2026", "90", "Alto")]
)
def test_legend_list_and_report_have_the_bands_that_hold(
    method: str, limit: str, band: str
) -> None:
    site = with_lines("site.yml", "bands: {medium: 75, high: 90}")
    done = targets("2024: 100"), results("2024", "visitas: 92")
    said = pages(site, plan(f"method: {method}"), *done)
    assert f"El resultado alcanzó el {limit} % de la meta o más." in said["index.md"]
    assert f"{band}: 92.0 %" in said[STRATEGY]
    report = said["planes/plan-2024/informe.md"]
    assert f"Alto: {limit} % o más." in report
    assert f"{band}: 92.0 %" in report


def test_the_legend_of_plans_with_other_bands_tells_none() -> None:
    files = content(**with_lines("site.yml", "bands: {medium: 75, high: 90}"))
    own = {name: text for name, text in files.items() if name.startswith("plans/plan-2024/")}
    more = {name.replace("2024/", "2025/"): text for name, text in own.items()}
    name = "plans/plan-2025/plan.yml"
    more[name] = more[name].replace(b"ceplan-2024", b"simple-2026")
    home = render(compute(load({**files, **more})[0], TODAY))["index.md"].decode()
    assert "Cada plan tiene sus límites; están en su página." in words(home)
    assert "de la meta o más" not in home


# targets that are met exactly


def rows_done(*figures: str) -> dict[str, str]:
    """Activities with a target of 10 (a milestone where the result is one), and their results."""
    unit = "[{{id: m{}, name: Norma, kind: milestone, targets: {{2024: done}}}}]"
    number = "[{{id: m{}, unit: Informe, targets: {{2024: 10}}}}]"
    of = [(unit if figure == "done" else number).format(n) for n, figure in enumerate(figures)]
    told = (f"m{n}: {figure}" for n, figure in enumerate(figures))
    return {**strategy(*of), **results("2024", *told)}


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (("10", "10", "9", "0"), "2 de 4 alcanzaron exactamente su meta."),
        (("10", "10", "9", "0", "0"), ""),
        (("10", "9"), ""),
        (("10", "10.0", "11", "done", "done"), "2 de 3 actividades con meta numérica y avance la"),
        (("done", "done", "done"), ""),
        (("10", "10", "not-applicable"), "2 de 2 actividades con meta numérica y avance la"),
    ],
)
def test_a_plan_says_that_half_of_its_targets_were_met_exactly(
    figures: tuple[str, ...], said: str
) -> None:
    found = pages(rows_done(*figures))
    for path in (PLAN, "planes/plan-2024/informe.md"):
        assert ("exactamente" in found[path]) is bool(said)
        assert said in found[path]


def test_while_the_year_runs_its_target_is_not_met() -> None:
    quarters = "[{{id: m{}, unit: Informe, targets: {{2024-T1: 10, 2024-T2: 10}}}}]"
    rows = strategy(*(quarters.format(n) for n in (1, 2)))
    first = results("2024-T1", "m1: 10", "m2: 10")
    assert "100.0 %" in (running := pages(rows, first, as_of=date(2024, 5, 15))[PLAN])
    assert "exactamente" not in running
    both = results("2024-T2", "m1: 10", "m2: 10")
    assert "2 de 2 alcanzaron exactamente su meta." in pages(rows, first, both)[PLAN]


def test_a_limit_is_not_kept_before_its_year_is_over() -> None:
    limit = "[{id: m1, unit: Queja, direction: at-most, targets: {2024: 60}}]"
    rows = strategy(limit, "[{id: m2, unit: Informe, targets: {2024-T1: 10}}]")
    told = results("2024-T1", "m1: 37", "m2: 9")
    running = pages(rows, told, as_of=date(2024, 5, 15))
    assert "1 tiene un resultado sin evaluar" in running[PLAN]
    assert not any("Cumple" in text for text in running.values())


def test_a_milestone_with_its_day_is_told_by_the_day() -> None:
    goal = "{id: m1, name: Feria, kind: milestone, targets: {2024-05-12: done}}"
    found = pages(strategy(f"[{goal}]"), results("2024-T2", "m1: done"))
    told = "El hito previsto para el 12 de mayo de 2024 se cumplió."
    assert any(told in text for text in found.values())


def test_the_number_of_targets_names_the_levels_that_the_mean_tells_apart() -> None:
    law = "measures: [{id: m9, unit: Ley, targets: {2024: 1}}]"
    above = with_lines(
        "plan.yml", f'objectives: [{{code: "1", title: Primero, {law}}}]', without=("  - {code",)
    )
    found = pages(above, rows_done("10", "9"))[PLAN]
    assert "3 con meta en 2024: 2 indicadores de actividades y 1 indicador de objetivos" in found
    assert "2 actividades, 2024" in found


def test_a_part_of_a_year_without_a_target_is_told_towards_none() -> None:
    told = results("2024-S1", "visitas: 3"), results("2024-S2", "visitas: 5")
    last = sheet("over_time: last", "kind: rate")
    towards = "hacia la meta del año"
    assert towards in pages(last, targets("2024: 10"), *told)[ACTIVITY]
    assert towards not in pages(last, targets("2024: not-programmed"), *told)[ACTIVITY]


def test_the_list_of_plans_says_how_each_goes_and_what_is_overdue() -> None:
    advice = {"plans/plan-2024/recommendations.yml": "- {code: R, text: T., deadline: 2025-06}"}
    found = pages(advice, targets("2024: 10"), results("2024", "visitas: 5"))["planes/index.md"]
    assert "Plan 2024 Ministerio · 2024 · aprobado Bajo: 50.0 %" in found
    assert "1 recomendación 2024" in found
    owed = pages(targets("2024: 10"))["planes/index.md"]
    assert "1 actividad sin reporte todavía ninguno" in owed


def test_the_list_of_indicators_begins_with_what_is_furthest_from_its_target() -> None:
    rows = "\n".join(
        f"  - {{code: 1.1.{n}, title: T, measures: [{{id: m{n}, indicator: i{n}, "
        f"targets: {{2024: 10}}}}]}}"
        for n in range(1, 5)
    )
    head = 'code: "1.1"\nobjective: "1"\ntitle: Línea\nactivities:\n'
    sheets = {
        f"indicators/i{n}.yml": f"name: Ficha {n}\nkind: count\ndirection: increase\nover_time: sum"
        for n in range(1, 6)
    }
    told = results("2024", "m1: 10", "m3: 8", "m4: 2")
    found = pages(sheets, {"strategies/1.1.yml": head + rows}, told)["indicadores/index.md"]
    order = [
        "4 usos en planes: 1 en banda baja, 1 sin reporte.",
        "4 usos en planes: 1 bajo 1 medio 1 sin reporte 1 alto",
        "Ficha 4 Bajo: 20.0 % 10 2",
        "Ficha 3 Medio: 80.0 % 10 8",
        "Ficha 2 Sin reporte 10",
        "Ficha 1 Alto: 100.0 % 10 10",
        "Ficha 5 – – – – Ningún plan la usa",
    ]
    places = [found.index(text) for text in order]
    assert places == sorted(places)


def test_none_of_one_is_told_in_the_singular() -> None:
    card = pages(targets("2024: 10"), results("2024", "visitas: 1"))["planes/index.md"]
    assert "0 de 1 actividad llegó al 95 % de su meta o más." in card


def test_a_unit_whose_plan_measures_nothing_says_so() -> None:
    said = pages({"strategies/1.1.yml": WITHOUT_MEASURES})["unidades/mtpe.md"]
    assert "0 indicadores, 2024: sin meta." in said


WITHOUT_MEASURES = """
code: "1.1"
objective: "1"
title: Línea
activities: [{code: 1.1.1, title: Actividad}]
"""


def test_texts_of_a_plan_in_another_language_say_so_and_those_of_the_portal_do_not() -> None:
    def h1(*lines: str) -> list[str]:
        catalog, _ = load(content(**plan(*lines)))
        found = render(compute(catalog, TODAY))
        return [m[0] for m in (re.search(r"<h1[^>]*>", found[it].decode()) for it in SHOWN) if m]

    assert h1("language: en") == ['<h1 lang="en">', '<h1 lang="en">', "<h1>"]
    assert h1() == h1("language: es") == ["<h1>", "<h1>", "<h1>"]


@pytest.mark.parametrize(
    ("portal", "own", "unit", "said"),
    [
        ("en", "language: es", "Trabajador", "10 trabajadores ;"),
        ("es", "language: en", "Worker", "10 workers ;"),
        ("en", "note: Sin idioma propio.", "Worker", "10 workers ;"),
        ("es", "note: Sin idioma propio.", "Trabajador", "10 trabajadores ;"),
        ("es", "language: fr", "Trabajador", "10 ;"),
    ],
)
def test_a_unit_has_the_plural_of_the_language_of_its_plan(
    portal: str, own: str, unit: str, said: str
) -> None:
    site = with_lines("site.yml", f"languages: [{portal}]")
    files = (site, plan(own), sheet(f"unit: {unit}"), targets("2024: 10"))
    assert (
        f"La meta para 2024 era de {said}" in pages(*files, results("2024", "visitas: 5"))[ACTIVITY]
    )


SHOWN = (PLAN, ACTIVITY, "unidades/index.md")
