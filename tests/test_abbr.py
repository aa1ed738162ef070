"""Short forms explain themselves where a reader meets them first, and nowhere else."""

from __future__ import annotations

import pytest

from generator.render.abbreviations import Expander, ShortForm, is_short_form, same_words
from tests.helpers import content, strategy
from tests.test_pages import pages

FORMS = {
    "OPLA": ShortForm("Oficina de Planeamiento", "opla"),
    "CAP": ShortForm("Comunidades de Aprendizaje", "cap"),
    "CAP-P": ShortForm("Cuadro <para> \"Asignación\" & 'más'", "cap-p"),
    "R&amp;D": ShortForm("Investigación", "r-d"),
    "DEL": ShortForm("Dictamen Económico Laboral", "del"),
}


def expanded(body: str) -> str:
    return Expander(FORMS, "../glosario/index.md").page(body)


def marked(body: str) -> list[str]:
    """The short forms that became links, in order."""
    return [
        part.partition("</abbr>")[0].rpartition(">")[2]
        for part in expanded(body).split("<abbr ")[1:]
    ]


def test_the_first_of_a_page_is_linked_and_named() -> None:
    assert expanded("<p>La OPLA y la OPLA.</p>") == (
        '<p>La <a class="ab" href="../glosario/index.md#opla">'
        '<abbr title="Oficina de Planeamiento">OPLA</abbr></a> y la OPLA.</p>'
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p>opla Opla xOPLA OPLAS OPLA2</p>",
        "<p>OPLA.01 AEI.OPLA N° 12-2024-OPLA OPLA/4 OPLA-TR</p>",
        "<h2>OPLA</h2>",
        "## OPLA {: #opla }",
        '<p><a href="OPLA">OPLA</a></p>',
        "<p><code>OPLA</code></p>",
        "<table><tr><td><p>OPLA</p></td></tr></table>",
        "<p title=\"OPLA\" data-x='a > OPLA'></p>",
        "<p><!-- OPLA --></p>",
        "<svg><title>OPLA</title></svg>",
        "<p>PROMOCIÓN DEL EMPLEO</p>",
        "<p>La Oficina de Planeamiento (OPLA) responde.</p>",
        "<p>La oficina de planeamiento (en adelante, OPLA) responde.</p>",
    ],
)
def test_what_stays_as_it_is(body: str) -> None:
    assert expanded(body) == body


def test_the_longest_form_is_meant_and_signs_around_it_stay() -> None:
    assert marked("<li>«CAP-P», (CAP); R&amp;D.</li>") == ["CAP-P", "CAP", "R&amp;D"]
    assert "(<a " in expanded("<p>(OPLA).</p>")
    assert expanded("<p>(OPLA).</p>").endswith("</a>).</p>")


def test_a_name_with_signs_stays_inside_its_attribute() -> None:
    found = expanded("<dd>CAP-P</dd>")
    assert 'title="Cuadro &lt;para&gt; &quot;Asignación&quot; &amp; &#x27;más&#x27;"' in found


@pytest.mark.parametrize("term", ["OPLA", "CdG", "CAP-P", "COVID-19", "EsSalud"])
def test_short_forms(term: str) -> None:
    assert is_short_form(term)


@pytest.mark.parametrize(
    "term", ["Servir", "PP 103", "OE", "Corresponsabilidad", "Ministerio MTPE"]
)
def test_words_that_are_no_short_forms(term: str) -> None:
    assert not is_short_form(term)


GLOSSARY = """
- {term: OPLA, name: Oficina de Planeamiento, synonyms: [Planeamiento]}
- {term: Meta, name: Lo que se promete}
- term: "X\\"><script>HURT</script>"
  name: Malo
- term: HURT
  name: "\\"><script>hurt()</script>"
"""


def test_a_page_explains_the_short_forms_of_its_authors() -> None:
    text = strategy("[{unit: Km, targets: {2024: 1}, note: La OPLA responde al HURT.}]")
    found = pages_of({"glossary.yml": GLOSSARY, **text})["planes/plan-2024/1.1.1.md"]
    assert (
        'href="../../glosario/index.md#opla"><abbr title="Oficina de Planeamiento">OPLA<' in found
    )
    assert "&quot;&gt;&lt;script&gt;hurt()&lt;/script&gt;" in found
    assert "<script" not in found


def pages_of(files: dict[str, str]) -> dict[str, str]:
    """Pages with their tags."""
    from datetime import date  # noqa: PLC0415

    from generator.compute import compute  # noqa: PLC0415
    from generator.load import load  # noqa: PLC0415
    from generator.render import render  # noqa: PLC0415

    catalog, _ = load(content(**files))
    return {
        path: page.decode() for path, page in render(compute(catalog, date(2026, 1, 15))).items()
    }


def test_the_glossary_says_the_synonyms_of_a_term() -> None:
    assert (
        "Oficina de Planeamiento También: Planeamiento"
        in pages({"glossary.yml": GLOSSARY})["glosario/index.md"]
    )


# The search


def test_words_of_the_glossary_and_of_the_units_are_searched() -> None:
    from generator.load import load  # noqa: PLC0415

    units = "- {id: mtpe, name: Ministerio, acronym: MIN, kind: entity}"
    catalog, _ = load(content(**{"glossary.yml": GLOSSARY, "units.yml": units}))
    words = same_words(catalog)
    assert ("OPLA", "Oficina de Planeamiento", "Planeamiento") in words
    assert ("MIN", "Ministerio") in words
