"""What a page hides or breaks at the width that it has: looked for in the page that is open."""

from __future__ import annotations

from playwright.sync_api import Page

WIDTHS = (320, 360, 600, 768, 1024, 1280, 1920)
"""320 is also 1280 at four times its size, 640 at twice."""

LOOK = """(() => {
  const found = [], seen = (e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('.vh')
  const article = document.querySelector('article')
  const excess = document.documentElement.scrollWidth - innerWidth
  if (excess > 0) found.push(`the page is ${excess} px too wide`)
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  const boxes = (node, from, to) => {
    range.setStart(node, from)
    range.setEnd(node, to)
    return [...range.getClientRects()].filter(box => box.width)
  }
  while (walker.nextNode()) {
    const node = walker.currentNode, e = node.parentElement, text = node.data
    if (!text.trim() || text.includes('://') || !seen(e) || e.closest('pre,svg,.xl')) continue
    const head = e.closest('thead')
    if (head && head.offsetWidth < 2) continue
    const all = boxes(node, 0, text.length)
    let left = 0, right = innerWidth
    for (let up = e; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX === 'visible') continue
      const box = up.getBoundingClientRect()
      left = Math.max(left, box.left)
      right = Math.min(right, box.right)
    }
    if (all.some(box => box.left < left - 1 || box.right > right + 1))
      found.push(`cut: ${text.trim().slice(0, 60)}`)
    if (all.length < 2 || e.closest('code,.code,a[href^=http],blockquote')) continue
    const room = e.closest('th,td,p,li,dd,dt,h1,h2,h3,a,span,div').parentElement.clientWidth
    for (const word of text.matchAll(/[\\p{L}\\p{N},.]{4,}/gu)) {
      const parts = boxes(node, word.index, word.index + word[0].length)
      const width = parts.reduce((sum, box) => sum + box.width, 0)
      if (new Set(parts.map(box => Math.round(box.top))).size > 1 && width < room)
        found.push(`broken: ${word[0]}`)
    }
  }
  return [...new Set(found)]
})()"""


def faults(page: Page) -> list[str]:
    """Texts that are cut, words that are broken beside room for them, and a page too wide.

    Code and the sheet of a workbook may scroll: their edge is dark where they go on.
    """
    found: list[str] = page.evaluate(LOOK)
    return found
