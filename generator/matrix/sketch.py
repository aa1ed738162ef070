"""The mapping file as it is proposed: for an editor to confirm or correct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import fuzz, process

from generator.author.codes import free_name
from generator.author.draft import Content, beside, field, in_file, offered, remark
from generator.author.plans import span_field
from generator.load import shipped
from generator.load.matrix import CodesOf
from generator.load.yaml_write import as_read, on_one_line
from generator.matrix.guess import Guess, names_of
from generator.matrix.headings import Meaning, joined, printable, text_of
from generator.matrix.mapping import is_period
from generator.matrix.vocabulary import roles, words
from generator.model.period import Granularity, Period
from generator.model.plan import PlanKind
from generator.model.scalars import is_id, slug
from generator.model.years import CALENDAR
from generator.problems import column_letters, msg
from generator.words.formatter import Formatter
from generator.words.places import currency_of
from generator.workbook import number_in_text

_SAMPLES, _FIRST, _LONGEST, _LONGEST_ID = 3, 500, 24, 40


@dataclass(frozen=True, slots=True)
class MappingSketch:
    """A mapping that is to be written."""

    path: str
    sheet: str
    header: tuple[int, ...]
    rows: tuple[int, int]
    plan: Iterable[str]
    """Lines."""
    levels: Iterable[Mapping[str, object]]
    columns: Iterable[tuple[int, str, Meaning, str]]
    """By number: what stands over each, what it holds, and what is said of it."""
    units: Mapping[str, tuple[object, str]]
    """Ids by name, and what is said of them."""
    skip: tuple[int, ...] = ()
    decimals: str = ""
    origin: str = ""
    """What the pack was made from."""


def sketched(content: Content, guess: Guess, path: str, plan: str = "") -> bytes:
    """The mapping that a sheet seems to have, with what stands in each column beside it.

    ``plan`` is its id, where somebody named it.
    """
    f = content.f
    sketch = MappingSketch(
        path,
        guess.sheet.name,
        tuple(dict.fromkeys(guess.header)),
        (guess.first, guess.last),
        _plan(content, guess, plan),
        _levels(guess, f),
        _columns(guess, f),
        _units(content, guess),
        guess.totals,
        _decimals(guess),
        guess.pack.origin.get(f.lang, ""),
    )
    return mapping_file(sketch, f)


def mapping_file(it: MappingSketch, f: Formatter) -> bytes:
    """The file, in the portal's language."""
    lines = [*remark(f.t(_HEAD, path=it.path)), *remark(it.origin)]
    lines += field("sheet", it.sheet)
    lines += field("header", it.header, f.t("rows of the headings"))
    lines += field("rows", it.rows, f.t("first and last row that are read"))
    if it.skip:
        lines += field(
            "skip", it.skip, f.t("rows that sum others or repeat the headings: no part of the plan")
        )
    lines += ["plan:", *(f"  {line}" for line in it.plan)]
    lines += ["levels:", *(f"  - {on_one_line(as_read(level))}" for level in it.levels)]
    if it.decimals:
        said = f.t("sign before the decimals of numbers that are text")
        lines += field("decimals", it.decimals, said)
    lines += [*remark(f.t(_ROLES, roles=", ".join(dict.fromkeys(roles().values())))), "columns:"]
    lines += beside((f"  - {_column(n, over, is_)}", said) for n, over, is_, said in it.columns)
    if it.units:
        lines += [*remark(f.t(_UNITS)), "units:"]
        units = ((name, of, said) for name, (of, said) in it.units.items())
        lines += [f"  {line}" for unit in units for line in field(*unit)]
    lines += [*remark(f.t(_CELLS)), f"# cells: {{A{it.rows[0]}: …}}"]
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


def _plan(content: Content, guess: Guess, id_: str) -> Iterator[str]:
    f, site = content.f, content.catalog.site
    name = slug(guess.title)[:_LONGEST_ID].strip("-")
    name = id_ or free_name(name if is_id(name) else "plan", content.catalog.plans)
    yield from field("id", name, f.t("name of its folder, and of its address"))
    yield from field("title", guess.title)
    yield from field("kind", guess.pack.kind or PlanKind.OPERATIONAL, " ".join(PlanKind))
    form = "{from: 2026, to: 2030}"
    yield from field("period", span_field(*guess.years), f.t("a year, or {form}", form=form))
    yield from field("frequency", _frequency(guess), f.t("how often results are reported"))
    if guess.pack.profile:
        yield from field("profile", guess.pack.profile)
    document = slug(f"{f.t('Matrix')} {name}")[:_LONGEST_ID].strip("-")
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
    found = {Period.parse(it).granularity for it in periods if is_period(it, CALENDAR)}
    finest = max(found, key=[*Granularity].index, default=None)
    return finest or guess.pack.frequency or Granularity.YEAR


def _levels(guess: Guess, f: Formatter) -> Iterator[Mapping[str, object]]:
    profile = shipped.profiles(f.lang).get(guess.pack.profile)
    own = {it.code: it for it in profile.levels} if profile else {}
    general = names_of(guess, f.lang)
    for code, given in guess.levels.items():
        one, many = general.get(code, (code, code))
        named = {"code": _code(guess, code, f), "singular": one, "plural": many}
        named |= own[code].model_dump(exclude_none=True) if code in own else {}
        yield named if given is CodesOf.GIVEN else {**named, "codes": given}


def _decimals(guess: Guess) -> str:
    """The mark that reads most of the texts that are numbers; "" where both do."""
    columns = [n for n, it in guess.columns.items() if it.role in _NUMBERS]
    texts = [str(it.value) for n in columns for it in guess.cells(n) if isinstance(it.value, str)]
    read = {m: sum(number_in_text(it.rstrip("% "), m) is not None for it in texts) for m in ",."}
    return "" if read[","] == read["."] else max(read, key=lambda mark: read[mark])


_NUMBERS = frozenset({"target", "result", "total", "baseline", "amount", "weight"})


def _column(number: int, over: str, meaning: Meaning) -> str:
    line = {"column": column_letters(number), "heading": over, "is": str(meaning)}
    return on_one_line(as_read(line))


def _code(guess: Guess, level: str, f: Formatter) -> str:
    """The code of a level, by which its parts have their addresses: a word of the language."""
    code = slug(names_of(guess, f.lang)[level][0]) if level in words()["levels"] else level
    return code if is_id(code) and not guess.pack.profile else level


def _columns(guess: Guess, f: Formatter) -> Iterator[tuple[int, str, Meaning, str]]:
    for n, parts in guess.headings.items():
        it = guess.columns[n]
        found = replace(
            it, level=_code(guess, it.level, f) if it.level in guess.levels else it.level
        )
        texts = (printable(text_of(it))[:_LONGEST] for it in islice(guess.cells(n), _FIRST))
        samples = [*dict.fromkeys(texts)][:_SAMPLES]
        said = "; ".join(samples) or f.t("empty")
        yield n, joined(parts), found, f"? {said}" if samples and not found.is_sure else said


def _units(content: Content, guess: Guess) -> dict[str, tuple[object, str]]:
    """Ids of the units that are named: those of units.yml, and new ones."""
    known = {slug(text): it.id for it in content.catalog.units.values() for text in _called(it)}
    found: dict[str, tuple[object, str]] = {}
    for name in guess.units:
        near = ""
        for said in map(slug, name.split(";")):
            if said not in known:
                alike = process.extractOne(said, [*known], scorer=fuzz.ratio, score_cutoff=_ALIKE)
                near = content.f.t("? like «{id}»", id=known[alike[0]]) if alike else ""
                new = said[:_LONGEST_ID].strip("-")
                known[said] = free_name(new if is_id(new) else "unit", known.values())
        ids = [known[slug(it)] for it in name.split(";")]
        found[name] = ids[0] if len(ids) == 1 else ids, near
    return found


_ALIKE = 88


def _called(unit: object) -> Iterator[str]:
    for name in ("id", "name", "acronym"):
        if text := getattr(unit, name):
            yield str(text)
