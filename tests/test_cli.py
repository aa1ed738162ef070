"""The command as a person, a script or GitHub meets it: words, languages, formats, exit status."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest

from generator.__main__ import run as installed
from generator.cli import cli
from generator.problems import Place, error, msg, warning
from generator.words.catalogue import catalogue
from generator.words.formatter import Formatter
from generator.words.problems import as_github, as_gitlab, as_json, as_text, summary
from tests.cases.runner import BASE, HERE, lay_out
from tests.command import ROOT, run

ERROR = HERE / "bad" / "total-mismatch-sum"
WARNING = HERE / "bad" / "unused-indicator"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A project without findings."""
    return lay_out(BASE, tmp_path)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A project with one error."""
    return lay_out(ERROR, tmp_path)


# exit status and streams


def test_clean_content_exits_0_and_says_how_much_was_read(clean: Path) -> None:
    done = run("check", cwd=clean)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "20 archivos, 0 errores, 0 avisos.\n"


def test_an_error_exits_1_with_its_line_on_stdout(wrong: Path) -> None:
    done = run("check", cwd=wrong)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        (ERROR / "expected.txt").read_text("utf-8") + "21 archivos, 1 error, 0 avisos.\n"
    )


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--strict"], 1)])
def test_a_warning_exits_1_only_when_strict(
    options: list[str], status: int, tmp_path: Path
) -> None:
    done = run("check", *options, cwd=lay_out(WARNING, tmp_path))
    assert (done.returncode, done.stderr) == (status, "")
    assert done.stdout.endswith("21 archivos, 0 errores, 1 aviso.\n")


def test_strict_does_not_mind_clean_content(clean: Path) -> None:
    assert run("check", "--strict", cwd=clean).returncode == 0


def test_without_content_one_sentence_on_stderr_and_exit_2(tmp_path: Path) -> None:
    done = run("check", "--root", str(tmp_path), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"avance: no hay una carpeta content/ en {tmp_path}; "
        "para empezar un portal: avance init FOLDER\n"
    )


def test_a_root_that_does_not_exist_exits_2(tmp_path: Path) -> None:
    done = run("check", "--root", str(tmp_path / "nada"), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_an_empty_content_folder_lacks_its_site(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("content/site.yml: error[missing-site] ")
    assert done.stdout.endswith("0 archivos, 1 error, 0 avisos.\n")


@pytest.mark.parametrize("folder", ["content", "content/plans/salud-2025/strategies", "docs"])
def test_the_project_is_found_from_any_folder_inside_it(folder: str, wrong: Path) -> None:
    (wrong / folder).mkdir(exist_ok=True)
    done = run("check", cwd=wrong / folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("content/plans/salud-2025/strategies/2.2.yml:11:16: error[")


def test_the_root_given_is_the_one_that_is_checked(clean: Path, tmp_path: Path) -> None:
    other = lay_out(ERROR, tmp_path / "otro")
    assert run("check", "--root", str(other), cwd=clean).returncode == 1
    assert run("check", "--root", "otro", cwd=clean).returncode == 1
    assert run("check", "--root", str(clean), cwd=other).returncode == 0


def test_check_writes_nothing(wrong: Path) -> None:
    before = sorted(wrong.rglob("*"))
    run("check", cwd=wrong)
    assert sorted(wrong.rglob("*")) == before


# formats


def test_json_is_a_list_of_findings(wrong: Path) -> None:
    done = run("check", "--format", "json", cwd=wrong)
    assert (done.returncode, done.stderr) == (1, "")
    (row,) = json.loads(done.stdout)
    assert list(row) == ["code", "severity", "path", "line", "column", "message", "hint", "fix"]
    assert (row["code"], row["severity"]) == ("total-mismatch", "error")
    assert row["path"] == "content/plans/salud-2025/strategies/2.2.yml"
    assert (row["line"], row["column"]) == (11, 16)
    assert row["message"].startswith("el total de «2.2.1» es 90")
    assert row["hint"].startswith("revise la fuente")


def test_json_of_clean_content_is_an_empty_list(clean: Path) -> None:
    done = run("check", "--format", "json", cwd=clean)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_github_gets_one_command_per_finding(wrong: Path) -> None:
    done = run("check", "--format", "github", cwd=wrong)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "::error file=content/plans/salud-2025/strategies/2.2.yml,line=11,col=16,"
        "title=total-mismatch::el total de «2.2.1» es 90, y sus metas dan 80 "
        "(sum: 30 + 30 + 20). Revise la fuente; si ahí figuran así las dos cifras, "
        "omita «total» y dígalo en «note»"
    ]


def test_gitlab_gets_one_row_per_finding_that_keeps_its_name(wrong: Path) -> None:
    done = run("check", "--format", "gitlab", cwd=wrong)
    assert (done.returncode, done.stderr) == (1, "")
    (row,) = json.loads(done.stdout)
    assert row["severity"] == "blocker"
    path = wrong / row["location"]["path"]
    path.write_text("# una línea más\n" + path.read_text("utf-8"), "utf-8")
    (moved,) = json.loads(run("check", "--format", "gitlab", cwd=wrong).stdout)
    assert moved["location"]["lines"]["begin"] == row["location"]["lines"]["begin"] + 1
    assert moved["fingerprint"] == row["fingerprint"]


def test_gitlab_names_are_apart_where_a_finding_repeats() -> None:
    twice = [error("x", Place("a.yml", line), msg("no")) for line in (0, 3)]
    first, second = json.loads(as_gitlab(twice, Formatter("en")))
    assert first["location"]["lines"]["begin"] == 1
    assert first["fingerprint"] != second["fingerprint"]


def test_github_prints_nothing_for_clean_content(clean: Path) -> None:
    done = run("check", "--format", "github", cwd=clean)
    assert (done.returncode, done.stdout) == (0, "")


def test_github_commands_cannot_be_broken_by_what_a_finding_cites() -> None:
    place = Place("content/a,b:c%d\ne.yml", 3, 0)
    problem = warning("x-y", place, msg("100%, «{text}»: fin", text="a\r\nb::error::c"))
    assert as_github([problem], Formatter("en")) == (
        "::warning file=content/a%2Cb%3Ac%25d%0Ae.yml,line=3,title=x-y"
        "::100%25, “a%0D%0Ab::error::c”: fin"
    )


def test_a_real_file_with_signs_of_githubs_own_is_escaped(clean: Path) -> None:
    (clean / "content/indicators/a,b:c%.yml").write_text("name: x\n")
    done = run("check", "--format", "github", cwd=clean)
    assert done.stdout.startswith("::error file=content/indicators/a%2Cb%3Ac%25.yml,title=bad-id::")


def test_a_finding_about_a_whole_file_shows_no_line() -> None:
    problem = error("x", Place("content/a.yml"), msg("wrong"), msg("mend it"))
    assert as_text([problem], Formatter("en")) == "content/a.yml: error[x] wrong. Mend it"
    (row,) = json.loads(as_json([problem], Formatter("en")))
    assert (row["line"], row["column"]) == (0, 0)


def test_a_question_as_remedy_keeps_its_sign() -> None:
    problem = error(
        "x", Place("a", 1, 2), msg("wrong"), msg("did you mean «{suggestion}»?", suggestion="b")
    )
    assert as_text([problem], Formatter("es")).endswith(". ¿Quiso decir «b»?")
    assert as_text([problem], Formatter("en")) == "a:1:2: error[x] wrong. Did you mean “b”?"


@pytest.mark.parametrize(
    ("n_errors", "n_warnings", "n_files", "said"),
    [
        (0, 0, 0, "0 archivos, 0 errores, 0 avisos."),
        (1, 1, 1, "1 archivo, 1 error, 1 aviso."),
        (2, 3, 4, "4 archivos, 2 errores, 3 avisos."),
    ],
)
def test_the_last_line_counts_in_words_that_agree(
    n_errors: int, n_warnings: int, n_files: int, said: str
) -> None:
    problems = [error("x", Place("a"), msg("a"))] * n_errors
    problems += [warning("y", Place("a"), msg("a"))] * n_warnings
    assert summary(problems, n_files, Formatter("es")) == said


# languages


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        ([], {}, "archivos"),
        (["--lang", "en"], {}, "files"),
        (["--lang=en"], {}, "files"),
        ([], {"AVANCE_LANG": "en"}, "files"),
        ([], {"AVANCE_LANG": "en_US.UTF-8"}, "files"),
        ([], {"AVANCE_LANG": "es_PE"}, "archivos"),
        ([], {"AVANCE_LANG": "qu"}, "archivos"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}, "archivos"),
        (["--lang", "es"], {"AVANCE_LANG": "en"}, "archivos"),
    ],
)
def test_the_language_is_spanish_unless_another_is_asked_for(
    arguments: list[str], environment: dict[str, str], said: str, clean: Path
) -> None:
    done = run(*arguments, "check", cwd=clean, env=environment)
    assert done.stdout.startswith(f"20 {said}, 0 ")


def test_messages_are_in_the_language_of_the_portal_unless_another_is_asked_for(
    clean: Path,
) -> None:
    site = clean / "content/site.yml"
    site.write_text(f"{site.read_text('utf-8')}\nlanguages: [en]\n", "utf-8")
    assert run("check", cwd=clean).stdout.startswith("20 files, 0 ")
    assert run("check", "--root", str(clean), cwd=clean.parent).stdout.startswith("20 files, 0 ")
    assert run("--lang", "es", "check", cwd=clean).stdout.startswith("20 archivos, 0 ")


def test_a_finding_is_told_in_the_language_asked_for(wrong: Path) -> None:
    done = run("--lang", "en", "check", cwd=wrong)
    assert (
        "error[total-mismatch] the total of “2.2.1” is 90, and its targets give 80" in done.stdout
    )
    assert run("--lang", "en", "check", "--root", "nada", cwd=wrong).stderr == (
        "avance: there is no content/ folder in nada; to begin a portal: avance init FOLDER\n"
    )


# help and mistakes on the command line


def test_the_help_lists_every_command_in_spanish(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    listed = " ".join(done.stdout.partition("Órdenes:")[2].split())
    for name, command in cli.commands.items():
        spanish = catalogue("es").gettext(command.help or "")
        assert f"{name} {' '.join(spanish.split()[:4])}" in listed
    assert done.stdout.startswith("Uso: avance")
    assert not {"Usage:", "Options:", "Commands:", "Show", "COMMAND", "[OPTIONS]"} & set(
        done.stdout.split()
    )


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert done.returncode == 2
    assert "Órdenes:" in done.stdout + done.stderr


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_explains_each_of_its_options_in_spanish(
    command: str, tmp_path: Path
) -> None:
    done = run(command, "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Uso: avance {command} ")
    for parameter in cli.commands[command].params:
        named = parameter.metavar if isinstance(parameter, click.Argument) else parameter.opts[0]
        assert str(named) in done.stdout
    assert "Show this message" not in done.stdout


def test_the_words_of_help_are_those_of_the_language_of_this_call(tmp_path: Path) -> None:
    check = cli.commands["check"]
    check.get_help(click.Context(check))  # click keeps its option --help, in English here
    assert "Show this message" not in run("check", "--help", cwd=tmp_path).stdout


def test_every_help_text_has_a_spanish_one(tmp_path: Path) -> None:
    english = run("--lang", "en", "check", "--help", cwd=tmp_path).stdout
    spanish = run("check", "--help", cwd=tmp_path).stdout
    same = {line for line in english.splitlines() if line.strip()} & set(spanish.splitlines())
    # An option too long for its column stands alone on its line.
    assert same <= {"  --format [github|gitlab|json|text]"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "No existe la orden 'chek'. ¿Quiso decir 'check'?"),
        (["check", "--formato"], "No existe la opción '--formato'."),
        (
            ["check", "--format", "xml"],
            "'xml' no es una de estas opciones: 'github', 'gitlab', 'json', 'text'.",
        ),
        (["check", "--root"], "La opción '--root' necesita un argumento."),
        (["check", "sobra"], "Sobra un argumento (sobra)"),
        (["--lang", "fr", "check"], "'fr' no es una de estas opciones: 'es', 'en'."),
        (["build", "--as-of", "ayer"], "«ayer» no es una fecha"),
    ],
)
def test_a_mistake_on_the_command_line_is_told_in_spanish_and_exits_2(
    arguments: list[str], said: str, clean: Path
) -> None:
    done = run(*arguments, cwd=clean)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage" not in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_version_is_shown(tmp_path: Path) -> None:
    done = run("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout.split()[0]) == (0, "avance")


def test_the_installed_command_is_this_one() -> None:
    (entry,) = entry_points(group="console_scripts", name="avance")
    assert entry.load() is installed


def test_without_assertions_and_docstrings_a_build_writes_the_same(tmp_path: Path) -> None:
    made = []
    for optimize in ("0", "2"):
        folder = tmp_path / optimize
        shutil.copytree(BASE / "content", folder / "content")
        env = {"PYTHONOPTIMIZE": optimize}
        done = run(
            "build",
            "--quiet",
            "--as-of",
            "2025-06-01",
            cwd=folder,
            env=env,
            process=optimize == "2",
        )
        assert (done.returncode, done.stderr) == (0, "")
        pages = sorted(path for path in (folder / "docs").rglob("*") if path.is_file())
        made.append([(path.relative_to(folder), path.read_bytes()) for path in pages])
    assert made[0] == made[1]
    assert len(made[0]) > 20


def test_check_starts_without_the_heavy_libraries(clean: Path) -> None:
    code = (
        "import sys\n"
        "from generator.cli import main\n"
        "try:\n    main(['check'])\n"
        "finally:\n"
        "    print(sorted({'pandas', 'mkdocs', 'jinja2'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=clean,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
