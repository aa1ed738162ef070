"""How a run went: for whoever operates an edition, and for a program that watches it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from generator.between_runs import UNUSABLE
from generator.federation.edition import Edition, EditionEntry, EntryStatus
from generator.federation.remark_pages import NOT_CURRENT
from generator.federation.views import FaultView, LinkCell, NationalContext, NationalPage, TableView
from generator.load.institutions import NATIONAL
from generator.model.scalars import is_id
from generator.problems import Message, msg
from generator.words.formatter import Formatter

STATUS_PAGE, STATUS_JSON = f"{NATIONAL}/status.html", f"{NATIONAL}/status.json"
MOST_FAULTS = 20
"""Institutions with errors on one page beside other things; their own page has all."""
MOST_FILES = 20_000
"""What hosts of static sites take in one site, the least of those that say it."""


@dataclass(frozen=True, slots=True)
class Sites:
    """The institutions that have a site, and why that of some is not as it should be."""

    n_files: Mapping[str, int] = field(default_factory=dict)
    """By the ids of those that have one."""
    failed: Mapping[str, Message] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """A run that made an edition."""

    made: datetime
    """When it began, in UTC."""
    sites: Sites
    n_files: int
    """Of the national level."""

    @property
    def n_all(self) -> int:
        """Files of all of the edition."""
        return self.n_files + sum(self.sites.n_files.values())

    def shards(self) -> list[tuple[tuple[str, ...], int]]:
        """Sites by their ids that can be together, each with its files, in as many as are needed.

        The first leaves room for the national level.
        """
        found: list[tuple[tuple[str, ...], int]] = [((), self.n_files)]
        for name, n in sorted(self.sites.n_files.items()):
            names, before = found[-1]
            if before + n <= MOST_FILES:
                found[-1] = ((*names, name), before + n)
            else:
                found.append(((name,), n))
        return found


def status_page(ctx: NationalContext, run: Run) -> NationalPage:
    """The page of a run."""
    f, whole = ctx.f, ctx.edition.whole
    counted = (
        (msg("As they are now"), whole.n(EntryStatus.SOUND)),
        (msg("As they were before"), whole.n(EntryStatus.HELD)),
        (msg("Not published"), whole.n(EntryStatus.NOT_PUBLISHED)),
        (msg("Could not be read"), whole.n(EntryStatus.FAILED)),
        (msg("With overdue results"), whole.n_published - whole.n_up_to_date),
        (msg("Computed in this run"), ctx.edition.n_computed),
        (msg("Files"), run.n_all),
    )
    faults, more = first_faults(ctx)
    return NationalPage(
        STATUS_PAGE,
        f.t("How the last run went"),
        tuple(_lead(f, ctx.edition, run)),
        crumbs=(ctx.home,),
        facts=tuple((f.t(name), f.number(n)) for name, n in counted),
        faults=faults,
        more_faults=more,
        tables=tuple(_tables(ctx, run)),
        links=(LinkCell("status.json", STATUS_JSON),),
    )


def first_faults(ctx: NationalContext) -> tuple[tuple[FaultView, ...], LinkCell | None]:
    """Why the first are not shown as they are now, and the way to the others."""
    away = [it for it in ctx.edition.entries if it.faults]
    n_more = len(away) - MOST_FAULTS
    more = LinkCell(ctx.f.n("… and {n} more", "… and {n} more", n_more), NOT_CURRENT)
    first = tuple(fault for it in away[:MOST_FAULTS] for fault in ctx.faults(it))
    return first, more if n_more > 0 else None


def _lead(f: Formatter, edition: Edition, run: Run) -> Iterator[str]:
    made = msg("It began on {day} at {time} (UTC); the edition is as of {as_of}.")
    yield f.t(made, day=run.made.date(), time=f"{run.made:%H:%M}", as_of=edition.as_of)
    if run.n_all > MOST_FILES:
        said = msg(
            "Some hosts take {most} files at most: below is how to divide the folders of the "
            "institutions; let one address lead to each by its first name."
        )
        yield f.t(said, most=MOST_FILES)


def _tables(ctx: NationalContext, run: Run) -> Iterator[TableView]:
    f, by_id = ctx.f, {it.of.id: it for it in ctx.edition.entries}
    failed = (
        (ctx.named(by_id[name]) if name in by_id else LinkCell(name), LinkCell(f.t(why)))
        for name, why in run.sites.failed.items()
    )
    heads = (msg("Institution"), msg("Why"))
    yield from ctx.tables("sites", f.t("Sites that are not as they should be"), heads, failed)
    if run.n_all > MOST_FILES:
        rows = (
            (
                LinkCell(f"{names[0]} … {names[-1]}" if names else "—"),
                LinkCell(f.number(n), is_number=True),
            )
            for names, n in run.shards()
        )
        heads = (msg("Institutions"), msg("Files"))
        note = f.t("The first part holds the national pages too.")
        yield from ctx.tables("shards", f.t("Parts for hosts with limits"), heads, rows, note)


def status_json(ctx: NationalContext, run: Run) -> bytes:
    """The same for a program: all that is not as it should be, with why."""
    edition, f, registers = ctx.edition, ctx.f, ctx.registers
    whole = edition.whole
    told = {
        "title": ctx.home.text,
        "registers": {"version": registers.version, "digest": registers.digest},
        "made": f"{run.made:%Y-%m-%dT%H:%M:%SZ}",
        "as_of": edition.as_of.isoformat(),
        "institutions": len(edition.entries),
        **{it.value.replace("-", "_"): whole.n(it) for it in EntryStatus},
        "late": whole.n_published - whole.n_up_to_date,
        "computed": edition.n_computed,
        "files": run.n_all,
        "shards": [{"sites": it, "files": n} for it, n in run.shards() if run.n_all > MOST_FILES],
        "sites": sorted(run.sites.n_files),
        "sites_failed": {name: f.t(why) for name, why in run.sites.failed.items()},
        "not_as_now": [_away(it) for it in edition.entries if it.status is not EntryStatus.SOUND],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _away(it: EditionEntry) -> dict[str, object]:
    days = {"shown_as_of": it.shown_as_of, "errors_since": it.errors_since}
    first = it.faults[0]
    return {
        "id": it.of.id,
        "status": it.status.value,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "n_errors": it.n_errors,
        "where": str(first.place) if first.path else None,
        "why": first.text,
    }


def last_sites(out: Path) -> set[str]:
    """The ids of the institutions that had a site in the edition that is there."""
    try:
        names = {str(it) for it in json.loads((out / STATUS_JSON).read_bytes())["sites"]}
    except UNUSABLE:
        return set()
    return set(filter(is_id, names))


def write_logs(state: Path, edition: Edition, run: Run, f: Formatter) -> None:
    """Keep, of each institution, a line for each time that it was otherwise than before.

    A folder that cannot be written costs no more than this.
    """
    with suppress(OSError):
        (state / "logs").mkdir(parents=True, exist_ok=True)
        for it in edition.entries:
            place, why = state / "logs" / f"{it.of.id}.log", run.sites.failed.get(it.of.id)
            said = [it.status.value, it.newest[:12], *(str(x.text) for x in it.faults[:1])]
            line = " · ".join([*filter(None, said), *([f.t(why)] if why else [])])
            before = place.read_text("utf-8").splitlines() if place.is_file() else []
            if not before or before[-1].partition(" ")[2] != line:
                with place.open("a", encoding="utf-8") as log:
                    log.write(f"{run.made:%Y-%m-%dT%H:%M:%SZ} {line}\n")
