"""What is published while files have errors: which versions, and what is said of them."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from generator.build import Built, Project, build, language_of
from generator.hold.choose import Choice, choose
from generator.hold.tree import PastTree, Tree
from generator.load.loader import Memo
from generator.problems import Severity, has_errors
from tests.helpers import MINIMAL, PLAN, lay
from tests.repository import Repository

Files = dict[str, str]

BAD = "}"
"""What makes a YAML file unreadable."""


def plan(name: str, entity: str, *, indicator: str = "visitas", extra: str = "") -> Files:
    """A plan with one measure, like that of the minimal content."""
    head = MINIMAL[PLAN + "plan.yml"].replace("entity: mtpe", f"entity: {entity}")
    text = MINIMAL[PLAN + "strategies/1.1.yml"].replace("visitas", indicator)
    folder = f"plans/{name}/"
    return {folder + "plan.yml": head + extra, folder + "strategies/1.1.yml": text}


SHARED = {name: text for name, text in MINIMAL.items() if not name.startswith("plans/")} | {
    "units.yml": "".join(
        f"- {{id: {it}, name: {it}, kind: entity}}\n" for it in ("mtpe", "salud", "agua")
    ),
    "indicators/obras.yml": MINIMAL["indicators/visitas.yml"].replace("Visitas", "Obras"),
}
A = plan("a", "mtpe")
A2 = plan("a2", "mtpe")
B = plan("b", "salud")
SOUND = {**SHARED, **A, **A2, **B}


def with_line(plan: str, line: str) -> Files:
    path = f"plans/{plan}/plan.yml"
    return {path: SOUND[path] + line}


def broken(plan: str) -> Files:
    return with_line(plan, "unheard: 1\n")


def encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def chosen(
    *history: Mapping[str, str], now: Mapping[str, str], kept: bool = False
) -> Choice | None:
    """The choice for files of now after versions of 1, 2, 3 … November, a commit each."""
    memo: Memo = {}

    def earlier() -> Iterator[PastTree]:
        for day in range(len(history), 0, -1):
            files = encoded(history[day - 1])
            commit = "" if kept else f"c{day}"
            yield PastTree(files, memo, day=date(2026, 11, day), commit=commit)
        if not kept:
            yield PastTree({}, memo)

    return choose(Tree(encoded(now), memo), earlier())


def told(choice: Choice | None) -> list[str]:
    """What is held, as ``plan: day shown, number of errors of its own/of others, since``."""
    assert choice is not None
    assert not choice.tree.errors
    found = []
    for it in choice.held:
        day, since = (when.day if when else None for when in (it.day, it.since))
        found.append(f"{it.plan}: {day} {len(it.own)}/{len(it.others)} {since}")
    return found


def without(files: Mapping[str, str], *paths: str) -> Files:
    return {path: text for path, text in files.items() if path not in paths}


BROKEN_A = {**SOUND, **broken("a")}
RENAMED = {path.replace("plans/a/", "plans/nuevo/"): text for path, text in BROKEN_A.items()}
NEW = {path: text for path, text in RENAMED.items() if path.startswith("plans/nuevo/")}
CASES: dict[str, tuple[Sequence[Mapping[str, str]], Mapping[str, str], list[str]]] = {
    "an error in one plan, committed": ((SOUND, BROKEN_A), BROKEN_A, ["a: 1 1/0 2"]),
    "not committed yet": ((SOUND,), BROKEN_A, ["a: 1 1/0 None"]),
    "in a plan whose folder has another name": (
        (SOUND, RENAMED),
        RENAMED,
        ["nuevo: None 1/0 2", "a: 1 0/1 2"],
    ),
    "in a new plan, before another went": (
        (SOUND, {**SOUND, **NEW}, {**without(SOUND, *B), **NEW}),
        {**without(SOUND, *B), **NEW},
        ["nuevo: None 1/0 2"],
    ),
    "since several commits, with another": (
        (SOUND, BROKEN_A, {**BROKEN_A, **with_line("b", "grace_days: 10\n")}),
        {**BROKEN_A, **with_line("b", "grace_days: 10\n")},
        ["a: 1 1/0 2"],
    ),
    "mended on the way, and broken again": (
        (SOUND, BROKEN_A, {**SOUND, **with_line("a", "grace_days: 9\n")}, BROKEN_A),
        BROKEN_A,
        ["a: 3 1/0 4"],
    ),
    "two institutions, since different days": (
        (SOUND, BROKEN_A, {**BROKEN_A, **broken("b")}),
        {**BROKEN_A, **broken("b")},
        ["a: 1 1/0 2", "b: 2 1/0 3"],
    ),
    "YAML that cannot be read": (
        (SOUND,),
        {**SOUND, "plans/b/strategies/1.1.yml": BAD},
        ["b: 1 1/0 None"],
    ),
    "the file of a plan is gone": (
        (SOUND, without(SOUND, "plans/a/plan.yml")),
        without(SOUND, "plans/a/plan.yml"),
        ["a: 1 1/0 2"],
    ),
    "a shared file that two plans use": (
        (SOUND, {**SOUND, "indicators/visitas.yml": BAD}),
        {**SOUND, "indicators/visitas.yml": BAD},
        ["a: 1 0/1 2", "a2: 1 0/1 2", "b: 1 0/1 2"],
    ),
    "a new plan that was never sound": (
        (SHARED | B, BROKEN_A),
        {**SHARED, **A, **B, **broken("a")},
        ["a: None 1/0 2"],
    ),
    "green alone, red together": (
        # One proposal takes an indicator out that no plan uses; another begins to use it.
        (
            SOUND,
            without(SOUND, "indicators/obras.yml"),
            without({**SOUND, **plan("a", "mtpe", indicator="obras")}, "indicators/obras.yml"),
        ),
        without({**SOUND, **plan("a", "mtpe", indicator="obras")}, "indicators/obras.yml"),
        ["a: 2 1/0 3"],
    ),
    "the same, merged in the other order": (
        (
            SOUND,
            {**SOUND, **plan("a", "mtpe", indicator="obras")},
            without({**SOUND, **plan("a", "mtpe", indicator="obras")}, "indicators/obras.yml"),
        ),
        without({**SOUND, **plan("a", "mtpe", indicator="obras")}, "indicators/obras.yml"),
        ["a: 1 1/0 3"],
    ),
    "an indicator goes that plans have always used": (
        (SOUND, without(SOUND, "indicators/visitas.yml")),
        without(SOUND, "indicators/visitas.yml"),
        ["a: 1 1/2 2", "a2: 1 1/2 2", "b: 1 1/2 2"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_as_little_as_will_do_is_taken_from_before(name: str) -> None:
    history, now, expected = CASES[name]
    assert told(chosen(*history, now=now)) == expected


def test_a_plan_alone_is_not_taken_where_its_institution_refers_to_it() -> None:
    """A part goes to which another plan of the same institution contributes."""
    link = "contributes_to: [{plan: a, code: '2'}]\n"
    with_part = SOUND["plans/a/plan.yml"] + '  - {code: "2", title: Segundo}\n'
    both = {**SOUND, "plans/a/plan.yml": with_part, **with_line("a2", link)}
    apart = {**both, "plans/a/plan.yml": SOUND["plans/a/plan.yml"]}
    assert told(chosen(both, apart, now=apart)) == ["a: 1 0/1 2", "a2: 1 1/0 2"]


def test_the_plan_of_another_institution_is_taken_where_one_contributes_to_it() -> None:
    link = "contributes_to: [{plan: a, code: '2'}]\n"
    with_part = SOUND["plans/a/plan.yml"] + '  - {code: "2", title: Segundo}\n'
    both = {**SOUND, "plans/a/plan.yml": with_part, **with_line("b", link)}
    apart = {**both, "plans/a/plan.yml": SOUND["plans/a/plan.yml"]}
    assert told(chosen(both, apart, now=apart)) == ["a: 1 0/1 2", "b: 1 1/0 2"]


def test_nothing_is_chosen_where_nothing_is_sound() -> None:
    no_site = without(SOUND, "site.yml")
    assert chosen(no_site, now=no_site) is None
    assert chosen(now=no_site) is None


def test_a_kept_copy_does_not_say_since_when() -> None:
    assert told(chosen(SOUND, now=BROKEN_A, kept=True)) == ["a: 1 1/0 None"]


def test_an_older_format_is_read_as_it_was_meant() -> None:
    """In format 1 the rank of a measure was called weight, which today is a share."""
    was = MINIMAL[PLAN + "strategies/1.1.yml"].replace(
        "total: 100", "total: 100\n        weight: 1"
    )
    first = {
        **SOUND,
        "site.yml": SOUND["site.yml"].replace("format: 3", "format: 1"),
        "plans/a/strategies/1.1.yml": was,
    }
    choice = chosen(first, now=BROKEN_A)
    assert told(choice) == ["a: 1 1/0 None"]
    assert choice is not None
    ((_, measure),) = choice.tree.catalog.plans["a"].written_measures
    assert (measure.weight, str(measure.relevance)) == (None, "1")


# On a disk, with and without git.

WHEN = {day: f"2026-11-{day:02}T12:00:00Z" for day in range(1, 10)}


def commit(repo: Repository, files: Mapping[str, str], day: int, *, lay: bool = True) -> str:
    if lay:
        repo.lay(files)
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", f"día {day}", when=WHEN[day])
    return repo.git("rev-parse", "HEAD")


def held(folder: Path) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1796083200")  # 30 November 2026
        patch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
        return build(Project(folder, hold=True))


def page(folder: Path, name: str) -> str:
    """The words of a page."""
    html = (folder / "docs" / name).read_text("utf-8")
    return " ".join(re.sub(r"<[^>]*>", "", html).replace("\N{NO-BREAK SPACE}", " ").split())


def test_two_proposals_that_are_green_alone_and_red_together(repo: Repository) -> None:
    commit(repo, SOUND, 1)
    repo.git("switch", "-q", "-c", "uno")
    commit(repo, without(SOUND, "indicators/obras.yml"), 2)
    assert repo.avance("check").returncode == 0
    repo.git("switch", "-q", "-c", "otro", "main")
    commit(repo, {**SOUND, **plan("a", "mtpe", indicator="obras")}, 3)
    assert repo.avance("check").returncode == 0
    repo.git("switch", "-q", "main")
    for day, branch in ((4, "uno"), (5, "otro")):
        repo.git("merge", "-q", "--no-ff", branch, when=WHEN[day])
    assert repo.avance("check").returncode == 1
    built = held(repo.folder)
    assert [(it.plan, it.day, it.since) for it in built.held] == [
        ("a", date(2026, 11, 4), date(2026, 11, 5))
    ]
    why = "sus archivos tienen errores desde el 5 de noviembre de 2026, y ahora hay 1."
    assert (
        "Esta página muestra el plan al 4 de noviembre de 2026. Lo que se cambió o se reportó"
        f" después no se ve todavía: {why}"
    ) in page(repo.folder, "planes/a/1.1.1.md")
    line = (
        "Plan 2024: Se muestra al 4 de noviembre de 2026, y lo que se cambió o se reportó después"
        f" no se ve todavía: {why}"
    )
    assert line in page(repo.folder, "index.md")
    assert line in page(repo.folder, "planes/index.md")
    assert line in page(repo.folder, "unidades/mtpe.md")
    for other in ("planes/a2/index.md", "planes/b/1.1.1.md", "unidades/salud.md"):
        assert "no se ve todavía" not in page(repo.folder, other)


def test_nobody_is_said_to_owe_what_the_files_with_errors_may_hold(repo: Repository) -> None:
    """What was due after the day that is shown: the report is there, and cannot be read."""
    due = plan("a", "mtpe", extra="responsible: oficina\ngrace_days: 18\n")
    due = {path: re.sub(r"(?<!-)2024", "2026", text) for path, text in due.items()}
    office = SHARED["units.yml"] + "- {id: oficina, name: Oficina, kind: office, parent: mtpe}\n"
    files = {**SOUND, **due, "units.yml": office}
    commit(repo, files, 1)
    commit(repo, {**files, "plans/a/results/2026-T3.yml": BAD}, 2)
    held(repo.folder)
    told = {
        name: page(repo.folder, f"{name}.md") for name in ("novedades/index", "unidades/oficina")
    }
    assert all("Plan 2026: Se muestra al 1 de noviembre de 2026" in it for it in told.values())
    assert "no se ve todavía" not in page(repo.folder, "unidades/salud.md")
    assert "a/alert/report-overdue-2026-T2" in alerts(repo)
    assert "a/alert/report-overdue-2026-T3" not in alerts(repo)
    commit(repo, without(files, "plans/a/results/2026-T3.yml"), 3)
    held(repo.folder)
    assert "a/alert/report-overdue-2026-T3" in alerts(repo)


def alerts(repo: Repository) -> str:
    return (repo.folder / "docs/novedades.xml").read_text("utf-8")


def test_mending_shows_the_plan_again_and_each_build_is_as_one_from_nothing(
    repo: Repository, tmp_path: Path
) -> None:
    commit(repo, SOUND, 1)
    for files in (SOUND, BROKEN_A, {**SOUND, **broken("a"), **broken("b")}, BROKEN_A):
        repo.lay(files)
        held(repo.folder)
        fresh = tmp_path / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(repo.folder, fresh, ignore=shutil.ignore_patterns("docs", "build"))
        held(fresh)
        assert pages(repo.folder) == pages(fresh)
    repo.lay(SOUND)
    held(repo.folder)
    assert "no se ve todavía" not in "".join(pages(repo.folder).values())


def pages(folder: Path) -> dict[str, str]:
    docs = folder / "docs"
    return {str(it.relative_to(docs)): it.read_text("utf-8") for it in docs.rglob("*.md")}


def test_the_history_of_a_plan_ends_where_it_is_shown(repo: Repository) -> None:
    other = SOUND["plans/a/strategies/1.1.yml"].replace("T4: 40}", "T4: 50}")
    more = {**SOUND, "plans/a/strategies/1.1.yml": other.replace("total: 100", "total: 110")}
    commit(repo, SOUND, 1)
    commit(repo, more, 2)
    shown = repo.folder / "docs/planes/a/historial.md"
    held(repo.folder)
    assert "110" in shown.read_text("utf-8")
    both = {**more, **broken("a"), "plans/b/strategies/1.1.yml": other.replace("100", "110")}
    both["plans/a/strategies/1.1.yml"] = other.replace("T4: 50}", "T4: 70}").replace("100", "130")
    commit(repo, both, 3)
    held(repo.folder)
    assert "110" in shown.read_text("utf-8")
    of_plan = (it for name, it in pages(repo.folder).items() if name.startswith("planes/a/"))
    assert not any(">130<" in it or " 130 " in it for it in of_plan)
    assert "110" in (repo.folder / "docs/planes/b/historial.md").read_text("utf-8")


def test_a_plan_that_was_never_sound_has_a_page_that_says_what_to_write(repo: Repository) -> None:
    commit(repo, {**SHARED, **B}, 1)
    commit(repo, {**SHARED, **A, **broken("a"), **B}, 2)
    held(repo.folder)
    told = page(repo.folder, "planes/a/index.md")
    assert (
        "Todavía no se puede mostrar nada de este plan: sus archivos tienen errores desde el 2 de"
        " noviembre de 2026, y ahora hay 1."
    ) in told
    assert "content/plans/a/plan.yml:18:1: la clave «unheard» no se conoce aquí." in told
    assert "Plan 2024: Todavía no se puede mostrar nada" in page(repo.folder, "index.md")
    assert not (repo.folder / "docs/planes/a/1.1.md").exists()


def test_where_all_is_of_an_earlier_day_every_page_says_so(repo: Repository) -> None:
    commit(repo, SOUND, 1)
    commit(repo, {**SOUND, "indicators/visitas.yml": BAD}, 3)
    built = held(repo.folder)
    assert built.day == date(2026, 11, 1)
    portal = (
        "Este portal muestra su contenido al 1 de noviembre de 2026. Lo que se cambió o se reportó"
        " después no se ve todavía: sus archivos tienen errores desde el 3 de noviembre de 2026, y"
        " ahora hay 1."
    )
    for name in ("index.md", "indicadores/visitas.md", "unidades/salud.md"):
        assert portal in page(repo.folder, name)
    assert (
        "otros archivos que se publican con él tienen errores desde el 3 de noviembre de 2026"
    ) in page(repo.folder, "planes/b/index.md")


def test_a_plan_that_is_newer_than_what_is_shown_is_named_beside_it(repo: Repository) -> None:
    english = {**SOUND, "site.yml": SOUND["site.yml"] + "languages: [en]\n"}
    commit(repo, english, 1)
    commit(repo, {**english, **plan("c", "agua"), "site.yml": BAD}, 3)
    held(repo.folder)
    front = page(repo.folder, "index.md")
    why = "files have had errors since 3 November 2026, and now have 1."
    assert (
        "This portal shows its content as of 1 November 2026. What was changed or reported later"
        f" is not seen yet: its {why}"
    ) in front
    nothing = "Nothing of this plan can be shown yet: other files that are published with it"
    assert f"Plan 2024: {nothing}" in front
    assert "content/site.yml:1:1" in page(repo.folder, "plans/c/index.md")
    assert language_of(Project(repo.folder, hold=True)) == "en"


def test_without_git_the_copy_of_the_last_build_is_shown(tmp_path: Path) -> None:
    folder = lay(tmp_path / "portal", encoded(SOUND))
    assert held(folder).held == ()
    lay(folder, encoded(BROKEN_A))
    (it,) = held(folder).held
    assert (it.plan, it.day, it.since) == ("a", date(2026, 11, 30), None)
    assert "sus archivos tienen 1 error, y no consta desde qué día." in page(
        folder, "planes/a/index.md"
    )
    kept = folder / "build/sound.json"
    kept.write_bytes(kept.read_bytes().replace(b"2026", b"2025"))
    (it,) = held(folder).held
    assert it.day is None
    assert "y no consta desde qué día" in page(folder, "planes/a/index.md")


def test_a_copy_of_the_repository_without_its_history_does_not_say_since_when(
    repo: Repository, tmp_path: Path
) -> None:
    commit(repo, SOUND, 1)
    commit(repo, BROKEN_A, 2)
    commit(repo, {**BROKEN_A, **with_line("b", "grace_days: 9\n")}, 3)
    for depth, expected in ((3, (1, 2)), (2, (None, None))):
        copy = tmp_path / f"copy{depth}"
        repo.git("clone", "-q", "--depth", str(depth), repo.top.as_uri(), str(copy))
        (it,) = held(copy).held
        assert (it.day and it.day.day, it.since and it.since.day) == expected


def test_nothing_is_written_where_nothing_is_sound_or_nothing_was_asked(repo: Repository) -> None:
    commit(repo, without(SOUND, "site.yml"), 1)
    built = held(repo.folder)
    assert [it.code for it in built.problems if it.severity is Severity.ERROR] == ["missing-site"]
    assert not (repo.folder / "docs").exists()
    commit(repo, SOUND, 2)
    commit(repo, BROKEN_A, 3)
    assert has_errors(build(Project(repo.folder)).problems)
    assert not (repo.folder / "docs").exists()


def test_warnings_hold_nothing(tmp_path: Path) -> None:
    doubtful = {**SOUND, "site.yml": SOUND["site.yml"].replace("format: 3", "format: 2")}
    built = held(lay(tmp_path / "portal", encoded(doubtful)))
    assert built.problems
    assert built.held == ()


def test_the_site_is_published_and_says_what_is_held(repo: Repository) -> None:
    commit(repo, SOUND, 1)
    commit(repo, {**SOUND, **broken("a"), **plan("c", "agua"), "plans/c/plan.yml": BAD}, 2)
    (repo.folder / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: avance}\nplugins: [avance]\n"
    )
    stopped = repo.avance("site", "--quiet", "--lang", "es")
    assert stopped.returncode == 1
    assert not (repo.folder / "site").exists()
    done = repo.avance("site", "--hold", "--quiet", "--lang", "es")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    first, second, *shown = done.stdout.splitlines()
    assert first.startswith("content/plans/a/plan.yml:18:1: error[unknown-key] ")
    assert second.startswith("content/plans/c/plan.yml:1:1: error[")
    assert shown == [
        "a: se muestra al 1 de noviembre de 2026, por estos errores",
        "c: no se muestra, porque no se encontró ninguna versión suya sin errores",
    ]
    site = repo.folder / "site"
    rows = {
        row["plan"]: row
        for row in csv.DictReader((site / "datos/plans.csv").read_text("utf-8").splitlines())
    }
    told = {
        plan: (it["shown_as_of"], it["n_errors"], it["errors_since"]) for plan, it in rows.items()
    }
    nothing = ("", "", "")
    assert told == {"a": ("2026-11-01", "1", "2026-11-02"), "a2": nothing, "b": nothing}
    assert "no se puede mostrar nada" in (site / "planes/c/index.html").read_text("utf-8")
    assert json.loads((site / "api/v1/planes/a.json").read_text("utf-8"))["plan"]["n_errors"] == 1
    line = "Se muestra al 1 de noviembre de 2026, y lo que se cambió o se reportó después no se ve"
    for name in ("llms.txt", "api/v1/planes/a.txt"):
        assert line in (site / name).read_text("utf-8")
    measure = (site / "planes/a/1.1.1/index.html").read_text("utf-8")
    assert "datos al 1 de noviembre de 2026, lo vencido al 2 de noviembre de 2026" in measure


def test_a_damaged_repository_is_said_where_something_is_held(tmp_path: Path) -> None:
    project = Project(lay(tmp_path, encoded({**SOUND, **broken("a")})), hold=True)
    assert "history-unreadable" not in {it.code for it in build(project).problems}  # there is none
    (tmp_path / ".git").mkdir()
    for content in (SOUND, {"site.yml": "}"}):
        lay(tmp_path, encoded({**SOUND, **broken("a"), **content}))
        shutil.rmtree(tmp_path / "build", ignore_errors=True)
        done = build(project)
        (said,) = (it for it in done.problems if it.code == "history-unreadable")
        assert f"git no reconoce {tmp_path / '.git'} como un repositorio" in done.f.t(said.message)
