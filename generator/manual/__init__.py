"""The pages that every portal has: methodology, open data, and the editors' manual.

They lie here by language, as Markdown, and are written beside the pages of the content. A portal
that wants to say one of them otherwise has a page of the same name in ``content/pages/``. The
pages of the tables of open data are alike: ``tables/`` has one for all, and what is said of each.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from generator.addresses import in_language
from generator.paths import TABLE_PAGE

_FOLDER = Path(__file__).parent


@cache
def manual_pages(lang: str) -> dict[str, bytes]:
    """The pages in a language, by their path under ``docs/``; those of the tables last."""
    folder = _FOLDER / lang
    found = sorted(folder.rglob("*.md"))
    own = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    return own | table_pages(lang)


def manual_page(path: str, lang: str) -> str:
    """A page in a language, by its path in Spanish."""
    return manual_pages(lang)[in_language(path, lang)].decode()


# The tables of open data.

_TABLE = re.compile(r"(?m)^## (\w+): (.+)$")
_WORDS = re.compile(r"(?m)^\| `(\w+\.\w+)` \| (.*) \|\n?")


@cache
def _tables(lang: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """The page of all tables, and the name, the title and the text of each."""
    page, *parts = _TABLE.split((_FOLDER / "tables" / f"{lang}.md").read_text("utf-8"))
    return page, tuple(zip(parts[::3], parts[1::3], parts[2::3], strict=True))


def table_titles(lang: str) -> dict[str, str]:
    """What tables are called, by their name."""
    return {name: title for name, title, _ in _tables(lang)[1]}


def table_pages(lang: str) -> dict[str, bytes]:
    """The pages of the tables in a language, by their path under ``docs/``."""
    page, tables = _tables(lang)
    return {
        in_language(TABLE_PAGE(name), lang): page.replace("{title}", title)
        .replace("{name}", name)
        .replace("{notes}", _WORDS.sub("", text).strip())
        .encode()
        for name, title, text in tables
    }


def column_words(lang: str) -> dict[str, str]:
    """What the words of a column say, as Markdown, by table and column (``plans.kind``)."""
    return dict(_WORDS.findall("".join(text for *_, text in _tables(lang)[1])))
