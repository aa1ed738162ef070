"""The plans of this repository in IATI and StratML, and back."""

from __future__ import annotations

import pytest

from generator.compute import Results
from generator.load.disk import read_tree
from generator.standards.iati import iati_file
from generator.standards.stratml import PLAN, REPORT, stratml_file
from tests.command import ROOT
from tests.iati import figures
from tests.test_iati_import import read_back
from tests.test_stratml import held


def test_every_plan_is_valid_with_all_of_its_results(results: Results) -> None:
    for name, plan in results.plans.items():
        rows = list(figures(iati_file(results, name)))
        n_actual = sum(row[4] == "actual" for row in rows)
        told = list(plan.folder.reported)
        assert n_actual >= sum(file.role == "progress" for file, _, _ in told)
        for kind in (PLAN, REPORT):
            held(stratml_file(results, name, kind))


@pytest.mark.proof
def test_every_plan_read_back_says_the_same() -> None:
    read_back(read_tree(ROOT / "content")[0])
