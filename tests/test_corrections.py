"""What is wrong is told in a message that is already written, and what was asked is answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, ViewportSize

from generator.cite.version import SLOT
from generator.compute import compute
from generator.compute.results import Results
from generator.export import tables
from generator.load import load
from generator.render import render
from generator.words.formatter import NBSP
from tests.browser import served
from tests.helpers import content, of_parts, results, results_of, targets, with_lines

PAGE = "planes/plan-2024/1.1.1.md"
FILE = "content/plans/plan-2024/"
ASKED = ["", "Qué está mal: ", "Qué debería decir: ", "Documento y lugar que lo dicen: "]
REPORTED = results("2024-T1", "visitas: {value: 8, source: {place: Cuadro 3, quote: ocho visitas}}")


def made(*parts: Mapping[str, str], lang: str = "es", day: str = "2025-06-01") -> dict[str, str]:
    """The pages of the small plan with ``parts`` over it."""
    catalog, problems = load(of_parts(*parts))
    assert problems == []
    found = render(compute(catalog, date.fromisoformat(day)), lang)
    return {name: text.decode() for name, text in found.items()}


def folds(page: str) -> list[str]:
    """The folds that hold a message: of each measure, and of the page."""
    return re.findall(
        r"<details class=\"fold cite\"[^>]*><summary>[^<]*(?:Avísenos|Tell us).*?</details>",
        page,
        re.DOTALL,
    )


def text_of(fold: str) -> list[str]:
    return (
        unescape(fold[fold.index("<pre>") + 5 : fold.index("</pre>")])
        .replace(SLOT, "V")
        .split("\n")
    )


def hrefs(fold: str) -> list[str]:
    """The ways to send it; those to the data stand below."""
    ways = fold.partition("<p>Datos: ")[0]
    return [unescape(it) for it in re.findall('href="([^"]*)"', ways)]


def test_a_wrong_figure_is_told_with_all_that_finds_it() -> None:
    of_measure, of_page = folds(made(REPORTED)[PAGE])
    assert text_of(of_measure) == [
        "Indicador: Visitas",
        "Plan: Plan 2024",
        "• 2024: meta 100; resultado 8; avance 8.0 %",
        "• I trimestre de 2024: meta 10; resultado 8; avance 80.0 %",
        "• II trimestre de 2024: meta 20; sin reporte",
        "• III trimestre de 2024: meta 30; sin reporte",
        "• IV trimestre de 2024: meta 40; sin reporte",
        "Fuente de la meta: Informe, Anexo 1",
        f"Datos: {FILE}strategies/1.1.yml, línea 9",
        "Fuente del resultado: Informe, Cuadro 3 «ocho visitas»",
        f"Datos: {FILE}results/2024-T1.yml, línea 6",
        "Dirección: planes/plan-2024/1.1.1/?periodo=2024&version=V#visitas",
        *ASKED,
    ]
    assert text_of(of_page) == [
        "Página: 1.1.1 Actividad",
        "Fuente: Informe, Anexo 1",
        f"Datos: {FILE}strategies/1.1.yml, línea 6",
        "Dirección: planes/plan-2024/1.1.1/ (versión V)",
        *ASKED,
    ]
    assert "Envíe este texto a Ministerio, que publica este portal." in of_measure
    assert hrefs(of_measure) == []
    assert of_measure.endswith(
        f'<p>Datos: <span class="code">{FILE}strategies/1.1.yml, línea 9</span> · '
        '<a href="../../editores/index.md">proponer un cambio</a></p></details>'
    )


def test_it_is_in_the_language_of_the_portal() -> None:
    text = text_of(folds(made(with_lines("site.yml", "languages: [en]"), lang="en")[PAGE])[0])
    assert text[:3] == ["Indicator: Visitas", "Plan: Plan 2024", "• 2024: target 100; not reported"]
    assert text[-3:] == [
        "What is wrong: ",
        "What it should say: ",
        "Document and place that say so: ",
    ]


@pytest.mark.parametrize("figures", ["2024-T1: not-programmed", "2024: una norma aprobada"])
def test_what_has_no_number_can_be_wrong_too(figures: str) -> None:
    text = text_of(folds(made(targets(figures))[PAGE])[0])
    assert text[0] == "Indicador: Visitas"
    assert text[-4:] == ASKED


@pytest.mark.parametrize(
    ("site", "address", "title", "body"),
    [
        (
            "repository: https://github.com/a/b",
            "https://github.com/a/b/issues/new",
            "title",
            "body",
        ),
        (
            "repository: https://gitlab.com/a/b/",
            "https://gitlab.com/a/b/-/issues/new",
            "issue[title]",
            "issue[description]",
        ),
        ("contact: datos@muni.example", "mailto:datos@muni.example", "subject", "body"),
    ],
)
def test_where_the_portal_says_it_opens_filled_in(
    site: str, address: str, title: str, body: str
) -> None:
    fold = folds(made(REPORTED, with_lines("site.yml", site))[PAGE])[0]
    (href,) = hrefs(fold)
    given = parse_qs(urlsplit(href).query, keep_blank_values=True)
    assert href.partition("?")[0] == address
    assert given[title] == ["Posible error: Visitas"]
    assert given[body][0].replace(SLOT, "V").split("\r\n") == text_of(fold)
    assert SLOT in href  # the version is put in when the site is made
    assert "que publica este portal" not in fold


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("https://muni.example/x?a=1", 'Escribir a <a href="https://muni.example/x?a=1">'),
        ("Mesa de partes, <b>calle 1</b>", "Escribir a Mesa de partes, &lt;b&gt;calle 1"),
    ],
)
def test_another_contact_is_told_beside_the_text(contact: str, said: str) -> None:
    site = with_lines("site.yml", f'contact: "{contact}"')
    pages = made(REPORTED, site)
    assert all(said in folds(pages[page])[-1] for page in (PAGE, "index.md", "planes/index.md"))


def test_a_long_quotation_does_not_make_an_address_that_is_refused() -> None:
    long = results("2024-T1", f"visitas: {{value: 8, source: {{quote: {'dijo ocho ' * 300}}}}}")
    (href,) = hrefs(
        folds(made(long, with_lines("site.yml", "repository: https://a.example/b"))[PAGE])[0]
    )
    assert len(href) < 4_000


def test_a_reader_comes_from_a_figure_to_the_message(site: Path, chromium: Browser) -> None:
    """Without a script, on a phone."""
    size: ViewportSize = {"width": 360, "height": 640}
    context = chromium.new_context(java_script_enabled=False, viewport=size)
    with served(site) as url:
        page = context.new_page()
        page.goto(f"{url}/planes/salud-2025/1.1.1/")
        fold = page.locator("section details.cite", has_text="¿Ve un error? Avísenos").first
        assert not fold.locator("pre").is_visible()
        fold.locator("summary").click()
        text, box = fold.locator("pre").inner_text(), fold.locator("pre").bounding_box()
        assert re.search(r"version=[0-9a-f.@-]+(sha256-)?[0-9a-f]+#", text)
        assert text.splitlines()[-4:] == ASKED
        assert box is not None
        assert box["x"] + box["width"] <= size["width"]
    context.close()


# What was asked, and how the portal itself is doing.

ANSWERED = """
- id: uno
  asked: 2025-02-03
  plan: plan-2024
  of: visitas
  period: 2024-T1
  request: La meta dice 10 y el cuadro dice 12.
  state: accepted
  answered: 2025-02-10
  answer: Se corrigió.
  commit: 1a2b3c4
- {id: dos, asked: 2025-02-04, plan: plan-2024, of: "1.1", request: Otro título., state: rejected,
   answered: 2025-02-04, answer: Es el del plan.}
- {id: tres, asked: 2025-03-04, request: Falta un enlace., state: open}
"""


def portal(*parts: Mapping[str, str], lang: str = "es", day: str = "2025-06-01") -> str:
    """The words of the page of the portal."""
    page = made(*parts, lang=lang, day=day)["portal/index.md"].partition("## Fuente")[0]
    text = unescape(re.sub(r"<[^>]+>|\{:[^}]*\}", " ", page.split("---\n", 2)[2]))
    return " ".join(text.replace(NBSP, " ").split())


def test_a_portal_that_nobody_asked_anything_says_so() -> None:
    said = portal(REPORTED)
    assert "Correcciones pedidas 0 " in said
    assert "Correcciones que pidieron los lectores Aún no consta ninguna." in said
    assert "aceptadas" not in said
    assert "Cifras que dicen de qué documento salen 6 de 6 (100.0 %)" in said
    assert "Cifras con su cita textual 1 de 6 (16.7 %)" in said
    assert "Resultados reportados, de los que ya debían estarlo 1 de 4 (25.0 %)" in said
    assert "Plan 2024 6 de 6 (100.0 %) 1 de 4 (25.0 %) Quién falta por reportar" in said
    assert "31 de marzo de 2024 (427 días antes) 0" in said


def test_what_was_asked_and_answered_is_told_the_latest_first() -> None:
    said = portal(REPORTED, {"corrections.yml": ANSWERED})
    assert "Correcciones pedidas 3 · ver cuáles : Correcciones pedidas" in said
    assert "Correcciones aceptadas 1 de 3 (33.3 %) Correcciones rechazadas 1 de 3" in said
    assert (
        "Correcciones sin responder 1 de 3 (33.3 %) Días hasta la respuesta (mediana) 3.5" in said
    )
    told = said.partition("Correcciones que pidieron los lectores")[2]
    assert told.startswith(
        "Sin responder : Falta un enlace. Se pidió el 4 de marzo de 2025"
        " Rechazada : Otro título. Plan 2024 · 1.1 Línea Se pidió el 4 de febrero de 2025"
        " · se respondió el 4 de febrero de 2025: Es el del plan."
        " Aceptada : La meta dice 10 y el cuadro dice 12. Plan 2024 · Visitas · I trimestre de 2024"
        " Se pidió el 3 de febrero de 2025 · se respondió el 10 de febrero de 2025: Se corrigió."
        " 1a2b3c4",
        1,
    )


def test_a_plan_that_owes_nothing_yet_and_has_no_report() -> None:
    said = portal(day="2024-01-01")
    assert "Resultados reportados, de los que ya debían estarlo nada que contar" in said
    assert "vencidos" not in said
    assert "nada que contar todavía ninguno 0" in said


def test_a_portal_without_plans_has_nothing_to_count(tmp_path: Path) -> None:
    files = {name: data for name, data in content().items() if not name.startswith("plans/")}
    page = render(results_of(files))["portal/index.md"].decode()
    assert page.count("nada que contar") == 2
    assert "Por plan" not in page


def test_in_english() -> None:
    english = with_lines("site.yml", "languages: [en]")
    said = portal(english, {"corrections.yml": ANSWERED}, lang="en")
    assert "How this portal is doing" in said
    assert "Accepted : La meta dice 10" in said


def test_the_page_and_the_tables_count_the_same(results: Results) -> None:
    filled = {it.table.name: it for it in tables(results, "es")}
    of_all = {
        aspect: value
        for plan, aspect, value in zip(
            *map(filled["quality"].column, ("plan", "aspect", "value")), strict=True
        )
        if plan is None
    }
    cells = {name: it.column for name, it in filled.items()}
    over = [n for n, it in enumerate(cells["dates"]("over")) if it]
    due, told = (
        sum(cast(int, cells["dates"](name)[n]) for n in over) for name in ("n_due", "n_reported")
    )
    cited = sum(cast(int, it) for it in cells["documents"]("n_figures"))
    assert of_all["figures-with-document"] == cited
    assert of_all["figures-in-dispute"] == len(filled["disputes"].rows)
    assert of_all["results-reported"] == told
    assert of_all["results-overdue"] == due - told
