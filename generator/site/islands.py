"""Generated pages are HTML with Markdown headings: only those need Python-Markdown.

A page is split into its headings and the HTML between them. Python-Markdown gets the headings,
which gives their anchors and the table of contents; the HTML goes around them untouched. A line
that looks like a heading inside an element is text of an author, and stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_HEADING = re.compile(r"^(#{1,6} .*)$", re.MULTILINE)
_VOID = re.compile(r"<(?:!|(?:br|hr|img|input|wbr|col|source)\b[^>]*(?<!/)>)")


def split(markdown: str) -> tuple[list[str], list[str]]:
    """HTML and headings of a page in turn; the HTML is one longer."""
    islands, headings = [""], []
    for place, part in enumerate(_HEADING.split(markdown)):
        if place % 2 and _is_closed(islands[-1]):
            headings.append(part)
            islands.append("")
        else:
            islands[-1] += part
    return [island.strip("\n") for island in islands], headings


def _is_closed(html: str) -> bool:
    """Whether every element that is opened is closed. In a text, ``<`` and ``>`` are escaped."""
    n_closing = html.count("</")
    n_others = html.count("/>") + len(_VOID.findall(html))
    return html.count("<") - n_closing - n_others == n_closing


def headings_of(markdown: str) -> str:
    """The headings of a generated page, as Markdown."""
    return "\n\n".join(split(markdown)[1])


@dataclass(frozen=True, slots=True)
class Islands:
    """A generated page as HTML: each heading with what follows it; the first has no heading."""

    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, markdown: str, headings: str) -> Islands:
        """A page whose ``headings`` are HTML already, one a line.

        Raises ValueError where they are not those of the page.
        """
        islands, _ = split(markdown)
        lines = ["", *headings.splitlines()]
        return cls(tuple(zip(lines, islands, strict=True)))

    @property
    def html(self) -> str:
        """The whole page."""
        return _joined(self.parts)

    @property
    def searched(self) -> str:
        """The page without what the search leaves out: it need not be read to be passed over."""
        return _joined(
            (heading, _searched("" if _is_left_out(heading, island) else island))
            for heading, island in self.parts
        )


def _joined(parts: Iterable[tuple[str, str]]) -> str:
    lines: list[str] = []
    for heading, island in parts:
        if heading:
            lines += ["", heading] if lines else [heading]
        if island:
            lines.append(island)
    return "\n".join(lines)


_LEFT_OUT = re.compile(
    r"""<([a-z][a-z0-9]*)(?:\s+[\w:.-]+(?:="[^"]*")?)*?\s+data-search-exclude(?=[\s>=/])[^>]*>"""
)
_HEADS = re.compile(r"<h[1-6]\b")


def _is_left_out(heading: str, island: str) -> bool:
    return _LEFT_OUT.match(heading) is not None and _HEADS.search(island) is None


def _searched(html: str) -> str:
    """HTML without the elements that the search leaves out."""
    kept, place = [], 0
    while found := _LEFT_OUT.search(html, place):
        end = _end(html, found)
        kept.append(html[place : found.start() if end else found.end()])
        place = end or found.end()
    return "".join([*kept, html[place:]])


def _end(html: str, opened: re.Match[str]) -> int:
    """Where an element ends; 0 for a heading, which speaks for what follows it."""
    if _HEADS.match(opened[0]):
        return 0
    depth, tag = 1, re.compile(rf"<(/?){opened[1]}\b[^>]*?(/?)>")
    for found in tag.finditer(html, opened.end()):
        depth += -1 if found[1] else 0 if found[2] else 1
        if not depth:
            return found.end()
    return 0
