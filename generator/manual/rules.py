"""The entries of the rules in the editors' manual, by the code that a message shows."""

from __future__ import annotations

import re
from functools import cache

from generator.manual import manual_page

_PAGE = "editores/reglas.md"
_ENTRY = re.compile(r"(?ms)^### [^\n]*\{: #(\S+) \}\n(.*?)(?=^##|\Z)")


@cache
def rule_entries(lang: str) -> dict[str, str]:
    """What the manual says of each code, as Markdown."""
    return {code: text.strip() for code, text in _ENTRY.findall(manual_page(_PAGE, lang))}
