"""What several commands ask for in the same words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from generator.cli.asking import Asker, Field, Read, one_of, plain
from generator.cli.shared import read_day
from generator.model.scalars import is_id, slug
from generator.problems import Message, msg, say

if TYPE_CHECKING:
    from generator.model.source import Document

PLAN = Field("PLAN", help=say("plan"))
TITLE = Field("--title", "TEXT", say("title, as the document prints it"))
CODE = Field("--code", "CODE", say("code (default: the next free one)"))
RESPONSIBLE = Field("--responsible", "UNIT", say("who answers for it, of units.yml"), "")
TARGET = Field(
    "--target",
    "PERIOD=VALUE",
    say("target of a period, as 2026-T1=10; can be given several times"),
    more={"multiple": True},
)
PRINTED_IN = Field("--document", "ID", say("document it is printed in, of documents.yml"), "")
PLACE = Field("--place", "TEXT", say("table or page of the document"), "")

APPROVED_BY = Field("--document", "ID", say("document that approves it, of documents.yml"))
REASON = Field("--reason", "TEXT", say("why, in one sentence"))
DAY = Field(
    "--date",
    "YYYY-MM-DD",
    say("day of the amendment, as 2026-06-30 (default: that of the document)"),
    more={"callback": read_day},
)
AMENDMENT = Field("--id", "ID", say("name of the amendment (default: the document's)"))


def new_id(taken: Collection[str], is_there: Message) -> Read[str]:
    """Reads the id of something new; ``is_there`` has the ``{name}`` of what has it already."""

    def read(text: str) -> str | Message:
        if text in taken:
            return is_there.having(name=text)
        if is_id(text):
            return text
        return msg("«{name}» cannot be an id; write it as {id}", name=text, id=slug(text))

    return read


def ground_of(
    ask: Asker, documents: Mapping[str, Document], taken: Collection[str]
) -> dict[str, object]:
    """What an amendment rests on; no date where neither the option nor the document has one."""
    from generator.author.codes import free_name  # noqa: PLC0415

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
