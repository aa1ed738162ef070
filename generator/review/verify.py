"""Whether a cited figure still comes out: today's program on the content of its version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from generator.check import check
from generator.cite.asked import SHOWN, AskedFigure, is_of, read_asked, resolve
from generator.cite.figure import FigureKey, attainment_of, figures, stated
from generator.cite.version import ContentVersion
from generator.compute import compute
from generator.compute.attainment import Attainment
from generator.compute.measured import MeasureResult
from generator.load import load
from generator.load.disk import content_digest
from generator.load.loader import Memo
from generator.model.catalog import Catalog, MeasureUse
from generator.model.indicator import Traits
from generator.model.period import Period
from generator.model.site import LANGUAGES
from generator.problems import Message, Problem, Severity, StopError, msg
from generator.review.clock import Clock, content_time
from generator.review.git import repository
from generator.review.snapshot import CONTENT, from_revision
from generator.words.formatter import Formatter, common_blanks

_FEW = 12
Parts = Mapping[str, str]
"""What a figure says, by its part (``figure.stated``)."""


class CitationStatus(StrEnum):
    """What a verification finds."""

    STANDS = "stands"
    CONTENT = "content"
    """Another target or result."""
    METHOD = "method"
    """The same target and result, judged otherwise."""


@dataclass(frozen=True, slots=True)
class ContentAsOf:
    """A content as it was read, and the day by which it is judged."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]
    day: date
    memo: Memo


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of a figure."""

    status: CitationStatus
    is_named: bool
    """Whether the words of a citation name the period that its address names."""
    figure: FigureKey
    name: str
    method: str
    version: str
    """"" where the address names none: then it is that of today's content."""
    day: date
    cited: Parts
    """What the citation says; empty of a bare address."""
    found: Parts
    """What today's program finds in its version."""
    now: Parts | None
    """What it finds in today's content; None where that has no such figure, or has errors."""


def verified(text: str, folder: Path, today: ContentAsOf, clock: Clock) -> Verification:
    """Compute what a permalink or a citation names. Raises StopError where that cannot be."""
    asked = read_asked(text)
    is_ours = is_of(asked, [today.catalog.site])
    try:
        content = _content_of(asked, folder, today, clock)
        is_ours = is_ours or is_of(asked, [content.catalog.site])
        plan, use = resolve(asked, content.catalog) if is_ours else _foreign(asked, today)
    except StopError:
        if not is_ours:
            _foreign(asked, today)
        raise
    measure = _computed(content, plan, use.id)
    figure, it = _figure(asked, plan, measure, content)
    f, said = _as_cited(asked, content.catalog)
    found = _parts(f, it, use.traits)
    now = _now(figure, today, f)
    period = Period.parse(figure.period, content.catalog.plans[plan].plan.years)
    words = re.escape(common_blanks(f.period(period)))
    is_named = not said or bool(re.search(rf"(?i)\b{words}\b", asked.text))
    return Verification(
        status=_judged(said, found, now) if is_named else CitationStatus.CONTENT,
        is_named=is_named,
        figure=figure,
        name=f"{use.traits.name}, {f.period(period)}",
        method=content.catalog.methods[content.catalog.plans[plan].plan.method].title,
        version=asked.version,
        day=content.day,
        cited=said,
        found=found,
        now=now,
    )


def _foreign(asked: AskedFigure, today: ContentAsOf) -> tuple[str, MeasureUse]:
    site = today.catalog.site
    what = msg(
        "the address is of {host}, and this portal is {url}; verify it in a copy of that portal",
        host=asked.address.netloc[:SHOWN],
        url=site.url if site else "",
    )
    raise StopError(what)


def _content_of(asked: AskedFigure, folder: Path, today: ContentAsOf, clock: Clock) -> ContentAsOf:
    """The content that an address names by its version."""
    if not asked.version:
        return today
    version = ContentVersion.parse(asked.version)
    if version is None:
        raise StopError(
            msg(
                "«{text}» is not a version of published figures; take the address again from the "
                "published page",
                text=asked.version[:SHOWN],
            )
        )
    if version.commit:
        return _committed(version, folder, today, clock)
    if not content_digest(today.files).startswith(version.digest):
        raise StopError(
            msg(
                "version {version} is of files that no commit has as they were published (some not "
                "recorded, or a plan shown as it was), and those of content/ are others; only who "
                "has those files can compute it again",
                version=version.text,
            )
        )
    return replace(today, day=version.day or today.day)


def _committed(
    version: ContentVersion, folder: Path, today: ContentAsOf, clock: Clock
) -> ContentAsOf:
    snapshot = from_revision(repository(folder), version.commit)
    if snapshot.absent or snapshot.commit is None:
        raise StopError(msg("the version {version} has no content/", version=version.text))
    catalog, problems = load(snapshot.files, memo=today.memo)
    own = clock.day(content_time(folder / CONTENT, clock, snapshot.commit) or clock.now)
    found = (*problems, *check(catalog))
    return ContentAsOf(catalog, found, snapshot.files, version.day or own, today.memo)


def _errors(content: ContentAsOf, plan: str) -> Iterator[Problem]:
    """What keeps a plan from being computed: errors in its files or in shared ones."""
    plans, own = f"{CONTENT}/plans/", f"{CONTENT}/plans/{plan}/"
    for problem in content.problems:
        path = problem.place.path
        if problem.severity is Severity.ERROR and (
            path.startswith(own) or not path.startswith(plans)
        ):
            yield problem


def _computed(content: ContentAsOf, plan: str, name: str) -> MeasureResult:
    if error := next(_errors(content, plan), None):
        raise StopError(
            msg(
                "the files of that version have errors for today's program ({place}: {what}), so "
                "nothing is computed from them; a program of that time can",
                place=error.place.path,
                what=error.message,
            )
        )
    alone = replace(content.catalog, plans={plan: content.catalog.plans[plan]})
    return compute(alone, content.day).plans[plan].measures[name]


def _figure(
    asked: AskedFigure, plan: str, measure: MeasureResult, content: ContentAsOf
) -> tuple[FigureKey, Attainment]:
    """The figure that is asked for; of no period, that of the year that the page shows."""
    years, current = content.catalog.plans[plan].plan.years, measure.current
    known = list(figures(plan, measure))
    try:
        year = str(Period.of_year(current.year)) if current else ""
        period = Period.typed(asked.period or year, years)
        it = attainment_of(measure, period, asked.member)
    except ValueError:
        it = None
    if it is not None:
        return FigureKey(plan, measure.use.id, period.text, asked.member), it
    same = [it.member for it in known if it.period == asked.period and it.member]
    parts = asked.member and same
    others = same if parts else list(dict.fromkeys(it.period for it in known))
    raise StopError(_no_figure(measure.use.id, asked.member if parts else asked.period, others))


def _no_figure(measure: str, text: str, others: list[str]) -> Message:
    few = others[:_FEW] + (["…"] if len(others) > _FEW else [])
    if not few:
        return msg("«{name}» has no figure in that version", name=measure)
    what = msg("«{name}» has no figure of «{text}» in that version; it has: {others}")
    return what.having(name=measure, text=text[:SHOWN], others=", ".join(few))


def _as_cited(asked: AskedFigure, catalog: Catalog) -> tuple[Formatter, Parts]:
    """What a citation says, and how the portal wrote it: perhaps in another language."""
    for lang in dict.fromkeys((catalog.language, *LANGUAGES)):
        f = Formatter.for_portal(lang, catalog)
        if said := asked.parts(f):
            return f, said
    return Formatter.for_portal(catalog.language, catalog), {}


def _parts(f: Formatter, it: Attainment, traits: Traits) -> Parts:
    return {name: common_blanks(text) for name, text in stated(f, it, traits).items()}


def _now(figure: FigureKey, today: ContentAsOf, f: Formatter) -> Parts | None:
    """The same figure in today's content."""
    folder = today.catalog.plans.get(figure.plan)
    known = [use.id for use in today.catalog.measures(figure.plan)] if folder else []
    if folder is None or figure.measure not in known or any(_errors(today, figure.plan)):
        return None
    measure = _computed(today, figure.plan, figure.measure)
    try:
        period = Period.parse(figure.period, folder.plan.years)
    except ValueError:  # it counts its years otherwise
        return None
    it = attainment_of(measure, period, figure.member)
    return _parts(f, it, measure.use.traits) if it else None


def _judged(said: Parts, found: Parts, now: Parts | None) -> CitationStatus:
    if not said:
        names = ("target", "actual", "attainment") if now is not None else ()
        moved = any(found.get(it) != (now or {}).get(it) for it in names)
        return CitationStatus.CONTENT if moved else CitationStatus.STANDS
    differing = {it for it, text in said.items() if text != found.get(it)}
    if not differing:
        return CitationStatus.STANDS
    is_new = "state" in said and "actual" in found and "actual" not in said
    has_moved = is_new or differing & {"target", "actual"}
    return CitationStatus.CONTENT if has_moved else CitationStatus.METHOD
