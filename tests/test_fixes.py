"""What ``avance check --fix`` mends by itself: what can be meant in one way only, and is tried."""

from __future__ import annotations

import json
import re
from difflib import unified_diff
from pathlib import Path
from shutil import copytree

import pytest

from generator.author.draft import Content, read_content
from generator.author.fixes import mended
from generator.load.certain import FIXED
from generator.manual import manual_pages
from generator.manual.rules import rule_entries
from tests.cases.runner import BAD, lay_out
from tests.command import ROOT, run

SURE = {
    "bad-date": "date: 2025-03-22",
    "bad-period-day": "2025-03-14: 30",
    "bad-period-discontinued": "discontinued: {from: 2025-06, reason: El laboratorio cerró.}",
    "bad-period-month-slash": "2025-03: 30",
    "bad-period-quarter-q": "2025-T1: 30",
    "bad-period-semester": "2025-S1: 30",
    "decimal-comma": "2025-T1: 98.5",
    "decimal-comma-after-zero": "2025-T1: 0.125",
    "decimal-comma-published": "value: 80.5",
    "letters-apart": "title: Realizar talleres en los caseríos",
    "plus-sign": "targets: {2025: 22}",
    "quoted-number": "targets: {2025: 60}",
    "quoted-number-typographic": "targets: {2025-T1: 10, 2025-T2: 10, 2025-T3: 10, 2025-T4: 10}",
    "thousands-separator-apostrophe": "2025-T1: 12500",
    "thousands-separator-narrow-space": "2025-T1: 12500",
    "unknown-choice": "kind: percentage",
    "unknown-choice-formula": "formula: since-baseline",
    "unknown-choice-frequency": "frequency: quarter",
    "unknown-choice-results-level": "results_level: output\ncriterion: effectiveness",
    "unknown-choice-role": "responsible: [muni, {unit: oficina-de-salud, role: takes-part}]",
    "unknown-choice-stage": "- {id: distrital, title: Plan distrital, stages: [modified]}",
    "unknown-key-level": "results_level: output\ncriterion: quality",
    "unknown-key-region": "- {code: Z1, name: Centro, part_of: PE-CUS, aliases: [Cercado]}",
    "unknown-key-spanish": "responsible: oficina-de-salud",
    "unknown-key-state": "status: final",
    "unknown-key-unit": "unit: {one: taller, many: talleres}",
    "unquoted-text-date": 'printed: "2025-03-22"',
    "unquoted-text-exponent": '- code: "1e3"',
    "unquoted-text-external-code": 'sdg: "8.5"',
    "unquoted-text-leading-zeros": '- code: "0067"',
    "unquoted-text-no": 'title: "no"',
    "unquoted-text-zeros": '- code: "1.10"',
}
"""Cases of mistakes, and the lines that mend them."""
UNSURE = {
    # More than one thing may be meant: a day of two orders, a month, a quarter or a semester,
    # a thousand or a decimal, one of several words.
    *("bad-date-words", "bad-period-month-13", "bad-period-quarter-t5", "bad-period-roman"),
    *("bad-period-schedule", "bad-period-week-54", "bad-period-words", "bad-id", "bad-id-accents"),
    *("bad-id-file", "bad-id-folder", "bad-id-reserved", "thousands-separator-comma"),
    *("unknown-choice-disputed", "unknown-choice-far", "unknown-key-several"),
    *("unknown-key-strange",),
    # The right one is there already, or more of the line is wrong.
    *("unknown-key", "unknown-key-comma", "decimal-comma-in-brackets"),
    "thousands-separator-in-brackets-twice",
    # Something else would be wrong then: a fraction of a count, a code twice, an older format.
    *("decimal-comma-negative", "thousands-separator-points", "thousands-separator-space"),
    *("quoted-number-format", "unquoted-text-key", "unquoted-text-number"),
}
SPANISH = """
nivel: actividad
codigo: 1.1
parent: 1   # la estrategia
titulo: Limpiar los parques
responsable: Subalcaldía del Distrito 3
indicadores:
  - unidad: Jornada
    metas: {2026-1T: "3", 2026-Q2: 3, 3er trimestre de 2026: +3, 2026-T4: 1}
"""


def of_case(name: str, root: Path) -> Content:
    return read_content(lay_out(next(it for it in BAD if it.name == name), root) / "content")[0]


def changed(content: Content) -> str:
    """The lines that fixes write."""
    files = mended(content, content.with_files({})).files
    lines = [
        line[1:].strip()
        for path, data in sorted(files.items())
        for line in unified_diff(
            content.files[path].decode().splitlines(), data.decode().splitlines(), n=0
        )
        if line.startswith("+") and not line.startswith("+++")
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("name", [*SURE, *sorted(UNSURE)])
def test_only_what_is_sure_is_mended(name: str, tmp_path: Path) -> None:
    assert changed(of_case(name, tmp_path)) == SURE.get(name, "")


def test_every_case_of_a_code_that_may_have_a_fix_is_decided() -> None:
    lines = {case.name: (case / "expected.txt").read_text("utf-8") for case in BAD}
    found = {name for name, text in lines.items() if FIXED & set(re.findall(r"\[(\S+)\]", text))}
    assert found == SURE.keys() | UNSURE


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_manual_names_the_codes_that_may_have_a_fix(lang: str) -> None:
    page = manual_pages(lang)["editores/reglas.md" if lang == "es" else "editors/rules.md"].decode()
    (line,) = (line for line in page.splitlines() if "check --fix" in line)
    assert set(re.findall(r"\[`(\S+)`\]", line)) == FIXED


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal with a file whose keys an editor wrote in Spanish."""
    copytree(ROOT / "generator/examples/simple/content", tmp_path / "content")
    (tmp_path / "content/plans/distrito-3/elements/1.1.yml").write_text(SPANISH, "utf-8")
    return tmp_path


def test_fixes_are_shown_first_and_written_when_it_is_wanted(portal: Path) -> None:
    place = portal / "content/plans/distrito-3/elements/1.1.yml"
    asked = run("check", "--fix", cwd=portal)
    assert asked.returncode == 2
    assert "-codigo: 1.1\n" in asked.stdout
    assert '+code: "1.1"\n' in asked.stdout
    assert "para escribirlo, agregue --yes" in asked.stderr
    assert place.read_text("utf-8") == SPANISH
    done = run("check", "--fix", "--yes", cwd=portal)
    assert done.returncode == 0
    assert done.stdout.endswith(
        "Así se corrigen 6 problemas.\n"
        "Escrito: content/plans/distrito-3/elements/1.1.yml\n"
        "24 archivos, 0 errores, 0 avisos.\n"
    )
    assert (
        place.read_text("utf-8")
        == """
level: actividad
code: "1.1"
parent: "1"   # la estrategia
title: Limpiar los parques
responsible: subalcaldia
measures:
  - unit: Jornada
    targets: {2026-T1: 3, 2026-T2: 3, 2026-T3: 3, 2026-T4: 1}
"""
    )
    again = run("check", "--fix", "--yes", cwd=portal)
    assert again.stdout.startswith("Aquí no hay nada que se pueda corregir solo.\n24 archivos, 0")


def test_programs_are_told_what_to_write_and_where(tmp_path: Path) -> None:
    root = lay_out(next(it for it in BAD if it.name == "unquoted-text-zeros"), tmp_path)
    (row,) = json.loads(run("check", "--format", "json", cwd=root).stdout)
    assert (row["line"], row["column"]) == (5, 11)
    assert row["fix"] == {"end_line": 5, "end_column": 15, "text": '"1.10"'}
    said = run("check", cwd=root).stderr
    assert said == "avance check --fix corrige 1 de estos.\n"


def test_the_entry_of_a_rule_is_told_in_the_terminal(tmp_path: Path) -> None:
    done = run("check", "--explain", "decimal-comma", cwd=tmp_path)
    assert done.stdout.startswith(
        "decimal-comma\n\nEl número lleva coma decimal. Use punto.\n\nMal"
    )
    assert "\n        amount: 573853,50\n" in done.stdout
    assert "```" not in done.stdout
    english = run("--lang", "en", "check", "--explain", "decimal-comma", cwd=tmp_path)
    assert "Wrong, in" in english.stdout
    wrong = run("check", "--explain", "decimal-coma", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "no hay una regla «decimal-coma»; ¿quiso decir «decimal-comma»?" in wrong.stderr
    every = run("check", "--explain", "zzz", cwd=tmp_path).stderr
    assert all(code in every for code in rule_entries("es"))
    env = {"_AVANCE_COMPLETE": "bash_complete", "COMP_CWORD": "3"}
    env["COMP_WORDS"] = "avance check --explain decimal-"
    assert run(cwd=tmp_path, env=env).stdout == "plain,decimal-comma\n"
