"""What a reader finds of regions and units, from what an editor wrote."""

from __future__ import annotations

import re
from datetime import date

import pytest

from generator.compute.regions import namesakes, region_named
from generator.load import load
from generator.model.region import RegionList
from generator.reference import drawing, outlines, regions, squares
from generator.reference.draw_map import WIDTH, draw
from generator.render import render
from tests.helpers import PLAN, content, of_parts, results, results_of, with_lines
from tests.test_pages import words

TODAY = date(2026, 1, 15)
INDEX = "regiones/index.md"
UNITS = "unidades/index.md"
FOUR = "1 de 4 metas en banda baja o sin cumplir 1 en banda media · 2 en banda alta"

AGREEMENT = with_lines(
    "plan.yml",
    "agreements:",
    "  - {counterpart: Gobierno de Puno, region: PE-PUN, date: 2019-12-31}",
    "  - {counterpart: Gobierno de Ica, region: Ica, date: 2019-12-30}",
    "  - {counterpart: Gobierno del Callao, region: PE-CAL, date: 2019-12-30}",
    "  - {counterpart: Gobierno de Tacna, region: PE-TAC, date: 2019-12-30}",
    "  - {counterpart: Gobierno de Tumbes, region: PE-TUM, date: 2019-12-31}",
    "  - {counterpart: Gobierno de Junín, region: PE-JUN, note: Pendiente de suscripción.}",
    "measures:",
    "  - id: desempeno",
    "    name: Desempeño",
    "    kind: percentage",
    "    over_time: last",
    "    across: none",
    "    over_100: allowed",
    "    by: region",
    "    targets:",
    "      2024-S1: {PE-PUN: 28, PE-ICA: 36, PE-CAL: 38, PE-TAC: 39}",
    "      2024-S2: {Puno: 56, PE-ICA: 46, PE-CAL: 46, PE-TAC: 40}",
    "    note: «Lima» es Lima Provincias.",
)
FIGURES = {
    **results("2024-S1", "desempeno: {value: {PE-PUN: 3, PE-ICA: 11, PE-CAL: 33, PE-TAC: 39}}"),
    **results("2024-S2", "desempeno: {value: {PE-PUN: 13, PE-ICA: 40, PE-CAL: 187, PE-TAC: 30}}"),
}
TWICE = {
    PLAN + "published.yml": """
- {fact: ejecucion-callao, name: Ejecución del Callao, value: 187, source: {place: Cuadro 4}}
- {fact: ejecucion-callao, value: 184, source: {place: Cuadro 5}}
- {fact: sede-ica, name: Sede de Ica, value: 7, source: {place: Cuadro 4}}
- {fact: sede-ica, value: 8, source: {place: Cuadro 5}}
"""
}
PLACES = {
    "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Línea
activities:
  - code: A1
    title: Talleres - sede Puno
    region: PE-PUN
    executing_unit: ue-1
    measures: [{unit: Taller, targets: {2024: 10}}]
  - code: A2
    title: Visitas - sede Puno
    region: Puno
    executing_unit: ue-1
    measures: [{id: v, name: Visitas, unit: Visita, targets: {2024: 10}}]
  - code: A3
    title: Talleres - sede Ica
    region: PE-ICA
    executing_unit: ue-1
    responsible: oficina
    measures: [{id: ti, name: Talleres, unit: Taller, targets: {2024: 10}}]
  - code: A4
    title: Talleres en todo el país
    executing_unit: ue-1
    measures: [{id: tt, name: Talleres, unit: Taller, targets: {2024: 10}}]
  - {code: A5, title: Sin medida, executing_unit: ue-1}
  - {code: A6, title: Ferias - sede Tacna, region: PE-TAC}
  - {code: A7, title: Ferias - sede Loreto, region: PE-LOR}
""",
    "units.yml": """
- {id: mtpe, name: Ministerio, kind: entity}
- {id: ue-1, name: Unidad Uno, kind: executing-unit, parent: mtpe, code: "0001"}
- {id: oficina, name: Oficina, acronym: OFI, kind: office, parent: mtpe}
- {id: archivo, name: Archivo, kind: office, parent: oficina}
""",
}
REACHED = results("2024", "A1: 4", "v: 8", "ti: 12", "tt: 10")


def raw(*parts: dict[str, str]) -> dict[str, str]:
    """Every page of the minimal tree with ``parts`` over it, as Markdown with HTML."""
    made = render(results_of(of_parts(*parts), TODAY))
    return {path: page.decode() for path, page in made.items()}


def read(*parts: dict[str, str]) -> dict[str, str]:
    """Every page as read aloud."""
    return {path: words(page) for path, page in raw(*parts).items()}


# regions


def test_the_index_says_how_many_regions_have_figures_and_names_the_others() -> None:
    found = read(AGREEMENT, FIGURES)[INDEX]
    assert "4 de 6 regiones que nombra el convenio tienen cifras para el II semestre" in found
    assert "1 alcanzó o pasó su meta." in found
    assert "1 sin reporte con firma, pero sin resultados en el portal: Tumbes" in found
    assert "1 sin firma en el convenio, sin constancia de firma: Junín" in found
    assert "20 no figura" in found
    assert "«Lima» es Lima Provincias." in found


def test_the_table_goes_from_low_to_high_and_holds_every_region_of_the_country() -> None:
    found = read(AGREEMENT, FIGURES)[INDEX]
    table = found[found.index("Tabla por región") :]
    order = [
        "Puno Bajo: 23.2 % 56 % 13 % 28 % 3 %",
        "Tacna Medio: 75.0 % 40 % 30 % 39 % 39 %",
        "Ica Medio: 87.0 % 46 % 40 % 36 % 11 %",
        "Callao Alto: 406.5 % 46 % 187 % 38 % 33 %",
        "Tumbes Sin reporte",
        "Junín Sin firma",
        "Amazonas No figura",
        "Áncash No figura",
        "Ucayali No figura",
    ]
    places = [table.index(text) for text in order]
    assert places == sorted(places)
    assert all(f"{name} " in table for name in regions("PE").values())


def test_squares_stand_row_by_row_and_lead_to_the_page_of_the_region() -> None:
    page = raw(AGREEMENT, FIGURES)[INDEX]
    squares_html = page[page.index('class="map"') : page.index("<svg")]
    codes = re.findall(r'href="(PE-[A-Z]+)\.md"', squares_html)
    assert sorted(codes) == sorted(regions("PE"))
    assert codes[:4] == ["PE-TUM", "PE-PIU", "PE-CAJ", "PE-AMA"]
    assert '<a class="bajo r7 c5" href="PE-PUN.md" title="Puno: bajo">' in squares_html
    assert '<a class="sr r1 c1" href="PE-TUM.md" title="Tumbes: sin reporte">' in squares_html


def test_every_area_of_the_map_has_a_name_a_state_and_a_shape() -> None:
    page = raw(AGREEMENT, FIGURES)[INDEX]
    drawn = page[page.index("<svg") : page.index("</svg>")]
    assert drawn.count("<title>") == drawn.count('class="glyph"') == len(regions("PE"))
    assert "<title>Callao: alto, 406.5\u00a0%</title>" in drawn
    assert "<title>Lima Metropolitana: no figura</title>" in drawn


def test_a_figure_that_is_printed_in_two_ways_has_both_beside_it() -> None:
    found = read(AGREEMENT, FIGURES, TWICE)
    assert "* Callao: «Ejecución del Callao» se publica como " in found[INDEX]
    assert "187 % (Cuadro 4) y 184 % (Cuadro 5)" in found[INDEX].replace("\u00a0", " ")
    own = found["regiones/PE-CAL.md"].replace("\u00a0", " ")
    assert "Esa cifra está en disputa: figura como 187 % (Cuadro 4) y 184 % (Cuadro 5)." in own
    said = {PLAN + "published.yml": TWICE[PLAN + "published.yml"].replace("184", "cerca de 184")}
    own = read(AGREEMENT, FIGURES, said)["regiones/PE-CAL.md"].replace("\u00a0", " ")
    assert "figura como 187 % (Cuadro 4) y «cerca de 184» (Cuadro 5)." in own
    assert "* Ica:" not in found[INDEX]  # 7 and 8 are no figures of this measure
    assert "Ejecución del Callao. Ver dónde se publica" in found["regiones/PE-CAL.md"]
    assert "Sede de Ica. Ver dónde se publica" in found["regiones/PE-ICA.md"]
    assert "Ejecución del Callao" not in found["regiones/PE-PUN.md"]


def test_the_page_of_all_regions_says_first_how_far_apart_they_are() -> None:
    first = "1 plan tiene información por región. Plan 2024 · Avance: Puno (23.2 %) tiene "
    assert f"{first}383.3 puntos menos que Callao (406.5 %)." in read(AGREEMENT, FIGURES)[INDEX]
    sure = read(AGREEMENT, FIGURES, TWICE)[INDEX]  # the figure of Callao is in dispute
    assert f"{first}63.8 puntos menos que Ica (87.0 %)." in sure
    assert "puntos menos" not in read(AGREEMENT)[INDEX]


def test_one_activity_is_no_mean_of_a_region_on_any_page() -> None:
    found = read(PLACES, REACHED)
    assert "Avance promedio: Puno (60.0 %) tiene 40.0 puntos menos que" in found[INDEX]
    assert "Ica Con reporte: 100.0 % 1 actividad" in found["comparar/regiones.md"]
    assert "Puno Bajo: 60.0 % 2 actividades" in found["comparar/regiones.md"]


def test_a_state_in_words_of_a_region_is_told_between_quotes() -> None:
    own = ["  - {id: estado, name: Estado, kind: text, over_time: last, across: none, by: region,"]
    own += ["     targets: {2024: {PE-PUN: alto, PE-ICA: alto, PE-CAL: alto, PE-TAC: alto}}}"]
    said = results("2024", "estado: {value: {PE-PUN: bajo, PE-ICA: bajo, PE-CAL: alto}}")
    page = read(with_lines("plan.yml", "measures:", *own), said)["regiones/PE-PUN.md"]
    assert "Estado, 2024 (Plan 2024): la meta era «alto» ; el resultado fue «bajo» ." in page


def test_activities_stand_where_their_region_says_with_their_mean() -> None:
    found = read(PLACES, REACHED)
    index = found[INDEX]
    assert "Se conoce la región de 5 actividades : 4 regiones" in index
    assert "Puno Bajo: 60.0 % 2 1" in index  # 40 and 80 of 100
    assert "Ica Con reporte: 100.0 % 1 0" in index  # 120, cut at 100; one figure has no band
    assert "Ica Alto" not in index
    puno = found["regiones/PE-PUN.md"]
    assert "2 actividades en esta región, con un avance promedio de 60.0 % en 2024" in puno
    assert puno.index("Talleres - sede Puno A1 Bajo: 40.0 % 10 4 Taller") < puno.index("80.0 %")
    assert "Ferias - sede Tacna A6 Sin indicador" in found["regiones/PE-TAC.md"]


def test_activities_without_a_region_have_a_row_of_their_own() -> None:
    index = read(PLACES, REACHED)[INDEX]
    assert "Sin región propia 100.0 % 2 0" in index  # A4, and A5 that measures nothing
    bare = "    executing_unit: ue-1\n    measures: [{id: tt"
    text = PLACES["strategies/1.1.yml"].replace(bare, f"    region: PE-LIM\n{bare}")
    silent = text.replace("executing_unit: ue-1}", "region: PE-LIM}")
    assert "Sin región propia – 1 – " in read(PLACES, {"strategies/1.1.yml": text}, REACHED)[INDEX]
    whole = read(PLACES, {"strategies/1.1.yml": silent}, REACHED)[INDEX]
    assert "Sin región propia" not in whole


def test_a_region_tells_its_agreement_and_the_actions_planned_for_it() -> None:
    advice = {
        PLAN + "recommendations.yml": """
- code: R1
  text: Capacitar.
  actions: [{text: Un taller., by_region: {Tumbes: [2021-04, 2021-09]}}]
"""
    }
    found = read(AGREEMENT, FIGURES, advice)
    tumbes = found["regiones/PE-TUM.md"]
    assert "con firma, pero sin resultados en el portal" in tumbes
    assert "31 de diciembre de 2019 Plan 2024 Gobierno de Tumbes" in tumbes
    assert "Un taller. abril de 2021, setiembre de 2021 R1" in tumbes
    junin = found["regiones/PE-JUN.md"]
    assert "nombra a la región, sin constancia de su firma" in junin
    assert "Sin fecha de firma" in junin
    assert "Nota: Pendiente de suscripción." in junin


def test_a_region_of_which_nothing_is_said_says_so_in_one_line() -> None:
    found = read(AGREEMENT, FIGURES)["regiones/PE-LOR.md"]
    assert "Ningún plan de este portal dice algo de esta región." in found
    assert "Metas y resultados" not in found
    assert "Actividades" not in found


def test_regions_lead_to_each_other_round_the_country() -> None:
    page = raw(AGREEMENT, FIGURES)["regiones/PE-AMA.md"]
    assert 'href="PE-UCA.md"' in page  # the last comes before the first
    assert 'href="PE-ANC.md"' in page
    assert 'href="index.md"' in page


def test_other_pages_lead_to_the_region() -> None:
    found = raw(AGREEMENT, FIGURES, PLACES, REACHED)
    plan = "planes/plan-2024/"
    assert '<a href="../../regiones/PE-PUN.md">Puno</a>' in found[plan + "A1.md"]
    measured = found[plan + "index.md"]
    assert '<a href="../../regiones/PE-TUM.md">Tumbes</a>' in measured  # its signature
    assert '<a href="../../regiones/PE-PUN.md">Puno, II semestre de 2024</a>' in measured


@pytest.mark.parametrize(
    "site",
    [
        pytest.param({}, id="a plan that says nothing of regions"),
        pytest.param(
            {"site.yml": "format: 3\nname: P\npublisher: mtpe\nlicence: X\nregion: UY\n"
             "bands: {medium: 75, high: 95}\n"},
            id="a country without a list of regions",
        ),
    ],
)  # fmt: skip
def test_content_without_regions_has_no_page_of_them(site: dict[str, str]) -> None:
    assert not [path for path in raw(site) if path.startswith("regiones/")]


def test_few_regions_need_no_map() -> None:
    loreto = with_lines(
        "plan.yml",
        "measures:",
        "  - {id: d, name: Desempeño, by: region, across: none, targets: {2024: {PE-LOR: 4}}}",
    )
    found = read(loreto, results("2024", "d: {value: {PE-LOR: 3}}"))
    assert "Tabla por región" not in found[INDEX]
    assert " · Loreto · " in found[INDEX]
    assert "Desempeño 2024 Medio: 75.0 % 4 3" in found["regiones/PE-LOR.md"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ejecución del Callao en 2020", "PE-CAL"),
        ("Centro de Lima Metropolitana", "PE-LMA"),
        ("Sede Lima", "PE-LIM"),
        ("Puno e Ica", None),
        ("Práctica con Icalma", None),
    ],
)
def test_a_text_names_a_region_in_whole_words_and_only_one(text: str, code: str | None) -> None:
    assert region_named(text, regions("PE")) == code


# the reference


def test_every_region_has_a_square_of_its_own_and_an_outline() -> None:
    assert set(squares("PE")) == set(regions("PE")) == set(outlines("PE"))
    assert len(set(squares("PE").values())) == len(squares("PE"))
    assert (squares("UY"), outlines("UY"), drawing("UY")) == ({}, {}, None)


def test_the_map_that_is_shipped_is_the_one_drawn_from_the_outlines() -> None:
    assert drawing("PE") == draw(tuple(outlines("PE").items()))


def test_labels_stand_on_the_drawing_and_apart_and_small_regions_have_a_leader() -> None:
    drawn = drawing("PE")
    assert drawn is not None
    places = [(shape.x, shape.y) for shape in drawn.outlines]
    assert all(0 < x < WIDTH and 0 < y < drawn.height for x, y in places)
    near = [
        (a, b)
        for i, a in enumerate(places)
        for b in places[i + 1 :]
        if abs(a[0] - b[0]) < 20 and abs(a[1] - b[1]) < 30
    ]
    assert near == []
    led = {shape.code for shape in drawn.outlines if shape.leader}
    assert "PE-CAL" in led
    assert "PE-LOR" not in led


# units


def test_a_unit_tells_its_activities_from_low_to_high_with_mean_and_money() -> None:
    budget = with_lines(
        "plan.yml",
        "versions: [{id: V1, label: V1}, {id: V2, label: V2}]",
        "budget:",
        "  - {year: 2024, stage: modified, version: V1, amount: 90.00, executing_unit: ue-1}",
        "  - {year: 2024, stage: modified, version: V2, amount: 200.00, executing_unit: ue-1}",
        "  - {year: 2024, stage: executed, amount: 50.00, executing_unit: ue-1}",
    )
    found = read(budget, PLACES, REACHED)["unidades/ue-1.md"]
    assert "Unidad ejecutora · Ministerio Unidad Uno" in found
    assert (
        "Avance promedio: 80.0 % (4 actividades, 2024); en banda baja: 1." in found
    )  # 40, 80, 100, 100
    assert "Presupuesto modificado (PIM), V2 S/ 200 Presupuesto ejecutado S/ 50" in found
    assert "Ejecutado del presupuesto modificado 25.0 %" in found
    rows = ["A1 Bajo: 40.0 %", "A2 Medio: 80.0 %", "A4 Alto: 100.0 %", "A3 Alto: 120.0 %", "A5"]
    places = [found.index(row) for row in rows]
    assert places == sorted(places)
    assert "Número en los registros del Estado 0001" in found


def test_a_published_count_says_what_it_counts() -> None:
    rows = "".join(
        f"- {{figure: count, of: plan, level: {level}, value: 9, source: {{place: Cuadro}}}}\n"
        for level in ("strategy", "activity", "measure")
    )
    found = read({PLAN + "published.yml": rows})["planes/plan-2024/contraste.md"]
    for counted in ("líneas", "actividades", "indicadores"):
        assert f"{counted.capitalize()} : el plan" in found


def test_a_long_table_folds_what_is_in_the_high_band() -> None:
    head = ['code: "1.1"', 'objective: "1"', "title: Línea", "activities:"]
    lines = [
        f"  - {{code: B{n:02}, title: T{n:02}, executing_unit: mtpe, "
        f"measures: [{{id: b{n:02}, name: M, unit: Vez, targets: {{2024: 10}}}}]}}"
        for n in range(40)
    ]
    told = results("2024", *(f"b{n:02}: {5 if n < 3 else 10}" for n in range(40)))
    page = raw({"strategies/1.1.yml": "\n".join([*head, *lines])}, told)["unidades/mtpe.md"]
    before, _, folded = page.partition("<summary>37 más, en la banda alta</summary>")
    sentence, _, table = before.partition("</section>")
    assert "3 de 40 actividades quedaron" in sentence
    assert table.count("50.0\u00a0%") == 3
    assert folded.count('class="st alto"') >= 37


def test_a_unit_tells_what_it_owes_the_overdue_first() -> None:
    advice = {
        PLAN + "recommendations.yml": """
- {code: R1, text: Sin plazo., owner: [oficina]}
- {code: R2, text: Tarde., owner: [oficina], deadline: 2025-06}
- {code: R3, text: Hecha., owner: [oficina], deadline: 2025-01-31, status: done}
- {code: R4, text: De otra., owner: [mtpe]}
"""
    }
    found = read(PLACES, advice)["unidades/oficina.md"]
    assert "Tiene 2 recomendaciones por cumplir, 1 con el plazo vencido." in found
    assert found.index("R2 Tarde. pendiente, plazo vencido Ningún") < found.index("R1 Sin plazo.")
    assert "R3" not in found
    assert "R4" not in found


def test_who_answers_for_a_plan_gets_its_figures_and_no_list_of_everything() -> None:
    plan = with_lines("plan.yml", "responsible: archivo")
    found = read(plan, PLACES, REACHED)["unidades/archivo.md"]
    assert "Responde por el plan en su conjunto" in found
    assert "Avance promedio: 80.0 % (4 actividades, 2024); en banda baja: 1." in found
    assert "1 de 4 actividades quedó por debajo" in found
    assert found.count("Talleres - sede Puno") == 1  # named as the lowest
    assert "Visitas - sede Puno" not in found


def test_what_a_unit_takes_part_in_is_listed_and_counts_for_the_one_that_leads() -> None:
    text = PLACES["strategies/1.1.yml"].replace(
        "    responsible: oficina\n",
        "    responsible:\n    - {unit: archivo, role: takes-part}\n"
        "    - {unit: oficina, role: leads, printed: Proponente}\n",
    )
    sheet = with_lines("indicators/visitas.yml", "responsible: [oficina, archivo]")
    found = read(PLACES, {"strategies/1.1.yml": text}, sheet, REACHED)
    page = found["unidades/archivo.md"]
    assert "Participa · ver el plan" in page
    assert "Lo que está aquí lo encabeza otra unidad; por eso se lista sin promedio." in page
    assert "A3 Alto: 120.0 %" in page
    assert "Avance promedio" not in page
    assert "Fichas técnicas en las que participa" in page
    assert "Archivo Oficina u órgano · OFI – Participa: Plan 2024 –" in found[UNITS]
    assert "Oficina (OFI) Oficina u órgano · Ministerio 1 en banda alta Responsable" in found[UNITS]
    assert "participa: Archivo · Oficina (OFI) («Proponente»)" in found["planes/plan-2024/A3.md"]
    whole = with_lines("plan.yml", "responsible: [oficina, archivo]")
    assert "Participa en el plan en conjunto" in read(PLACES, whole)["unidades/archivo.md"]


def test_an_activity_that_a_unit_carries_out_and_leads_counts_once() -> None:
    text = PLACES["strategies/1.1.yml"].replace("executing_unit: ue-1", "executing_unit: oficina")
    found = read(PLACES, {"strategies/1.1.yml": text}, REACHED)[UNITS]
    assert f"Oficina (OFI) Oficina u órgano · Ministerio {FOUR}" in found


def test_a_unit_of_which_nothing_is_said_says_so_in_one_line() -> None:
    found = read(PLACES, REACHED)["unidades/archivo.md"]
    assert "Ningún plan de este portal le asigna metas ni recomendaciones." in found
    assert "Recomendaciones" not in found


def test_units_tell_what_they_answer_for_first_who_is_furthest_behind() -> None:
    advice = {
        PLAN + "recommendations.yml": "- {code: R, text: T., owner: [mtpe], deadline: 2025-06}"
    }
    found = read(PLACES, REACHED, advice)[UNITS]
    order = [
        "4 entidades y unidades de los planes. 2 tienen resultados en banda baja o sin cumplir; "
        "1 tiene recomendaciones con el plazo vencido.",
        "Con un plan completo a su cargo",
        f"Ministerio Entidad {FOUR} Es la entidad del plan: Plan 2024 1 1",
        "Con una parte de un plan a su cargo, o con recomendaciones por cumplir",
        f"Unidad Uno Unidad ejecutora · Ministerio {FOUR}",
        "Oficina (OFI) Oficina u órgano · Ministerio 1 en banda alta Responsable",
        "Sin metas ni recomendaciones en un plan",
        "Oficinas",
        "Archivo OFI",
    ]
    places = [found.index(text) for text in order]
    assert places == sorted(places)


def test_units_lead_to_those_they_depend_on_and_those_that_depend_on_them() -> None:
    page = raw(PLACES)["unidades/oficina.md"]
    assert '<a href="mtpe.md">Ministerio</a>' in page
    assert '<a href="archivo.md">Archivo</a>' in page


def test_other_pages_lead_to_the_unit() -> None:
    sheet = with_lines("indicators/visitas.yml", "responsible: oficina")
    advice = {PLAN + "recommendations.yml": "- {code: R1, text: Algo., owner: [oficina]}"}
    found = raw(PLACES, sheet, advice, with_lines("plan.yml", "responsible: archivo"))
    plan = "planes/plan-2024/"
    for path, unit in {
        plan + "A1.md": "../../unidades/ue-1.md",
        plan + "A3.md": "../../unidades/oficina.md",
        plan + "index.md": "../../unidades/archivo.md",
        plan + "recomendaciones.md": "../../unidades/oficina.md",
        "indicadores/visitas.md": "../unidades/oficina.md",
    }.items():
        assert f'<a href="{unit}">' in found[path], path


COLOMBIA = {
    "site.yml": content()["site.yml"].decode().replace("region: PE", "region: CO"),
    "strategies/1.1.yml": PLACES["strategies/1.1.yml"]
    .replace("region: PE-PUN", "region: CO-CUN")
    .replace("region: Puno", "region: Cundinamarca")
    .replace("region: PE-ICA", "region: Antioquia")
    .replace("region: PE-TAC", "region: CO-DC")
    .replace("region: PE-LOR", "region: Amazonas"),
    "units.yml": PLACES["units.yml"],
}
ZONES = {
    **COLOMBIA,
    "strategies/1.1.yml": COLOMBIA["strategies/1.1.yml"]
    .replace("CO-CUN", "Z1")
    .replace("Cundinamarca", "Cercado")
    .replace("Antioquia", "Z2")
    .replace("CO-DC", "zona-rural")
    .replace("Amazonas", "Z4"),
    "regions.yml": """
map_property: COD
regions:
  - {code: Z1, name: Centro, part_of: CO-CUN, aliases: [Cercado]}
  - {code: Z2, name: Ribera, part_of: Z1}
  - {code: zona-rural, name: Zona rural}
  - {code: Z4, name: Puerto}
""",
}


def area(code: str | int, *corners: tuple[float, float]) -> str:
    ring = ", ".join(f"[{x}, {y}]" for x, y in (*corners, corners[0]))
    shape = f'{{"type": "Polygon", "coordinates": [[{ring}]]}}'
    return f'{{"type": "Feature", "properties": {{"COD": "{code}"}}, "geometry": {shape}}}'


MAP = f"""{{"type": "FeatureCollection", "features": [
{area("Z1", (-75, 4), (-74, 4), (-74, 5), (-75, 5))},
{area("Ribera", (-74, 4), (-73, 4), (-73, 5), (-74, 5))},
{area("Z2", (-72.5, 4), (-72.5, 5), (-72, 5), (-72, 4))},
{area("zona-rural", (-75, 3), (-72, 3), (-72, 4), (-75, 4))},
{area("Z4", (-71.99, 3), (-71.98, 3), (-71.98, 3.01), (-71.99, 3.01))}
]}}"""


def test_regions_of_another_country_have_names_pages_and_a_table() -> None:
    pages = raw(COLOMBIA, REACHED)
    sentence, _, table = pages["regiones/CO-CUN.md"].partition("</section>")
    assert "El menor avance: «Talleres - sede Puno», 4 de 10" in sentence
    assert table.count("Talleres - sede Puno") == 1
    found = words(pages[INDEX])
    assert "Cundinamarca Bajo: 60,0 % 2 1" in found
    assert "Distrito Capital de Bogotá" in found
    assert 'class="map"' not in pages[INDEX]
    assert "<svg" not in pages[INDEX]
    assert "La cifra de una región es el porcentaje" not in found
    page = words(pages["regiones/CO-AMA.md"])
    assert "Todas las regiones" in page
    assert "departamento" not in page
    assert not [path for path, text in pages.items() if "Lima" in text and "regiones" in path]


@pytest.mark.parametrize(
    ("languages", "name"),
    [("[es, en]", "Columbia Británica"), ("[es-MX]", "Columbia Británica")]
    + [(f"[{lang}]", "British Columbia") for lang in ("en", "qu")],
)
def test_names_are_in_the_first_language_of_the_content(languages: str, name: str) -> None:
    lines = ["region: CA", f"languages: {languages}"]
    catalog, _ = load(content(**with_lines("site.yml", *lines, without=("region",))))
    assert catalog.regions["CA-BC"] == name
    assert catalog.region_list.code(name) == "CA-BC"
    assert catalog.region_list.code("British Columbia") == "CA-BC"


def test_two_regions_of_one_name_are_told_apart() -> None:
    known = RegionList("ES", "es")
    assert known.names["ES-CB"] == "Cantabria (ES-CB)"
    assert known.code("Cantabria") == "Cantabria"
    assert known.code("Cantabria (ES-S)") == "ES-S"


def test_a_portal_s_own_zones_have_a_map_from_its_own_file() -> None:
    pages = raw(ZONES, {"regions.geojson": MAP}, REACHED)
    page = pages[INDEX]
    drawn = page[page.index("<svg") : page.index("</svg>")]
    assert 'class="map"' not in page
    assert "La cifra de una región es el porcentaje de la tabla de abajo" in words(page)
    assert re.findall(r"<title>(\w+[^:]*):", drawn) == ["Centro", "Ribera", "Zona rural", "Puerto"]
    ribera = re.search(r'href="Z2.md".*?class="land" d="([^"]+)"', drawn)
    assert ribera is not None
    assert ribera[1].count("M") == 2  # its two areas are one region
    assert re.findall(r">([^<]*)</text>", drawn) == ["60", "100"]  # of those that have a figure
    assert "Región · Cundinamarca" in words(pages["regiones/Z1.md"])
    assert "Región · Centro" in words(pages["regiones/Z2.md"])
    assert "Mapa de todas las regiones" in words(pages["regiones/Z2.md"])
    assert "regiones/CO-CUN.md" not in pages


def test_a_bare_name_may_mean_the_region_whose_name_begins_with_it() -> None:
    names = {"PE-LIM": "Lima", "PE-LMA": "Lima Metropolitana", "PE-ICA": "Ica"}
    both = ("Lima", "Lima Metropolitana")
    assert [namesakes(code, names) for code in names] == [both, both, None]
