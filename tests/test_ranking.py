"""Every contradiction once, the one with the greatest effect first, and true in every state."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.compute import Results
from generator.export import tables
from generator.export.table import as_text
from generator.render.views.across.contradictions import ContradictionsView, contrasts_page
from generator.render.views.common import RenderContext
from generator.words.formatter import NBSP
from tests.helpers import (
    PLAN,
    of_parts,
    results,
    results_of,
    strategy,
    targets,
    with_lines,
)


def found(*parts: Mapping[str, str]) -> Results:
    """The minimal tree with ``parts`` over it, computed."""
    return results_of(of_parts(*parts))


def front(*parts: Mapping[str, str], lang: str = "es") -> ContradictionsView:
    """Its front page."""
    view = contrasts_page(RenderContext(found(*parts), lang)).view
    assert isinstance(view, ContradictionsView)
    return view


def rows(view: ContradictionsView) -> list[tuple[str, ...]]:
    """Sort, sentence, effect and both figures of each contradiction, as a reader sees them."""
    return [
        tuple(
            text.replace(NBSP, " ")
            for text in (row.mark.word, row.sentence, row.effect, *(f.value for f in row.figures))
        )
        for row in (*view.first, *view.others, *view.doubts)
    ]


def effects(results: Results) -> list[tuple[object, ...]]:
    """What the table says of the order, by rank."""
    (table,) = [it for it in tables(results, "es") if it.table.name == "findings"]
    names = [column.name for column in table.table.columns]
    told = ("sort", "effect", "effect_size", "effect_share", "currency")
    by_name = (dict(zip(names, row, strict=True)) for row in table.rows)
    return sorted((row["rank"], *(as_text(row[name]) for name in told)) for row in by_name)


def published(*entries: str) -> dict[str, str]:
    cited = "source: {{document: informe, place: Cuadro 1, lines: {}}}"
    lines = (f"- {{{entry}, {cited.format(n)}}}\n" for n, entry in enumerate(entries, 1))
    return {PLAN + "published.yml": "".join(lines)}


REACHED = {**targets("2024: 100", "id: a"), **results("2024", "a: 60")}
RIGHT = 'figure: statement, value: 3, equals: "1 + 2"'
WRONG = 'figure: statement, value: 4, equals: "1 + 2", quote: son cuatro'
TEXTS = "fact: nombre, name: Nombre, value: {}"
WITHHELD = {**targets("2024: 100", "id: a"), **results("2024", "a: {value: withheld, note: x}")}


@pytest.mark.parametrize(
    ("parts", "lead", "told"),
    [
        ([], "Aquí no hay cifras que se puedan comprobar.", []),
        (
            [published(RIGHT)],
            "No se encontró ninguna contradicción entre las cifras que se pueden comprobar.",
            [],
        ),
        (
            [published(TEXTS.format("Uno"), TEXTS.format("Otro"))],
            "No se encontró ninguna contradicción; 1 caso para revisar.",
            [("Para revisar", "«Nombre» aparece con más de un valor: «Uno» y «Otro»", "")],
        ),
        (
            [published(WRONG)],
            "1 contradicción.",
            [
                (
                    "No cuadra",
                    "«son cuatro»: el documento dice 4, y la cuenta con sus otras cifras da 3",
                    "",
                    "4",
                    "3",
                )
            ],
        ),
        (
            [WITHHELD, published("figure: attainment, of: a, period: 2024, value: 50")],
            "No se encontró ninguna contradicción entre las cifras que se pueden comprobar.",
            [],
        ),
        (
            [REACHED, published("figure: attainment, of: a, period: 2024, value: not-available")],
            "1 contradicción.",
            [
                (
                    "No cuadra",
                    "Se publica «no disponible» como avance de «Visitas» en 2024, y sus partes dan"
                    " 60.0 %",
                    "",
                )
            ],
        ),
    ],
    ids=["nothing", "all agree", "for review", "one", "withheld", "published as not available"],
)
def test_a_page_says_what_was_found(
    parts: list[dict[str, str]], lead: str, told: list[tuple[str, ...]]
) -> None:
    view = front(*parts)
    assert view.lead == lead
    assert rows(view) == told


AMOUNTS = (
    "[{{year: 2024, stage: modified, amount: {}}},"
    " {{year: 2024, stage: modified, amount: {}, currency: USD}}]"
)


def test_the_greatest_effect_comes_first_and_currencies_are_never_compared() -> None:
    """In soles one percent of the budget is missing, in dollars a half; then points and bands."""
    money = with_lines("plan.yml", f"budget: {AMOUNTS.format('1000.00', '10.00')}")
    parts = strategy("[{indicator: visitas, id: a, targets: {2024: 100}}]")
    line = "strategies/1.1.yml"
    parts[line] += f"\nbudget: {AMOUNTS.format('990.00', '5.00')}"
    told = (
        money,
        parts,
        results("2024", "a: 60"),
        published(
            "figure: count, of: plan, level: activity, range: '[0, 75)', period: 2024, value: 3",
            WRONG,
            "figure: attainment, of: a, period: 2024, value: 59.9",
            "figure: attainment, of: a, period: 2024, value: 90",
            "figure: actual, of: a, period: 2024, value: 65",
            WRONG,
        ),
    )
    view = front(*told)
    assert [(*row[:1], *row[2:]) for row in rows(view)] == [
        ("No cuadra", "US$ 5 de diferencia, 50.0 % del presupuesto del plan", "US$ 10", "US$ 5"),
        ("No cuadra", "S/ 10 de diferencia, 1.0 % del presupuesto del plan", "S/ 1,000", "S/ 990"),
        ("Dicho de dos maneras", "30.1 puntos de diferencia", "90 %", "59.9 %"),
        ("Dicho de dos maneras", "cambia el avance en 5.0 puntos", "60", "65"),
        ("No cuadra", "la cuenta difiere en 2", "3", "1"),
        ("No cuadra", "", "4", "3"),
    ]
    assert effects(found(*told)) == [
        (1, "differs", "money", "5", "50", "USD"),
        (2, "differs", "money", "10", "1", "PEN"),
        (3, "two-values", "points", "30.1", "", ""),
        (4, "two-values", "points", "5", "", ""),
        (5, "differs", "bands", "2", "", ""),
        *[(6, "differs", "number", "1", "25", "")] * 2,  # two findings that say the same
    ]
    assert view.lead == "6 contradicciones. Primero, la de mayor efecto."
    assert [(f.x, f.width) for f in view.first[0].figures] == [
        ("0.0%", "100.0%"),
        ("0.0%", "50.0%"),
    ]
    assert {str(row.mark.look) for row in view.first} == {"dif", "dos"}


def test_the_greatest_stand_at_once_and_a_difference_from_nothing_is_the_whole() -> None:
    entries = (f'figure: statement, value: {n}, equals: "100", quote: n{n}' for n in range(20))
    view = front(published(*entries))
    assert [len(view.first), len(view.others)] == [6, 14]
    assert [row.figures[0].value for row in view.first[:3]] == ["0", "1", "2"]
    assert view.first[0].figures[0].width == "0.0%"


def test_the_same_printing_is_told_once_and_a_negative_figure_is_drawn_from_zero() -> None:
    entry = 'figure: statement, value: -2, equals: "1 + 1", quote: "menos dos"'
    view = front(published(entry, entry))
    (row,) = view.first
    assert [(f.value, f.x, f.width) for f in row.figures] == [
        ("−2", "0.0%", "50.0%"),
        ("2", "50.0%", "50.0%"),
    ]
    english = front(published(WRONG), lang="en").first[0]
    assert english.sentence == (
        "“son cuatro”: the document says 4, and the sum of its own figures gives 3"
    )
