"""A page that shows a table offers its own rows: those of the exported table, byte for byte."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator import paths
from generator.build import Project
from generator.compute import Results
from generator.export import WRITERS, about, tables
from generator.output import Output
from generator.portal import Portal
from generator.tables import Wanted, export_tables
from tests.helpers import content, lay
from tests.test_export import avance
from tests.test_more_tables import FILES

LINK = re.compile(r'href="((?:\.\./)*datos/[^"]+\.(?:csv|json))"')


@pytest.fixture(scope="module")
def outputs(results: Results) -> dict[str, Output]:
    return {output.path: output for output in Portal(results, "1a2b3c4").outputs()}


def records(csv: bytes) -> list[bytes]:
    """Rows with their ends of line, the head first; texts of the content have none in quotes."""
    return csv.splitlines(keepends=True)


def test_the_rows_of_a_page_are_rows_of_the_table(
    results: Results, outputs: dict[str, Output]
) -> None:
    whole = WRITERS["csv"](tables(results, "es"), about(results, "es"))
    for name in ("measures", "published", "budgets", "dates", "recommendations"):
        head, *rows = records(whole[f"{name}.csv"])
        found: list[bytes] = []
        for plan in results.plans:
            own, *more = records(outputs[paths.PLAN_TABLE(plan, f"{name}.csv")].make())
            assert own == head
            assert more == [row for row in rows if row.startswith(f"{plan},".encode())]
            found += more
        assert sorted(found) == sorted(rows)
    assert (
        outputs["datos/units.json"].make()
        == WRITERS["json"](tables(results, "es"), about(results, "es"))["units.json"]
    )


def test_every_page_leads_to_files_that_there_are(outputs: dict[str, Output]) -> None:
    pages = [
        it for path, it in outputs.items() if path.endswith(".md") and not path.count("editores")
    ]
    found = {
        (page.path, re.sub(r"^(\.\./)+", "", link))
        for page in pages
        for link in LINK.findall(page.make().decode())
    }
    assert {path for _, path in found} <= outputs.keys()
    plan = next(path for path in outputs if path.endswith("/medidas.md")).split("/")[1]
    shown = {file for page, file in found if page == paths.MEASURES(plan)}
    assert f"datos/planes/{plan}/observations.json" in shown
    assert ("presupuesto/index.md", "datos/budgets.csv") in found


def test_one_plan_alone_is_a_package_too(tmp_path: Path) -> None:
    other = {
        f"plans/otro/{name[16:]}": text
        for name, text in content(**FILES).items()
        if name.startswith("plans/plan-2024/")
    }
    plan = other["plans/otro/plan.yml"].decode()
    link = "contributes_to: [{plan: plan-2024, code: '1'}]"
    other["plans/otro/plan.yml"] = re.sub("contributes_to:.*", link, plan).encode()
    root = lay(tmp_path / "portal", {**content(**FILES), **other})
    done = export_tables(Project(root), tmp_path / "solo", Wanted(plan="otro"))
    assert done.n_rows["plans"] == 1
    package = json.loads((tmp_path / "solo/datapackage.json").read_text("utf-8"))
    assert package["name"] == "otro"
    (links,) = [it["schema"] for it in package["resources"] if it["name"] == "contributions"]
    leads = {key["reference"]["resource"] for key in links["foreignKeys"]}
    assert leads == {"plans", "elements", "documents"}  # of its own plan: the other is not there
    assert ["to_plan"] not in [key["fields"] for key in links["foreignKeys"]]
    failed = avance("--out", str(tmp_path / "nada"), "--plan", "otra", root=root)
    assert (failed.returncode, failed.stdout) == (2, "")
    assert failed.stderr.startswith("avance: «otra» no es un plan de content/plans/; ")
    assert not (tmp_path / "nada").exists()
