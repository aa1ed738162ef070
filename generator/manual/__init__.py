"""The pages that every portal has: methodology, open data, and the editors' manual.

They lie here by language, as Markdown, and are written beside the pages of the content. A portal
that wants to say one of them otherwise has a page of the same name in ``content/pages/``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.addresses import in_language

_FOLDER = Path(__file__).parent


@cache
def manual_pages(lang: str) -> dict[str, bytes]:
    """The pages in a language, by their path under ``docs/``."""
    folder = _FOLDER / lang
    found = sorted(folder.rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def manual_page(path: str, lang: str) -> str:
    """A page in a language, by its path in Spanish."""
    return manual_pages(lang)[in_language(path, lang)].decode()
