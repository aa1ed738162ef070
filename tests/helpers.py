"""A minimal valid content tree, and short ways to lay files of one's own over it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.check import check
from generator.compute import compute
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult, Results
from generator.compute.series import YearSeries
from generator.load import load
from generator.problems import Severity

PLAN = "plans/plan-2024/"
LATER = "2025-06-01"
"""A day on which every result of 2024 is owed."""

MINIMAL = {
    "site.yml": """
format: 3
name: Portal
publisher: mtpe
licence: CC BY 4.0
region: PE
bands: {medium: 75, high: 95}
""",
    "units.yml": """
- {id: mtpe, name: Ministerio, kind: entity}
""",
    "documents.yml": """
- {id: informe, kind: report, title: Informe}
""",
    "indicators/visitas.yml": """
name: Visitas
kind: count
direction: increase
over_time: sum
""",
    PLAN + "plan.yml": """
title: Plan 2024
entity: mtpe
kind: operational
period: 2024
frequency: quarter
levels:
  objective: {singular: Objetivo, plural: Objetivos}
  strategy: {singular: Línea, plural: Líneas}
  activity: {singular: Actividad, plural: Actividades}
method: ceplan-2024
currency: PEN
state: approved
approval: {note: sin resolución}
source: {document: informe, place: Anexo 1}
objectives:
  - {code: "1", title: Primero}
""",
    PLAN + "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Línea
activities:
  - code: 1.1.1
    title: Actividad
    measures:
      - indicator: visitas
        targets: {2024-T1: 10, 2024-T2: 20, 2024-T3: 30, 2024-T4: 40}
        total: 100
""",
}


def content(**files: str) -> dict[str, bytes]:
    """The minimal tree with ``files`` over it, as the loader takes it.

    Paths that start with ``strategies/`` or ``results/``, and ``plan.yml``, are those of the
    only plan: ``content(**{"results/2024-T1.yml": "…"})``.
    """
    ours = {_full(path): text for path, text in files.items()}
    return {path: text.encode() for path, text in {**MINIMAL, **ours}.items()}


def of_parts(*parts: Mapping[str, str]) -> dict[str, bytes]:
    """The minimal tree with the files of several parts over it, the last ones on top."""
    return content(**{path: text for part in parts for path, text in part.items()})


def _full(path: str) -> str:
    return PLAN + path if path.startswith(("strategies/", "results/", "plan.yml")) else path


def lay(root: Path, files: Mapping[str, bytes]) -> Path:
    """Write a tree into ``content/`` of a folder, which is made; the folder."""
    for name, data in files.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def with_lines(path: str, *lines: str, without: tuple[str, ...] = ()) -> dict[str, str]:
    """A file of the minimal tree with lines of its top level replaced or added."""
    keys = {line.partition(":")[0] for line in lines} | set(without)
    kept = [
        line for line in MINIMAL[_full(path)].splitlines() if line.partition(":")[0] not in keys
    ]
    return {path: "\n".join([*kept, *lines])}


def sheet(*lines: str) -> dict[str, str]:
    """The sheet ``visitas`` with some lines replaced or added."""
    return with_lines("indicators/visitas.yml", *lines)


def strategy(*measures: str, code: str = "1.1", objective: str = '"1"') -> dict[str, str]:
    """A strategy with one activity per argument: the YAML flow list of its measures."""
    lines = [f'code: "{code}"', f"objective: {objective}", "title: Línea", "activities:"]
    for n, given in enumerate(measures, 1):
        lines += [f"  - code: {code}.{n}", "    title: Actividad", f"    measures: {given}"]
    return {f"strategies/{code}.yml": "\n".join(lines)}


def targets(figures: str, *more: str) -> dict[str, str]:
    """The only measure of the minimal tree with other targets: ``targets("2024: 5")``."""
    entry = ", ".join(["indicator: visitas", f"targets: {{{figures}}}", *more])
    return strategy(f"[{{{entry}}}]")


def results(period: str, *entries: str, role: str = "progress") -> dict[str, str]:
    """A results file: ``results("2024-T1", "visitas: 8")``."""
    head = [f"period: {period}", "status: final", f"role: {role}", "source: {document: informe}"]
    return {f"results/{period}.yml": "\n".join([*head, "results:", *(f"  {e}" for e in entries)])}


def codes(files: Mapping[str, bytes]) -> set[str]:
    """Codes of the errors in a content tree."""
    catalog, problems = load(files)
    found = [*problems, *check(catalog)]
    return {problem.code for problem in found if problem.severity is Severity.ERROR}


def results_of(files: Mapping[str, bytes], as_of: str | date = LATER) -> Results:
    """A tree, computed; it must be free of errors."""
    catalog, problems = load(files)
    found = [*problems, *check(catalog)]
    wrong = [f"{p.place} {p.code} {p.message}" for p in found if p.severity is Severity.ERROR]
    assert not wrong, wrong
    return compute(catalog, date.fromisoformat(as_of) if isinstance(as_of, str) else as_of)


def computed(files: Mapping[str, bytes], as_of: str = LATER) -> PlanResult:
    """The only plan of a tree, computed."""
    (plan,) = results_of(files, as_of).plans.values()
    return plan


def measured(*parts: Mapping[str, str], as_of: str = LATER) -> MeasureResult:
    """The measure ``visitas`` of the minimal tree with ``parts`` over it."""
    return computed(of_parts(*parts), as_of).measures["visitas"]


def series(*parts: Mapping[str, str], as_of: str = LATER, year: int = 2024) -> YearSeries:
    """One year of the measure ``visitas``."""
    return measured(*parts, as_of=as_of).years[year]


def plain(*values: object) -> str:
    """Figures side by side, without trailing zeros; ``-`` where there is none."""
    return " ".join(_plain(value) for value in values)


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "-" if value is None else str(value)
