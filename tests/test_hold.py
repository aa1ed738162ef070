"""What is published while files have errors: which versions, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest

from generator.hold.choose import Choice, choose
from generator.hold.tree import Tree, Version
from tests.helpers import MINIMAL, PLAN

Files = dict[str, str]

BAD = "}"
"""What makes a YAML file unreadable."""


def plan(name: str, entity: str, *, indicator: str = "visitas", extra: str = "") -> Files:
    """A plan with one measure, like that of the minimal content."""
    head = MINIMAL[PLAN + "plan.yml"].replace("entity: mtpe", f"entity: {entity}")
    text = MINIMAL[PLAN + "strategies/1.1.yml"].replace("visitas", indicator)
    folder = f"plans/{name}/"
    return {folder + "plan.yml": head + extra, folder + "strategies/1.1.yml": text}


SHARED = {name: text for name, text in MINIMAL.items() if not name.startswith("plans/")} | {
    "units.yml": "".join(
        f"- {{id: {it}, name: {it}, kind: entity}}\n" for it in ("mtpe", "salud", "agua")
    ),
    "indicators/obras.yml": MINIMAL["indicators/visitas.yml"].replace("Visitas", "Obras"),
}
A = plan("a", "mtpe")
A2 = plan("a2", "mtpe")
B = plan("b", "salud")
SOUND = {**SHARED, **A, **A2, **B}


def with_line(plan: str, line: str) -> Files:
    path = f"plans/{plan}/plan.yml"
    return {path: SOUND[path] + line}


def broken(plan: str) -> Files:
    return with_line(plan, "unheard: 1\n")


def chosen(*history: Mapping[str, str], now: Mapping[str, str], kept: bool = False) -> Choice | None:
    """The choice for files of now after versions of 1, 2, 3 … November, a commit each."""
    memo: dict[object, object] = {}

    def encoded(files: Mapping[str, str]) -> dict[str, bytes]:
        return {path: text.encode() for path, text in files.items()}

    def earlier() -> Iterator[Version]:
        for day in range(len(history), 0, -1):
            files = encoded(history[day - 1])
            commit = "" if kept else f"c{day}"
            yield Version(files, memo, day=date(2026, 11, day), commit=commit)  # type: ignore[arg-type]
        if not kept:
            yield Version({}, memo)  # type: ignore[arg-type]

    return choose(Tree(encoded(now), memo), earlier())  # type: ignore[arg-type]


def told(choice: Choice | None) -> list[str]:
    """What is held, as ``plan: day shown, number of errors of its own/of others, since``."""
    assert choice is not None
    assert not choice.tree.errors
    return [
        f"{it.plan}: {it.day and it.day.day} {len(it.own)}/{len(it.others)} {it.since and it.since.day}"
        for it in choice.held
    ]


def without(files: Mapping[str, str], *paths: str) -> Files:
    return {path: text for path, text in files.items() if path not in paths}


BROKEN_A = {**SOUND, **broken("a")}
CASES: dict[str, tuple[Sequence[Mapping[str, str]], Mapping[str, str], list[str]]] = {
    "an error in one plan, committed": ((SOUND, BROKEN_A), BROKEN_A, ["a: 1 1/0 2"]),
    "not committed yet": ((SOUND,), BROKEN_A, ["a: 1 1/0 None"]),
    "since several commits, with another": (
        (SOUND, BROKEN_A, {**BROKEN_A, **with_line("b", "grace_days: 10\n")}),
        {**BROKEN_A, **with_line("b", "grace_days: 10\n")},
        ["a: 1 1/0 2"],
    ),
    "mended on the way, and broken again": (
        (SOUND, BROKEN_A, {**SOUND, **with_line("a", "grace_days: 9\n")}, BROKEN_A),
        BROKEN_A,
        ["a: 3 1/0 4"],
    ),
    "two institutions, since different days": (
        (SOUND, BROKEN_A, {**BROKEN_A, **broken("b")}),
        {**BROKEN_A, **broken("b")},
        ["a: 1 1/0 2", "b: 2 1/0 3"],
    ),
    "YAML that cannot be read": (
        (SOUND,),
        {**SOUND, "plans/b/strategies/1.1.yml": BAD},
        ["b: 1 1/0 None"],
    ),
    "the file of a plan is gone": (
        (SOUND, without(SOUND, "plans/a/plan.yml")),
        without(SOUND, "plans/a/plan.yml"),
        ["a: 1 1/0 2"],
    ),
    "a shared file that two plans use": (
        (SOUND, {**SOUND, "indicators/visitas.yml": BAD}),
        {**SOUND, "indicators/visitas.yml": BAD},
        ["a: 1 0/1 2", "a2: 1 0/1 2", "b: 1 0/1 2"],
    ),
    "a new plan that was never sound": (
        (SHARED | B, BROKEN_A),
        {**SHARED, **A, **B, **broken("a")},
        ["a: None 1/0 2"],
    ),
    "green alone, red together": (
        # One proposal takes an indicator out that no plan uses; another begins to use it.
        (
            SOUND,
            without(SOUND, "indicators/obras.yml"),
            without({**SOUND, **plan("a", "mtpe", indicator="obras")}, "indicators/obras.yml"),
        ),
        without({**SOUND, **plan("a", "mtpe", indicator="obras")}, "indicators/obras.yml"),
        ["a: 2 1/0 3"],
    ),
    "the same, merged in the other order": (
        (
            SOUND,
            {**SOUND, **plan("a", "mtpe", indicator="obras")},
            without({**SOUND, **plan("a", "mtpe", indicator="obras")}, "indicators/obras.yml"),
        ),
        without({**SOUND, **plan("a", "mtpe", indicator="obras")}, "indicators/obras.yml"),
        ["a: 1 1/0 3"],
    ),
    "an indicator goes that plans have always used": (
        (SOUND, without(SOUND, "indicators/visitas.yml")),
        without(SOUND, "indicators/visitas.yml"),
        ["a: 1 1/2 2", "a2: 1 1/2 2", "b: 1 1/2 2"],
    ),
    "only warnings": ((SOUND,), {**SOUND, "units.yml": SOUND["units.yml"]}, []),
}


@pytest.mark.parametrize("name", CASES)
def test_as_little_as_will_do_is_taken_from_before(name: str) -> None:
    history, now, expected = CASES[name]
    assert told(chosen(*history, now=now)) == expected


def test_a_plan_alone_is_not_taken_where_its_institution_refers_to_it() -> None:
    """A part goes to which another plan of the same institution contributes."""
    link = "contributes_to: [{plan: a, code: '2'}]\n"
    with_part = SOUND["plans/a/plan.yml"] + '  - {code: "2", title: Segundo}\n'
    both = {**SOUND, "plans/a/plan.yml": with_part, **with_line("a2", link)}
    apart = {**both, "plans/a/plan.yml": SOUND["plans/a/plan.yml"]}
    assert told(chosen(both, apart, now=apart)) == ["a: 1 0/1 2", "a2: 1 1/0 2"]


def test_the_plan_of_another_institution_is_taken_where_one_contributes_to_it() -> None:
    link = "contributes_to: [{plan: a, code: '2'}]\n"
    with_part = SOUND["plans/a/plan.yml"] + '  - {code: "2", title: Segundo}\n'
    both = {**SOUND, "plans/a/plan.yml": with_part, **with_line("b", link)}
    apart = {**both, "plans/a/plan.yml": SOUND["plans/a/plan.yml"]}
    assert told(chosen(both, apart, now=apart)) == ["a: 1 0/1 2", "b: 1 1/0 2"]


def test_nothing_is_chosen_where_nothing_is_sound() -> None:
    no_site = without(SOUND, "site.yml")
    assert chosen(no_site, now=no_site) is None
    assert chosen(now=no_site) is None


def test_a_kept_copy_does_not_say_since_when() -> None:
    assert told(chosen(SOUND, now=BROKEN_A, kept=True)) == ["a: 1 1/0 None"]


def test_an_older_format_is_read_as_it_was_meant() -> None:
    """In format 1 the rank of a measure was called weight, which today is a share."""
    was = MINIMAL[PLAN + "strategies/1.1.yml"].replace("total: 100", "total: 100\n        weight: 1")
    first = {
        **SOUND,
        "site.yml": SOUND["site.yml"].replace("format: 3", "format: 1"),
        "plans/a/strategies/1.1.yml": was,
    }
    choice = chosen(first, now=BROKEN_A)
    assert told(choice) == ["a: 1 1/0 None"]
    assert choice is not None
    ((_, measure),) = choice.tree.catalog.plans["a"].written_measures
    assert (measure.weight, str(measure.relevance)) == (None, "1")
