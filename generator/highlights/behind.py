"""What fell short, where most, what is the lowest, and how much of it the reports explain."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compute.reasons import Explained
from generator.highlights.figures import Named, furthest, lowest
from generator.highlights.highlight import Highlight, Rule
from generator.highlights.subject import Subject
from generator.model.method import Band, MainFigure
from generator.problems import Message, Percent, msg, plural
from generator.words.counted import counted
from generator.words.formatter import Formatter

_STAYED = plural(
    "{n} of {whole} stayed below {medium} of its target{so_far}{explained}.",
    "{n} of {whole} stayed below {medium} of their targets{so_far}{explained}.",
)
_COVERED = plural(
    "{n} of {whole} covered less than {medium} of the way to its target{so_far}{explained}.",
    "{n} of {whole} covered less than {medium} of the way to their targets{so_far}{explained}.",
)
_UNMET = plural(
    "{n} of {whole} did not meet its target{explained}.",
    "{n} of {whole} did not meet their targets{explained}.",
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
        explained=_how_many(it),
    )
    name = lowest(it)
    parts = [_lowest(name, f, _ALONE), _explained(it, f)]
    if whole > 1:  # the lowest last: what explains it is quoted below
        parts = [f.t(said), *_where(it, name, f)]
    if told := " ".join(filter(None, parts)):
        about, href = (name.code, name.href) if name else ("", it.page)
        yield Highlight(Rule.BEHIND, told, href, len(low), whole, low[0].raw, about)


def _where(it: Subject, name: Named | None, f: Formatter) -> Iterator[str]:
    """The lowest, and the part with the lowest mean where that is more than the lowest itself."""
    found = furthest(it)
    if found is None or (name and found.href == name.href):
        yield _lowest(name, f, _LOWEST)
    elif name:
        yield _lowest(name, f, _BOTH, part=found.name, mean=f.percent(found.value))
    else:
        text = msg("The lowest mean attainment is that of {name}: {mean}.")
        yield f.t(text, name=found.name, mean=f.percent(found.value))


def _lowest(
    found: Named | None, f: Formatter, forms: tuple[Message, Message], **beside: str
) -> str:
    if found is None:
        return ""
    said = {"name": found.name, "actual": found.actual, "target": found.target}
    text = forms[found.actual is None]
    return f.t(text, percent=f.percent(found.value), **said, **beside)


_LOWEST = (
    msg("The lowest: «{name}», {actual} of {target} ({percent})."),
    msg("The lowest: «{name}», {percent}."),
)
_BOTH = (
    msg(
        "The lowest mean attainment is that of {part}: {mean}; the lowest of all, that of"
        " «{name}»: {actual} of {target} ({percent})."
    ),
    msg(
        "The lowest mean attainment is that of {part}: {mean}; the lowest of all, that of"
        " «{name}»: {percent}."
    ),
)
_ALONE = msg("«{name}»: {actual} of {target} ({percent})."), msg("«{name}»: {percent}.")
"""By whether its figures can be told; the last, where there is no other."""


_EXPLAINED = {
    Explained.OWN: msg("The report gives its factors."),
    Explained.ABOVE: msg("The report gives factors of a higher level of the plan."),
    Explained.WORDS: msg("The report says how it stands, and gives no factors."),
}
"""How the one that fell short is explained, where anything explains it."""
NOT_EXPLAINED = msg("The reports of {year} that the portal has do not explain it.")


def _how_many(it: Subject) -> Message | str:
    """Of how many the reports give factors, within the sentence."""
    n = sum(short.explained in {Explained.OWN, Explained.ABOVE} for short in it.explained)
    if n:
        return msg("; the reports give factors of {n}").having(n=n)
    return msg("; the reports that the portal has give no factors") if it.explained else ""


def _explained(it: Subject, f: Formatter) -> str:
    """How the reports explain the first that fell short, which is the only one here."""
    if not it.explained:
        return ""
    return f.t(_EXPLAINED.get(it.explained[0].explained, NOT_EXPLAINED), year=it.plan.year)
