"""Units of measurement as sentences need them: «Persona atendida», 2 «personas atendidas».

Documents print a unit once, mostly in the singular. A sentence needs both numbers. The rule of
a language speaks only where it is sure; where it is not, the sentence names the unit apart, as
printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from generator.reference import currencies

_Forms = tuple[str | None, str]
"""One and several; a unit printed in the plural has no singular that would be sure."""


def unit_of(number: Decimal, unit: str, lang: str = "es") -> str | None:
    """The unit in the number that agrees with ``number``; None where the rule is not sure."""
    if unit in currencies():
        return unit
    rule = _RULES.get(lang)
    forms = rule(unit.lower().split()) if rule else None
    return forms and forms[0 if abs(number) == 1 else 1]


def _spanish(words: Sequence[str]) -> _Forms | None:
    n_head = next((i for i, word in enumerate(words) if word in _SPANISH_BREAK), len(words))
    if not _are_plain(words, "a-záéíóúüñ") or not n_head or words[0] in _SPANISH_MEASURES:
        return None
    if re.fullmatch(r".{2,}[aeo]s", words[0]) and len(words[0]) > _SHORTEST_PLURAL:
        return None, " ".join(words)
    heads = [_grown(word, _SPANISH) for word in words[:n_head]]
    if None in heads:
        return None
    several = [
        it.translate(_ACCENTS) if it.endswith(("iones", "anes")) else it for it in heads if it
    ]
    return " ".join(words), " ".join([*several, *words[n_head:]])


_SPANISH_BREAK = {"a", "con", "de", "del", "en", "para", "por", "sin", "sobre", "y"}
"""Words after which nothing agrees with the noun any more."""
_SPANISH_MEASURES = {
    *("número", "cantidad", "porcentaje", "tasa", "índice", "valor", "promedio", "total")
}
"""A unit that begins so says what the figure is, and nothing that is counted."""
_SPANISH = (
    (r"ión$", "iones"),
    (r"(?<=[aeoáéó])$", "s"),
    (r"(?<=[aeiou])(?=[dl]$)(.)$", r"\1es"),
    (r"(?<=[dt]o)r$", "res"),
    (r"(?<=l[aá])n$", "nes"),
)
"""RAE, Nueva gramática §3.2: what each ending becomes; the first that fits counts."""
_SHORTEST_PLURAL = 4
"""Shorter words that end in s are singular too: «mes»."""
_ACCENTS = str.maketrans("áéó", "aeo")


def _english(words: Sequence[str]) -> _Forms | None:
    """The last word of the noun is the one that changes: «pregnant woman served at home»."""
    n_head = next((i for i in range(len(words)) if _follows(words, i)), len(words))
    if not _are_plain(words, "a-z") or not n_head:
        return None
    if not _NEVER.isdisjoint([*words, *(word.removesuffix("s") for word in words)]):
        return None
    noun = words[n_head - 1]
    if re.fullmatch(r".{2,}[^isu]s|people|children|(wo)?men", noun):
        return None, " ".join(words)
    several = _grown(noun, _ENGLISH) if len(noun) > _SHORTEST_ENGLISH else None
    if several is None:
        return None
    return " ".join(words), " ".join([*words[: n_head - 1], several, *words[n_head:]])


def _follows(words: Sequence[str], i: int) -> bool:
    """Whether a word stands after the noun: a preposition, or the «served» of what is served."""
    is_before_one = i + 1 == len(words) or words[i + 1] in _PREPOSITIONS
    return words[i] in _PREPOSITIONS or (i > 0 and words[i].endswith("ed") and is_before_one)


_PREPOSITIONS = {
    *("at", "by", "for", "from", "in", "of", "on", "per", "to", "under", "who", "with", "without")
}
_NEVER = {
    *("amount", "average", "index", "mean", "number", "percent", "percentage", "rate", "ratio"),
    *("share", "total", "value", "and", "or", "equipment", "information", "personnel", "progress"),
    *("research", "series", "species", "waste", "water"),
}
"""What says which figure it is, what joins two nouns, and what has no plural."""
_ENGLISH = (
    (r"^person$", "people"),
    (r"^child$", "children"),
    (r"(?<=^m)an$|(?<=^wom)an$", "en"),
    (r"(?<=[^aeiou])y$", "ies"),
    (r"(?<=[cs]h)$|(?<=ss)$|(?<=x)$", "es"),
    (r"(?<=[bcdegklmnprtwy])(?<!fe)(?<!man)(?<!ing)$", "s"),
)
_SHORTEST_ENGLISH = 2
"""Shorter words are symbols: km."""


def _are_plain(words: Iterable[str], letters: str) -> bool:
    return all(re.fullmatch(f"[{letters}]+", word) for word in words)


def _grown(word: str, rules: Iterable[tuple[str, str]]) -> str | None:
    for ending, becomes in rules:
        if re.search(ending, word):
            return re.sub(ending, becomes, word, count=1)
    return None


_RULES: dict[str, Callable[[Sequence[str]], _Forms | None]] = {"es": _spanish, "en": _english}
