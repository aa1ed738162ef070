"""Markdown in which every text of an author stays text."""

from __future__ import annotations

import re

from generator.load.yaml_text import shown
from generator.review.explain.talk import short

_BREAK = "\u200b"
"""Invisible; between an at sign and a name nobody is notified."""


def escaped(text: str) -> str:
    """A text of an author that Markdown, HTML and GitHub leave alone."""
    text = re.sub(r":(?=[\w+-]+:)", f":{_BREAK}", _one_line(text))  # names of little pictures
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_{}\[\]()#+!|~$])", r"\\\1", text)
    text = re.sub(r"([@#])(?=\w)", rf"\1{_BREAK}", text)
    text = re.sub(r"(?i)\b(www)\.", rf"\1{_BREAK}.", text)
    text = re.sub(r"(?i)\b(GH)-(?=[0-9])", rf"\1{_BREAK}-", text)
    return text.replace("://", f":{_BREAK}//")


def _one_line(text: str) -> str:
    """A text without ends of lines and without signs that a reader cannot see."""
    return shown(re.sub(r"[\r\n\t]+", " ", text.replace("\u00ad", "")))


def code_span(text: str) -> str:
    """A code or a name of a file between back-ticks; what could end them is left out."""
    return f"`{re.sub(r'[`|<>@]', '?', short(_one_line(text)))}`"
