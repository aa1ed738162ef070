"""What a reader finds across plans: budgets that moved, what is owed, dates and news."""

from __future__ import annotations

from datetime import date

import pytest

from generator.compute import Results
from generator.compute.agenda import Happening, Occasion, ReportDue, occasions
from generator.compute.growth import growths
from tests.helpers import (
    MINIMAL,
    PLAN,
    codes,
    content,
    of_parts,
    results,
    results_of,
    sheet,
    strategy,
    targets,
    with_lines,
)
from tests.test_pages import pages, plan

BUDGET = "presupuesto/index.md"
OWED = "recomendaciones/index.md"
CALENDAR = "calendario/index.md"
NEWS = "novedades/index.md"
PUBLISHED = PLAN + "published.yml"
RECOMMENDATIONS = "plans/plan-2024/recommendations.yml"
DATES = "plans/plan-2024/calendar.yml"
DOCUMENTS = {
    "documents.yml": """
- {id: informe, kind: report, title: Informe}
- {id: rm-1, kind: resolution, number: RM 1, date: 2024-01-05}
- {id: rm-2, kind: resolution, number: RM 2, date: 2024-12-20}
- {id: ley, kind: law, number: Ley 9}
"""
}


def computed(*parts: dict[str, str], as_of: date) -> Results:
    return results_of(of_parts(*parts), as_of)


def dated(*parts: dict[str, str], as_of: date = date(2026, 1, 15)) -> list[Occasion]:
    return list(occasions(computed(*parts, as_of=as_of)))


def second_plan(*lines: str) -> dict[str, str]:
    """Another plan of the minimal content, with a strategy of its own."""
    return {
        path.replace("plan-2024", "otro-2024"): text.replace("Plan 2024", "Otro plan 2024")
        + ("\n".join(["", *lines]) if path.endswith("plan.yml") else "")
        for path, text in MINIMAL.items()
        if path.startswith("plans/")
    }


# budget


MOVED = plan(
    "versions:",
    "  - {id: PIA, label: POI inicial, date: 2024-01-05, document: rm-1, budget: 1000}",
    "  - {id: V1, label: POI versión 1, date: 2024-12-20, document: rm-2}",
    "  - {id: V2, label: POI versión 2}",
    "budget_changes:",
    "  - {document: ley, version: V1, amount: 900, concept: Crédito suplementario.}",
    "  - {document: rm-2, version: V1, amount: -50}",
    "budget:",
    "  - {year: 2024, stage: opening, amount: 1000}",
    "  - {year: 2024, stage: modified, version: V1, amount: 1850}",
    "  - {year: 2024, stage: modified, version: V2, amount: 1800}",
    "  - {year: 2024, stage: executed, amount: 1440.50}",
)


def test_a_budget_that_grew_says_so_with_the_act_that_approved_the_largest_change() -> None:
    found = pages(DOCUMENTS, MOVED)[BUDGET]
    assert (
        "El presupuesto de 2024 creció de S/ 1,000 a S/ 1,800: +S/ 800 (+80.0 %), "
        "de «Inicial (PIA)» a «POI versión 2»."
    ) in found
    assert (
        "El mayor cambio llegó con «POI versión 1» (aprobación: RM 2, 20 de diciembre de 2024): "
        "+S/ 850 (+85.0 %)."
    ) in found
    assert "La mayor parte, +S/ 900, se debe a esta norma: Ley 9, «Crédito suplementario»." in found
    assert "Se gastaron S/ 1,440.50: el 80.0 % del presupuesto modificado." in found


def test_each_version_stands_with_its_change_and_its_act() -> None:
    found = pages(DOCUMENTS, MOVED)[BUDGET]
    rows = (
        "Inicial (PIA) POI inicial 1,000.00 – RM 1 5 de enero de 2024",
        "Modificado (PIM) V1 POI versión 1 1,850.00 +850.00 +85.0 % RM 2 20 de diciembre de 2024",
        "Modificado (PIM) V2 POI versión 2 1,800.00 −50.00 −2.7 % –",
        "Ejecutado 1,440.50 – 80.0 % del presupuesto modificado",
    )
    places = [found.index(row) for row in rows]
    assert places == sorted(places)
    assert "Suman +S/ 850: exactamente lo que cambió el presupuesto en esta versión." in found
    lead = (
        "En 2024 se gastaron S/ 1,440.50: el 80.0 % del presupuesto modificado, que es de S/ 1,800"
    )
    assert (
        f"Presupuesto {lead} (Plan 2024). ## Plan 2024 {{: #plan-2024 }}"
        " El presupuesto de 2024 creció de S/ 1,000" in found
    )


def test_what_was_spent_of_no_budget_is_no_share_of_it() -> None:
    none = plan(
        "budget:",
        "  - {year: 2024, stage: opening, amount: 0}",
        "  - {year: 2024, stage: modified, amount: 0}",
        "  - {year: 2024, stage: accrued, amount: 1500.50}",
    )
    found = pages(DOCUMENTS, none)[BUDGET]
    assert (
        "es de S/ 0, igual que al comienzo («Inicial (PIA)»). Monto devengado: S/ 1,500.50."
        in found
    )
    assert "del presupuesto modificado" not in found


def test_where_no_target_changed_the_largest_change_of_a_budget_comes_first() -> None:
    found = pages(DOCUMENTS, MOVED)
    said = (
        "El mayor cambio de un presupuesto: +S/ 850 (+85.0 %), Plan 2024, 20 de diciembre de 2024."
        " Ningún cambio de meta registrado; "
    )
    assert f"Qué cambió {said}" in found["cambios/index.md"]
    own = said.replace(" Plan 2024,", "")
    assert f"Qué cambió: Plan 2024 {own}" in found["planes/plan-2024/historial.md"]


def test_acts_that_do_not_explain_a_change_are_not_said_to() -> None:
    lines = [line.replace("amount: -50}", "amount: -60}") for line in MOVED["plan.yml"].split("\n")]
    found = pages(DOCUMENTS, {"plan.yml": "\n".join(lines)})[BUDGET]
    assert "Suman +S/ 840; en esta versión el presupuesto cambió +S/ 850." in found


@pytest.mark.parametrize(
    ("opening", "modified", "said"),
    [
        ("1000", "900", "bajó de S/ 1,000 a S/ 900: −S/ 100 (−10.0 %)"),
        ("1000", "1000", "es de S/ 1,000, igual que al comienzo («Inicial (PIA)»)"),
        ("0", "900", "creció de S/ 0 a S/ 900: +S/ 900, de"),
    ],
)
def test_a_budget_that_fell_or_stayed_says_so(opening: str, modified: str, said: str) -> None:
    found = pages(
        plan(
            "budget:",
            f"  - {{year: 2024, stage: opening, amount: {opening}}}",
            f"  - {{year: 2024, stage: modified, amount: {modified}}}",
        )
    )[BUDGET]
    assert f"El presupuesto de 2024 {said}" in found
    assert "El mayor cambio" not in found
    assert "Ningún documento del portal dice cuánto se gastó." in found


def test_a_budget_of_one_stage_is_told_without_a_change() -> None:
    found = pages(plan("budget: [{year: 2024, stage: programmed, amount: 120}]"))[BUDGET]
    assert "Presupuesto programado de 2024: S/ 120." in found
    assert "versión por versión" not in found


def test_amounts_of_parts_at_different_versions_make_no_step() -> None:
    lines = (
        "budget: [{year: 2024, stage: opening, amount: 100, executing_unit: mtpe}]",
        "objectives:",
        '  - {code: "1", title: A, budget: [{year: 2024, stage: modified, amount: 7}]}',
    )
    (result,) = computed(plan(*lines), as_of=date(2026, 1, 1)).plans.values()
    (growth,) = growths(result)
    assert [step.amount for step in growth.steps] == [100]


def test_each_year_has_its_own_budget() -> None:
    found = pages(
        plan(
            "period: {from: 2024, to: 2025}",
            "budget:",
            "  - {year: 2024, stage: opening, amount: 100}",
            "  - {year: 2025, stage: opening, amount: 300}",
        )
    )[BUDGET]
    assert "Presupuesto inicial (PIA) de 2024: S/ 100." in found
    assert "Presupuesto inicial (PIA) de 2025: S/ 300." in found
    assert "creció" not in found


def test_plans_without_money_are_named_and_a_portal_without_money_has_no_page() -> None:
    money = plan("budget: [{year: 2024, stage: programmed, amount: 120}]")
    found = pages(money, second_plan())[BUDGET]
    assert "Sin presupuesto en el portal" in found
    assert "Otro plan 2024" in found[found.index("Sin presupuesto en el portal") :]
    assert BUDGET not in pages()


# recommendations


OWED_ENTRIES = """
- {code: R1, text: Sin plazo.}
- {code: R2, text: Con plazo largo., deadline: 2027-06, owner: [mtpe]}
- {code: R3, text: Vencida hace poco., deadline: 2025-12, printed_owner: La oficina}
- {code: R4, text: Vencida hace mucho., deadline: 2024-03-01}
- {code: R5, text: Hecha., deadline: 2024-02, status: done}
"""


def test_recommendations_stand_overdue_first_then_by_deadline() -> None:
    found = pages({RECOMMENDATIONS: OWED_ENTRIES})[OWED]
    assert "5 recomendaciones de 1 plan. 2 tienen el plazo vencido al 15 de enero de 2026" in found
    order = [
        "Con el plazo vencido (2) Abiertas, dentro del plazo (1) Abiertas, sin plazo (1) Cerradas",
        "Quién debe cumplirlas",
        "## Con el plazo vencido (2)",
        "pendiente, plazo vencido Ningún documento del portal dice si se cumplió.",
        "Venció el 1 de marzo de 2024 Plan 2024 · 1 recomendación R4 Vencida hace mucho.",
        "Venció el 31 de diciembre de 2025 Plan 2024 · 1 recomendación R3 Vencida hace poco.",
        "## Abiertas, dentro del plazo",
        "pendiente Vence el 30 de junio de 2027 Plan 2024 · 1 recomendación R2 Con plazo largo.",
        "## Abiertas, sin plazo",
        "pendiente Plan 2024 1 recomendación R1 Sin plazo.",
        "## Cerradas",
        "cumplida Plazo: 29 de febrero de 2024 Plan 2024 · 1 recomendación R5 Hecha.",
    ]
    found = found.replace("&#40;", "(")
    places = [found.index(text) for text in order]
    assert places == sorted(places)


def test_recommendations_of_several_plans_stand_in_one_list() -> None:
    other = {RECOMMENDATIONS.replace("plan-2024", "otro-2024"): "- {code: R9, text: Otra.}\n"}
    found = pages({RECOMMENDATIONS: OWED_ENTRIES}, second_plan(), other)[OWED]
    assert "6 recomendaciones de 2 planes." in found
    assert found.index("R4 ") < found.index("R9 ") < found.index("R1 ")  # then plan by plan


def test_recommendations_are_counted_by_who_owes_them_most_overdue_first() -> None:
    found = pages({RECOMMENDATIONS: OWED_ENTRIES})[OWED]
    order = [
        "El documento no dice quién 2 1 1 de marzo de 2024",
        "La oficina 1 1 31 de diciembre de 2025",
        "Ministerio 1 – 30 de junio de 2027",
    ]
    places = [found.index(text) for text in order]
    assert places == sorted(places)


def test_what_sheets_of_a_report_recommend_stands_there_once_for_all_that_say_it() -> None:
    told = "\n".join(f"  {code}: {{recommendation: Contratar.}}" for code in ("'1'", "'1.1'"))
    sheets = {"results/2024.yml": f"period: 2024\nstatus: final\nelements:\n{told}\n"}
    found = pages(sheets)[OWED]
    assert "Ningún plan trae una lista de recomendaciones con sus responsables." in found
    assert "En informes (2)" in found
    assert "Plan 2024, 2024 1 texto Contratar. Acerca de: 1 Primero · 1.1 Línea" in found
    assert found.count("Contratar.") == 1
    assert "Lista completa" not in found
    assert "vencido" not in found


def test_a_portal_without_recommendations_has_no_page_of_them() -> None:
    assert OWED not in pages()


# calendar


def test_every_sort_of_date_is_an_occasion() -> None:
    found = dated(
        DOCUMENTS,
        plan(
            "approval: {document: informe, date: 2023-12-30}",
            "versions: [{id: V1, label: Primera, date: 2024-01-05, document: rm-1}]",
            "agreements: [{counterpart: Cusco, date: 2024-02-02}]",
        ),
        targets("2024-T1: 5"),
        {RECOMMENDATIONS: "- {code: R1, text: A., deadline: 2024-06}\n"},
        {DATES: "- {title: Feria, printed: Día 3, date: 2024-05-03}\n"},
    )
    assert [(o.kind, str(o.first), str(o.last)) for o in found] == [
        (Happening.APPROVAL, "2023-12-30", "2023-12-30"),
        (Happening.VERSION, "2024-01-05", "2024-01-05"),
        (Happening.SIGNATURE, "2024-02-02", "2024-02-02"),
        (Happening.REPORT, "2024-04-30", "2024-04-30"),
        (Happening.EVENT, "2024-05-03", "2024-05-03"),
        (Happening.DEADLINE, "2024-06-01", "2024-06-30"),
    ]


def test_the_act_that_approves_a_plan_and_its_first_version_is_one_date() -> None:
    found = dated(
        DOCUMENTS,
        plan(
            "approval: {document: rm-1, date: 2024-01-05}",
            "versions: [{id: V1, label: Primera, date: 2024-01-05, document: rm-1}]",
        ),
        strategy("[]"),
    )
    assert [o.kind for o in found] == [Happening.VERSION]


def test_the_same_title_on_two_days_is_two_dates_with_names_of_their_own() -> None:
    entries = (
        "- {title: Feria, printed: 3 de mayo, date: 2024-05-03}\n"
        "- {title: Feria, printed: 4 de mayo, date: 2024-05-04}\n"
        "- {title: Otra, printed: 4 de mayo, date: 2024-05-04}\n"
    )
    found = dated({DATES: entries}, strategy("[]"))
    assert len({o.key for o in found}) == 3
    moved = dated({DATES: entries.replace("title: Otra", "title: Otra distinta")}, strategy("[]"))
    assert {o.key for o in found[:2]} == {o.key for o in moved[:2]}


def due(*parts: dict[str, str]) -> list[tuple[str, str, int, int]]:
    """Deadlines of reports: last day, round, measures, those with their result."""
    found = []
    for occasion in dated(*parts):
        if isinstance(occasion.subject, ReportDue):
            subject = occasion.subject
            found.append((str(occasion.last), str(subject.period), subject.n, subject.n_told))
    return found


def test_a_report_is_due_after_the_round_it_ends_in_and_the_days_of_grace() -> None:
    assert due(targets("2024-T1: 5, 2024-T2: 0, 2024-T3: 7"), results("2024-T1", "visitas: 8")) == [
        ("2024-04-30", "2024-T1", 1, 1),
        ("2024-10-30", "2024-T3", 1, 0),  # a target of 0 asks for nothing
    ]
    months = targets("2024-01: 1, 2024-02: 1, 2024-05: 1")
    assert due(months, results("2024-01", "visitas: 1")) == [
        ("2024-04-30", "2024-T1", 1, 0),  # one month is missing
        ("2024-07-30", "2024-T2", 1, 0),
    ]
    assert due(plan("grace_days: 0"), targets("2024: 5")) == [("2024-12-31", "2024", 1, 0)]
    assert due(plan("frequency: month"), targets("2024-12: 5")) == [("2025-01-30", "2024-12", 1, 0)]
    assert due(plan("frequency: week"), targets("2024-W01: 5")) == [
        ("2024-02-06", "2024-W01", 1, 0)
    ]


def test_the_calendar_tells_what_is_coming_before_what_is_past() -> None:
    files = {
        DATES: "- {title: Feria, printed: Día 3, date: 2026-02-03, coordination: [OCII]}\n"
        "- {title: Congreso, printed: 28 al 2, from: 2026-01-28, to: 2026-02-02}\n"
        "- {title: Semana, printed: 1ra semana, week: 2025-12-s1}\n"
        "- {title: Aniversario, printed: Día 9, date: 2021-03-09}\n",
        RECOMMENDATIONS: "- {code: R1, text: Publicar., deadline: 2026, owner: [mtpe]}\n"
        "- {code: R2, text: Traducir., deadline: 2025-11}\n",
    }
    found = pages(files, strategy("[]"))[CALENDAR]
    late = "Con el plazo vencido: 1 recomendación."
    assert f"{late} 6 fechas de 1 plan. 3 están por venir al 15 de enero de 2026." in found
    order = [
        "## Vencido y sin respuesta",
        "Plan 2024",
        "Recomendación R2 : ningún documento dice que esto se hiciera Venció el 30 de noviembre",
        "## Próximas fechas",
        "Enero de 2026",
        "28 de enero de 2026 – 2 de febrero de 2026",
        "Congreso",
        "Febrero de 2026",
        "martes 3",
        "Feria Coordina: OCII",
        "Diciembre de 2026",
        "durante 2026 Plazo de una recomendación",
        "R1 pendiente Publicar. Responsable: Ministerio",
        "## Fechas pasadas",
        "2025 2 fechas Diciembre de 2025",
        "1 al 7",
        "Semana Día impreso: 1ra semana",
        "Noviembre de 2025",
        "durante el mes Plazo de una recomendación",
        "R2 pendiente, plazo vencido Ningún documento del portal dice si se cumplió. Traducir.",
        "2021 1 fecha Marzo de 2021",
        "Aniversario",
    ]
    places: list[int] = []
    for text in order:
        places.append(found.index(text, places[-1] if places else 0))
    assert places == sorted(places)


def test_a_report_that_is_owed_is_marked_in_the_calendar() -> None:
    told = results("2024-T1", "visitas: 8")
    found = pages(targets("2024-T1: 5, 2024-T2: 6"), told)[CALENDAR]
    assert "Resultados del I trimestre de 2024 Con reporte 1 indicador con meta" in found
    assert "Resultados del II trimestre de 2024 Sin reporte 1 indicador con meta" in found
    assert "Con el plazo vencido: 1 reporte al que le faltan resultados. 2 fechas" in found
    early = pages(targets("2024-T1: 5"), as_of=date(2024, 4, 1))[CALENDAR]
    assert "Resultados del I trimestre de 2024 Aún no vence 1 indicador con meta" in early
    assert "Con el plazo vencido" not in early


def test_dates_that_differ_in_their_text_alone_say_once_what_they_are() -> None:
    owed = (
        "- {code: R1, text: Uno., deadline: 2025-11}\n- {code: R2, text: Dos., deadline: 2025-11}\n"
    )
    found = pages({RECOMMENDATIONS: owed}, strategy("[]"))[CALENDAR]
    assert found.count("Plazo de una recomendación · Plan 2024") == 1
    assert "si se cumplió. R1 Uno. R2 Dos." in found
    assert (
        "2 recomendaciones : ningún documento dice que esto se hiciera Venció el 30 de nov" in found
    )


def test_a_portal_without_dates_has_no_calendar() -> None:
    found = pages(strategy("[]"))
    assert CALENDAR not in found
    assert NEWS not in found


def test_no_element_can_take_the_address_of_the_calendar_file() -> None:
    objective = plan("objectives:", "  - {code: calendario.ics, title: A}")
    files = content(**objective, **strategy("[]", objective="calendario.ics"))
    assert "reserved-code" in codes(files)


# news


def test_news_go_from_the_newest_to_the_oldest_and_undated_ones_apart() -> None:
    files = {
        RECOMMENDATIONS: "- code: R1\n  text: Publicar.\n  follow_up:\n"
        "    - {date: 2025-03-01, text: Se publicó., status: done}\n"
    }
    found = pages(DOCUMENTS, MOVED, files, results("2024-T1", "visitas: 8"))[NEWS]
    latest = "Lo más reciente con fecha: 1 de marzo de 2025, Plan 2024, Recomendación R1: cumplida."
    assert latest in found
    order = [
        "1 de marzo de 2025",
        "Recomendación R1: cumplida Se publicó.",
        "Los documentos no dicen cuándo se publicaron",
        "Plan 2024 Resultados del I trimestre de 2024 resultado final · 1 resultado",
        "Versiones y movimientos del presupuesto",
        "20 de diciembre de 2024",
        "POI versión 1 S/ 1,000 → pasó a S/ 1,850 +S/ 850 (+85.0 %) RM 2",
        "20 de diciembre de 2024",
        "RM 2 −S/ 50",
        "5 de enero de 2024",
        "POI inicial S/ 1,000",
        "POI versión 2 S/ 1,850 → pasó a S/ 1,800",
        "Ley 9 +S/ 900 Crédito suplementario. · Aparece por primera vez en: POI versión 1",
    ]
    places: list[int] = []
    for text in order:
        places.append(found.index(text, places[-1] if places else 0))
    assert places == sorted(places)


def test_files_of_one_report_are_one_piece_of_news_dated_by_its_document() -> None:
    head = "period: 2024\nstatus: provisional\ncutoff: 2024-12-31\nsource: {document: rm-2}\n"
    files = {
        "results/2024-a.yml": head + "results: {visitas: 5}\n",
        "results/2024-b.yml": head + "elements: {1.1.1: {situation: Va bien.}}\n",
    }
    found = pages(DOCUMENTS, files)[NEWS]
    assert (
        "20 de diciembre de 2024 Reporte · Plan 2024 Resultados de 2024 "
        "resultado provisional · 1 resultado; 1 reporte en palabras"
        " · datos al 31 de diciembre de 2024 · RM 2"
    ) in found
    assert found.count("Resultados de 2024") == 2  # in the list, and above it as the latest


@pytest.mark.parametrize("state", ["withheld", "not-available", "not-applicable"])
def test_a_report_without_a_figure_is_no_result(state: str) -> None:
    entry = f"visitas: {{value: {state}, note: Sin encuesta.}}"
    found = pages(results("2024-T1", entry))[NEWS]
    assert "Resultados del I trimestre de 2024" in found
    assert "1 resultado" not in found
    assert "resultado final" not in found


def test_a_correction_is_news_once_it_is_answered() -> None:
    asked = (
        "- {id: c-1, asked: 2026-01-02, plan: plan-2024, request: Revisar la meta., state: %s%s}"
    )
    told = {"corrections.yml": asked % ("rejected", ", answered: 2026-01-09, answer: Es así.")}
    found = pages(told)[NEWS]
    assert (
        "9 de enero de 2026 Corrección · Plan 2024 Corrección rechazada: Revisar la meta." in found
    )
    assert "Plan 2024, Corrección rechazada: Revisar la meta. " in found
    assert "Corrección" not in pages({"corrections.yml": asked % ("open", "")}).get(NEWS, "")


@pytest.mark.parametrize(
    ("day", "lead"),
    [
        (", date: 2024-01-10", "con fecha: 10 de enero de 2024, Plan 2024, Versión 1."),
        ("", "Ningún documento da la fecha de una novedad."),
    ],
)
def test_where_there_are_versions_only_the_newest_leads(day: str, lead: str) -> None:
    version = with_lines("plan.yml", f"versions: [{{id: V1, label: Versión 1{day}}}]")
    found = pages(version, as_of=date(2024, 2, 1))[NEWS]
    assert lead in found
    assert ("Suscribirse (Atom)" in found) == bool(day)  # a feed of nothing is not written


def test_a_report_says_how_many_contradictions_its_document_has() -> None:
    told = {PUBLISHED: "- {figure: actual, of: visitas, period: 2024-T1, value: 9}\n"}
    found = pages(told, results("2024-T1", "visitas: 8"))[NEWS]
    assert "resultado final · 1 resultado · 1 contradicción en su documento · Informe" in found
    assert "contradicc" not in pages(results("2024-T1", "visitas: 8"))[NEWS]
    nowhere = with_lines("plan.yml", without=("source",))
    silent = {"results/2024-T1.yml": "period: 2024-T1\nstatus: final\nresults: {visitas: 8}\n"}
    assert "contradicc" not in pages(told, nowhere, silent)[NEWS]  # of no document


def test_a_baseline_is_no_news() -> None:
    assert "Resultados de 2023" not in pages(results("2023", "visitas: 8", role="baseline"))[NEWS]


def test_money_from_one_unit_to_another_is_no_change_of_the_whole() -> None:
    units = {"units.yml": "- {id: mtpe, name: A, kind: entity}\n- {id: b, name: B, kind: office}\n"}
    found = pages(
        DOCUMENTS,
        units,
        plan(
            "versions: [{id: V1, label: Primera}]",
            "budget_changes:",
            "  - {document: ley, version: V1, amount: -5, executing_unit: mtpe, concept: Pase.}",
            "  - {document: ley, version: V1, amount: 5, executing_unit: b, concept: Pase.}",
        ),
    )[NEWS]
    assert "Ley 9 Pase. · A −S/ 5; B +S/ 5 · Aparece" in found
    assert "Lo más reciente con fecha" not in found


def test_pages_of_a_plan_lead_to_those_of_all_plans() -> None:
    files = {
        DATES: "- {title: Feria, printed: Día 3, date: 2026-02-03}\n",
        RECOMMENDATIONS: OWED_ENTRIES,
    }
    found = pages(files)
    assert (
        "Suscribirse (.ics) · Calendario de todos los planes"
        in (found["planes/plan-2024/calendario.md"])
    )
    assert "Recomendaciones de todos los planes" in found["planes/plan-2024/recomendaciones.md"]


@pytest.mark.parametrize(
    ("entry", "lead"),
    [
        ("340", "El avance promedio de Plan 2024 es 97.1 %. 1 no tiene ningún resultado"),
        ("{value: withheld, note: Secreto.}", "2 no tienen ningún resultado en el portal."),
        ("{value: not-available, note: No hay.}", "2 no tienen ningún resultado en el portal."),
        ("{value: not-applicable, note: No va.}", "2 no tienen ningún resultado en el portal."),
        ("{text: Va bien.}", "1 no tiene ningún resultado en el portal. 1 tiene resultados, pero"),
    ],
)
def test_the_home_page_says_which_plans_have_no_result(entry: str, lead: str) -> None:
    files = strategy("[{id: visitas, unit: Informe, targets: {2024: 350}}]")
    other = {
        path.replace("plan-2024", "plan-b"): text.replace("Plan 2024", "Plan B")
        for path, text in MINIMAL.items()
        if path.startswith(PLAN)
    }
    found = pages(files, other, results("2024", f"visitas: {entry}"), as_of=date(2026, 1, 1))
    assert f"2 planes públicos. {lead}" in found["index.md"].replace("\u00a0", " ")


# what is owed

BY_SEX = sheet("dimensions: {sexo: [mujeres, varones]}", "over_time: last")


@pytest.mark.parametrize(
    ("result", "said", "is_owed"),
    [
        ("", "1 de 1 actividad con meta no tiene resultado en el portal, y ya venció", True),
        ("{text: Se hizo en mayo.}", "1 de 1 actividad con meta se reportó en palabras", False),
        (
            "{by: sexo, value: {mujeres: 4}}",
            "1 de 1 actividad con meta se reportó en palabras",
            False,
        ),
        ("{note: En revisión.}", "", False),
        ("10", "", False),
    ],
)
def test_what_is_reported_without_a_figure_is_not_owed(
    result: str, said: str, is_owed: bool
) -> None:
    given = [results("2024", f"visitas: {result}")] * bool(result)
    found = pages(BY_SEX, targets("2024: 20"), *given, as_of=date(2026, 1, 15))
    plan_page = found["planes/plan-2024/index.md"]
    assert said in plan_page
    assert ("no tiene resultado" in plan_page) is is_owed
    assert ("1 de 1 sin resultado" in found[CALENDAR]) is is_owed
    assert ("planes/plan-2024/quien-falta.md" in found) is is_owed
    assert ("Quién falta por reportar" in plan_page) is is_owed


def test_a_quarter_in_words_does_not_speak_for_those_that_are_missing() -> None:
    quarters = targets("2024-T1: 2, 2024-T2: 2, 2024-T3: 2, 2024-T4: 2")
    told = results("2024-T1", "visitas: {text: Se hizo.}")
    page = pages(quarters, told, as_of=date(2026, 1, 15))["planes/plan-2024/index.md"]
    assert "1 de 1 actividad con meta no tiene resultado en el portal" in page
    assert "Quién falta por reportar" in page


def test_what_is_reported_in_words_is_not_said_to_be_silent() -> None:
    one, two = ("{indicator: visitas, targets: {2024: 5}}", "{indicator: visitas, id: otras, ")
    both = strategy(f"[{one}]", f"[{two}targets: {{2024: 5}}}}]")
    told = results("2024", "visitas: {text: Se hizo.}", "otras: 4")
    page = pages(both, told, as_of=date(2026, 1, 15))["planes/plan-2024/index.md"]
    assert "y el 95 % y 1 se reportó solo en palabras o por partes." in page.replace("\u00a0", " ")
    assert "no tiene resultado" not in page
