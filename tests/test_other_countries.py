"""A portal of any country, or of none: no word of the portal here, and of no other country."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import run
from tests.helpers import LATER, MINIMAL, lay, results, with_lines
from tests.helpers import content as minimal

COUNTRIES = {
    "BO": ("es", "BOB", "BO-L"),
    "CO": ("es", "COP", "CO-CUN"),
    "MX": ("es", "MXN", "MX-JAL"),
    "US": ("en", "USD", "US-NV"),
    "": ("es", "EUR", ""),
}
HERE = r"MTPE|mtpe|JUNTOS|SOVIO|POI|PEI|OCII|Convenio de Gestión|Plan de Fortalecimiento"
OF = {
    "PE": r"Perú|Peru|Peruvian|peruan[oa]s?|PIA|PIM|CUI|CEPLAN|S/ ?\d|soles|Cusco|Lima",
    "CO": r"Colombia|colombian[oa]s?|KPT|BPIN|COP",
    "MX": r"México|mexican[oa]s?|MIR|CONEVAL|MXN",
    "US": r"United States|Estados Unidos|GPRA|USD",
    "BO": r"Bolivia|bolivian[oa]s?|BOB",
}
"""Words that a portal of another country has no use for."""
EDITORS = ("/editores/", "/editors/")
"""The guide shows how a file is written, and its examples are of some country."""


def made(folder: Path, country: str) -> dict[str, str]:
    """Every page and file of data, by its path under ``docs/``, without tags."""
    language, currency, region = COUNTRIES[country]
    site = [f"languages: [{language}]", *([f"region: {country}"] if country else [])]
    other = () if country else ("region",)
    measure = "{indicator: visitas, targets: {2024: 40}, baseline: {period: 2023, value: 5}"
    parts = f"{{indicator: talleres, by: region, targets: {{2024: {{{region}: 4}}}}}}"
    files = (
        with_lines("site.yml", *site, without=other)
        | with_lines("plan.yml", "method: propio", without=("currency",))
        | {
            "methods.yml": "- {id: propio, title: Propio, bands: {medium: 50, high: 90}}\n",
            "strategies/1.1.yml": f"""
code: "1.1"
objective: "1"
title: Línea
budget:
  - {{year: 2024, stage: opening, amount: 1000.50}}
  - {{year: 2024, stage: modified, version: V1, amount: 1200}}
  - {{year: 2024, stage: accrued, amount: 900}}
activities:
  - code: 1.1.1
    title: Actividad
    measures: [{measure}}}{f", {parts}" if region else ""}]
""",
        }
        | results("2024", "visitas: 30")
    )
    if region:
        files["indicators/talleres.yml"] = MINIMAL["indicators/visitas.yml"]
    files["plan.yml"] = files["plan.yml"] + "\nversions: [{id: V1, label: Primera}]"
    files["plan.yml"] += f"\ncurrency: {currency}"
    laid = {path: data.replace(b"mtpe", b"muni") for path, data in minimal(**files).items()}
    done = run("build", "--as-of", LATER, "--quiet", cwd=lay(folder, laid))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    found = [
        path for path in (folder / "docs").rglob("*") if path.suffix in {".md", ".csv", ".json"}
    ]
    return {
        f"/{path.relative_to(folder / 'docs').as_posix()}": html.unescape(
            re.sub(r"<[^>]+>", " ", path.read_text("utf-8"))
        )
        for path in found
    }


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda it: it or "none")
def test_no_page_says_what_is_of_another_country(country: str, tmp_path: Path) -> None:
    others = "|".join([HERE, *(words for name, words in OF.items() if name != country)])
    pages = made(tmp_path, country)
    assert len(pages) > 30
    wrong = [
        f"{name}: {text[max(0, at.start() - 40) : at.end() + 40]}"
        for name, text in pages.items()
        for at in found(HERE if name.startswith(EDITORS) else others, text)
    ]
    assert not wrong, "\n".join(wrong)


def found(words: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![\w/-])(?:{words})(?![\w-])", text)
