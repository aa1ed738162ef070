"""The mapping file: how a matrix is read, for an editor to confirm or correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.author.codes import free_name
from generator.author.draft import Content, beside, field, in_file, offered, remark, typed
from generator.load import shipped
from generator.load.settings import read_as
from generator.load.yaml_write import as_read, on_one_line
from generator.matrix.guess import Guess, names_of
from generator.matrix.headings import Meaning, joined, text_of
from generator.matrix.vocabulary import NAME, TOP, roles
from generator.model.matrix import CodesOf, MatrixColumn
from generator.model.matrix import Mapping as MappingFile
from generator.model.money import Stage
from generator.model.period import Granularity, Period
from generator.model.plan import PlanKind
from generator.model.scalars import is_id, slug
from generator.problems import Message, Problem, column_letters, error, msg
from generator.words.formatter import Formatter
from generator.words.places import currency_of
from generator.workbook.numbers import number_in_text

_SAMPLES, _LONGEST, _LONGEST_ID = 3, 24, 40
_FINEST = (
    *(Granularity.MONTH, Granularity.BIMESTER, Granularity.QUARTER, Granularity.SEMESTER),
    Granularity.YEAR,
)


@dataclass(frozen=True, slots=True)
class About:
    """What the workbook is called, and what is taken where it says nothing."""

    path: str
    year: int
    id: str = ""
    """Of the plan, where somebody named it."""


def mapping_file(content: Content, guess: Guess, about: About) -> bytes:
    """The mapping that a sheet seems to have, with what stands in each column beside it."""
    f = content.f
    lines = remark(f.t(_HEAD, path=about.path))
    lines += field("sheet", guess.sheet.name)
    lines += field("header", list(dict.fromkeys(guess.header)), f.t("rows of the headings"))
    lines += field("rows", [guess.first, guess.last], f.t("first and last row that are read"))
    if guess.totals:
        lines += field("skip", guess.totals, f.t("rows that sum others: no part of the plan"))
    lines += ["plan:", *(f"  {it}" for it in _plan(content, guess, about))]
    lines += ["levels:", *(f"  - {on_one_line(as_read(it))}" for it in _levels(guess, f))]
    if marks := _decimals(guess):
        lines += field("decimals", marks, f.t("sign before the decimals of numbers that are text"))
    lines += [*remark(f.t(_ROLES, roles=", ".join(dict.fromkeys(roles().values())))), "columns:"]
    lines += beside(_columns(guess, f))
    if units := _units(content, guess):
        lines += remark(f.t(_UNITS))
        lines += ["units:"]
        lines += [f"  {it}" for name, of in units.items() for it in field(name, of)]
    lines += [*remark(f.t(_CELLS)), f"# cells: {{{column_letters(1)}{guess.first}: …}}"]
    return in_file(lines)


_HEAD = msg(
    "How «{path}» is read. Nothing of the plan is written yet: correct what is wrong here, and "
    "run the same command again."
)
_ROLES = msg(
    "What each column holds: a role, and where it is needed the level, the period or the stage of "
    "money. A line with «?» is a proposal. Roles: {roles}, name (code and title in one cell)."
)
_UNITS = msg(
    "Units in charge as the matrix names them, and their ids; those that are not in units.yml are "
    "added. Two names of one unit get the same id; several units, [one, two]."
)
_CELLS = msg("What cells should say, where a code or a number was lost; the workbook stays.")


def _plan(content: Content, guess: Guess, about: About) -> Iterator[str]:
    f, site = content.f, content.catalog.site
    first, last = guess.years
    first, last = first or str(about.year), last or str(about.year)
    span = typed(first) if first == last else {"from": typed(first), "to": typed(last)}
    name = slug(guess.title)[:_LONGEST_ID].strip("-")
    name = about.id or free_name(name if is_id(name) else "plan", content.catalog.plans)
    yield from field("id", name, f.t("name of its folder, and of its address"))
    yield from field("title", guess.title)
    yield from field("kind", guess.pack.kind or PlanKind.OPERATIONAL, " ".join(PlanKind))
    yield from field("period", span)
    yield from field("frequency", _frequency(guess), f.t("how often results are reported"))
    if guess.pack.profile:
        yield from field("profile", guess.pack.profile)
    document = slug(f"{f.t('matrix')} {name}")[:_LONGEST_ID].strip("-")
    yield from field("document", document, f.t("the workbook, as the source of its figures"))
    yield offered(
        "entity", site.publisher if site else "…", f.t("if it is of another of units.yml")
    )
    if site is None or site.currency is None:
        usual = currency_of(site.region or "") if site else None
        said = f.t("of its amounts (ISO 4217)")
        yield from field("currency", usual, said) if usual else [offered("currency", "USD", said)]


def _frequency(guess: Guess) -> str:
    periods = [it.period for it in guess.columns.values() if it.role in {"target", "result"}]
    found = {known.granularity for it in periods if (known := _period(it))}
    finest = next((it for it in _FINEST if it in found), None)
    return finest or guess.pack.frequency or Granularity.YEAR


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _levels(guess: Guess, f: Formatter) -> Iterator[Mapping[str, object]]:
    profile = shipped.profiles(f.lang).get(guess.pack.profile)
    own = {it.code: it for it in profile.levels} if profile else {}
    general = names_of(guess, f.lang)
    for code, given in guess.levels.items():
        if code in own:
            named = {"code": code, **own[code].model_dump(exclude_none=True)}
        else:
            one, many = general.get(code, (code, code))
            named = {"code": code, "singular": one, "plural": many}
        yield named if given is CodesOf.GIVEN else {**named, "codes": given}


def _decimals(guess: Guess) -> str:
    """The mark that reads most of the texts that are numbers; "" where there are none."""
    columns = [n for n, it in guess.columns.items() if it.role in NUMBERS]
    texts = [str(it.value) for n in columns for it in guess.cells(n) if isinstance(it.value, str)]
    read = {m: sum(number_in_text(it.rstrip("% "), m) is not None for it in texts) for m in ",."}
    return max(read, key=lambda mark: read[mark]) if any(read.values()) else ""


NUMBERS = frozenset({"target", "result", "total", "baseline", "amount", "weight"})


def _columns(guess: Guess, f: Formatter) -> Iterator[tuple[str, str]]:
    for n, parts in guess.headings.items():
        found = guess.columns[n]
        line = {"column": column_letters(n), "heading": joined(parts), "is": str(found)}
        samples = list(dict.fromkeys(text_of(it)[:_LONGEST] for it in guess.cells(n)))[:_SAMPLES]
        said = f.t("empty") if not samples else "; ".join(samples)
        is_asked = not found.is_sure and samples
        yield f"  - {on_one_line(as_read(line))}", f"? {said}" if is_asked else said


def _units(content: Content, guess: Guess) -> dict[str, str]:
    """Ids of the units that are named: those of units.yml, and new ones; alike names share one."""
    known = {slug(text): it.id for it in content.catalog.units.values() for text in _called(it)}
    found: dict[str, str] = {}
    for name in guess.units:
        said = slug(name)
        if said not in known:
            new = said[:_LONGEST_ID].strip("-")
            known[said] = free_name(new if is_id(new) else "unit", known.values())
        found[name] = known[said]
    return found


def _called(unit: object) -> Iterator[str]:
    for name in ("id", "name", "acronym"):
        if text := getattr(unit, name):
            yield str(text)


# Reading it.


def read_mapping(path: str, data: bytes) -> tuple[MappingFile | None, list[Problem]]:
    """The mapping as an editor left it, and what is wrong with it."""
    mapping, problems = read_as(MappingFile, path, data)
    if mapping is None:
        return None, problems
    levels = {it.code for it in mapping.levels}
    wrong = [
        error("matrix-column", it.place_of("meaning"), what, _HINT)
        for it in mapping.columns
        if (what := _refusal(it, levels))
    ]
    return (None if wrong else mapping), [*problems, *wrong]


_HINT = msg("write a role with its level, period or stage: «target 2026-T1»; or ignore")


def _refusal(column: MatrixColumn, levels: set[str]) -> Message | None:
    found = meaning_in(column.meaning, levels)
    if found is None or found.role not in {*roles().values(), NAME}:
        return msg("«{text}» says nothing that a column can hold", text=column.meaning)
    needs = {"target": "period", "result": "period", "amount": "stage"}
    if (name := needs.get(found.role)) and not getattr(found, name):
        return msg("«{text}» says no {what}", text=column.meaning, what=_NEEDED[name])
    return None


_NEEDED = {"period": msg("period"), "stage": msg("stage of money")}


def meaning_in(text: str, levels: set[str]) -> Meaning | None:
    """What a line of the mapping says of its column."""
    role, *words = text.split()
    found: dict[str, str] = {}
    for word in words:
        is_level = word in levels or word == TOP
        kind = "level" if is_level else "stage" if word in set(Stage) else "period"
        if kind in found or (kind == "period" and not _period(word)):
            return None
        found[kind] = word
    return Meaning(role, found.get("level", ""), found.get("period", ""), found.get("stage", ""))
