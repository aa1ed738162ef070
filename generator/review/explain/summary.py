"""The head of a review: which revisions, how many changes of each kind, what the plans gain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.compute.rollups import Rollup, Scope
from generator.model.method import Band
from generator.model.rounding import shown
from generator.problems import Message, Severity, msg, plural
from generator.review.changes import ChangeKind, Ease
from generator.review.diff import Diff, Side
from generator.review.effects import GroupEffect, PlanEffect
from generator.review.explain.values import NOTHING
from generator.words.formatter import Formatter

MOST_FINDINGS = 50
"""Findings that are written one by one; their count is always told."""
MOST_LISTED = 20
"""Names of files or notes that are listed; their number is always told."""


def formatter_of(diff: Diff, lang: str) -> Formatter:
    """How to speak of a diff: as the portal of HEAD does."""
    return Formatter.for_portal(lang, diff.base.catalog, diff.head.catalog)


def side_name(side: Side, f: Formatter) -> str:
    """A revision with its short commit; the files on the disk."""
    return side.snapshot.revision or f.t("the files on the disk")


def counts(diff: Diff, f: Formatter) -> str:
    """How many changes of each kind: ``1 meta cambiada (1 más fácil) · 2 textos``."""
    found = Counter(change.kind for change in diff.changes)
    return ", ".join(
        f.t(kind.value.counted, n=found[kind]) + _eased(diff, kind, f)
        for kind in ChangeKind
        if kind in found
    )


def _eased(diff: Diff, kind: ChangeKind, f: Formatter) -> str:
    eases = Counter(change.ease for change in diff.changes if change.kind is kind)
    told = [f.t(forms, n=eases[ease]) for ease, forms in _EASED if eases[ease]]
    return f" ({', '.join(told)})" if told else ""


_EASED = (
    (Ease.EASIER, plural("{n} easier", "{n} easier")),
    (Ease.HARDER, plural("{n} harder", "{n} harder")),
)


def eased(diff: Diff, ease: Ease) -> int:
    """How many targets are easier (or harder) to reach."""
    return sum(change.ease is ease for change in diff.changes)


def plan_line(effect: PlanEffect, f: Formatter) -> str:
    """What a plan gains: its mean and how many stand in each band."""
    values = {"plan": effect.plan, "year": effect.year}
    sides = [(it.mean_attainment, band_counts(it)) for it in (effect.before, effect.after)]
    put_off = [put_off_words(effect, f)] if effect.n_put_off else []
    if sides[0] == sides[1] and put_off:
        return f.t("{plan}, {year}: {figures}", figures=put_off[0], **values)
    if sides[0] == sides[1]:
        return f.t("{plan}, {year}: the mean of the plan does not move", **values)
    figures = ", ".join([mean_words(effect, f), *band_words(effect, f), *put_off])
    return f.t("{plan}, {year}: {figures}", figures=figures, **values)


def mean_words(effect: PlanEffect | GroupEffect, f: Formatter) -> str:
    """``avance promedio 95.88 % → 96.01 % (+0.13 pp)``."""
    before, after, gained = means(effect, f)
    if before == after and not gained:
        return f.t("mean attainment {mean} as before", mean=after)
    words = f.t("mean attainment {before} → {after}", before=before, after=after)
    return f"{words} ({gained})" if gained else words


def means(effect: PlanEffect | GroupEffect, f: Formatter) -> tuple[str, str, str]:
    """Mean before, mean after, and the difference in points where there is one."""
    old, new = effect.before.mean_attainment, effect.after.mean_attainment
    gained = None if old is None or new is None else new - old
    before, after = (NOTHING if mean is None else f.percent(mean, 2) for mean in (old, new))
    return before, after, f.points(shown(gained, 2)) if gained else ""


def band_words(effect: PlanEffect, f: Formatter) -> Iterator[str]:
    """``bajo 18 → 17``, for each band whose count moved."""
    for band in Band:
        before, after = (it.bands.get(band, 0) for it in (effect.before, effect.after))
        if before != after:
            yield f"{f.label(band)} {f.number(before)} → {f.number(after)}"


def put_off_words(effect: PlanEffect, f: Formatter) -> str:
    """How many results that were owed are not due any more."""
    words = plural(
        "{n} result goes from «not reported» to «not due yet»",
        "{n} results go from «not reported» to «not due yet»",
    )
    return f.t(words, n=effect.n_put_off)


def band_counts(rollup: Rollup) -> list[int]:
    """Counts of low, medium and high."""
    return [rollup.bands.get(band, 0) for band in Band]


def group_name(effect: GroupEffect) -> str:
    """``OEI.02 Empleabilidad de los jóvenes``; of a unit its name, which has its number."""
    if effect.scope is Scope.EXECUTING_UNIT and effect.title:
        return effect.title
    return f"{effect.called} {effect.title}".strip()


def cautions(diff: Diff, f: Formatter) -> list[tuple[Message, tuple[str, ...]]]:
    """What a reviewer must know of the comparison itself: a sentence, and a list."""
    found: list[tuple[Message, tuple[str, ...]]] = []
    if diff.unread:
        what = msg(
            "What is in these files was not compared, because before or after the change"
            " they cannot be read or have errors:"
        )
        found.append((what, diff.unread))
    if diff.uncomputed:
        what = msg(
            "The effect on these plans was not computed, because they have errors before"
            " or after the change:"
        )
        found.append((what, diff.uncomputed))
    for side in (diff.base, diff.head):
        if side.errors:
            errors = f.t(plural("{n} error", "{n} errors"), n=len(side.errors))
            what = msg("Errors in {name}: {errors}. «avance check» shows them.")
            found.append((what.having(name=side_name(side, f), errors=errors), ()))
    if diff.is_first:
        found.append((msg("The content is new: {name} has none.", name=diff.base.name), ()))
    if diff.head.snapshot.absent:
        name = side_name(diff.head, f)
        found.append((msg("There is no content in {name}: all of it is gone.", name=name), ()))
    found += [(note, ()) for note in diff.notes[:MOST_LISTED]]
    if (left := len(diff.notes) - MOST_LISTED) > 0:
        found.append((Message(f.t(plural("… and {n} more", "… and {n} more"), n=left)), ()))
    return found


# What the policy says: before everything else, for it stops the merge.


def n_refused(diff: Diff) -> int:
    """How many findings are errors."""
    return sum(finding.problem.severity is Severity.ERROR for finding in diff.verdict)


def headline(diff: Diff, f: Formatter) -> str:
    """How many changes of commitments lack their ground; ``""`` where none does."""
    refused = n_refused(diff)
    if refused:
        words = plural(
            "The document that approves {n} change of public commitments is missing",
            "The document that approves {n} changes of public commitments is missing",
        )
        return f.t(words, n=refused)
    if diff.verdict:
        words = plural("{n} warning on public commitments", "{n} warnings on public commitments")
        return f.t(words, n=len(diff.verdict))
    return ""


def more_words(diff: Diff, f: Formatter) -> str:
    """What is not shown one by one."""
    left = len(diff.verdict) - MOST_FINDINGS
    words = plural(
        "… and {n} more; all of them with `avance check --base`",
        "… and {n} more; all of them with `avance check --base`",
    )
    return f.t(words, n=left) if left > 0 else ""
