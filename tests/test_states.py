"""Every reachable state of a measure says something true, in the shapes of ``sentences.txt``.

``python -m tests.test_states --accept`` writes the shapes found now; read them before committing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from generator.check import check
from generator.compute import compute
from generator.load import load
from generator.model.history import History, Origin, Step
from generator.problems import Severity
from generator.render.views.changes.original_targets import original_targets
from generator.render.views.changes.pages import is_record
from generator.render.views.common import Mark, RenderContext, joined
from generator.render.views.measure.phrases import part_sentence
from generator.render.views.measure.rows import measure_row
from generator.render.views.measure.sentences import sentence
from generator.render.views.measure.term import term_sentence
from generator.render.views.measure.view import measure_views
from generator.render.views.plan.lead import card_lead, plan_lead
from generator.render.views.plan.rollups import element_row, why_no_mean
from tests.helpers import (
    content,
    of_parts,
    results,
    results_of,
    sheet,
    strategy,
    targets,
    with_lines,
)

PLAN = with_lines("plan.yml", "period: {from: 2023, to: 2026}")
GOLD = Path(__file__).parent / "sentences.txt"
_MOST_SHAPES = 720
KINDS = {
    "count": ("kind: count", "over_time: sum"),
    "people": ("kind: count", "over_time: sum", "unit: Persona"),
    "level": ("kind: percentage", "over_time: last"),
    "falling": ("kind: rate", "over_time: last", "direction: decrease"),
    "limit": ("kind: count", "over_time: last", "direction: at-most"),
    "limit in all": ("kind: count", "over_time: sum", "direction: at-most"),
    "milestone": ("kind: milestone", "over_time: last"),
}
TARGETS = {
    "none": "2024: not-programmed",
    "zero": "2024: 0",
    "year": "2024: 10",
    "quarters": "2024-T1: 10, 2024-T2: 10, 2024-T3: 10, 2024-T4: 10",
    "later": "2026: 10",
    "earlier": "2023: 10",
    "negative": "2024: -10",
}
RESULTS: dict[str, tuple[tuple[str, str], ...]] = {
    "none": (),
    "zero": (("2024", "0"),),
    "some": (("2024", "9"),),
    "far": (("2024", "40"),),
    "first": (("2024-T1", "9"),),
    "second": (("2024-T2", "10"),),
    "words": (("2024", "{text: Se hizo en mayo.}"),),
    "withheld": (("2024", "{note: Dato en revisión.}"),),
    "not available": (("2024", "{value: not-available, note: No hubo encuesta.}"),),
    "estimated": (("2024", "{value: 9, status: estimated, note: Se proyectó con marzo.}"),),
    "withheld first": (("2024-T1", "{value: withheld, note: Dato en revisión.}"), ("2024-T2", "9")),
    "withheld second": (("2024-T1", "9"), ("2024-T2", "{note: Dato en revisión.}")),
    "does not apply": (("2024", "not-applicable"),),
    "does not apply first": (("2024-T1", "not-applicable"),),
}
DAYS = {
    "before": date(2024, 1, 15),
    "in part": date(2024, 5, 15),
    "late": date(2024, 8, 15),
    "wholly": date(2025, 6, 1),
}


START = "baseline: {period: 2022, value: 12}"
VALUES: dict[str, tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]] = {
    "range": (("kind: rate",), ("2024: 8-11",), {"in": "9", "out": "12"}),
    "range by quarter": (
        ("kind: count", "over_time: sum"),
        ("2024-T1: 2-3, 2024-T2: 2-3, 2024-T3: 2-3, 2024-T4: 2-3",),
        {"in": "9"},
    ),
    "ratio": (
        ("kind: ratio",),
        ('2024: "1:20"',),
        {"in": '"1:18"', "out": '"1:25"', "number": "8"},
    ),
    "words": (
        ("kind: text", "direction: none"),
        ("2024: Sistema en uso", "baseline: {period: 2022, value: Sin sistema}"),
        {
            "in": "{value: En uso, met: true, note: Lo dice el informe.}",
            "out": "{value: En prueba, met: false, note: Falta una región.}",
            "open": "En uso en una región",
            "text": "{text: En uso en dos regiones}",
        },
    ),
    "maintain": (
        ("kind: percentage", "direction: maintain", "tolerance: 1"),
        ("2024: 10",),
        {"in": "9.5", "out": "12"},
    ),
    "maintain the baseline": (
        ("kind: rate", "direction: maintain"),
        ("2024: maintain", START),
        {"in": "12", "out": "11"},
    ),
    "quotient": (
        ("kind: percentage", "over_time: sum"),
        ("2024-T1: {numerator: 8, denominator: 10}, 2024-T2: {numerator: 18, denominator: 20}",),
        {
            "in": "{value: {numerator: 28, denominator: 30}}",
            "out": "{value: {numerator: 2, denominator: 3}}",
        },
    ),
    "quotient per thousand": (
        ("kind: rate", "direction: decrease"),
        ("2024: {numerator: 12, denominator: 1000, per: 1000}",),
        {"in": "{value: {numerator: 31, denominator: 2412, per: 1000, value: 12.9}}"},
    ),
    "relative": (
        ("kind: rate", "direction: decrease"),
        ("2024: {change: -50 %}", START),
        {"in": "6", "out": "8"},
    ),
    "relative in units": (
        ("kind: count", "direction: increase"),
        ("2024: {change: 8}", START),
        {"in": "20", "out": "10"},
    ),
    "relative to what is withheld": (
        ("kind: rate", "direction: decrease"),
        (
            "2024: {change: -50 %}",
            "baseline: {period: 2022, value: withheld, note: Dato en revisión.}",
        ),
        {"in": "6"},
    ),
    "direction": (
        ("kind: rate",),
        ("2024: increase", START),
        {"in": "13", "out": "11", "same": "12"},
    ),
    "direction down": (
        ("kind: rate", "direction: decrease"),
        ("2024: decrease", START),
        {"in": "11", "out": "13"},
    ),
    "direction without baseline": (("kind: rate",), ("2024: increase",), {"in": "13"}),
    "direction later": (("kind: rate",), ("2026: increase", START), {"in": "13"}),
}
"""Targets that are no plain number: how they are read, the target, and results by their name."""
_UNTOLD = {"none": "", "withheld": "{note: Dato en revisión.}"}


@dataclass(frozen=True)
class Said:
    """What is said of one state, and what is known of it."""

    state: tuple[str, str, str, str]
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def _figure(kind: str, text: str) -> str:
    if kind != "milestone" or text.startswith("{"):
        return text
    return re.sub(r": -?\d+", ": done", text) if ":" in text else "done"


@cache
def said() -> tuple[Said, ...]:
    """What is said of all states that the checks let through."""
    return tuple(_states())


def _states() -> Iterator[Said]:
    for kind, target, result in product(KINDS, TARGETS, RESULTS):
        given = [results(p, f"visitas: {_figure(kind, v)}") for p, v in RESULTS[result]]
        years = PLAN if target in {"later", "earlier"} else {}
        parts = (years, sheet(*KINDS[kind]), targets(_figure(kind, TARGETS[target])), *given)
        catalog, problems = load(of_parts(*parts))
        if any(p.severity is Severity.ERROR for p in (*problems, *check(catalog))):
            continue
        for day, as_of in DAYS.items():
            ctx = RenderContext(compute(catalog, as_of), "es")
            yield Said((kind, target, result, day), tuple(_lines(ctx)))


@cache
def others() -> tuple[Said, ...]:
    """What is said of every target that is no plain number."""
    return tuple(_others())


def _others() -> Iterator[Said]:
    for kind, (lines, (goal, *more), given) in VALUES.items():
        last = () if any("over_time" in line for line in lines) else ("over_time: last",)
        own = {**sheet(*lines, *last), **targets(goal, *more), **PLAN}
        for name, text in {**_UNTOLD, **given}.items():
            for period in ("2024", "2024-T1") if name in given else ("2024",):
                round_ = results(period, f"visitas: {text}") if text else {}
                catalog, problems = load(content(**own, **round_))
                found = [p for p in (*problems, *check(catalog)) if p.severity is Severity.ERROR]
                if period == "2024":
                    assert found == [], (kind, name, [str(p.message) for p in found])
                for day in ("in part", "wholly") if not found else ():
                    ctx = RenderContext(compute(catalog, DAYS[day]), "es")
                    yield Said((kind, name, period, day), tuple(_lines(ctx)))


def _lines(ctx: RenderContext) -> Iterator[str]:
    (plan,) = ctx.results.plans.values()
    (measure,) = plan.measures.values()
    found = (
        ("oración", sentence(ctx, measure, measure.current)),
        ("fila", _said(measure_row(ctx, plan, measure).mark)),
        ("actividad", _said(element_row(ctx, plan.folder.id, "1.1.1").mark)),
        ("objetivo", _said(element_row(ctx, plan.folder.id, "1").mark)),
        ("plan", plan_lead(ctx, plan)),
        ("tarjeta", card_lead(ctx, plan)),
        ("todo el periodo", term_sentence(ctx, measure)),
    )
    yield from (f"{name}: {_plain(text)}" for name, text in found if text)


def _plain(text: object) -> str:
    return re.sub(r"<[^>]+>", "", str(text)).replace("\u00a0", " ")


def _said(mark: Mark) -> str:
    return joined((mark.word, mark.beside), ", ")


BASELINES: dict[str, tuple[str, dict[str, str]]] = {
    "not known": ("", {}),
    "known": ("baseline: {period: 2022, value: 5}", {}),
    "withheld": ("baseline: {period: 2022, value: withheld, note: Dato en revisión.}", {}),
    "not available": ("baseline: {period: 2022, value: not-available, note: En blanco.}", {}),
    "round": ("", results("2022", "visitas: 5", role="baseline")),
    "withheld in a round": ("", results("2022", "visitas: {note: Dato.}", role="baseline")),
}


@cache
def baselines() -> dict[str, str]:
    """What the page of a measure says of its baseline."""
    return {name: _baseline(*given) for name, given in BASELINES.items()}


def _baseline(line: str, files: dict[str, str]) -> str:
    given = content(**PLAN, **files, **targets("2024: 10", *([line] if line else [])))
    ctx = RenderContext(results_of(given, DAYS["wholly"]), "es")
    (view,) = measure_views(ctx, ctx.results.plans["plan-2024"], "1.1.1")
    return f"línea de base: {joined((view.baseline, view.baseline_note), '. ')}"


PART_TARGETS = {
    "none": "2024: not-programmed",
    "one": "2024: {PE-LIM: 10}",
    "two": "2024: {PE-LIM: 10, PE-CUS: 10}",
    "quarters": "2024-T1: {PE-LIM: 10}, 2024-T2: {PE-LIM: 10}",
    "later": "2026: {PE-LIM: 10}",
}
PART_RESULTS = {
    "none": "",
    "zero": "{value: {PE-LIM: 0}}",
    "some": "{value: {PE-LIM: 9}}",
    "far": "{value: {PE-LIM: 40}}",
    "estimated": "{value: {PE-LIM: 9}, status: estimated}",
    "withheld": "{value: {PE-LIM: withheld}, note: Dato en revisión.}",
    "not available": "{value: {PE-LIM: not-available}, note: No hubo encuesta.}",
    "all withheld": "{note: Dato en revisión.}",
    "not applicable": "{value: {PE-LIM: not-applicable}}",
}


@cache
def parts() -> tuple[Said, ...]:
    """What is said of one region in every state that the checks let through."""
    return tuple(_parts())


def _parts() -> Iterator[Said]:
    kinds = {name: (*lines, "across: none") for name, lines in KINDS.items()}
    for kind, target, result in product(kinds, PART_TARGETS, PART_RESULTS):
        period = "2024-T1" if target == "quarters" else "2024"
        figure = re.sub(r"PE-(\w+): \d+", r"PE-\1: done", PART_RESULTS[result])
        text = figure if kind == "milestone" else PART_RESULTS[result]
        goals = PART_TARGETS[target]
        if kind == "milestone":
            goals = re.sub(r"PE-(\w+): \d+", r"PE-\1: done", goals)
        given = results(period, f"visitas: {text}") if text else {}
        files = PLAN | sheet(*kinds[kind]) | targets(goals, "by: region") | given
        catalog, problems = load(content(**files))
        if any(p.severity is Severity.ERROR for p in (*problems, *check(catalog))):
            continue
        for day, as_of in DAYS.items():
            ctx = RenderContext(compute(catalog, as_of), "es")
            yield Said((kind, target, result, day), tuple(_part_lines(ctx)))


def _part_lines(ctx: RenderContext) -> Iterator[str]:
    (plan,) = ctx.results.plans.values()
    (measure,) = plan.measures.values()
    found: list[tuple[str, str]] = [("oración", sentence(ctx, measure, measure.current))]
    for told in (o for seen in measure.parts.values() for o in seen if o.member == "PE-LIM"):
        found.append(("parte", part_sentence(ctx, "Lima", told, measure.use.traits)))
        found.append(("marca", ctx.mark(told.attainment).word))
    yield from (f"{name}: {_plain(text)}" for name, text in found)


BY_SEX = ("dimensions: {sexo: [mujeres, varones], edad: [18-29, 30-59]}", "over_time: last")
WHOLE_TARGETS = {
    "parts": ("2024: {mujeres: 5, varones: 6}", "by: sexo"),
    "both": ("2024: {mujeres: 5, varones: 6, total: 11}", "by: sexo"),
    "whole": ("2024: 11",),
}
WHOLE_RESULTS = {
    "none": "",
    "parts": "{by: sexo, value: {mujeres: 4, varones: 6}}",
    "one part": "{by: sexo, value: {mujeres: 4}}",
    "both": "{by: sexo, value: {mujeres: 4, varones: 6, total: 10}}",
    "whole": "10",
    "other parts": "{by: edad, value: {18-29: 4, 30-59: 6}}",
    "several": "{value: 10, breakdowns: {edad: {18-29: 4, 30-59: 6}}}",
    "withheld": "{value: withheld, note: Dato en revisión.}",
}
ACROSS = {"sum": "kind: count", "none": "kind: index"}


@cache
def wholes() -> tuple[Said, ...]:
    """What is said of a whole, its parts, or both: by what is promised and what is reported."""
    return tuple(_wholes())


def _wholes() -> Iterator[Said]:
    for across, target, result in product(ACROSS, WHOLE_TARGETS, WHOLE_RESULTS):
        own = sheet(*BY_SEX, ACROSS[across], f"across: {across}")
        it = WHOLE_RESULTS[result]
        given = [results("2024", f"visitas: {it}")] * bool(it)
        files = of_parts(own, targets(*WHOLE_TARGETS[target]), *given)
        ctx = RenderContext(results_of(files, DAYS["wholly"]), "es")
        yield Said((across, target, result, "wholly"), tuple(_lines(ctx)))


OTHER_TARGETS = {"next": "2026: 20", "past": "2023: 20", "both": "2023: 20, 2026: 40"}
OTHER_RESULTS = {
    "missed": ("15", "18"),
    "reached late": ("15", "25"),
    "reached twice": ("25", "30"),
    "late, not told before": ("", "25"),
    "less than the baseline": ("", "4"),
    "late, withheld before": ("{note: Dato en revisión.}", "25"),
    "withheld": ("15", "{note: Dato en revisión.}"),
    "in words": ("15", "{text: Se hizo en mayo.}"),
}
"""Results of 2023 and of 2024, which has no target of its own."""


@cache
def other_years() -> tuple[Said, ...]:
    """What is said of a result in a year without a target, of measures that have one."""
    return tuple(_other_years())


def _other_years() -> Iterator[Said]:
    kinds = ("people", "level", "falling", "limit", "milestone")
    for kind, target, result in product(kinds, OTHER_TARGETS, OTHER_RESULTS):
        aims, figures = OTHER_TARGETS[target], [*OTHER_RESULTS[result]]
        first = "" if kind == "milestone" else "baseline: {period: 2022, value: 10}"
        if kind == "milestone":
            aims = re.sub(r": \d+", ": done", aims)
            milestone = {"15": "not-done", "18": "not-done", "4": "not-done"}
            figures = [re.sub("25|30", "done", milestone.get(it, it)) for it in figures]
        years = zip(("2023", "2024"), figures, strict=True)
        given = [results(year, f"visitas: {it}") for year, it in years if it]
        own = targets(aims, *([first] if first else []))
        files = of_parts(PLAN, sheet(*KINDS[kind]), own, *given)
        ctx = RenderContext(results_of(files, DAYS["wholly"]), "es")
        yield Said((kind, target, result, "wholly"), tuple(_lines(ctx)))


BEGUN = date(2024, 1, 10)
HISTORIES = {
    "none": History(),
    "whole": History(since=BEGUN, first_seen={"plan-2024": BEGUN}),
    "partial": History(since=BEGUN, is_partial=True),
}
_MOVE: dict[str, Any] = {
    "plan": "plan-2024",
    "code": "1.1.1",
    "measure": "visitas",
    "figure": "target",
}
STEPS = {
    "none": None,
    "changed": Step(**_MOVE, day=date(2024, 5, 2), before=Decimal(12), after=Decimal(10)),
    "added": Step(**_MOVE, day=date(2024, 5, 2), after=Decimal(10)),
}
VERSIONS = {
    n: f"versions: [{', '.join(f'{{id: V{k}, label: V{k}}}' for k in range(1, n + 1))}]"
    for n in (0, 1, 2)
}


@cache
def histories() -> tuple[Said, ...]:
    """What is said of the changes of a target: by what is known of it."""
    return tuple(_histories())


def _histories() -> Iterator[Said]:
    for target, known, moved, n in product(("none", "year"), HISTORIES, STEPS, VERSIONS):
        plan = with_lines("plan.yml", VERSIONS[n])
        catalog, _ = load(content(**plan, **targets(TARGETS[target])))
        step = STEPS[moved]
        history = replace(HISTORIES[known], steps=(step,) if step else ())
        ctx = RenderContext(compute(catalog, DAYS["wholly"], history), "es")
        (result,) = ctx.results.plans["plan-2024"].measures.values()
        told = original_targets(ctx, "plan-2024", result)
        yield Said((target, known, moved, str(n)), (f"historia: {told.line if told else ''}",))


def shapes() -> str:
    """The distinct lines, their figures and periods masked."""
    every = (*said(), *parts(), *wholes(), *histories(), *other_years(), *others())
    masked = {_masked(line) for it in every for line in it.lines}
    masked |= {_masked(line) for line in baselines().values()}
    return "".join(f"{line}\n" for line in sorted(masked))


def _masked(line: str) -> str:
    line = re.sub(r"\bI{1,3}V? trimestre|\bIV trimestre", "# trimestre", line)
    return re.sub(r"−?\d[\d,.]*\d|−?\d", "#", line)


def test_many_states_are_reached() -> None:
    assert len(said()) > 500


def test_nothing_is_called_ended_while_a_part_is_not_due() -> None:
    for it in said():
        if it.state[3] != "wholly" and it.state[1] in {"year", "quarters"}:
            assert "ya terminaron" not in it.text, it
            assert "El plazo para informar venció" not in it.text, it


def test_what_has_a_target_is_never_called_not_programmed() -> None:
    for it in said():
        if it.state[1] in {"year", "quarters", "negative"} or (
            it.state[1] in {"later", "earlier"} and it.state[2] != "none"
        ):
            assert "sin programación" not in it.text.lower(), it
            assert "sin ninguna meta" not in it.text, it


def test_a_target_of_another_year_is_named_and_what_never_had_one_is_not() -> None:
    two = strategy(
        "[{id: uno, unit: Norma, targets: {2023: 1}}]",
        "[{id: dos, unit: Norma, targets: {2024: not-programmed}}]",
    )
    given = results("2023", "uno: 1") | results("2024", "dos: 7")
    ctx = RenderContext(results_of(content(**PLAN, **two, **given), DAYS["wholly"]), "es")
    (plan,) = ctx.results.plans.values()
    marks = [element_row(ctx, plan.folder.id, c).mark.word for c in ("1.1.1", "1.1.2")]
    assert marks == ["Meta para 2023", "Sin meta"]
    assert why_no_mean(ctx, plan.rollups["1"]) == "1 sin meta y 1 con meta para otro año"
    rows = [measure_row(ctx, plan, measure) for measure in plan.measures.values()]
    assert [row.target.text for row in rows] == ["1 (2023)", "sin meta"]
    assert [row.actual.text for row in rows] == ["1 (2023)", "7"]


def test_what_is_owed_is_said_beside_a_figure_of_several_measures() -> None:
    uno, dos = "id: uno, unit: Norma, targets: {2024: 10}", "id: dos, unit: Norma"
    both = strategy(f"[{{{uno}}}, {{{dos}, targets: {{2024-T1: 5, 2024-T2: 5}}}}]")
    found = results_of(content(**both, **results("2024", "uno: 10")), DAYS["wholly"])
    ctx = RenderContext(found, "es")
    (plan,) = ctx.results.plans.values()
    said = [_said(element_row(ctx, plan.folder.id, code).mark) for code in ("1.1.1", "1")]
    assert said == ["Alto, faltan 2 periodos vencidos", "Alto, en 1 falta algún periodo vencido"]
    assert plan_lead(ctx, plan).endswith("En 1 falta algún periodo vencido.")


def test_a_measure_without_parts_is_not_told_by_part() -> None:
    assert not [it for it in said() if "por partes" in it.text]


def test_a_period_that_is_owed_is_said_beside_what_was_reported() -> None:
    for it in said():
        if it.state[1:] in {("quarters", "second", "late"), ("quarters", "first", "late")}:
            assert "De lo que ya venció, falta: " in it.text, it


def test_what_is_withheld_says_why_and_is_never_called_unreported() -> None:
    for it in said():
        if it.state[2].startswith("withheld") and it.state[1] in {"year", "quarters"}:
            assert "Dato en revisión" in it.text, it
        if it.state[1:3] == ("year", "withheld"):
            assert "oración: " in it.text, it
            for word in ("sin reporte", "venció", "aún no vence", "el portal no tiene"):
                assert word not in it.text.lower(), it
            assert not re.search(r"\d %( de su meta|\))", it.text), it


def test_a_plan_claims_no_reason_and_no_lack_of_targets_that_there_is_not() -> None:
    for it in said():
        if it.state[2] not in {"withheld", "not available"}:
            assert "no da ninguna cifra y dice por qué" not in it.text, it
        if it.state[2].startswith("does not apply") and it.state[1] in {"year", "quarters"}:
            assert "Su documento no fija metas" not in it.text, it
        assert not re.search(r"\(\)|: \.", it.text), it


def test_what_is_not_available_says_why_and_is_neither_owed_nor_withheld() -> None:
    told = [it for it in (*said(), *parts()) if it.state[2] == "not available"]
    assert len(told) > 30
    for it in (one for one in told if one.state[1] in {"year", "one", "two"}):
        assert re.search(r"[Nn]o hay resultado.* Motivo: No hubo encuesta\.", it.text), it
        for word in ("sin reporte", "venció", "reservado", "aún no vence", "no se publica"):
            assert word not in it.text.lower(), it


def test_what_is_not_final_is_said_to_be_so_wherever_it_stands() -> None:
    for it in said():
        kind, target, result, _ = it.state
        if result == "estimated" and target in {"year", "quarters", "negative"}:
            assert "El resultado de 2024 es estimado. Se proyectó con marzo." in it.text, it
            assert it.text.count("estimado") >= (3 if "limit" in kind else 4), it
        if result in {"some", "first", "far"}:
            assert not re.search("estimado|provisional", it.text), it
    given = results("2024-T1", "visitas: 9") | results(
        "2024-T2", "visitas: {value: 10, status: provisional}"
    )
    found = results_of(content(**targets(TARGETS["quarters"]), **given), DAYS["late"])
    lines = tuple(_lines(RenderContext(found, "es")))
    assert lines[0].endswith("El resultado del II trimestre de 2024 es provisional.")
    assert lines[3:5] == (
        "objetivo: Alto, en 1 el resultado es provisional",
        "plan: De 1 actividad de 2024, 1 llegó al 95 % de su meta a la fecha o más."
        " En 1 el resultado es provisional.",
    )


def test_several_milestones_of_a_year_are_counted() -> None:
    goals = sheet(*KINDS["milestone"][:1], "over_time: sum") | targets(
        "2024-03-31: done, 2024-05-12: done, 2024-12-15: done"
    )
    march, may = results("2024-03-31", "visitas: done"), results("2024-05-12", "visitas: done")
    told = {
        "none": ({}, "Había 3 hitos previstos para 2024. El plazo para reportar venció"),
        "two": (march | may, "Hasta el 12 de mayo de 2024, se alcanzaron 2 de los 3 hitos"),
        "late": (
            results("2024-03-31", "visitas: not-done") | results("2024-T3", "visitas: done"),
            "Hasta el III trimestre de 2024, se alcanzó 1 de los 3 hitos previstos para 2024.",
        ),
        "half": (
            results("2024-S1", "visitas: done") | results("2024-12-15", "visitas: not-done"),
            "Se alcanzaron 2 de los 3 hitos previstos para 2024.",
        ),
        "year": (results("2024", "visitas: done"), "Se alcanzaron 3 de los 3 hitos"),
    }
    for given, sentence_begins in told.values():
        found = results_of(content(**goals, **given), DAYS["wholly"])
        lines = tuple(_lines(RenderContext(found, "es")))
        assert lines[0].startswith(f"oración: {sentence_begins}")
    in_may = tuple(_lines(RenderContext(compute(load(content(**goals))[0], DAYS["late"]), "es")))
    assert "De lo que ya venció (31 de marzo de 2024 y 12 de mayo de 2024)" in in_may[0]


def test_what_is_discontinued_says_from_when_and_why_and_owes_nothing_then() -> None:
    goals = targets(
        TARGETS["quarters"], "discontinued: {from: 2024-T3, reason: Cerró la encuesta.}"
    )
    ends = "Deja de medirse desde el III trimestre de 2024. Motivo: Cerró la encuesta."
    said = {}
    for name, given in {"none": {}, "first": results("2024-T1", "visitas: 9")}.items():
        catalog, problems = load(content(**goals, **given))
        assert not problems
        for day, as_of in DAYS.items():
            lines = dict(
                line.split(": ", 1) for line in _lines(RenderContext(compute(catalog, as_of), "es"))
            )
            assert lines["oración"].endswith(ends)
            assert not re.search("III? trimestre[^.]*venció|IV", lines["oración"])
            said[name, day] = lines["fila"]
    assert said == {
        ("none", "before"): "Aún no vence",
        ("none", "in part"): "Sin reporte",
        ("none", "late"): "Sin reporte",
        ("none", "wholly"): "Sin reporte",
        ("first", "before"): "Medio",
        ("first", "in part"): "Medio",
        ("first", "late"): "Medio, falta 1 periodo vencido",
        ("first", "wholly"): "Medio, falta 1 periodo vencido",
    }
    whole = targets("2024: 10", "discontinued: {from: 2024-T3, reason: Cerró la encuesta.}")
    found = results_of(content(**whole), DAYS["wholly"])
    told = tuple(_lines(RenderContext(found, "es")))
    assert told[1:4] == (
        "fila: Descontinuado",
        "actividad: Descontinuado",
        "objetivo: Descontinuado",
    )
    assert told[0].startswith("oración: La meta para 2024 era 10.")


def test_a_part_is_told_by_its_state() -> None:
    assert len(parts()) > 300
    for it in parts():
        _, target, result, _ = it.state
        own = " ".join(line for line in it.lines if line.startswith(("parte: ", "marca: ")))
        if target in {"one", "two"} and result != "none":
            assert "no se fijó una meta" not in own, it
            assert "venció" not in own, it
            assert "Sin reporte" not in own, it
        if target in {"one", "two"} and "withheld" in result:
            assert "Motivo: Dato en revisión." in own, it
            assert "(" not in own, it
        if result == "far" and "(400.0 %)" in own:
            assert "Meta muy superada" in own, it


def test_a_baseline_is_known_or_withheld_or_nothing_is_said() -> None:
    known = baselines()
    assert known["not known"] == "línea de base: "
    assert known["known"] == known["round"] == "línea de base: 5 (2022)"
    assert known["withheld"] == "línea de base: reservado (2022). Dato en revisión."
    assert known["not available"] == "línea de base: no disponible (2022). En blanco."
    assert known["withheld in a round"] == "línea de base: reservado (2022). Dato."


def test_no_change_is_claimed_only_of_a_target_that_was_seen_all_along() -> None:
    claims = [it for it in histories() if "no ha cambiado" in it.text]
    assert {it.state for it in claims} == {
        ("year", known, "none", n) for known in ("whole", "partial") for n in ("0", "1")
    }


def test_a_result_in_words_is_not_called_unpublished() -> None:
    for it in said():
        if it.state[2] == "words" and it.state[1] in {"year", "quarters"}:
            assert "El resultado se da en palabras, sin cifra." in it.text, it
            assert "publicado un resultado" not in it.text, it
            assert "ningún resultado" not in it.text, it


def test_a_result_beside_the_target_of_another_year_is_told_by_it() -> None:
    for it in other_years():
        kind, target, result, _ = it.state
        for word in ("sin programación", "sin meta", "no fija una meta"):
            assert word not in it.text.lower(), it
        if result != "in words":  # then the page speaks of the year before
            is_later = target != "past" and result != "withheld"
            assert ("Con meta posterior" in it.text) == is_later, it
        is_late = "de su plazo" in it.text or "de atraso" in it.text
        assert is_late == (target == "past" and result in LATE.get(kind, ())), it


LATE = {
    "people": {"missed", "reached late", "late, not told before"},
    "level": {"missed", "reached late", "late, not told before", "less than the baseline"},
    "milestone": {"missed", "reached late", "late, not told before", "less than the baseline"},
    "falling": {"reached twice", "late, not told before", "less than the baseline"},
}
"""What is held against the target of the year before: it was missed, and can still be reached."""


def test_the_shapes_of_sentences_are_those_that_were_read() -> None:
    assert shapes() == GOLD.read_text("utf-8")
    assert len(shapes().splitlines()) <= _MOST_SHAPES


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit("usage: python -m tests.test_states --accept")
    GOLD.write_text(shapes(), "utf-8")


MOVES: list[tuple[dict[str, Any], bool]] = [
    ({"figure": "target", "before": Decimal(12)}, False),
    ({"figure": "target"}, False),  # a new one
    ({"figure": "result", "before": Decimal(12)}, False),
    ({"figure": "element"}, False),
    ({"figure": "baseline"}, True),  # completed
    ({"figure": "baseline", "amendment": "m1"}, False),
    ({"figure": "baseline", "before": Decimal(12)}, False),  # no act says why
    ({"figure": "baseline", "before": Decimal(12), "is_committed": False}, True),  # of a draft
    ({"figure": "baseline", "origin": Origin.TRANSCRIBED}, False),
    ({"figure": "baseline", "origin": Origin.PENDING}, True),
    ({"figure": "title", "before": "A", "reason": "Una tilde."}, True),
    ({"figure": "title", "before": "A"}, False),
    ({"figure": "state", "before": "closed"}, True),
    ({"figure": "plan"}, True),  # it came
    ({"figure": "plan", "before": "A", "after": None}, False),  # it is gone
]


@pytest.mark.parametrize(("about", "is_told_last"), MOVES)
def test_what_the_portal_alone_records_is_told_after_what_changed_in_the_plans(
    about: dict[str, Any], is_told_last: bool
) -> None:
    step = Step(**{"day": BEGUN, "plan": "plan-2024", "code": "plan", "after": "B", **about})
    assert is_record(step) is is_told_last
