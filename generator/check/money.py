"""Rules on money."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.walk import suggestion
from generator.model.catalog import Catalog
from generator.problems import Problem, error, msg


def check_currency(catalog: Catalog) -> Iterator[Problem]:
    """mixed-currency, no-currency: a plan's amounts are all in one currency."""
    for name, folder in catalog.plans.items():
        currency = catalog.currency(name)
        for _, line in folder.budget():
            if currency is None and line.currency is None:
                if catalog.site is not None:
                    yield error(
                        "no-currency",
                        line.place_of("amount"),
                        msg("the amount has no currency"),
                        msg("add «currency: PEN» to plan.yml or to content/site.yml"),
                    )
            elif line.currency is not None and line.currency != (
                currency := currency or line.currency
            ):
                yield error(
                    "mixed-currency",
                    line.place_of("currency"),
                    msg("{currency} in a plan in {other}", currency=line.currency, other=currency),
                    msg("amounts of two currencies cannot be added: use one, or split the plan"),
                )


def check_covers(catalog: Catalog) -> Iterator[Problem]:
    """unknown-sibling: an amount covers elements one level below where it stands."""
    for folder in catalog.plans.values():
        for element, line in folder.budget():
            known = {child.code for child in folder.children(element.code)}
            for index, code in enumerate(line.covers):
                if code not in known and folder.complete:
                    yield error(
                        "unknown-sibling",
                        line.place_of("covers", index),
                        msg("«{code}» is not part of «{element}»", code=code, element=element.code),
                        suggestion(code, known),
                    )
