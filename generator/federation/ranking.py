"""A shared indicator across institutions: ranked where that is fair, else the reason why not.

Only figures that mean the same are put in order: of one level of government, period, unit and
direction; a count grows with the size of an institution, so its attainment is what is ordered,
and the methods must be the same too. The rule of what is apart is that of all comparisons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.compute.compare import Basis, Refusal, apart
from generator.federation.edition import Edition, EditionEntry
from generator.federation.particulars import SharedFigure
from generator.federation.registers import Registers
from generator.load.institutions import GovernmentLevel
from generator.model.indicator import Indicator, Kind
from generator.model.period import Granularity, Period
from generator.problems import Message, msg
from generator.words.labels import WHY_APART

_FEWEST = 2
_Given = tuple[EditionEntry, SharedFigure]


@dataclass(frozen=True, slots=True)
class Placing:
    """A figure of an institution, with its rank or why it has none."""

    entry: EditionEntry
    figure: SharedFigure
    rank: int | None = None
    n_ranked: int = 0
    """Of how many it is the rank."""
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """An indicator of the registers with the figures of all institutions."""

    id: str
    of: Indicator
    placings: tuple[Placing, ...]
    """By level of government; those with a rank first."""

    @property
    def is_by_attainment(self) -> bool:
        """Whether attainments are put in order, and not values."""
        return self.of.kind.traits.is_counted

    def at(self, level: GovernmentLevel) -> tuple[Placing, ...]:
        """Those of one level of government."""
        return tuple(it for it in self.placings if it.entry.of.level is level)

    @property
    def n_ranked(self) -> int:
        """How many have a rank."""
        return sum(it.rank is not None for it in self.placings)


def shared_indicators(edition: Edition, registers: Registers) -> tuple[Shared, ...]:
    """Each indicator of the registers; one that no institution has stands there without any."""
    found: dict[str, list[_Given]] = {it: [] for it in registers.indicators}
    for entry in edition.entries:
        for figure in entry.particulars.shared:
            found.get(figure.indicator, []).append((entry, figure))
    return tuple(_shared(name, registers, found[name]) for name in sorted(found))


def unknown_codes(
    edition: Edition, registers: Mapping[str, Indicator]
) -> Iterator[tuple[EditionEntry, str]]:
    """Codes that institutions give and the registers do not have."""
    for entry in edition.entries:
        codes = {it.indicator for it in entry.particulars.shared} - {*registers}
        yield from ((entry, code) for code in sorted(codes))


def _shared(name: str, registers: Registers, figures: Sequence[_Given]) -> Shared:
    bare = Shared(name, registers.indicators[name], ())
    several = Counter(entry.of.id for entry, _ in figures)
    judged = [
        Placing(entry, it, why=_unfit(bare, it, registers, is_several=several[entry.of.id] > 1))
        for entry, it in figures
    ]
    own = ([it for it in judged if it.entry.of.level is level] for level in GovernmentLevel)
    return replace(bare, placings=tuple(it for some in own for it in _of_level(bare, some)))


def _of_level(of: Shared, judged: list[Placing]) -> list[Placing]:
    bases = Counter(_basis(of, it.figure) for it in judged if not it.why)
    if not bases:
        return judged
    common = max(bases, key=lambda it: (bases[it], it.period and it.period.end, it.method))
    example = next(it.figure for it in judged if not it.why and _basis(of, it.figure) == common)
    compared = [_against(of, it, common, example) for it in judged]
    fit = [it for it in compared if not it.why]
    if len(fit) < _FEWEST:
        alone = msg("no other of its level of government has a figure to compare it with")
        return [it if it.why else Placing(it.entry, it.figure, why=alone) for it in compared]
    return [*_ranked(of, fit), *(it for it in compared if it.why)]


def _unfit(
    of: Shared, it: SharedFigure, registers: Registers, *, is_several: bool
) -> Message | None:
    """Why a figure is ranked with no other."""
    if not of.of.kind.traits.is_measured:
        return msg("it is no number")
    if why := _other(of, it, registers):
        return why
    if is_several:
        return msg("the institution has several figures of it")
    if value_of(of, it) is None:
        return msg("it has no figure")
    return msg("its figure is in dispute") if it.is_disputed else None


def _other(of: Shared, it: SharedFigure, registers: Registers) -> Message | None:
    """Why a figure means another thing than the registers."""
    own, kind = of.of, it.kind
    unit = _unit(kind, it.unit, registers)
    if it.unit and not unit:
        return msg("its unit of measurement is not in the registers: {name}", name=it.unit)
    if unit != _unit(own.kind, own.unit or "", registers):
        none = msg("none")
        units = {"a": it.unit or none, "b": own.unit or none}
        return msg(
            "its unit of measurement is another than that of the registers: {a}; {b}", **units
        )
    if (kind, it.over_time) != (own.kind, own.over_time.value):
        return msg("its values are not read as those of the registers")
    if (it.direction.rises, it.direction.falls) != (own.direction.rises, own.direction.falls):
        return msg("in the registers another direction is the better one")
    if not (of.is_by_attainment or own.direction.rises or own.direction.falls):
        return msg("neither more nor less of it is better")
    is_own = "~" in it.method and of.is_by_attainment
    if is_own and registers.methods and it.method not in registers.methods:
        return msg("its method is not in the registers: {name}", name=it.method_title)
    return None


def _unit(kind: Kind, unit: str, registers: Registers) -> str:
    return "%" if kind.traits.in_percent else registers.unit(unit)


def value_of(of: Shared, it: SharedFigure) -> Decimal | None:
    """What is put in order: a value in its unit, or an attainment in percent."""
    return it.attainment if of.is_by_attainment else it.value


def _basis(of: Shared, it: SharedFigure) -> Basis:
    method = it.method if of.is_by_attainment else ""
    text = f"{it.start}/{it.end}"
    period = Period(text, Granularity.YEAR, it.start, it.end)
    return Basis(method=method, period=period, running=it.is_running)


def _against(of: Shared, it: Placing, common: Basis, example: SharedFigure) -> Placing:
    """With the reason why it is apart from what most have, where it is."""
    refusal = None if it.why else apart(_basis(of, it.figure), common)
    if refusal is None:
        return it
    told = {Refusal.METHOD: "method_title", Refusal.PERIOD: "period"}.get(refusal)
    a, b = (getattr(one, told) if told else "" for one in (it.figure, example))
    return Placing(it.entry, it.figure, why=WHY_APART[refusal].having(a=a, b=b))


def _ranked(of: Shared, fit: Sequence[Placing]) -> Iterator[Placing]:
    """The best first; equal figures have the same rank."""
    is_least = not of.is_by_attainment and of.of.direction.falls
    sign = 1 if is_least else -1
    found = [(sign * (value_of(of, it.figure) or Decimal(0)), it) for it in fit]
    found.sort(key=lambda pair: (pair[0], pair[1].entry.of.name, pair[1].entry.of.id))
    first = {value: n for n, (value, _) in reversed([*enumerate(found, 1)])}
    for value, it in found:
        yield Placing(it.entry, it.figure, first[value], len(found))
