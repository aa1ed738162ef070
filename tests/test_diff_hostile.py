"""Texts that try to break out of a review: every format, with the verdict of the policy."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from generator.load import load
from generator.model.site import LANGUAGES
from generator.review.changes import ChangeKind
from generator.review.diff import Diff, diff
from generator.review.explain import FORMATS, Screen, as_markdown, as_text
from generator.review.explain.as_findings import POLICY, manual
from tests.helpers import strategy, targets, with_lines
from tests.proposal import DAY, DOCUMENTS, OURS, amendment, side
from tests.repository import Repository, over
from tests.sarif import sarif_faults

HOSTILE = (
    "@everyone",
    "@org/team y @persona",
    "ver #123, GH-7 y otro/repo#9",
    "<script>alert(1)</script>",
    "<!-- avance-diff -->",
    "<!-- abierto",
    "cerrado -->",
    "</details></summary></td></table>",
    "a | b | c",
    "`x` ``y`` ```z",
    "```",
    "~~~",
    "::error::malo",
    "::add-mask::meta",
    "##[error]malo ##[add-mask]meta ##vso[task.complete]",
    "[clic](https://malo.example) ![x](//malo.example/x.png)",
    "https://malo.example www.malo.example ana@malo.example",
    ":white_check_mark: Aprobado :tada:",
    "> [!NOTE]",
    "### Sin cambios de contenido",
    "**0 errores** &lt;b&gt; \\| \\` \\",
    "x" * 1_000,
    "| " * 500,
)
ENDS = ("\u2028", "\u2029", "\u0085", "\r", "\n", "\x0b", "\x0c")
HIDDEN = ("\x1b[31m", "\u202e", "\u2066", "\u200b", "\u0000", *ENDS[:3], *ENDS[5:])


def proposed(text: str) -> Diff:
    """A commitment lowered and told by other words, all of them hostile."""
    said = json.dumps(text, ensure_ascii=False)

    def files(goal: int, unit: str, title: str) -> dict[str, str]:
        measure = f"{{id: m, name: {said}, unit: {unit}, by: region, targets: {{2024: {goal}}}}}"
        line = strategy(f"[{measure}]")["strategies/1.1.yml"]
        line = line.replace("title: Actividad", f"title: {title}").replace("by: region, ", "")
        sheet = with_lines("indicators/visitas.yml", f"formula: {title}", f"name: {said}")
        return {"strategies/1.1.yml": line, **sheet}

    documents = f"{DOCUMENTS}- {{id: otro, kind: report, title: {said}}}\n"
    wrong = amendment("{measure: m, period: 2024, from: 1, to: 2}")
    ((path, entry),) = wrong.items()
    new = files(80, said, said)
    new[path] = entry.replace(
        "Crédito suplementario", json.dumps(f"Por {text}", ensure_ascii=False)
    )
    base = over({**files(100, "Taller", "Antes"), "documents.yml": DOCUMENTS})
    found = diff(side(base, "v|1"), side(over({**new, "documents.yml": documents}), "v2"), DAY)
    assert [str(p.message) for p in found.head.errors] == []
    assert len(found.verdict) == 3
    return found


def read(comment: str) -> str:
    """The comment as a browser gets it."""
    page: str = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(comment)
    )
    return page


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:24])
def test_the_comment_has_only_our_marks_and_the_whole_verdict(text: str) -> None:
    plain, hostile = proposed("Texto"), proposed(text)
    comment = as_markdown(hostile, "es")
    assert len(comment) <= 65_536
    assert comment.startswith("<!-- avance-diff -->\n### Falta el documento que aprueba 3 cambios")
    assert comment.count("<!--") == 1
    page, model = read(comment), read(as_markdown(plain, "es"))
    outside = unescape(re.sub(r"(?s)<code.*?</code>", "", page))
    assert not re.search(r"@\w|#\d|GH-\d|://|www\.\w|:[\w+-]+:", outside)
    assert set(re.findall(r"<(\w+)", page)) <= OURS | {"pre"}
    for tag in ("table", "tr", "td", "li", "h3", "details", "pre", "p"):
        assert page.count(f"<{tag}") == model.count(f"<{tag}"), tag
    assert page.count("<strong>Error</strong>") == 3


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:24])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_of_a_log_are_ours_and_bounded(text: str, lang: str) -> None:
    found, plain = proposed(text), proposed("Texto")
    for form in ("text", "github"):
        lines = FORMATS[form](found, lang).splitlines()
        assert len(lines) == len(FORMATS[form](plain, lang).splitlines())
        assert max(map(len, lines)) < 2_500
        assert "##[" not in "".join(lines)
        commands = [line for line in lines if line.lstrip().startswith("::")]
        assert len(commands) == (len(lines) if form == "github" else 0)
        assert [c for c in commands if not re.match(r"::(error|warning|notice) file=", c)] == []
        assert sum(c.startswith("::error ") for c in commands) == (3 if form == "github" else 0)
    folded = as_text(found, lang, Screen(60, colours=True))
    assert set(re.findall(r"\x1b[^m]*m", folded)) <= {f"\x1b[{n}m" for n in (0, 1, 2, 31, 33)}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:24])
def test_reports_of_machines_have_the_same_rows(text: str) -> None:
    found, plain = proposed(text), proposed("Texto")
    for rows in (json.loads(FORMATS["gitlab"](it, "es")) for it in (found, plain)):
        assert [row["severity"] for row in rows[:3]] == ["blocker"] * 3
        assert max(len(row["description"]) for row in rows) < 2_500
    (run,) = json.loads(FORMATS["sarif"](found, "es"))["runs"]
    assert [r["level"] for r in run["results"][:2]] == ["error", "error"]
    assert not any("](" in r["message"]["text"] for r in run["results"])


@pytest.mark.parametrize("char", HIDDEN, ids=ascii)
def test_signs_that_cannot_be_seen_do_not_load(char: str) -> None:
    for text in (json.dumps(f"a{char}b"), f'"a{char}b"'):
        line = targets("2024: 5")["strategies/1.1.yml"]
        files = over({"strategies/1.1.yml": line.replace("title: Línea", f"title: {text}")})
        catalog, problems = load(files)
        titles = [s.title for plan in catalog.plans.values() for s in plan.strategies]
        assert problems or char in ENDS
        assert not any(char in title for title in titles)


def test_a_folder_with_an_odd_name_stays_in_its_line() -> None:
    base, head = over(targets("2024: 100")), over(targets("2024: 80"))
    odd = "a|b`c\u2028d\x1b[31m\ne<!--@x/"
    found = diff(side(base), side(head, "v2"), DAY, odd)
    for form in ("github", "markdown"):
        text = FORMATS[form](found, "es")
        assert not set(text) & {"\x1b", "\u2028"}
    assert len(FORMATS["github"](found, "es").split("\n")) == 2
    assert sarif_faults(FORMATS["sarif"](found, "es")) == []


def test_odd_names_of_branches_are_shown_as_text(tmp_path: Path) -> None:
    repo = Repository.make(tmp_path / "r")
    repo.commit(over(targets("2024: 100")))
    for name in ("a|b", "a`b", "<!--x", "@everyone", "x#123", "a<b>c"):
        repo.git("branch", "-f", name)
        repo.lay(over(targets("2024: 80")))
        comment = repo.avance("diff", name, "--format", "markdown").stdout
        assert comment.count("<!--") == 1
        foot = comment.rstrip().splitlines()[-1]
        assert foot.startswith("<sub>")
        assert not re.search(r"@\w|#\d|[^\\][|`]", foot)
        assert set(re.findall(r"<(\w+)", read(comment))) <= OURS | {"pre"}


# One text cannot take the room of the others.


def many(n: int, goal: int) -> dict[str, bytes]:
    measures = [f"[{{unit: Taller, targets: {{2024: {goal}}}}}]"] * n
    return over(strategy(*measures))


def coded(letter: str) -> dict[str, bytes]:
    lines = ['code: "1.1"', 'objective: "1"', "title: Línea", "activities:"]
    lines += [f"  - {{code: {letter}{n}, title: Actividad {n}}}" for n in range(5000)]
    return over({LINE: "\n".join(lines)})


def test_five_thousand_codes_that_change_are_told_in_seconds() -> None:
    found = diff(side(coded("A")), side(coded("B"), "v2"), DAY)
    assert len(found.changes) == 5000
    assert {change.kind for change in found.changes} == {ChangeKind.CODE_CHANGED}


def test_two_thousand_changes_are_bounded_in_a_log() -> None:
    found = diff(side(many(2000, 10)), side(many(2000, 8), "v2"), DAY)
    for form in ("text", "github"):
        lines = FORMATS[form](found, "es").splitlines()
        assert len(lines) < 470, form
        assert sum(len(line) for line in lines) < 250_000, form
        assert "1,600 cambios más" in lines[-1], form
        assert any("1,950" in line for line in lines), form


def test_the_serious_commands_come_first() -> None:
    base, head = over(targets("2024-T1: 5, 2024-T2: 9")), over(targets("2024-T1: 6, 2024-T2: 8"))
    levels = re.findall(r"(?m)^::(\w+)", FORMATS["github"](diff(side(base), side(head), DAY), "es"))
    assert levels == ["error", "error", "warning", "notice"]


def test_files_that_cannot_be_read_are_counted_not_listed() -> None:
    broken = {f"indicators/i{n}.yml": b"name: [" for n in range(300)}
    found = diff(side({**over({}), **broken}), side(over({}), "v2"), DAY)
    for form in ("text", "markdown"):
        text = FORMATS[form](found, "es")
        assert len(text.splitlines()) < 60
        assert "… 300" in text


# Rules of SARIF.


def test_every_kind_and_rule_is_told_in_both_languages_and_has_its_page() -> None:
    root = Path(__file__).resolve().parent.parent
    for code in (*(kind.code for kind in ChangeKind), *POLICY):
        path, _, anchor = manual(code).partition("#")
        assert f"{{: #{anchor} }}" in (root / path).read_text("utf-8")
    base, head = over(targets("2024: 100")), over(targets("2024: 80"))
    site = with_lines("site.yml", "url: https://planes.example/")
    told = {}
    for lang in LANGUAGES:
        found = diff(side(base), side({**head, **over(site)} | {LINE: head[LINE]}, "v2"), DAY)
        driver = json.loads(FORMATS["sarif"](found, lang))["runs"][0]["tool"]["driver"]
        assert driver["language"] == lang
        told[lang] = {rule["id"]: rule for rule in driver["rules"]}
    one = told["es"]["unamended-change"]
    assert one["shortDescription"]["text"] == (
        "Un compromiso público cambió sin modificación aprobada."
    )
    assert one["help"]["text"].endswith(
        "Vea generator/manual/es/editores/reglas.md#unamended-change."
    )
    assert one["helpUri"] == "https://planes.example/editores/reglas/#unamended-change"
    assert told["en"]["target-changed"]["shortDescription"]["text"] == "A target has another value."


LINE = "plans/plan-2024/strategies/1.1.yml"
