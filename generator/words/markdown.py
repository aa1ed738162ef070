"""Texts in Markdown that stay text."""

from __future__ import annotations

import re

_ENTITIES = {sign: f"&#{ord(sign)};" for sign in "&<>~$^#|"}
"""Signs for which a backslash is not enough everywhere."""
_SLASHED = re.compile(r"[\\`*_\[\]{}]")


def escaped(text: str) -> str:
    """A text on one line in which no sign is syntax: not of Markdown, of HTML nor of a table."""
    line = _SLASHED.sub(r"\\\g<0>", " ".join(text.split()))
    return "".join(_ENTITIES.get(sign, sign) for sign in line)
