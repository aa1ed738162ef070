"""``avance verify``: whether a figure that was cited still comes out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from generator.build import examine
from generator.cli.shared import project_of, root_option
from generator.clock import clock_of, content_date
from generator.problems import Message, msg, say
from generator.words.formatter import Formatter

if TYPE_CHECKING:
    from generator.review.verify import Parts, Verification


@click.command(
    help=say("Compute a cited figure again and say whether it stands; - reads it from the input.")
)
@click.argument("cited", metavar="ADDRESS|CITATION")
@root_option
@click.pass_obj
def verify(lang: str, cited: str, root: str | None) -> None:
    """Run ``avance verify``."""
    from generator.cite.asked import MOST  # noqa: PLC0415
    from generator.review.verify import CitationStatus, ContentAsOf, verified  # noqa: PLC0415

    project = project_of(root, lang)
    read = examine(project)
    clock = clock_of(read.catalog)
    day = content_date(project.content, clock)
    today = ContentAsOf(read.catalog, tuple(read.problems), read.files, day, read.memo)
    text = cited
    if cited == "-":
        text = sys.stdin.buffer.read(4 * MOST).decode("utf-8", "replace")
    found = verified(text, project.root, today, clock)
    f = Formatter.for_portal(lang, read.catalog)
    click.echo("\n".join(f.t(line) for line in _lines(found)))
    sys.exit(found.status is not CitationStatus.STANDS)


def _lines(it: Verification) -> Iterator[Message]:
    """The verdict, what was computed, and what else is said of the figure where it differs."""
    verdict = {
        "stands": msg("It stands."),
        "content": msg("It differs by its content."),
        "method": msg("It differs by its method."),
    }[it.status]
    if it.cited or it.version:
        yield verdict
    if not it.cited:
        yield msg("No figure was read beside the address: none of a citation is verified.")
    version = msg("version {version}", version=it.version) if it.version else msg("today's content")
    what, where = f"{it.name}: {_joined(it.found)}", {"version": version, "day": it.day}
    yield msg("Computed now: {what} ({version}, as of {day}).", what=what, **where)
    if it.cited and it.status != "stands":
        yield msg("The citation says: {figures}.", figures=_joined(it.cited))
    if not it.is_named:
        yield msg("Its words name another period than its address.")
    if it.status == "method":
        text = msg(
            "Target and result are the same: the attainment was computed otherwise, or copied "
            "wrongly. Today's method: {method}."
        )
        yield text.having(method=it.method)
    if not it.version:
        return
    if it.now is None:
        yield msg("Today's content has no such figure, or has errors.")
    elif it.now == it.found:
        yield msg("Today's content says the same.")
    else:
        said, name = _joined(it.now), f"{it.figure.plan}/{it.figure.measure}"
        yield msg("Today's content says: {figures}.", figures=said)
        yield msg("What changed: avance history {name}", name=name)


def _joined(parts: Parts) -> str:
    return "; ".join(parts.values())
