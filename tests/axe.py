"""What axe says of the page that is open, with narrow and wide letters on any machine."""

from __future__ import annotations

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser import LETTERS, settle

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
PLACES = ("target-size", "scrollable-region-focusable")
"""Rules whose answer depends on how wide the letters are."""

FONTS = {"narrow": 0.83, "wide": 1.18}
"""Families by their width against Arial: as Arial Narrow, as Verdana and DejaVu Sans."""

_USE = """async ([name, letters, part]) => {
  const size = `size-adjust:${100 * part}%;line-gap-override:0%;` +
    `ascent-override:${90 / part}%;descent-override:${21 / part}%`
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`@font-face{font-family:${name};src:url(${letters}Regular.ttf);${size}}
    @font-face{font-family:${name};src:url(${letters}Bold.ttf);font-weight:700;${size}}
    *{font-family:${name}!important}.tb,pre>code{background-image:none!important}`)
  document.adoptedStyleSheets = [sheet]
  await Promise.all([document.fonts.load(`1em ${name}`), document.fonts.load(`700 1em ${name}`)])
}"""
_PRUNE = """() => {
  const kind = element => {
    const seen = new Map()
    for (const child of [...element.children]) {
      const name = kind(child), n = (seen.get(name) || 0) + 1
      seen.set(name, n)
      if (n > 2) child.remove()
    }
    const attributes = [...element.attributes].map(one => one.name).sort()
    const classes = [...element.classList].sort()
    return `${element.tagName}.${classes}[${attributes}]{${[...seen.keys()].sort()}}`
  }
  kind(document.body)
}"""


def use_font(page: Page, name: str) -> None:
    """All texts in a family of that width, made of the letters that come with the program.

    The page must stand on our server and not keep to its policy.
    """
    page.evaluate(_USE, [name, f"{LETTERS}LiberationSans-", FONTS[name]])
    settle(page)


def set_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    settle(page)


def bring(page: Page) -> None:
    """Bring axe to the page."""
    page.evaluate(AXE_SCRIPT)


def prepare(page: Page) -> None:
    """Bring axe to the page, and keep two of each kind among siblings.

    A kind is a tag with its classes, attributes and the kinds inside: of a table of 260 rows
    those stay that have anything in their markup that the two before them have not.
    """
    page.evaluate(_PRUNE)
    bring(page)


def violations(page: Page, *rules: str, but: str = "") -> set[tuple[str, str]]:
    """Rules that are broken, with the first offender; all rules ``but`` one where none is named."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    off = {but: {"enabled": False}} if but else {}
    options = json.dumps({"runOnly": only, "rules": off, "resultTypes": ["violations"]})
    found = page.evaluate(
        f"axe.run(document, {options}).then(told => told.violations.map("
        "found => [found.id, found.nodes[0].html.slice(0, 160)]))"
    )
    return {(rule, html) for rule, html in found}
