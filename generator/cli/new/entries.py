"""``avance new document``, ``recommendation`` and ``amendment``: entries of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from generator.author import entries
from generator.author.entries import NewTarget, next_recommendation
from generator.cli.asking import Prompt, one_of, plain
from generator.cli.fields import (
    AMENDMENT,
    APPROVED_BY,
    CODE,
    DAY,
    PLACE,
    PLAN,
    PRINTED_IN,
    REASON,
    TITLE,
    ground_of,
)
from generator.cli.new.elements import targets_of
from generator.cli.new.shared import Editor, new_command, read_value
from generator.cli.shared import day_of, fail
from generator.model.catalog import MeasureUse, PlanFolder
from generator.model.period import Period
from generator.model.scalars import slug
from generator.model.source import DocumentKind
from generator.problems import Message, msg, say

TEXT = Prompt("--text", "TEXT", say("what is to be done"))
OWNER = Prompt(
    "--owner",
    "UNIT",
    say("who has to do it, of units.yml; can be given several times"),
    "",
    more={"multiple": True},
)
DEADLINE = Prompt("--deadline", "DAY", say("until when, as 2026-06-30 or 2026-T2"), "")
CONCERNS = Prompt(
    "--concerns",
    "CODE",
    say("part or indicator of the plan that it speaks of; can be given several times"),
    "",
    more={"multiple": True},
)
TARGET = Prompt(
    "--target",
    "NAME PERIOD=VALUE",
    say("new target of an indicator, as visits 2026-T3=12; can be given several times"),
    more={"multiple": True, "nargs": 2},
)

ID = Prompt("ID", help=say("name by which it is cited, as resolution-12-2026"))
NUMBER = Prompt("--number", "TEXT", say("number, as the document prints it"), "")
KIND = Prompt(
    "--kind", help=say("what sort of document it is (default: other)"), words=DocumentKind
)
DATE = Prompt("--date", "YYYY-MM-DD", say("day of the document, as 2026-06-30"), "")
URL = Prompt("--url", "URL", say("web address at which it can be read"), "")


@new_command(
    say(
        "Write a document that figures and texts cite.\n\n"
        "It comes last in documents.yml, under the name by which sources cite it; it has a "
        "number, a title, or both."
    ),
    *(ID, NUMBER, TITLE, KIND, DATE, URL),
)
def document(editor: Editor) -> None:
    """Run ``avance new document``."""
    ask = editor.ask
    number = ask.answer(NUMBER, plain)
    title = ask.answer(TITLE, plain, "" if number else None)
    is_there = msg("there is a document «{name}» already")
    taken = editor.content.catalog.documents
    told: dict[str, object] = {
        "id": editor.new_id(ID, taken, is_there, slug(number or title)),
        "kind": ask.word(KIND, DocumentKind, DocumentKind.OTHER),
        "number": number,
        "title": title,
        "date": ask.answer(DATE, _day),
        "url": ask.answer(URL, plain),
    }
    step = msg("Next: cite it where something is printed in it: {{document: {id}}}", id=told["id"])
    _write(
        editor, entries.document(editor.content, {key: it for key, it in told.items() if it}), step
    )


def _day(text: str) -> date | Message | None:
    return day_of(text) if text else None


@new_command(
    say(
        "Write a recommendation or commitment.\n\n"
        "It comes last in recommendations.yml, with the next free code, who has to carry it out "
        "and until when; what was done about it is written there later."
    ),
    *(PLAN, TEXT, CODE, OWNER, DEADLINE, CONCERNS, PRINTED_IN, PLACE),
)
def recommendation(editor: Editor) -> None:
    """Run ``avance new recommendation``."""
    folder, ask = editor.plan(), editor.ask
    known = {*folder.names, *folder.measure_names}
    part = one_of(known, msg("the plan «{plan}» has no «{name}»", plan=folder.id))
    told: dict[str, object] = {
        "code": ask.answer(CODE, plain, next_recommendation(folder)),
        "text": ask.answer(TEXT, plain),
        "owner": editor.some(OWNER, "unit"),
        "deadline": ask.answer(DEADLINE, read_value),
        "concerns": [it for it in ask.answers(CONCERNS, part) if it],
        "source": editor.source(),
    }
    value = {key: it for key, it in told.items() if it}
    step = msg("Next: write under «follow_up» what is done about it, and when")
    _write(editor, entries.recommendation(editor.content, folder, value), step)


def _write(editor: Editor, files: Mapping[str, bytes], step: Message) -> None:
    editor.write(files, [step], changed=[it for it in files if it in editor.content.files])


@new_command(
    say(
        "Change targets, and write the amendment.\n\n"
        "The new targets take the place of the old ones, with their total; the amendment says "
        "what they were, since when and by which document. Where targets were changed by hand "
        "and the content is in git, avance amend writes the amendment."
    ),
    *(PLAN, TARGET, APPROVED_BY, REASON, DAY, AMENDMENT),
)
def amendment(editor: Editor) -> None:
    """Run ``avance new amendment``."""
    folder, documents = editor.plan(), editor.content.catalog.documents
    targets = list(_targets(editor, folder))
    ground = ground_of(editor.ask, documents, [it.id for it in folder.amendments])
    if ground["date"] is None:
        ground["date"] = editor.ask.answer(DAY, day_of)
    given = Counter((it.use.id, it.period.text) for it in targets)
    (name, period), n = given.most_common(1)[0]
    if n > 1:
        fail(msg("«{name}» is given twice", name=f"{name} {period}"), editor.lang)
    step = msg("If the document moved other figures, add them under «changes»")
    _write(editor, entries.amendment(editor.content, folder, ground, targets), step)


def _targets(editor: Editor, folder: PlanFolder) -> Iterator[NewTarget]:
    ask = editor.ask
    uses = {use.id: use for use in editor.content.catalog.measures(folder.id)}
    read = one_of(uses, msg("the plan has no indicator «{name}»"))
    for name, text in ask[TARGET]:
        yield from _of_one(editor, folder, uses[ask.answer(TARGET, read, given=name)], text)
    if ask[TARGET]:
        return
    if not uses:
        fail(msg("no indicator of «{plan}» has a target yet", plan=folder.id), editor.lang)
    ask.show((name, _now(use)) for name, use in uses.items())
    name = ask.answer(TARGET, read, question=msg("Indicator"), given=None)
    while name:
        yield from _of_one(editor, folder, uses[name], None)
        other = msg("Indicator (Enter: no other)")
        name = ask.answer(TARGET, read, "", question=other, given=None)


def _now(use: MeasureUse) -> str:
    return " ".join(f"{period}={value}" for period, value in sorted(use.measure.targets.items()))


def _of_one(
    editor: Editor, folder: PlanFolder, use: MeasureUse, text: str | None
) -> Iterator[NewTarget]:
    words = msg("New targets (now {now})", now=_now(use))
    found = editor.ask.answer(TARGET, targets_of(folder), question=words, given=text)
    for period, value in found.items():
        yield NewTarget(use, Period.parse(str(period), folder.plan.years), value)
