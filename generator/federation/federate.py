"""federate(institutions) -> Edition: each read and computed apart, as of one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.between_runs import UNUSABLE
from generator.federation.edition import Edition, EditionEntry, EntryStatus
from generator.federation.engine import Stop, Stopped
from generator.federation.institution import Examined, Fault, Task, examine
from generator.federation.places import EditionOptions, Tip, places
from generator.federation.plain import from_json
from generator.federation.state import EntryRecord, Kept, made_with, read_record, write_record
from generator.load.institutions import Institution
from generator.problems import Message, msg
from generator.progress import SILENT, Progress
from generator.words.formatter import Formatter

Known = dict[str, Kept | Stopped]
"""What came of contents by the ids of their institutions."""


def federate(
    institutions: Sequence[Institution], asked: EditionOptions, told: Progress = SILENT
) -> Edition:
    """Compute an edition. Raises OSError where the state cannot be written."""
    ordered = sorted(institutions, key=lambda it: it.id)
    records = {it.id: read_record(asked.state, it) for it in ordered}
    deep = {it.id for it in ordered if not it.commit and _faults(records[it.id].last)}
    told.step(msg("Fetching the institutions"), len(ordered))
    found: dict[str, Tip] = {}
    why: dict[str, Message] = {}
    for it, at, failure in places(ordered, asked, deep):
        told.advance()
        found |= {it.id: at} if at else {}
        why |= {it.id: failure} if failure else {}
    for name, other in _twice(found):
        del found[name]
        records[name] = EntryRecord()
        why[name] = msg("its content is that of «{name}», and would count twice", name=other)
    days = filter(None, (at.day for at in found.values()))
    as_of = asked.as_of or max(days, default=asked.clock.day(asked.clock.now))
    return _Making(asked, as_of, told, found, why, records, deep).edition(ordered)


def _twice(found: Mapping[str, Tip]) -> list[tuple[str, str]]:
    """Who has the content of another, whatever the way to it, and of whom."""
    first: dict[tuple[str, str], str] = {}
    told = ((it, first.setdefault((at.commit, at.repo.prefix), it)) for it, at in found.items())
    return [(it, other) for it, other in told if other != it]


@dataclass
class _Making:
    """An edition on its way."""

    asked: EditionOptions
    as_of: date
    progress: Progress
    found: dict[str, Tip]
    why: Mapping[str, Message]
    """Why some could not be reached, by their ids."""
    records: dict[str, EntryRecord]
    deep: set[str]
    """Those of whose history more than one commit was fetched."""
    computed: set[str] = field(default_factory=set)

    def edition(self, institutions: Sequence[Institution]) -> Edition:
        """The newest content of each, with earlier files where that has errors."""
        known, lacking = self._known(institutions)
        newest = self._computed(lacking)
        shallow = [it for it in lacking if self._lacks_history(it, newest[it.id])]
        for it, at, failure in places(shallow, self.asked, {it.id for it in shallow}):
            self.found |= {it.id: at} if at and not failure else {}
        newest |= self._computed([it for it in shallow if isinstance(newest[it.id], Kept)])
        bombs = [it for it in lacking if isinstance(newest[it.id], Stopped)]
        earlier = self._computed(bombs, is_unreadable=True)
        known |= newest
        entries = (self._entry(it, known.get(it.id), earlier.get(it.id)) for it in institutions)
        return Edition(self.as_of, tuple(entries), len(self.computed))

    def _lacks_history(self, it: Institution, newest: Kept | Stopped) -> bool:
        """Whether earlier content is looked for, and one commit is all that was fetched."""
        is_stopped = isinstance(newest, Stopped) and not self.records[it.id].sound
        return bool(it.git) and it.id not in self.deep and bool(is_stopped or _faults(newest))

    def _known(self, institutions: Sequence[Institution]) -> tuple[Known, list[Institution]]:
        """What is known of those that were reached, and those of which it must be computed."""
        known, lacking = Known(), list[Institution]()
        for it in institutions:
            if at := self.found.get(it.id):
                made = made_with(it, self.asked.lang, self.asked.region)
                kept = self.records[it.id].known(at.commit, self.as_of, made)
                known.update({it.id: kept} if kept else {})
                lacking += [] if kept else [it]
        return known, lacking

    def _computed(
        self, institutions: Sequence[Institution], *, is_unreadable: bool = False
    ) -> Known:
        """Compute some; each is kept when it is done."""
        if institutions:
            said = msg("Reading and computing the institutions")
            self.progress.step(said, len(institutions))
        known, tasks = Known(), [self._task(it, is_unreadable) for it in institutions]
        for number, text in self.asked.run(examine, tasks):
            it, answer = institutions[number], _read(text)
            self.progress.advance()
            self.computed.add(it.id)
            if isinstance(answer, Stopped):
                known[it.id] = answer
                continue
            at, made = self.found[it.id], made_with(it, self.asked.lang, self.asked.region)
            known[it.id] = kept = Kept(at.commit, at.day, self.as_of, made, answer)
            if not is_unreadable:
                self._keep(it, kept)
        return known

    def _keep(self, it: Institution, kept: Kept) -> None:
        sound = self.records[it.id].sound if kept.examined.faults else kept
        self.records[it.id] = EntryRecord(kept, sound, self.records[it.id].place)
        if kept.examined.is_read:
            write_record(self.asked.state, it.id, self.records[it.id])

    def _task(self, it: Institution, is_unreadable: bool) -> Task:
        at, sound = self.found[it.id], self.records[it.id].sound
        place = (str(at.repo.folder), at.repo.prefix, at.commit)
        known = sound.commit if sound and sound.commit != at.commit else ""
        said_in = self.asked.lang, self.asked.region
        return Task(*place, self.as_of, *said_in, known, is_unreadable)

    def _entry(
        self, it: Institution, newest: Kept | Stopped | None, earlier: object
    ) -> EditionEntry:
        """How it is: what cannot be read now, is as it was when it could be."""
        at, sound = self.found.get(it.id), self.records[it.id].sound
        why, of = tuple(self._why(it, newest)), newest if isinstance(newest, Kept) else _NOTHING
        faults, n_errors = (*why, *of.examined.faults), len(why) + of.examined.n_errors
        found = (kept for kept in (newest, earlier, sound) if isinstance(kept, Kept))
        # What is left of a content whose plans all have errors is nothing to be shown.
        is_any = (kept for kept in found if kept.is_sound and (kept.has_plans or not faults))
        shown = next(is_any, None)
        status = EntryStatus.HELD if faults else EntryStatus.SOUND
        if shown is None:
            is_read = of is not _NOTHING and of.examined.is_read
            status = EntryStatus.NOT_PUBLISHED if is_read else EntryStatus.FAILED
        repo = at.repo if at and shown is newest else None
        return EditionEntry(it, status, shown, at.commit if at else "", faults, n_errors, repo)

    def _why(self, it: Institution, newest: Kept | Stopped | None) -> Iterable[Fault]:
        """Why the newest content is not known, as it is told."""
        f = Formatter(self.asked.lang, self.asked.region)
        if it.id in self.why:
            yield Fault("", 0, 0, "unreachable", f.t(self.why[it.id]))
        if isinstance(newest, Stopped):
            yield Fault("", 0, 0, newest.why, f.t(why_stopped(newest, self.asked)))


def why_stopped(stopped: Stopped, asked: EditionOptions) -> Message:
    """Why a task gave no answer."""
    bounds = asked.bounds
    values = {"memory": bounds.memory // 10**6, "seconds": round(bounds.seconds)}
    return _WHY[stopped.why].having(**values, what=stopped.detail)


_WHY: Mapping[Stop, Message] = {
    Stop.MEMORY: msg("it takes more than {memory} MB of memory"),
    Stop.TIME: msg("it takes more than {seconds} seconds"),
    Stop.CRASH: msg("the program failed at it ({what})"),
}


_NOTHING = Kept("", None, date.min, "", Examined())


def _faults(known: Kept | Stopped | None) -> tuple[Fault, ...]:
    return known.examined.faults if isinstance(known, Kept) else ()


def _read(text: str | Stopped) -> Examined | Stopped:
    """What a process says, which may have been made to say anything."""
    if isinstance(text, Stopped):
        return text
    try:
        found: Examined = from_json(Examined, text)
    except UNUSABLE as failure:
        return Stopped(Stop.CRASH, type(failure).__name__)
    return found
