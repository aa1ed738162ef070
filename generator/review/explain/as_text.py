"""A diff for a terminal: the summary first, then a line for each change."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from generator.problems import msg, plural
from generator.review.changes import Change, Ease
from generator.review.diff import Diff
from generator.review.explain.change_lines import line_of
from generator.review.explain.summary import (
    MOST_FINDINGS,
    MOST_LISTED,
    cautions,
    counts,
    formatter_of,
    headline,
    more_words,
    plan_line,
    side_name,
)
from generator.words import problems
from generator.words.annotations import quiet
from generator.words.formatter import Formatter, common_blanks

MOST_LINES = 400
"""Changes that are written one by one; the summary has counted all of them."""
_BOLD, _YELLOW, _RED, _DIM = "1", "33", "31", "2"


@dataclass(frozen=True, slots=True)
class Screen:
    """What the lines are written on."""

    width: int | None = None
    """Columns where lines are folded; None: each change is one line, to be searched."""
    colours: bool = False

    def line(self, text: str, style: str = "") -> str:
        """A line, folded and coloured."""
        plain = quiet(common_blanks(text))
        if self.width:
            folded = textwrap.wrap(
                plain, self.width, subsequent_indent="  ", break_on_hyphens=False
            )
            plain = "\n".join(folded)
        if not self.colours or not style:
            return plain
        return "\n".join(f"\x1b[{style}m{part}\x1b[0m" for part in plain.splitlines())


def as_text(diff: Diff, lang: str, screen: Screen | None = None) -> str:
    """The whole diff as text."""
    screen = screen or Screen()
    return "\n".join(_lines(diff, formatter_of(diff, lang), screen))


def _lines(diff: Diff, f: Formatter, screen: Screen) -> Iterator[str]:
    names = {"base": side_name(diff.base, f), "head": side_name(diff.head, f)}
    told = [screen.line(line, _RED) for line in _verdict(diff, f)]
    if not diff.changes:
        nothing = (
            msg("No change of those asked for: {base} → {head}.", **names)
            if diff.is_part
            else msg("No changes of content: {base} → {head}.", **names)
        )
        yield screen.line(f.t(nothing))
    else:
        yield screen.line(f.t("{base} → {head}", **names), _BOLD)
        yield from told
        yield screen.line(f"{counts(diff, f)}.", _BOLD)
        for effect in diff.plans:
            yield screen.line(plan_line(effect, f))
    for sentence, listed in cautions(diff, f):
        yield screen.line(f.t(sentence), _RED)
        yield from (screen.line(f"- {name}") for name in listed[:MOST_LISTED])
        if len(listed) > MOST_LISTED:
            yield screen.line(f"- … {f.number(len(listed))}")
    if diff.changes:
        yield ""
    yield from _changes(diff, f, screen)


def _verdict(diff: Diff, f: Formatter) -> Iterator[str]:
    """The findings as ``avance check`` writes them, under how many there are."""
    if not diff.verdict:
        return
    yield f"{headline(diff, f)}:"
    found = [finding.problem for finding in diff.verdict[:MOST_FINDINGS]]
    yield from problems.as_text(found, f).splitlines()
    if more := more_words(diff, f):
        yield more


def _changes(diff: Diff, f: Formatter, screen: Screen) -> Iterator[str]:
    told = sorted(diff.changes, key=lambda change: change.family.is_quiet)
    for change in told[:MOST_LINES]:
        yield screen.line(line_of(change, f).text, _style(change))
    left = len(told) - MOST_LINES
    if left > 0:
        words = plural(
            "… and {n} change more; all of them with --format json, fewer with --plan and --only.",
            "… and {n} changes more; all of them with --format json, fewer with --plan and --only.",
        )
        yield screen.line(f.t(words, n=left))


def _style(change: Change) -> str:
    if change.family.is_quiet:
        return _DIM
    if change.was_final or change.kind.is_removal:
        return _RED
    return _YELLOW if change.ease is Ease.EASIER else ""
