"""``avance new indicator``: the sheet of what is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click

from generator.cli.asking import one_of
from generator.cli.new.elements import read_targets
from generator.cli.new.shared import Editor, editor_of
from generator.cli.shared import fail, root_option
from generator.model.indicator import Direction, Kind, OverTime
from generator.model.scalars import is_id, slug
from generator.problems import Message, msg, say


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for; None where it was not said."""

    id: str | None
    name: str | None
    unit: str | None
    kind: str | None
    direction: str | None
    over_time: str | None
    responsible: str | None
    plan: str | None
    under: str | None
    targets: tuple[str, ...]
    root: str | None


@click.command(
    help=say(
        "Write the sheet of an indicator.\n\n"
        "It is called ID in content/indicators/. Other fields stand in it as comments: "
        "definition, formula, verification. With --plan, --under and --target the sheet is put "
        "to use at once in a part of a plan; later, avance new activity --indicator ID does."
    )
)
@click.argument("id", required=False, metavar="[ID]")
@click.option("--name", metavar="TEXT", help=say("name, as the document prints it"))
@click.option("--unit", metavar="TEXT", help=say("what is counted: visits"))
@click.option(
    "--kind",
    type=click.Choice([str(it) for it in Kind]),
    help=say("what sort of value it has (default: count)"),
)
@click.option(
    "--direction",
    type=click.Choice([str(it) for it in Direction]),
    help=say("which way is better (default: increase)"),
)
@click.option(
    "--over-time",
    type=click.Choice([str(it) for it in OverTime]),
    help=say("how periods make up a year (default: sum for counts, else last)"),
)
@click.option("--responsible", metavar="UNIT", help=say("who answers for it, of units.yml"))
@click.option("--plan", metavar="PLAN", help=say("plan that measures it"))
@click.option("--under", metavar="CODE", help=say("part of the plan that measures it"))
@click.option(
    "--target",
    "targets",
    multiple=True,
    metavar="PERIOD=VALUE",
    help=say("target of a period, as 2026-T1=10; can be given several times"),
)
@root_option
@click.pass_obj
def indicator(lang: str, /, **given: Any) -> None:
    """Run ``avance new indicator``."""
    from generator.author.indicators import (  # noqa: PLC0415
        SheetSketch,
        sheet_file,
        usual_over_time,
    )

    asked = Asked(**given)
    editor = editor_of(asked.root, lang)
    ask = editor.ask
    name = ask.answer("--name", asked.name, msg("Name"))
    stem = _id(editor, asked.id, slug(name))
    unit = ask.answer("--unit", asked.unit, msg("What is counted, as «visits»"))
    kind = Kind(_word(editor, "--kind", asked.kind, msg("Sort of value"), Kind.COUNT, Kind))
    words = msg("Which way is better")
    way = _word(editor, "--direction", asked.direction, words, Direction.INCREASE, Direction)
    words, usual = msg("How periods make up a year"), usual_over_time(kind)
    over_time = _word(editor, "--over-time", asked.over_time, words, usual, OverTime)
    words = msg("Unit that answers for it (Enter: none)")
    unit_in_charge = editor.one("--responsible", asked.responsible, words, "unit")
    sketch = SheetSketch(
        stem, name, unit, kind, Direction(way), OverTime(over_time), unit_in_charge
    )
    used = _used(editor, asked, stem)
    command = f"avance new activity --indicator {stem}"
    steps = [] if used else [msg("Next: put it to use in a plan: {command}", command=command)]
    files = {f"indicators/{stem}.yml": sheet_file(editor.content, sketch), **used}
    editor.write(files, steps, changed=[*used])


def _word(
    editor: Editor, option: str, given: str | None, words: Message, usual: object, known: Any
) -> str:
    names = [str(it) for it in known]
    if given is None:
        editor.ask.show([(" ".join(names), "")])
    wrong = one_of(names, msg("«{name}» is none of these words"))
    return editor.ask.answer(option, given, words, str(usual), wrong)


def _id(editor: Editor, given: str | None, proposed: str) -> str:
    """The name of the file, which no sheet has."""
    sheets = editor.content.catalog.indicators

    def wrong(text: str) -> Message | None:
        if text in sheets:
            return msg("there is a sheet «{name}» already", name=text)
        if is_id(text):
            return None
        return msg("«{name}» cannot be an id; write it as {id}", name=text, id=slug(text))

    default = proposed if wrong(proposed) is None else None
    return editor.ask.answer("ID", given, msg("Name of its file, as visits"), default, wrong)


def _used(editor: Editor, asked: Asked, stem: str) -> dict[str, bytes]:
    """The file of what measures it, if that was said."""
    from generator.author.indicators import put_to_use  # noqa: PLC0415
    from generator.load.splice import SpliceError  # noqa: PLC0415

    if not (asked.plan or asked.under or asked.targets):
        return {}
    folder = editor.plan(asked.plan)
    known = {folder.full_name(it): it for it in folder.names}
    wrong = one_of(
        {*known, *known.values()}, msg("the plan «{plan}» has no «{name}»", plan=folder.id)
    )
    words = msg("Part of the plan that measures it")
    code = folder.full_name(editor.ask.answer("--under", asked.under, words, None, wrong))
    if code not in folder.by_code:
        fail(msg("«{name}» is on several levels; say which one", name=code), editor.lang)

    def no_target(text: str) -> Message | None:
        found = read_targets(text, folder)
        return found if isinstance(found, Message) else None

    typed = " ".join(asked.targets) or None
    text = editor.ask.answer("--target", typed, msg("Targets, as 2026-T1=10"), None, no_target)
    targets = read_targets(text, folder)
    try:
        found = targets if isinstance(targets, dict) else {}
        return put_to_use(editor.content, folder.by_code[code], stem, found)
    except SpliceError:
        where = msg("the file of «{name}»", name=code)
        what = msg("nothing can be added to {place} by itself; write it there", place=where)
        fail(what, editor.lang)
