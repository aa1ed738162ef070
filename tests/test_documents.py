"""The page of a document: what is taken from it, place by place, and what leads there."""

from __future__ import annotations

import gzip
import re
from datetime import date

from generator.check import check
from generator.compute import compute
from generator.load import load
from generator.render import render
from tests.helpers import PLAN, content, strategy
from tests.test_pages import words

DOCUMENTS = """
- {id: informe, kind: report, title: Informe, issuer: Ministerio, date: 2025-02-01}
- {id: norma, kind: law, number: Ley 1, url: "https://ejemplo.org/ley", approves: [informe]}
- {id: otra, kind: law, number: Ley 2}
"""
RESULTS = """
period: 2024-T1
status: final
source: {document: informe, place: "Cuadro 2, fila 1", lines: 40}
results: {visitas: 7}
"""
PUBLISHED = """
- {fact: visitas, name: visitas del año, value: 100, quote: "se hicieron 100 visitas <b>",
   source: {place: Resumen, lines: 3-4}}
- {fact: visitas, value: 99, source: {lines: 90}}
"""
TARGETS = (
    "[{indicator: visitas, source: {place: Cuadro 2, lines: 12}, targets: {2024-T1: 10}, total: 10,"
    " baseline: {period: 2023, value: 5, source: {place: Cuadro 2, lines: 11}}}]"
)


def pages(**more: str) -> dict[str, str]:
    files = content(
        **{
            "documents.yml": DOCUMENTS,
            "results/2024-T1.yml": RESULTS,
            PLAN + "published.yml": PUBLISHED,
            **strategy(TARGETS),
            **more,
        }
    )
    catalog, problems = load(files)
    assert [*problems, *check(catalog)] == []
    made = render(compute(catalog, date(2026, 1, 15)))
    return {path: data.decode() for path, data in made.items()}


def test_a_document_is_read_place_by_place_in_its_own_order() -> None:
    page = pages()["documentos/informe.md"]
    said = words(page)
    order = [
        "Informe Tomado de aquí: 6 cifras y 1 texto.",
        "Emitido por Ministerio, 1 de febrero de 2025",
        "Aprobado por Ley 1",
        "Planes que lo usan Plan 2024",
        "Dirección oficial No está anotada en los datos de este portal.",
        "Resumen",
        "líneas 3-4 Plan 2024 Visitas del año: 100 «se hicieron 100 visitas <b>»",
        "Cuadro 2",
        "línea 11 1.1.1 Actividad Línea de base (2023): 5",
        "línea 12 1.1.1 Actividad Meta, I trimestre de 2024: 10 · Total de las metas: 10",
        "Cuadro 2, fila 1 línea 40 1.1.1 Actividad Resultado, I trimestre de 2024: 7",
        "Anexo 1",
        "– Plan 2024 Título",
        "Sin lugar anotado",
        "línea 90 Plan 2024 Visitas del año: 99",
    ]
    places = [said.index(text) for text in order]
    assert places == sorted(places)
    assert '<tr id="lugar-cuadro-2.12">' in page


def test_the_portal_counts_the_quotes_of_figures_that_are_printed() -> None:
    assert "Cifras con su cita textual 1 de 6 (16.7 %)" in words(pages()["portal/index.md"])


def test_every_source_leads_to_its_place() -> None:
    found = pages()
    activity = found["planes/plan-2024/1.1.1.md"]
    for href in (
        "../../documentos/informe.md#lugar-cuadro-2.12--1.1.1",
        "../../documentos/informe.md#lugar-cuadro-2-fila-1.40--1.1.1",
    ):
        assert f'id="{href.partition("#")[2]}"' in found["documentos/informe.md"]
        assert f'<a href="{href}">Informe, Cuadro 2' in activity
    contrast = found["planes/plan-2024/contraste.md"]
    assert 'href="../../documentos/informe.md#lugar-resumen.3.4"' in contrast
    assert 'href="../../documentos/informe.md#lugar-sin-anotar.90"' in contrast


def test_the_list_of_documents_begins_with_those_that_give_figures() -> None:
    found = pages()
    said = words(found["documentos/index.md"])
    assert "3 documentos citados. Lo que muestra este portal sale de 1 de ellos." in said
    alone = render(compute(load(content())[0], date(2026, 1, 15)))["documentos/index.md"]
    only = "Un documento citado, del que sale todo lo que muestra este portal."
    assert only in words(alone.decode())
    order = [
        "Documento Cifras tomadas Textos tomados",
        "Informe 1 de febrero de 2025 · Ministerio",
        "Aprobado por: Ley 1 Planes que lo usan: Plan 2024 6 1",
    ]
    assert " ".join(order) in said
    assert "Ley 1 Ley 1 Aprueba: Informe Ley 2" in said
    assert "Ley 2" in said
    assert "documentos/otra.md" not in found
    assert 'id="otra"' in found["documentos/index.md"]


def test_what_a_page_does_not_hold_has_pages_of_its_own() -> None:
    many = "".join(
        f'- {{fact: f{n}, value: {n}, quote: "{n * 7919} {"palabras " * 12}",'
        f' source: {{place: "Anexo {1 + n % 2}", lines: {n}}}}}\n'
        for n in range(1, 1300)
    )
    found = pages(**{PLAN + "published.yml": many})
    parts = [path for path in found if path.startswith("documentos/informe")]
    assert parts == [
        "documentos/informe.md",
        "documentos/informe/anexo-2.md",
        "documentos/informe/anexo-2--2.md",
        "documentos/informe/anexo-1.md",
        "documentos/informe/anexo-1--2.md",
    ]
    assert all(len(gzip.compress(found[path].encode())) < 60_000 for path in parts)
    whole = found["documentos/informe.md"]
    for anchor in ("lugar-anexo-1", "lugar-anexo-2"):
        assert whole.count(f"{{: #{anchor} ") == 1
    contrast = found["planes/plan-2024/contraste.md"]
    anchors = {path: set(re.findall(r' id="([^"]+)"', found[path])) for path in parts}
    links = re.findall(r'href="../../(documentos/informe[^"#]*)#([^"]+)"', contrast)
    assert [it for it in links if it[1] not in anchors[it[0]]] == []


def test_a_table_of_a_document_is_read_by_its_columns() -> None:
    def measure(n: int) -> str:
        source = f"source: {{place: Anexo 2, lines: {n}0-{n}9}}"
        return f"[{{id: m{n}, indicator: visitas, {source}, targets: {{2024: {n}00}}}}]"

    told = "".join(f"  m{n}: {{value: {n}, source: {{place: Anexo 2}}}}\n" for n in range(1, 5))
    head = "period: 2024\nstatus: final\nsource: {document: informe}\nresults:\n"
    printed = "".join(
        f"- {{of: 1.1.{n}, figure: attainment, period: 2024, value: {n},"
        f" source: {{place: Anexo 2, lines: {n}5}}}}\n"
        for n in range(1, 7)
    )
    files = {
        **strategy(*map(measure, range(1, 7))),
        "results/2024-T1.yml": RESULTS.replace("visitas", "m6"),
        "results/2024.yml": head + told,
        PLAN + "published.yml": printed + "- {fact: sin, value: 7, source: {place: Anexo 3}}\n",
    }
    page = pages(**files)["documentos/informe.md"]
    said = words(page)
    assert "Qué Meta, 2024 Avance, 2024 1.1.1 Actividad líneas 10-19 100 1 %" in said
    assert "1.1.6 Actividad líneas 60-69 600 6 %" in said
    assert "Lo demás que se toma de aquí" in said
    assert "Resultado, 2024: 4" in said
    assert "Líneas Qué se toma de ahí – Plan 2024 7 ## Fuente" in said
    found = re.findall(r' id="([^"]+)"', page)
    assert len(found) == len(set(found))
    assert {"lugar-anexo-2", "lugar-anexo-2.10.19", "lugar-anexo-2.15"} <= {*found}


def test_the_text_of_a_document_is_shown_with_the_cited_lines_marked() -> None:
    text = "\n".join(f"línea <i>{n}</i> & más" for n in range(1, 1_201))
    found = pages(**{"sources/informe.txt": text})
    assert [path for path in found if "/texto/" in path] == [
        f"documentos/informe/texto/{n}.md" for n in (1, 2, 3)
    ]
    page = found["documentos/informe/texto/1.md"]
    assert '<tr id="linea-12" class="on">' in page
    assert '<a href="../../informe.md#lugar-cuadro-2.12">12</a>' in page
    assert "<mark>línea &lt;i&gt;12&lt;/i&gt; &amp; más</mark>" in page
    assert '<tr id="linea-13"><th scope="row">13</th>' in page
    assert words(page).startswith(
        "Inicio › Documentos › Informe Texto de «Informe», líneas 1 a 500"
    )
    assert "línea 500 &" not in found["documentos/informe/texto/2.md"]
    document = found["documentos/informe.md"]
    assert '<a href="informe/texto/1.md#linea-12">en el texto</a>' in document
    assert "El documento mismo texto, 1,200 líneas" in words(document)


def test_a_pdf_opens_at_the_page_that_the_place_names() -> None:
    published = '- {fact: a, value: 1, source: {place: "Cuadro 1, página 7"}}'
    more = {"sources/informe.pdf": "%PDF-1.4\n%%EOF\n", PLAN + "published.yml": published}
    page = pages(**more)["documentos/informe.md"]
    assert '<a href="informe.pdf#page=7">página 7 del PDF</a>' in page
    assert "El documento mismo PDF" in words(page)
