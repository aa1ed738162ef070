"""ResultsFile: reported, restated, removed, made final; and what the reports say in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.compute.series import WHOLE
from generator.model.breakdown import key_of, keys_of
from generator.model.catalog import PLAN
from generator.model.measure import ResultEntry, ResultStatus, main_first
from generator.model.period import Period
from generator.model.quotients import exactly
from generator.model.region import RegionList
from generator.model.reports import ResultRole, ResultsFile
from generator.model.scalars import WITHOUT_FIGURE
from generator.problems import Place
from generator.review.changes import Change, ChangeKind, FigureChange
from generator.review.compare.elements import PlanPair, Use
from generator.review.compare.fields import Changed, changed, field_changes, latest

ResultKey = tuple[ResultRole, Period, str]
"""Role, period and measure: what a result is known by, whichever file it stands in."""


@dataclass(frozen=True, slots=True)
class ReportedEntry:
    """A result with the file it stands in and its key there."""

    entry: ResultEntry
    file: ResultsFile
    name: str
    region_list: RegionList
    own: str | None
    """The dimension of the measure's targets."""

    @property
    def dimension(self) -> str:
        """By what its value is divided; "" for a whole."""
        return self.entry.dimensions(self.own)[0]

    @property
    def status(self) -> ResultStatus:
        """How firm it is."""
        return self.file.status_of(self.entry)

    @property
    def place_of_status(self) -> Place:
        """Where that is said."""
        own = ("results", self.name, "status") if self.entry.status else ("status",)
        return self.file.place_of(*own)

    def values(self) -> dict[str, tuple[Any, Place]]:
        """What is reported by member, with its place: the words where there is only a text."""
        entry, found = self.entry, {}
        place = partial(self.file.place_of, "results", self.name)
        if entry.value is None and entry.text:
            found[WHOLE] = entry.text, place("text")
        told: list[tuple[str | None, Any, tuple[str, ...]]]
        told = [(entry.by or self.own, entry.value, ("value",))]
        told += [(by, parts, ("breakdowns", by)) for by, parts in entry.breakdowns.items()]
        for by, figure, keys in told:
            if not isinstance(figure, dict):
                found |= {WHOLE: (figure, place(*keys))} if figure is not None else {}
                continue
            for part, value in figure.items():
                coded = self.region_list.code_of_part(part, by)
                found[key_of(coded, by, self.own)] = value, place(*keys, *keys_of(part))
        return found

    def place_of(self, field: str) -> Place:
        """Where a field of it stands."""
        return self.file.place_of("results", self.name, field)


def result_changes(pair: PlanPair) -> Iterator[Change]:
    """Everything that differs in the results of a plan."""
    base, head = _entries(pair, 0), _entries(pair, 1)
    rounds = list(_rounds(pair))
    same = {(id(old), id(new)) for old, new in rounds}
    for key in sorted({*base, *head}):
        both = base.get(key, []), head.get(key, [])
        use = pair.measures[1].get(key[2]) or pair.measures[0].get(key[2])
        pairs = list(_pairs(*both))
        same_models = all(old.entry is new.entry for old, new in pairs)
        is_same = same_models and len(pairs) == max(map(len, both)) and pair.has_same_regions
        if not is_same:
            yield from _values_of(pair, use, key, both)
        for old, new in pairs:
            subject = _subject(pair, use, key[2])
            yield from _entry(subject, key[1], old, new)
            own = old.entry.status or new.entry.status
            if own or (id(old.file), id(new.file)) not in same:
                firmness = old.status, new.status
                yield from _status(subject, firmness, key[1], new.place_of_status)
    for before, after in rounds:
        yield from _round(pair, before, after)


def _entries(pair: PlanPair, side: int) -> dict[ResultKey, list[ReportedEntry]]:
    """The results of each measure and period, the whole first."""
    found: dict[ResultKey, list[ReportedEntry]] = {}
    folder = (pair.base, pair.head)[side]
    for file in folder.results:
        for name, entry in file.results.items():
            measure = pair.measure_ids.get(name, name) if side == 0 else name
            own = pair.head.dimensions.get(measure, folder.dimensions.get(name))
            reported = ReportedEntry(entry, file, name, folder.region_list, own)
            found.setdefault((file.role, file.period, measure), []).append(reported)
    return {k: main_first(them, them[0].own, lambda it: it.entry) for k, them in found.items()}


def _pairs(
    old: list[ReportedEntry], new: list[ReportedEntry]
) -> Iterator[tuple[ReportedEntry, ReportedEntry]]:
    """Results of both sides that are divided alike; the only ones, however they are."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    before = {it.dimension: it for it in reversed(old)}
    yield from ((before[it.dimension], it) for it in new if it.dimension in before)


def _subject(pair: PlanPair, use: Use | None, measure: str) -> Changed:
    return use.subject(pair.id, measure) if use else Changed(pair.id, measure, "", measure)


Values = dict[str, tuple[Any, Place, ReportedEntry]]


def _values_of(
    pair: PlanPair,
    use: Use | None,
    key: ResultKey,
    both: tuple[list[ReportedEntry], list[ReportedEntry]],
) -> Iterator[Change]:
    """Values that came, went or differ, whichever entry they stand in."""
    role, period, measure = key
    before, after = _by_member(both[0]), _by_member(both[1])
    about = {**_subject(pair, use, measure).about, "period": period}
    about |= {"is_baseline": role is ResultRole.BASELINE, **(use.reading if use else {})}
    for member in sorted({*before, *after}):
        old, new = before.get(member), after.get(member)
        if exactly(old and old[0]) != exactly(new and new[0]):
            mains = (next(iter(side), None) for side in both)
            entries = [it[2] if it else main for it, main in zip((old, new), mains, strict=True)]
            values = {"member": member, "before": old and old[0], "after": new and new[0]}
            (_, place, _), *_ = [it for it in (new, old) if it]
            yield _value_change({**about, **values}, (entries[0], entries[1]), place)
    if all(both) and _plain(before) == _plain(after):
        old_met, new_met = (side[0].entry.met for side in both)
        if old_met is not new_met:
            verdicts = {"before": old_met, "after": new_met, "member": WHOLE}
            old_entry, new_entry = both[0][0], both[1][0]
            place = new_entry.place_of("met")
            yield _value_change({**about, **verdicts}, (old_entry, new_entry), place)


def _by_member(entries: list[ReportedEntry]) -> Values:
    """Every value of a period with its place and its entry."""
    found: Values = {}
    for it in entries:
        for member, (value, place) in it.values().items():
            found.setdefault(member, (value, place, it))
    return found


def _plain(values: Values) -> dict[str, Any]:
    return {member: exactly(value) for member, (value, _, _) in values.items()}


def _entry(
    subject: Changed, period: Period, old: ReportedEntry, new: ReportedEntry
) -> Iterator[Change]:
    """What differs beside the values."""
    if old.entry is not new.entry:
        own, plain = subject.of_entry(period), [_plain(_by_member([it])) for it in (old, new)]
        yield from field_changes(own, old.entry, new.entry)
        yield from _by_hand(own, old.entry, new.entry, is_restated=plain[0] != plain[1])


def _is_news(before: object, after: object) -> bool:
    """Whether a figure is reported of which there was none, or a reason instead of one."""
    return before is None or (before in WITHOUT_FIGURE and after not in (None, *WITHOUT_FIGURE))


def _value_change(
    about: dict[str, Any], both: tuple[ReportedEntry | None, ReportedEntry | None], place: Place
) -> Change:
    """One value of a result: ``about`` says which, and what it was and is."""
    old, new = both
    about |= {"entry_before": old and old.entry, "entry_after": new and new.entry}
    if new is not None and _is_news(about["before"], about["after"]):
        return FigureChange(kind=ChangeKind.RESULT_REPORTED, **about, place=place)
    about["was_final"] = old is not None and old.status is ResultStatus.FINAL
    is_there = about["after"] is not None
    kind = ChangeKind.RESULT_RESTATED if is_there else ChangeKind.RESULT_REMOVED
    return FigureChange(kind=kind, **about, place=place)


def _by_hand(
    subject: Changed, old: ResultEntry, new: ResultEntry, *, is_restated: bool
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
    subject = Changed(pair.id, PLAN, "", entry=latest(old, new).period.text)
    if old and new:
        yield from field_changes(subject, old, new)
        both = old.status, new.status
        yield from _status(subject, both, new.period, new.place_of("status"))
    yield from _reports(pair, old, new)


def _status(
    subject: Changed, both: tuple[ResultStatus, ResultStatus], period: Period, place: Place
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
        subject = Changed(pair.id, code, title, entry=latest(old, new).period.text)
        is_there = now is not None
        file, own = latest(old, new if is_there else None), code if is_there else before[code]
        place = file.place_of("elements", own)
        yield changed(ChangeKind.TEXT_CHANGED, subject, "elements", (was, now), place)
