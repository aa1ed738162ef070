"""An author's paragraph as HTML: emphasis, code and web links; the rest is shown as text."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup

_PLAIN = re.compile(r"(?:[^\W_]|[ .,;:()/«»“”¿?¡!%°ºª–—'-])*")
"""A text that Markdown leaves as it is: most of them."""


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "link", "escape"])
    parser.validateLink = lambda url: url.startswith(("https://", "http://"))  # type: ignore[method-assign]
    return parser


def inline(text: str | None) -> Markup:
    """An author's paragraph as HTML."""
    if text is None or _PLAIN.fullmatch(text):
        return Markup(text or "")  # noqa: S704  # no sign in it means anything
    return Markup(_markdown().renderInline(text))  # noqa: S704


def together(*parts: Markup | str) -> Markup:
    """Sentences one after the other: those that say something."""
    return Markup(" ").join(part for part in parts if part)
