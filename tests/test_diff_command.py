"""``avance diff`` as a person or a workflow runs it: revisions, exit status, sentences, safety."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import MINIMAL, PLAN, results, sheet, targets
from tests.project import ROOT
from tests.repository import Repository, over

GOAL = "plan-2024 · 1.1.1 Actividad · visitas · meta 2024: 100 → 80 (−20, −20.0 %) · más fácil"


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """Two versions on main; the second makes a target easier."""
    found = Repository.make(tmp_path / "r")
    found.commit(over(targets("2024: 100")))
    found.commit(over(targets("2024: 80")))
    return found


def state(top: Path) -> dict[str, object]:
    """Everything of a repository that a command could touch."""
    ask = ("status --porcelain", "for-each-ref", "worktree list", "stash list", "branch -a")
    quiet = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    told = {a: subprocess.check_output(["git", "-C", str(top), *a.split()], env=quiet) for a in ask}
    inside = {
        str(path.relative_to(top)): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted(top.rglob("*"))
        if path.is_file()
    }
    return {**inside, **told}


# Exit status.


def test_without_changes_it_exits_0(repo: Repository) -> None:
    done = repo.avance("diff")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Sin cambios de contenido: ")
    assert done.stdout.endswith(" → archivos en disco.\n")


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 1),
        (("--fail-on", "easier"), 1),
        (("--fail-on", "results,target-changed"), 1),
        (("--fail-on", "results", "--fail-on", "budgets"), 0),
        (("--fail-on", "harder"), 2),
        (("--only", "results"), 0),
        (("--only", "metas"), 2),
        (("--plan", "plan-2024"), 1),
        (("--plan", "plan-2042"), 2),
    ],
)
def test_exit_status_follows_what_is_asked(
    options: tuple[str, ...], status: int, repo: Repository
) -> None:
    done = repo.avance("diff", "HEAD~1", "HEAD", *options)
    assert done.returncode == status, done.stdout + done.stderr
    assert bool(done.stderr) is (status == 2)


def test_a_plan_that_is_not_there_gets_a_hint(repo: Repository) -> None:
    done = repo.avance("diff", "HEAD~1", "HEAD", "--plan", "plan-2042")
    assert done.stderr == (
        "avance: «plan-2042» no es un plan ni antes ni después del cambio; "
        "¿quiso decir «plan-2024»?\n"
    )


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nothing_of_what_was_asked_is_not_nothing(form: str, tmp_path: Path) -> None:
    repo = Repository.make(tmp_path / "r")
    repo.commit(over(targets("2024: 100")))
    repo.commit(over({**targets("2024: 100"), **results("2024", "visitas: 60")}))
    asked = repo.avance("diff", "HEAD~1", "HEAD", "--only", "targets", "--format", form).stdout
    assert "Ningún cambio de los que se piden" in asked
    assert "Sin cambios de contenido" not in asked


def test_a_sheet_is_a_concern_of_each_plan_that_uses_it(repo: Repository) -> None:
    other = {"plans/otro/plan.yml": MINIMAL[PLAN + "plan.yml"]}
    told = results("2024", "visitas: 60")
    repo.commit(over({**told, **other}))
    repo.commit(over({**told, **other, **sheet("direction: decrease")}))
    moved = "ficha visitas Visitas · sentido: más es mejor → menos es mejor"
    printed = repo.avance("diff", "HEAD~1", "HEAD", "--plan", "plan-2024").stdout
    assert moved in printed
    printed = repo.avance("diff", "HEAD~1", "HEAD", "--plan", "otro").stdout
    assert moved not in printed


# Revisions.


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nada", "no hay una versión «nada»"),
        ("--output=x", "no existe la opción"),
        ("", "«» no es una versión"),
        ("HEAD:content", "no hay una versión «HEAD:content»"),
        ("HEAD~1..HEAD", "no hay una versión «HEAD~1..HEAD»"),
        ("a\nb", "«a?b» no es una versión (commit, rama o etiqueta)"),
    ],
)
def test_what_is_no_revision_is_one_sentence(revision: str, said: str, repo: Repository) -> None:
    done = repo.avance("diff", revision)
    assert (done.returncode, done.stdout) == (2, "")
    assert said.lower() in done.stderr.lower()
    assert not (repo.folder / "x").exists()


def test_an_option_after_two_hyphens_is_no_revision(repo: Repository) -> None:
    done = repo.avance("diff", "--", "--output=x")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "avance: «--output=x» no es una versión (commit, rama o etiqueta)\n"
    assert not (repo.folder / "x").exists()


def test_the_base_is_where_the_proposal_left_the_main_branch(repo: Repository) -> None:
    repo.git("checkout", "-q", "-b", "propuesta")
    repo.commit(over(targets("2024: 60")))
    repo.git("branch", "-q", "-m", "main", "master")
    assert [line.split(" · ")[3] for line in repo.diff()] == ["meta 2024: 80 → 60 (−20, −25.0 %)"]


def test_without_a_main_branch_it_asks_for_a_base(repo: Repository) -> None:
    repo.git("branch", "-q", "-m", "main", "otra")
    done = repo.avance("diff")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "avance: no hay una rama main o master con la cual comparar; escriba: avance diff BASE\n"
    )


def test_the_day_is_that_of_the_head_unless_another_is_given(repo: Repository) -> None:
    repo.commit(over({**targets("2024: 60"), **results("2024-T1", "visitas: 8")}))
    foot = "cifras al 1 de junio de 2025"
    markdown = ("diff", "HEAD~1", "HEAD", "--format", "markdown")
    assert foot in repo.avance(*markdown).stdout
    assert "cifras al 1 de enero de 2030" in repo.avance(*markdown, "--as-of", "2030-01-01").stdout


def test_the_project_may_be_a_folder_of_the_repository(tmp_path: Path) -> None:
    repo = Repository.make(tmp_path / "r", "portal de planes/á")
    repo.commit(over(targets("2024: 100")))
    repo.commit(over(targets("2024: 80")))
    assert repo.diff("HEAD~1", "HEAD") == [GOAL]
    github = repo.avance("diff", "HEAD~1", "HEAD", "--format", "github").stdout
    path = f"portal de planes/á/content/{PLAN}strategies/1.1.yml"
    assert github.startswith(f"::error file={path},line=7,")


def test_two_revisions_are_compared_where_the_disk_has_no_content(repo: Repository) -> None:
    repo.lay({})
    (repo.folder / "content").rmdir()
    assert repo.diff("HEAD~1", "HEAD") == [GOAL]
    done = repo.avance("diff")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no hay una carpeta content/" in done.stderr


def test_names_with_spaces_accents_and_new_lines_are_read(repo: Repository) -> None:
    files = {**over(targets("2024: 80")), "notas de año\nnuevo.txt": b"x", 'co"millas.txt': b""}
    repo.commit(files)
    done = repo.avance("diff", "HEAD~1", "HEAD")
    assert done.returncode == 0, done.stdout + done.stderr


def test_links_and_submodules_are_passed_over_and_noted(repo: Repository) -> None:
    commit = repo.git("rev-parse", "HEAD")
    (repo.folder / "content/enlace.yml").symlink_to("site.yml")
    repo.git("add", "-A")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{commit},content/otro")
    repo.git("commit", "-q", "-m", "enlaces")
    done = repo.avance("diff", "HEAD~1", "HEAD")
    assert done.returncode == 0
    assert "enlace.yml: es un enlace simbólico; se pasa por alto\n" in done.stdout
    assert "otro: es otro repositorio (submódulo); se pasa por alto\n" in done.stdout


# Clones that lack something.


def clone(repo: Repository, target: Path, *options: str) -> Repository:
    source = repo.top.as_uri()
    allowed = ("-c", "protocol.file.allow=always")
    command = ["git", "clone", "-q", *allowed, *options, source, str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return Repository(target, target)


def test_a_shallow_clone_says_how_to_bring_the_rest(repo: Repository, tmp_path: Path) -> None:
    shallow = clone(repo, tmp_path / "s", "--depth", "1")
    done = shallow.avance("diff", "HEAD~1")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "avance: la versión «HEAD~1» no está en esta copia, a la que le falta el historial "
        "anterior; tráigalo con: git fetch --unshallow\n"
    )


@pytest.mark.parametrize("left_out", ["blob:none", "tree:0"])
def test_a_clone_without_files_says_so_and_fetches_nothing(
    left_out: str, repo: Repository, tmp_path: Path
) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    partial = clone(repo, tmp_path / "p", f"--filter={left_out}", "--no-checkout")
    before = state(partial.top)
    (partial.folder / "content").mkdir()
    done = partial.avance("diff", "HEAD~1", "HEAD")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("avance: esta copia dejó en el servidor los archivos de «HEAD~1»")
    (partial.folder / "content").rmdir()
    assert state(partial.top) == before


def test_a_bare_repository_compares_two_revisions(repo: Repository, tmp_path: Path) -> None:
    bare = clone(repo, tmp_path / "b.git", "--bare")
    assert bare.diff("HEAD~1", "HEAD") == [GOAL]
    done = bare.avance("diff", "HEAD~1")
    assert (done.returncode, done.stdout) == (2, "")


def test_without_git_or_a_repository_it_is_one_sentence(repo: Repository, tmp_path: Path) -> None:
    done = repo.avance("diff", environment={"PATH": ""})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "avance: git no está instalado, y las versiones anteriores están en git\n"
    alone = Repository(tmp_path / "solo", tmp_path / "solo")
    alone.lay(over({}))
    done = alone.avance("diff")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"avance: {alone.folder} no está en un repositorio git; haga una copia con git clone, "
        "porque un ZIP descargado no trae el historial; si el portal es nuevo, empiece uno con "
        "git init\n"
    )


# Nothing of the user's is touched.


def test_the_repository_is_left_as_it_was(repo: Repository) -> None:
    repo.lay(over(targets("2024: 70")))
    (repo.folder / "content/nuevo.yml").write_text("x: 1", "utf-8")
    before = state(repo.top)
    for arguments in (("HEAD~1", "HEAD"), (), ("main",), ("HEAD~1", "--format", "json")):
        assert repo.avance("diff", *arguments).returncode == 1
    assert state(repo.top) == before


def test_the_environment_of_a_hook_does_not_lead_elsewhere(
    repo: Repository, tmp_path: Path
) -> None:
    other = Repository.make(tmp_path / "otro")
    other.commit({"site.yml": "name: Otro\n"})
    hook = {
        "GIT_DIR": str(other.top / ".git"),
        "GIT_WORK_TREE": str(other.top),
        "GIT_INDEX_FILE": str(tmp_path / "índice"),
        "GIT_PREFIX": "x/",
    }
    done = repo.avance("diff", "HEAD~1", "HEAD", environment=hook)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[-1] == GOAL


# Output.


def test_a_file_is_written_instead_of_the_screen(repo: Repository, tmp_path: Path) -> None:
    out = tmp_path / "cambios.md"
    done = repo.avance("diff", "HEAD~1", "HEAD", "--format", "markdown", "--out", str(out))
    assert (done.returncode, done.stdout) == (1, f"Escrito: {out}\n")
    assert out.read_text("utf-8").startswith(
        "<!-- avance-diff -->\n### Falta el documento que aprueba 1 cambio"
    )
    done = repo.avance("diff", "HEAD~1", "HEAD", "--out", str(tmp_path / "no/hay"))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_english_on_request(repo: Repository) -> None:
    done = repo.avance("diff", "HEAD~1", "HEAD", "--lang", "en")
    assert done.stdout.splitlines()[3:] == [
        "1 target changed (1 easier).",
        "",
        "plan-2024 · 1.1.1 Actividad · visitas · target 2024: 100 → 80 (−20, −20.0%) · easier",
    ]


def test_a_reader_that_is_gone_is_no_failure_of_the_program(repo: Repository) -> None:
    """``true`` has ended before the first line is written."""
    command = f"'{sys.executable}' -m generator diff HEAD~1 HEAD --format json | true"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=repo.folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_the_diff_of_figures_starts_without_the_heavy_libraries(repo: Repository) -> None:
    program = (
        "import sys\nfrom generator.cli import main\n"
        "try:\n    main(['diff', 'HEAD~1', 'HEAD'])\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'jinja2', 'mkdocs', 'markdown_it', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=repo.folder,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
