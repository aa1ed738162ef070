"""Units of measurement as sentences need them: «Persona atendida», 2 «personas atendidas».

Documents print a unit once, mostly in the singular. A sentence needs both numbers. The rule
speaks only where it is sure; where it is not, the sentence names the unit apart, as printed.
"""

from __future__ import annotations

import re
from decimal import Decimal

_BREAK = {"a", "con", "de", "del", "en", "para", "por", "sin", "sobre", "y"}
"""Words after which nothing agrees with the noun any more."""
_MEASURES = {"número", "cantidad", "porcentaje", "tasa", "índice", "valor", "promedio", "total"}
"""A unit that begins so says what the figure is, and nothing that is counted."""
_RULES: tuple[tuple[str, str], ...] = (
    (r"ión$", "iones"),
    (r"(?<=[aeoáéó])$", "s"),
    (r"(?<=[aeiou])(?=[dl]$)(.)$", r"\1es"),
    (r"(?<=[dt]o)r$", "res"),
    (r"(?<=l[aá])n$", "nes"),
)
"""Spanish (RAE, Nueva gramática §3.2): what each ending becomes; the first that fits counts."""
_ACCENTS = str.maketrans("áéó", "aeo")


def unit_of(number: Decimal, unit: str, lang: str = "es") -> str | None:
    """The unit in the number that agrees with ``number``; None where the rule is not sure.

    Only one takes the singular; a unit printed in the plural has none that would be sure.
    """
    if lang != "es" or not re.fullmatch(r"[a-záéíóúüñ]+( [a-záéíóúüñ]+)*", unit.lower()):
        return None
    words = unit.lower().split()
    n_head = next((i for i, word in enumerate(words) if word in _BREAK), len(words))
    if not n_head or words[0] in _MEASURES:
        return None
    if re.fullmatch(r".{2,}[aeo]s", words[0]) and len(words[0]) > _SHORTEST_PLURAL:
        return None if abs(number) == 1 else " ".join(words)
    heads = [_plural(word) for word in words[:n_head]]
    if None in heads:
        return None
    several = " ".join([*(word or "" for word in heads), *words[n_head:]])
    return " ".join(words) if abs(number) == 1 else several


_SHORTEST_PLURAL = 4
"""Shorter words that end in s are singular too: «mes»."""


def _plural(word: str) -> str | None:
    for ending, becomes in _RULES:
        if re.search(ending, word):
            grown = re.sub(ending, becomes, word, count=1)
            return grown.translate(_ACCENTS) if grown.endswith(("iones", "anes")) else grown
    return None
