"""Rules that need more than one value to be judged.

``check(catalog)`` runs them all. A rule is one function that yields problems; its words live
with it, and its code has an entry with the remedy in the editors' manual. Rules stay silent on
what a file that could not be read would have defined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.check import (
    breakdowns,
    codes,
    corrections,
    figures,
    levels,
    money,
    plans,
    plausibility,
    profiles,
    quotients,
    references,
    results,
    shares,
    sources,
    targets,
    titles,
    values,
)
from generator.model.catalog import Catalog
from generator.problems import Problem, in_order

Check = Callable[[Catalog], Iterator[Problem]]

_ROOMS = (
    *(plans, levels, references, codes, titles, profiles, targets, figures, breakdowns, values),
    *(quotients, results, plausibility, shares, money, sources),
    corrections,
)
CHECKS: tuple[Check, ...] = tuple(
    it for room in _ROOMS for name, it in vars(room).items() if name.startswith("check_")
)


def check(catalog: Catalog) -> list[Problem]:
    """All findings of all rules, in the order of the files."""
    return in_order(problem for rule in CHECKS for problem in rule(catalog))
