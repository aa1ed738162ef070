"""The HTML of every page is valid: it parses without an error and things stand where they may.

One page of every kind was also given to the Nu HTML checker, which found nothing in our own
markup; it needs Java, so what matters of it is held here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import html5lib
import pytest
from lxml.html import HtmlElement

from tests.site import pages_of, parsed

BLOCKS = {
    *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol"),
    *("p", "pre", "section", "table", "ul"),
}
PHRASING = {"p", "span", "b", "i", "em", "strong", "small", "code", "a", "h1", "h2", "h3", "h4"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
}


def article(path: Path) -> HtmlElement:
    found = parsed(path).find(".//article[@class='md-content__inner md-typeset']")
    assert found is not None, path
    return found


def tags(element: HtmlElement) -> list[str]:
    """Names of the children; comments have none."""
    return [child.tag for child in element if isinstance(child.tag, str)]


def misplaced(root: HtmlElement) -> Iterator[str]:
    """Blocks in lines of text, and children that their parent may not have."""
    for element in root.iter():
        if element.tag in PHRASING and element.tag != "a":
            yield from (f"{element.tag} > {tag}" for tag in tags(element) if tag in BLOCKS)
        allowed = CHILDREN.get(str(element.tag))
        if allowed is not None:
            yield from (f"{element.tag} > {tag}" for tag in tags(element) if tag not in allowed)
        if element.tag in {"a", "button"}:
            inner = (e.tag for e in element.iter() if e is not element)
            yield from (f"{element.tag} > {tag}" for tag in inner if tag in {"a", "button"})


def lists_without_pairs(root: HtmlElement) -> Iterator[str]:
    """A description list starts with a term, ends with a description, and is not empty."""
    for found in root.iter("dl"):
        inside = tags(found)
        if not inside or inside[0] != "dt" or inside[-1] != "dd":
            yield f"dl {found.get('class')}: {inside[:3]}"


def uneven_tables(root: HtmlElement) -> Iterator[str]:
    """Every row of a table has as many cells as its head, and heads say what they are for."""
    for table in root.iter("table"):
        rows = [
            sum(int(cell.get("colspan") or 1) for cell in row if cell.tag in {"th", "td"})
            for row in table.iter("tr")
        ]
        spans = any(cell.get("rowspan") for cell in table.iter())
        if len(set(rows)) > 1 and not spans:
            yield f"rows of {sorted(set(rows))} cells"
        if "t" in (table.get("class") or "").split():
            yield from ("th without scope" for th in table.iter("th") if not th.get("scope"))


def headings_out_of_order(root: HtmlElement) -> Iterator[str]:
    """No level is skipped on the way down."""
    before = 0
    for element in root.iter():
        if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            level = int(str(element.tag)[1])
            if level > before + 1:
                yield f"h{before} then h{level}: {''.join(element.itertext())[:40]}"
            before = level


def empty_headings(root: HtmlElement) -> Iterator[str]:
    """A heading says something."""
    for level in range(1, 7):
        yield from (
            f"h{level}" for e in root.iter(f"h{level}") if not "".join(e.itertext()).strip()
        )


def broken_references(root: HtmlElement) -> Iterator[str]:
    """What an attribute points to is on the page, under an id that stands once."""
    ids = [name for e in root.iter() if (name := e.get("id"))]
    yield from (f"id {name} twice" for name in set(ids) if ids.count(name) > 1)
    for element in root.iter():
        for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
            yield from (
                f"{name} {target}"
                for target in (element.get(name) or "").split()
                if target not in ids
            )


CHECKS = (
    misplaced,
    lists_without_pairs,
    uneven_tables,
    headings_out_of_order,
    empty_headings,
    broken_references,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_things_stand_where_they_may(
    site: Path, check: Callable[[HtmlElement], Iterator[str]]
) -> None:
    wrong = {
        path.relative_to(site).as_posix(): found
        for path in [*pages_of(site), site / "404.html"]
        if (found := list(check(article(path))))
    }
    assert wrong == {}


def errors(paths: Iterable[Path]) -> dict[Path, list[object]]:
    """Where a browser would mend a page, by the algorithm of the standard."""
    found = {}
    for path in paths:
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text("utf-8"))
        if parser.errors:
            found[path] = parser.errors[:3]
    return found


@pytest.mark.proof
def test_every_page_parses_without_an_error(site: Path) -> None:
    assert errors(pages_of(site)) == {}
