"""Tables that sort and filter, in a real browser; complete without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import axe
from tests.browser import set_palette, settle
from tests.site import parsed, text_of

LIST = "planes/poi-mtpe-2024/medidas/"
SCRIPT = Path(__file__).parent.parent.parent / "generator/render/theme/assets/tables.js"
_LIMIT = 7936


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


def rows(page: Page) -> list[str]:
    """The first cells of the rows that are seen, in order."""
    return page.locator("table[data-tools=metas] tbody tr:visible th").all_inner_texts()


def codes(page: Page) -> list[str]:
    return [found[0] for row in rows(page) if (found := re.match(r"\S+", row))]


def column(page: Page, n: int) -> list[str]:
    cells = page.locator(f"table[data-tools=metas] tbody tr:visible td:nth-child({n})")
    return cells.all_inner_texts()


def test_without_a_script_the_list_is_whole_and_starts_with_what_was_not_done(
    address: str, chromium: Browser, site: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/planes/poi-mtpe-2024/")
    page.get_by_role("link", name="con resultado cero").click()
    page.wait_for_url("**/medidas/?*")
    assert page.url.startswith(f"{address}/{LIST}?metas.resultado=con-resultado-cero#metas")
    assert len(rows(page)) == 31
    page.get_by_text("229 más").click()
    assert page.locator("article tbody tr:visible").count() == 260
    assert codes(page)[0] == "AOI00015400054"
    assert page.locator("article button:visible, article input:visible").count() == 0
    context.close()
    assert "1 con resultado cero" in text_of(site / LIST / "index.html")


def test_the_same_link_shows_only_what_was_not_done(address: str, page: Page) -> None:
    page.goto(f"{address}/planes/poi-mtpe-2024/")
    page.get_by_role("link", name="con resultado cero").click()
    page.wait_for_url("**/medidas/?*")
    assert codes(page) == ["AOI00015400054"]
    assert page.get_by_role("status").inner_text() == "1 de 260 filas"
    page.get_by_role("button", name="Quitar filtros").click()
    assert len(rows(page)) == 31
    assert page.locator("details[data-more] tbody tr").count() == 229
    assert "metas." not in page.url
    assert page.url.endswith("#metas")


def amount(text: str) -> int:
    """The figure of a cell; what is said of it stands on a line below."""
    return int(text.splitlines()[0].replace(",", ""))


def test_heads_sort_by_the_figure_and_the_third_click_restores(address: str, page: Page) -> None:
    page.goto(f"{address}/{LIST}")
    first = codes(page)
    head = page.get_by_role("columnheader", name="Meta")
    head.get_by_role("button").click()
    values = [amount(text) for text in column(page, 3)]
    assert values == sorted(values)
    assert values[-1] > 1_000_000
    assert len(values) == 260
    assert page.locator("details[data-more]").is_hidden()
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert [amount(text) for text in column(page, 3)] == values[::-1]
    assert head.get_attribute("aria-sort") == "descending"
    assert "metas.orden=-meta" in page.url
    page.reload()
    assert head.get_attribute("aria-sort") == "descending"
    assert [amount(text) for text in column(page, 3)] == values[::-1]
    head.get_by_role("button").click()
    assert codes(page) == first
    assert head.get_attribute("aria-sort") is None
    assert "orden" not in page.url


def test_sorting_is_stable_and_what_has_no_value_is_last_both_ways(
    address: str, page: Page
) -> None:
    page.goto(f"{address}/planes/pei-mtpe-2017-2027/medidas/")
    head = page.get_by_role("columnheader", name="Avance").get_by_role("button")
    for _ in range(2):
        head.click()
        empty = [not re.search(r"\d", text) for text in column(page, 2)]
        assert empty == sorted(empty)
        assert any(empty)


def test_words_filter_without_accents_and_case_and_selects_join(address: str, page: Page) -> None:
    page.goto(f"{address}/{LIST}")
    page.get_by_label("Filtrar por palabras").fill("INTERMEDIACION  sede")
    found = rows(page)
    assert len(found) > 5
    assert all("intermediación" in row and "sede" in row for row in found)
    page.get_by_label("Estado").select_option("bajo")
    assert 0 < len(rows(page)) < len(found)
    assert all("%" in text for text in column(page, 2))
    address_of_it = page.url
    shown = codes(page)
    page.goto(f"{address}/glosario/")
    page.goto(address_of_it)
    assert codes(page) == shown
    page.get_by_label("Filtrar por palabras").fill("nada de esto")
    assert rows(page) == []
    assert page.get_by_role("status").inner_text() == "Ninguna fila cumple estos filtros."


def test_two_tables_of_a_page_do_not_disturb_each_other(address: str, page: Page) -> None:
    page.goto(
        f"{address}/planes/poi-mtpe-2024/contraste/?coinciden.q=meta&patrones.orden=-que&otra=1"
    )
    page.wait_for_selector("details[open] table[data-tools=coinciden]")
    rows_of = page.locator("table[data-tools=coinciden] tbody tr")
    assert 0 < rows_of.locator("visible=true").count() < rows_of.count()
    assert page.locator("table[data-tools=patrones] tbody tr[hidden]").count() == 0
    page.locator(".tools[data-for=coinciden] .count button").click()
    assert "patrones.orden=-que" in page.url
    assert "otra=1" in page.url
    assert "coinciden" not in page.url


def test_lists_filter_with_their_headings_and_an_anchor_wins(address: str, page: Page) -> None:
    page.goto(f"{address}/documentos/?documentos.q=directiva")
    heads = page.locator("article h2:visible").all_inner_texts()
    assert "Directivas" in [text.strip("¶ \n") for text in heads]
    assert "Leyes" not in [text.strip("¶ \n") for text in heads]
    assert page.locator(".item.doc:visible").count() > 0
    hidden = page.locator(".item.doc:not(:visible)").first.get_attribute("id")
    page.evaluate(f"location.hash = '{hidden}'")
    page.wait_for_selector(".item.doc[hidden]", state="detached")
    assert page.locator(f"[id='{hidden}']").is_visible()
    assert page.locator("details.part[open]").count() == 1
    page.goto(f"{address}/glosario/")
    page.get_by_label("Filtrar por palabras").fill("planeamiento e inversiones")
    assert page.locator(".term:visible h2").all_inner_texts() == ["OPLA"]


def test_targets_of_touch_are_large_enough_and_keys_work(address: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/{LIST}?metas.q=sede")
    for box in page.locator(".tools :is(input,select,button), .sort").all():
        size = box.bounding_box()
        assert size is not None
        assert size["height"] >= 24
    sort = page.get_by_role("columnheader", name="Avance").get_by_role("button")
    sort.focus()
    page.keyboard.press("Enter")
    assert "metas.orden=avance" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("url", [LIST, "glosario/"])
def test_nothing_jumps_when_the_script_comes(
    address: str, chromium: Browser, url: str, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.add_init_script(
        "window.moved=0;const add=e=>window.moved+=e.value;"
        "new PerformanceObserver(l=>l.getEntries().forEach(add))"
        ".observe({type:'layout-shift',buffered:true})"
    )
    page.goto(f"{address}/{url}")
    settle(page)
    assert page.evaluate("window.moved") < 0.05
    context.close()


def test_the_script_is_small_and_sets_no_inline_style() -> None:
    text = SCRIPT.read_text("utf-8")
    assert len(text.encode()) <= _LIMIT
    assert not re.search(r"innerHTML|\.style\b|eval\(|setAttribute\(\"(on|style)", text)


def test_every_sorted_column_has_a_name_for_the_address(site: Path) -> None:
    n = 0
    for path in site.rglob("index.html"):
        for table in parsed(path).iter("table"):
            if table.get("data-tools"):
                n += 1
                names = [th.get("data-k") for th in table.iterfind("thead/tr/th")]
                assert all(names), path
                assert len(set(names)) == len(names), path
    assert n > 50


@pytest.mark.parametrize(
    "url",
    [
        f"{LIST}?metas.q=sede&metas.orden=-meta",
        pytest.param("glosario/?glosario.q=plan", marks=pytest.mark.proof),
    ],
)
def test_a_filtered_and_sorted_list_passes_axe(address: str, resting: Page, url: str) -> None:
    resting.goto(f"{address}/{url}")
    axe.prepare(resting)
    found: list[tuple[str, str]] = []
    for width in (1280, 320):
        axe.set_width(resting, width)
        set_palette(resting, "default")
        found += axe.violations(resting)
        set_palette(resting, "slate")
        found += axe.violations(resting, "color-contrast")
    assert found == []
