"""``avance new strategy`` and ``avance new activity``: a part of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.author.codes import free_code
from generator.author.elements import ElementSketch, drafted, levels_to_draft, measure_of, rounds_of
from generator.cli.asking import Prompt, Read, one_of, plain
from generator.cli.fields import CODE, PLAN, RESPONSIBLE, TARGET, TITLE
from generator.cli.new.shared import Editor, new_command, read_value
from generator.cli.shared import fail, with_hint
from generator.load.yaml_write import on_one_line
from generator.model.catalog import PlanFolder
from generator.model.element import PLAN as TOP
from generator.model.element import Element, Level
from generator.model.period import Period
from generator.model.period_field import likely_periods
from generator.model.scalars import is_code
from generator.problems import Message, msg, say

UNDER = Prompt(
    "--under",
    "CODE",
    say("what it is part of; a strategy may serve several objectives"),
    more={"multiple": True},
)
INDICATOR = Prompt("--indicator", "ID", say("sheet of what is measured"), "")
UNIT = Prompt("--unit", "TEXT", say("what is counted, where it has no sheet: visits"), "")
LEVEL = Prompt("--level", "LEVEL", say("level of the part (where the plan names its own)"))
_FIELDS = (PLAN, UNDER, TITLE, CODE, RESPONSIBLE, INDICATOR, UNIT, TARGET, LEVEL)


@new_command(
    say(
        "Write a strategy of a plan.\n\n"
        "It is a file of its own, ready for its activities. The command proposes the next free "
        "code: 1.3 after 1.2, AEI.02.03 after AEI.02.02. Where the plan names its own levels, "
        "--level says of which it is; with --level objective it adds an objective to plan.yml."
    ),
    *_FIELDS,
)
def strategy(editor: Editor) -> None:
    """Run ``avance new strategy``."""
    _run(editor, from_the_end=2)


@new_command(
    say(
        "Write an activity of a plan.\n\n"
        "It comes last in the file of its strategy, with the next free code. What it measures "
        "is a sheet (--indicator) or only a unit (--unit), with the target of each period "
        "(--target 2026-T1=10); all of it can be added later."
    ),
    *_FIELDS,
)
def activity(editor: Editor) -> None:
    """Run ``avance new activity``."""
    _run(editor, from_the_end=1)


def _run(editor: Editor, *, from_the_end: int) -> None:
    folder = editor.plan()
    sketch = _sketch(editor, folder, _level(editor, folder, from_the_end))
    found = drafted(editor.content, folder, sketch)
    steps = [_next_step(folder, sketch)]
    editor.write({found.path: found.data}, steps, changed=() if found.is_new else (found.path,))


def _level(editor: Editor, folder: PlanFolder, from_the_end: int) -> Level:
    levels = levels_to_draft(folder)
    known = {it.code: it for it in levels}
    is_usual = not folder.plan.own_levels
    default = levels[max(len(levels) - from_the_end, 0)].code
    if is_usual:
        default = (Level.STRATEGY if from_the_end > 1 else Level.ACTIVITY).code
    known_level = one_of(known, msg("the plan has no level «{name}»"))
    is_sure = is_usual or from_the_end == 1
    given = editor.ask[LEVEL] or (default if is_sure else None)
    return known[editor.ask.answer(LEVEL, known_level, default, given=given)]


def _sketch(editor: Editor, folder: PlanFolder, level: Level) -> ElementSketch:
    parents = _parents(editor, folder, level)
    title = editor.ask.answer(TITLE, plain)
    code = _code(editor, folder, level, parents)
    responsible = editor.one(RESPONSIBLE, "unit")
    indicator, unit, targets = _measured(editor, folder)
    measure = measure_of(folder, indicator, unit, targets, code)
    names = tuple(it.code if level.is_own else it.printed for it in parents)
    subject = on_one_line({"indicator": indicator} if indicator else {"unit": unit})[1:-1]
    subject = subject if indicator or unit else ""
    return ElementSketch(level, names, code, title, responsible, measure, subject)


def _code(editor: Editor, folder: PlanFolder, level: Level, parents: list[Element]) -> str:
    free = free_code(folder, level, parents[0].code if parents else TOP)
    rivals = folder.of_level(level) if level.is_own else folder.elements
    taken = {it.printed.casefold() for it in rivals}

    def read(text: str) -> str | Message:
        if text.casefold() in taken:
            what = msg("the plan has «{code}» already; the next free one is {free}")
            return what.having(code=text, free=free)
        what = msg("«{text}» is not a code", text=text)
        hint = msg("write one as {free}", free=free)
        return text if is_code(text) else with_hint(what, text, (), hint)

    return editor.ask.answer(CODE, read, free)


def _parents(editor: Editor, folder: PlanFolder, level: Level) -> list[Element]:
    """What the part stands under; nothing at the top, or where a plan with own levels allows it."""
    above = [it for it in folder.elements if 0 < it.level.depth < level.depth]
    if not level.is_own:
        above = [it for it in above if it.level.depth == level.depth - 1]
    if level.depth == 1:
        return []
    codes = [it.printed for it in above]
    known = {it.printed: it for it in above if codes.count(it.printed) == 1}
    known |= {it.code: it for it in above}
    called = folder.name_of(folder.levels[level.depth - 1]).singular
    if not known:
        command = f"avance new strategy {folder.id} --level {folder.levels[level.depth - 1]}"
        what = msg("the plan has nothing that it could be part of; first: {command}")
        fail(what.having(command=command), editor.lang)
    read = one_of(known, msg("the plan «{plan}» has no «{name}»", plan=folder.id))
    default = above[0].printed if len(above) == 1 else None
    question = Message("{level}", {"level": called})
    if not editor.ask[UNDER] and default is None:
        editor.ask.show((it.code if level.is_own else it.printed, it.node.title) for it in above)
    return [known[it] for it in editor.ask.answers(UNDER, read, default, question=question)]


def _measured(editor: Editor, folder: PlanFolder) -> tuple[str, str, dict[object, object]]:
    """The sheet or the unit, and the targets."""
    ask = editor.ask
    has_unit = ask[UNIT] and not ask[INDICATOR]
    indicator = "" if has_unit else editor.one(INDICATOR, "indicator")
    unit = ask[UNIT] or "" if indicator else ask.answer(UNIT, plain)
    if not (indicator or unit):
        if ask[TARGET]:
            fail(msg("--target: say of what, with --indicator or --unit"), editor.lang)
        return "", "", {}
    rounds = [it.text for it in rounds_of(folder)]
    words = msg("Targets, as {example} (Enter: later)", example=f"{rounds[0]}=10")
    if len(rounds) > 1:
        example = " ".join(["10"] * len(rounds[:12]))
        words = msg("Targets from {first} to {last}, in order, as {example} (Enter: later)")
        words = words.having(first=rounds[0], last=rounds[-1], example=example)
    typed = " ".join(ask[TARGET]) or None
    read = targets_of(folder, rounds)
    return indicator, unit, ask.answer(TARGET, read, "", question=words, given=typed)


def _in_order(text: str, rounds: Sequence[str]) -> str:
    """``10 - 10 5``, one of each round and a dash where there is none, with their periods."""
    values = re.split(r"[\s;]+|,\s+", text)
    if "=" in text or len(values) != len(rounds) or len(rounds) == 1:
        return text
    given = zip(rounds, values, strict=True)
    return " ".join(f"{name}={value}" for name, value in given if value != "-")


def targets_of(folder: PlanFolder, rounds: Sequence[str] = ()) -> Read[dict[object, object]]:
    """Reads ``2026-T1=10 2026-T2=10``, or a value for each of the rounds, as a file has them."""

    def read(text: str) -> dict[object, object] | Message:
        text = _in_order(text, rounds)
        found: dict[object, object] = {}
        for part in re.split(r"[\s,;]+(?=[^\s=]+=)", text) if text else ():
            name, sign, value = part.partition("=")
            if not (name and sign and value):
                return msg("«{text}» is no target; write it as 2026-T1=10", text=part)
            try:
                period = Period.typed(name, folder.plan.years).text
            except ValueError:
                forms = ", ".join(likely_periods(name, folder.plan.years))
                return msg("«{name}» is not a period; write it as {forms}", name=name, forms=forms)
            if isinstance(target := read_value(value), Message):
                return target
            if (key := read_value(period)) in found:
                return msg("«{name}» is given twice", name=name)
            found[key] = target
        return found

    return read


def _next_step(folder: PlanFolder, sketch: ElementSketch) -> Message:
    levels = levels_to_draft(folder)
    if sketch.level != levels[-1]:
        below = levels[levels.index(sketch.level) + 1]
        what = "activity" if below == levels[-1] else "strategy"
        command = f"avance new {what} {folder.id} --under {sketch.code}"
        return msg("Next: {command}", command=command)
    if not sketch.measure:
        return msg("Next: write in the file what it measures, where its comment says it")
    return msg("Next: {command}", command=f"avance new results {folder.id}")
