"""Every reachable state of a measure says something true, in the shapes of ``sentences.txt``.

``python -m tests.test_states --accept`` writes the shapes found now; read them before committing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

from generator.check import check
from generator.compute import compute
from generator.load import load
from generator.problems import Severity
from generator.render.views.common import RenderContext
from generator.render.views.measure.rows import measure_row
from generator.render.views.measure.sentences import sentence
from generator.render.views.plan.lead import card_lead, plan_lead
from generator.render.views.plan.rollups import element_row
from tests.helpers import content, results, sheet, targets, with_lines

PLAN = with_lines("plan.yml", "period: {from: 2023, to: 2026}")
GOLD = Path(__file__).parent / "sentences.txt"
_MOST_SHAPES = 300
KINDS = {
    "count": ("kind: count", "over_time: sum"),
    "people": ("kind: count", "over_time: sum", "unit: Persona"),
    "level": ("kind: percentage", "over_time: last"),
    "falling": ("kind: rate", "over_time: last", "direction: decrease"),
    "limit": ("kind: count", "over_time: last", "direction: at-most"),
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
}
DAYS = {
    "before": date(2024, 1, 15),
    "in part": date(2024, 5, 15),
    "late": date(2024, 8, 15),
    "wholly": date(2025, 6, 1),
}


@dataclass(frozen=True)
class Said:
    """What is said of one state, and what is known of it."""

    state: tuple[str, str, str, str]
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def _figure(kind: str, text: str) -> str:
    if kind != "milestone":
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
        catalog, problems = load(content(**{k: v for part in parts for k, v in part.items()}))
        if any(p.severity is Severity.ERROR for p in (*problems, *check(catalog))):
            continue
        for day, as_of in DAYS.items():
            ctx = RenderContext(compute(catalog, as_of), "es")
            yield Said((kind, target, result, day), tuple(_lines(ctx)))


def _lines(ctx: RenderContext) -> Iterator[str]:
    (plan,) = ctx.results.plans.values()
    (measure,) = plan.measures.values()
    found = (
        ("oración", sentence(ctx, measure, measure.current)),
        ("fila", measure_row(ctx, plan, measure).mark.word),
        ("objetivo", element_row(ctx, plan, plan.folder.by_code["1"]).mark.word),
        ("plan", plan_lead(ctx, plan)),
        ("tarjeta", card_lead(ctx, plan)),
    )
    for name, text in found:
        plain = re.sub(r"<[^>]+>", "", str(text)).replace("\u00a0", " ")
        yield f"{name}: {plain}"


def shapes() -> str:
    """The distinct lines, their figures and periods masked."""
    masked = {_masked(line) for it in said() for line in it.lines}
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


def test_a_measure_without_parts_is_not_told_by_part() -> None:
    assert not [it for it in said() if "por partes" in it.text]


def test_a_period_that_is_owed_is_said_beside_what_was_reported() -> None:
    for it in said():
        if it.state[1:] in {("quarters", "second", "late"), ("quarters", "first", "late")}:
            assert "De lo que ya venció, falta: " in it.text, it


def test_the_shapes_of_sentences_are_those_that_were_read() -> None:
    assert shapes() == GOLD.read_text("utf-8")
    assert len(shapes().splitlines()) <= _MOST_SHAPES


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit("usage: python -m tests.test_states --accept")
    GOLD.write_text(shapes(), "utf-8")
