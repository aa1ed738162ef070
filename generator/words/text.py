"""Texts of authors on one line: cut where they are long, and as Markdown that says just them."""

from __future__ import annotations

import re

_ENTITIES = {sign: f"&#{ord(sign)};" for sign in "&<>~$^#|"}
"""Signs for which a backslash is not enough everywhere."""
_SLASHED = re.compile(r"[\\`*_\[\]{}]")


def shortened(text: str, longest: int = 90) -> str:
    """A text on one line; of a longer one whole words, up to so many letters, and an ellipsis.

    A blank that does not break holds its words together: «27 %» is one.
    """
    line = re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
    if len(line) <= longest:
        return line
    return line[: longest + 1].rsplit(" ", 1)[0][:longest].rstrip(" ,;:.") + "…"


def escaped(text: str) -> str:
    """A text on one line in which no sign is syntax: not of Markdown, of HTML nor of a table."""
    line = _SLASHED.sub(r"\\\g<0>", " ".join(text.split()))
    return "".join(_ENTITIES.get(sign, sign) for sign in line)
