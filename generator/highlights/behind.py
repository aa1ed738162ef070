"""What fell short, where most, what is the lowest, and how much of it the reports explain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.compute.reasons import Explained
from generator.highlights.figures import Named, furthest, lowest
from generator.highlights.highlight import Highlight, Rule, joined
from generator.highlights.subject import Subject
from generator.model.method import Band, MainFigure
from generator.problems import Percent, msg, plural
from generator.words.counted import counted
from generator.words.formatter import Formatter

_STAYED = plural(
    "{n} of {whole} stayed below {medium} of its target{so_far}.",
    "{n} of {whole} stayed below {medium} of their targets{so_far}.",
)
_COVERED = plural(
    "{n} of {whole} covered less than {medium} of the way to its target{so_far}.",
    "{n} of {whole} covered less than {medium} of the way to their targets{so_far}.",
)
_UNMET = plural(
    "{n} of {whole} did not meet its target.", "{n} of {whole} did not meet their targets."
)


def behind(it: Subject, f: Formatter) -> Iterator[Highlight]:
    """What fell short, where most, what is the lowest, and how much of it reports explain."""
    low = [row for row in it.short if row.band is Band.LOW] or it.short
    if not low:
        return
    bands = it.results.catalog.bands(it.plan.folder.id)
    text, whole = _UNMET, it.rollup.n_verdicts
    if low[0].band is Band.LOW:
        is_way = it.results.catalog.method(it.plan.folder.id).formula is MainFigure.SINCE_BASELINE
        text, whole = (_COVERED if is_way else _STAYED), it.rollup.n_averaged
    said = text.having(
        n=len(low),
        whole=counted(it.plan, whole, it.rollup.level),
        medium=Percent(bands.medium) if bands else "",
        so_far=msg(" so far") if it.is_so_far else "",
    )
    name = lowest(it)
    parts = [_lowest(name, f, alone=True), _explained(it, f)]
    if whole > 1:  # the lowest last: what explains it is quoted below
        parts = [f.t(said), _explained(it, f), _furthest(it, name, f), _lowest(name, f)]
    if told := joined(parts):
        about, href = (name.code, name.href) if name else ("", it.page)
        yield Highlight(Rule.BEHIND, told, href, len(low), whole, low[0].raw, about)


def _furthest(it: Subject, name: Named | None, f: Formatter) -> str:
    """The part with the lowest mean, where that is more than the lowest of all itself."""
    found = furthest(it)
    if found is None or (name and found.href == name.href):
        return ""
    text = msg("The lowest mean attainment is that of {name}: {mean}.")
    return f.t(text, name=found.name, mean=f.percent(found.value))


def _lowest(found: Named | None, f: Formatter, *, alone: bool = False) -> str:
    if found is None:
        return ""
    text = _LOWEST[alone, found.actual is not None]
    said = {"name": found.name, "actual": found.actual, "target": found.target}
    return f.t(text, percent=f.percent(found.value), **said)


_LOWEST = {
    (False, True): msg("The lowest: «{name}», {actual} of {target} ({percent})."),
    (False, False): msg("The lowest: «{name}», {percent}."),
    (True, True): msg("«{name}»: {actual} of {target} ({percent})."),
    (True, False): msg("«{name}»: {percent}."),
}
"""By whether there is no other, and whether the figures can be told."""


_EXPLAINED = {
    Explained.OWN: plural("{n} with factors of its own", "{n} with factors of their own"),
    Explained.ABOVE: plural(
        "{n} with factors of a higher level of the plan",
        "{n} with factors of a higher level of the plan",
    ),
    Explained.WORDS: plural(
        "{n} with words on how it stands and no factors",
        "{n} with words on how they stand and no factors",
    ),
    Explained.NONE: plural("{n} without any explanation", "{n} without any explanation"),
}
NOT_EXPLAINED = msg("The reports of {year} that the portal has do not explain it.")


def _explained(it: Subject, f: Formatter) -> str:
    """How many the reports explain."""
    found = Counter(short.explained for short in it.explained)
    if not found:
        return ""
    if set(found) == {Explained.NONE}:
        return f.t(NOT_EXPLAINED, year=it.plan.year)
    clauses = [f.t(_EXPLAINED[how], n=found[how]) for how in Explained if found[how]]
    return f.t("In the reports: {clauses}.", clauses=f.listed(clauses))
