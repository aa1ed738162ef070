"""``avance new indicator``: the sheet of what is measured."""

from __future__ import annotations

from generator.author.indicators import SheetSketch, put_to_use, sheet_file, usual_over_time
from generator.cli.asking import Prompt, one_of, plain
from generator.cli.fields import RESPONSIBLE, TARGET
from generator.cli.new.elements import targets_of
from generator.cli.new.shared import Editor, new_command
from generator.cli.shared import fail
from generator.model.indicator import Direction, Kind, OverTime
from generator.model.scalars import slug
from generator.problems import msg, say

ID = Prompt("ID", help=say("name of its file, as visits"))
NAME = Prompt("--name", "TEXT", say("name, as the document prints it"))
UNIT = Prompt("--unit", "TEXT", say("what is counted, as «visits»"))
KIND = Prompt("--kind", help=say("what sort of value it has (default: count)"), words=Kind)
DIRECTION = Prompt(
    "--direction", help=say("which way is better (default: increase)"), words=Direction
)
OVER_TIME = Prompt(
    "--over-time",
    help=say("how periods make up a year (default: sum for counts, else last)"),
    words=OverTime,
)
PLAN = Prompt("--plan", "PLAN", say("plan that measures it"))
UNDER = Prompt("--under", "CODE", say("part of the plan that measures it"))


@new_command(
    say(
        "Write the sheet of an indicator.\n\n"
        "It is called ID in content/indicators/. Other fields stand in it as comments: "
        "definition, formula, verification. With --plan, --under and --target the sheet is put "
        "to use at once in a part of a plan; later, avance new activity --indicator ID does."
    ),
    *(ID, NAME, UNIT, KIND, DIRECTION, OVER_TIME, RESPONSIBLE, PLAN, UNDER, TARGET),
)
def indicator(editor: Editor) -> None:
    """Run ``avance new indicator``."""
    ask = editor.ask
    name = ask.answer(NAME, plain)
    is_there = msg("there is a sheet «{name}» already")
    stem = editor.new_id(ID, editor.content.catalog.indicators, is_there, slug(name))
    unit = ask.answer(UNIT, plain)
    kind = ask.word(KIND, Kind, Kind.COUNT)
    way = ask.word(DIRECTION, Direction, Direction.INCREASE)
    over_time = ask.word(OVER_TIME, OverTime, usual_over_time(kind))
    unit_in_charge = editor.one(RESPONSIBLE, "unit")
    sketch = SheetSketch(stem, name, unit, kind, way, over_time, unit_in_charge)
    used = _used(editor, stem)
    command = f"avance new activity --indicator {stem}"
    steps = [] if used else [msg("Next: put it to use in a plan: {command}", command=command)]
    files = {f"indicators/{stem}.yml": sheet_file(editor.content, sketch), **used}
    editor.write(files, steps, changed=[*used])


def _used(editor: Editor, stem: str) -> dict[str, bytes]:
    """The file of what measures it, if that was said."""
    ask = editor.ask
    typed = " ".join(ask[TARGET]) or None
    if not (ask[PLAN] or ask[UNDER] or typed):
        return {}
    folder = editor.plan(PLAN)
    known = {*folder.names, *map(folder.full_name, folder.names)}
    read = one_of(known, msg("the plan «{plan}» has no «{name}»", plan=folder.id))
    code = folder.full_name(ask.answer(UNDER, read))
    if code not in folder.by_code:
        fail(msg("«{name}» is on several levels; say which one", name=code), editor.lang)
    targets = ask.answer(TARGET, targets_of(folder), given=typed)
    return put_to_use(editor.content, folder.by_code[code], stem, targets)
