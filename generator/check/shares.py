"""Shares of what is part of the same add up to 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.levels import are_placed
from generator.model.catalog import Catalog, Element, PlanFolder
from generator.model.shares import WHOLE, Siblings, elements_in, has_shares, measures_in, parts_of
from generator.problems import Place, Problem, error, in_line, msg, warning


def check_shares(catalog: Catalog) -> Iterator[Problem]:
    """shares-add-up, missing-share, shares-as-fractions: shares of siblings are those of a whole.

    1. Either each of them has a share or none.
    2. They add up to 100, or to the share of what they are parts of.
    3. Shares that add up to 1 are fractions.
    """
    for name, folder in catalog.plans.items():
        is_whole = not any(path.startswith(f"plans/{name}/") for path in catalog.broken)
        if is_whole and has_shares(folder) and are_placed(folder):
            raised = {code for of in folder.elements for code in _raised(folder, of)}
            for element in folder.elements:
                told = parts_of(folder, element) if element.code in raised else None
                for group in (elements_in(folder, element), measures_in(folder, element)):
                    if any(group.weights) and group != told:
                        printed = _printed(folder, element, group)
                        yield from _of_siblings(*printed, element.weight)


def _raised(folder: PlanFolder, element: Element) -> tuple[str, ...]:
    found = elements_in(folder, element)
    return found.codes if found.raised else ()


def _printed(folder: PlanFolder, element: Element, group: Siblings) -> tuple[Element, Siblings]:
    """The group whose shares are printed, where an only element has those of its parts."""
    while group.raised and len(group.codes) == 1:
        element = folder.by_code[group.codes[0]]
        group = parts_of(folder, element)
    return element, group


def _of_siblings(element: Element, group: Siblings, above: Decimal | None) -> Iterator[Problem]:
    """``above`` is the share of what they are parts of."""
    place, total, is_noted = _place(group), group.total, element.node.note
    shares = in_line((weight for weight in group.weights if weight is not None), ", ")
    if total is None:
        what = msg(
            "{n} of {whole} have a weight ({shares}), and the others of «{code}» none",
            n=sum(weight is not None for weight in group.weights),
            whole=len(group.codes),
            shares=shares,
            code=element.code,
        )
        hint = msg("write that of each, or of none; without it, there is no weighted mean")
        yield warning("missing-share", place, what, hint)
    elif total == 1 != above:
        percent = in_line(
            ((weight * WHOLE).normalize() for weight in group.weights if weight), ", "
        )
        what = msg("the weights ({shares}) add up to 1, and a weight is in percent", shares=shares)
        hint = msg("write {percent}", percent=percent)
        yield error("shares-as-fractions", place, what, hint)
    elif total not in {WHOLE, above} and not is_noted:
        what = msg(
            "the weights in «{code}» ({shares}) add up to {total}, not to 100",
            code=element.code,
            shares=shares,
            total=total,
        )
        hint = msg(
            "look them up; if the document prints them so, say it in the «note» of «{code}»",
            code=element.code,
        )
        yield warning("shares-add-up", place, what, hint)


def _place(group: Siblings) -> Place:
    """Where the first of them is written."""
    first = next(it for it, weight in zip(group.written, group.weights, strict=True) if weight)
    return first.place_of("weight")
