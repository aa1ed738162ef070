"""Reading the pages of a built site."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib


@cache
def parsed(path: Path) -> Element:
    return html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)


def pages_of(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def text_of(path: Path) -> str:
    article = parsed(path).find(".//article")
    assert article is not None
    return " ".join(" ".join(article.itertext()).replace("\u00a0", " ").split())
