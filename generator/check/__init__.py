"""Rules that need more than one value to be judged.

``check(catalog)`` runs them all. A rule is one function that yields problems; its words live
with it, and its code has an entry with the remedy in the editors' manual. Rules stay silent on
what a file that could not be read would have defined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.check.breakdowns import check_breakdown
from generator.check.codes import (
    check_duplicate_code,
    check_duplicate_id,
    check_duplicate_measure,
    check_reserved_code,
    check_reserved_unit,
    check_unit_cycle,
)
from generator.check.money import check_covers, check_currency
from generator.check.references import (
    check_contribution,
    check_document,
    check_indicator,
    check_method,
    check_named,
    check_objective,
    check_published,
    check_region,
    check_reported_element,
    check_unit,
    check_version,
)
from generator.check.results import check_result_measure, check_result_period, check_result_twice
from generator.check.sources import (
    check_approval,
    check_figure_source,
    check_unused_indicator,
)
from generator.check.structure import check_levels, check_site
from generator.check.targets import (
    check_granularity,
    check_target_period,
    check_total,
    check_without_target,
)
from generator.check.values import check_value_kind
from generator.model.catalog import Catalog
from generator.problems import Problem, in_order

Check = Callable[[Catalog], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    check_site,
    check_levels,
    check_unit,
    check_document,
    check_indicator,
    check_objective,
    check_contribution,
    check_named,
    check_published,
    check_reported_element,
    check_version,
    check_region,
    check_method,
    check_duplicate_id,
    check_duplicate_code,
    check_reserved_code,
    check_reserved_unit,
    check_unit_cycle,
    check_duplicate_measure,
    check_granularity,
    check_target_period,
    check_total,
    check_without_target,
    check_value_kind,
    check_breakdown,
    check_result_measure,
    check_result_period,
    check_result_twice,
    check_currency,
    check_covers,
    check_approval,
    check_figure_source,
    check_unused_indicator,
)


def check(catalog: Catalog) -> list[Problem]:
    """All findings of all rules, in the order of the files."""
    return in_order(problem for rule in CHECKS for problem in rule(catalog))
