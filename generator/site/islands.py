"""Generated pages are HTML with Markdown headings: only those need Python-Markdown.

A page is split into its headings and the HTML between them. Python-Markdown gets the headings,
which gives their anchors and the table of contents; the HTML goes around them untouched. A line
that looks like a heading inside an element is text of an author, and stays where it is.
"""

from __future__ import annotations

import re

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


def whole(markdown: str, headings: str) -> str:
    """A page whose ``headings`` are HTML already, one a line: each with what follows it.

    Raises ValueError where they are not those of the page.
    """
    lines: list[str] = []
    for heading, island in zip(["", *headings.splitlines()], split(markdown)[0], strict=True):
        if heading:
            lines += ["", heading] if lines else [heading]
        if island:
            lines.append(island)
    return "\n".join(lines)
