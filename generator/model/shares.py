"""Shares: how much each part counts in what it is a part of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.model.catalog import Element, Level, PlanFolder
from generator.model.measure import Measure
from generator.model.plan import Node

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Siblings:
    """The elements right below another, or its own measures, with their shares."""

    codes: tuple[str, ...] = ()
    weights: tuple[Decimal | None, ...] = ()
    """Percent, as printed."""
    written: tuple[Node | Measure, ...] = ()
    """What says each."""
    raised: bool = False
    """Elements without a share of their own have those of their parts together."""

    @property
    def total(self) -> Decimal | None:
        """The sum of the shares; None where one is missing."""
        given = [weight for weight in self.weights if weight is not None]
        return sum(given, Decimal(0)) if given and len(given) == len(self.codes) else None

    @property
    def portions(self) -> dict[str, Fraction] | None:
        """The part of the whole that each one has: an only one all. None without shares.

        Each share is divided by the sum of them, so that shares of the whole plan (20 and 20
        in an axis of 40) and those of the axis (50 and 50) say the same.
        """
        if len(self.codes) < 2:  # noqa: PLR2004
            return dict.fromkeys(self.codes, Fraction(1))
        total = self.total
        if total is None:
            return None
        pairs = zip(self.codes, self.weights, strict=True)
        return {code: Fraction(weight or 0) / Fraction(total) for code, weight in pairs}


def has_shares(folder: PlanFolder) -> bool:
    """Whether something of the plan prints the share it has in another thing."""
    measures = (measure.weight for _, measure in folder.written_measures)
    return any(element.weight for element in folder.elements) or any(measures)


def measures_in(folder: PlanFolder, element: Element) -> Siblings:
    """The measures of an element."""
    own = folder.measures_at.get(element.code, ())
    names, measures = (name for name, _ in own), tuple(measure for _, measure in own)
    return Siblings(tuple(names), tuple(it.weight for it in measures), measures)


def elements_in(folder: PlanFolder, element: Element) -> Siblings:
    """The elements below one.

    Where none of them has a share, and those of the parts of each add up to another number than
    100, they are printed as shares of what stands above: together, they are the element's.
    """
    below = tuple(folder.children(element.code))
    own = tuple(it.weight for it in below)
    found = Siblings(tuple(it.code for it in below), own, tuple(it.node for it in below))
    if any(own):
        return found
    parts = [parts_of(folder, it) for it in below]
    totals = tuple(it.total for it in parts)
    if None in totals or WHOLE in totals or set(totals) <= {1}:
        return found
    return Siblings(found.codes, totals, tuple(it.written[0] for it in parts), raised=True)


def parts_of(folder: PlanFolder, element: Element) -> Siblings:
    """What tells the share of an element without one: what is below it, else its measures."""
    below = elements_in(folder, element)
    return below if any(below.weights) else measures_in(folder, element)


def portions(folder: PlanFolder, element: Element, level: Level) -> dict[str, Fraction] | None:
    """The part that each measure of a level has in an element, by its id: down the tree, products.

    An activity of several measures of which none has a share is one part, by its code. None
    where some part has no share, or its measures are of another level.
    """
    if element.level == level:
        own = measures_in(folder, element)
        is_one = level.is_counted and own.codes and not any(own.weights)
        return {element.code: Fraction(1)} if is_one else own.portions
    parts = elements_in(folder, element).portions
    if parts == {} and folder.measures_at.get(element.code):
        return None  # its measures are of another mean
    found: dict[str, Fraction] = {}
    for code, part in (parts or {}).items():
        below = portions(folder, folder.by_code[code], level)
        if below is None:
            return None
        for name, inner in below.items():
            found[name] = found.get(name, Fraction(0)) + part * inner
    return None if parts is None else found
