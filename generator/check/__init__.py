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
    targets,
    values,
)
from generator.model.catalog import Catalog
from generator.problems import Problem, in_order

Check = Callable[[Catalog], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    plans.check_site,
    plans.check_language,
    plans.check_site_codes,
    levels.check_levels,
    levels.check_declared_levels,
    levels.check_elements,
    levels.check_parent,
    levels.check_counted_level,
    levels.check_shared_code,
    plans.check_year_starts,
    references.check_unit,
    references.check_responsible,
    references.check_document,
    references.check_indicator,
    references.check_objective,
    references.check_contribution,
    references.check_element,
    references.check_version,
    references.check_region,
    references.check_region_list,
    references.check_part_of,
    references.check_map,
    references.check_method,
    codes.check_shipped_id,
    profiles.check_profile,
    profiles.check_required,
    profiles.check_stages,
    codes.check_duplicate_id,
    codes.check_duplicate_code,
    codes.check_reserved_code,
    codes.check_reserved_list,
    codes.check_unit_cycle,
    codes.check_duplicate_measure,
    codes.check_duplicate_agreement,
    codes.check_external_codes,
    targets.check_granularity,
    targets.check_target_period,
    targets.check_total,
    targets.check_without_target,
    figures.check_value_kind,
    breakdowns.check_breakdown,
    breakdowns.check_dimensions,
    breakdowns.check_printed_whole,
    quotients.check_printed_quotient,
    quotients.check_mixed,
    values.check_other_values,
    values.check_only_targets,
    values.check_relative_targets,
    values.check_change_direction,
    values.check_others_combined,
    values.check_tolerance,
    values.check_said_verdicts,
    values.check_number_beside_ratio,
    results.check_result_measure,
    results.check_result_period,
    results.check_result_twice,
    results.check_discontinued,
    plausibility.check_scale,
    plausibility.check_whole_year,
    plausibility.check_state_of_result,
    plausibility.check_early_result,
    plausibility.check_similar_units,
    plausibility.check_shares_as_ranks,
    shares.check_shares,
    money.check_currency,
    money.check_amount,
    money.check_decimals,
    money.check_covers,
    money.check_funding,
    money.check_stage_order,
    plans.check_approval,
    plans.check_figure_source,
    plans.check_unused_indicator,
)


def check(catalog: Catalog) -> list[Problem]:
    """All findings of all rules, in the order of the files."""
    return in_order(problem for rule in CHECKS for problem in rule(catalog))
