"""Texts of authors on one line: cut where they are long, and as Markdown that says just them."""

from __future__ import annotations

import re
import unicodedata

_ENTITIES = {sign: f"&#{ord(sign)};" for sign in "&<>~$^#|"}
"""Signs for which a backslash is not enough everywhere."""
_BLANKS = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""Where a line may break; what keeps two words together is none."""
_JOINER = "\u200d"
_BEFORE_MORE = " ,;:.([{«“¿¡-–—"
"""Signs that say nothing at the end of a text that goes on."""
_SLASHED = re.compile(r"[\\`*_\[\]{}]")


def shortened(text: str, longest: int = 90) -> str:
    """A text on one line; of a longer one whole words, up to so many letters, and an ellipsis.

    A blank that does not break holds its words together: «27 %» is one. A word that is longer
    than that is cut between two letters, each with its accents.
    """
    line = _BLANKS.sub(" ", text).strip(" ")
    if len(line) <= longest:
        return line
    n = min(len(line[: longest + 1].rsplit(" ", 1)[0]), longest)
    while n and _is_one(line[n - 1], line[n]):
        n -= 1
    return line[:n].rstrip(_BEFORE_MORE) + "…"


def _is_one(sign: str, following: str) -> bool:
    """Whether two signs are one for a reader: a letter and its accent, pictures that are joined."""
    return _JOINER in (sign, following) or unicodedata.category(following)[0] == "M"


def escaped(text: str) -> str:
    """A text on one line in which no sign is syntax: not of Markdown, of HTML nor of a table."""
    line = _SLASHED.sub(r"\\\g<0>", " ".join(text.split()))
    return "".join(_ENTITIES.get(sign, sign) for sign in line)
