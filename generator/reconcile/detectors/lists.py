"""named-against-listed: a text that announces a number of things, and its own list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from generator.model.base import parts
from generator.model.catalog import PlanFolder
from generator.model.narrative import Item, Section
from generator.problems import msg
from generator.reconcile.detectors.words import (
    finding,
)
from generator.reconcile.findings import Evidence, Finding

# fmt: off
_SMALL = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco",
    "seis", "siete", "ocho", "nueve", "diez", "once",
    "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete",
    "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)
# fmt: on
_TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60}
_NUMBERS = {word: n for n, word in enumerate(_SMALL) if n > 1}
_NUMBERS |= _TENS
_NUMBERS |= {
    f"{ten} y {unit}": n + one
    for ten, n in _TENS.items()
    for one, unit in enumerate(_SMALL[:10])
    if one and n < 60  # noqa: PLR2004
}
_WORDS = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_COUNT = rf"(?P<n>{_WORDS}|0?[2-9]|[1-5][0-9]|60)(?: ?\(0?[0-9]{{1,2}}\))?"
_NOUN = r" (?P<noun>[a-záéíóúñü]{3,}s)\b"
_VERBS = (
    "son|contempla|comprende|incluye|presenta|considera|establece|define|propone|plantea|tiene"
    "|desarrolla|abarca|identifica|prioriza"
    "|cuenta con|contará con|consta de|se compone de|se divide en|se organiza en|se estructura en"
    "|está compuesto por|está compuesta por|está conformado por|está conformada por"
    "|se identificaron|se desarrollaron|se realizaron|se ejecutaron|se priorizaron|se plantean"
    "|se presentan|se establecieron|se definieron|se consideran"
)
_ANNOUNCED = (
    re.compile(rf"\b(?:l[oa]s|est[oa]s) siguientes {_COUNT}{_NOUN}", re.IGNORECASE),
    re.compile(rf"\b(?:l[oa]s|est[oa]s) {_COUNT}{_NOUN} siguientes\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_VERBS}) (?:l[oa]s )?(?:siguientes )?{_COUNT}{_NOUN}", re.IGNORECASE),
)
_ANY_COUNT = re.compile(rf"(?<![\w°º.,/-]){_COUNT}\b(?![\w°º%/.-]*[0-9%°º])", re.IGNORECASE)


def named_against_listed(evidence: Evidence) -> Iterator[Finding]:
    """Lists that have another number of entries than the text right before them announces.

    The last sentence of the text must end with a colon (or name "los siguientes N") and give one
    number only, right before the noun in the plural and after a verb that announces it. Silent
    about every other text, and about a list of one.
    """
    for result in evidence.results.plans.values():
        for part in parts(result.folder.written):
            if isinstance(part, Section | Item) and len(part.items) > 1:
                announced = _announced(part)
                if announced is not None and announced[0] != len(part.items):
                    yield _finding(result.folder, part, *announced)


def _announced(part: Section | Item) -> tuple[int, str] | None:
    """Number and noun that the words before a list announce."""
    own = part.text if isinstance(part, Item) else None
    texts = [text for text in chain((part.title, own), part.paragraphs) if text]
    if not texts:
        return None
    sentence = re.split(r"(?<=[.;:!?])\s+", texts[-1].strip())[-1]
    found = [match for form in _ANNOUNCED if (match := form.search(sentence))]
    follows = re.search(r"\bsiguientes\b", sentence, re.IGNORECASE)
    if not found or not (sentence.endswith(":") or follows):
        return None
    if len(_ANY_COUNT.findall(re.sub(r" ?\([0-9]+\)", "", sentence))) != 1:
        return None
    return _value(found[0]["n"]), found[0]["noun"]


def _value(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.casefold()]


def _finding(folder: PlanFolder, part: Section | Item, named: int, noun: str) -> Finding:
    listed = len(part.items)
    what = msg(
        "The text announces {named} {noun}, and its list has {listed}",
        named=named,
        noun=noun,
        listed=listed,
    )
    return finding(folder, part, "items", what, named, listed)
