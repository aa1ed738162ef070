"""The public history on real repositories: targets, their ground, results, and what is asked."""

from __future__ import annotations

import re

import pytest

from tests.helpers import MINIMAL, PLAN, results, sheet, strategy, targets, with_lines
from tests.history import (
    ACTIVITY,
    CUT,
    DRAFT,
    NONE,
    TOLD,
    built,
    original,
    rows,
    says,
    sequence,
    text,
    values,
)
from tests.proposal import GOAL, LINE, LOWER, laid
from tests.repository import Repository, edited

# One target.


@pytest.mark.parametrize(
    ("message", "proposal"),
    [
        ("Merge pull request #41 from oficina/metas\n\nMetas", "propuesta 41 · "),
        ("Merge branch 'm' into 'main'\n\nMetas\n\nSee merge request a/b!7", "propuesta 7 · "),
        ("Ajusta metas (#12)\n\n* uno (#3)\n* dos", "propuesta 12 · "),
        ('Revert "Ajusta metas (#12)" (#13)', "propuesta 13 · "),
        ('Revert "Ajusta metas (#12)"', ""),
        ("Merge pull request #99999999999999 from a/b", ""),
        ("Merge pull request #\u0663 from a/b", ""),
    ],
)
def test_a_proposal_of_two_commits_is_one_step(
    message: str, proposal: str, repo: Repository
) -> None:
    repo.commit(laid(GOAL, TOLD))
    repo.git("switch", "-q", "-c", "metas")
    repo.commit(laid(LOWER, TOLD))
    repo.commit(laid(LOWER, TOLD, CUT))
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "metas", "-m", message)
    assert sequence(repo, "visitas", "meta de 2024") == [
        "100 · al principio",
        f"80 · 1 de junio de 2025 · −20 (−20.0 %) · más fácil · {proposal}"
        "Modificación mod-1: «Crédito suplementario» · RM 010-2024 · #4",
    ]
    assert says(repo) == "La meta cambió una vez desde que se publica aquí (1 de junio de 2025)."


def test_the_plan_and_its_pages_tell_the_same_step(repo: Repository) -> None:
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD))
    assert text(repo).splitlines()[2:] == [
        "plan-2024 · Plan 2024",
        "  1 de junio de 2025  1.1.1 · Actividad · meta de 2024: 100 → 80 · −20 "
        "(−20.0 %) · más fácil",
        " " * 14 + "Avance con el resultado que se publica hoy: 60.0 % · bajo → 75.0 % · medio",
        " " * 14 + f"{NONE} · #2",
        "  1 de junio de 2025  ingreso al portal",
        " " * 14 + "#1",
    ]
    page = built(repo, "planes/plan-2024/historial.md")
    assert f'<p class="dif">{NONE}.</p>' in page
    assert "el avance promedio de 2024 es 75.00 %; con las metas que el plan tuvo al" in page
    assert (
        "1 meta cambió (1 más fácil de alcanzar); 1 cambio sin modificación aprobada que conste."
        in page
    )
    told = next(row for row in rows(repo) if row["figure"] == "target")
    assert [told[name] for name in ("before", "after", "change", "ease", "origin")] == [
        *("100", "80", "-20", "easier", "recorded")
    ]
    commit = repo.git("rev-parse", "HEAD")
    assert told["commit"] == commit
    anchor = f"plan-2024-{commit[:9]}-visitas-target-2024"
    assert page.count(f'id="{anchor}"') == 1
    feed = (repo.folder / "docs/cambios.xml").read_text("utf-8")
    assert feed.count(f":cambios/{anchor}</id>") == 1


def test_a_revert_is_two_steps_and_no_other_original(repo: Repository) -> None:
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD))
    repo.git("revert", "--no-edit", "HEAD")
    assert values(sequence(repo, "visitas", "meta de 2024")) == ["100", "80", "100"]
    assert says(repo).startswith("La meta cambió 2 veces desde")
    assert original(built(repo, ACTIVITY)) == []


def test_what_one_act_moves_in_four_periods_counts_once(repo: Repository) -> None:
    repo.commit(laid(targets("2024-T1: 10, 2024-T2: 20, 2024-T3: 30, 2024-T4: 40")))
    repo.commit(laid(targets("2024-T1: 9, 2024-T2: 19, 2024-T3: 29, 2024-T4: 39")))
    assert says(repo).startswith("La meta cambió una vez desde")
    assert len([row for row in rows(repo) if row["figure"] == "target"]) == 4


def test_a_target_that_came_later_has_no_original_and_one_that_went_has(repo: Repository) -> None:
    repo.commit(laid(targets("2024-T1: 10, 2024-T3: 7")))
    repo.commit(laid(targets("2024-T1: 10, 2024-T2: 5, 2024-T3: 7")))
    repo.commit(laid(targets("2024-T2: 4, 2024-T3: 6")))
    assert sequence(repo, "visitas", "meta del I trimestre de 2024") == [
        "10 · al principio",
        f"se retiró · 1 de junio de 2025 · {NONE} · #3",
    ]
    assert values(sequence(repo, "visitas", "meta del II trimestre de 2024")) == ["5", "4"]
    found = original(built(repo, ACTIVITY))
    assert found[0::5] == ["2024", "III trimestre de 2024"]
    assert (found[1], found[3]) == ("17", "10")


# The ground.


@pytest.mark.parametrize("late", [True, False])
def test_an_amendment_of_another_commit_is_the_ground_of_the_one_step(
    late: bool, repo: Repository
) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER) if late else laid(GOAL, CUT))
    repo.commit(laid(LOWER, CUT))
    (_, line) = sequence(repo, "visitas", "meta de 2024")
    assert "Modificación mod-1: «Crédito suplementario» · RM 010-2024" in line
    assert NONE not in line
    assert says(repo).startswith("La meta cambió una vez desde")


def test_an_amendment_of_before_the_history_explains_nothing_that_came_after(
    repo: Repository,
) -> None:
    repo.commit(laid(LOWER, CUT))
    repo.commit(laid(GOAL, CUT))
    repo.commit(laid(LOWER, CUT))
    lines = sequence(repo, "visitas", "meta de 2024")
    assert values(lines) == ["100", "80", "100", "80"]
    assert [NONE in line for line in lines] == [False, False, True, True]


def test_an_amendment_older_than_the_repository_gives_the_original(repo: Repository) -> None:
    repo.commit(laid(LOWER, CUT, TOLD))
    assert sequence(repo, "visitas", "meta de 2024")[1].startswith("80 · 1 de marzo de 2024 · −20")
    assert original(built(repo, ACTIVITY)) == ["2024", "100", "60.0 %", "80", "75.0 %"]
    assert next(row["origin"] for row in rows(repo) if row["amendment"]) == "transcribed"


def test_an_amendment_by_the_founding_act_mends_and_changes_no_original(repo: Repository) -> None:
    act = {
        "plan.yml": MINIMAL[PLAN + "plan.yml"].replace(
            "{note: sin resolución}", "{document: rm-010, date: 2024-03-01}"
        )
    }
    repo.commit(laid(GOAL, TOLD, act))
    repo.commit(laid(LOWER, TOLD, act, CUT))
    assert original(built(repo, ACTIVITY)) == []
    assert "Corrige la transcripción" in text(repo) or "transcripción" in text(repo)


def test_a_draft_is_free_and_the_original_is_what_was_approved(repo: Repository) -> None:
    repo.commit(laid(targets("2024: 120"), DRAFT, TOLD))
    repo.commit(laid(GOAL, DRAFT, TOLD))
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD))
    lines = sequence(repo, "visitas", "meta de 2024")
    assert values(lines) == ["120", "100", "80"]
    assert ["El plan era un borrador." in line for line in lines] == [False, True, False]
    assert [NONE in line for line in lines] == [False, False, True]
    page = built(repo, ACTIVITY)
    assert original(page) == ["2024", "100", "60.0 %", "80", "75.0 %"]
    assert page.count("El plan era un borrador.") == 1


# Files that cannot be read.


@pytest.mark.parametrize("on_disk", [False, True])
def test_what_a_broken_file_hid_is_told_by_what_mends_it(on_disk: bool, repo: Repository) -> None:
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid({LINE: "code: [", **TOLD}))
    repo.lay(laid(LOWER, TOLD))
    if not on_disk:
        repo.commit(laid(LOWER, TOLD))
    (first, line) = sequence(repo, "visitas", "meta de 2024")
    assert first == "100 · al principio"
    assert line.startswith("80 · " if on_disk else "80 · 1 de junio de 2025 · ")
    assert ("sin registrar aún" in line) is on_disk
    assert original(built(repo, ACTIVITY))[1::2] == ["100", "80"]
    assert f"content/{LINE}" in built(repo, "planes/plan-2024/historial.md")


def test_what_is_on_the_disk_only_is_not_in_the_feed(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.lay(laid(LOWER))
    (_, line) = sequence(repo, "visitas", "meta de 2024")
    assert line == f"80 · −20 (−20.0 %) · más fácil · sin registrar aún · {NONE}"
    assert "sin registrar aún" in built(repo, ACTIVITY)
    assert "visitas-target" not in (repo.folder / "docs/cambios.xml").read_text("utf-8")
    assert repo.git("status", "--porcelain", "content").splitlines() == [f"M content/{LINE}"]


# What is measured, and results.


def test_other_periods_with_the_same_sum_are_no_other_target(repo: Repository) -> None:
    repo.commit(laid(targets("2024-T1: 10, 2024-T2: 20, 2024-T3: 30, 2024-T4: 40")))
    months = {m: 10 if m < 9 else 5 for m in range(1, 13)}
    repo.commit(laid(targets(", ".join(f"2024-{m:02}: {n}" for m, n in months.items()))))
    printed = text(repo)
    assert "meta de 2024: 100 → 100 · mismo total" in printed
    assert "El año se cuenta por otros periodos que antes." in printed
    assert NONE not in text(repo, "visitas")
    assert says(repo).startswith("La forma de medir cambió una vez desde")
    assert values(sequence(repo, "visitas", "meta del I trimestre de 2024")) == ["10", "se retiró"]


def test_direction_unit_and_baseline_are_told_in_words(repo: Repository) -> None:
    base = "baseline: {{period: 2023, value: {}}}"
    repo.commit(laid(GOAL, sheet("unit: m2", base.format(50))))
    repo.commit(laid(GOAL, sheet("unit: ha", "direction: decrease", base.format(50))))
    repo.commit(laid(GOAL, sheet("unit: ha", "direction: decrease", base.format(60))))
    assert sequence(repo, "visitas", "sentido") == [
        "más es mejor · al principio",
        f"menos es mejor · 1 de junio de 2025 · {NONE} · #2",
    ]
    assert values(sequence(repo, "visitas", "unidad")) == ["m2", "ha"]
    assert values(sequence(repo, "visitas", "línea de base de 2023")) == ["50 ha", "60 ha"]
    assert says(repo).startswith("La forma de medir cambió 2 veces desde")


def test_bands_are_written_as_the_country_writes_them(repo: Repository) -> None:
    site = with_lines("site.yml", "bands: {medium: 75, high: 95}", "region: ES")
    repo.commit(laid(site))
    repo.commit(laid(site, with_lines("plan.yml", "bands: {medium: 72.5, high: 95}")))
    assert "72,5 / 95" in built(repo, "planes/plan-2024/historial.md")


def test_a_result_is_news_and_a_restated_one_a_change(repo: Repository) -> None:
    mended = "visitas: {value: 9, correction: {was: 8, reason: Tipeo, date: 2024-05-02}}"
    repo.commit(laid(GOAL))
    repo.commit(laid(GOAL, results("2024-T1", "visitas: 8")))
    assert "resultado" not in text(repo)
    repo.commit(laid(GOAL, results("2024-T1", mended)))
    assert sequence(repo, "visitas", "resultado del I trimestre de 2024") == [
        "8 · 1 de junio de 2025 · #2",
        "9 · 1 de junio de 2025 · +1 (+12.5 %) · Corrección: «Tipeo» · #3",
    ]
    assert says(repo).startswith("Se corrigió un resultado desde")


def test_regions_states_and_percentages(repo: Repository) -> None:
    percent = sheet("kind: percentage", 'unit: "%"', "over_time: last")
    repo.commit(laid(targets("2024: {Lima: 10, Cusco: 5}", "by: region")))
    repo.commit(laid(targets("2024: {PE-LIM: 10, PE-CUS: 4}", "by: region")))
    assert values(sequence(repo, "visitas", "meta de 2024, Cusco")) == ["5", "4"]
    assert sequence(repo, "visitas", "meta de 2024, Lima") == ["10 · sin cambios conocidos"]
    found = original(built(repo, ACTIVITY))
    assert (found[0::5][-1], found[1::5][-1], found[3::5][-1]) == ("2024, Cusco", "5", "4")
    repo.commit(laid(targets("2024: not-programmed")))
    assert sequence(repo, "visitas", "meta de 2024")[0].startswith("sin meta · 1 de junio de 2025")
    repo.commit(laid(targets("2024: 50"), percent))
    repo.commit(laid(targets("2024: 45"), percent))
    assert "−5 puntos · más fácil" in sequence(repo, "visitas", "meta de 2024")[-1]


# What can be asked for.


def test_names_in_any_case_codes_and_both_together(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    asked = text(repo, "visitas")
    for name in ("VISITAS", "1.1.1", "plan-2024/visitas", "Plan-2024/1.1.1"):
        assert text(repo, name) == asked
    for name in ("plan-2024/", "PLAN-2024"):
        assert text(repo, name) == text(repo, "plan-2024")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "visita",
            "«visita» no es un plan ni un indicador de content/plans/; ¿quiso decir «visitas»?",
        ),
        (
            "PLAN-202",
            "«PLAN-202» no es un plan ni un indicador de content/plans/; ¿quiso decir «plan-2024»",
        ),
        (
            "áéí",
            "«áéí» no es un plan ni un indicador de content/plans/; escriba una de estas opcio",
        ),
        ("plan", "«plan» no es un plan ni un indicador de content/plans/"),
    ],
)
def test_an_unknown_name_is_one_sentence(name: str, said: str, repo: Repository) -> None:
    repo.commit(laid(GOAL))
    done = repo.avance("history", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"avance: {said}")
    assert done.stderr.count("\n") == 1


def test_a_name_that_stands_twice_is_asked_back(repo: Repository) -> None:
    again = {k.replace(PLAN, "plans/otro/"): v for k, v in MINIMAL.items() if k.startswith(PLAN)}
    repo.commit(laid(again))
    done = repo.avance("history", "visitas")
    assert done.returncode == 2
    assert done.stderr == (
        "avance: «visitas» son varias cosas; escriba una de estas opciones: "
        "otro/visitas, plan-2024/visitas\n"
    )
    assert text(repo, "otro/visitas").startswith("otro · 1.1.1")


def test_a_measure_without_a_figure(repo: Repository) -> None:
    repo.commit(laid(strategy("[{unit: Taller, targets: {2024: not-programmed}}]")))
    assert sequence(repo, "1.1.1", "meta de 2024") == ["sin meta · sin cambios conocidos"]
    assert "La meta no ha cambiado" not in text(repo, "1.1.1")


def test_the_editors_file_is_the_same_word_for_word(repo: Repository) -> None:
    repo.commit(laid({LINE: edited(LINE, ("title: Actividad", "title: Otra"))}))
    repo.commit(laid({LINE: edited(LINE, ("title: Actividad", "title: 'Otra'"))}))
    assert text(repo).count("#") == 1


def test_the_first_upload_is_one_step(repo: Repository) -> None:
    repo.lay({})
    (repo.folder / "LEEME.txt").write_text("vacío", "utf-8")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "vacío")
    repo.commit(laid(with_lines("plan.yml"), GOAL, TOLD))
    assert text(repo).splitlines()[3:] == [
        "  1 de junio de 2025  ingreso al portal",
        " " * 14 + "#2",
    ]


def test_what_one_record_changes_alike_is_told_once_and_each_keeps_its_anchor(
    repo: Repository,
) -> None:
    aims = [f"[{{indicator: visitas, id: v{n}, targets: {{2024: 5}}}}]" for n in range(1, 6)]
    repo.commit(laid(strategy(*aims)))
    repo.commit(laid(strategy(*(aim.replace("}}]", "}, relevance: 1}]") for aim in aims))))
    page = built(repo, "planes/plan-2024/historial.md")
    timeline = page.partition('<ol class="tl"')[2].partition("</ol>")[0]
    assert "5 cambios</h3>" in timeline
    assert timeline.count("<summary>") == 1
    assert timeline.count("1.1.5</span>") == 1
    ids = re.findall(r'id="([^"]+)"', timeline)
    assert len(ids) == len(set(ids)) >= 5
    feed = (repo.folder / "docs/cambios.xml").read_text("utf-8")
    assert all(f":cambios/{it}</id>" in feed for it in ids)
