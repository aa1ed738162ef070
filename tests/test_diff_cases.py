"""Proposals as they happen, on real repositories: what is a change and what is not."""

from __future__ import annotations

import json

import pytest

from tests.helpers import MINIMAL, PLAN, results, strategy, targets
from tests.repository import Repository, edited, over

LINE = PLAN + "strategies/1.1.yml"
MEASURE = "plan-2024 · 1.1.1 Actividad · visitas"
FIRST = results("2024-T1", "visitas: 8")


def two_activities(code: str = "1.1", *only: int) -> str:
    """A strategy with activities 1.1.1 to 1.1.3, or those that are named."""
    lines = [f'code: "{code}"', 'objective: "1"', f"title: Línea {code}", "activities:"]
    for n in only or (1, 2, 3):
        lines += [f"  - code: 1.1.{n}", f"    title: Actividad {n}", "    measures:"]
        lines += [f"      - {{unit: Taller, targets: {{2024: {n}0}}}}"]
    return "\n".join(lines)


# Not a change.


def test_moving_reordering_and_reformatting_change_nothing(repo: Repository) -> None:
    repo.commit(over({**FIRST, LINE: two_activities()}))
    text = """
# Otro orden, otro formato, otro archivo.
activities:
- {code: 1.1.3, title: Actividad 3, measures: [{unit: Taller, targets: {2024: 30.0}}]}
- {code: 1.1.1, title: 'Actividad 1', measures: [{targets: {2024: 10}, unit: "Taller"}]}
- {code: 1.1.2, title: Actividad 2, measures: [{unit: Taller, targets: {2024: 20}}]}
title: Línea 1.1
objective: ["1"]
code: "1.1"
"""
    moved = over({**FIRST, PLAN + "strategies/1.1-otro.yml": text}, LINE)
    moved[PLAN + "results/2024-T1-visitas.yml"] = moved.pop(PLAN + "results/2024-T1.yml")
    repo.commit(moved)
    done = repo.avance("diff", "HEAD~1", "HEAD")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Sin cambios de contenido: HEAD~1 (")


def test_a_title_is_a_text_and_no_target(repo: Repository) -> None:
    repo.commit(over({}))
    repo.commit(over({LINE: edited(LINE, ("title: Actividad", "title: Visitar"))}))
    assert repo.diff("HEAD~1", "HEAD") == [
        "plan-2024 · 1.1.1 Visitar · título: Actividad → Visitar"
    ]


def test_line_ends_of_windows_on_the_disk_change_nothing(repo: Repository) -> None:
    repo.commit(over({}))
    repo.lay({path: data.replace(b"\n", b"\r\n") for path, data in over({}).items()})
    assert repo.avance("diff", "HEAD").returncode == 0


def test_a_second_unit_in_charge(repo: Repository) -> None:
    repo.commit(
        over({LINE: edited(LINE, ("title: Actividad", "responsible: mtpe\n    title: Actividad"))})
    )
    units = {
        "units.yml": "- {id: mtpe, name: M, kind: entity}\n- {id: ofi, name: O, kind: office}\n"
    }
    several = "responsible: [mtpe, ofi]\n    title: Actividad"
    repo.commit(over({LINE: edited(LINE, ("title: Actividad", several)), **units}))
    assert repo.diff("HEAD~1", "HEAD")[:1] == [
        "plan-2024 · 1.1.1 Actividad · responsable: mtpe → mtpe, ofi (participa)"
    ]


# The tree.


def test_a_strategy_split_in_two(repo: Repository) -> None:
    repo.commit(over({LINE: two_activities()}))
    new = {LINE: two_activities("1.1", 1), PLAN + "strategies/1.2.yml": two_activities("1.2", 2, 3)}
    repo.commit(over(new))
    assert repo.diff("HEAD~1", "HEAD") == [
        "plan-2024 · 1.2 Línea 1.2 · estrategia agregada: 2 actividades",
        "plan-2024 · 1.1.2 Actividad 2 · actividad trasladada: 1.1 → 1.2",
        "plan-2024 · 1.1.3 Actividad 3 · actividad trasladada: 1.1 → 1.2",
    ]


def test_a_strategy_with_another_code_keeps_its_activities_and_results(repo: Repository) -> None:
    told = results("2024", "1.1.2: 12")
    repo.commit(over({**told, LINE: two_activities()}))
    renamed = two_activities("2.1").replace("1.1.2", "2.1.2").replace("Línea 2.1", "Línea 1.1")
    later = results("2024", "2.1.2: 12")
    repo.commit(over({**later, PLAN + "strategies/2.1.yml": renamed}, LINE))
    assert repo.diff("HEAD~1", "HEAD") == [
        "plan-2024 · 2.1 Línea 1.1 · código de la estrategia: 1.1 → 2.1",
        "plan-2024 · 2.1.2 Actividad 2 · código de la actividad: 1.1.2 → 2.1.2",
    ]


def test_printed_figures_follow_the_code_of_what_they_are_of(repo: Repository) -> None:
    printed = "- {figure: target, of: 1.1.3, period: 2024, value: 30}\n"
    here = PLAN + "published.yml"
    repo.commit(over({LINE: two_activities(), here: printed}))
    renamed = two_activities().replace("code: 1.1.3", "code: 1.1.9")
    repo.commit(over({LINE: renamed, here: printed.replace("1.1.3", "1.1.9")}))
    told = repo.diff("HEAD~1", "HEAD")
    assert told == ["plan-2024 · 1.1.9 Actividad 3 · código de la actividad: 1.1.3 → 1.1.9"]


def test_a_printed_count_is_named_in_words(repo: Repository) -> None:
    count = "- {figure: count, of: plan, level: activity, band: high, year: 2024, value: 1}\n"
    repo.commit(over({LINE: two_activities(), PLAN + "published.yml": count}))
    repo.commit(over({LINE: two_activities(), PLAN + "published.yml": count.replace(" 1}", " 2}")}))
    (told,) = repo.diff("HEAD~1", "HEAD")
    assert "cantidad plan actividades alto 2024" in told


def test_printed_figures_written_before_others_leave_those_as_they_were(repo: Repository) -> None:
    def printed(*figures: tuple[int, int]) -> dict[str, str]:
        row = "- {figure: statement, value: V, quote: suman V, equals: V + 0, source: {lines: L}}\n"
        text = "".join(row.replace("V", str(v)).replace("L", str(line)) for v, line in figures)
        return {PLAN + "published.yml": text}

    repo.commit(over(printed((20, 200), (30, 300))))
    repo.commit(over(printed((10, 100), (25, 200), (30, 300))))
    assert repo.diff("HEAD~1", "HEAD") == [
        "plan-2024 · cuenta dentro del documento · se agrega cifra publicada: 10",
        "plan-2024 · cuenta dentro del documento · valor: 20 → 25 (+5, +25.0 %)",
        "plan-2024 · cuenta dentro del documento · cuenta: 20 + 0 → 25 + 0",
        "plan-2024 · cuenta dentro del documento · cita: suman 20 → suman 25",
    ]


def test_another_code_and_another_target_are_two_changes(repo: Repository) -> None:
    repo.commit(over({**results("2024", "1.1.2: 12"), LINE: two_activities()}))
    text = two_activities().replace("code: 1.1.2", "code: 1.1.9")
    text = text.replace("title: Actividad 2\n", "title: Actividad 2\n    note: Otro código\n")
    repo.commit(over({**results("2024", "1.1.9: 15"), LINE: text}))
    assert repo.diff("HEAD~1", "HEAD") == [
        "plan-2024 · 1.1.9 Actividad 2 · resultado 2024 corregido: 12 → 15 taller "
        "(+3, +25.0 %) · era final · sin motivo declarado · avance 60.0 % → 75.0 %, "
        "de bajo a medio",
        "plan-2024 · 1.1.9 Actividad 2 · código de la actividad: 1.1.2 → 1.1.9",
        "plan-2024 · 1.1.9 Actividad 2 · se agrega nota: Otro código",
    ]


# Targets and how they are read.


def test_quarters_that_become_months_with_the_same_sum(repo: Repository) -> None:
    repo.commit(over({}))
    months = ", ".join(f"2024-{n:02}: {10 if n <= 8 else 5}" for n in range(1, 13))
    repo.commit(over(targets(months, "total: 100")))
    (line,) = repo.diff("HEAD~1", "HEAD")
    assert line.startswith(
        f"{MEASURE} · metas 2024 en otros periodos: de 4 a 12, que dan 100 como antes"
    )


def test_a_direction_that_turns_says_what_moves(repo: Repository) -> None:
    sheet = "indicators/visitas.yml"
    told = {**targets("2024: 100"), **results("2024", "visitas: 50")}
    repo.commit(over(told))
    repo.commit(over({**told, sheet: edited(sheet, ("direction: increase", "direction: at-most"))}))
    assert repo.diff("HEAD~1", "HEAD") == [
        "ficha visitas Visitas · sentido: más es mejor → no más que la meta · "
        "avance 50.0 % → sin porcentaje"
    ]


@pytest.mark.parametrize(
    ("direction", "sense"), [("increase", "más fácil"), ("decrease", "más difícil"), ("none", "")]
)
def test_easier_and_harder_follow_the_direction(
    direction: str, sense: str, repo: Repository
) -> None:
    sheet = "indicators/visitas.yml"
    files = {sheet: edited(sheet, ("direction: increase", f"direction: {direction}"))}
    repo.commit(over({**files, **targets("2024: 100")}))
    repo.commit(over({**files, **targets("2024: 80")}))
    (line,) = repo.diff("HEAD~1", "HEAD")
    assert line.startswith(f"{MEASURE} · meta 2024: 100 → 80 (−20, −20.0 %)")
    assert [word for word in ("más fácil", "más difícil") if word in line] == (
        [sense] if sense else []
    )


def test_no_percent_of_nothing_and_points_between_percentages(repo: Repository) -> None:
    sheet = "indicators/visitas.yml"
    percent = {sheet: edited(sheet, ("kind: count", 'kind: percentage\nunit: "%"'))}
    repo.commit(over({**targets("2024: 0"), LINE: targets("2024: 0")["strategies/1.1.yml"]}))
    repo.commit(over(targets("2024: 12345")))
    assert repo.diff("HEAD~1", "HEAD") == [
        f"{MEASURE} · meta 2024: 0 → 12,345 (+12,345) · más difícil"
    ]
    repo.commit(over({**percent, **targets("2024: 40")}))
    repo.commit(over({**percent, **targets("2024: 50")}))
    assert repo.diff("HEAD~1", "HEAD") == [
        f"{MEASURE} · meta 2024: 40 → 50 % (+10 pp) · más difícil"
    ]


def test_a_band_threshold_lowered_turns_red_into_yellow(repo: Repository) -> None:
    told = {**targets("2024: 100"), **results("2024", "visitas: 60")}
    plan = PLAN + "plan.yml"
    old = edited(plan, ("state: approved", "state: approved\nbands: {medium: 75, high: 95}"))
    repo.commit(over({**told, plan: old}))
    repo.commit(over({**told, plan: old.replace("medium: 75", "medium: 55")}))
    done = repo.avance("diff", "HEAD~1", "HEAD")
    assert done.stdout.splitlines()[-3:] == [
        "plan-2024, 2024: avance promedio 60.00 %, como antes, bajo 1 → 0, medio 0 → 1",
        "",
        "plan-2024 · bandas (medio / alto desde): 75 / 95 → 55 / 95 · de bajo a medio",
    ]


# History.


def test_a_revert_gives_back_what_was(repo: Repository) -> None:
    repo.commit(over(targets("2024: 100")))
    repo.commit(over(targets("2024: 80")))
    repo.git("revert", "--no-edit", "HEAD")
    assert repo.diff("HEAD~1", "HEAD") == [
        f"{MEASURE} · meta 2024: 80 → 100 (+20, +25.0 %) · más difícil"
    ]
    assert repo.avance("diff", "HEAD~2", "HEAD").returncode == 0


def test_a_merge_shows_what_the_branch_did_and_not_what_main_did(repo: Repository) -> None:
    repo.commit(over(targets("2024: 100")))
    repo.git("checkout", "-q", "-b", "propuesta")
    repo.commit(over(targets("2024: 80")))
    repo.git("checkout", "-q", "main")
    note = {"documents.yml": MINIMAL["documents.yml"] + "- {id: otro, kind: report, title: Otro}\n"}
    repo.commit(over({**targets("2024: 100"), **note}))
    repo.git("checkout", "-q", "propuesta")
    expected = [f"{MEASURE} · meta 2024: 100 → 80 (−20, −20.0 %) · más fácil"]
    assert repo.diff() == expected
    repo.git("merge", "-q", "--no-edit", "main")
    assert repo.diff() == expected
    assert repo.diff("main", "HEAD") == expected


def test_a_base_that_cannot_be_read_says_so_and_compares_the_rest(repo: Repository) -> None:
    broken = over({LINE: "code: [", **FIRST})
    repo.commit(broken)
    repo.commit(over({**results("2024-T1", "visitas: 9")}))
    done = repo.avance("diff", "HEAD~1", "HEAD")
    assert done.returncode == 1
    assert "No se comparó lo que está en estos archivos" in done.stdout
    assert f"- content/{LINE}\n" in done.stdout
    assert "No se calculó el efecto en estos planes" in done.stdout
    assert done.stdout.splitlines()[-1].startswith(
        "plan-2024 · visitas · resultado 2024-T1 corregido: 8 → 9 (+1, +12.5 %)"
    )
    assert "agregada" not in done.stdout


def test_the_first_import_is_one_line_a_plan(repo: Repository) -> None:
    (repo.folder / "LEEME.txt").write_text("vacío", "utf-8")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "vacío")
    repo.commit(over(FIRST))
    done = repo.avance("diff", "HEAD~1", "HEAD")
    assert done.returncode == 1
    assert done.stdout.splitlines()[1:] == [
        "1 plan agregado.",
        "El contenido es nuevo: HEAD~1 no lo tiene.",
        "",
        "plan-2024 · plan agregado: Plan 2024 (1 actividad, 1 indicador, 1 resultado)",
    ]


def many(n: int, value: int) -> dict[str, str]:
    lines = ['code: "1.1"', 'objective: "1"', "title: Línea", "activities:"]
    for i in range(n):
        lines += [f"  - {{code: A{i}, title: Actividad {i}, measures: "]
        lines += [f"      [{{unit: Taller, targets: {{2024: {value}}}}}]}}"]
    return {LINE: "\n".join(lines)}


def test_a_thousand_changes_are_counted_first_and_bounded(repo: Repository) -> None:
    repo.commit(over(many(1000, 10)))
    repo.commit(over(many(1000, 8)))
    text = repo.avance("diff", "HEAD~1", "HEAD").stdout
    assert (
        text.splitlines()[1]
        == "Falta el documento que aprueba 1,000 cambios de compromisos públicos:"
    )
    assert "\n1,000 metas cambiadas (1,000 más fáciles).\n" in text
    assert text.splitlines()[-1].startswith("… y 600 cambios más; todos con --format json")
    assert len(text.splitlines()) < 470
    markdown = repo.avance("diff", "HEAD~1", "HEAD", "--format", "markdown").stdout
    assert 40_000 < len(markdown) <= 65_536
    assert "cambios más no caben aquí" in markdown
    data = json.loads(repo.avance("diff", "HEAD~1", "HEAD", "--format", "json").stdout)
    assert len(data["changes"]) == 1000


def test_a_breakdown_is_compared_by_member_however_regions_are_written(repo: Repository) -> None:
    one = strategy("[{unit: Taller, by: region, targets: {2024: {Lima: 5, Cusco: 3}}}]")
    two = strategy("[{unit: Taller, by: region, targets: {2024: {PE-CUS: 4, PE-LIM: 5}}}]")
    repo.commit(over(one))
    repo.commit(over(two))
    lines = repo.diff("HEAD~1", "HEAD")
    assert lines == [
        "plan-2024 · 1.1.1 Actividad · meta 2024 PE-CUS: 3 → 4 taller (+1, +33.3 %) · más difícil"
    ]
