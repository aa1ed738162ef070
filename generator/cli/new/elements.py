"""``avance new strategy`` and ``avance new activity``: a part of a plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from generator.cli.asking import one_of
from generator.cli.new.shared import Editor, editor_of
from generator.cli.shared import fail, root_option, with_hint
from generator.model.element import PLAN, Level
from generator.model.period import Period
from generator.model.period_field import likely_periods
from generator.model.scalars import is_code
from generator.problems import Message, msg, say

if TYPE_CHECKING:
    from generator.author.elements import Sketch
    from generator.model.catalog import PlanFolder
    from generator.model.element import Element


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for; None where it was not said."""

    plan: str | None
    level: str | None
    under: tuple[str, ...]
    code: str | None
    title: str | None
    responsible: str | None
    indicator: str | None
    unit: str | None
    targets: tuple[str, ...]
    root: str | None


_OPTIONS = (
    click.argument("plan", required=False, metavar="[PLAN]"),
    click.option(
        "--under",
        multiple=True,
        metavar="CODE",
        help=say("what it is part of; a strategy may serve several objectives"),
    ),
    click.option("--title", metavar="TEXT", help=say("title, as the document prints it")),
    click.option("--code", metavar="CODE", help=say("code (default: the next free one)")),
    click.option("--responsible", metavar="UNIT", help=say("who answers for it, of units.yml")),
    click.option("--indicator", metavar="ID", help=say("sheet of what is measured")),
    click.option(
        "--unit", metavar="TEXT", help=say("what is counted, where it has no sheet: visits")
    ),
    click.option(
        "--target",
        "targets",
        multiple=True,
        metavar="PERIOD=VALUE",
        help=say("target of a period, as 2026-T1=10; can be given several times"),
    ),
    click.option(
        "--level", metavar="LEVEL", help=say("level of the part, where the plan names its own")
    ),
    root_option,
    click.pass_obj,
)


def _with_options(run: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_OPTIONS):
        run = option(run)
    return run


@click.command(
    help=say(
        "Write a strategy of a plan.\n\n"
        "It is a file of its own, ready for its activities. The command proposes the next free "
        "code: 1.3 after 1.2, AEI.02.03 after AEI.02.02. Where the plan names its own levels, "
        "--level says of which it is; with --level objective it adds an objective to plan.yml."
    )
)
@_with_options
def strategy(lang: str, /, **given: Any) -> None:
    """Run ``avance new strategy``."""
    _run(lang, Asked(**given), from_the_end=2)


@click.command(
    help=say(
        "Write an activity of a plan.\n\n"
        "It comes last in the file of its strategy, with the next free code. What it measures "
        "is a sheet (--indicator) or only a unit (--unit), with the target of each period "
        "(--target 2026-T1=10); all of it can be added later."
    )
)
@_with_options
def activity(lang: str, /, **given: Any) -> None:
    """Run ``avance new activity``."""
    _run(lang, Asked(**given), from_the_end=1)


def _run(lang: str, asked: Asked, *, from_the_end: int) -> None:
    from generator.author.elements import drafted  # noqa: PLC0415
    from generator.load.splice import SpliceError  # noqa: PLC0415

    editor = editor_of(asked.root, lang)
    folder = editor.plan(asked.plan)
    level = _level(editor, folder, asked, from_the_end)
    sketch = _sketch(editor, folder, level, asked)
    try:
        found = drafted(editor.content, folder, sketch)
    except SpliceError:
        where = msg("the file of «{name}»", name=(*sketch.parents, folder.id)[0])
        fail(msg("nothing can be added to {place} by itself; write it there", place=where), lang)
    steps = [_next_step(folder, sketch)]
    editor.write({found.path: found.data}, steps, changed=() if found.is_new else (found.path,))


def _level(editor: Editor, folder: PlanFolder, asked: Asked, from_the_end: int) -> Level:
    from generator.author.elements import levels_to_draft  # noqa: PLC0415

    levels = levels_to_draft(folder)
    known = {it.code: it for it in levels}
    is_usual = not folder.plan.own_levels
    default = levels[max(len(levels) - from_the_end, 0)].code
    if is_usual:
        default = (Level.STRATEGY if from_the_end > 1 else Level.ACTIVITY).code
    wrong = one_of(known, msg("the plan has no level «{name}»"))
    given = asked.level or (default if is_usual or from_the_end == 1 else None)
    return known[editor.ask.answer("--level", given, msg("Level"), default, wrong)]


def _sketch(editor: Editor, folder: PlanFolder, level: Level, asked: Asked) -> Sketch:
    from generator.author.elements import Sketch, measure_of  # noqa: PLC0415
    from generator.load.yaml_write import on_one_line  # noqa: PLC0415

    parents = _parents(editor, folder, level, asked)
    title = editor.ask.answer("--title", asked.title, msg("Title"))
    code = _code(editor, folder, level, parents, asked)
    words = msg("Unit that answers for it (Enter: none)")
    responsible = editor.one("--responsible", asked.responsible, words, "unit")
    indicator, unit, targets = _measured(editor, folder, asked)
    measure = measure_of(folder, indicator, unit, targets, code)
    names = tuple(it.code if level.is_own else it.printed for it in parents)
    subject = on_one_line({"indicator": indicator} if indicator else {"unit": unit})[1:-1]
    subject = subject if indicator or unit else ""
    return Sketch(level, names, code, title, responsible, measure, subject)


def _code(
    editor: Editor, folder: PlanFolder, level: Level, parents: list[Element], asked: Asked
) -> str:
    from generator.author.codes import free_code  # noqa: PLC0415

    free = free_code(folder, level, parents[0].code if parents else PLAN)
    rivals = folder.of_level(level) if level.is_own else folder.elements
    taken = {it.printed.casefold() for it in rivals}

    def wrong(text: str) -> Message | None:
        if text.casefold() in taken:
            what = msg("the plan has «{code}» already; the next free one is {free}")
            return what.having(code=text, free=free)
        if is_code(text):
            return None
        what = msg("«{text}» is not a code", text=text)
        return with_hint(what, text, (), msg("as {free}", free=free))

    return editor.ask.answer("--code", asked.code, msg("Code"), free, wrong)


def _parents(editor: Editor, folder: PlanFolder, level: Level, asked: Asked) -> list[Element]:
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
    wrong = one_of(known, msg("the plan «{plan}» has no «{name}»", plan=folder.id))
    words = Message("{level}", {"level": called})
    default = above[0].printed if len(above) == 1 else None
    if not asked.under and default is None:
        editor.ask.show((it.code if level.is_own else it.printed, it.node.title) for it in above)
    given = [editor.ask.answer("--under", it, words, default, wrong) for it in asked.under]
    given = given or [editor.ask.answer("--under", None, words, default, wrong)]
    return [known[it] for it in given]


def _measured(
    editor: Editor, folder: PlanFolder, asked: Asked
) -> tuple[str, str, dict[object, object]]:
    """The sheet or the unit, and the targets."""
    from generator.author.elements import rounds_of  # noqa: PLC0415

    given = asked.indicator or ("" if asked.unit else asked.indicator)
    words = msg("Sheet of what is measured (Enter: none)")
    indicator = editor.one("--indicator", given, words, "indicator")
    words = msg("What is counted, as «visits» (Enter: nothing yet)")
    unit = editor.ask.answer("--unit", asked.unit or ("" if indicator else None), words, "")
    if not (indicator or unit):
        return "", "", {}
    rounds = [it.text for it in rounds_of(folder)]
    words = msg("Targets, as {example} (Enter: later)", example=f"{rounds[0]}=10")
    if len(rounds) > 1:
        example = " ".join(["10"] * len(rounds[:12]))
        words = msg("Targets from {first} to {last}, in order, as {example} (Enter: later)")
        words = words.having(first=rounds[0], last=rounds[-1], example=example)
    typed = " ".join(asked.targets) or None

    def wrong(text: str) -> Message | None:
        found = read_targets(_in_order(text, rounds), folder)
        return found if isinstance(found, Message) else None

    text = editor.ask.answer("--target", typed, words, "", wrong)
    found = read_targets(_in_order(text, rounds), folder)
    return indicator, unit, found if isinstance(found, dict) else {}


def _in_order(text: str, rounds: list[str]) -> str:
    """``10 - 10 5``, one of each round and a dash where there is none, with their periods."""
    values = re.split(r"[\s;]+|,\s+", text)
    if "=" in text or len(values) != len(rounds) or len(rounds) == 1:
        return text
    given = zip(rounds, values, strict=True)
    return " ".join(f"{name}={value}" for name, value in given if value != "-")


def read_targets(text: str, folder: PlanFolder) -> dict[object, object] | Message:
    """``2026-T1=10 2026-T2=10`` as it stands in a file; or what is wrong with it."""
    from generator.author.draft import typed  # noqa: PLC0415

    found: dict[object, object] = {}
    for part in re.split(r"[\s,;]+(?=[^\s=]+=)", text) if text else ():
        name, sign, value = part.partition("=")
        if not sign:
            return msg("«{text}» is no target; write it as 2026-T1=10", text=part)
        try:
            Period.parse(name, folder.plan.years)
        except ValueError:
            forms = ", ".join(likely_periods(name, folder.plan.years))
            return msg("«{name}» is not a period; write it as {forms}", name=name, forms=forms)
        try:
            found[typed(name)] = typed(value)
        except ValueError:
            return msg("«{text}» is not a value on one line", text=value)
    return found


def _next_step(folder: PlanFolder, sketch: Sketch) -> Message:
    from generator.author.elements import levels_to_draft  # noqa: PLC0415

    levels = levels_to_draft(folder)
    if sketch.level != levels[-1]:
        below = levels[levels.index(sketch.level) + 1]
        what = "activity" if below == levels[-1] else "strategy"
        command = f"avance new {what} {folder.id} --under {sketch.code}"
        return msg("Next: {command}", command=command)
    if not sketch.measure:
        return msg("Next: write in the file what it measures, where its comment says it")
    return msg("Next: {command}", command=f"avance new results {folder.id}")
