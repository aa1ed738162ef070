"""A plan as StratML Part 2: no package has its schema, so its structure is held here."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from generator.compute import compute
from generator.load import load
from generator.standards.stratml import NAMESPACE, PLAN, REPORT, stratml_file
from tests.helpers import content
from tests.siege.trees import files as siege
from tests.test_iati import DAY, RESULTS, SECOND, SHEET, STRATEGY

RESULT = "StartDate? EndDate? NumberOfUnits? Descriptor? Description?"
HEAD = "Name Description Identifier SequenceIndicator? Stakeholder* OtherInformation?"
ORDER = {
    "PerformancePlanOrReport": "Name Description? StrategicPlanCore AdministrativeInformation "
    "Submitter?",
    "StrategicPlanCore": "Organization Goal+",
    "Organization": "Name Acronym? Identifier Stakeholder*",
    "Goal": f"{HEAD} Objective*",
    "Objective": f"{HEAD} PerformanceIndicator*",
    "Stakeholder": "Name Role",
    "Role": "Name RoleType",
    "PerformanceIndicator": "MeasurementDimension UnitOfMeasurement Identifier Relationship* "
    "MeasurementInstance* OtherInformation?",
    "Relationship": "ReferentIdentifier Name",
    "MeasurementInstance": "TargetResult* ActualResult*",
    "TargetResult": RESULT,
    "ActualResult": RESULT,
    "Descriptor": "DescriptorValue",
    "AdministrativeInformation": "Identifier StartDate EndDate PublicationDate Source?",
    "Submitter": "EmailAddress",
}
"""What stands in each element, in the order of the schema of 2016-02-16."""
NC_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def held(data: bytes) -> etree._Element:
    """A file whose elements stand in their order, and whose identifiers are names of their own."""
    found = etree.fromstring(data)
    names: list[str] = []
    for it in found.iter("*"):
        name = etree.QName(it)
        assert name.namespace == NAMESPACE
        below = [etree.QName(one).localname for one in it]
        wanted = re.sub(r"(\w+)([?*+]?) ?", r"(?:\1 )\2", ORDER.get(name.localname, ""))
        assert re.fullmatch(wanted, "".join(f"{one} " for one in below)), (name.localname, below)
        names += [it.text or ""] if name.localname == "Identifier" else []
        if name.localname == "NumberOfUnits":
            assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", it.text or "")
    assert all(map(NC_NAME.fullmatch, names)), names
    assert len(names) == len(set(names))
    referred = {it.text for it in found.iter("{*}ReferentIdentifier")}
    assert referred <= set(names)
    return found


def made(kind: str) -> list[str]:
    units = (
        "- {id: mtpe, name: Ministerio, acronym: MT, kind: entity}\n"
        "- {id: dg, name: Dirección, kind: office}"
    )
    strategy = STRATEGY.replace("responsible: [mtpe]", "responsible: [mtpe, dg]")
    files = {"units.yml": units, "indicators/visitas.yml": SHEET, "strategies/1.1.yml": strategy}
    files |= {"results/2024-T1.yml": RESULTS, "results/2024-T2.yml": SECOND}
    catalog, problems = load(content(**files))
    assert problems == []
    found = held(stratml_file(compute(catalog, DAY), "plan-2024", kind))
    assert found.get("Type") == kind
    return [
        " ".join(
            [etree.QName(it).localname, *(one.text or "" for one in it.iter("*") if not len(one))]
        )
        for it in found.iter("{*}TargetResult", "{*}ActualResult", "{*}Stakeholder", "{*}Objective")
        if len(it) < 5
    ]


def test_targets_and_results_by_period_and_part() -> None:
    plan, report = made(PLAN), made(REPORT)
    assert [it for it in report if it not in plan] == [
        "ActualResult 2024-01-01 2024-03-31 3 sexo: mujeres; edad: niñez; Faltan",
        "ActualResult 2024-01-01 2024-03-31 6.0 sexo: mujeres; edad: adultez",
        "ActualResult 2024-01-01 2024-03-31 5 edad: niñez",
        "ActualResult 2024-04-01 2024-06-30 reservado Reservado por ley",
    ]
    assert [it for it in plan if not it.startswith("Objective")] == [
        "Stakeholder Ministerio encabeza Performer",
        "Stakeholder Dirección participa Performer",
        "ActualResult 2023-01-01 2023-12-31 70.50 Línea de base; Encuesta",
        "TargetResult 2024-01-01 2024-03-31 4.50 sexo: mujeres; edad: niñez",
        "TargetResult 2024-01-01 2024-03-31 6 sexo: mujeres; edad: adultez",
        "TargetResult 2024-01-01 2024-03-31 1 sexo: varones; edad: niñez",
        "TargetResult 2024-01-01 2024-03-31 2 sexo: varones; edad: adultez",
        "TargetResult 2024-01-01 2024-03-31 14",
        "TargetResult 2024-04-01 2024-06-30 20",
        "TargetResult 2024-07-01 2024-09-30 10-12",
        "TargetResult 2024-10-01 2024-12-31 sin meta",
        "TargetResult 2024-01-01 2024-12-31 100",
        "TargetResult 2024-10-01 2024-12-31 1 cumplido",
        "TargetResult 2024-10-01 2024-12-31 3 region: Lima",
        "TargetResult 2024-10-01 2024-12-31 4 region: Cusco",
    ]


@pytest.mark.parametrize("kind", [PLAN, REPORT])
def test_hostile_texts_and_every_field(kind: str) -> None:
    results = compute(load(siege())[0], DAY)
    for name in results.plans:
        held(stratml_file(results, name, kind))
