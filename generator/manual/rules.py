"""The entries of the rules in the editors' manual, by the code that a message shows."""

from __future__ import annotations

import re
from functools import cache

from generator.manual import NAMES, manual_pages

_PAGE = "editores/reglas.md"
_ENTRY = re.compile(r"(?ms)^### [^\n]*\{: #(\S+) \}\n(.*?)(?=^##|\Z)")


@cache
def rule_entries(lang: str) -> dict[str, str]:
    """What the manual says of each code, as Markdown."""
    page = manual_pages(lang)[NAMES[_PAGE].get(lang, _PAGE)]
    return {code: text.strip() for code, text in _ENTRY.findall(page.decode("utf-8"))}
