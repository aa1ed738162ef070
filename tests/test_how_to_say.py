"""The manual's «¿Cómo digo…?»: every situation is built, and says what the manual says it says."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator.check import check
from generator.compute import compute
from generator.load import load
from generator.manual import manual_page
from generator.problems import Problem
from generator.render.pages import page_outputs
from generator.render.views.common import RenderContext
from generator.words.formatter import Formatter
from generator.words.problems import as_text
from tests.manual import in_words, pairs
from tests.test_pages import words

PAGE = "editores/como-digo.md"
AS_OF = date(2025, 6, 1)
BASE = {
    "site.yml": """
format: 3
name: Portal
publisher: muni
licence: CC BY 4.0
region: CO
currency: COP
bands: {medium: 75, high: 95}
""",
    "units.yml": """
- {id: muni, name: Municipio, kind: entity}
- {id: salud, name: Secretaría de Salud, kind: office, parent: muni}
- {id: obras, name: Secretaría de Obras, kind: office, parent: muni}
""",
    "documents.yml": """
- {id: plan, kind: plan, title: Plan de desarrollo}
- {id: informe, kind: report, title: Informe de gestión}
- {id: decreto, kind: resolution, number: Decreto 12, date: 2024-06-28}
""",
    "plan.yml": """
title: Plan de desarrollo
entity: muni
kind: strategic
period: {from: 2024, to: 2027}
frequency: quarter
levels:
  objective: {singular: Eje, plural: Ejes}
  strategy: {singular: Programa, plural: Programas}
  activity: {singular: Meta, plural: Metas}
method: ceplan-2024
state: approved
approval: {note: sin número}
source: {document: plan, place: Anexo 1}
objectives:
  - {code: "1", title: Ciudad que cuida}
""",
    "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Salud cercana
activities:
""",
}
"""The plan that all situations are a part of; a block replaces what it names."""
ACTIVITY = """
  - code: 1.1.1
    title: Abrir puestos de salud
"""
_ENGLISH = pairs("""
muni = county; Municipio = County; salud = health; Secretaría de Salud = Department of Health;
obras = works; Secretaría de Obras = Department of Public Works; CO = US; COP = USD;
Plan de desarrollo = Comprehensive plan; Informe de gestión = Annual report; informe = report;
decreto = ordinance; Decreto 12 = Ordinance 12; sin número = without a number; Anexo = Annex;
Eje = Pillar; Ejes = Pillars; Programa = Program; Programas = Programs; Meta = Action;
Metas = Actions; Ciudad que cuida = A county that cares; Salud cercana = Health close to home;
Abrir puestos de salud = Open clinics; Cuadro = Table
""")
_SITUATION = re.compile(r"(?ms)^### (.+?) \{: #(\S+) \}\n(.*?)(?=^##|\Z)")
_PART = re.compile(
    r"(?ms)^(?:En|In) `(?P<file>[^`]+)`[^\n]*:\n\n```yaml\n(?P<yaml>.*?)```\n"
    r"|^(?:En|On) [^\n`]*:\n\n(?P<said>(?:> [^\n]*\n(?:>\n)?)+)"
    r"|```diff\n(?P<diff>.*?)```\n.*?```text\n(?P<error>.*?)```"
)


@dataclass(frozen=True)
class Situation:
    """What an author wants to say: the files, what pages say, and what a mistake brings."""

    lang: str
    name: str
    files: dict[str, str]
    said: tuple[str, ...]
    mistakes: tuple[tuple[str, str, str], ...]
    """Text of a file, the text instead of it, and the lines of the check."""


def situations(lang: str) -> list[Situation]:
    """Every situation of the page in a language, in order."""
    page = manual_page(PAGE, lang)
    return [_situation(lang, name, text) for _, name, text in _SITUATION.findall(page)]


def _situation(lang: str, name: str, text: str) -> Situation:
    files, said, mistakes = dict(BASE), [], []
    for part in _PART.finditer(text):
        if part["file"]:
            _put(files, part["file"], part["yaml"])
        elif part["said"]:
            said += [line[2:].strip() for line in part["said"].splitlines() if line[2:].strip()]
        else:
            before, after = (
                "\n".join(line[1:] for line in part["diff"].splitlines() if line[0] == sign)
                for sign in "-+"
            )
            mistakes.append((before, after, part["error"].strip()))
    if files["strategies/1.1.yml"].endswith("activities:\n"):
        files["strategies/1.1.yml"] += ACTIVITY
    if lang == "en":
        files = {path: in_words(text, _ENGLISH) for path, text in files.items()}
        files["site.yml"] += "\nlanguages: [en]\n"
    return Situation(lang, name, files, tuple(said), tuple(mistakes))


def _put(files: dict[str, str], path: str, block: str) -> None:
    """Lay a block over a file: keys of its top level replace those that stand there."""
    if path in {"una meta", "an activity"}:
        files["strategies/1.1.yml"] += ACTIVITY + textwrap.indent(block, "    ")
        return
    if path.startswith("results/"):
        head = "status: final\nsource: {document: informe, place: Cuadro 1}\n"
        files.setdefault(path, f"period: {Path(path).stem}\n{head}")
    keys = set(re.findall(r"(?m)^(\w+):", block))
    kept = re.split(r"(?m)^(?=\w+:)", files.get(path, "").lstrip("\n"))
    rest = "".join(it for it in kept if it.partition(":")[0] not in keys) if keys else "".join(kept)
    files[path] = rest.rstrip("\n") + "\n" + block


def problems_of(files: dict[str, str]) -> tuple[Problem, ...]:
    catalog, found = load(_tree(files))
    return (*found, *check(catalog))


def _tree(files: dict[str, str]) -> dict[str, bytes]:
    shared = {"site.yml", "units.yml", "documents.yml", "glossary.yml", "regions.yml"}
    alone = ("indicators/", "methods", "profiles")
    return {
        path if path in shared or path.startswith(alone) else f"plans/plan/{path}": text.encode()
        for path, text in files.items()
        if text.strip()
    }


def pages(it: Situation) -> Iterator[str]:
    """Every page of a situation, as read aloud, those of the plan first."""
    catalog, _ = load(_tree(it.files))
    for page in page_outputs(RenderContext(compute(catalog, AS_OF), it.lang), ()):
        yield _aloud(page.make().decode())


def _aloud(page: str) -> str:
    """Its words, without the blanks that tags leave around signs."""
    return re.sub(r" (?=[;.,:)])|(?<=\() ", "", words(page))


SITUATIONS = {lang: situations(lang) for lang in ("es", "en")}
EVERY = [*SITUATIONS["es"], *SITUATIONS["en"]]
F = {"es": Formatter("es", "CO"), "en": Formatter("en", "US")}


def told(problems: tuple[Problem, ...], lang: str) -> str:
    """Problems as the check prints them, without their places."""
    lines = as_text(problems, F[lang]).replace("\u00a0", " ").splitlines()
    return "\n".join(line.partition(": ")[2] for line in lines)


@pytest.mark.parametrize("it", EVERY, ids=lambda it: f"{it.lang}-{it.name}")
def test_what_the_manual_writes_says_what_it_says(it: Situation) -> None:
    assert told(problems_of(it.files), it.lang) == ""
    unread, read = set(it.said), pages(it)
    while unread and (page := next(read, None)) is not None:
        unread = {sentence for sentence in unread if sentence not in page}
    assert not unread


@pytest.mark.parametrize("it", EVERY, ids=lambda it: f"{it.lang}-{it.name}")
def test_a_mistake_brings_the_message_of_the_manual(it: Situation) -> None:
    for before, after, error in it.mistakes:
        here = [path for path, text in it.files.items() if before in text]
        assert len(here) == 1, before
        wrong = {**it.files, here[0]: it.files[here[0]].replace(before, after)}
        assert told(problems_of(wrong), it.lang) == error


def test_every_situation_shows_its_yaml_its_page_and_a_mistake() -> None:
    assert len(SITUATIONS["es"]) >= 35
    for it in EVERY:
        assert it.said, it.name
        assert it.mistakes, it.name
        assert it.files != BASE, it.name
