"""The findings of the detectors in the documents of the plans."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.load.disk import read_tree
from generator.model.period import Days, Period
from generator.reconcile.contrast import DETECTORS
from generator.reconcile.findings import Finding
from tests.test_detectors import found_in, words, written

ROOT = Path(__file__).parent.parent.parent


def data(value: object) -> str:
    """What was found, as the tables have it: days and periods are data."""
    return str(value) if isinstance(value, date | Days | Period) else written(value)


PEI = "pei-mtpe-2017-2027"


POI = "poi-mtpe-2024"


COMMUNICATION = "comunicaciones-mtpe-2024"


AGREEMENT = "convenio-gestion-2020-2021"


CAPACITIES = "pfc-mtpe-2025"


JUNTOS = "comunicacion-juntos-2021"


REAL = {
    ("copied-units", POI): [
        ("6764-6770", "62"),
        ("7817", "24"),
    ],
    ("count-against-table", PEI): [
        ("1718", "30"),
        ("1720", "2"),
        ("1722", "7"),
        ("1724", "8"),
        ("3049-3051", "7"),
    ],
    ("count-against-table", CAPACITIES): [
        ("49", "4"),
        ("701", "2"),
    ],
    ("count-against-table", POI): [
        ("1676-1680", "2"),
        ("1696-1698", "18"),
        ("18844", "4"),
        ("18844-18845", "4"),
        ("18847", "22"),
        ("18847-18848", "2"),
        ("18854-18856", "8"),
    ],
    ("executed-above-modified", POI): [
        ("1233", "S/ 576,082.40"),
        ("1271", "S/ 18,863,877.16"),
        ("1344", "S/ 1,322,531.47"),
    ],
    ("figure-against-parts", JUNTOS): [
        ("1625", "18"),
    ],
    ("figure-against-parts", AGREEMENT): [
        ("160", "21"),
        ("2846", "9"),
        ("3266-3268", "1"),
        ("3303-3304", "1"),
    ],
    ("figure-against-parts", PEI): [
        ("11248-11250", "10"),
        ("12348", "235.42 %"),
    ],
    ("figure-against-parts", CAPACITIES): [
        ("117", "444"),
        ("140", "14"),
    ],
    ("figure-against-parts", POI): [
        ("10193-10194", "42"),
        ("11201-11205", "4"),
        ("13705-13711", "6"),
        ("15408", "305"),
        ("15410", "363"),
        ("15769", "1,897"),
        ("15770", "250"),
        ("15770", "260"),
        ("15770", "585"),
        ("1706, 1718-1724", "26"),
        ("18811", "197"),
        ("18811", "279"),
        ("18812", "72"),
        ("3298-3302", "95.9"),
        ("9386-9387", "139 %"),
    ],
    ("marks-against-dates", CAPACITIES): [
        ("1030", "2025-05-14"),
        ("1031", "2025-05-21"),
        ("1032", "2025-05-28"),
        ("1033", "2025-05-07"),
        ("1034", "2025-06-11"),
    ],
    ("mislabelled-percentage", PEI): [
        ("13481", "62.26 %"),
        ("13497, 13507", "26.56 %"),
        ("13497, 13507", "62.26 %"),
    ],
    ("mislabelled-percentage", POI): [
        ("1145-1151", "81.6 %"),
        ("1478-1480", "99.3 %"),
        ("1627-1629", "99.4 %"),
        ("1643", "98.9 %"),
        ("1645-1647", "98.5 %"),
        ("1653", "98.2 %"),
        ("1655-1657", "87 %"),
        ("1663", "99.4 %"),
        ("1665-1667", "100.0 %"),
        ("3667-3669", "95.9 %"),
    ],
    ("parts-of-a-count", PEI): [
        ("18732", "53"),
    ],
    ("parts-of-a-count", POI): [
        ("18587-18588", "53"),
    ],
    ("total-of-parts", POI): [
        ("1125-1129", "S/ 736,084,851"),
    ],
    ("two-values", JUNTOS): [
        ("1861-1884", "«…con calidad, oportunidad, transparencia, integridad y étic"),
        ("1899-1905", "7,000"),
        ("1935-1941", "170"),
        ("770-772", "«…los procesos operativos, reforzando los beneficios que oto"),
    ],
    ("two-values", COMMUNICATION): [
        ("1627-1629", '«Programa para la Generación de Empleo Social Inclusivo "Lla'),
        ("264", "«Plan Estratégico Sectorial Multianual (PESEM) 2017-2027»"),
        ("355", "«Personas mayores de 15 años»"),
        ("357", "«Lucha contra la explotación laboral infantil y de adolescen"),
        ("407", "«Líneas estratégicas»"),
        ("416", "«Plan de Comunicaciones Anual»"),
        ("446", "«Estrategia 3»"),
        ("452", "1,503,857"),
        ("452", "477,871"),
        ("456", "«Estrategia 4»"),
        ("460", "«Actividades»"),
        ("55", "«Diseñar y proponer la Estrategia y Política Comunicacional "),
        ("57", "«…en materia de Comunicaciones e Imagen Institucional del Mi"),
        ("587", "«planes de comunicación según actividades del MTPE»"),
        ("594", "«videos publicados en redes sociales»"),
        ("596", "«videos verticales informativos de las charlas, eventos y se"),
        ("598", "«informes de redes sociales oficiales del Ministerio»"),
        ("620", "«Resolución de Secretaría General N° 076-2022-TR/SG»"),
        ("628", "«META 0000016»"),
        ("647", "«2017-2024»"),
        ("647", "«Objetivo Estratégico del Sector 6, Modernización sectorial»"),
        ("647", "«RM N° 075-2021-TR»"),
        ("647", "«RM N° 075-2021-TR»"),
        ("647", "«…notas de prensa de acuerdo a las actividades del MTPE y/o "),
        ("651", "«Soporte audiovisual de actividades del MTPE»"),
        ("69-71", "«Programa Nacional de Empleo Juvenil “Jóvenes Productivos”»"),
        ("757-758", "2024-11-25"),
    ],
    ("two-values", AGREEMENT): [
        ("1356-1358", "«…General de Normalización, Formación para el Empleo y Certi"),
        ("1370-1371", "«han cumplido la meta programada»"),
        ("1669-1670", "«Centro Integrado Formaliza Perú»"),
        ("1738-1739", "«Dirección de Prevención y Solución de Conflictos Laborales "),
        ("2019", "184"),
        ("2866", "«DRTPE»"),
        ("3157-3160", "«Centros Integrados Formaliza Perú implementados en regiones"),
        ("3312-3313", "«no se encuentra activo»"),
        ("3312-3315", "«no se ha programado actividades de capacitación»"),
        ("555-560", "«…con acceso a derechos laborales y cobertura de la segurida"),
    ],
    ("two-values", PEI): [
        ("10674", "0"),
        ("10682", "0"),
        ("10684", "30,088,669"),
        ("11258-11259", "150"),
        ("12871", "24"),
        ("13059-13060", "42.85 %"),
        ("1476-1478", "«Mejorar el modelo de gestión institucional centrado en el c"),
        ("1696-1698", "18"),
        ("1702-1706", "26"),
        ("17548-17551", "3"),
        ("17605-17607", "463 %"),
        ("17635", "«2017-2025»"),
        ("18458", "«UNE 93200:20028»"),
        ("18490", "«ISO 9001:2015»"),
        ("18847", "22"),
        ("18847-18848", "2"),
        ("8972", "0"),
        ("8984", "0"),
    ],
    ("two-values", CAPACITIES): [
        ("152", "2026"),
        ("390", "6"),
        ("701", "«trimestral»"),
        ("81", "«Desarrollar y fortalecer capacidades regionales para el eje"),
    ],
    ("two-values", POI): [
        ("11056", "18"),
        ("137", "2024-05-29"),
        ("15681-15685", "253"),
        ("17048-17050", "379"),
        ("17050-17052", "128"),
        ("17072-17074", "2,361"),
        ("17245-17246", "25"),
        ("17450", "«suscritos»"),
        ("1753", "26"),
        ("3049-3051", "30"),
    ],
}
"""Every finding by detector and plan: lines of the document, and what it prints there (of a text,
its first words). Each was read against its document; add one only after doing so."""


@pytest.fixture(scope="module")
def real() -> tuple[Finding, ...]:
    files, _ = read_tree(ROOT / "content")
    return found_in(files, "2026-10-01")


def test_the_findings_of_the_first_content(real: tuple[Finding, ...]) -> None:
    found: dict[tuple[str, str], list[tuple[str | None, str]]] = {}
    for finding in real:
        assert finding.source is not None
        row = (finding.source.lines, data(finding.found)[:60])
        found.setdefault((finding.detector, finding.plan), []).append(row)
    assert {key: sorted(rows) for key, rows in found.items()} == {
        key: sorted(rows) for key, rows in REAL.items()
    }


def test_sentences_of_the_first_content_say_both_values(real: tuple[Finding, ...]) -> None:
    silent = {"marks-against-dates", "two-values"}  # dates and texts are told in words
    assert [
        finding
        for finding in real
        if finding.detector not in silent
        and not all(
            written(value) in words(finding.what) for value in (finding.expected, finding.found)
        )
    ] == []


def test_every_detector_is_told_in_the_methodology(real: tuple[Finding, ...]) -> None:
    text = (ROOT / "generator/manual/es/metodologia.md").read_text("utf-8")
    codes = {finding.detector for finding in real}
    codes |= {"shares-of-a-whole", "named-against-listed", "whole-and-parts"}
    assert codes == set(DETECTORS)
    assert [code for code in sorted(codes) if f"{{: #{code} }}" not in text] == []
