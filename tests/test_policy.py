"""Public commitments change only with their ground: each refusal and its permitted twin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.model.site import PolicyRule
from tests.command import on_a_terminal
from tests.helpers import PLAN, results, targets, with_lines
from tests.proposal import (
    AMENDED,
    DOCUMENTS,
    GOAL,
    LINE,
    LOWER,
    SHEET,
    TOLD,
    amendment,
    codes,
    laid,
    policy,
    refused,
)
from tests.repository import Repository

# A figure that moves a commitment.

DIGITS = """\
code: "1.1"
objective: "1"
title: Línea
activities:
  - {code: 1.1.1, title: "2025", measures: [{unit: Hora, targets: {2024: 10}}]}
"""
MOVED: dict[str, tuple[Any, ...]] = {
    "target": (GOAL, LOWER, "{measure: visitas, period: 2024, from: 100, to: 80}"),
    "target-added": (
        targets("2024-T1: 10"),
        targets("2024-T1: 10, 2024-T2: 5"),
        "{measure: visitas, period: 2024-T2, to: 5}",
    ),
    "target-removed": (
        targets("2024-T1: 10, 2024-T2: 5"),
        targets("2024-T1: 10"),
        "{measure: visitas, period: 2024-T2, from: 5}",
    ),
    "state": (
        GOAL,
        targets("2024: not-programmed"),
        "{measure: visitas, period: 2024, from: 100, to: not-programmed}",
    ),
    "member": (
        targets("2024: {PE-LIM: 10, PE-CUS: 5}", "by: region"),
        targets("2024: {Lima: 10, Cusco: 4}", "by: region"),
        "{measure: visitas, period: 2024, member: PE-CUS, from: 5, to: 4}",
    ),
    "rescheduled": (
        targets("2024-T1: 40, 2024-T2: 60"),
        targets("2024-S1: 90"),
        "{measure: visitas, period: 2024, from: 100, to: 90}",
    ),
    "told no more": (
        targets("2024-T1: 40, 2024-T2: 60"),
        targets("2024-S1: 100"),
        "{measure: visitas, period: 2024-T1, from: 40}",
        "{measure: visitas, period: 2024-T2, from: 60}",
    ),
    "put off": (
        targets("2024-T1: 40, 2024-T2: 60"),
        targets("2024-01: 10, 2024-02: 10, 2024-06: 80"),
        "{measure: visitas, period: 2024-T1, from: 40}",
        "{measure: visitas, period: 2024-T2, from: 60}",
    ),
    "a year in parts": (
        targets("2024: 100"),
        targets("2024-S1: 30, 2024-S2: 60"),
        "{measure: visitas, period: 2024, from: 100, to: 90}",
    ),
    "parts in a year": (
        targets("2024-S1: 30, 2024-S2: 70"),
        targets("2024: 90"),
        "{measure: visitas, period: 2024, from: 100, to: 90}",
    ),
    "another sheet": (
        {**GOAL, SHEET: with_lines(SHEET, "baseline: {period: 2023, value: 80}")[SHEET]},
        {
            LINE: GOAL["strategies/1.1.yml"].replace(
                "indicator: visitas", "id: visitas, indicator: otras"
            ),
            "indicators/otras.yml": with_lines(
                SHEET, 'formula: "100 * A / B"', "baseline: {period: 2023, value: 60}"
            )[SHEET],
        },
        "{measure: visitas, period: 2023, figure: baseline, from: 80, to: 60}",
        "{measure: visitas, figure: indicator, from: visitas, to: otras}",
        '{measure: visitas, figure: formula, to: "100 * A / B"}',
    ),
    "baseline": (
        targets("2024: 100", "baseline: {period: 2023, value: 80}"),
        targets("2024: 100", "baseline: {period: 2023, value: 95}"),
        "{measure: visitas, period: 2023, figure: baseline, from: 80, to: 95}",
    ),
    "baseline-of-another-year": (
        targets("2024: 100", "baseline: {period: 2023, value: 80}"),
        targets("2024: 100", "baseline: {period: 2022, value: 70}"),
        "{measure: visitas, period: 2023, figure: baseline, from: 80}",
        "{measure: visitas, period: 2022, figure: baseline, to: 70}",
    ),
    "baseline-of-the-sheet": (
        with_lines(SHEET, "baseline: {period: 2023, value: 80}"),
        with_lines(SHEET, "baseline: {period: 2023, value: 95}"),
        "{measure: visitas, period: 2023, figure: baseline, from: 80, to: 95}",
    ),
    "direction": (
        GOAL,
        {**GOAL, **with_lines(SHEET, "direction: at-most")},
        "{measure: visitas, figure: direction, from: increase, to: at-most}",
    ),
    "unit": (
        with_lines(SHEET, "unit: m2"),
        with_lines(SHEET, 'unit: "%: visitas"'),
        '{measure: visitas, figure: unit, from: m2, to: "%: visitas"}',
    ),
    "kind": (
        with_lines(SHEET),
        with_lines(SHEET, "kind: ratio"),
        "{measure: visitas, figure: kind, from: count, to: ratio}",
    ),
    "accumulation": (
        GOAL,
        {**GOAL, **with_lines(SHEET, "over_time: last")},
        "{measure: visitas, figure: over_time, from: sum, to: last}",
    ),
    "formula": (
        with_lines(SHEET, 'formula: "(A / B) * 100"'),
        with_lines(SHEET, 'formula: "100 * A / C: total"'),
        '{measure: visitas, figure: formula, from: "(A / B) * 100", to: "100 * A / C: total"}',
    ),
    "zero": (
        with_lines(SHEET),
        with_lines(SHEET, "zero_is_target: true"),
        "{measure: visitas, figure: zero_is_target, from: false, to: true}",
    ),
    "inline": (
        {LINE: "HOURS 10"},
        {LINE: "DAYS 10"},
        "{measure: 1.1.1, figure: unit, from: Hora, to: Día}",
    ),
    "bands": (
        with_lines("plan.yml", "bands: {medium: 75, high: 95}"),
        with_lines("plan.yml", "bands: {medium: 55, high: 95}"),
        "{measure: plan, figure: bands, from: {medium: 75, high: 95}, to: {medium: 55, high: 95}}",
    ),
    "bands-of-the-portal": (
        with_lines("plan.yml", "method: simple-2026"),
        {
            **with_lines("plan.yml", "method: simple-2026"),
            **with_lines("site.yml", "bands: {medium: 50, high: 95}"),
        },
        "{measure: plan, figure: bands, from: {medium: 75, high: 95}, to: {medium: 50, high: 95}}",
    ),
    "method": (  # which comes with its bands
        {
            **with_lines("plan.yml", "method: ceplan-2024"),
            **with_lines("site.yml", "bands: {medium: 60, high: 80}"),
        },
        with_lines("plan.yml", "method: simple-2026"),
        "{measure: plan, figure: method, from: ceplan-2024, to: simple-2026}",
    ),
    "days of grace": (
        with_lines("plan.yml"),
        with_lines("plan.yml", "grace_days: 3650"),
        "{measure: plan, figure: grace_days, from: 30, to: 3650}",
    ),
    "frequency": (
        with_lines("plan.yml", "frequency: quarter"),
        with_lines("plan.yml", "frequency: year"),
        "{measure: plan, figure: frequency, from: quarter, to: year}",
    ),
    "years of the plan": (
        with_lines("plan.yml", "period: 2024"),
        with_lines("plan.yml", "period: {from: 2024, to: 2026}"),
        "{measure: plan, figure: period, from: 2024, to: {from: 2024, to: 2026}}",
    ),
    "decimals": (
        with_lines(SHEET, "decimals: 1"),
        with_lines(SHEET, "decimals: 2"),
        "{measure: visitas, figure: decimals, from: 1, to: 2}",
    ),
    "definition": (
        with_lines(SHEET, "definition: Cuenta las visitas"),
        with_lines(SHEET, "definition: Cuenta las visitas y las llamadas"),
        "{measure: visitas, figure: definition, from: Cuenta las visitas, "
        "to: Cuenta las visitas y las llamadas}",
    ),
    "variables of the formula": (
        with_lines(SHEET, "variables: [{name: A, definition: Visitas}]"),
        with_lines(SHEET, "variables: [{name: A, definition: Visitas}, {name: B}]"),
        '{measure: visitas, figure: variables, from: "A: Visitas", to: "A: Visitas; B"}',
    ),
    "assumptions": (
        with_lines(SHEET, "assumptions: Que llueva"),
        with_lines(SHEET, "results_level: output"),
        "{measure: visitas, figure: results_level, to: output}",
        "{measure: visitas, figure: assumptions, from: Que llueva}",
    ),
    "name of the sheet": (
        with_lines(SHEET, "name: Visitas"),
        with_lines(SHEET, "name: Visitas (solo Lima)"),
        "{measure: visitas, figure: name, from: Visitas, to: Visitas (solo Lima)}",
    ),
    "frequency of the sheet": (
        with_lines(SHEET, "frequency: quarter"),
        with_lines(SHEET, "frequency: year"),
        "{measure: visitas, figure: frequency, from: quarter, to: year}",
    ),
    "title of what has a target": (
        {LINE: "HOURS 10"},
        {LINE: "PILOT 10"},
        "{measure: 1.1.1, figure: title, from: Actividad, to: Actividad piloto}",
    ),
    "title of digits": (
        {LINE: "HOURS 10"},
        {LINE: DIGITS},
        '{measure: 1.1.1, figure: title, from: Actividad, to: "2025"}',
    ),
    "name of an own measure": (
        {LINE: "NAMED 10"},
        {LINE: "RENAMED 10"},
        "{measure: 1.1.1, figure: name, from: Horas, to: Horas de clase}",
    ),
    "share of a measure": (
        {LINE: "HOURS 10"},
        {LINE: "SHARED 10"},
        "{measure: 1.1.1, figure: weight, to: 60}",
    ),
    "share of an element": (
        {LINE: "HALF 10"},
        {LINE: "SMALL 10"},
        "{measure: 1.1.1, figure: weight, from: 50, to: 37.5}",
    ),
    "priority": (
        {LINE: "FIRST 10"},
        {LINE: "SECOND 10"},
        "{measure: 1.1.1, figure: priority, from: 1, to: 2}",
    ),
    "priority-gone": (
        {LINE: "FIRST 10"},
        {LINE: "HOURS 10"},
        "{measure: 1.1.1, figure: priority, from: 1}",
    ),
    "executing unit": (
        {LINE: "HOURS 10"},
        {LINE: "CARRIED 10"},
        "{measure: 1.1.1, figure: executing_unit, to: mtpe}",
    ),
}


OWN = {
    "HOURS": ("", "unit: Hora"),
    "DAYS": ("", "unit: Día"),
    "PILOT": (" piloto", "unit: Hora"),
    "CARRIED": ("\n    executing_unit: mtpe", "unit: Hora"),
    "FIRST": ("\n    priority: 1", "unit: Hora"),
    "SECOND": ("\n    priority: {rank: 2, note: Cuadro 11}", "unit: Hora"),
    "SHARED": ("", "unit: Hora, weight: 60"),
    "HALF": ("\n    weight: 50", "unit: Hora"),
    "SMALL": ("\n    weight: 37.5", "unit: Hora"),
    "NAMED": ("", "unit: Hora, name: Horas"),
    "TITLED": ("", "unit: Hora, name: Actividad"),
    "RENAMED": ("", "unit: Hora, name: Horas de clase"),
}
"""What follows the title of the activity, and its measure without a sheet."""


def _spelled(part: dict[str, str]) -> dict[str, str]:
    """``HOURS 10``: a strategy whose measure has its unit written beside its target."""
    return {
        path: f'code: "1.1"\nobjective: "1"\ntitle: Línea\nactivities:\n  - code: 1.1.1\n'
        f"    title: Actividad{OWN[text.split()[0]][0]}\n"
        f"    measures: [{{{OWN[text.split()[0]][1]}, targets: {{2024: {text.split()[1]}}}}}]\n"
        if text.split(" ")[0] in OWN
        else text
        for path, text in part.items()
    }


@pytest.mark.parametrize("name", MOVED)
def test_a_commitment_moves_only_with_an_amendment_that_amend_writes(
    name: str, repo: Repository
) -> None:
    old, new, *lines = MOVED[name]
    repo.commit(laid(_spelled(old)))
    repo.lay(laid(_spelled(new)))
    assert codes(repo, "HEAD") == ["unamended-change"] * len(lines)
    hints = [p["hint"] for p in policy(repo)]
    assert [line for line in lines if not any(f"- {line} " in hint for hint in hints)] == []

    done = repo.avance("amend", "HEAD", "--document", "rm-010", "--reason", "Por la Ley 32103: sí")
    commit = repo.git("rev-parse", "--short=7", "HEAD").strip()
    told = f"Comparado con HEAD ({commit}).\nAhora compruebe: avance check --base HEAD\n"
    assert (done.returncode, done.stderr) == (0, told)
    written = (repo.folder / "content" / AMENDED).read_text("utf-8")
    assert written in done.stdout
    assert [it.strip() for it in written.splitlines() if "{" in it] == [f"- {it}" for it in lines]
    assert refused(repo, "HEAD") == []
    again = repo.avance("amend", "HEAD", "--document", "rm-010", "--reason", "Otra vez")
    assert again.stdout == "No hay nada que registrar; no se escribió nada.\n"
    assert (repo.folder / "content" / AMENDED).read_text("utf-8") == written


def test_the_message_names_the_figure_its_values_its_place_and_the_line(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER))
    done = repo.avance("check", "--base", "HEAD~1")
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == (
        f"content/{LINE}:7:53: error[unamended-change] meta 2024 de «visitas» del plan aprobado "
        "plan-2024: de 100 a 80, sin modificación aprobada. Escriba en "
        f"content/{AMENDED}, en una modificación nueva con su documento y motivo: "
        "- {measure: visitas, period: 2024, from: 100, to: 80} («avance amend HEAD~1» lo escribe)"
    )


FREE = {
    "a title": (GOAL, {**GOAL, LINE: GOAL["strategies/1.1.yml"].replace("Línea", "Otra")}),
    "the same by shorter periods": (targets("2024-S1: 100"), targets("2024-T1: 40, 2024-T2: 60")),
    "the printed total alone": (targets("2024: 100", "total: 100"), targets("2024: 100")),
    "a result of its own": (GOAL, {**GOAL, **TOLD}),
    "sources and notes": (
        with_lines(SHEET),
        with_lines(SHEET, "note: Vea el anexo", "source: {document: informe, place: Anexo 2}"),
    ),
    "external codes and who is in charge": (
        with_lines(SHEET, "responsible: mtpe"),
        with_lines(SHEET, "responsible: [{unit: mtpe, printed: Dueño}]", 'codes: {sdg: "8.5"}'),
    ),
    "forms of the printed unit": (
        with_lines(SHEET, "unit: Eventos"),
        with_lines(SHEET, "unit: {printed: Eventos, one: evento, many: eventos}"),
    ),
    "a priority that was not there": ({LINE: "HOURS 10"}, {LINE: "FIRST 10"}),
    "a short title": (GOAL, {**GOAL, **with_lines("plan.yml", "short_title: Plan")}),
    "a short name": (with_lines(SHEET), with_lines(SHEET, "short: Visit.", "purpose: Saber")),
    "a name that says the title": ({LINE: "HOURS 10"}, {LINE: "TITLED 10"}),
    "in force": (GOAL, {**GOAL, **with_lines("plan.yml", "state: in-force")}),
}


@pytest.mark.parametrize("name", FREE)
def test_what_moves_no_commitment_needs_nothing(name: str, repo: Repository) -> None:
    old, new = FREE[name]
    repo.commit(laid(_spelled(old)))
    repo.commit(laid(_spelled(new)))
    assert refused(repo) == []


def test_a_draft_is_free_and_approving_it_is_too(repo: Repository) -> None:
    draft = with_lines("plan.yml", "state: draft")
    repo.commit(laid(GOAL, TOLD, draft))
    repo.commit(laid(LOWER, draft))
    assert refused(repo) == []
    repo.commit(laid(targets("2024: 5")))
    assert refused(repo) == []


@pytest.mark.parametrize("state", ["approved", "in-force", "closed"])
def test_a_published_plan_is_no_draft_again(state: str, repo: Repository) -> None:
    repo.commit(laid(with_lines("plan.yml", f"state: {state}")))
    repo.commit(laid(with_lines("plan.yml", "state: draft")))
    (line,) = refused(repo)
    assert line.startswith("back-to-draft content/plans/plan-2024/plan.yml:")
    assert line.endswith(f"el plan plan-2024 estaba en «{state}» y vuelve a ser un borrador")


@pytest.mark.parametrize("state", ["in-force", "closed"])
def test_a_plan_in_force_or_closed_is_as_bound_as_an_approved_one(
    state: str, repo: Repository
) -> None:
    repo.commit(laid(GOAL, with_lines("plan.yml", f"state: {state}")))
    repo.commit(laid(LOWER, with_lines("plan.yml", f"state: {state}")))
    assert codes(repo) == ["unamended-change"]


def test_a_plan_that_turns_draft_is_still_judged(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER, with_lines("plan.yml", "state: draft")))
    assert sorted(codes(repo)) == ["back-to-draft", "unamended-change"]


# Amendments.

RIGHT = "{measure: visitas, period: 2024, from: 100, to: 80}"


def test_an_amendment_in_a_later_commit_of_the_proposal(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER))
    assert codes(repo) == ["unamended-change"]
    repo.commit(laid(LOWER, amendment(RIGHT)))
    assert refused(repo, "HEAD~2") == []


def test_an_amendment_of_one_figure_excuses_no_other_of_the_measure(repo: Repository) -> None:
    repo.commit(laid(targets("2024-T1: 100, 2024-T2: 100")))
    amended = amendment("{measure: visitas, period: 2024-T1, from: 100, to: 80}")
    repo.commit(laid(targets("2024-T1: 80, 2024-T2: 70"), amended))
    (line,) = refused(repo)
    assert line.startswith("unamended-change")
    assert "meta 2024-T2 de «visitas»" in line


def test_the_comment_says_by_which_document_a_target_is_another(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER, amendment(RIGHT)))
    comment = repo.avance("diff", "HEAD~1", "HEAD", "--format", "markdown").stdout
    assert "| **▽ más fácil, según RM 010-2024** |" in comment
    assert "### Este cambio hace más fácil 1 meta\n" in comment


def test_an_amendment_of_an_earlier_proposal_does_not_serve(repo: Repository) -> None:
    repo.commit(laid(GOAL, amendment("{measure: visitas, period: 2024, from: 120, to: 100}")))
    repo.commit(laid(LOWER, amendment("{measure: visitas, period: 2024, from: 120, to: 100}")))
    assert codes(repo) == ["unamended-change"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{measure: visitas, period: 2024, from: 90, to: 80}", "de 90 a 80, y los archivos dicen"),
        ("{measure: visitas, period: 2024, from: 100, to: 81}", "de 100 a 81, y los archivos"),
        ("{measure: visitas, period: 2024, from: 100}", "se retira 100, y los archivos dicen de"),
        ("{measure: visitas, period: 2024, to: 80}", "se agrega 80, y los archivos dicen de 100"),
    ],
)
def test_an_amendment_says_exactly_what_the_files_did(
    line: str, said: str, repo: Repository
) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER, amendment(line)))
    (found,) = refused(repo)
    assert found.startswith(f"amendment-mismatch content/{AMENDED}:6 ")
    assert said in found
    assert any(
        f"Escriba: - {RIGHT}" in text
        for text in repo.avance("check", "--base", "HEAD~1").stdout.splitlines()
    )


def test_an_amendment_of_a_figure_that_did_not_change(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(GOAL, amendment(RIGHT)))
    (found,) = refused(repo)
    assert found == (
        f"amendment-mismatch content/{AMENDED}:6 "
        "la modificación «mod-1» nombra una cifra que no cambió en los archivos"
    )


def test_an_amendment_of_a_document_that_is_not_known(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER, amendment(RIGHT, document="rm-01")))
    assert codes(repo) == ["unknown-document"]
    (told,) = policy(repo, "HEAD~1")
    assert (told["code"], told["hint"]) == ("amendment-mismatch", "¿quiso decir «rm-010»?")


def test_two_amendments_of_one_figure_go_step_by_step(repo: Repository) -> None:
    steps = "{measure: visitas, period: 2024, from: 100, to: 90}", RIGHT.replace("100", "90")
    both = {
        AMENDED: amendment(steps[0])[AMENDED] + amendment(steps[1], name="mod-2")[AMENDED],
    }
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER, both))
    assert refused(repo) == []
    gap = {AMENDED: both[AMENDED].replace("from: 90", "from: 95")}
    repo.commit(laid(LOWER, gap))
    assert codes(repo, "HEAD~2") == ["amendment-mismatch"]


def test_a_revert_undoes_a_commitment_only_with_an_amendment(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER, amendment(RIGHT)))
    repo.git("revert", "--no-edit", "HEAD")
    assert refused(repo, "HEAD~2") == []
    assert sorted(codes(repo)) == ["amendment-mismatch", "unamended-change"]
    back = amendment("{measure: visitas, period: 2024, from: 80, to: 100}", name="mod-2")
    repo.commit(laid(GOAL, {AMENDED: amendment(RIGHT)[AMENDED] + back[AMENDED]}))
    assert refused(repo, "HEAD~2") == []


def test_words_of_a_registered_amendment_may_be_mended_and_its_figures_not(
    repo: Repository,
) -> None:
    old = amendment(RIGHT)
    repo.commit(laid(LOWER, old))
    repo.commit(laid(LOWER, {AMENDED: old[AMENDED].replace("Crédito", "Un crédito")}))
    assert refused(repo) == []
    repo.commit(laid(LOWER, {AMENDED: old[AMENDED].replace("to: 80", "to: 70")}))
    assert codes(repo) == ["amendment-mismatch"]


def test_a_region_may_be_named_in_either_way_and_members_together(repo: Repository) -> None:
    repo.commit(laid(targets("2024: {PE-LIM: 10, PE-CUS: 5}", "by: region")))
    new = targets("2024: {PE-LIM: 9, PE-CUS: 4}", "by: region")
    repo.commit(
        laid(
            new,
            amendment(
                "{measure: visitas, period: 2024, member: Lima, from: 10, to: 9}",
                "{measure: visitas, period: 2024, from: {Cusco: 5}, to: {Cusco: 4}}",
            ),
        )
    )
    assert refused(repo) == []


# Results.


def final(entry: str) -> dict[str, str]:
    return results("2024-T1", entry)


@pytest.mark.parametrize(
    ("entry", "n"),
    [
        ("visitas: 9", 1),
        ("visitas: {value: 9, correction: {reason: Error de tipeo, date: 2024-05-02}}", 0),
        ("visitas: {value: 9, correction: {was: 8, reason: Tipeo, date: 2024-05-02}}", 0),
        ("visitas: {value: 9, correction: {was: 7, reason: Tipeo, date: 2024-05-02}}", 1),
        ("visitas: {note: Retirado, correction: {reason: Duplicado, date: 2024-05-02}}", 0),
        ("visitas: {note: Retirado}", 1),
    ],
)
def test_a_final_result_is_restated_with_its_correction(
    entry: str, n: int, repo: Repository
) -> None:
    repo.commit(laid(TOLD))
    repo.commit(laid(final(entry)))
    assert codes(repo) == ["restated-result"] * n


def test_the_correction_of_before_does_not_serve_again(repo: Repository) -> None:
    reason = "correction: {reason: Tipeo, date: 2024-05-02}"
    repo.commit(laid(final(f"visitas: {{value: 9, {reason}}}")))
    repo.commit(laid(final(f"visitas: {{value: 10, {reason}}}")))
    (line,) = refused(repo)
    assert line.endswith("el resultado final 2024-T1 de «visitas» pasó de 9 a 10 sin corrección")


def test_provisional_results_are_free_and_final_ones_stay_final(repo: Repository) -> None:
    open_ = {k: v.replace("final", "provisional") for k, v in TOLD.items()}
    repo.commit(laid(open_))
    repo.commit(laid({k: v.replace("visitas: 8", "visitas: 9") for k, v in TOLD.items()}))
    assert refused(repo) == []
    repo.commit(laid({k: v.replace("visitas: 8", "visitas: 9") for k, v in open_.items()}))
    (line,) = refused(repo)
    assert line.startswith("restated-result content/plans/plan-2024/results/2024-T1.yml:2 ")


def test_an_estimate_or_a_reason_becomes_a_figure_without_a_correction(repo: Repository) -> None:
    def told(entry: str) -> dict[str, bytes]:
        return laid({k: v.replace("visitas: 8", f"visitas: {entry}") for k, v in TOLD.items()})

    repo.commit(told("{value: 8, status: estimated}"))
    repo.commit(told("9"))
    assert refused(repo) == []
    repo.commit(told("{value: not-available, note: Sin encuesta.}"))
    repo.commit(told("7"))
    assert refused(repo) == []
    repo.commit(told("{value: 7, status: provisional}"))
    (line,) = refused(repo)
    assert line.endswith("el resultado 2024-T1 de «visitas» era final y ahora es provisional")


def test_a_file_of_results_stays_though_its_name_changes(repo: Repository) -> None:
    repo.commit(laid(TOLD))
    repo.commit(laid({PLAN + "results/2024-T1-visitas.yml": TOLD["results/2024-T1.yml"]}))
    assert refused(repo) == []
    repo.commit(laid())
    (line,) = refused(repo)
    assert line == (
        "removed-commitment content/plans/plan-2024/results/2024-T1-visitas.yml:1 "
        "se retiró el archivo con los resultados de 2024-T1"
    )


# What is gone.


def activities(*numbers: int) -> dict[str, str]:
    lines = ['code: "1.1"', 'objective: "1"', "title: Línea", "activities:"]
    for n in numbers:
        lines += [f"  - code: 1.1.{n}", f"    title: Actividad {n}"]
        lines += [f"    measures: [{{unit: Taller, targets: {{2024: {n}0}}}}]"]
    return {LINE: "\n".join(lines)}


def test_a_report_in_words_does_not_keep_the_figures_of_a_file(repo: Repository) -> None:
    figures = {
        PLAN + "results/2024.yml": "period: 2024\nstatus: final\nresults: {1.1.1: 5, 1.1.2: 6}\n"
    }
    words = (
        "period: 2024\nstatus: final\nelements: {1.1.1: {situation: A.}, 1.1.2: {situation: B.}}\n"
    )
    told = {PLAN + "results/2024-fichas.yml": words}
    repo.commit(laid(activities(1, 2), figures, told))
    repo.commit(laid(activities(1, 2), told))
    assert refused(repo) == [
        "removed-commitment content/plans/plan-2024/results/2024.yml:1 "
        "se retiró el archivo con los resultados de 2024"
    ]


def test_an_activity_is_removed_only_with_an_amendment(repo: Repository) -> None:
    told = results("2024", "1.1.1: 10", "1.1.2: 12")
    repo.commit(laid(activities(1, 2), told))
    new = (activities(1), results("2024", "1.1.1: 10"))
    repo.lay(laid(*new))
    (line,) = refused(repo, "HEAD")
    assert line.startswith(f"removed-commitment content/{LINE}:8 «1.1.2» del plan aprobado")
    lost = amendment("{measure: 1.1.2, period: 2024, from: 20}")
    repo.commit(laid(*new, lost))
    assert refused(repo) == []
    repo.commit(laid(*new, lost, results("2024", "1.1.1: 10")))
    assert refused(repo) == []


def test_amend_writes_what_a_removed_strategy_had(repo: Repository) -> None:
    other = activities(3)[LINE].replace('"1.1"', '"1.2"').replace("1.1.3", "1.2.3")
    repo.commit(laid({PLAN + "strategies/1.2.yml": other}))
    repo.lay(laid())
    assert codes(repo, "HEAD") == ["removed-commitment", "removed-commitment"]
    done = repo.avance("amend", "HEAD", "--document", "rm-010", "--reason", "Se retira")
    assert "- {measure: 1.2.3, period: 2024, from: 30}\n" in done.stdout
    assert '- {measure: "1.2", figure: element, from: Línea}\n' in done.stdout
    assert refused(repo, "HEAD") == []


def test_a_code_or_a_place_that_changes_removes_nothing(repo: Repository) -> None:
    repo.commit(laid(activities(1, 2), results("2024", "1.1.2: 12")))
    new = {LINE: activities(1, 2)[LINE].replace("1.1.2", "1.1.9")}
    repo.commit(laid(new, results("2024", "1.1.9: 12")))
    assert refused(repo) == []


def test_a_plan_stays_under_its_name(repo: Repository) -> None:
    repo.commit(laid(TOLD))
    moved = {p.replace("plan-2024", "plan-24"): data for p, data in laid(TOLD).items()}
    repo.commit(moved)
    (line,) = refused(repo)
    assert line.startswith("removed-commitment content/plans/plan-2024/plan.yml:")


# How serious it is.


def site(**policy: str) -> dict[str, str]:
    rules = ", ".join(f"{name.replace('_', '-')}: {value}" for name, value in policy.items())
    return with_lines("site.yml", f"policy: {{{rules}}}")


@pytest.mark.parametrize(
    ("severity", "status", "word"),
    [("error", 1, "error[unam"), ("warning", 0, "aviso[unam"), ("off", 0, "")],
)
def test_the_portal_says_how_serious_a_rule_is(
    severity: str, status: int, word: str, repo: Repository
) -> None:
    repo.commit(laid(GOAL, site(unamended_change=severity)))
    repo.commit(laid(LOWER, site(unamended_change=severity)))
    done = repo.avance("check", "--base", "HEAD~1")
    assert done.returncode == status
    assert ("unamended-change" in done.stdout) is bool(word)
    assert word in done.stdout
    assert repo.avance("diff", "HEAD~1", "--fail-on", "policy").returncode == status


def test_a_proposal_cannot_loosen_the_rule_that_judges_it(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER, site(unamended_change="off")))
    assert codes(repo) == ["unamended-change"]


# The revisions, and other formats.


def test_a_base_that_cannot_be_read_says_what_was_not_compared(repo: Repository) -> None:
    repo.commit(laid({LINE: "code: [", **TOLD}))
    repo.commit(laid(LOWER, final("visitas: 9")))
    done = repo.avance("check", "--base", "HEAD~1")
    assert done.returncode == 1
    assert f"content/{LINE}: aviso[not-compared] en la versión anterior" in done.stdout
    assert "error[restated-result]" in done.stdout
    assert "unamended-change" not in done.stdout


def test_a_first_import_has_nothing_to_refuse(repo: Repository) -> None:
    (repo.folder / "LEEME.txt").write_text("vacío", "utf-8")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "vacío")
    repo.commit(laid(TOLD))
    assert refused(repo) == []


def test_a_bad_revision_is_one_sentence(repo: Repository) -> None:
    repo.commit(laid())
    for command in (("check", "--base", "nada"), ("amend", "nada")):
        done = repo.avance(*command)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("avance: no hay una versión «nada»")


def test_every_format_of_the_diff_says_it_first(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER))
    text = {
        form: repo.avance("diff", "HEAD~1", "HEAD", "--format", form).stdout
        for form in ("text", "markdown", "github", "gitlab", "sarif")
    }
    said = "Falta el documento que aprueba 1 cambio de compromisos públicos"
    assert text["text"].splitlines()[1] == f"{said}:"
    assert text["markdown"].splitlines()[1] == f"### {said}"
    fence = text["markdown"].partition("```yaml\n")[2].partition("```")[0]
    assert fence.splitlines()[-1] == f"    - {RIGHT}"
    folded = text["markdown"].partition("<details>")[2].partition("</details>")[0]
    assert folded.splitlines()[1] == (
        "<summary>Para que pase: lo que falta en content/plans/plan-2024/amendments.yml</summary>"
    )
    assert fence in folded  # the reviewer sees the figures, the author opens what is missing
    assert "**▽ más fácil, sin documento que lo apruebe**" in text["markdown"]
    assert text["github"].startswith(f"::error file=content/{LINE},line=7,col=53,")
    assert json.loads(text["gitlab"])[0]["severity"] == "blocker"
    (run,) = json.loads(text["sarif"])["runs"]
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("unamended-change", "error"),
        ("target-changed", "warning"),
    ]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])


# avance amend.

KEPT = """# Modificaciones del plan, de la primera a la última.
  - id: mod-0   # la primera
    date: 2024-01-15
    document: rm-010
    reason: >-
      Ajuste de
      apertura
    changes: [{measure: visitas, period: 2024, from: 120, to: 100}]
  # Fin de la lista."""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_amend_adds_to_the_list_and_touches_nothing_else(end: str, repo: Repository) -> None:
    text = KEPT.replace("\n", end)
    repo.commit(laid(GOAL, {AMENDED: text}))
    repo.lay(laid(LOWER, {AMENDED: text}))
    command = ("amend", "HEAD", "--document", "rm-010", "--reason", "Nota: ajuste #2")
    done = repo.avance(*command, "--date", "2024-07-01", "--id", "mod-2")
    assert done.returncode == 0, done.stderr
    written = (repo.folder / "content" / AMENDED).read_bytes().decode()
    assert written == text + end + end.join(
        [
            "  - id: mod-2",
            "    date: 2024-07-01",
            "    document: rm-010",
            '    reason: "Nota: ajuste #2"',
            "    changes:",
            f"      - {RIGHT}",
            "",
        ]
    )
    assert refused(repo, "HEAD") == []
    assert [path.name for path in (repo.folder / "content" / PLAN).glob(".*")] == []


def test_amend_asks_for_a_document_that_nothing_resembles(repo: Repository) -> None:
    acts = "".join(f"- {{id: acta-{n}, kind: other, title: Acta {n}}}\n" for n in range(40))
    many = {"documents.yml": DOCUMENTS + acts}
    repo.commit(laid(GOAL, many))
    repo.lay(laid(LOWER, many))
    done = repo.avance("amend", "HEAD", "--document", "ley-32103", "--reason", "x")
    said = (
        "--document: no hay un documento «ley-32103» en content/documents.yml; "
        "agréguelo ahí primero"
    )
    assert (done.returncode, done.stderr) == (2, f"avance: {said}\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--reason", "x"), "falta --document, y no hay una terminal donde preguntarlo"),
        (("--document", "rm-010"), "falta --reason, y no hay una terminal donde preguntarlo"),
        (
            ("--document", "rm-01", "--reason", "x"),
            "--document: no hay un documento «rm-01» en content/documents.yml; ¿quiso",
        ),
        (("--plan", "plan-2042"), "«plan-2042» no es un plan de content/plans/; ¿quiso decir"),
        (("--document", "rm-010", "--reason", " "), "--reason: falta el valor"),
        (("--document", "rm-010", "--reason", "x", "--id", "Á"), "--id: «Á» no puede ser un id"),
        (
            ("--document", "rm-010", "--reason", "x", "--id", "mod-0"),
            "--id: ya hay una modificación",
        ),
    ],
)
def test_amend_refuses_and_writes_nothing(
    options: tuple[str, ...], said: str, repo: Repository
) -> None:
    repo.commit(laid(GOAL, {AMENDED: KEPT}))
    repo.lay(laid(LOWER, {AMENDED: KEPT}))
    done = repo.avance("amend", "HEAD", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"avance: {said}")
    assert (repo.folder / "content" / AMENDED).read_text("utf-8") == KEPT


def test_amend_leaves_a_list_in_brackets_to_its_author(repo: Repository) -> None:
    text = f"[{{id: mod-0, date: 2024-01-15, document: rm-010, reason: x, changes: [{RIGHT}]}}]\n"
    repo.commit(laid(LOWER, {AMENDED: text}))
    repo.lay(laid(targets("2024: 70"), {AMENDED: text}))
    done = repo.avance("amend", "HEAD", "--document", "rm-010", "--reason", "x")
    assert done.returncode == 2
    assert "{measure: visitas, period: 2024, from: 80, to: 70}" in done.stderr
    assert (repo.folder / "content" / AMENDED).read_text("utf-8") == text


def test_amend_asks_on_a_terminal(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.lay(laid(LOWER))
    answers = ["rm-010", "Crédito suplementario"]
    done = on_a_terminal("amend", "HEAD", cwd=repo.folder, answers=answers)
    assert done.returncode == 0, done.stdout
    assert "  document: rm-010\n  reason: Crédito suplementario\n" in done.stdout
    assert refused(repo, "HEAD") == []


def test_every_rule_of_the_portal_is_proved_here() -> None:
    text = Path(__file__).read_text("utf-8")
    assert [rule.value for rule in PolicyRule if f'"{rule.value}' not in text] == []


# Words that are written otherwise.

WORDS = {
    "sheet": (SHEET, "name: Visitaz", "name: Visitas"),
    "definition": (SHEET, "definition: Cuenta las visitaz", "definition: Cuenta las visitas"),
}


@pytest.mark.parametrize("name", WORDS)
def test_the_spelling_of_a_sheet_is_corrected_with_its_reason(name: str, repo: Repository) -> None:
    path, old, new = WORDS[name]
    said = "correction: {reason: Error de tipeo, date: 2024-05-02}"
    repo.commit(laid(with_lines(path, old)))
    repo.commit(laid(with_lines(path, new)))
    assert codes(repo) == ["unamended-change"]
    repo.commit(laid(with_lines(path, new, said)))
    assert refused(repo, "HEAD~2") == []
    repo.commit(laid(with_lines(path, f"{new} (solo Lima)", said)))
    assert codes(repo) == ["unamended-change"]  # the correction is of before


@pytest.mark.parametrize(("old", "new"), [("HOURS", "PILOT"), ("NAMED", "RENAMED")])
def test_the_spelling_of_an_element_and_of_a_measure_too(
    old: str, new: str, repo: Repository
) -> None:
    said = "correction: {reason: Error de tipeo, date: 2024-05-02}"
    laying = _spelled({LINE: f"{new} 10"})[LINE]
    mended = {
        "HOURS": laying.replace("piloto\n", f"piloto\n    {said}\n"),
        "NAMED": laying.replace("unit: Hora", f"unit: Hora, {said}"),
    }
    repo.commit(laid(_spelled({LINE: f"{old} 10"})))
    repo.commit(laid({LINE: mended[old]}))
    assert refused(repo) == []
    assert "Error de tipeo" in repo.avance("diff", "HEAD~1", "HEAD").stdout


def test_a_correction_of_words_excuses_no_figure(repo: Repository) -> None:
    said = "correction: {reason: Error de tipeo, date: 2024-05-02}"
    repo.commit(laid(with_lines(SHEET, "decimals: 1")))
    repo.commit(laid(with_lines(SHEET, "decimals: 2", said)))
    assert codes(repo) == ["unamended-change"]


@pytest.mark.parametrize("line", ["grace_days: 3650", "frequency: year"])
def test_the_diff_says_how_many_results_are_not_owed_any_more(line: str, repo: Repository) -> None:
    repo.commit(laid(targets("2024-T1: 10, 2024-T2: 20")))
    repo.lay(laid(targets("2024-T1: 10, 2024-T2: 20"), with_lines("plan.yml", line)))
    day = "2024-08-15"
    told = repo.avance("diff", "HEAD", "--as-of", day).stdout
    assert "2 resultados pasan de «sin reporte» a «aún no vence»" in told
    assert (
        "2 resultados pasan de"
        in repo.avance("diff", "HEAD", "--as-of", day, "--format", "markdown").stdout
    )
    found = json.loads(repo.avance("diff", "HEAD", "--as-of", day, "--format", "json").stdout)
    assert [plan["put_off"] for plan in found["plans"]] == [2]


def test_check_diff_and_amend_name_the_revision_that_they_compare_with(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(GOAL, TOLD))
    repo.lay(laid(LOWER, TOLD))
    first, last = (repo.git("rev-parse", "--short=7", it).strip() for it in ("HEAD~1", "HEAD"))
    done = repo.avance("check", "--base", "HEAD~1")
    assert done.stderr == f"Comparado con HEAD~1 ({first}).\n"
    assert "(«avance amend HEAD~1» lo escribe)" in done.stdout
    own = repo.avance("diff").stdout
    assert own.startswith(f"{last} → ")
    assert f"(«avance amend {last}» lo escribe)" in own
    given = ("--document", "rm-010", "--reason", "Por la Ley")
    written = repo.avance("amend", *given).stderr
    assert written == (f"Comparado con {last}.\nAhora compruebe: avance check --base {last}\n")
    again = repo.avance("amend", "HEAD~1", *given)
    assert again.stderr == f"Comparado con HEAD~1 ({first}).\n"


def test_amounts_need_their_ground_where_the_portal_asks_for_it(repo: Repository) -> None:
    asks = with_lines("site.yml", "policy: {unamended-amount: error}")
    own = GOAL["strategies/1.1.yml"]

    def costing(amount: int) -> dict[str, str]:
        line = f"budget: [{{year: 2024, stage: programmed, amount: {amount}, funding: SGP}}]"
        return {**GOAL, LINE: f"{own.rstrip()}\n{line}\n"}

    repo.commit(laid(costing(100)))
    repo.commit(laid(costing(1)))
    assert refused(repo) == []
    repo.commit(laid(costing(100), asks))
    repo.lay(laid(costing(1), asks))
    assert codes(repo, "HEAD") == ["unamended-amount"]
    done = repo.avance("amend", "HEAD", "--document", "rm-010", "--reason", "Por la Ley")
    line = (
        "{measure: '1.1', period: 2024, member: programmed SGP, figure: budget, from: 100, to: 1}"
    )
    assert line.replace("'", '"') in done.stdout.replace("'", '"')
    assert refused(repo, "HEAD") == []
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "menos")
    assert repo.avance("history").stdout.count("«Por la Ley»") == 1


def test_amounts_for_other_elements_are_told_apart(repo: Repository) -> None:
    asks = with_lines("site.yml", "policy: {unamended-amount: error}")

    def costing(first: int, second: int) -> dict[str, bytes]:
        line = "      - {{year: 2024, stage: programmed, amount: {}, covers: [{}]}}"
        budget = [line.format(first, '"1.1"'), line.format(second, '"1.2"')]
        lines = "objectives:", '  - code: "1"', "    title: Primero", "    budget:", *budget
        return laid(GOAL, OTHER, asks, with_lines("plan.yml", *lines, without=("  - {code",)))

    repo.commit(costing(100, 70))
    repo.lay(costing(10, 7))
    assert codes(repo, "HEAD") == ["unamended-amount"] * 2
    repo.avance("amend", "HEAD", "--document", "rm-010", "--reason", "Por la Ley")
    written = (repo.folder / "content" / AMENDED).read_text("utf-8")
    for code, before, after in (("1.1", 100, 10), ("1.2", 70, 7)):
        assert f"member: programmed {code}, figure: budget, from: {before}, to: {after}" in written
    assert refused(repo, "HEAD") == []


OTHER = {
    "strategies/1.2.yml": 'code: "1.2"\nobjective: "1"\ntitle: Otra\nactivities: []\n',
}
