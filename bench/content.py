"""A content of any size, made from a seed: the same seed gives the same bytes.

The shape is that of real plans: objectives, strategies with budgets, activities with one measure
each, and a sheet, ten years of targets and ten years of results for every measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import yaml

PLANS = 10
MEASURES = 100
"""Measures of each plan, a square: ten strategies of ten activities."""
YEARS = range(2015, 2025)
_SIDE = 10
_REGIONS = ("PE-ARE", "PE-CUS", "PE-LAL", "PE-LOR", "PE-PIU", "PE-PUN")
_DOINGS = ("Atención", "Capacitación", "Supervisión", "Orientación", "Certificación", "Difusión")
_THINGS = ("empleadores", "jóvenes", "municipios", "redes locales", "talleres", "inspectores")
_PLACES = ("zonas rurales", "capitales", "distritos", "ferias", "centros", "sedes regionales")
_UNITS = ("Persona", "Informe", "Taller", "Visita", "Documento")
_SOURCE = {"document": "informe", "place": "Anexo 1"}


def files(seed: int = 1, plans: int = PLANS) -> dict[str, bytes]:
    """Every file of the content by its path under ``content/``."""
    random = Random(seed)  # noqa: S311  # plausible figures, no secrets
    made = {"site.yml": _SITE, "units.yml": _offices(), "documents.yml": _DOCUMENTS}
    for number in range(1, plans + 1):
        made |= dict(_plan(f"p{number:02}", number, random))
    return {path: _text(value) for path, value in made.items()}


def _text(value: object) -> bytes:
    text = yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()


_SITE = {
    "format": 3,
    "name": "Portal de prueba",
    "publisher": "entidad",
    "licence": "CC BY 4.0",
    "region": "PE",
    "currency": "PEN",
    "bands": {"medium": 75, "high": 95},
}
_DOCUMENTS = [
    {"id": "informe", "kind": "report", "title": "Informe de evaluación"},
    {"id": "norma", "kind": "resolution", "number": "Resolución N° 1", "date": "2015-01-05"},
]


def _offices() -> list[dict[str, str]]:
    offices = (("office", "oficina", "Oficina"), ("executing-unit", "ue", "Unidad Ejecutora"))
    return [
        {"id": "entidad", "kind": "entity", "name": "Entidad de prueba"},
        *(
            {"id": f"{short}-{n}", "kind": kind, "name": f"{name} {n}", "parent": "entidad"}
            for kind, short, name in offices
            for n in range(1, _SIDE + 1)
        ),
    ]


def _plan(name: str, number: int, random: Random) -> Iterator[tuple[str, Any]]:
    """The files of one plan and the sheets that it uses."""
    folder = f"plans/{name}"
    yield f"{folder}/plan.yml", _head(number)
    told: dict[int, dict[str, Any]] = {year: {} for year in YEARS}
    for strategy in range(1, _SIDE + 1):
        activities = []
        for place in range(1, _SIDE + 1):
            code = f"{strategy}.{place}"
            sheet = f"{name}-{code.replace('.', '-')}"
            traits = _sheet(code, random)
            yield f"indicators/{sheet}.yml", traits
            targets = _targets(traits, random)
            activities.append(_activity(code, sheet, targets, random))
            for year, target in targets.items():
                if random.random() > 0.03:  # now and then nobody reports
                    told[year][sheet] = _result(target, traits, random)
        yield f"{folder}/strategies/E{strategy}.yml", _strategy(strategy, activities, random)
    for year, results in told.items():
        yield f"{folder}/results/{year}.yml", _report(year, results)


def _head(number: int) -> dict[str, Any]:
    return {
        "title": f"Plan de prueba {number}",
        "entity": "entidad",
        "kind": "strategic",
        "period": {"from": YEARS[0], "to": YEARS[-1]},
        "frequency": "year",
        "levels": {
            "objective": {"singular": "Objetivo", "plural": "Objetivos"},
            "strategy": {"singular": "Estrategia", "plural": "Estrategias"},
            "activity": {"singular": "Actividad", "plural": "Actividades"},
        },
        "method": "ceplan-2024",
        "state": "closed",
        "approval": {"document": "norma", "date": "2015-01-05"},
        "source": _SOURCE,
        "objectives": [{"code": f"O{n}", "title": f"Objetivo {n} del plan"} for n in range(1, 5)],
    }


def _title(random: Random) -> str:
    return f"{random.choice(_DOINGS)} de {random.choice(_THINGS)} en {random.choice(_PLACES)}"


def _sheet(code: str, random: Random) -> dict[str, Any]:
    share = random.random() < 0.3
    falls = random.random() < 0.1
    return {
        "name": f"{'Porcentaje' if share else 'Número'} de {_title(random).lower()}, {code}",
        "unit": "%" if share else random.choice(_UNITS),
        "kind": "percentage" if share else "count",
        "direction": "decrease" if falls else "increase",
        "over_time": "last" if share or falls else "sum",
        "across": "none" if share else "sum",
        "decimals": 1 if share else 0,
        "definition": f"Cuenta la {_title(random).lower()} que consta en el registro del año.",
        "frequency": "year",
        "responsible": f"oficina-{random.randint(1, _SIDE)}",
        "source": _SOURCE,
    }


def _targets(traits: dict[str, Any], random: Random) -> dict[int, Any]:
    """A target for every year: for one count in ten, region by region."""
    share = traits["kind"] == "percentage"
    regional = not share and random.random() < 0.1
    level = random.uniform(20, 60) if share else random.uniform(30, 3000)
    growth = random.uniform(0.9, 0.98) if traits["direction"] == "decrease" else 1.04
    years = {}
    for place, year in enumerate(YEARS):
        value = level * growth**place
        parts = {region: value * random.uniform(0.5, 1.5) for region in _REGIONS}
        years[year] = _rounded(parts if regional else value, share=share)
    return years


def _rounded(value: Any, *, share: bool) -> Any:
    if isinstance(value, dict):
        return {part: _rounded(one, share=share) for part, one in value.items()}
    return round(min(value, 100), 1) if share else max(1, round(value))


def _activity(code: str, sheet: str, targets: dict[int, Any], random: Random) -> dict[str, Any]:
    regional = any(isinstance(value, dict) for value in targets.values())
    measure = {"indicator": sheet, **({"by": "region"} if regional else {}), "targets": targets}
    return {
        "code": code,
        "title": _title(random),
        "executing_unit": f"ue-{random.randint(1, _SIDE)}",
        "responsible": f"oficina-{random.randint(1, _SIDE)}",
        "measures": [measure],
    }


def _strategy(number: int, activities: list[dict[str, Any]], random: Random) -> dict[str, Any]:
    return {
        "code": f"E{number}",
        "objective": f"O{1 + number % 4}",
        "title": f"{_title(random)}, estrategia {number}",
        "responsible": f"oficina-{number}",
        "budget": [amount for year in YEARS for amount in _money(year, random)],
        "activities": activities,
    }


def _money(year: int, random: Random) -> Iterator[dict[str, Any]]:
    amount = random.uniform(100_000, 2_000_000)
    for stage, share in (("opening", 1.0), ("modified", 1.1), ("executed", random.uniform(0.7, 1))):
        yield {"year": year, "stage": stage, "amount": round(amount * share, 2)}


def _result(target: Any, traits: dict[str, Any], random: Random) -> Any:
    """What was done: near the target, seldom on it; one in twenty says why."""
    share = traits["kind"] == "percentage"
    parts = target if isinstance(target, dict) else {"": target}
    done = {part: one * random.lognormvariate(-0.05, 0.15) for part, one in parts.items()}
    value = _rounded(done if isinstance(target, dict) else done[""], share=share)
    if random.random() < 0.05:
        return {"value": value, "factors": f"Dependió de la {_title(random).lower()}."}
    return {"value": value} if isinstance(value, dict) else value


def _report(year: int, results: dict[str, Any]) -> dict[str, Any]:
    source = {"document": "informe", "place": f"Cuadro {year}"}
    return {"period": year, "status": "final", "source": source, "results": results}
