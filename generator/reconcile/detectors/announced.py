"""What charts and texts announce, against the dates and the lists that go with them.

marks-against-dates: what a schedule marks and the dates that go with it.
named-against-listed: a text that announces a number of things, and its own list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from generator.model.base import parts
from generator.model.catalog import cite
from generator.model.narrative import Item, Section
from generator.model.period import Days, Granularity, Period
from generator.model.reports import CalendarEntry
from generator.problems import Message, msg
from generator.reconcile.findings import Evidence, Finding, PlanEvidence
from generator.words.formatter import during


def marks_against_dates(evidence: Evidence) -> Iterator[Finding]:
    """Marked periods that their dates do not touch, and schedules beside their plan or calendar.

    A week of a month may be counted by sevens or from Monday to Sunday: a mark fits if it fits
    either. A calendar entry contradicts the schedule of what it concerns only where that schedule
    has no period that it touches, and its own mark is not told of already.
    """
    for name, entry in misfits(evidence):
        what = msg(
            "«{title}»: the chart marks {marked}, and the date is {date}",
            title=entry.title,
            marked=during(entry.marked) if entry.marked else "",
            date=Days(entry.start, entry.end),
        )
        yield _of_entry(evidence.plans[name], entry, entry.marked, what)
    for plan in evidence.plans.values():
        yield from _schedules(plan)
        yield from _against_calendar(plan)


def misfits(evidence: Evidence) -> Iterator[tuple[str, CalendarEntry]]:
    """Calendar entries whose date lies outside of the period that their chart marks."""
    for name, plan in evidence.plans.items():
        for entry in plan.folder.calendar:
            if _is_misfit(entry):
                yield name, entry


def _is_misfit(entry: CalendarEntry) -> bool:
    return entry.marked is not None and not _touches(entry, entry.marked)


def _touches(entry: CalendarEntry, period: Period) -> bool:
    return any(start <= entry.end and entry.start <= end for start, end in _readings(period))


def _readings(period: Period) -> Iterator[tuple[date, date]]:
    """The days of a period; of a week of a month also those from Monday to Sunday."""
    yield period.start, period.end
    if period.granularity is Granularity.MONTH_WEEK:
        first = period.start.replace(day=1)
        monday = first - timedelta(days=first.weekday())
        start = monday + timedelta(days=(int(period.text[-1]) - 1) * 7)
        yield max(first, start), start + timedelta(days=6)


def _of_entry(plan: PlanEvidence, entry: CalendarEntry, expected: object, what: Message) -> Finding:
    found = plan.finding(entry, "marked", what, expected, Days(entry.start, entry.end))
    return found if entry.marked else replace(found, place=entry.place_of())


def _schedules(plan: PlanEvidence) -> Iterator[Finding]:
    """Periods of a schedule that lie wholly outside of the plan's years."""
    span = plan.folder.plan.span
    for element in plan.folder.elements:
        for index, period in enumerate(element.schedule):
            if period.end < span.start or period.start > span.end:
                what = msg(
                    "The schedule of {code} marks {period}, and the plan is of {span}",
                    code=element.code,
                    period=during(period),
                    span=str(span),
                )
                found = plan.finding(element.node, "schedule", what, span, period)
                place = element.node.place_of("schedule", index)
                yield replace(found, place=place, source=cite(*element.sources))


def _against_calendar(plan: PlanEvidence) -> Iterator[Finding]:
    """Calendar entries whose date no period of the schedule they concern touches."""
    for entry in plan.folder.calendar:
        for code in entry.concerns:
            element = plan.folder.by_code.get(code)
            schedule = element.schedule if element else ()
            apart = schedule and not any(_touches(entry, period) for period in schedule)
            if apart and not _is_misfit(entry):
                what = msg(
                    "«{title}» falls on {date}, and the schedule of {code} marks {marked}",
                    title=entry.title,
                    date=Days(entry.start, entry.end),
                    code=code,
                    marked=[during(period) for period in schedule],
                )
                yield _of_entry(plan, entry, schedule, what)


# fmt: off
_SMALL = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco",
    "seis", "siete", "ocho", "nueve", "diez", "once",
    "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete",
    "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)
# fmt: on
_TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60}
_NUMBERS = {word: n for n, word in enumerate(_SMALL) if n > 1}
_NUMBERS |= _TENS
_NUMBERS |= {
    f"{ten} y {unit}": n + one
    for ten, n in _TENS.items()
    for one, unit in enumerate(_SMALL[:10])
    if one and n < 60  # noqa: PLR2004
}
_WORDS = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_COUNT = rf"(?P<n>{_WORDS}|0?[2-9]|[1-5][0-9]|60)(?: ?\(0?[0-9]{{1,2}}\))?"
_NOUN = r" (?P<noun>[a-záéíóúñü]{3,}s)\b"
_VERBS = (
    "son|contempla|comprende|incluye|presenta|considera|establece|define|propone|plantea|tiene"
    "|desarrolla|abarca|identifica|prioriza"
    "|cuenta con|contará con|consta de|se compone de|se divide en|se organiza en|se estructura en"
    "|está compuesto por|está compuesta por|está conformado por|está conformada por"
    "|se identificaron|se desarrollaron|se realizaron|se ejecutaron|se priorizaron|se plantean"
    "|se presentan|se establecieron|se definieron|se consideran"
)
_ANNOUNCED = (
    re.compile(rf"\b(?:l[oa]s|est[oa]s) siguientes {_COUNT}{_NOUN}", re.IGNORECASE),
    re.compile(rf"\b(?:l[oa]s|est[oa]s) {_COUNT}{_NOUN} siguientes\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_VERBS}) (?:l[oa]s )?(?:siguientes )?{_COUNT}{_NOUN}", re.IGNORECASE),
)
_ANY_COUNT = re.compile(rf"(?<![\w°º.,/-]){_COUNT}\b(?![\w°º%/.-]*[0-9%°º])", re.IGNORECASE)


def named_against_listed(evidence: Evidence) -> Iterator[Finding]:
    """Lists that have another number of entries than the text right before them announces.

    The last sentence of the text must end with a colon (or name "los siguientes N") and give one
    number only, right before the noun in the plural and after a verb that announces it. Silent
    about every other text, and about a list of one.
    """
    for plan in evidence.plans.values():
        for part in parts(plan.folder.written):
            if isinstance(part, Section | Item) and (listed := len(part.items)) > 1:
                named, noun = _announced(part) or (listed, "")
                if named != listed:
                    what = msg(
                        "The text announces {named} {noun}, and its list has {listed}",
                        named=named,
                        noun=noun,
                        listed=listed,
                    )
                    yield plan.finding(part, "items", what, named, listed)


def _announced(part: Section | Item) -> tuple[int, str] | None:
    """Number and noun that the words before a list announce."""
    own = part.text if isinstance(part, Item) else None
    texts = [text for text in chain((part.title, own), part.paragraphs) if text]
    if not texts:
        return None
    sentence = re.split(r"(?<=[.;:!?])\s+", texts[-1].strip())[-1]
    found = [match for form in _ANNOUNCED if (match := form.search(sentence))]
    follows = re.search(r"\bsiguientes\b", sentence, re.IGNORECASE)
    if not found or not (sentence.endswith(":") or follows):
        return None
    if len(_ANY_COUNT.findall(re.sub(r" ?\([0-9]+\)", "", sentence))) != 1:
        return None
    n = found[0]["n"]
    return int(n) if n.isdigit() else _NUMBERS[n.casefold()], found[0]["noun"]
