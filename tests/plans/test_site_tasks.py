"""Three questions of a citizen, each answered by clicking through the portal from the home page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

N_CLICKS = 4
"""As many as a reader is asked to make at most."""


class Reader:
    """Someone who only clicks what the page shows, and counts it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.n_clicks = 0
        page.goto(address)

    def click(self, text: str, *, exact: bool = True) -> None:
        """Follow the first link with a text that is on the screen."""
        link = self.page.locator("article").get_by_role("link", name=text, exact=exact).first
        with self.page.expect_navigation():
            link.click()
        self.n_clicks += 1
        assert self.n_clicks <= N_CLICKS

    def reads(self) -> str:
        """The text of the page, in one line."""
        said = self.page.inner_text("article").replace("\u00a0", " ")
        return re.sub(r"\s+", " ", said)


@pytest.fixture(params=[360, 1280], ids=["phone", "desktop"])
def reader(request: pytest.FixtureRequest, address: str, chromium: Browser) -> Iterator[Reader]:
    context = chromium.new_context(viewport={"width": request.param, "height": 800})
    yield Reader(context.new_page(), address)
    context.close()


def test_how_the_ministry_did_on_youth_employment_placement_in_ayacucho(reader: Reader) -> None:
    reader.click("Por región")
    reader.click("Ayacucho")
    reader.click("Atención de servicios de intermediación laboral - sede Ayacucho", exact=False)
    assert "La meta para 2024 era de 125 personas; el resultado fue 15 (12.0 %)." in reader.reads()
    assert reader.n_clicks == 3


def test_which_activity_had_no_execution_at_all(reader: Reader) -> None:
    reader.click("Plan Operativo Institucional 2024")
    reader.click("1 con resultado cero")
    assert "1 con resultado cero" in reader.reads()
    first = reader.page.locator("table.t tbody tr").first.inner_text()
    assert "Elaboración de informes laborales" in first
    assert "0.0 %" in first.replace("\u00a0", " ")
    assert reader.n_clicks == 2


def test_whether_the_budget_grew_during_2024_and_by_which_resolution(reader: Reader) -> None:
    reader.click("Presupuesto")
    said = reader.reads()
    assert "El presupuesto de 2024 creció de S/ 385,980,156 a S/ 728,706,272" in said
    assert "Resolución de Secretaría General N° 000072-2024-TR-SG" in said
    assert "+89.3 %" in said
    assert reader.n_clicks == 1


@pytest.mark.proof
def test_which_published_figure_is_the_worst_that_does_not_add_up(reader: Reader) -> None:
    reader.click("Ver cada una")
    for said in ("S/ 736,084,851", "S/ 728,706,272"):  # on the first screen it reaches
        figure = reader.page.locator(".fd .v").filter(has_text=said.replace(" ", "\u00a0")).first
        box = figure.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800
    assert "S/ 7,378,579 de diferencia, 1.0 % del presupuesto del plan" in reader.reads()
    assert reader.n_clicks == 1


@pytest.mark.proof
def test_what_a_plan_used_to_promise(reader: Reader) -> None:
    reader.click("Plan Operativo Institucional 2024")
    reader.click("Lo prometido, norma por norma")
    assert "Su presupuesto de 2024 era de S/ 385,980,156; hoy es de S/ 728,706,272." in (
        reader.reads()
    )
    reader.click("20 de diciembre de 2024")
    assert "Lo que cambió esta norma" in reader.reads()
    assert "S/ 388,878,962 → pasó a S/ 736,084,851" in reader.reads()
    assert reader.n_clicks == 3
