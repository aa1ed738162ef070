"""What was computed of each institution, kept between runs: safe to delete, it costs time only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.between_runs import UNUSABLE, read_own, sealed
from generator.federation.institution import Examined
from generator.federation.plain import as_json, from_json
from generator.load.institutions import Institution
from generator.output import digest
from generator.program import program
from generator.publish.replace import replace_files


@dataclass(frozen=True, slots=True)
class Kept:
    """A content that was computed: which commit, of which day, as of which day, by what."""

    commit: str
    day: date | None
    as_of: date
    made_with: str
    examined: Examined

    @property
    def is_sound(self) -> bool:
        """Whether anything of it can be shown."""
        return self.examined.sums is not None

    @property
    def has_plans(self) -> bool:
        """Whether a plan of it can be shown."""
        return bool(self.examined.sums and self.examined.sums["plans"])

    def is_of(self, commit: str, as_of: date, made_with: str) -> bool:
        """Whether computing a commit again would give the same."""
        is_same = (self.commit, self.made_with) == (commit, made_with)
        return is_same and self.examined.holds(self.as_of, as_of)


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """The last content of an institution, and the last one without errors."""

    last: Kept | None = None
    sound: Kept | None = None
    place: str = ""
    """Changes with where its content is: nothing that was elsewhere is shown under its name."""

    def known(self, commit: str, as_of: date, made_with: str) -> Kept | None:
        """What is known of a commit as of a day; None where it must be computed."""
        found = (it for it in (self.last, self.sound) if it and it.is_of(commit, as_of, made_with))
        kept = next(found, None)
        return kept and replace(kept, as_of=as_of)


def made_with(institution: Institution, *said_in: str | None) -> str:
    """Changes with the program, and with where the content of an institution is."""
    return digest((program(), said_in, _place_of(institution)))


def _place_of(institution: Institution) -> str:
    return digest((institution.folder, institution.git, institution.entity))


def read_record(state: Path, institution: Institution) -> EntryRecord:
    """What is kept of an institution; nothing where it cannot be used, or was elsewhere."""
    empty = EntryRecord(place=_place_of(institution))
    try:
        text = read_own(_file(state, institution.id))  # what is damaged would be published
        found: EntryRecord = from_json(EntryRecord, text)
    except UNUSABLE:
        return empty
    return found if found.place == empty.place else empty


def write_record(state: Path, name: str, record: EntryRecord) -> None:
    """Keep it. Raises OSError."""
    try:
        replace_files({_file(state, name): sealed(as_json(record).encode())})
    except OSError as failure:
        failure.filename = failure.filename or str(state)
        raise


def _file(state: Path, name: str) -> Path:
    return state / "editions" / f"{name}.json"
