"""A diff as the one comment of a pull request: what matters first, texts folded, bounded.

Everything an author wrote is text: no mention, link, image or HTML of theirs takes effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.i18n import n
from generator.load.yaml_text import shown
from generator.model.catalog import PLAN
from generator.model.method import Band
from generator.problems import Message, Problem, Severity, msg
from generator.review.changes import (
    Change,
    Ease,
    ResultRestated,
    TargetChanged,
)
from generator.review.diff import Diff
from generator.review.effects import PlanEffect
from generator.review.explain.lines import said
from generator.review.explain.summary import (
    MOST_LISTED,
    QUIET,
    band_counts,
    cautions,
    counts,
    eased,
    group_name,
    means,
    side_name,
    talk_of,
)
from generator.review.explain.talk import NBSP, Talk, in_sentence, short
from generator.review.explain.verdict import (
    MOST,
    Grounds,
    headline,
    lines_to_add,
    more_words,
    n_refused,
    template,
)
from generator.review.explain.words import COUNTS

MARKER = "<!-- avance-diff -->"
"""First line of the comment: a workflow finds by it the one that it updates."""
LIMIT = 65_536
"""GitHub's, in characters."""
_RESERVE = 1_500
_LONGEST = 1_000
"""Characters of a row: one text cannot take the room of the others."""
_BREAK = "\u200b"
"""Invisible; between an at sign and a name nobody is notified."""
_SHAPES = {Band.LOW: "▼", Band.MEDIUM: "◆", Band.HIGH: "●"}
"""As the pages of the portal mark them."""
_SIGNS = {Ease.EASIER: "▽", Ease.HARDER: "△", Ease.NEITHER: "="}


def escaped(text: str) -> str:
    """A text of an author that Markdown, HTML and GitHub leave alone."""
    text = re.sub(r":(?=[\w+-]+:)", f":{_BREAK}", _one_line(text))  # names of little pictures
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_{}\[\]()#+!|~$])", r"\\\1", text)
    text = re.sub(r"([@#])(?=\w)", rf"\1{_BREAK}", text)
    text = re.sub(r"(?i)\b(www)\.", rf"\1{_BREAK}.", text)
    text = re.sub(r"(?i)\b(GH)-(?=[0-9])", rf"\1{_BREAK}-", text)
    return text.replace("://", f":{_BREAK}//")


def _one_line(text: str) -> str:
    """A text without ends of lines and without signs that a reader cannot see."""
    return shown(re.sub(r"[\r\n\t]+", " ", text.replace("\u00ad", "")))


def _code(text: str) -> str:
    """A code or a name of a file between back-ticks; what could end them is left out."""
    return f"`{re.sub(r'[`|<>@]', '?', short(_one_line(text)))}`"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the comment: its rows can be left out from the end where there is no room."""

    head: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    tail: tuple[str, ...] = field(default=())


def as_markdown(diff: Diff, lang: str, limit: int = LIMIT) -> str:
    """The comment, of ``limit`` characters at most: rows that do not fit are counted."""
    talk = talk_of(diff, lang)
    blocks = [Block((MARKER, f"### {_headline(diff, talk)}", "", *_head(diff, talk)))]
    blocks += [*_verdict(diff, talk), *_tables(diff, talk)]
    blocks += [*_others(diff, talk), *_folded(diff, talk)]
    return _fitted(blocks, _foot(diff, talk), talk, limit)


def _fitted(blocks: list[Block], foot: str, talk: Talk, limit: int) -> str:
    """The blocks one after another; rows beyond the limit are counted, not shown."""
    room = limit - _RESERVE - len(foot)
    lines: list[str] = []
    left_out = 0
    for block in blocks:
        room -= _size((*block.head, *block.tail))
        kept = []
        for row in block.rows:
            if room >= len(row) + 1:
                room -= len(row) + 1
                kept.append(row)
        left_out += len(block.rows) - len(kept)
        if kept or not block.rows:
            lines += [*block.head, *kept, *block.tail]
        else:
            room += _size((*block.head, *block.tail))
    if left_out:
        words = n(
            "{n} change more does not fit here: `avance diff` shows all of them.",
            "{n} changes more do not fit here: `avance diff` shows all of them.",
        )
        lines += [f"**{talk.n(words, left_out)}**", ""]
    return "\n".join([*lines, foot]).rstrip() + "\n"


def _size(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _head(diff: Diff, talk: Talk) -> Iterator[str]:
    if diff.changes:
        yield f"{counts(diff, talk)}."
        yield ""
    for sentence, listed in cautions(diff, talk):
        yield f"> **{escaped(talk.t(sentence))}**"
        yield from (f"> - {_code(name)}" for name in listed[:MOST_LISTED])
        if len(listed) > MOST_LISTED:
            yield f"> - … {len(listed)}"
        yield ""


def _verdict(diff: Diff, talk: Talk) -> Iterator[Block]:
    """What is missing; the lines that mend it are for the author, so they are folded."""
    if not diff.verdict:
        return
    rows = [_finding_row(finding.problem, talk) for finding in diff.verdict[:MOST]]
    more = more_words(diff, talk)
    yield Block((), tuple(rows), (*((f"- {more}",) if more else ()), ""))
    for path, lines in lines_to_add(diff).items():
        words = talk.t(msg("So that it can pass: what {path} needs", path=_code(path)[1:-1]))
        words = words.replace("&", "&amp;")
        hint = talk.t(msg("Fill in the first four lines; `avance amend` writes all of it."))
        fold = ("<details>", f"<summary>{words}</summary>", "", hint, "")
        added = (f"    - {line}" if len(line) <= _LONGEST else "    # …" for line in lines[:MOST])
        head = (*fold, "```yaml", *template(talk))
        yield Block(head, tuple(added), ("```", "", "</details>", ""))


def _finding_row(problem: Problem, talk: Talk) -> str:
    severity = talk.t(msg("Error") if problem.severity is Severity.ERROR else msg("Warning"))
    said = escaped(short(talk.t(problem.message), _LONGEST))
    return f"- **{severity}** {_code(problem.code)} · {said} · {_code(str(problem.place))}"


def _headline(diff: Diff, talk: Talk) -> str:
    """What a reviewer should know if nothing else is read."""
    if n_refused(diff):
        return headline(diff, talk)
    easier, harder = eased(diff, Ease.EASIER), eased(diff, Ease.HARDER)
    restated = sum(isinstance(c, ResultRestated) and c.was_final for c in diff.changes)
    if easier:
        words = n("This makes {n} target easier to reach", "This makes {n} targets easier to reach")
        return talk.n(words, easier)
    if restated:
        return talk.n(
            n("This restates {n} final result", "This restates {n} final results"), restated
        )
    if gone := [change.kind for change in diff.changes if change.kind.endswith("-removed")]:
        return ", ".join(talk.n(COUNTS[kind], gone.count(kind)) for kind in dict.fromkeys(gone))
    if harder:
        words = n("This makes {n} target harder to reach", "This makes {n} targets harder to reach")
        return talk.n(words, harder)
    if not diff.changes:
        return talk.t(msg("No changes of content"))
    if all(change.family in QUIET for change in diff.changes):
        return talk.t(msg("Only texts and sources change"))
    return talk.n(n("{n} change of content", "{n} changes of content"), len(diff.changes))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _table(title: str, columns: Sequence[tuple[str, bool]], rows: Sequence[str]) -> Block:
    """A table; a column is its head and whether it holds figures."""
    heads = _row(*(head for head, _ in columns))
    rule = _row(*("--:" if figures else "---" for _, figures in columns))
    return Block((f"**{title}**", "", heads, rule), tuple(rows), ("",))


def _tables(diff: Diff, talk: Talk) -> Iterator[Block]:
    targets = [c for c in diff.changes if isinstance(c, TargetChanged | ResultRestated)]
    if targets:
        t = talk.t
        columns = (
            (t(msg("Sense")), False),
            (t(msg("Measure")), False),
            (t(msg("Before")), True),
            (t(msg("After")), True),
            (t(msg("Change")), True),
            (t(msg("Effect")), False),
        )
        title = t(msg("Figures that change"))
        grounds = Grounds.of(diff)
        yield _table(title, columns, [_figure_row(grounds, change, talk) for change in targets])
    for effect in diff.plans:
        yield _plan_table(effect, talk)


def _figure_row(grounds: Grounds, change: TargetChanged | ResultRestated, talk: Talk) -> str:
    words = said(change, talk)
    if isinstance(change, ResultRestated):
        sense = ", ".join(words.marks) or talk.t(msg("restated"))
        what = msg("result {when}")
    else:
        parts = (f"{_SIGNS[change.ease]} {words.ease}".strip(), _ground(grounds, change, talk))
        sense = ", ".join(part for part in parts if part)
        what = msg("target {when}")
    when = f"{change.period} {change.member}".strip()
    measure = f"{_code(change.code)} {escaped(short(change.title))}"
    name = escaped(talk.t(Message(what.template, {"when": when})))
    unit = f", {escaped(in_sentence(change.unit))}" if change.unit else ""
    was = in_sentence(getattr(change, "unit_before", None))
    gained = (
        "" if was else talk.difference(change.before, change.after, in_percent=change.in_percent)
    )
    values = (
        f"{talk.value(change.before)} {was}".strip(),
        f"**{escaped(talk.value(change.after))}**",
    )
    place = f"{_code(change.plan)} {measure}, **{name}**{unit}"
    effect = escaped(words.effect) or talk.t(msg("none"))
    return _row(f"**{escaped(sense)}**", place, escaped(values[0]), values[1], gained, effect)


def _ground(grounds: Grounds, change: TargetChanged, talk: Talk) -> str:
    """What a new target rests on: the document of its amendment, or that there is none."""
    if grounds.is_refused(change):
        return talk.t(msg("without ground"))
    document = grounds.document_of(change)
    return talk.t(msg("by {document}", document=short(document))) if document else ""


def _plan_table(effect: PlanEffect, talk: Talk) -> Block:
    """The mean of the plan, of the groups that moved, and the counts of the bands."""
    t = talk.t
    columns = (
        (" ", False),
        (t(msg("Before")), True),
        (t(msg("After")), True),
        (t(msg("Difference")), True),
    )
    words = (
        n(
            "Mean attainment of the plan, {n} activity",
            "Mean attainment of the plan, {n} activities",
        )
        if effect.counts_activities
        else n(
            "Mean attainment of the plan, {n} measure", "Mean attainment of the plan, {n} measures"
        )
    )
    rows = [_mean_row(talk.n(words, effect.after.n), means(effect, talk))]
    rows += [
        _mean_row(escaped(short(group_name(group))), means(group, talk)) for group in effect.groups
    ]
    names = " · ".join(f"{_SHAPES[band]} {talk.value(band)}" for band in Band)
    sides = [
        f"{NBSP}·{NBSP}".join(map(str, band_counts(it))) for it in (effect.before, effect.after)
    ]
    counted = msg("Activities") if effect.counts_activities else msg("Measures")
    rows.append(_row(f"{t(counted)} {names}", sides[0], f"**{sides[1]}**", ""))
    title = talk.t(
        msg("What it does to {plan} in {year}", plan=_code(effect.plan), year=effect.year)
    )
    return _table(title, columns, rows)


def _mean_row(name: str, figures: tuple[str, str, str]) -> str:
    before, after, gained = figures
    return _row(name, before, f"**{after}**", gained)


def _others(diff: Diff, talk: Talk) -> Iterator[Block]:
    """Everything else, a line each."""
    left = [
        change
        for change in diff.changes
        if change.family not in QUIET and not isinstance(change, TargetChanged | ResultRestated)
    ]
    if left:
        left.sort(key=lambda change: not change.kind.endswith("-removed"))
        rows = tuple(_bullet(change, talk) for change in left)
        heading = talk.t(msg("Other changes"))
        yield Block((f"**{heading}**", ""), rows, ("",))


def _bullet(change: Change, talk: Talk) -> str:
    words = said(change, talk)
    parts = [_code(change.plan)] if change.plan else []
    who = words.who
    if change.plan and change.code != PLAN and who.startswith(change.code):
        parts.append(f"{_code(change.code)} {escaped(who[len(change.code) :].strip())}".strip())
    elif who:
        parts.append(escaped(who))
    ease = f"**{words.ease}**" if words.ease else ""
    rest = (words.what, *words.marks)
    parts += [*(escaped(part) for part in rest if part), ease, escaped(words.effect)]
    return f"- {' · '.join(part for part in parts if part)}"


def _folded(diff: Diff, talk: Talk) -> Iterator[Block]:
    quiet = [change for change in diff.changes if change.family in QUIET]
    if quiet:
        words = n(
            "{n} change of texts and sources, which moves no figure",
            "{n} changes of texts and sources, which move no figure",
        )
        head = ("<details>", f"<summary>{talk.n(words, len(quiet))}</summary>", "")
        rows = tuple(_bullet(change, talk) for change in quiet)
        yield Block(head, rows, ("", "</details>", ""))


def _foot(diff: Diff, talk: Talk) -> str:
    names = [escaped(side_name(side, talk)) for side in (diff.base, diff.head)]
    said_day = msg("figures as of {day}", day=diff.as_of.isoformat())
    updated = talk.t(msg("this comment is updated with every push"))
    return f"<sub>{names[0]} → {names[1]} · {talk.t(said_day)} · {updated}</sub>"
