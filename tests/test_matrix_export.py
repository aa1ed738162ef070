"""A plan as a matrix, and the matrix read back: what stands in both is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.author.draft import Content, read_content
from generator.author.sourced import Imported
from generator.load import load
from generator.matrix.export import mapping_of_plan, workbook_of
from generator.matrix.importing import imported
from generator.matrix.mapping import read_mapping
from generator.matrix.report import report
from generator.model.catalog import Catalog, PlanFolder
from generator.model.reports import ResultRole
from generator.words.formatter import Formatter
from generator.workbook import Workbook, read_workbook
from tests.helpers import content as minimal
from tests.helpers import with_lines

EXAMPLES = Path(__file__).parent.parent / "generator/examples"
PLANS = sorted(it.parent for it in EXAMPLES.glob("*/content/plans/*/plan.yml"))


def again(content: Content, folder: PlanFolder) -> tuple[Imported[Any], Catalog]:
    """The plan exported and read back into the content without it."""
    files = {
        path: data
        for path, data in content.files.items()
        if not path.startswith(f"plans/{folder.id}/")
    }
    workbook = read_workbook(workbook_of(content, folder)[0], "plan.xlsx")
    assert isinstance(workbook, Workbook), workbook
    bare = Content(files, load(files)[0], {})
    mapping, problems = read_mapping(
        bare, "plan.mapping.yml", mapping_of_plan(content, folder, "plan.xlsx")
    )
    assert mapping is not None, problems
    done = imported(bare, workbook, mapping)
    assert isinstance(done, Imported), done
    catalog, _ = load({**bare.files, **done.draft.files})
    return done, catalog


def told(catalog: Catalog, name: str) -> dict[str, Any]:
    """Codes, titles, units, targets, results and amounts."""
    folder = catalog.plans[name]
    found: dict[str, Any] = {}
    for element in folder.elements:
        lines = element.node.budget
        amounts = sorted((str(it.year), str(it.stage), it.amount, it.funding or "") for it in lines)
        names = element.node.title, getattr(element.node, "short", "")  # of a plan, its title alone
        found[element.code] = names, element.parents, amounts
    for use in catalog.measures(name):
        measure = use.measure
        found[f"{use.element.code} {use.id}"] = (
            use.traits.unit,
            use.traits.kind,
            measure.targets,
            measure.total,
        )
    for use, file, entry in catalog.reported(name):
        if file.role is ResultRole.PROGRESS:
            found[f"{use.id} {file.period}"] = entry.figure
    return found


@pytest.mark.parametrize("place", PLANS, ids=lambda it: it.name)
def test_a_plan_read_back_says_the_same(place: Path) -> None:
    content, _ = read_content(place.parent.parent)
    done, catalog = again(content, content.catalog.plans[place.name])
    assert [(str(it.place), str(it.message)) for it in done.unexplained] == []
    before, after = (told(it, place.name) for it in (content.catalog, catalog))
    assert {key: after.get(key) for key in before} == before
    n_amounts = sum(len(it.node.budget) for it in content.catalog.plans[place.name].elements)
    (counted,) = (it for it in report(done, Formatter("en")) if it.startswith("The plan: "))
    assert f", {n_amounts} amount" in counted


def test_amounts_of_the_plan_itself_bring_their_version() -> None:
    plan = with_lines(
        "plan.yml",
        "versions: [{id: V1, label: V1}]",
        "budget: [{year: 2024, stage: modified, version: V1, amount: 1800}]",
    )
    files = minimal(**plan)
    content = Content(files, load(files)[0], {})
    _, catalog = again(content, content.catalog.plans["plan-2024"])
    assert [it.id for it in catalog.plans["plan-2024"].plan.versions] == ["V1"]
    assert told(catalog, "plan-2024")["plan"] == told(content.catalog, "plan-2024")["plan"]
