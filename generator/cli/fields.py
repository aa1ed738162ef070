"""What several commands ask for in the same words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.author.codes import free_name
from generator.cli.asking import Asker, Prompt, Read, one_of, plain
from generator.cli.shared import read_day, with_hint
from generator.model.scalars import is_id, slug
from generator.model.source import Document
from generator.model.years import DECEMBER, JANUARY
from generator.problems import Message, msg, say

PLAN = Prompt("PLAN", help=say("plan"))
TITLE = Prompt("--title", "TEXT", say("title, as the document prints it"))
CODE = Prompt("--code", "CODE", say("code (default: the next free one)"))
RESPONSIBLE = Prompt("--responsible", "UNIT", say("who answers for it, of units.yml"), "")
TARGET = Prompt(
    "--target",
    "PERIOD=VALUE",
    say("target of a period, as 2026-T1=10; can be given several times"),
    more={"multiple": True},
)
PRINTED_IN = Prompt("--document", "ID", say("document it is printed in, of documents.yml"), "")
PLACE = Prompt("--place", "TEXT", say("table or page of the document"), "")

APPROVED_BY = Prompt("--document", "ID", say("document that approves it, of documents.yml"))
REASON = Prompt("--reason", "TEXT", say("why, in one sentence"))
DAY = Prompt(
    "--date",
    "YYYY-MM-DD",
    say("day of the amendment, as 2026-06-30 (default: that of the document)"),
    more={"callback": read_day},
)
AMENDMENT = Prompt("--id", "ID", say("name of the amendment (default: the document's)"))
YEAR_STARTS = Prompt(
    "--year-starts", "MONTH", say("month in which fiscal years begin, as 7 for July")
)


def month(text: str) -> str | Message:
    """Reads the number of a month."""
    is_one = text in map(str, range(JANUARY, DECEMBER + 1))
    return (
        text if is_one else msg("«{text}» is no month; write its number, as 7 for July", text=text)
    )


def new_id(taken: Collection[str], is_there: Message) -> Read[str]:
    """Reads the id of something new; ``is_there`` has the ``{name}`` of what has it already."""

    def read(text: str) -> str | Message:
        if text in taken:
            return is_there.having(name=text)
        if is_id(text):
            return text
        what, id_ = msg("«{name}» cannot be an id", name=text), slug(text)
        return with_hint(what, id_, (), msg("write it as {id}", id=id_) if id_ else _ID)

    return read


_ID = msg("write lower-case letters without accents, digits, and single hyphens between them")


def ground_of(
    ask: Asker, documents: Mapping[str, Document], taken: Collection[str]
) -> dict[str, object]:
    """What an amendment rests on; no date where neither the option nor the document has one."""
    add = msg("add it there first")
    what = msg("there is no document «{name}» in content/documents.yml")
    document = ask.answer(APPROVED_BY, one_of(documents, what, add))
    reason = ask.answer(REASON, plain)
    is_there = msg("there is an amendment «{name}» already; choose another --id")
    free = free_name(document, taken)
    given = ask[AMENDMENT]
    name = ask.answer(AMENDMENT, new_id(taken, is_there), given=free if given is None else given)
    day = ask[DAY] or documents[document].date
    return {"id": name, "date": day, "document": document, "reason": reason}
