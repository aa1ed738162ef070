"""The formats: what each promises to those who read it, and author text that stays text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from generator.model.catalog import Catalog
from generator.review.changes import ChangeKind, Family
from generator.review.diff import Diff, diff
from generator.review.explain import FORMATS, Screen, as_markdown, as_text
from generator.review.explain.as_json import SCHEMA
from generator.review.snapshot import Snapshot
from tests.helpers import PLAN, results, targets
from tests.manual import BASE, examples
from tests.proposal import DAY, OURS, side
from tests.repository import over
from tests.sarif import sarif_faults


def found(before: dict[str, Any], after: dict[str, Any]) -> Diff:
    """Both sides compared; what the policy says of it has tests of its own."""
    return replace(diff(side(before), side(after, "v2"), DAY), verdict=())


@pytest.fixture(scope="module")
def diffs() -> list[Diff]:
    """A diff of every example of the manual, and one of nothing."""
    every = [found(BASE, example.files()) for example in examples()]
    return [
        *every,
        found(BASE, BASE),
        diff(Snapshot("v0", "0" * 40, {}, absent=True), side(BASE), DAY),
    ]


# JSON.


def test_the_json_is_as_its_schema_says(diffs: list[Diff]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for lang in ("es", "en"):
        for item in diffs:
            validator.validate(json.loads(FORMATS["json"](item, lang)))


def test_the_schema_names_every_kind_and_family() -> None:
    parts = json.loads(SCHEMA.read_text("utf-8"))["$defs"]
    assert parts["kind"]["enum"] == [kind.code for kind in ChangeKind]
    assert parts["family"]["enum"] == [family.value for family in Family]


def test_the_schema_refuses_what_it_does_not_know(diffs: list[Diff]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    data = json.loads(FORMATS["json"](diffs[0], "es"))
    assert not validator.is_valid({**data, "otra": 1})
    assert not validator.is_valid({**data, "format_version": "2.0"})


def test_the_json_has_the_figures_of_the_effect() -> None:
    before = over({**targets("2024: 100"), **results("2024", "visitas: 60")})
    after = over({**targets("2024: 80"), **results("2024", "visitas: 60")})
    (change,) = json.loads(FORMATS["json"](found(before, after), "es"))["changes"]
    assert change["place"] == {
        "path": f"content/{PLAN}strategies/1.1.yml",
        "line": 7,
        "column": 53,
    }
    assert change["details"] == {
        "after": 80,
        "before": 100,
        "ease": "easier",
        "in_percent": False,
        "member": "",
        "period": "2024",
        "unit": None,
        "unit_before": None,
    }
    (effect,) = change["effects"]
    assert (effect["before"]["attainment"], effect["before"]["band"]) == (60, "low")
    assert (effect["after"]["attainment"], effect["after"]["band"]) == (75, "medium")


# GitHub, GitLab, SARIF.


def test_github_gets_one_command_a_line(diffs: list[Diff]) -> None:
    form = re.compile(r"::(notice|warning) file=[^,:]+,line=[0-9]+,col=[0-9]+,title=[a-z-]+::.+")
    for item in diffs:
        for line in FORMATS["github"](item, "es").splitlines():
            assert form.fullmatch(line), line


def test_gitlab_fingerprints_are_distinct_and_do_not_follow_lines_or_values() -> None:
    def prints(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
        rows = json.loads(FORMATS["gitlab"](found(before, after), "es"))
        for row in rows:
            assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert row["location"]["lines"]["begin"] >= 1
        return [row["fingerprint"] for row in rows]

    base = over({})
    one = over(targets("2024-T1: 8, 2024-T2: 9, 2024-T3: 30, 2024-T4: 40", "total: 87"))
    name = f"{PLAN}strategies/1.1.yml"
    two = {**one, name: b"# Una nota.\n\n" + one[name].replace(b"T1: 8", b"T1: 7")}
    first = prints(base, one)
    assert len(set(first)) == len(first) > 2
    assert prints(base, two) == first


def test_sarif_is_as_the_schema_of_the_standard_says(diffs: list[Diff]) -> None:
    for lang in ("es", "en"):
        for item in diffs:
            assert sarif_faults(FORMATS["sarif"](item, lang)) == []


def test_the_schema_of_sarif_refuses_what_it_does_not_know(diffs: list[Diff]) -> None:
    log = json.loads(FORMATS["sarif"](diffs[0], "es"))
    log["runs"][0]["results"][0]["nivel"] = "error"
    assert len(sarif_faults(json.dumps(log))) == 1


def test_sarif_has_what_the_standard_requires(diffs: list[Diff]) -> None:
    for item in diffs:
        log = json.loads(FORMATS["sarif"](item, "es"))
        assert log["version"] == "2.1.0"
        (run,) = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert run["tool"]["driver"]["name"] == "avance"
        assert len({rule["id"] for rule in rules}) == len(rules)
        for result in run["results"]:
            assert result["level"] in {"none", "note", "warning", "error"}
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["message"]["text"]
            (place,) = result["locations"]
            where = place["physicalLocation"]
            assert re.fullmatch(r"[A-Za-z0-9%._/~-]+", where["artifactLocation"]["uri"])
            assert where["region"]["startLine"] >= 1
            assert where["region"]["startColumn"] >= 1


def test_a_path_in_sarif_is_an_address() -> None:
    before, after = over(targets("2024: 100")), over(targets("2024: 80"))
    item = diff(side(before), side(after, "v2"), DAY, "portal ñ/")
    log = json.loads(FORMATS["sarif"](item, "es"))
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert uri["uri"].startswith("portal%20%C3%B1/content/plans/")


# Text.


def test_a_terminal_gets_colours_and_folded_lines_and_a_pipe_neither(diffs: list[Diff]) -> None:
    plain = as_text(diffs[0], "es")
    assert "\x1b" not in plain
    shown = as_text(diffs[0], "es", Screen(80, colours=True))
    assert "\x1b[33m" in shown
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(len(line) for line in bare.splitlines()) <= 80
    assert " ".join(bare.split()) == " ".join(plain.split())


def test_the_same_diff_gives_the_same_bytes(diffs: list[Diff], catalog: Catalog) -> None:
    assert catalog.plans
    for form in FORMATS.values():
        assert [form(item, "es") for item in diffs[:3]] == [form(item, "es") for item in diffs[:3]]


# What authors write stays text.

HOSTILE = (
    "@equipo y @otra/grupo",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[clic](https://malo.example)",
    "![x](https://malo.example/x.png)",
    "https://malo.example y www.malo.example",
    "cierra #1 y GH-2 y otro/repo#3",
    "</details></summary>",
    "| a | b |",
    "`código` y ``dos``",
    "<!-- avance-diff -->",
    "**negrita** _cursiva_ ~~tachado~~",
    "$x$ y $$y$$",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_comment_of_hostile_texts_has_only_our_own_marks(text: str) -> None:
    written = json.dumps(text, ensure_ascii=False)
    line = f'code: "1.1"\nobjective: "1"\ntitle: {written}\nactivities:\n'
    line += f"  - code: 1.1.1\n    title: {written}\n    measures:\n"
    line += f"      - {{name: {written}, unit: {written}, id: m, targets: {{2024: 100}}}}\n"
    name = "strategies/1.1.yml"
    before = over({name: line.replace(written, "Antes", 1)})
    after = over({name: line.replace("100", "80")})
    comment = as_markdown(found(before, after), "es")
    assert comment.count("<!-- avance-diff -->") == 1
    assert comment.startswith("<!-- avance-diff -->\n")
    assert not re.search(r"@\w", comment)
    assert not re.search(r"#\d|GH-\d|://|www\.\w", comment)
    page = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(comment)
    )
    assert set(re.findall(r"<(\w+)", page)) <= OURS
    rows = [row for row in page.split("<tr>")[1:] if "1.1.1" in row]
    assert rows
    assert {row.count("<td") for row in rows} <= {4, 6}


@pytest.mark.parametrize("form", ["github", "text"])
def test_hostile_texts_cannot_start_a_line_of_their_own(form: str) -> None:
    note = json.dumps("::error::malo%0A::error::malo")
    line = targets("2024: 100", f"note: {note}")
    item = found(over(targets("2024: 90")), over(line))
    lines = FORMATS[form](item, "es").splitlines()
    assert [line for line in lines if line.startswith("::error")] == []


# The comment.


def test_the_comment_says_what_matters_first_and_folds_texts() -> None:
    before = over({**targets("2024: 100"), **results("2024", "visitas: 60")})
    after = over({**targets("2024: 80", "note: Otra"), **results("2024", "visitas: 60")})
    text = as_markdown(found(before, after), "es")
    assert text.replace("\u00a0", " ") == COMMENT


COMMENT = (Path(__file__).parent / "comment.md").read_text("utf-8")


@pytest.mark.parametrize("limit", [3_000, 6_000, 65_536])
def test_the_comment_is_bounded_and_counts_what_it_leaves_out(limit: int) -> None:
    def many(value: int) -> dict[str, bytes]:
        lines = ['code: "1.1"', 'objective: "1"', "title: Línea", "activities:"]
        for n in range(600):
            lines += [f"  - {{code: A{n}, title: Actividad {n}, note: Nota {value},"]
            lines += [f"     measures: [{{unit: Taller, targets: {{2024: {value}}}}}]}}"]
        return over({"strategies/1.1.yml": "\n".join(lines)})

    text = as_markdown(found(many(10), many(8)), "es", limit=limit)
    assert len(text) <= limit
    assert "600 metas cambiadas (600 más fáciles), 600 cambios de texto." in text
    shown = len(re.findall(r"(?m)^\| \*\*▽|^- `plan-2024`", text))
    left = re.search(r"\*\*([0-9,]+) cambios más no caben aquí", text)
    assert shown + (int(left[1].replace(",", "")) if left else 0) == 1200
    assert text.count("<details>") == text.count("</details>")


def test_the_schema_stands_where_the_manual_says() -> None:
    root = Path(__file__).resolve().parent.parent
    page = (root / "generator/manual/es/editores/cambios.md").read_text("utf-8")
    assert SCHEMA.relative_to(root).as_posix() in page
