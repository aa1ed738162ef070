"""Every kind of page by keyboard: each stop is seen, marked, and says something."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import settle
from tests.plans.kinds import KINDS, PLAN

_STOP = """(() => {
  const e = document.activeElement
  let seen = e.checkVisibility({visibilityProperty: true})
  for (let up = e; up; up = up.parentElement) if (getComputedStyle(up).opacity === '0') seen = false
  const shown = e.matches('.md-option') ? e.nextElementSibling : e
  const box = shown.getBoundingClientRect(), { right, left, bottom, top, width, height } = box
  const inside = right > 0 && left < innerWidth && bottom > 0 && top < innerHeight
  const said = e.ariaLabel || e.textContent.trim() || e.title || e.labels?.[0]?.textContent || ''
  return [e === document.body ? '' : e.outerHTML.slice(0, 120),
    (seen || e.matches('.md-option,.md-skip')) && inside && width > 1 && height > 1,
    !!said.trim(), getComputedStyle(shown).outlineStyle !== 'none' || e.matches('input,select')]
})()"""


def stops(page: Page, most: int) -> list[tuple[str, bool, bool, bool]]:
    """What the Tab key comes to: the element, whether it is seen, has a name, and is marked."""
    found: list[tuple[str, bool, bool, bool]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        settle(page)
        element, *is_so = page.evaluate(_STOP)
        if not element:
            break
        found.append((element, *is_so))
    return found


@pytest.mark.proof
@pytest.mark.parametrize("width", [1280, 320])
def test_every_stop_of_the_keyboard_is_seen_named_and_marked(
    address: str, resting: Page, width: int
) -> None:
    resting.set_viewport_size({"width": width, "height": 800})
    wrong = []
    for name, url in KINDS.items():
        resting.goto(f"{address}/{url}")
        wrong += [(name, *stop) for stop in stops(resting, 40) if not all(stop[1:])]
    assert wrong == []


def test_a_page_of_regions_has_no_stop_twice(address: str, resting: Page) -> None:
    resting.set_viewport_size({"width": 1280, "height": 800})
    resting.goto(f"{address}/regiones/")
    n = resting.evaluate(
        "[...document.querySelectorAll('a[href],button,input,summary,[tabindex]')]"
        ".filter(e => e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true})).length"
    )
    assert n < 125  # 173 where squares and map stood beside each other


def test_the_space_bar_presses_the_switch_of_the_palette(address: str, chromium: Browser) -> None:
    context = chromium.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}/{PLAN}")
    page.focus("#__palette_0")
    for scheme in ("slate", "default"):
        page.keyboard.press(" ")
        page.wait_for_selector(f"body[data-md-color-scheme={scheme}]")
        assert page.evaluate("document.activeElement.checked")
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    context.close()
