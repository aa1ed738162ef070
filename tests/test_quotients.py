"""Values that say their numerator and their denominator, against numbers by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from generator.model.quotients import Quotient
from tests.helpers import content, results, sheet, targets
from tests.repository import Repository
from tests.test_breakdowns import observed, rows, shown

READ = ("kind: percentage", "across: mean", "formula: (A / B) × 100")
VARIABLES = "variables: [{name: A, definition: Sí}, {name: B, definition: Todas}]"
SMALLER = {"numerator": 18, "denominator": 20, "value": 90}
DIMENSIONS = "dimensions: {sexo: [mujeres, varones], edad: [18-29, 30-59]}"


def _half(number: int, value: str) -> dict[str, str]:
    return results(f"2024-S{number}", f"visitas: {{value: {value}}}")


def test_parts_and_periods_together_are_sums_over_sums() -> None:
    ctx, view = shown(
        sheet(*READ, VARIABLES, DIMENSIONS, "over_time: sum"),
        targets("2024: {numerator: 4, denominator: 5}", "by: sexo"),
        _half(
            1,
            "{mujeres: {numerator: 27, denominator: 30}, varones: {numerator: 1, denominator: 10}}",
        ),
        _half(2, "{mujeres: {numerator: 1, denominator: 3}, varones: not-applicable}"),
    )
    # 28 of 40 and 1 of 3 are 29 of 43, not the mean of 50 % and 33.3 %.
    whole = {row[0]: row[1:] for row in rows(view)}
    assert whole["2024"] == ("80 % (4 de 5)", "67.44 % (29 de 43)", "84.3 %")
    assert whole["I semestre de 2024, hacia la meta del año"][1] == "70 % (28 de 40)"
    assert [report.variables for report in view.reports] == ["A = 28, B = 40", "A = 1, B = 3"]
    assert view.formula == ("80\xa0%", "67.44\xa0%", "84.30\xa0%")
    found = observed(ctx, "period", "member", "actual", "numerator", "denominator")
    assert ("2024", None, Decimal("67.44186"), Decimal(29), Decimal(43)) in found
    assert ("2024-S1", "mujeres", Decimal(90), Decimal(27), Decimal(30)) in found


def test_margins_of_crossed_parts_are_sums_over_sums() -> None:
    women = (
        "mujeres: {18-29: {numerator: 1, denominator: 2}, 30-59: {numerator: 1, denominator: 8}}"
    )
    men = "varones: {18-29: {numerator: 3, denominator: 4}, 30-59: {numerator: 0, denominator: 6}}"
    ctx, _ = shown(
        sheet(*READ, DIMENSIONS, "over_time: last"),
        targets("2024: 80", "by: [sexo, edad]"),
        results("2024", f"visitas: {{value: {{{women}, {men}}}}}"),
    )
    found = {(it[0], it[1]): it[2] for it in observed(ctx, "dimension", "member", "actual")}
    assert found[None, None] == 25  # 5 of 20
    assert found["sexo", "mujeres"] == 20  # 2 of 10
    assert found["edad", "18-29"] == Decimal("66.666667")  # 4 of 6


def test_a_mean_over_time_is_one_and_the_last_keeps_its_numbers() -> None:
    given = (
        _half(1, "{numerator: 9, denominator: 10}"),
        _half(2, "{numerator: 1, denominator: 2, value: 51}"),
    )
    note = "note: Así está impreso."
    goal = targets("2024-S1: 80, 2024-S2: 80")
    for rule, whole in {"mean": "70.5 %", "last": "51 % (1 de 2)"}.items():
        files = {**given[1]}
        files = {
            name: text.replace("value: 51}}", f"value: 51}}, {note}}}")
            for name, text in files.items()
        }
        _, view = shown(sheet("kind: percentage", f"over_time: {rule}"), goal, given[0], files)
        assert rows(view)[-1][2] == whole


def test_another_denominator_is_another_result_and_another_target(tmp_path: Path) -> None:
    repo = Repository.make(tmp_path)
    own = {**sheet(*READ, "over_time: last"), **targets("2024: {numerator: 27, denominator: 30}")}
    repo.commit(
        content(**own, **results("2024", "visitas: {value: {numerator: 9, denominator: 10}}"))
    )
    more = {**own, **targets("2024: {numerator: 18, denominator: 20}")}
    repo.commit(
        content(**more, **results("2024", "visitas: {value: {numerator: 18, denominator: 20}}"))
    )
    asked = repo.avance("check", "--base", "HEAD~1").stdout
    line = "from: {numerator: 27, denominator: 30}, to: {numerator: 18, denominator: 20}"
    assert f"- {{measure: visitas, period: 2024, {line}}}" in asked
    assert "correction: {was: {numerator: 9, denominator: 10}, date: …, reason: …}" in asked
    changes = json.loads(repo.avance("diff", "HEAD~1", "HEAD", "--format", "json").stdout)
    details = [change["details"] for change in changes["changes"]]
    assert [(it["before"], it["after"]) for it in details] == [
        ({"numerator": 27, "denominator": 30, "value": 90}, SMALLER),
        ({"numerator": 9, "denominator": 10, "value": 90}, SMALLER),
    ]
    texts = [change["text"].replace("\xa0", " ") for change in changes["changes"]]
    assert texts[0].endswith("meta 2024: 90 (27 / 30) → 90 (18 / 20)")  # and no «(0)»
    told = repo.avance("history", "visitas").stdout.replace("\xa0", " ")
    assert "90 % (27 / 30) · al principio\n  90 % (18 / 20) · 1 de junio de 2025" in told


def test_a_target_of_the_baseline_is_exact_where_the_baseline_has_no_end() -> None:
    start = "baseline: {period: 2023, value: {numerator: 2, denominator: 3}}"
    _, view = shown(
        sheet("kind: percentage", "over_time: last", start),
        targets("2024: {change: 50 %}"),
        results("2024", "visitas: {value: {numerator: 3, denominator: 3}}"),
    )
    assert rows(view) == [("2024", "100 %", "100 % (3 de 3)", "100.0 %")]


def test_its_text_tells_all_of_it() -> None:
    given = Quotient(Decimal(2), Decimal(3), Decimal(1000), Decimal("666.7"))
    assert repr(given) == "Quotient(numerator: 2, denominator: 3, per: 1000, value: 666.7)"
    assert f"{Quotient(Decimal('0.5'), Decimal('0.04')):f}" == "1250"
