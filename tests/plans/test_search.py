"""The search over the plans: what a citizen types, and what it brings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.test_search import SCRIPT, asked

POI = "planes/poi-mtpe-2024/"
FIRST = {
    "presupuesto 2024": "presupuesto/",
    "plata": "presupuesto/",
    "migrantes": "IdG.10/",
    "desempleados": "desempleo",
    "empelo": "empleo",
    "chamba": "empleo",
    "oei 2": "OEI.02/",
    "aei 02 01": "AEI.02.01/",
    "AEI.02.01": "AEI.02.01/",
    "atrasadas": "#lejos-de-la-meta",
    "qué falta reportar": "quien-falta/",
    "AOI00015400054": "AOI00015400054/",
    "AOI00015400139": "AOI00015400139/",
    "OPLA": "glosario/#opla",
    "CEPLAN": "glosario/#ceplan",
    "notas de prensa": "Notas de prensa",
    "líneas estratégicas": "Líneas estratégicas",
    "La Libertad": "regiones/PE-LAL/",
    "intermediación laboral Ayacucho": "AOI00099300276/",
    "intermediacion laboral ayacucho": "AOI00099300276/",
    "poi 2024": POI,
    "indicadores": "indicadores/",
    "presupuesto institucional modificado": "glosario/#pim",
}
"""In the address or the title of the first result."""
AMONG = {
    "sueldo": "AEI.03.02/",
    "prensa": "comunicaciones-mtpe-2024/1.1.1/",
    "laboral": "OEI.01/",
    "La Libertad": "AOI00099300280/",
    "teletrabajo": "AEI.06.05/",
    "jovenes": "OEI.02/",
    "jóvenes": "OEI.02/",
    "OPLA": "planes/pfc-mtpe-2025/H1/",  # says only the short form
    "Oficina de Planeamiento e Inversiones": "glosario/#opla",
    "presupuesto institucional modificado": POI,
}
"""In the address of one of the first ten."""


@pytest.fixture(scope="module")
def index(site: Path) -> Any:
    """What the site hands to its search."""
    return json.loads((site / "search/index.js").read_text("utf-8")[len("avanceIndex(") : -2])


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    """A page that has the engine and nothing else."""
    page = chromium.new_page()
    page.add_script_tag(content=SCRIPT.read_text("utf-8"))
    yield page
    page.close()


def test_a_citizen_finds_what_is_meant(blank: Page, index: Any) -> None:
    found = asked(blank, index, *FIRST, *AMONG)
    told = [
        [f"{it['url']} {it['title']} {it['part']}" for it in one["found"][:10]] for one in found
    ]
    first = {query: (said or [""])[0] for query, said in zip(FIRST, told, strict=False)}
    assert {q: said for q, said in first.items() if FIRST[q] not in said} == {}
    among = dict(zip(AMONG, told[len(FIRST) :], strict=True))
    assert {q: said for q, said in among.items() if AMONG[q] not in " ".join(said)} == {}


def test_every_page_with_a_code_can_be_found(site: Path, index: Any) -> None:
    pages = {page[0] for page in index["pages"]}
    coded = {
        path.parent.relative_to(site).as_posix() for path in site.glob("planes/*/*/index.html")
    }
    assert len(coded) > 350
    assert {path for path in coded if f"{path}/" not in pages} - {
        path for path in coded if path.endswith("/informe")
    } == set()
