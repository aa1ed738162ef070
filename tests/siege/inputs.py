"""The inputs of a siege: every field at its edges, then random changes of the structure."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.model.scalars import Plain
from tests.siege.trees import Site, as_file, at, changed, files, sites, trees


@dataclass(frozen=True, slots=True)
class Input:
    """A content, and what was done to make it."""

    done: str
    files: Mapping[str, bytes]


def _raw(*texts: str) -> tuple[Plain, ...]:
    return tuple(Plain(text, "raw") for text in texts)


NUMBERS = _raw(
    *("0", "-0", "1", "-1", "2", "5", "6", "7", "100", "100.1", "1e999", ".5", "+1", "0x1F", "1_0"),
    *("9" * 15, "-" + "9" * 15, "9" * 16, "9" * 400, f"{'9' * 15}.{'9' * 10}", "1000000"),
    *("1000001", "0.0000000001", "-0.0000000001", "0.00000000001", "0.000000000000000001"),
    *("99999999999999999999", "1.0000000000", "250.000", "-.inf", ".nan", "1:30"),
)
DATES = _raw(
    *("0001-01-01", "1799-12-31", "1800-01-01", "1899-12-31", "1900-01-01", "2023-02-29"),
    *("2024-02-29", "2199-12-31", "2200-01-01", "9999-12-31", "2024-13-01", "2024-06-15"),
)
PERIODS = _raw(
    *("1899", "1900", "2199", "2200", "1900-W01", "2199-W52", "2020-W53", "2199-12", "1900-01"),
    *("2199-T4", "2199-S2", "2199-B6", "1900-01-s1", "2024-02-s5", "2024", "2025", "2024-T4"),
)
STRUCTURES: tuple[Any, ...] = (
    *([], {}, [[]], [{}], {"a": "b"}, {"from": Plain("1900", "raw"), "to": Plain("2199", "raw")}),
    *({"2199-T4": Plain("1", "raw")}, {"PE-LOR": Plain("1", "raw")}, ["x"] * 500),
    *({"mujeres": Plain("done", "raw")}, {f"m{n}": Plain("1", "raw") for n in range(500)}),
)
TEXTS: tuple[str, ...] = (
    *("", " ", "x", "ñ" * 1_000, "ñ" * 1_001, "palabra " * 2_499, "x" * 20_000, "x" * 20_001),
    *("<script>alert(1)</script>", "{{ 7 * 7 }}", "=cmd|' /C calc'!A0", "| a | b |", "# a", "---"),
    *("a\nb", "a\n\nb", "\u202eabc", "\u200b", "\x1b[31m", "\ud800", "\U0001f4a7", "e\u0301"),
    *("javascript:alert(1)", "https://x.example/" + "a" * 900, "//x", "../../etc/passwd", "CON"),
    *("index.html", "plan", "presupuesto", "1.1.1", "1.1", "1", "visitas", "ue-1", "muni", "norma"),
    *("salud", "agua", "PE-LOR", "region", "sex", "Loreto", "a" * 80, "a" * 81, "100-101", "es"),
    *("[0, 100)", "(-inf, inf)", "1 / 0", "1 / 3", "9*" * 9_000 + "9", "(" * 200 + "1" + ")" * 200),
    *("-" * 9_000 + "1", "1" * 19_000, "0." + "1" * 19_000, "1/7*" * 4_000 + "1", "[1, 1]", "off"),
)
WORDS = _raw(
    *("true", "false", "null", "~", "done", "not-done", "not-programmed", "not-applicable"),
    *(
        "not-reported",
        "withheld",
        "not-available",
        "#REF!",
        "50%",
        "1,5",
        "S/ 100",
        "-",
        "sum",
        "last",
        "mean",
        "max",
        "none",
    ),
    *("count", "percentage", "ratio", "rate", "index", "variation", "milestone", "text"),
    *("increase", "decrease", "at-most", "at-least", "allowed", "year", "semester", "quarter"),
    *("bimester", "month", "week", "month-week", "draft", "approved", "in-force", "closed"),
    *("strategic", "operational", "agreement", "programmed", "opening", "modified", "executed"),
    *("objective", "strategy", "activity", "measure", "target", "actual", "attainment", "gap"),
    *("mean-attainment", "mean-raw", "mean-of-strategies", "n-programmed", "n-executed"),
    *("budget-execution", "share-of-total", "change-between-versions", "statement", "count"),
    *("provisional", "final", "progress", "baseline", "pending", "in-progress", "dropped"),
    *("low", "medium", "high", "monday", "sunday", "simple-2026", "ceplan-2024", "unit", "result"),
)
KEYS = (*NUMBERS, *DATES, *PERIODS, *TEXTS, *WORDS)
EDGES: tuple[Any, ...] = (*NUMBERS, *DATES, *PERIODS, *STRUCTURES, *TEXTS, *WORDS)


@cache
def fields() -> tuple[Site, ...]:
    """The first place of each field of each model."""
    found: dict[tuple[str, str], Site] = {}
    for site in sites():
        if site.field is not None:
            found.setdefault(site.field, site)
    return tuple(found.values())


def edges(start: int = 0, step: int = 1) -> Iterator[Input]:
    """Every field of the model without value and with every one of EDGES; or each ``step``-th."""
    of_a_field = len(EDGES) + 1
    for n in range(start, len(fields()) * of_a_field, step):
        site, edge = fields()[n // of_a_field], n % of_a_field
        name = ".".join(site.field or ())
        if edge == len(EDGES):
            yield Input(f"{name}: left out", with_tree(site.path, without(site)))
        else:
            tree = changed(trees()[site.path], site.steps, EDGES[edge])
            yield Input(f"{name}: {_short(EDGES[edge])}", with_tree(site.path, tree))


def _short(value: Any) -> str:
    return str(value)[:40]


def with_tree(path: str, tree: Any) -> dict[str, bytes]:
    """The content with another tree in one file."""
    return {**files(), path: as_file(tree)}


def without(site: Site) -> Any:
    """The tree of a file without the value at a place."""
    *above, last = site.steps
    holder = at(trees()[site.path], tuple(above))
    if isinstance(holder, dict):
        rest: Any = {key: value for key, value in holder.items() if key != last}
    else:
        rest = [item for n, item in enumerate(holder) if n != last]
    return changed(trees()[site.path], tuple(above), rest)


class Dice:
    """Random inputs; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311

    def inputs(self) -> Iterator[Input]:
        """Contents with one to four changes each, without end."""
        while True:
            made, n = dict(trees()), self._random.choice((0, 1, 1, 1, 2, 2, 3, 4))
            done = [self._change(made) for _ in range(n)] or [self._flood(made)]
            new = {p: as_file(tree) for p, tree in made.items() if tree is not trees()[p]}
            found = {**files(), **new}
            if self._random.random() < 0.05:
                done.append(self._move(found))
            yield Input("; ".join(done), found)

    def _change(self, made: dict[str, Any]) -> str:
        site = self._random.choice(sites())
        try:
            value, what = self._value(made, site)
            made[site.path] = changed(made[site.path], site.steps, value)
        except (KeyError, IndexError, TypeError, AssertionError):
            return "(gone)"  # an earlier change took the place away
        return f"{site.path} {'.'.join(map(str, site.steps))}: {what}"

    def _value(self, made: dict[str, Any], site: Site) -> tuple[Any, str]:
        """Another value for a place: an edge, one from elsewhere, or its own made longer."""
        roll, own = self._random.random(), at(made[site.path], site.steps)
        if isinstance(own, list) and own and roll < 0.4:
            n = self._random.choice((0, 2, 3, 40))
            return own * n, f"{n} times"
        if isinstance(own, dict) and own and roll < 0.4:
            return self._renamed(own)
        if roll < 0.7:
            value = self._random.choice(EDGES)
            return value, _short(value)
        other = self._random.choice(sites())
        return at(trees()[other.path], other.steps), f"that of {other.path} {other.steps}"

    def _renamed(self, own: dict[str, Any]) -> tuple[Any, str]:
        """A mapping with another key, or with one more."""
        old, edge = self._random.choice(list(own)), self._random.choice(KEYS)
        new = edge.text if isinstance(edge, Plain) else edge
        keep = self._random.random() < 0.5
        rest = {key: value for key, value in own.items() if keep or key != old}
        return {**rest, new: own[old]}, f"key {old} as {_short(new)}"

    def _flood(self, made: dict[str, Any]) -> str:
        """All figures, all dates or all words at once: what fits alone may not fit together."""
        kind = self._random.choice(sorted(FLOODS))
        for site in sites():
            own = at(trees()[site.path], site.steps)
            if kind_of(site, own) == kind and self._random.random() < 0.7:
                value = self._random.choice(FLOODS[kind])
                made[site.path] = changed(made[site.path], site.steps, value)
        return f"all of {kind}"

    def _move(self, made: dict[str, bytes]) -> str:
        """A file goes, comes twice, or is torn."""
        path = self._random.choice(sorted(made))
        data = made[path]
        kind = self._random.choice(("gone", "moved", "twice", "torn"))
        if kind in {"gone", "moved"}:
            del made[path]
        if kind in {"moved", "twice"}:
            made[self._random.choice(NAMES).replace("@", path)] = data
        if kind == "torn":
            n = self._random.randrange(len(data))
            made[path] = data[:n] + self._random.randbytes(3) + data[n + 1 :]
        return f"{path} {kind}"


FLOODS: dict[str, tuple[Any, ...]] = {
    "figures": _raw(
        *("0", "1", "0.5", "-0.5", "100", "0.0000000001", "-0.0000000001", "9" * 15),
        *("-" + "9" * 15, f"{'9' * 15}.{'9' * 10}", "1.0000000000", "99.9999999999"),
    ),
    "amounts": _raw("0", "0.01", "-0.01", "9" * 15, "-" + "9" * 15, f"{'9' * 15}.99", "1"),
    "dates": _raw("1800-01-01", "2199-12-31", "2024-02-29", "2024-06-15", "1899-12-31"),
    "words": (
        "x",
        "ñ" * 1_000,
        "W" * 999,
        "palabra " * 124,
        "'\"<&>|",
        "=1",
        "1.1.1",
        "\U0001f4a7",
    ),
}


def kind_of(site: Site, own: Any) -> str:
    """Which of FLOODS may stand at a place without being refused for itself."""
    names = {step for step in site.steps if isinstance(step, str)}
    if isinstance(own, Plain) and own.kind == "date":
        return "dates"
    if isinstance(own, Plain) and own.kind == "number":
        if names & {"amount", "budget"}:
            return "amounts"
        return "figures" if names & {"targets", "value", "total", "results", "was"} else ""
    last = site.field[1] if site.field else ""
    is_word = last in {"title", "name", "unit", "note", "text", "why", "label", "quote", "concept"}
    return "words" if is_word and isinstance(own, str) else ""


NAMES = (
    *("plans/salud/results/2024-T2.yml", "plans/salud/strategies/1.2.yml", "indicators/otra.yml"),
    *(
        "plans/otro/plan.yml",
        "plans/salud/published/tabla.yml",
        "indicators/CON.yml",
        "x/@",
        "@.yaml",
    ),
    *("plans/salud/results/2199-12.yml", "plans/salud/strategies/1.1-otra.yml"),
)
