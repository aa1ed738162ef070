"""The public history whatever git is asked, told or given: settings, messages, dates, copies."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.helpers import MINIMAL, results, targets
from tests.history import (
    ACTIVITY,
    CUT,
    LOWEST,
    SECOND,
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
from tests.repository import Repository

SETTINGS = {
    "log.showSignature": "true",
    "log.decorate": "full",
    "log.diffMerges": "off",
    "log.follow": "true",
    "log.showRoot": "false",
    "log.date": "relative",
    "log.abbrevCommit": "true",
    "log.mailmap": "true",
    "format.pretty": "oneline",
    "format.notes": "*",
    "diff.renames": "copies",
    "diff.noprefix": "true",
    "diff.relative": "true",
    "diff.external": "false",
    "diff.orderFile": "/none",
    "diff.ignoreSubmodules": "all",
    "diff.yaml.textconv": "false",
    "core.quotePath": "true",
    "core.abbrev": "4",
    "color.ui": "always",
    "i18n.logOutputEncoding": "ISO-8859-1",
}
MERGED = "Merge pull request #41 from oficina/metas"


def told(repo: Repository, *parts: dict[str, str], folder: str = "") -> Repository:
    """A first upload, a proposal of two commits and a target of the next day."""
    repo.commit(laid(GOAL, TOLD, *parts))
    repo.git("switch", "-q", "-c", "metas")
    repo.commit(laid(LOWER, TOLD, *parts))
    repo.commit(laid(LOWER, TOLD, CUT, *parts))
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "metas", "-m", MERGED)
    repo.commit(laid(LOWEST, TOLD, CUT, *parts))
    return repo


def lines(repo: Repository) -> list[str]:
    return sequence(repo, "visitas", "meta de 2024")


def plain(repo: Repository, name: str = "visitas") -> str:
    done = repo.avance("history", name)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


# Settings of the person, and of the repository.


def test_no_setting_of_git_changes_a_word(repo: Repository) -> None:
    told(repo)
    expected = plain(repo, "plan-2024")
    (repo.top / ".gitattributes").write_text("*.yml diff=yaml -text\n", "utf-8")
    for name, value in SETTINGS.items():
        repo.git("config", name, value)
    (repo.folder / "build/history.json").unlink()
    assert plain(repo, "plan-2024") == expected
    for name in SETTINGS:
        repo.git("config", "--unset", name)
    (repo.folder / "build/history.json").unlink()
    assert plain(repo, "plan-2024") == expected


def test_nothing_of_the_repository_is_touched(repo: Repository) -> None:
    told(repo)
    (repo.folder / "content" / LINE).write_text(targets("2024: 60")["strategies/1.1.yml"], "utf-8")
    (repo.folder / "suelto.txt").write_text("x", "utf-8")
    repo.git("add", "suelto.txt")

    def state() -> list[str]:
        asked = (
            ("for-each-ref",),
            ("status", "--porcelain"),
            ("worktree", "list"),
            ("stash", "list"),
        )
        return [repo.git(*it) for it in asked]

    before, index = state(), (repo.top / ".git/index").read_bytes()
    plain(repo)
    assert (repo.top / ".git/index").read_bytes() == index
    (repo.folder / "build/history.json").unlink()
    (repo.folder / "build").rmdir()
    assert state() == before


# Messages and dates.


@pytest.mark.parametrize(
    "message",
    [
        "\x01\x02 \x1b[31mrojo\x1b[0m\n\n:100644 100644 aaa bbb M\n",
        "\n\n:100644\n",
        "<script>alert(1)</script>\n",
        "x" * 1_000_000,
        "línea\r\notra\r\n",
        "\x01" * 40,
    ],
    ids=["controls", "raw", "script", "long", "returns", "starts"],
)
def test_a_hostile_message_is_a_message(message: str, repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.lay(laid(LOWER))
    (repo.top / "mensaje").write_text(message, "utf-8")
    repo.git("add", "content")
    repo.git("commit", "-q", "--cleanup=verbatim", "-F", "mensaje")
    (repo.top / "mensaje").unlink()
    repo.commit(laid(LOWEST))
    assert values(lines(repo)) == ["100", "80", "70"]
    page = built(repo, "planes/plan-2024/historial.md")
    assert "<script>alert" not in page
    assert "\x1b" not in page


def commit_at(repo: Repository, when: str) -> None:
    """Commit what lies in the content with a date that git itself would not write."""
    repo.git("add", "-A")
    tree, parent = repo.git("write-tree"), repo.git("rev-parse", "HEAD")
    who = f"Ana <ana@example.org> {when}"
    raw = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nx\n"
    command = ["git", "-C", str(repo.top), "hash-object", "-w", "-t", "commit", "--stdin"]
    done = subprocess.run(
        [*command, "--literally"], input=raw.encode(), capture_output=True, check=True
    )
    repo.git("update-ref", "HEAD", done.stdout.decode().strip())


@pytest.mark.parametrize(
    "when",
    [
        *("4102444800 +0000", "0 +0000", "1112745600 +0000", "253402300800 +0000"),
        *("99999999999999999999 +0000", "-86400 +0000", "mañana"),
    ],
)
def test_the_line_of_commits_counts_and_not_dates_that_cannot_be(
    when: str, repo: Repository
) -> None:
    repo.commit(laid(GOAL))
    repo.lay(laid(LOWER))
    commit_at(repo, when)
    repo.commit(laid(LOWEST))
    found = lines(repo)
    assert values(found) == ["100", "80", "70"]
    assert all("1 de junio de 2025" in line for line in found[1:]), found
    newest = built(repo, "planes/plan-2024/historial.md").partition("<li id=")[2]
    assert '<span class="old">80</span>' in newest.partition("</li>")[0]


# Where the project stands.


def test_a_project_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    repo = Repository.make(tmp_path / "otro", "portal [1]/*ñ")
    (repo.top / "content").mkdir()
    (repo.top / "content/ajeno.yml").write_text("a: 1", "utf-8")
    assert values(lines(told(repo))) == ["100", "80", "70"]


def test_a_worktree_and_a_detached_head_tell_their_own_line(repo: Repository) -> None:
    told(repo)
    whole = plain(repo)
    repo.git("worktree", "add", "-q", "--detach", str(repo.top.parent / "aparte"), "HEAD~1")
    apart = Repository(repo.top.parent / "aparte", repo.top.parent / "aparte")
    assert values(lines(apart)) == ["100", "80"]
    repo.git("checkout", "-q", "--detach")
    assert plain(repo) == whole


def test_a_repository_of_sha256(tmp_path: Path) -> None:
    top = tmp_path / "sha256"
    top.mkdir()
    repo = Repository(top, top)
    repo.git("init", "-q", "-b", "main", "--object-format=sha256")
    told(repo)
    assert values(lines(repo)) == ["100", "80", "70"]
    assert "sin registrar aún" not in plain(repo, "plan-2024")


def test_names_that_no_editor_would_give(repo: Repository) -> None:
    odd = {"plans/plan-2024/strategies/ñ <b>\n\x1b[31m.yml": "code: ["}
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD, odd))
    (repo.folder / "content/plans/plan-2024/enlace.yml").symlink_to("plan.yml")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "enlace")
    repo.commit(laid(LOWEST, TOLD))
    assert values(lines(repo)) == ["100", "80", "70"]
    page = built(repo, "planes/plan-2024/historial.md")
    assert "<b>" not in page.partition("</h1>")[2].partition("## ")[0]
    assert "\x1b" not in page


# Copies that lack something.


def copy(repo: Repository, *options: str) -> Repository:
    top = repo.top.parent / "copia"
    command = ["git", "clone", "-q", *options, repo.top.as_uri(), str(top)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "LC_ALL": "C"})
    return Repository(top, top)


def test_a_shallow_copy_never_takes_its_part_for_the_whole(repo: Repository) -> None:
    told(repo)
    part = copy(repo, "--depth", "2")
    printed = text(part)
    assert printed.startswith("A esta copia del repositorio le falta el historial anterior: lo que")
    assert "ingreso al portal" not in printed
    assert says(part) == (
        "La meta cambió 2 veces; no se ve todo lo anterior al 1 de junio de 2025."
    )
    assert lines(part)[0] == "100 · lo más antiguo que se conoce"
    page = built(part, ACTIVITY)
    assert original(page) == []
    assert "Meta más antigua que se conoce y meta vigente" in page
    shown = built(part, "planes/plan-2024/historial.md") + built(part, "cambios/index.md")
    for claim in ("primera carga", "tuvo al principio", "ingreso al portal", "se publica aquí"):
        assert claim not in page + shown
    assert [row["figure"] for row in rows(part) if row["origin"] == "recorded"] == ["target"]
    part.lay(laid(LOWEST, TOLD))
    assert says(part) == "La meta cambió una vez desde el 1 de junio de 2025; lo anterior no se ve."
    part.git("checkout", "-q", ".")
    part.git("fetch", "-q", "--unshallow")
    assert values(lines(part)) == ["100", "80", "70"]
    assert "ingreso al portal" in text(part)


def test_a_copy_without_the_files_says_what_to_do(repo: Repository) -> None:
    told(repo)
    repo.git("config", "uploadpack.allowFilter", "true")
    part = copy(repo, "--filter=blob:none")
    done = part.avance("history")
    assert (done.returncode, done.stdout) == (2, "")
    assert "git fetch --refetch --no-filter" in done.stderr
    assert part.avance("build").returncode == 0


def test_without_git_the_pages_are_built_and_say_so(tmp_path: Path) -> None:
    folder = Repository(tmp_path / "zip", tmp_path / "zip")
    folder.folder.mkdir()
    folder.lay(laid(LOWER, TOLD, CUT))
    done = folder.avance("history")
    assert (done.returncode, done.stdout) == (2, "")
    assert "zip no está en un repositorio git; haga una copia con git clone" in done.stderr
    said = "Esta copia no tiene historial: solo se muestra lo que los planes mismos enumeran."
    assert said in built(folder, "cambios/index.md")
    assert original(built(folder, ACTIVITY))[1::2] == ["100", "80"]


@pytest.mark.parametrize("commits", [0, 1])
def test_before_the_first_commit_of_the_content(commits: int, repo: Repository) -> None:
    if commits:
        repo.git("commit", "-q", "--allow-empty", "-m", "vacío")
    repo.lay(laid(GOAL, SECOND))
    assert plain(repo, "plan-2024").endswith("No se conoce ningún cambio.\n") is True
    assert built(repo, "cambios/index.md") == ""
    assert "100" in built(repo, ACTIVITY)


# Texts of an author.


def test_texts_of_an_author_are_texts_on_every_page(repo: Repository) -> None:
    reason = '"<script>alert(1)</script> **n** [x](javascript:y)"'
    act = {path: it.replace("Crédito suplementario", reason) for path, it in CUT.items()}
    repo.commit(laid(GOAL, TOLD))
    repo.commit(laid(LOWER, TOLD, act, results("2024-T1", "visitas: 1")))
    for page in (ACTIVITY, "planes/plan-2024/historial.md", "cambios/index.md"):
        html = built(repo, page)
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in (repo.folder / "docs/cambios.xml").read_text("utf-8")


def test_a_portal_may_begin_its_history_after_that_of_its_repository(repo: Repository) -> None:
    foreign = {path: data.replace(b"Plan 2024", b"Otro") for path, data in laid(GOAL).items()}
    repo.commit({path.replace("plan-2024", "ajeno"): data for path, data in foreign.items()})
    site = MINIMAL["site.yml"] + "history: {since: 2025-07-01}\n"
    for target, day in ((GOAL, "2025-06-30"), (LOWER, "2025-07-03")):
        repo.lay(laid(target, {"site.yml": site}))
        repo.git("add", "-A")
        repo.git("commit", "-q", "-m", "cambio", when=f"{day}T12:00:00+00:00")
    printed = text(repo)
    assert printed.startswith(
        "La historia de este portal empieza el 1 de julio de 2025; lo que sus archivos dijeron "
        "antes no se cuenta aquí.\n\nplan-2024"
    )
    assert "ajeno" not in printed
    assert values(lines(repo)) == ["100", "80"]
    assert says(repo).startswith("La meta cambió una vez desde")
    shown = built(repo, "cambios/index.md") + built(repo, ACTIVITY)
    for claim in ("ajeno", "primera carga", "copia"):
        assert claim not in shown
