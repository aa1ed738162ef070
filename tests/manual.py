"""The examples of the manual of changes: a content, and what each section does to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.manual import manual_page


def pairs(words: str) -> dict[str, str]:
    """What is said instead of each word: ``word = another; …``."""
    return dict(it.split(" = ") for it in re.split(r";\s+", words.strip()))


def in_words(text: str, words: Mapping[str, str]) -> str:
    """A text with its words replaced; of two that begin alike, the longer."""
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{longest})(?!\w)", lambda it: words[it[0]], text)


PLAN = "plans/salud-2024/"
_SHARED = {"site.yml", "units.yml", "documents.yml", "glossary.yml"}
BASE = {
    "site.yml": """
format: 3
name: Portal
publisher: msd
licence: CC BY 4.0
region: MX
bands: {medium: 75, high: 95}
""",
    "units.yml": """
- {id: msd, name: Ministerio, kind: entity}
- {id: ue-1, name: Unidad 1, kind: executing-unit, parent: msd}
- {id: ue-2, name: Unidad 2, kind: executing-unit, parent: msd}
""",
    "documents.yml": """
- {id: plan-salud, kind: plan, title: Plan de salud}
- {id: informe, kind: report, title: Informe}
- {id: rm-010, kind: resolution, number: Decreto 10-2024, date: 2024-01-15}
""",
    "indicators/visitas.yml": """
name: Visitas
unit: Visita
kind: count
direction: increase
over_time: sum
baseline: {period: 2023, value: 80}
source: {document: plan-salud}
""",
    "indicators/quejas.yml": """
name: Quejas
unit: Queja
kind: count
direction: increase
over_time: sum
source: {document: plan-salud}
""",
    "indicators/camas.yml": """
name: Camas
kind: count
direction: increase
over_time: last
""",
    PLAN + "plan.yml": """
title: Plan de salud 2024
entity: msd
kind: operational
period: {from: 2024, to: 2025}
frequency: quarter
levels:
  objective: {singular: Objetivo, plural: Objetivos}
  strategy: {singular: Línea, plural: Líneas}
  activity: {singular: Actividad, plural: Actividades}
method: ceplan-2024
currency: MXN
state: approved
approval: {document: rm-010, date: 2024-01-15}
versions:
  - {id: V1, label: Apertura}
source: {document: plan-salud, place: Anexo 1}
budget_changes:
  - {document: rm-010, version: V1, amount: 5000}
objectives:
  - {code: "1", title: Atender}
  - {code: "2", title: Prevenir}
""",
    PLAN + "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Consultas
budget:
  - {year: 2024, stage: modified, version: V1, amount: 1200000.50}
activities:
  - code: 1.1.1
    title: Visitas a casas
    responsible: ue-1
    measures:
      - indicator: visitas
        targets: {2024-T1: 10, 2024-T2: 20, 2024-T3: 30, 2024-T4: 40}
        total: 100
  - code: 1.1.2
    title: Talleres
    measures:
      - unit: Taller
        targets: {2024: 12}
        baseline: {period: 2023, value: 7}
  - code: 1.1.3
    title: Quejas atendidas
    measures:
      - {indicator: quejas, targets: {2024: 50}}
""",
    PLAN + "strategies/1.2.yml": """
code: "1.2"
objective: "1"
title: Vacunas
activities:
  - code: 1.2.1
    title: Dosis
    measures:
      - {unit: Dosis, targets: {2024: 900}}
""",
    PLAN + "results/2024-T1.yml": """
period: 2024-T1
status: final
source: {document: informe}
results:
  visitas: 8
""",
    PLAN + "results/2024.yml": """
period: 2024
status: provisional
source: {document: informe}
results:
  1.1.2: {value: 9, text: Nueve talleres}
  quejas: 40
""",
    PLAN + "recommendations.yml": """
- {code: R1, text: Publicar el padrón, owner: [msd], deadline: 2024-06-30, status: pending}
""",
    PLAN + "published.yml": """
- {figure: target, of: visitas, period: 2024, value: 100}
""",
    "plans/agua-2024/plan.yml": """
title: Plan de agua 2024
entity: msd
kind: strategic
period: 2024
frequency: year
levels:
  objective: {singular: Objetivo, plural: Objetivos}
  strategy: {singular: Línea, plural: Líneas}
method: ceplan-2024
state: draft
source: {document: plan-salud}
objectives:
  - code: "1"
    title: Llegar
    measures:
      - {unit: Hogar, targets: {2024: 500}, zero_is_target: true}
""",
    "plans/barrios-2024/plan.yml": """
title: Plan de barrios 2024
entity: msd
kind: strategic
period: 2024
frequency: year
levels:
  - {code: eje, singular: Eje, plural: Ejes}
  - {code: programa, singular: Programa, plural: Programas}
  - {code: meta, singular: Meta, plural: Metas}
method: ceplan-2024
state: draft
source: {document: plan-salud}
""",
    "plans/barrios-2024/elements/eje/1.yml": """
level: eje
code: "1"
title: Vida digna
""",
    "plans/barrios-2024/elements/programa/1.yml": """
level: programa
code: "1"
parent: eje/1
title: Escuelas
""",
    "plans/barrios-2024/elements/meta/1.yml": """
level: meta
code: "1"
parent: programa/1
title: Construir aulas
measures:
  - {unit: Aula, targets: {2024: 10}}
""",
}
"""Content that the examples change; each says which of its lines."""
_ENGLISH = pairs("""
MX = US; MXN = USD; msd = county; Ministerio = County; ue-1 = unit-1; ue-2 = unit-2;
Unidad = Unit; rm-010 = res-010; Decreto 10-2024 = Resolution 2024-010;
plan-salud = health-plan; informe = report; salud-2024 = health-2024;
agua-2024 = water-2024; barrios-2024 = neighborhoods-2024; Plan de salud = Health plan;
Plan de agua = Water plan; Plan de barrios = Neighborhoods plan; Informe = Report;
Anexo = Annex; Apertura = Opening; Objetivo = Objective; Objetivos = Objectives;
Línea = Strategy; Líneas = Strategies; Actividad = Activity; Actividades = Activities;
eje = pillar; Eje = Pillar; Ejes = Pillars; programa = program; Programa = Program;
Programas = Programs; meta = project; Meta = Project; Metas = Projects; visitas = visits;
Visitas = Visits; Visita = Visits; Visitas a casas = Home visits; quejas = complaints;
Quejas = Complaints; Queja = Complaints; Quejas atendidas = Complaints handled;
camas = beds; Camas = Beds; Atender = Care; Prevenir = Prevention; Consultas = Clinics;
Talleres = Health workshops; Taller = Workshops; Vacunas = Vaccines;
Nueve talleres = Nine workshops; title: Dosis = title: Vaccination; Dosis = Doses;
Publicar el padrón = Publish the register; Llegar = Reach everyone; Hogar = Households;
Vida digna = A decent life; Escuelas = Schools; Construir aulas = Build classrooms;
Aula = Classrooms
""")
"""Words of that content, and what its English examples say instead."""


def _in(lang: str, text: str) -> str:
    return in_words(text, _ENGLISH) if lang == "en" else text


def base(lang: str) -> dict[str, str]:
    """The content that the examples of a language change."""
    return {_in(lang, name): _in(lang, text) for name, text in BASE.items()}


@dataclass(frozen=True)
class Example:
    """A section of the page: its kind, what it does, and the line that results."""

    lang: str
    kind: str
    edits: tuple[tuple[str, str, str], ...]
    """File, text before, text after; without a text before it is a new file, without one
    after the file goes."""
    lines: tuple[str, ...]

    def files(self) -> dict[str, str]:
        """The content after the change."""
        found, plan = base(self.lang), _in(self.lang, PLAN)
        for path, before, after in self.edits:
            name = (
                path
                if path in _SHARED or path.startswith(("plans/", "indicators/"))
                else plan + path
            )
            if not before:
                found[name] = after
            elif not after and found[name].strip() == before.strip():
                del found[name]
            else:
                assert found[name].count(before) == 1, (self.kind, before)
                found[name] = found[name].replace(before, after)
        return {name: text for name, text in found.items() if text.strip()}


_SECTION = re.compile(r"(?ms)^### .*?\{: #(\S+) \}\n(.*?)(?=^##|\Z)")
_EDIT = re.compile(
    r"(?ms)^(?:(?:En|In) `(?P<path>\S+)`(?P<how>[^\n]*):)\n\n```yaml\n(?P<one>.*?)```\n"
    r"(?:\n(?:después|after):\n\n```yaml\n(?P<two>.*?)```\n)?"
)


def examples(lang: str = "es") -> Iterator[Example]:
    """Every section of the page in a language."""
    for kind, text in _SECTION.findall(manual_page("editores/cambios.md", lang)):
        edits = []
        for found in _EDIT.finditer(text):
            one, two = found["one"], found["two"] or ""
            new = re.search("nuevo|new", found["how"])
            edits.append((found["path"], "" if new else one, one if new else two))
        lines = re.findall(r"(?ms)^```text\n(.*?)```", text)
        if not lines:  # how to do something, not a kind of change
            continue
        yield Example(lang, kind, tuple(edits), tuple("".join(lines).splitlines()))
