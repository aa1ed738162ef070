"""``avance new recommendation`` and ``avance new amendment``: entries of a plan's lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from generator.cli.asking import one_of
from generator.cli.new.elements import read_targets
from generator.cli.new.shared import Editor, editor_of
from generator.cli.shared import fail, read_day, root_option
from generator.model.scalars import is_id, slug
from generator.problems import Message, msg, say

if TYPE_CHECKING:
    from generator.author.entries import NewTarget
    from generator.model.catalog import MeasureUse, PlanFolder


@dataclass(frozen=True, slots=True)
class Recommended:
    """What ``avance new recommendation`` was asked for; None where it was not said."""

    plan: str | None
    text: str | None
    code: str | None
    owners: tuple[str, ...]
    deadline: str | None
    concerns: tuple[str, ...]
    document: str | None
    place: str | None
    root: str | None


@click.command(
    help=say(
        "Write a recommendation or commitment.\n\n"
        "It comes last in recommendations.yml, with the next free code, who has to carry it out "
        "and until when; what was done about it is written there later."
    )
)
@click.argument("plan", required=False, metavar="[PLAN]")
@click.option("--text", metavar="TEXT", help=say("what is to be done"))
@click.option("--code", metavar="CODE", help=say("code (default: the next free one)"))
@click.option(
    "--owner",
    "owners",
    multiple=True,
    metavar="UNIT",
    help=say("who has to do it, of units.yml; can be given several times"),
)
@click.option("--deadline", metavar="DAY", help=say("day or period, as 2026-06-30 or 2026-T2"))
@click.option(
    "--concerns",
    multiple=True,
    metavar="CODE",
    help=say("part or indicator of the plan that it speaks of; can be given several times"),
)
@click.option("--document", metavar="ID", help=say("where it is printed, of documents.yml"))
@click.option("--place", metavar="TEXT", help=say("where in the document: a table, a page"))
@root_option
@click.pass_obj
def recommendation(lang: str, /, **given: Any) -> None:
    """Run ``avance new recommendation``."""
    from generator.author.entries import next_recommendation  # noqa: PLC0415
    from generator.author.entries import recommendation as drafted  # noqa: PLC0415

    asked = Recommended(**given)
    editor = editor_of(asked.root, lang)
    folder, ask = editor.plan(asked.plan), editor.ask
    value: dict[str, object] = {
        "code": ask.answer("--code", asked.code, msg("Code"), next_recommendation(folder)),
        "text": ask.answer("--text", asked.text, msg("What is to be done")),
    }
    words = msg("Who has to do it (Enter: not said)")
    owners = [editor.one("--owner", it, words, "unit") for it in asked.owners or (None,)]
    value |= {"owner": [it for it in owners if it]} if any(owners) else {}
    value |= _deadline(editor, asked.deadline)
    known = {*folder.names, *folder.measure_names}
    wrong = one_of(known, msg("the plan «{plan}» has no «{name}»", plan=folder.id))
    words = msg("Part or indicator it speaks of (Enter: none)")
    concerns = [ask.answer("--concerns", it, words, "", wrong) for it in asked.concerns or (None,)]
    value |= {"concerns": [it for it in concerns if it]} if any(concerns) else {}
    value |= _source(editor, asked.document, asked.place)
    step = msg("Next: write under «follow_up» what is done about it, and when")
    _write(editor, folder, lambda: drafted(editor.content, folder, value), step)


def _deadline(editor: Editor, given: str | None) -> dict[str, object]:
    from generator.author.draft import typed  # noqa: PLC0415

    words = msg("Until when, as 2026-06-30 or 2026-T2 (Enter: not said)")
    text = editor.ask.answer("--deadline", given, words, "", editor.refuses_value)
    return {"deadline": typed(text)} if text else {}


def _source(editor: Editor, document: str | None, place: str | None) -> dict[str, object]:
    words = msg("Document it is printed in (Enter: none yet)")
    name = editor.one("--document", document, words, "document")
    words = msg("Table or page in it (Enter: not said)")
    where = editor.ask.answer("--place", place if name or place else "", words, "")
    found = {"document": name, "place": where}
    return {"source": {key: it for key, it in found.items() if it}} if any(found.values()) else {}


def _write(editor: Editor, folder: PlanFolder, drafted: Any, step: Message) -> None:
    from generator.load.splice import SpliceError  # noqa: PLC0415

    try:
        files: Mapping[str, bytes] = drafted()
    except SpliceError:
        where = msg("the file of «{name}»", name=folder.id)
        what = msg("nothing can be added to {place} by itself; write it there", place=where)
        fail(what, editor.lang)
    editor.write(files, [step], changed=[it for it in files if it in editor.content.files])


@dataclass(frozen=True, slots=True)
class Amended:
    """What ``avance new amendment`` was asked for; None where it was not said."""

    plan: str | None
    targets: tuple[tuple[str, str], ...]
    document: str | None
    reason: str | None
    day: date | None
    id: str | None
    root: str | None


@click.command(
    help=say(
        "Change targets, and write the amendment.\n\n"
        "The new targets take the place of the old ones, with their total; the amendment says "
        "what they were, since when and by which document. Where targets were changed by hand "
        "and the content is in git, avance amend writes the amendment."
    )
)
@click.argument("plan", required=False, metavar="[PLAN]")
@click.option(
    "--target",
    "targets",
    nargs=2,
    multiple=True,
    metavar="NAME PERIOD=VALUE",
    help=say("new target of an indicator, as visitas 2026-T3=12; can be given several times"),
)
@click.option("--document", metavar="ID", help=say("document that approves it, of documents.yml"))
@click.option("--reason", metavar="TEXT", help=say("why, in one sentence"))
@click.option(
    "--date",
    "day",
    callback=read_day,
    metavar="YYYY-MM-DD",
    help=say("day of the amendment (default: that of the document)"),
)
@click.option("--id", metavar="ID", help=say("name of the amendment (default: the document's)"))
@root_option
@click.pass_obj
def amendment(lang: str, /, **given: Any) -> None:
    """Run ``avance new amendment``."""
    from generator.author.entries import amendment as drafted  # noqa: PLC0415

    asked = Amended(**given)
    editor = editor_of(asked.root, lang)
    folder = editor.plan(asked.plan)
    targets = list(_targets(editor, folder, asked))
    ground = _ground(editor, folder, asked)
    step = msg("If the document moved other figures, add them under «changes»")
    _write(editor, folder, lambda: drafted(editor.content, folder, ground, targets), step)


def _targets(editor: Editor, folder: PlanFolder, asked: Amended) -> Iterator[NewTarget]:
    uses = {use.id: use for use in editor.content.catalog.measures(folder.id)}
    wrong = one_of(uses, msg("the plan has no indicator «{name}»"))
    if asked.targets or not editor.ask.is_terminal:
        if not asked.targets:
            editor.ask.answer("--target", None, msg("Indicator"))
        for name, text in asked.targets:
            editor.ask.answer("--target", name, msg("Indicator"), None, wrong)
            yield from _of_one(editor, folder, uses[name], text)
        return
    editor.ask.show((name, _now(use)) for name, use in uses.items())
    name = editor.ask.answer("--target", None, msg("Indicator"), None, wrong)
    while name:
        yield from _of_one(editor, folder, uses[name], None)
        name = editor.ask.answer("--target", None, msg("Indicator (Enter: no other)"), "", wrong)


def _now(use: MeasureUse) -> str:
    return " ".join(f"{period}={value}" for period, value in sorted(use.measure.targets.items()))


def _of_one(
    editor: Editor, folder: PlanFolder, use: MeasureUse, text: str | None
) -> Iterator[NewTarget]:
    from generator.author.entries import NewTarget  # noqa: PLC0415
    from generator.model.period import Period  # noqa: PLC0415

    words = msg("New targets (now {now})", now=_now(use))

    def wrong(text: str) -> Message | None:
        found = read_targets(text, folder)
        return found if isinstance(found, Message) else None

    found = read_targets(editor.ask.answer("--target", text, words, None, wrong), folder)
    for period, value in found.items() if isinstance(found, dict) else ():
        yield NewTarget(use, Period.parse(str(period), folder.plan.years), value)


def _ground(editor: Editor, folder: PlanFolder, asked: Amended) -> dict[str, object]:
    from generator.author.codes import free_name  # noqa: PLC0415

    ask, documents = editor.ask, editor.content.catalog.documents
    wrong = one_of(documents, msg("there is no document «{name}» in content/documents.yml"))
    words = msg("Document that approves it")
    document = ask.answer("--document", asked.document, words, None, wrong)
    reason = ask.answer("--reason", asked.reason, msg("Reason"))
    taken = [it.id for it in folder.amendments]

    def no_id(text: str) -> Message | None:
        if text in taken:
            return msg("there is an amendment «{id}» already; choose another --id", id=text)
        if is_id(text):
            return None
        return msg("«{name}» cannot be an id; write it as {id}", name=text, id=slug(text))

    free = free_name(document, taken)
    name = asked.id if asked.id is None else ask.answer("--id", asked.id, msg("Id"), None, no_id)
    return {
        "id": name or free,
        "date": asked.day or documents[document].date or _day(editor),
        "document": document,
        "reason": reason,
    }


def _day(editor: Editor) -> date:
    """The day that is typed, where the document has none."""

    def wrong(text: str) -> Message | None:
        try:
            date.fromisoformat(text)
        except ValueError:
            return msg("«{text}» is not a date; write it as 2024-12-31", text=text)
        return None

    words = msg("Day of the amendment, as 2026-06-30")
    return date.fromisoformat(editor.ask.answer("--date", None, words, None, wrong))
