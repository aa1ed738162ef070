"""The public history on real repositories: what an author commits and what a reader then sees."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from tests.helpers import MINIMAL, PLAN, results, sheet, strategy, targets, with_lines
from tests.repository import Repository, edited, over

LINE = PLAN + "strategies/1.1.yml"
AMENDED = PLAN + "amendments.yml"
GOAL, LOWER, LOWEST = (targets(f"2024: {n}") for n in (100, 80, 70))
TOLD = results("2024", "visitas: 60")
DOCUMENTS = (
    MINIMAL["documents.yml"]
    + "- {id: rm-010, kind: resolution, number: RM 010-2024, date: 2024-03-01}\n"
)
NONE = "No consta ninguna modificación aprobada"
DRAFT = {
    "plan.yml": MINIMAL[PLAN + "plan.yml"].replace(
        "state: approved\napproval: {note: sin resolución}", "state: draft"
    )
}


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return Repository.make(tmp_path / "repositorio ñ")


def laid(*parts: dict[str, str], without: tuple[str, ...] = ()) -> dict[str, bytes]:
    files = {"documents.yml": DOCUMENTS}
    for part in parts:
        files |= part
    return over(files, *without)


def amendment(*changes: str, name: str = "mod-1", document: str = "rm-010") -> dict[str, str]:
    lines = [f"- id: {name}", "  date: 2024-03-01", f"  document: {document}"]
    lines += ["  reason: Crédito suplementario", "  changes:"]
    return {AMENDED: "\n".join([*lines, *(f"    - {change}" for change in changes)]) + "\n"}


CUT = amendment("{measure: visitas, period: 2024, from: 100, to: 80}")


def text(repo: Repository, *asked: str) -> str:
    """What ``avance history`` prints, with the ids of commits as ``#1``, the oldest first."""
    done = repo.avance("history", *asked)
    assert (done.returncode, done.stderr) == (0, "")
    ids = repo.git("log", "--reverse", "--format=%H").splitlines()
    printed = done.stdout
    for number, name in enumerate(ids, 1):
        printed = printed.replace(name[:9], f"#{number}")
    return printed


def sequence(repo: Repository, measure: str, figure: str) -> list[str]:
    """The lines below one figure of a measure."""
    blocks = text(repo, measure).split("\n\n")
    (found,) = [block for block in blocks if block.splitlines()[0] == figure]
    return [line.strip() for line in found.splitlines()[1:]]


def says(repo: Repository, measure: str = "visitas") -> str:
    """The sentence of a measure: how often its target changed."""
    return text(repo, measure).split("\n\n")[1]


def values(lines: list[str]) -> list[str]:
    return [line.partition(" · ")[0] for line in lines]


def built(repo: Repository, page: str) -> str:
    """A page as it is built; ``""`` where there is none."""
    done = repo.avance("build")
    assert (done.returncode, done.stderr) == (0, "")
    path = repo.folder / "docs" / page
    return path.read_text("utf-8").replace("\xa0", " ") if path.exists() else ""


def rows(repo: Repository) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(built(repo, "datos/changes.csv").lstrip("\ufeff"))))


def original(page: str) -> list[str]:
    """The cells of «meta original / meta vigente» of a page; [] where there is no such block."""
    _, mark, rest = page.partition("<caption><span>Meta original y meta vigente")
    body = rest.partition("<tbody>")[2].partition("</tbody>")[0] if mark else ""
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", body)
    return [re.sub(r"<[^>]*>", "", cell).rpartition(": ")[2].strip() for cell in cells]


ACTIVITY = "planes/plan-2024/1.1.1.md"


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
        f"80 · 01/06/2025 · −20 (−20.0 %) · más fácil · {proposal}"
        "Modificación mod-1: «Crédito suplementario» · RM 010-2024 · #4",
    ]
    assert says(repo) == "La meta cambió una vez desde que se publica aquí (1 de junio de 2025)."
    assert original(built(repo, ACTIVITY)) == ["2024", "100", "60.0 %", "80", "75.0 %"]


def test_the_plan_and_its_pages_tell_the_same_step(repo: Repository) -> None:
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD))
    assert text(repo).splitlines()[2:] == [
        "plan-2024 · Plan 2024",
        "  2025-06-01  1.1.1 · Actividad · meta de 2024: 100 → 80 · −20 (−20.0 %) · más fácil",
        " " * 14 + "Avance con el resultado que se publica hoy: 60.0 % · bajo → 75.0 % · medio",
        " " * 14 + f"{NONE} · #2",
        "  2025-06-01  ingreso al portal",
        " " * 14 + "#1",
    ]
    page = built(repo, "planes/plan-2024/historial.md")
    assert f'<p class="dif">{NONE}.</p>' in page
    assert "el avance medio de 2024 es 75.00 %; con las metas que el plan tuvo al" in page
    assert "1 meta pasó a ser otra; 1 cambio sin modificación aprobada que conste." in page
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
        f"se retiró · 01/06/2025 · {NONE} · #3",
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
    assert sequence(repo, "visitas", "meta de 2024")[1].startswith("80 · 01/03/2024 · −20")
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


# The tree of the plan.


def measures(**named: str) -> dict[str, str]:
    given = (f"[{{id: {name}, {rest}}}]" for name, rest in named.items())
    return strategy(*given)


def test_a_measure_whose_id_changes_twice_keeps_its_history_and_its_anchors(
    repo: Repository,
) -> None:
    for name, goal in (("a", 10), ("a", 9), ("b", 9), ("b", 8), ("c", 8), ("c", 7)):
        repo.commit(laid(measures(**{name: f"unit: Taller, targets: {{2024: {goal}}}"})))
    assert values(sequence(repo, "c", "meta de 2024")) == [
        *("10 Taller", "9 Taller", "8 Taller", "7 Taller")
    ]
    first = repo.git("rev-parse", "HEAD~4")[:9]
    assert f'id="plan-2024-{first}-a-target-2024"' in built(repo, "planes/plan-2024/historial.md")
    assert {row["measure"] for row in rows(repo)} == {"c", ""}


def test_a_name_that_another_measure_takes_over_brings_no_history_along(repo: Repository) -> None:
    workshop, room = "unit: Taller, targets: {2024: 10}", "unit: Sala, targets: {2024: 20}"
    repo.commit(laid(measures(a=workshop, b=room)))
    second = strategy("[]", f"[{{id: b, {room}}}]")
    repo.commit(laid(second))
    repo.commit(laid({k: v.replace("id: b", "id: a") for k, v in second.items()}))
    repo.commit(
        laid(
            {
                k: v.replace("id: b", "id: a").replace("2024: 20", "2024: 25")
                for k, v in second.items()
            }
        )
    )
    assert values(sequence(repo, "a", "meta de 2024")) == ["20 Sala", "25 Sala"]
    assert original(built(repo, "planes/plan-2024/1.1.2.md"))[1] == "20"
    assert "meta de 2024: 10 Taller → ninguna" in text(repo)


@pytest.mark.parametrize(
    "moved",
    [
        {PLAN + "strategies/otro nombre ñ.yml": ""},
        {LINE: "code: 1.1.1|code: 1.1.9"},
        {LINE: 'code: "1.1"|code: "1.7"'},
    ],
    ids=["file", "activity", "strategy"],
)
def test_a_new_file_or_code_is_no_change_and_loses_no_history(
    moved: dict[str, str], repo: Repository
) -> None:
    inline = strategy("[{unit: Taller, targets: {2024: 10}}]")
    repo.commit(laid(inline))
    lower = {k: v.replace("10", "9") for k, v in inline.items()}
    repo.commit(laid(lower))
    ((path, swap),) = moved.items()
    old, _, new = swap.partition("|")
    now = lower["strategies/1.1.yml"].replace(old, new) if swap else lower["strategies/1.1.yml"]
    target = path if not swap else LINE.replace("1.1.yml", "1.7.yml") if "1.7" in swap else LINE
    repo.commit(
        laid(
            {target.replace("otro nombre ñ", "1.1-b"): now},
            without=(LINE,) if target != LINE else (),
        )
    )
    code = "1.1.9" if "1.1.9" in swap else "1.1.1"
    assert values(sequence(repo, code, "meta de 2024")) == ["10 Taller", "9 Taller"]
    assert len([row for row in rows(repo) if row["figure"] != "plan"]) == 1


def test_activities_that_move_to_another_strategy_keep_their_history(repo: Repository) -> None:
    def line(code: str, *numbers: int, goal: int) -> str:
        head = [f'code: "{code}"', 'objective: "1"', f"title: Línea {code}", "activities:"]
        for n in numbers:
            head += [f"  - code: 1.1.{n}", f"    title: Actividad {n}"]
            head += [f"    measures: [{{unit: Taller, targets: {{2024: {goal}}}}}]"]
        return "\n".join(head)

    repo.commit(laid({LINE: line("1.1", 1, 2, 3, goal=10)}))
    repo.commit(laid({LINE: line("1.1", 1, 2, 3, goal=9)}))
    other = PLAN + "strategies/1.2.yml"
    repo.commit(laid({LINE: line("1.1", 1, goal=9), other: line("1.2", 2, 3, goal=9)}))
    repo.commit(laid({LINE: line("1.1", 1, goal=9), other: line("1.2", 2, 3, goal=8)}))
    assert values(sequence(repo, "1.1.3", "meta de 2024")) == ["10 Taller", "9 Taller", "8 Taller"]
    assert values(sequence(repo, "1.1.1", "meta de 2024")) == ["10 Taller", "9 Taller"]


def test_a_measure_that_comes_back_with_less_is_held_against_what_it_had(repo: Repository) -> None:
    other = "[{unit: Taller, targets: {2024: 5}}]"
    visits = "[{{indicator: visitas, targets: {{2024: {}}}}}]"
    repo.commit(laid(strategy(visits.format(100), other), TOLD))
    repo.commit(laid(strategy("[]", other)))
    repo.commit(laid(strategy(visits.format(80), other), TOLD))
    assert values(sequence(repo, "visitas", "meta de 2024")) == ["100", "se retiró", "80"]
    assert original(built(repo, ACTIVITY))[1::2] == ["100", "80"]


SECOND = {"plans/otro/plan.yml": MINIMAL[PLAN + "plan.yml"]}


def without_plan() -> dict[str, bytes]:
    return {path: data for path, data in laid(SECOND).items() if not path.startswith(PLAN)}


@pytest.mark.parametrize("committed", [True, False])
def test_a_plan_that_comes_back_with_less_is_held_against_what_it_had(
    committed: bool, repo: Repository
) -> None:
    repo.commit(laid(GOAL, SECOND, TOLD))
    repo.commit(without_plan())
    repo.lay(laid(LOWER, SECOND, TOLD))
    if committed:
        repo.commit(laid(LOWER, SECOND, TOLD))
    assert values(sequence(repo, "visitas", "meta de 2024")) == ["100", "80"]
    assert text(repo, "plan-2024").count("retiro del portal") == 1
    assert original(built(repo, ACTIVITY))[1::2] == ["100", "80"]


def test_a_plan_that_is_gone_is_still_told_and_leads_to_no_page(repo: Repository) -> None:
    repo.commit(laid(GOAL, SECOND))
    repo.commit(laid(LOWER, SECOND))
    repo.commit(without_plan())
    assert text(repo, "plan-2024").startswith("plan-2024 · ") is False
    assert "plan-2024 · se retiró del portal" in text(repo, "PLAN-2024")
    page = built(repo, "cambios/index.md")
    assert "retiro del portal" in page
    assert "meta de 2024" in page
    assert "planes/plan-2024/" not in page
    feed = (repo.folder / "docs/cambios.xml").read_text("utf-8")
    assert "planes/plan-2024" not in feed
    assert [row["plan"] for row in rows(repo) if row["figure"] == "target"] == ["plan-2024"]


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
    assert line.startswith("80 · " if on_disk else "80 · 01/06/2025 · ")
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
        f"menos es mejor · 01/06/2025 · {NONE} · #2",
    ]
    assert values(sequence(repo, "visitas", "unidad")) == ["m2", "ha"]
    assert values(sequence(repo, "visitas", "línea de base de 2023")) == ["50 ha", "60 ha"]
    assert says(repo).startswith("La forma de medir cambió 2 veces desde")


def test_a_result_is_news_and_a_restated_one_a_change(repo: Repository) -> None:
    mended = "visitas: {value: 9, correction: {was: 8, reason: Tipeo, date: 2024-05-02}}"
    repo.commit(laid(GOAL))
    repo.commit(laid(GOAL, results("2024-T1", "visitas: 8")))
    assert "resultado" not in text(repo)
    repo.commit(laid(GOAL, results("2024-T1", mended)))
    assert sequence(repo, "visitas", "resultado del I trimestre de 2024") == [
        "8 · 01/06/2025 · #2",
        "9 · 01/06/2025 · +1 (+12.5 %) · Corrección: «Tipeo» · #3",
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
    assert sequence(repo, "visitas", "meta de 2024")[0].startswith("sin programación · 01/06/2025")
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
            "«visita» no es un plan ni una medida de content/plans/; ¿quiso decir «visitas»?",
        ),
        ("áéí", "«áéí» no es un plan ni una medida de content/plans/; escriba una de estas opcio"),
        ("plan", "«plan» no es un plan ni una medida de content/plans/"),
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
    assert sequence(repo, "1.1.1", "meta de 2024") == ["sin programación · sin cambios conocidos"]
    assert says(repo, "1.1.1") == (
        "La meta no ha cambiado desde que se publica aquí (1 de junio de 2025)."
    )


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
    assert text(repo).splitlines()[3:] == ["  2025-06-01  ingreso al portal", " " * 14 + "#2"]
