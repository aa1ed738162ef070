"""Ways to make a change of a commitment look like another one, or like none at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers import results, strategy, targets, with_lines
from tests.history import ACTIVITY, CUT, original, rows, says, sequence, text, values
from tests.history import built as page_of
from tests.proposal import AMENDED, GOAL, LOWER, SHEET, amendment, codes, laid, refused
from tests.repository import Repository

TOLD = results("2024", "visitas: 60")
COPIED = with_lines("plan.yml", "source: {document: rm-010}")
GOAL_OF_2024 = "meta de 2024"


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return Repository.make(tmp_path / "r")


def measure(unit: str, goal: int, *more: str) -> dict[str, str]:
    """The only activity with a measure of its own words."""
    traits = ", ".join(["id: m1", f"unit: {unit}", f"targets: {{2024: {goal}}}", *more])
    return strategy(f"[{{{traits}}}]")


# The act that a plan began with.


@pytest.mark.parametrize(
    "named",
    [
        COPIED,
        with_lines("plan.yml", "approval: {document: rm-010}"),
        with_lines("plan.yml", "versions: [{id: V1, label: Primera, document: rm-010}]"),
    ],
)
def test_what_amends_a_plan_does_not_become_its_first_act(
    named: dict[str, str], repo: Repository
) -> None:
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD, CUT))
    first = original(page_of(repo, ACTIVITY))
    assert first[:4] == ["2024", "100", "60.0 %", "80"]
    repo.commit(laid(LOWER, TOLD, CUT, named))
    (line,) = refused(repo)
    assert line.startswith(f"amendment-mismatch content/{AMENDED}:3 ")
    assert "«mod-1» cita «rm-010», que este cambio convierte en la norma" in line
    assert codes(repo, "HEAD~2") == ["amendment-mismatch"]  # all of it in one proposal


def test_a_later_version_may_name_the_act_that_amended(repo: Repository) -> None:
    later = "versions: [{id: V1, label: Primera}, {id: V2, label: Segunda, document: rm-010}]"
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD, CUT, with_lines("plan.yml", later)))
    assert refused(repo) == []


# A target that is that of another activity.


def both(first: tuple[str, int], second: tuple[str, int]) -> dict[str, str]:
    shown = [
        f"[{{id: {name}, unit: Taller, targets: {{2024: {goal}}}}}]"
        for name, goal in (first, second)
    ]
    return strategy(*shown)


def test_measures_that_change_places_need_an_amendment(repo: Repository) -> None:
    repo.commit(laid(both(("m1", 100), ("m2", 50))))
    repo.commit(laid(both(("m2", 50), ("m1", 100))))
    found = refused(repo)
    assert [line.partition(" ")[0] for line in found] == ["unamended-change"] * 2
    assert "lugar en el plan de «m2»" in found[0]
    assert "de 1.1.2 Actividad a 1.1.1 Actividad, sin modificación aprobada" in found[0]
    assert "lugar en el plan: 1.1.2 Actividad → 1.1.1 Actividad" in text(repo)
    done = repo.avance("amend", "HEAD~1", "--document", "rm-010", "--reason", "Se ordena")
    assert done.returncode == 0, done.stderr
    assert refused(repo) == []
    assert sequence(repo, "m1", "lugar en el plan")[0] == "1.1.1 Actividad · al principio"


@pytest.mark.parametrize("title", ["'2024'", "'25 %'", "'{a}: \"b\" # c'", "<b>x</b> | y"])
def test_an_element_of_any_title_can_stand_in_an_amendment(title: str, repo: Repository) -> None:
    def named(files: dict[str, str]) -> dict[str, str]:
        return {
            path: words.replace("title: Actividad", f"title: {title}")
            for path, words in files.items()
        }

    repo.commit(laid(named(both(("m1", 100), ("m2", 50)))))
    repo.commit(laid(named(both(("m2", 50), ("m1", 100)))))
    done = repo.avance("amend", "HEAD~1", "--document", "rm-010", "--reason", "Se ordena")
    assert done.returncode == 0, done.stderr
    assert refused(repo) == []


def test_a_measure_whose_activity_has_another_code_has_not_moved(repo: Repository) -> None:
    one = strategy("[{unit: Taller, targets: {2024: 100}}]")
    again = {
        path: words.replace("code: 1.1.1", "code: 1.1.7").replace("{unit", "{id: m1, unit")
        for path, words in one.items()
    }
    repo.commit(laid(one))
    repo.commit(laid(again))
    assert refused(repo) == []


# Targets that mean other things.


def test_a_target_in_another_unit_is_neither_easier_nor_less(repo: Repository) -> None:
    told = results("2024", "m1: 60")
    repo.commit(laid(measure("Taller", 100), told))
    repo.commit(laid(measure("Hora", 80), told))
    (line, _) = repo.diff("HEAD~1")
    assert line.startswith("plan-2024 · 1.1.1 Actividad · m1 · meta 2024: 100 taller → 80 horas · ")
    assert "fácil" not in line
    comment = repo.avance("diff", "HEAD~1", "--format", "markdown").stdout
    assert "| 100 taller | **80** |  |" in comment
    page = page_of(repo, ACTIVITY)
    assert original(page) == []  # 60 hours are no part of 100 workshops
    assert "Al principio sus metas se medían de otra forma" in page
    assert values(sequence(repo, "m1", GOAL_OF_2024)) == ["100 Taller", "80 Hora"]
    (row,) = [it for it in rows(repo) if it["figure"] == "target"]
    assert (row["before"], row["unit_before"], row["after"], row["unit"]) == (
        *("100", "Taller"),
        *("80", "Hora"),
    )
    assert (row["change"], row["change_share"], row["ease"]) == ("", "", "")
    assert "Avance con el resultado que se publica hoy" not in text(repo)


@pytest.mark.parametrize("halves", ["30, 2024-S2: 20", "30, 2024-S2: 70"])
def test_other_periods_in_another_unit_give_no_other_sum(halves: str, repo: Repository) -> None:
    quarters = "{2024-T1: 10, 2024-T2: 20, 2024-T3: 30, 2024-T4: 40}"
    repo.commit(laid(strategy(f"[{{id: m1, unit: Taller, targets: {quarters}}}]")))
    repo.commit(laid(strategy(f"[{{id: m1, unit: Hora, targets: {{2024-S1: {halves}}}}}]")))
    total = 50 if halves.endswith(" 20") else 100
    (line, _) = repo.diff("HEAD~1")
    assert line.endswith(
        f"metas 2024 en otros periodos: de 4 a 2, que dan 100 taller → {total} horas"
    )
    found = sequence(repo, "m1", GOAL_OF_2024)
    assert values(found) == ["100 Taller", f"{total} Hora"]
    assert "−" not in found[1]
    assert sequence(repo, "m1", "meta del I trimestre de 2024")[0] == "10 Taller · al principio"


@pytest.mark.parametrize("direction", ["decrease", "at-most"])
def test_a_target_whose_direction_turns_is_neither_easier_nor_harder(
    direction: str, repo: Repository
) -> None:
    turned = with_lines(SHEET, f"direction: {direction}")
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD, turned))
    assert "difícil" not in "".join(repo.diff("HEAD~1"))
    page = page_of(repo, ACTIVITY)
    assert original(page) == []  # «at most 100» was never the target
    assert "difícil" not in text(repo, "visitas")
    assert "Al principio sus metas se medían de otra forma" in says(repo)


def test_a_direction_that_was_turned_and_turned_back_hides_no_first_target(
    repo: Repository,
) -> None:
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(GOAL, TOLD, with_lines(SHEET, "direction: decrease")))
    repo.commit(laid(LOWER, TOLD))
    assert original(page_of(repo, ACTIVITY))[:4] == ["2024", "100", "60.0 %", "80"]


# Several acts in one proposal.


def test_each_of_two_acts_that_came_together_moved_its_own_part(repo: Repository) -> None:
    second = amendment("{measure: visitas, period: 2024, from: 80, to: 60}", name="mod-2")
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(targets("2024: 60"), TOLD, {AMENDED: CUT[AMENDED] + second[AMENDED]}))
    assert refused(repo) == []
    found = sequence(repo, "visitas", GOAL_OF_2024)
    assert values(found) == ["100", "80", "60"]
    assert "−20 (−20.0 %) · más fácil · Modificación mod-1:" in found[1]
    assert "−20 (−25.0 %) · más fácil · Modificación mod-2:" in found[2]
    assert says(repo).startswith("La meta cambió 2 veces")
    moved = [row for row in rows(repo) if row["figure"] == "target"]
    assert {(it["amendment"], it["before"], it["after"], it["origin"]) for it in moved} == {
        ("mod-1", "100", "80", "recorded"),
        ("mod-2", "80", "60", "recorded"),
    }
    assert original(page_of(repo, ACTIVITY))[:4] == ["2024", "100", "60.0 %", "60"]


# Files that someone put where the program writes or reads.


def test_an_amendment_is_not_written_through_a_planted_link(repo: Repository) -> None:
    mine = repo.top.parent / "mine.txt"
    mine.write_text("mine\n", "utf-8")
    repo.commit(laid(GOAL))
    repo.lay(laid(LOWER))
    place = repo.folder / "content" / AMENDED
    place.with_name(".amendments.yml.nuevo").symlink_to(mine)
    done = repo.avance("amend", "HEAD", "--document", "rm-010", "--reason", "Se reprograma")
    assert done.returncode == 0, done.stderr
    assert mine.read_text("utf-8") == "mine\n"
    assert place.is_file()
    assert not place.is_symlink()


@pytest.mark.parametrize("folder", ["build", "otra"])
def test_a_cache_that_came_with_the_repository_is_not_believed(
    folder: str, repo: Repository
) -> None:
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD))
    told = text(repo, "visitas")
    cache = repo.folder / "build" / "history.json"
    kept = json.loads(cache.read_text("utf-8"))
    del kept["commits"][1]["steps"]
    cache.write_text(json.dumps(kept), "utf-8")
    if folder != "build":
        cache.parent.rename(repo.folder / folder)
        (repo.folder / "build").symlink_to(folder)
    repo.git("add", "--force", "-A")
    repo.git("commit", "-q", "-m", "build")
    assert text(repo, "visitas") == told
    assert json.loads(cache.read_text("utf-8")) == kept  # and it is left as it was


def test_what_this_copy_puts_in_the_place_of_a_commit_is_not_read(repo: Repository) -> None:
    first = repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD))
    told = text(repo, "visitas")
    other = repo.git("commit-tree", "-m", "x", repo.git("rev-parse", "HEAD^{tree}"))
    repo.git("replace", first, other)
    assert codes(repo, first) == ["unamended-change"]
    (repo.folder / "build" / "history.json").unlink()
    assert text(repo, "visitas") == told


# Amendments that say something else, in a portal that only warns.


WARNS = with_lines("site.yml", "policy: {unamended-change: warning, amendment-mismatch: warning}")


@pytest.mark.parametrize("before", [60, 85])
def test_an_amendment_that_starts_elsewhere_is_no_ground_and_no_first_target(
    before: int, repo: Repository
) -> None:
    said = amendment(f"{{measure: visitas, period: 2024, from: {before}, to: 80}}")
    repo.commit(laid(GOAL, TOLD, WARNS))
    repo.commit(laid(LOWER, TOLD, WARNS, said))
    page = page_of(repo, ACTIVITY)
    assert original(page)[:4] == ["2024", "100", "60.0 %", "80"]
    (step,) = [row for row in rows(repo) if row["before"] == "100"]
    assert (step["after"], step["amendment"]) == ("80", "")
    assert "No consta ninguna modificación aprobada" in page


# Who proposed it.


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Merge branch 'x' into 'main'\n\nSee merge request g/p!1\n\nSee merge request g/p!12", 12),
        ("Merge branch 'x'\n\nTítulo\n\nSee merge request g/p!12\n", 12),
        ("Metas del trimestre (#12)\n\nSee merge request g/p!1", 12),
    ],
)
def test_a_title_that_looks_like_a_number_is_not_the_number(
    message: str, number: int, repo: Repository
) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER), message)
    assert f"propuesta {number} ·" in text(repo)


@pytest.mark.parametrize("message", ["Metas (#0)", "Metas (#007)", "Metas (see #1)"])
def test_what_is_no_number_of_a_proposal_is_not_shown_as_one(
    message: str, repo: Repository
) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER), message)
    assert "propuesta" not in text(repo)
