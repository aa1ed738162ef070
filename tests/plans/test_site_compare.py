"""Two things are picked on a page of comparisons: what is read is what the page had written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import watch

SCRIPT = Path(__file__).parent.parent.parent / "generator/render/theme/assets/compare.js"
_LIMIT = 3072


def said(page: Page) -> list[str]:
    page.locator(".said p").first.wait_for()
    found = page.locator(".said p").all_inner_texts()
    return [re.sub(r"\s+", " ", text) for text in found]


def shown(page: Page) -> list[str]:
    return page.locator("article tbody tr:visible th").all_inner_texts()


def test_the_script_is_small() -> None:
    assert len(SCRIPT.read_bytes()) <= _LIMIT


@pytest.mark.parametrize("width", [360, 1280])
def test_how_does_my_region_compare(address: str, chromium: Browser, width: int) -> None:
    page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    wrong = watch(page)
    page.goto(f"{address}/regiones/PE-AYA/")
    page.get_by_role("link", name="Comparar con otra región").click()
    page.wait_for_url(re.compile(r"/comparar/regiones/\?a=PE-AYA$"))
    page.locator("select[name=b]").select_option("PE-UCA")
    page.wait_for_url(re.compile(r"/comparar/regiones/\?a=PE-AYA&b=PE-UCA$"))
    first = said(page)
    assert first[-1].startswith(
        "Plan Operativo Institucional 2024 · Avance promedio: Ayacucho (55.8 %) tiene "
    )
    assert {*shown(page)} == {"Ayacucho", "Ucayali"}
    assert page.locator(".said p").first.bounding_box()["y"] < 800  # type: ignore[index]
    page.reload()
    assert said(page) == first
    page.get_by_role("button", name="Ver todo").click()
    page.wait_for_function("() => !location.search")
    page.wait_for_function("() => document.querySelectorAll('article tbody tr').length > 20")
    assert len(shown(page)) == 18
    page.locator("details.part summary").click()
    assert len(shown(page)) > 20

    page.goto(f"{address}/comparar/regiones/")
    assert [it.input_value() for it in page.locator("form select").all()] == ["PE-PUN", "PE-PIU"]
    assert page.locator(".said p").count() == 0
    assert "tiene 131.6 puntos menos que Piura" in page.inner_text("p.say >> nth=0")
    assert len(shown(page)) == 18

    page.goto(f"{address}/comparar/?a=pei-mtpe-2017-2027&b=poi-mtpe-2024")
    assert said(page) == [
        "Avance promedio: no se comparan Plan Estratégico Institucional 2017-2027 y "
        "Plan Operativo Institucional 2024: uno es el promedio de 47 indicadores de AEI; "
        "el otro, de 260 actividades operativas."
    ]
    page.goto(f"{address}/planes/poi-mtpe-2024/comparar/?a=OEI.02&b=AEI.02.01")
    assert said(page) == ["No están en una misma tabla: no se comparan."]
    assert wrong == []
    page.context.close()
