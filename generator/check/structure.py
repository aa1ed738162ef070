"""Rules on the files a content tree and a plan must have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalog import Catalog
from generator.problems import Place, Problem, error, msg


def check_site(catalog: Catalog) -> Iterator[Problem]:
    """missing-site: ``content/site.yml`` names the portal."""
    if catalog.site is None and "site.yml" not in catalog.broken:
        yield error(
            "missing-site",
            Place("content/site.yml"),
            msg("the file is missing: it names the portal and who publishes it"),
            msg("add it with name, publisher, licence and bands"),
        )


def check_levels(catalog: Catalog) -> Iterator[Problem]:
    """plan-without-objectives; level-undeclared: activities need a name for their level."""
    for folder in catalog.plans.values():
        plan = folder.plan
        if not plan.objectives:
            yield error(
                "plan-without-objectives",
                plan.place_of("objectives"),
                msg("the plan has no objective"),
                msg("add at least one {{code, title}} under «objectives»"),
            )
        first = next((s for s in folder.strategies if s.activities), None)
        if plan.levels.activity is None and first is not None:
            yield error(
                "level-undeclared",
                first.place_of("activities", at_key=True),
                msg("the strategy has activities, and the plan gives that level no name"),
                msg("add «activity» under «levels» in plan.yml"),
            )
