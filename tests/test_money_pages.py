"""What pages, findings and reviews say of stages, funding sources and currencies."""

from __future__ import annotations

import pytest

from generator.reconcile.contrast import contrast
from generator.review.changes import AmountChange
from generator.review.diff import diff
from generator.review.explain.as_text import as_text
from generator.words.formatter import Formatter
from tests.helpers import content, results, results_of, targets, with_lines
from tests.proposal import DAY, laid, side
from tests.test_pages import pages

MONEY, PLAN = "presupuesto/index.md", "planes/plan-2024/index.md"
NAMED = with_lines("plan.yml", "funding_sources: {SGP: Sistema General de Participaciones}")
COLOMBIA = with_lines("site.yml", "region: CO", "currency: COP", without=("region",))


def money(*lines: str) -> dict[str, str]:
    """The minimal plan with a result and these amounts of 2024 at its strategy."""
    budget = "".join(f"  - {{year: 2024, stage: {line}}}\n" for line in lines)
    ((path, own),) = targets("2024: 100").items()
    return {path: f"{own.rstrip()}\nbudget:\n{budget}", **results("2024", "visitas: 90")}


@pytest.mark.parametrize(
    ("spent", "said", "lead", "legend"),
    [
        (
            "executed",
            "Se gastaron S/ 50: el 50.0 % del presupuesto modificado.",
            "Se ejecutó el 50.0 % del",
            "Ejecutado (devengado): el gasto que ya se debe pagar, por bienes",
        ),
        (
            "accrued",
            "Monto devengado: S/ 50, el 50.0 % del presupuesto modificado",
            "Monto devengado: el 50.0 % del",
            "Devengado: el gasto que ya se debe pagar, por bienes",
        ),
        (
            "paid",
            "Monto pagado: S/ 50, el 50.0 % del presupuesto modificado",
            "Monto pagado: el 50.0 % del",
            "Pagado: lo que ya se pagó.",
        ),
    ],
)
def test_what_was_spent_is_told_under_the_name_of_its_stage(
    spent: str, said: str, lead: str, legend: str
) -> None:
    found = pages(money("modified, amount: 100", f"{spent}, amount: 50"))
    assert said in found[MONEY]
    for page in (MONEY, PLAN, "index.md"):
        assert f"aprobados durante el año. {legend}" in found[page]
    assert f"{lead} presupuesto modificado (PIM)." in found[PLAN]


def test_money_that_is_only_paid_is_not_told_as_a_budget() -> None:
    assert "1 plan trae montos de dinero;" in pages(money("paid, amount: 50"))[MONEY]


def test_money_that_is_only_committed_is_not_told_as_spent() -> None:
    found = pages(money("modified, amount: 100", "committed, amount: 50"))
    assert "Ningún documento del portal dice cuánto se gastó." in found[MONEY]
    assert "Modificado (PIM) Comprometido 1.1 Línea 100.00 50.00" in found[MONEY]


def test_parts_with_different_stages_of_spending_do_not_say_that_none_is_known() -> None:
    """The plan of two activities: one says what was accrued, the other what was paid."""
    own = targets("2024: 100")
    ((path, text),) = own.items()
    lines = [
        "    budget:",
        "      - {year: 2024, stage: modified, amount: 100}",
        "      - {year: 2024, stage: STAGE, amount: 50}",
    ]
    one = text.rstrip() + "\n" + "\n".join(lines).replace("STAGE", "accrued")
    other = ["  - code: 1.1.2", "    title: Otra", *lines]
    two = one + "\n" + "\n".join(other).replace("STAGE", "paid")
    found = pages({path: two})[MONEY]
    assert "Presupuesto modificado (PIM) de 2024: S/ 200." in found
    assert "gastó" not in found
    assert "Monto" not in found


def test_the_names_of_stages_in_peru_are_those_of_peru_alone() -> None:
    amounts = money("opening, amount: 90", "modified, amount: 100", "executed, amount: 50")
    assert "Inicial (PIA) Modificado (PIM) Ejecutado" in pages(amounts)[MONEY]
    elsewhere = " ".join(pages(amounts, COLOMBIA).values())
    assert "Inicial Modificado Ejecutado" in elsewhere
    assert not any(word in elsewhere for word in ("PIA", "PIM", "devengado"))


def test_amounts_by_source_stand_in_a_table_and_add_up() -> None:
    by_source = (
        "modified, amount: 60, funding: SGP",
        "modified, amount: 40, funding: SGP, executing_unit: mtpe",
        "accrued, amount: 30, funding: SGP",
    )
    found = pages(NAMED, money(*by_source))[MONEY]
    assert "Líneas, 2024, soles A qué corresponde Modificado (PIM) Devengado" in found
    table = found.partition("Líneas: Por fuente de financiamiento, 2024, soles")[2]
    assert "Sistema General de Participaciones 60.00 30.00 50.0 %" in table


def test_a_total_beside_its_sources_is_held_against_them() -> None:
    files = money("modified, amount: 100", "modified, amount: 130, funding: Propios")
    found = contrast(results_of(content(**files), DAY)).findings
    said = [Formatter("es", "PE").t(it.what) for it in found]
    assert said == [
        "El presupuesto modificado (PIM) de 2024 de Línea 1.1 es S/\u00a0100,"
        " y sus partes suman S/\u00a0130"
    ]


def test_two_currencies_have_tables_and_sentences_of_their_own() -> None:
    both = ("modified, amount: 100", "executed, amount: 50", "modified, amount: 9, currency: USD")
    found = pages(money(*both, "executed, amount: 6, currency: USD"))
    assert "Líneas, 2024, soles A qué corresponde Modificado (PIM) Ejecutado" in found[MONEY]
    assert "Líneas, 2024, dólares estadounidenses A qué" in found[MONEY]
    told = (
        "Presupuesto modificado (PIM) de 2024 en dólares estadounidenses: US$ 9. Se gastaron US$ 6"
    )
    assert (
        "Presupuesto modificado (PIM) de 2024 en soles: S/ 100. Se gastaron S/ 50" in found[MONEY]
    )
    assert told in found[MONEY]
    assert "el 50.0 % del presupuesto modificado (PIM) en soles." in found[PLAN]
    assert not any("109" in page for page in found.values())


def test_what_was_spent_in_another_currency_is_no_silence_and_no_execution() -> None:
    found = pages(money("modified, amount: 100", "executed, amount: 20, currency: USD"))[MONEY]
    assert "Ningún documento" not in found
    assert "%" not in found.partition("## Plan 2024")[2].partition("## Fuente")[0]


def test_amounts_have_the_decimals_of_their_currency() -> None:
    three = ("modified, amount: 100.125, currency: KWD", "executed, amount: 50, currency: KWD")
    none = ("modified, amount: 1500, currency: CLP", "executed, amount: 50, currency: CLP")
    found = pages(money(*three, *none))[MONEY]
    assert "Línea 100.125 50.000" in found
    assert "Línea 1,500 50" in found
    assert "KWD 100.125" in found


def test_the_diff_tells_amounts_of_two_sources_and_currencies_apart() -> None:
    before = ("modified, amount: 60, funding: SGP", "modified, amount: 40, funding: Propios")
    after = (before[0], "modified, amount: 70, funding: Propios", "paid, amount: 5, currency: USD")
    sides = side(laid(money(*before))), side(laid(money(*after)), "v2")
    told = as_text(diff(*sides, DAY), "es")
    assert "presupuesto 2024 modificado (PIM) Propios: 40 → 70 PEN (+30, +75.0 %)" in told
    assert "presupuesto 2024 pagado agregado: 5 USD" in told
    assert "SGP" not in told


def test_an_amendment_names_an_amount_by_its_source_and_foreign_currency() -> None:
    lines = ("modified, amount: {}, funding: SGP", "modified, amount: {}, currency: USD")
    before, after = (money(*(line.format(n) for line in lines)) for n in (6, 7))
    found = diff(side(laid(before)), side(laid(after), "v2"), DAY).changes
    assert [it.member for it in found if isinstance(it, AmountChange)] == [
        "modified SGP",
        "modified USD",
    ]


def test_a_sum_of_rows_with_other_stages_of_spending_has_no_execution() -> None:
    """Two units: of one the accrued amount is printed, of the other the paid one."""
    rows = (
        "modified, amount: 100, executing_unit: mtpe",
        "accrued, amount: 50, executing_unit: mtpe",
        "modified, amount: 100, executing_unit: otra",
        "paid, amount: 40, executing_unit: otra",
    )
    units = {
        "units.yml": "- {id: mtpe, name: M, kind: entity}\n- {id: otra, name: O, kind: entity}"
    }
    found = pages(money(*rows), units)[MONEY]
    assert (
        "M 100.00 50.00 – 50.0 % 1.1 · O 100.00 – 40.00 40.0 % Suma 200.00 50.00 40.00 –" in found
    )
