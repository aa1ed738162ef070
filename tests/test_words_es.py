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
from tests.cases.runner import BASE

ROOT = Path(__file__).resolve().parent.parent
RETIRED = re.compile(
    r"\b(?:elementos?|segundo nivel|mediciones|medición|ficha del plan|logro esperado"
    r"|valor obtenido|cumplimiento|avances? medios?|promedios? de avances?|sem[aá]foro"
    r"|de apertura|apertura \(pia\)|ejecución física|avance físico|miembros?|desgloses?"
    r"|no corresponden?|hechos?|contrastes?|rec[aá]lculo|patr[oó]n|patrones|dudas?"
    r"|algo por mirar|merece una mirada|para informar|falta informar|debía informarse"
    r"|(?:periodos?|resultados?|valores|valor) informados?|instituci(?:ón|ones)|actos?"
    r"|sustentos?|enmiendas?|rectific\w+|suscripci(?:ón|ones) de"
    r"|(?:dos|esa|otra|qué|misma|una) revisi(?:ón|ones)|revisi(?:ón|ones) anterior(?:es)?"
    r"|añad\w+|comandos?|soles peruanos|no (?:los? |las? |se )?imprimen?|qué logró"
    r"|lo que se hizo|juzg\w+|calla si|sin sentido(?! definido)|responde a|disco: avance"
    r"|cuadrado vacío|que movi\w+ el presupuesto|región por región|completas, plan por plan"
    r"|no se ejecutó nada|sin ninguna ejecución|del total o de una parte|según sus partes"
    r"|se (?:esperaba|encontró) \||impres[ao]s? de dos maneras|sus partes no dan"
    r"|frente a sus partes|derivan de otr[ao]s|que se ven en los datos"
    r"|firmó y no se publica|sin suscripción|avance-tipo-\d|método ceplan-\d+"
    r"|último reporte ninguno|región pe-[a-z]{3})\b",
    re.IGNORECASE,
)
"""What ``words-es`` retired, word by word and label by label."""
MEASURE = re.compile(
    r"\b(?<!unidad de )(?<!unidades de )(?<!en la )medidas?\b(?! adoptadas)", re.IGNORECASE
)
CEPLAN = {"Logro esperado", "Valor obtenido"}
"""Columns of the monitoring annex, which has the form and the names that CEPLAN gives it."""
OWN = ("documento.md", "glosario/index.md")
"""Pages that are the words of authors and documents from end to end."""


def spoken(page: str) -> str:
    """The words of a page, without its head, its tags, its code and its addresses."""
    body = re.sub(
        r"\A---\n.*?\n---\n|```.*?```|`[^`\n]*`|Dirección: \S+", " ", page, flags=re.DOTALL
    )
    text = html.unescape(re.sub(r"<[^>]+>|\{:[^}]*\}|\]\([^)\s]*\)", " ", body))
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
    return before.strip(" ()"), page[found.start() : found.end() + 12].strip(" ();")


@pytest.fixture(scope="module")
def authors() -> str:
    """All that the authors wrote, one text a line."""
    return written(BASE / "content")


def written(content: Path) -> str:
    files = sorted(content.rglob("*.yml"))
    loaded = (yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) for path in files)
    return "\n".join(text for each in loaded for text in texts(each))


def test_no_page_says_a_retired_word(pages_of_all: Mapping[str, bytes], authors: str) -> None:
    wrong = []
    for name, data in pages_of_all.items():
        if not name.endswith(".md") or name.endswith(OWN) or name.startswith("documentos/"):
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


PROSE = sorted((ROOT / "generator/manual/es").rglob("*.md"))


@pytest.mark.parametrize("page", PROSE, ids=lambda path: path.stem)
def test_no_prose_says_a_retired_word(page: Path, authors: str) -> None:
    assert retired(page, authors) == []


def retired(page: Path, authors: str) -> list[str]:
    text = spoken(page.read_text("utf-8"))
    found = [found for pattern in (RETIRED, MEASURE) for found in pattern.finditer(text)]
    return [each.group() for each in found if quoted(text, each)[1] not in authors]


FORMS = {
    "a minus is U+2212": r"(?<![\w\-/.])-\d[\d.,]*",
    "a sum has × ÷ −": r"\d[\d.,]* [*/-] \d[\d.,]*",
    "a date has its month in words": r"\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}-\d\d-\d\d\b",
    "a space stands before %": r"[\d.,]*\d%",
    "a space stands after S/": r"(?<!\w)S/\.?(?! )\S{0,8}",
    "a sign stands before S/": r"S/ [−+-]\d+",
    "thousands have commas": (
        r"(?<![\w.,/°º×\-–:])(?<!RFC )(?!(?:18|19|20|21)\d\d\b)\d{4,}(?:\.\d+)?(?![\w/\-:,])"
        r"|\d[\u00a0\u202f\u2009]\d{3}\b"
    ),
}
"""How a figure is not written."""
LINES = re.compile(r"\blíneas? \d+(?:[-–]\d+)?(?:(?:,| y) \d+(?:[-–]\d+)?)*")


@pytest.mark.parametrize("form", FORMS)
def test_figures_are_written_in_one_way(
    form: str, pages_of_all: Mapping[str, bytes], authors: str
) -> None:
    other, wrong = re.compile(FORMS[form]), []
    words = set(re.split(r"[\s«»“”(),;|]+", authors))
    for name, data in pages_of_all.items():
        if name.endswith(".md") and not name.endswith(OWN):
            page = LINES.sub("", spoken(data.decode()))
            wrong += [
                f"{name}: {each.group()}"
                for each in other.finditer(page)
                if each.group() not in words and not any(q in authors for q in quoted(page, each))
            ]
    assert wrong == []
