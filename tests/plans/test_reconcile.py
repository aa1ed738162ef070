"""What was printed of the plans, compared with what is computed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.compute import Results
from generator.reconcile.reconcile import Reconciled, Verdict, counts, reconcile

PEI = "pei-mtpe-2017-2027"


POI = "poi-mtpe-2024"


def place(item: Reconciled) -> str:
    return (item.entry.source and item.entry.source.place) or ""


def test_the_260_and_the_55_published_attainments_agree_or_are_known(results: Results) -> None:
    found = [
        item
        for item in reconcile(results.catalog, results.plans)
        if item.entry.figure is not None and item.entry.figure.value == "attainment"
    ]
    tables = [i for i in found if i.plan == POI and "Cuadro N° 1" in place(i)]
    assert len(tables) == 260
    assert counts(tables)[Verdict.AGREES] == 260
    indicators = [
        i for i in found if i.plan == PEI and place(i).startswith(("Cuadro N° 9", "Cuadro N° 10"))
    ]
    assert len(indicators) == 46  # 55 indicators, 9 without a target
    assert counts(indicators)[Verdict.AGREES] == 46
    others = [i.entry.of or "" for i in found if i.verdict is not Verdict.AGREES]
    assert sorted(others) == ["AOI00015400142", "IND.01.AEI.08.02", "IND.03.AEI.04.01"]


def test_every_figure_that_differs_has_a_note_that_says_why(results: Results) -> None:
    silent = [
        (item.plan, item.entry.source.lines if item.entry.source else "")
        for item in reconcile(results.catalog, results.plans)
        if item.verdict is Verdict.DIFFERS and not item.entry.note
    ]
    assert silent == []


def test_nothing_that_was_published_is_left_without_a_verdict(results: Results) -> None:
    tally = counts(reconcile(results.catalog, results.plans))
    assert tally[Verdict.NOT_RECOMPUTABLE] == 0
    assert tally[Verdict.AGREES] > 1_600


def test_every_fact_that_conflicts_has_a_name_to_be_read(results: Results) -> None:
    found = reconcile(results.catalog, results.plans)
    named = {item.entry.fact for item in found if item.entry.name}
    conflicting = {i.entry.fact for i in found if i.verdict is Verdict.CONFLICTING}
    assert conflicting
    assert conflicting - named == set()


def test_a_result_that_is_printed_in_two_ways_says_so_and_leads_no_comparison(
    pages_of_all: Mapping[str, bytes],
) -> None:
    own = pages_of_all["regiones/PE-CAL.md"].decode()
    both = "187 % (Cuadro N° 04, fila 4) y 184 % (Cuadro N° 05, II Semestre)"
    assert f"</b>). Esa cifra está en disputa: figura como {both}." in own.replace("\u00a0", " ")
    assert "revisar la meta" not in own
    compared = pages_of_all["comparar/regiones.md"].decode()
    led = re.findall('<p class="say">(.*?)</p>', compared)
    assert led
    assert [it for it in led if "Callao" in it and "en disputa" not in it] == []
    assert "no se comparan Puno y Callao: la cifra de Callao está en disputa." in compared
