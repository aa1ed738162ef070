"""A plan as of each of its acts: what was promised on that day, and what nobody says of it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.export import tables
from generator.render.pages import page_output
from generator.render.views.common import RenderContext
from generator.words.formatter import NBSP
from tests.helpers import PLAN, of_parts, results, results_of, targets, with_lines
from tests.test_pages import words

DOCUMENTS = {
    "documents.yml": """
- {id: informe, kind: report, title: Informe}
- {id: acta, kind: resolution, number: Acta 1}
- {id: acuerdo, kind: resolution, number: Acuerdo 2, date: 2024-06-30}
- {id: norma, kind: resolution, number: Norma 3, date: 2024-09-30}
"""
}
APPROVED = with_lines("plan.yml", "approval: {document: acta, date: 2024-01-05}")
V1 = "{id: V1, label: Versión 1, date: 2024-01-05, document: acta, n_activities: 3}"
V2 = "{id: V2, label: Versión 2, document: acuerdo, n_activities: 1}"
LOWERED = "{measure: a, period: 2024, from: 100, to: 80}"
AGAIN = "{measure: a, period: 2024, from: 80, to: 60}"


def versions(*entries: str, budget: str = "") -> dict[str, str]:
    return with_lines("plan.yml", f"versions: [{', '.join(entries)}]", budget or "currency: PEN")


def amended(document: str, day: str, *changes: str) -> str:
    head = (
        f"- {{id: mod-{document}, date: {day}, document: {document}, reason: Se redujo, changes: "
    )
    return f"{head}[{', '.join(changes)}]}}\n"


def amendments(*entries: str) -> dict[str, str]:
    return {PLAN + "amendments.yml": "".join(entries)}


def context(*parts: Mapping[str, str], lang: str = "es") -> RenderContext:
    return RenderContext(results_of(of_parts(DOCUMENTS, *parts)), lang)


def source(ctx: RenderContext, path: str) -> str:
    """A page of the plan; "" where there is none."""
    made = page_output(ctx, f"planes/plan-2024/{path}", lambda: ())
    return made.make().decode() if made else ""


def page(ctx: RenderContext, act: str) -> str:
    """That of an act, as it is read aloud."""
    return words(it).replace(NBSP, " ") if (it := source(ctx, f"al/{act}.md")) else ""


SIXTY = {**targets("2024: 60", "id: a"), **results("2024", "a: 60")}
TWICE = amendments(amended("acuerdo", "2024-06-30", LOWERED), amended("norma", "2024-09-30", AGAIN))


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [APPROVED],
        [versions(V1)],
        [with_lines("plan.yml", f"versions: [{V1}, {V2}]", "state: draft")],
        # The act that approved the plan corrects how it was transcribed.
        [APPROVED, SIXTY, amendments(amended("acta", "2024-06-30", AGAIN))],
    ],
    ids=["nothing", "approved", "one version", "draft", "a corrected transcription"],
)
def test_a_plan_that_never_was_another_has_no_such_page(parts: list[dict[str, str]]) -> None:
    ctx = context(*parts)
    assert [page(ctx, act) for act in ("original", "V1", "mod-acta")] == ["", "", ""]
    assert "al/" not in source(ctx, "index.md")


def test_each_act_has_the_target_of_its_day_beside_that_of_today() -> None:
    ctx = context(APPROVED, SIXTY, TWICE)
    original, first, last = (page(ctx, act) for act in ("original", "mod-acuerdo", "mod-norma"))
    assert "Plan 2024: lo prometido al 5 de enero de 2024 Acta 1 1 meta no era la de hoy." in (
        original
    )
    assert "Actividad meta de 2024 100 60 −40 (−40.0 %) avance: Bajo: 60.0 % → Alto: 100.0 %" in (
        original
    )
    assert "Lo que fijó esta norma" not in original
    assert "80 al principio: 100 60 −20 (−25.0 %)" in first
    assert "Actividad · meta de 2024 100 → pasó a 80 −20 (−20.0 %)" in first
    assert "Es la última norma que está registrada. Como se prometió al:" in last
    assert "Metas que no eran las de hoy" not in last
    assert 'href="../../../datos/planes/plan-2024/past_targets.csv"' in source(
        ctx, "al/original.md"
    )
    assert 'href="al/mod-norma.md">30 de setiembre de 2024<' in source(ctx, "historial.md")
    plan = source(ctx, "index.md")
    assert 'href="al/original.md">Lo prometido, norma por norma<' in plan


@pytest.mark.parametrize(
    ("parts", "act", "said"),
    [
        (
            [versions(V1, V2)],
            "V1",
            "lo prometido al 5 de enero de 2024 Versión 1 · Acta 1 Tenía 3 actividades; la última"
            " versión, 1. No todas las versiones posteriores dicen qué metas cambiaron, así que no"
            " se conocen todas las metas de ese día. Como se prometió al",
        ),
        (
            [versions(V1, V2), SIXTY, amendments(amended("acuerdo", "2024-06-30", LOWERED))],
            "V1",
            "Acta 1 1 meta no era la de hoy. Tenía 3 actividades; la última versión, 1. Como",
        ),
        (
            [versions(V1, "{id: V2, label: Versión 2}")],
            "V2",
            "lo prometido en Versión 2 Versión 2 Es la última norma que está registrada.",
        ),
        (
            [APPROVED, targets("2024: 60", "id: a"), TWICE],
            "mod-norma",
            "Norma 3 Es la última norma que está registrada. Como",
        ),
        (  # no act says what made it 70
            [APPROVED, targets("2024: 70", "id: a"), TWICE],
            "mod-norma",
            "Es la última norma que está registrada. 1 meta no era la de hoy. Como",
        ),
        (
            [
                APPROVED,
                targets("2024-T3: 60, 2024-T4: 5", "id: a"),
                amendments(
                    amended("acuerdo", "2024-06-30", "{measure: a, period: 2024-T4, to: 5}")
                ),
            ],
            "original",
            "meta del IV trimestre de 2024 no había 5",
        ),
        (
            [
                APPROVED,
                targets("2024: 60", "id: a"),
                amendments(amended("acuerdo", "2024-06-30", "{measure: b, period: 2024, from: 5}")),
            ],
            "original",
            "b meta de 2024 5 se retiró –",
        ),
    ],
    ids=[
        *("versions that do not say", "a version that says", "no day", "latest", "unregistered"),
        *("a new target", "a target taken out"),
    ],
)
def test_a_page_says_what_is_known_of_the_day(
    parts: list[dict[str, str]], act: str, said: str
) -> None:
    assert said in page(context(*parts), act)


def test_what_is_printed_for_a_version_stands_beside_the_latest_and_acts_say_what_they_moved() -> (
    None
):
    line = "{{year: 2024, stage: modified, version: {}, amount: {}}}"
    budget = f"budget: [{line.format('V1', '100.00')}, {line.format('V2', '150.00')}]"
    moved = "budget_changes: [{document: norma, version: V2, amount: 50, concept: Crédito}]"
    given = versions(V1, V2, budget=budget)
    ctx = context({"plan.yml": f"{given['plan.yml']}\n{moved}"})
    first, second = page(ctx, "V1"), page(ctx, "V2")
    assert "Su presupuesto de 2024 era de S/ 100; hoy es de S/ 150." in first
    assert "Plan 2024 S/ 100 S/ 150 +S/ 50 (+50.0 %)" in first
    assert "Presupuesto de 2024 S/ 100 → pasó a S/ 150 +S/ 50 (+50.0 %)" in second
    assert "Norma 3 : +S/ 50 Crédito" in second


def test_the_table_has_the_rows_of_the_pages() -> None:
    ctx = context(APPROVED, SIXTY, TWICE)
    (table,) = [it for it in tables(ctx.results, "es") if it.table.name == "past_targets"]
    names = [column.name for column in table.table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    told = ("as_of", "measure", "period", "target_then", "target_today", "target_first", "change")
    assert [tuple(str(row[name]) for name in told) for row in rows] == [
        ("original", "a", "2024", "100", "60", "100", "-40"),
        ("mod-acuerdo", "a", "2024", "80", "60", "100", "-20"),
    ]
