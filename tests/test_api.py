"""The API: what its files say, that what describes them is true, and that they equal the tables."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from generator.compute import Results, compute
from generator.export import tables
from generator.export.formats import as_csv
from generator.load import load
from generator.portal import Portal
from tests.helpers import content, results_of
from tests.siege.trees import files as siege
from tests.site import pages_of, parsed

ROOT = "api/v1/"
VERSION = "1a2b3c4d5e6f"
Files = Mapping[str, Any]


def files_of(results: Results) -> Files:
    """The files of the API by their name under its root."""
    outputs = (o for o in Portal(results, VERSION).outputs() if o.path.startswith(ROOT))
    made = {o.path: o.make() for o in outputs if o.path.endswith(".json")}
    return {name.removeprefix(ROOT): json.loads(data) for name, data in made.items()}


@cache
def every_field() -> Results:
    """A content in which every field of every model has a value."""
    return compute(load(siege())[0], dt.date(2026, 3, 1))


RESULTS = """
period: 2024-T1
status: final
source: {document: informe, place: Cuadro 2, lines: 7-9}
results:
  visitas: {value: 8.50, disputed: {field: result, why: El cuadro 3 dice 9, place: Cuadro 3}}
"""


def told(*reports: str, as_of: str = "2024-08-01", **files: str) -> Files:
    """The API of the small plan: quarters of 10, 20, 30 and 40, some of them reported."""
    return files_of(results_of(content(**files, **dict(zip(_NAMES, reports, strict=False))), as_of))


_NAMES = ("results/2024-T1.yml", "results/2024-T2.yml")
MEASURE = "planes/plan-2024/indicadores/visitas.json"
DECIMALS = {
    "indicators/visitas.yml": "name: Visitas\nkind: index\ndirection: increase\nover_time: sum\n"
}


def test_a_figure_says_what_it_is_where_it_is_printed_and_what_is_in_dispute() -> None:
    files = told(RESULTS, **DECIMALS)
    measure = files[MEASURE]["measure"]
    first = next(it for it in measure["figures"] if it["period"] == "2024-T1")
    assert (first["target"], first["actual"], first["state"]) == ("10", "8.50", "value")
    assert first["sources"] == [
        {
            "document": "informe",
            "name": "Informe",
            "title": "Informe",
            "place": "Cuadro 2",
            "lines": "7-9",
        }
    ]
    assert first["disputes"] == [
        {"field": "result", "why": "El cuadro 3 dice 9", "place": "Cuadro 3"}
    ]
    assert measure["page"] == "planes/plan-2024/1.1.1/#visitas"
    assert files["planes/plan-2024/1.1.1.json"]["measures"] == [measure]
    assert (first["actual_place"], measure["parent_code"]) == (["Cuadro 2"], ["1.1"])
    assert "notes" not in first  # a list without a value


def test_what_is_missing_is_no_zero_and_nothing_published_is_an_answer() -> None:
    files = told()
    figures = {it["period"]: it for it in files[MEASURE]["measure"]["figures"]}
    assert [(figures[p]["actual"], figures[p]["state"]) for p in ("2024-T1", "2024-T3")] == [
        (None, "not-reported"),
        (None, "not-due"),
    ]
    plan = files["planes/plan-2024.json"]["plan"]
    assert (plan["n_results"], plan["says"]) == (
        0,
        "Nada publicado: el plan no tiene ningún resultado al 1 de agosto de 2024.",
    )
    missing = files["planes/plan-2024/quien-falta.json"]["observations"]
    assert {(it["measure"], it["period"]) for it in missing} == {
        ("visitas", "2024"),
        ("visitas", "2024-T1"),
        ("visitas", "2024-T2"),
    }
    zero = told("period: 2024-T1\nstatus: final\nresults:\n  visitas: 0\n")[MEASURE]["measure"]
    assert [it["actual"] for it in zero["figures"] if it["period"] == "2024-T1"] == ["0"]
    assert zero["n_results"] == 1


def test_a_plan_reads_as_plain_text_and_the_first_file_for_programs_leads_to_it() -> None:
    site = {"site.yml": content()["site.yml"].decode() + "url: https://planes.example/p/\n"}
    results = results_of(content(**site, **{_NAMES[0]: RESULTS, **DECIMALS}), "2024-08-01")
    made = {
        o.path: o.make().decode()
        for o in Portal(results, VERSION).outputs()
        if o.path.endswith(".txt")
    }
    text = made["api/v1/planes/plan-2024.txt"]
    assert text.startswith("# Plan 2024\n\n- **Entidad:** Ministerio\n")
    assert "#### 1.1.1 Actividad\n\n**Visitas:** Lo que sigue lo dice el documento" in text
    assert (
        "- 2024-T1: meta 10, resultado 8.50, avance 85.0 %, en disputa \\[Informe, Cuadro 2\\]"
        in text
    )
    assert "- 2024-T2: meta 20, sin reporte \\[Informe, Anexo 1\\]" in text
    address = "https://planes.example/p/api/v1/planes/plan-2024.txt"
    assert f"- [Plan 2024](<{address}>): 1 resultado publicado." in made["llms.txt"]


@pytest.fixture(scope="module")
def documented() -> Files:
    return files_of(every_field())


def schema_of(description: Any, name: str) -> Any:
    """The schema of a kind of file or object, with the others that it names."""
    return {"$ref": f"#/components/schemas/{name}", "components": description["components"]}


def test_the_description_is_valid_and_true_of_every_file(documented: Files) -> None:
    description = documented["openapi.json"]
    validate(description)
    checks = {
        place: Draft202012Validator(schema_of(description, answer(about)))
        for place, about in description["paths"].items()
    }
    wrong = [
        f"{name}: {error.json_path} {error.message[:200]}"
        for name, data in documented.items()
        if name != "openapi.json"
        for error in checks[place_of(description, name)].iter_errors(data)
    ]
    assert wrong == []


def answer(about: Any) -> str:
    """What a GET of a path answers with."""
    schema = about["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return str(schema["$ref"]).rpartition("/")[2]


def filled(place: str, about: Any) -> str:
    """The file that the examples of a path name."""
    names = {it["name"]: it["example"] for it in about["get"].get("parameters", ())}
    return place.format(**names).removeprefix("/")


def place_of(description: Any, name: str) -> str:
    """The path of a file: the one with most fixed parts that fits; codes may have two parts."""
    patterns = {
        place: re.sub(r"\{\w+\}", "[^/]+", re.sub(r"\{(code|measure)\}", ".+", place))
        for place in description["paths"]
    }
    fits = [place for place, pattern in patterns.items() if re.fullmatch(pattern, f"/{name}")]
    return str(max(fits, key=lambda place: len(re.sub(r"\{\w+\}", "", place))))


def test_the_examples_of_the_description_are_files_of_the_built_site(site: Path) -> None:
    description = json.loads((site / ROOT / "openapi.json").read_bytes())
    for place, about in description["paths"].items():
        data = json.loads((site / ROOT / filled(place, about)).read_bytes())
        found = Draft202012Validator(schema_of(description, answer(about))).iter_errors(data)
        assert [error.message for error in found] == [], place


def test_every_generated_page_leads_to_its_file_and_the_index_lists_them_all(site: Path) -> None:
    index = json.loads((site / ROOT / "index.json").read_bytes())
    listed = {it["json"]: it["page"] for it in index["pages"]}
    found = {}
    for page in pages_of(site):
        tree = parsed(page)
        for link in tree.findall(".//link[@rel='alternate api']"):
            seen = tree.xpath("//dl[contains(@class, 'foot')]//a[contains(@href, 'api/v1/')]/@href")
            assert seen == [link.get("href")], page
            file = (page.parent / link.get("href", "")).resolve()
            found[str(file.relative_to(site.resolve()))] = page
    assert len(found) > 10
    assert found.keys() == listed.keys()
    assert {listed[json_] for json_ in found} == {
        f"{page.parent.relative_to(site)}/".removeprefix("./") for page in found.values()
    }
    files = {str(it.relative_to(site)) for it in (site / ROOT).rglob("*.json")}
    measures = {it["json"] for it in index["measures"]}
    assert files == {*listed, *measures, f"{ROOT}openapi.json"}


def test_checks_are_counted_as_on_their_pages_where_rows_repeat_a_fact(documented: Files) -> None:
    (checks,) = documented["contraste.json"]["checks"]
    told = documented[f"planes/{checks['plan']}/contraste.json"]
    assert told["checks"] == [checks]
    assert checks["n_findings"] == len(told["findings"])
    figures = {it.get("fact", it["id"]) for it in told["published"]}
    assert sum(n for name, n in checks.items() if name not in {"plan", "n_findings"}) == len(
        figures
    )
    assert len(figures) < len(told["published"])


def observed(results: Results) -> Iterator[dict[str, str]]:
    (found,) = (it for it in tables(results, "es") if it.table.name == "observations")
    yield from csv.DictReader(io.StringIO(as_csv(found).decode(), newline=""))


def test_every_figure_is_that_of_the_table(documented: Files) -> None:
    names = ("period", "dimension", "member", "target", "actual", "attainment", "state")
    rows = [
        (it["plan"], it["measure"], *(it[name].removeprefix("'") for name in names))
        for it in observed(every_field())
    ]
    figures = [
        (it["plan"], it["measure"], *(figure.get(name) or "" for name in names))
        for name, data in documented.items()
        if "/indicadores/" in name
        for it in [data["measure"]]
        for figure in it["figures"]
    ]
    assert len(rows) > 40
    assert sorted(figures) == sorted(rows)


def test_an_english_portal_has_its_addresses_in_english() -> None:
    files = siege()
    site = files["site.yml"].replace(b"languages: [es]", b"languages: [en]")
    found = files_of(compute(load({**files, "site.yml": site})[0], dt.date(2026, 3, 1)))
    description = found["openapi.json"]
    assert "/plans/{plan}/indicators/{measure}.json" in description["paths"]
    assert {filled(place, about) for place, about in description["paths"].items()} <= {*found}
    assert description["components"]["schemas"]["Figure"]["properties"]["actual"][
        "description"
    ].startswith("Result")


def test_a_preview_makes_none_of_it_nor_of_what_else_is_read_beside_pages() -> None:
    kinds = {it.path.rpartition(".")[2] for it in Portal(every_field()).outputs()}
    assert kinds == {"md", "css", "ics", "xml"}
