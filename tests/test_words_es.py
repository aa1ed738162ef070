"""One word for one thing: what the portal and its messages no longer say in Spanish.

What the authors of the content wrote, and what their documents print, is theirs: it is taken
out of a page before looking.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from generator.words.catalogue import catalogue

ROOT = Path(__file__).resolve().parent.parent
RETIRED = re.compile(
    r"\b(avances? medios?|promedios? de avance|segundo nivel|sem[aá]foro|valor obtenido"
    r"|logro esperado|miembros?|desgloses?|de apertura|apertura \(pia\)|rectific\w+|enmiendas?"
    r"|recálculo|añad\w+|comandos?|soles peruanos|sus partes no dan"
    r"|impres[ao]s? de dos maneras|plazo para informar|falta informar|sin ninguna ejecución"
    r"|suscripci(ón|ones) de|mediciones?|medición)\b",
    re.IGNORECASE,
)
MEASURE = re.compile(
    r"\b(?<!unidad de )(?<!unidades de )(?<!en la )medidas?\b(?! adoptadas)", re.IGNORECASE
)
CEPLAN = {"Logro esperado", "Valor obtenido"}
"""Columns of the monitoring annex, which has the form and the names that CEPLAN gives it."""
OWN = ("documento.md", "glosario/index.md")
"""Pages that are the words of authors and documents from end to end."""


def spoken(page: str) -> str:
    """The words of a page, without its head, its tags and its addresses."""
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>|\{:[^}]*\}", " ", body))
    return " ".join(text.split())


def texts(value: object) -> Iterator[str]:
    """Every text in a file of the content."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def quoted(page: str, found: re.Match[str]) -> tuple[str, str]:
    """A retired word with what stands before it, and with what stands after it.

    In a text of an author one of the two is in the content, wherever the text begins and ends.
    """
    before = page[max(0, found.start() - 12) : found.end()]
    return before.strip(), page[found.start() : found.end() + 12].strip()


@pytest.fixture(scope="module")
def authors() -> str:
    """All that the authors wrote, one text a line."""
    files = sorted((ROOT / "content").rglob("*.yml"))
    loaded = (yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) for path in files)
    return "\n".join(text for each in loaded for text in texts(each))


def test_no_page_says_a_retired_word(pages_of_all: Mapping[str, bytes], authors: str) -> None:
    wrong = []
    for name, data in pages_of_all.items():
        if not name.endswith(".md") or name.endswith(OWN):
            continue
        page = spoken(data.decode())
        for pattern in (RETIRED, MEASURE):
            for found in pattern.finditer(page):
                near = page[max(0, found.start() - 12) : found.end() + 12]
                if not any(part in authors for part in quoted(page, found)):
                    wrong.append(f"{name}: {near}")
    assert wrong == []


def test_no_message_says_a_retired_word() -> None:
    told = catalogue("es")._catalog.values()  # type: ignore[attr-defined]
    said = [text for text in told if isinstance(text, str) and text not in CEPLAN][1:]
    assert len(said) > 1000
    wrong = [text for text in said if RETIRED.search(text) or MEASURE.search(text)]
    assert wrong == []


@pytest.mark.parametrize("page", ["metodologia.md", "acerca.md", "datos.md"])
def test_no_public_prose_says_a_retired_word(page: str) -> None:
    text = spoken((ROOT / "docs" / page).read_text("utf-8"))
    assert [found.group() for found in RETIRED.finditer(text)] == []
    assert [found.group() for found in MEASURE.finditer(text)] == []


def test_numbers_and_dates_are_written_in_one_way(
    pages_of_all: Mapping[str, bytes], authors: str
) -> None:
    """A minus is U+2212, thousands have commas, a date its month in words."""
    wrong = []
    other = re.compile(r"(?<![\w\-/])-\d[\d.,]*|\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}-\d\d-\d\d\b")
    for name, data in pages_of_all.items():
        if not name.endswith(".md") or name.endswith(OWN):
            continue
        page = spoken(data.decode())
        wrong += [f"{name}: {m.group()}" for m in other.finditer(page) if m.group() not in authors]
    assert wrong == []
