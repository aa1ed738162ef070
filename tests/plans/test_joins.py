"""The tables of the plans of this repository join."""

from __future__ import annotations

from pathlib import Path

import frictionless
import pytest

from generator.compute import Results
from tests.test_joins import package_of, test_every_row_has_its_key_and_leads_somewhere

__all__ = ["test_every_row_has_its_key_and_leads_somewhere"]


@pytest.mark.proof
def test_frictionless_calls_all_of_them_valid(results: Results, tmp_path: Path) -> None:
    package_of(results, tmp_path)
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert report.flatten(["type", "note", "rowNumber"]) == []
