"""A diff as the one comment of a pull request: what matters first, texts folded, bounded.

Everything an author wrote is text: no mention, link, image or HTML of theirs takes effect.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.model.catalog import PLAN
from generator.problems import Problem, msg, plural
from generator.review.changes import Change, ChangeKind, Ease, Family
from generator.review.diff import Diff
from generator.review.explain.change_lines import line_of
from generator.review.explain.summary import (
    MOST_FINDINGS,
    MOST_LISTED,
    cautions,
    counts,
    eased,
    formatter_of,
    headline,
    more_words,
    n_refused,
    side_name,
)
from generator.review.explain.tables import Block, code_span, escaped, in_table, tables
from generator.review.policy.base import amendments_path
from generator.words.formatter import Formatter, capital
from generator.words.problems import SEVERITIES
from generator.words.text import shortened

MARKER = "<!-- avance-diff -->"
"""First line of the comment: a workflow finds by it the one that it updates."""
LIMIT = 65_536
"""GitHub's, in characters."""
_RESERVE = 1_500
_LONGEST = 1_000
"""Characters of a row: one text cannot take the room of the others."""


def as_markdown(diff: Diff, lang: str, limit: int = LIMIT) -> str:
    """The comment, of ``limit`` characters at most: rows that do not fit are counted."""
    f = formatter_of(diff, lang)
    blocks = [Block((MARKER, f"### {_headline(diff, f)}", "", *_head(diff, f)))]
    blocks += [*_verdict(diff, f), *tables(diff, f)]
    blocks += [*_others(diff, f), *_folded(diff, f)]
    return _fitted(blocks, _foot(diff, f), f, limit)


def _fitted(blocks: list[Block], foot: str, f: Formatter, limit: int) -> str:
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
        words = plural(
            "{n} change more does not fit here: `avance diff` shows all of them.",
            "{n} changes more do not fit here: `avance diff` shows all of them.",
        )
        lines += [f"**{f.t(words, n=left_out)}**", ""]
    return "\n".join([*lines, foot]).rstrip() + "\n"


def _size(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _head(diff: Diff, f: Formatter) -> Iterator[str]:
    if diff.changes:
        yield f"{counts(diff, f)}."
        yield ""
    for sentence, listed in cautions(diff, f):
        yield f"> **{escaped(f.t(sentence))}**"
        yield from (f"> - {code_span(name)}" for name in listed[:MOST_LISTED])
        if len(listed) > MOST_LISTED:
            yield f"> - … {f.number(len(listed))}"
        yield ""


def _verdict(diff: Diff, f: Formatter) -> Iterator[Block]:
    """What is missing; the lines that mend it are for the author, so they are folded."""
    if not diff.verdict:
        return
    rows = [_finding_row(finding.problem, f) for finding in diff.verdict[:MOST_FINDINGS]]
    more = more_words(diff, f)
    yield Block((), tuple(rows), (*((f"- {more}",) if more else ()), ""))
    for path, lines in _lines_to_add(diff).items():
        words = f.t("What {path} needs to pass the check", path=code_span(path)[1:-1])
        words = words.replace("&", "&amp;")
        hint = f.t("Fill in the first four lines; `avance amend` writes all of it.")
        fold = ("<details>", f"<summary>{words}</summary>", "", hint, "")
        added = (
            f"    - {line}" if len(line) <= _LONGEST else "    # …"
            for line in lines[:MOST_FINDINGS]
        )
        head = (*fold, "```yaml", *_template(f))
        yield Block(head, tuple(added), ("```", "", "</details>", ""))


def _lines_to_add(diff: Diff) -> dict[str, list[str]]:
    """Lines that ``amendments.yml`` needs, by its path."""
    found: dict[str, list[str]] = {}
    for finding in diff.verdict:
        if finding.lines:
            path = f"content/{amendments_path(finding.plan)}"
            found.setdefault(path, []).extend(finding.lines)
    return found


def _template(f: Formatter) -> tuple[str, ...]:
    """The head of an amendment, to be filled in."""
    blanks = (
        ("- id", msg("name-of-the-amendment")),
        ("  date", msg("YYYY-MM-DD")),
        ("  document", msg("id-of-the-document")),
        ("  reason", msg("why it changes")),
    )
    return (*(f"{key}: {f.t(blank)}" for key, blank in blanks), "  changes:")


def _finding_row(problem: Problem, f: Formatter) -> str:
    severity = capital(f.t(SEVERITIES[problem.severity]))
    said = escaped(shortened(f.t(problem.message), _LONGEST))
    return f"- **{severity}** {code_span(problem.code)} · {said} · {code_span(str(problem.place))}"


def _headline(diff: Diff, f: Formatter) -> str:
    """What a reviewer should know if nothing else is read."""
    easier, harder = eased(diff, Ease.EASIER), eased(diff, Ease.HARDER)
    finals = [it for it in diff.changes if it.kind is ChangeKind.RESULT_RESTATED and it.was_final]
    gone = Counter(change.kind for change in diff.changes if change.kind.is_removal)
    if n_refused(diff):
        return headline(diff, f)
    if easier:
        words = plural(
            "This makes {n} target easier to reach", "This makes {n} targets easier to reach"
        )
        return f.t(words, n=easier)
    if finals:
        words = plural("This corrects {n} final result", "This corrects {n} final results")
        return f.t(words, n=len(finals))
    if gone:
        return ", ".join(f.t(kind.value.counted, n=number) for kind, number in gone.items())
    if harder:
        words = plural(
            "This makes {n} target harder to reach", "This makes {n} targets harder to reach"
        )
        return f.t(words, n=harder)
    if not diff.changes:
        nothing = msg("No changes of content")
        return f.t(msg("No change of those asked for") if diff.is_part else nothing)
    if all(change.family.is_quiet for change in diff.changes):
        return f.t("Only texts and sources change")
    return f.n("{n} change of content", "{n} changes of content", len(diff.changes))


def _others(diff: Diff, f: Formatter) -> Iterator[Block]:
    """Everything else, a line each."""
    left = [it for it in diff.changes if not it.family.is_quiet and not in_table(it)]
    if left:
        left.sort(key=_rank)
        rows = tuple(_bullet(change, f) for change in left)
        heading = f.t("Other changes")
        yield Block((f"**{heading}**", ""), rows, ("",))


def _rank(change: Change) -> tuple[bool, bool]:
    """What is taken out first, and elements before what they had."""
    return not change.kind.is_removal, change.family is not Family.STRUCTURE


def _bullet(change: Change, f: Formatter) -> str:
    words = line_of(change, f)
    parts = [code_span(change.plan)] if change.plan else []
    who = words.who
    called = change.called(change.code)
    if change.plan and change.code != PLAN and who.startswith(called):
        parts.append(f"{code_span(called)} {escaped(who[len(called) :].strip())}".strip())
    elif who:
        parts.append(escaped(who))
    ease = f"**{words.ease}**" if words.ease else ""
    rest = (words.what, *words.marks)
    parts += [*(escaped(part) for part in rest if part), ease, escaped(words.effect)]
    return f"- {' · '.join(part for part in parts if part)}"


def _folded(diff: Diff, f: Formatter) -> Iterator[Block]:
    quiet = [change for change in diff.changes if change.family.is_quiet]
    if quiet:
        words = plural(
            "{n} change of texts and sources, which moves no figure",
            "{n} changes of texts and sources, which move no figure",
        )
        head = ("<details>", f"<summary>{f.t(words, n=len(quiet))}</summary>", "")
        rows = tuple(_bullet(change, f) for change in quiet)
        yield Block(head, rows, ("", "</details>", ""))


def _foot(diff: Diff, f: Formatter) -> str:
    names = [escaped(side_name(side, f)) for side in (diff.base, diff.head)]
    said_day = msg("figures as of {day}", day=diff.as_of)
    updated = f.t("this comment is updated with every push")
    return f"<sub>{names[0]} → {names[1]} · {f.t(said_day)} · {updated}</sub>"
