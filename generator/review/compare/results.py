"""ResultsFile: reported, restated, removed, made final; and what the reports say in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.compute.series import WHOLE
from generator.model.catalog import PLAN
from generator.model.measure import ResultEntry, ResultStatus
from generator.model.period import Period
from generator.model.region import RegionList
from generator.model.reports import ResultRole, ResultsFile
from generator.model.scalars import WITHOUT_FIGURE
from generator.problems import Place
from generator.review.changes import Change, ChangeKind, FigureChange
from generator.review.compare.elements import PlanPair, Use
from generator.review.compare.fields import Subject, changed, field_changes, latest, written_member

ResultKey = tuple[ResultRole, Period, str]
"""Role, period and measure: what a result is known by, whichever file it stands in."""


@dataclass(frozen=True, slots=True)
class ReportedEntry:
    """A result with the file it stands in and its key there."""

    entry: ResultEntry
    file: ResultsFile
    name: str
    region_list: RegionList

    @property
    def status(self) -> ResultStatus:
        """How firm it is: by itself, else as its file says."""
        return self.entry.status or self.file.status

    @property
    def place_of_status(self) -> Place:
        """Where that is said."""
        own = ("results", self.name, "status") if self.entry.status else ("status",)
        return self.file.place_of(*own)

    def place_of(self, member: str = WHOLE) -> Place:
        """Where the value stands."""
        value = self.entry.value
        if isinstance(value, dict):
            written = written_member(value, self.region_list, member)
            return self.file.place_of("results", self.name, "value", written)
        return self.file.place_of("results", self.name, "value" if value is not None else "text")


def result_changes(pair: PlanPair) -> Iterator[Change]:
    """Everything that differs in the results of a plan."""
    base, head = _entries(pair, 0), _entries(pair, 1)
    rounds = list(_rounds(pair))
    same = {(id(old), id(new)) for old, new in rounds}
    for key in sorted({*base, *head}):
        old, new = base.get(key), head.get(key)
        use = pair.measures[1].get(key[2]) or pair.measures[0].get(key[2])
        is_same = old and new and old.entry is new.entry and pair.has_same_regions
        if not is_same:
            yield from _entry(pair, use, key, (old, new))
        own = old and new and (old.entry.status or new.entry.status)
        if old and new and (own or (id(old.file), id(new.file)) not in same):
            subject, both = _subject(pair, use, key[2]), (old.status, new.status)
            yield from _status(subject, both, key[1], new.place_of_status)
    for before, after in rounds:
        yield from _round(pair, before, after)


def _entries(pair: PlanPair, side: int) -> dict[ResultKey, ReportedEntry]:
    found: dict[ResultKey, ReportedEntry] = {}
    folder = (pair.base, pair.head)[side]
    for file in folder.results:
        for name, entry in file.results.items():
            measure = pair.measure_ids.get(name, name) if side == 0 else name
            reported = ReportedEntry(entry, file, name, folder.region_list)
            found.setdefault((file.role, file.period, measure), reported)
    return found


def _subject(pair: PlanPair, use: Use | None, measure: str) -> Subject:
    return use.subject(pair.id, measure) if use else Subject(pair.id, measure, "", measure)


def _entry(
    pair: PlanPair,
    use: Use | None,
    key: ResultKey,
    both: tuple[ReportedEntry | None, ReportedEntry | None],
) -> Iterator[Change]:
    role, period, measure = key
    subject, (old, new) = _subject(pair, use, measure), both
    before, after = _values(old), _values(new)
    about = {**subject.about, "period": period, "is_baseline": role is ResultRole.BASELINE}
    about |= use.reading if use else {}
    about |= {"entry_before": old and old.entry, "entry_after": new and new.entry}
    for member in sorted({*before, *after}):
        values = {"before": before.get(member), "after": after.get(member)}
        if values["before"] != values["after"]:
            yield _value_change({**about, **values, "member": member}, old, new)
    if old and new:
        if before == after and old.entry.met is not new.entry.met:
            verdicts = {"before": old.entry.met, "after": new.entry.met, "member": WHOLE}
            yield _value_change({**about, **verdicts}, old, new)
        own = subject.of_entry(period)
        yield from field_changes(own, old.entry, new.entry)
        yield from _by_hand(own, old.entry, new.entry, is_restated=before != after)


def _values(reported: ReportedEntry | None) -> dict[str, Any]:
    """What is reported by member: the value, or the words where there is only a text."""
    if reported is None:
        return {}
    value = reported.region_list.by_code(reported.entry.value, reported.entry.by)
    if isinstance(value, dict):
        return value
    if value is None:
        return {WHOLE: reported.entry.text} if reported.entry.text else {}
    return {WHOLE: value}


def _is_news(before: object, after: object) -> bool:
    """Whether a figure is reported of which there was none, or a reason instead of one."""
    return before is None or (before in WITHOUT_FIGURE and after not in (None, *WITHOUT_FIGURE))


def _value_change(
    about: dict[str, Any], old: ReportedEntry | None, new: ReportedEntry | None
) -> Change:
    """One value of a result: ``about`` says which, and what it was and is."""
    member: str = about["member"]
    if new is not None and _is_news(about["before"], about["after"]):
        place = new.place_of(member)
        return FigureChange(kind=ChangeKind.RESULT_REPORTED, **about, place=place)
    about["was_final"] = old is not None and old.status is ResultStatus.FINAL
    if new is not None and about["after"] is not None:
        return FigureChange(kind=ChangeKind.RESULT_RESTATED, **about, place=new.place_of(member))
    assert old is not None  # noqa: S101  # a value that is gone stood somewhere
    return FigureChange(kind=ChangeKind.RESULT_REMOVED, **about, place=old.place_of(member))


def _by_hand(
    subject: Subject, old: ResultEntry, new: ResultEntry, *, is_restated: bool
) -> Iterator[Change]:
    """Words beside a value, and a reason given without restating anything."""
    names = ["text"] if old.value is not None and new.value is not None else []
    for name in names if is_restated else [*names, "correction"]:
        values = getattr(old, name), getattr(new, name)
        if values[0] != values[1]:
            yield changed(ChangeKind.TEXT_CHANGED, subject, name, values, new.place_of(name))


def _rounds(pair: PlanPair) -> Iterator[tuple[ResultsFile | None, ResultsFile | None]]:
    """The files of both sides, round by round."""
    base, head = _by_round(pair.base.results), _by_round(pair.head.results)
    for key in sorted({*base, *head}):
        yield from _matched(base.get(key, []), head.get(key, []))


def _by_round(files: tuple[ResultsFile, ...]) -> dict[tuple[ResultRole, Period], list[ResultsFile]]:
    found: dict[tuple[ResultRole, Period], list[ResultsFile]] = {}
    for file in files:
        found.setdefault((file.role, file.period), []).append(file)
    return found


def _matched(
    old: list[ResultsFile], new: list[ResultsFile]
) -> Iterator[tuple[ResultsFile | None, ResultsFile | None]]:
    """Files of one round, by the measures they speak of where there are several."""
    left = list(new)
    for file in old:
        near = max(left, key=partial(_likeness, file), default=None)
        if near is not None:
            left.remove(near)
        yield file, near
    for file in left:
        yield None, file


def _likeness(file: ResultsFile, other: ResultsFile) -> tuple[int, bool]:
    """How much two files speak of the same; of two that do so alike, the one of the same name."""
    return len(file.subjects & other.subjects), file.place_of().path == other.place_of().path


def _round(pair: PlanPair, old: ResultsFile | None, new: ResultsFile | None) -> Iterator[Change]:
    """A file as such: status, day of closing, who reported, and what it reports in words."""
    if old is new:
        return
    subject = Subject(pair.id, PLAN, "", entry=latest(old, new).period.text)
    if old and new:
        yield from field_changes(subject, old, new)
        both = old.status, new.status
        yield from _status(subject, both, new.period, new.place_of("status"))
    yield from _reports(pair, old, new)


def _status(
    subject: Subject, both: tuple[ResultStatus, ResultStatus], period: Period, place: Place
) -> Iterator[Change]:
    """Results that became more or less firm: by themselves, with their file, or in another."""
    if both[0] is not both[1]:
        about = {**subject.about, "before": both[0], "after": both[1]}
        kind = ChangeKind.RESULT_STATUS_CHANGED
        yield FigureChange(kind=kind, **about, period=period, place=place)


def _reports(pair: PlanPair, old: ResultsFile | None, new: ResultsFile | None) -> Iterator[Change]:
    """What a round says in words of each element."""
    before = {pair.code(code): code for code in (old.elements if old else ())}
    after = new.elements if new else {}
    for code in sorted({*before, *after}):
        was = old.elements[before[code]] if old and code in before else None
        now = after.get(code)
        if was == now:
            continue
        found = pair.head.by_code.get(code)
        title = found.node.title if found else ""
        subject = Subject(pair.id, code, title, entry=latest(old, new).period.text)
        is_there = now is not None
        file, own = latest(old, new if is_there else None), code if is_there else before[code]
        place = file.place_of("elements", own)
        yield changed(ChangeKind.TEXT_CHANGED, subject, "elements", (was, now), place)
