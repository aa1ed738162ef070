"""The content of one invented institution, made from a seed: the same seed gives the same bytes.

Its shape is that of real operational plans: objectives, strategies with budgets, activities with
one measure each, targets and results by month, an act that changes some targets, reference sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random
from typing import Any

from generator.load.yaml_write import as_read, in_lines

Files = dict[str, bytes]
YEAR = 2025
MONTHS = 12
OF_A_STRATEGY = 10
"""Activities of a strategy, at most."""
_OF_AN_OBJECTIVE = 4
"""Strategies of an objective, at most."""

_DOINGS = (
    ("Atención", "a"), ("Capacitación", "a"), ("Orientación", "a"), ("Asistencia técnica", "a"),
    ("Supervisión", "de"), ("Mantenimiento", "de"), ("Certificación", "de"), ("Difusión", "para"),
)  # fmt: skip
_WHOM = (
    ("personas adultas mayores", "persona"), ("madres gestantes", "persona"),
    ("jóvenes en búsqueda de empleo", "persona"), ("docentes de primaria", "docente"),
    ("juntas de usuarios de riego", "junta"), ("organizaciones comunales", "organización"),
    ("puestos de salud", "puesto"), ("caminos vecinales", "kilómetro"),
    ("pequeños productores", "productor"), ("bibliotecas públicas", "biblioteca"),
)  # fmt: skip
_WHERE = ("en zonas rurales", "en la capital", "en los anexos", "en los mercados", "en ferias")
_MANY = {"organización": "organizaciones", "productor": "productores"}
_AIMS = ("Mejorar los servicios", "Ampliar la cobertura", "Cerrar brechas", "Cuidar el ambiente")
_NAMES = ("singular", "plural", "acronym")
_LEVELS = {
    "objective": ("Objetivo", "Objetivos", "OEI"),
    "strategy": ("Acción estratégica", "Acciones estratégicas", "AEI"),
    "activity": ("Actividad operativa", "Actividades operativas", "AOI"),
}
_CAUSES = (
    "El proceso de contratación se declaró desierto y hubo que convocarlo otra vez.",
    "Las lluvias cerraron los caminos durante tres semanas.",
    "Se sumaron beneficiarios de dos centros poblados vecinos.",
    "El personal se renovó en el primer trimestre.",
)


_IDLE, _AMENDED, _SILENT, _EXPLAINED = 0.15, 0.04, 0.03, 0.1
"""Shares of months without a target, of changed targets, of reports that lack, of causes told."""
_AMENDED_FROM = 9
"""The month from which the act of August changes targets."""


_SHEET = {
    "over_time": "last",
    "direction": "increase",
    "definition": "Lo que la entidad atiende dentro del plazo que la norma le da.",
    "formula": "Atendidas en plazo / recibidas × 100",
}
SHARED: dict[str, dict[str, Any]] = {
    "solicitudes-en-plazo": {
        "name": "Solicitudes atendidas dentro del plazo",
        "unit": "%",
        "kind": "percentage",
        **_SHEET,
        "codes": {"shared": "solicitudes-en-plazo"},
    },
    "personas-capacitadas": {
        "name": "Personas capacitadas",
        "unit": {"one": "persona", "many": "personas"},
        "kind": "count",
        "direction": "increase",
        "over_time": "sum",
        "codes": {"shared": "personas-capacitadas"},
    },
}
"""The registers of the country: reference sheets that every institution copies."""


@dataclass(frozen=True, slots=True)
class Invented:
    """Who an invented institution is."""

    id: str
    name: str
    sector: str
    level: str
    region: str
    """ISO 3166-2."""


@dataclass(frozen=True, slots=True)
class FilesAsOf:
    """The files of an institution from a day on, and what changed them."""

    day: date
    why: str
    files: Files


@dataclass(frozen=True)
class InventedPlan:
    """One plan of an institution: drawn once, written as it was on several days."""

    of: Invented
    activities: int
    months: int
    seed: str

    @cached_property
    def drawn(self) -> tuple[_Activity, ...]:
        """Every activity with its targets and results."""
        random = Random(self.seed)  # noqa: S311  # plausible figures, no secrets
        return tuple(_activity(n, random) for n in range(self.activities))

    def versions(self) -> Iterator[FilesAsOf]:
        """As approved, after each half of the reports, and amended in between."""
        yield FilesAsOf(date(YEAR - 1, 12, 20), "Plan aprobado", self._files(0, is_amended=False))
        half = min(self.months, MONTHS // 2)
        if half:
            told = self._files(half, is_amended=False)
            yield FilesAsOf(date(YEAR, 7, 15), "Resultados del I semestre", told)
        if any(it.amended for it in self.drawn):
            told = self._files(half, is_amended=True)
            yield FilesAsOf(date(YEAR, 8, 4), "Modificación de metas", told)
        if self.months > half:
            told = self._files(self.months, is_amended=True)
            yield FilesAsOf(date(YEAR + 1, 1, 20), "Resultados hasta el cierre", told)

    def _files(self, months: int, *, is_amended: bool) -> Files:
        name = f"plans/poi-{YEAR}"
        made: dict[str, Any] = {
            "site.yml": _site(self.of),
            "units.yml": _units(self.of),
            "documents.yml": _documents(self.of),
            f"{name}/plan.yml": self._head(),
        }
        for n, some in enumerate(_groups(self.drawn), 1):
            code = f"AEI.{1 + (n - 1) // _OF_AN_OBJECTIVE:02}.{n:02}"
            made[f"{name}/strategies/{code}.yml"] = _strategy(code, n, some, is_amended)
        for month in range(1, months + 1):
            told = {it.code: it.results[month] for it in self.drawn if month in it.results}
            if told:
                place = f"Cuadro {month}"
                period = f"{YEAR}-{month:02}"
                made[f"{name}/results/{period}.yml"] = _report(period, place, told)
        made |= {f"indicators/{it}.yml": sheet for it, sheet in SHARED.items()}
        of_year = self._of_the_year[1] if months == MONTHS else {}
        if of_year:
            made[f"{name}/results/{YEAR}.yml"] = _report(str(YEAR), "Cuadro anual", of_year)
        changes = [change for it in self.drawn if is_amended for change in it.amendment()]
        if changes:
            made[f"{name}/amendments.yml"] = _amendments(changes)
        return {path: _text(value) for path, value in sorted(made.items())}

    @cached_property
    def _of_the_year(self) -> tuple[dict[str, int], dict[str, int]]:
        """Targets and results of the shared indicators; now and then nobody reports."""
        random = Random(f"{self.seed}-shared")  # noqa: S311  # plausible figures, no secrets
        on_time, people = random.randint(60, 95), random.randint(2, 90) * 10
        targets = {"solicitudes-en-plazo": on_time, "personas-capacitadas": people}
        results = {
            "solicitudes-en-plazo": min(100, round(on_time * random.uniform(0.7, 1.1))),
            "personas-capacitadas": round(people * random.uniform(0.6, 1.2)),
        }
        return targets, {it: n for it, n in results.items() if random.random() > 4 * _SILENT}

    def _head(self) -> dict[str, Any]:
        n_strategies = -(-self.activities // OF_A_STRATEGY)
        n_objectives = -(-n_strategies // _OF_AN_OBJECTIVE)
        return {
            "title": f"Plan Operativo Institucional {YEAR} de {self.of.name}",
            "short_title": f"POI {YEAR}",
            "entity": self.of.id,
            "kind": "operational",
            "period": YEAR,
            "frequency": "month",
            "grace_days": 20,
            "levels": {name: dict(zip(_NAMES, it, strict=True)) for name, it in _LEVELS.items()},
            "method": "ceplan-2024",
            "state": "in-force",
            "approval": {"document": "norma", "date": date(YEAR - 1, 12, 20)},
            "source": {"document": "poi", "place": "Anexo 1"},
            "measures": [
                {"indicator": it, "targets": {YEAR: n}} for it, n in self._of_the_year[0].items()
            ],
            "objectives": [
                {"code": f"OEI.{n:02}", "title": f"{_AIMS[n % len(_AIMS)]} ({n})"}
                for n in range(1, n_objectives + 1)
            ],
        }


@dataclass(frozen=True, slots=True)
class _Activity:
    code: str
    title: str
    unit: str
    first: Mapping[int, int]
    """Targets by month, as approved."""
    amended: Mapping[int, int]
    """Those that the act of August changed."""
    results: Mapping[int, int | dict[str, Any]]

    def targets(self, *, is_amended: bool) -> dict[str, int | str]:
        now = {**self.first, **(self.amended if is_amended else {})}
        return {f"{YEAR}-{month:02}": it or "not-programmed" for month, it in now.items()}

    def amendment(self) -> Iterator[dict[str, Any]]:
        for month, value in self.amended.items():
            period = f"{YEAR}-{month:02}"
            yield {
                "measure": self.code,
                "period": period,
                "from": self.first[month],
                "to": value,
            }


def _activity(n: int, random: Random) -> _Activity:
    (doing, joint), (whom, unit) = random.choice(_DOINGS), random.choice(_WHOM)
    usual = random.randint(4, 120)
    months = range(1, MONTHS + 1)
    first = {m: usual + random.randint(-2, 3) if random.random() > _IDLE else 0 for m in months}
    first[MONTHS] = first[MONTHS] or usual
    first_changed = _AMENDED_FROM if random.random() < _AMENDED else MONTHS + 1
    amended = {m: max(1, it * 8 // 10) for m, it in first.items() if it and m >= first_changed}
    amended = {m: it for m, it in amended.items() if it != first[m]}
    skill = random.lognormvariate(-0.04, 0.2)
    results = dict(_results({**first, **amended}, skill, random))
    title = f"{doing} {joint} {whom} {random.choice(_WHERE)}, grupo {n + 1}"
    return _Activity(f"AOI.{n + 1:05}", title, unit, first, amended, results)


def _results(
    targets: Mapping[int, int], skill: float, random: Random
) -> Iterator[tuple[int, int | dict[str, Any]]]:
    for month, target in targets.items():
        if not target or random.random() < _SILENT:  # now and then nobody reports
            continue
        value = round(target * skill * random.uniform(0.85, 1.15))
        if value < target and random.random() < _EXPLAINED:
            yield month, {"value": value, "factors": random.choice(_CAUSES)}
        else:
            yield month, value


def _text(value: Any) -> bytes:
    return "\n".join((*in_lines(as_read(value)), "")).encode()


def _groups(drawn: tuple[_Activity, ...]) -> Iterable[tuple[_Activity, ...]]:
    return (drawn[at : at + OF_A_STRATEGY] for at in range(0, len(drawn), OF_A_STRATEGY))


def _site(of: Invented) -> dict[str, Any]:
    return {
        "format": 3,
        "name": f"{of.name} en cifras",
        "publisher": of.id,
        "licence": "CC BY 4.0",
        "languages": ["es"],
        "region": "PE",
        "currency": "PEN",
        "bands": {"medium": 75, "high": 95},
    }


def _units(of: Invented) -> list[dict[str, str]]:
    offices = ("Planeamiento", "Desarrollo Social", "Desarrollo Económico", "Servicios Públicos")
    return [
        {"id": of.id, "name": of.name, "kind": "entity"},
        *(
            {"id": f"g{n}", "name": f"Gerencia de {name}", "kind": "office", "parent": of.id}
            for n, name in enumerate(offices, 1)
        ),
    ]


def _documents(of: Invented) -> list[dict[str, Any]]:
    plan, report = {"id": "poi", "kind": "plan"}, {"id": "informe", "kind": "report"}
    norm = {"id": "norma", "kind": "resolution", "number": f"Resolución N° 001-{YEAR - 1}"}
    act = {"id": "modificacion", "kind": "resolution", "number": f"Resolución N° 018-{YEAR}"}
    return [
        {**plan, "title": f"Plan Operativo Institucional {YEAR}", "issuer": of.name},
        {**norm, "date": date(YEAR - 1, 12, 20), "issuer": of.name},
        {**act, "date": date(YEAR, 8, 4), "issuer": of.name},
        {**report, "title": f"Reportes mensuales de {YEAR}", "issuer": of.name},
    ]


def _strategy(
    code: str, n: int, activities: tuple[_Activity, ...], is_amended: bool
) -> dict[str, Any]:
    amount = 90_000 * len(activities) + 1_000 * n
    return {
        "code": code,
        "objective": code[:3].replace("AEI", "OEI") + code[3:6],
        "title": f"Servicios de calidad del grupo {n}",
        "responsible": f"g{1 + n % 4}",
        "budget": [
            {"year": YEAR, "stage": "opening", "amount": amount},
            {"year": YEAR, "stage": "modified", "amount": amount * 11 // 10},
        ],
        "activities": [
            {
                "code": it.code,
                "title": it.title,
                "measures": [
                    {
                        "unit": {"one": it.unit, "many": _MANY.get(it.unit, f"{it.unit}s")},
                        "targets": it.targets(is_amended=is_amended),
                    }
                ],
            }
            for it in activities
        ],
    }


def _report(period: str, place: str, results: Mapping[str, Any]) -> dict[str, Any]:
    source = {"document": "informe", "place": place}
    return {"period": period, "status": "final", "source": source, "results": results}


def _amendments(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    why = "El presupuesto se reordenó en el segundo semestre."
    day = date(YEAR, 8, 4)
    return [
        {"id": "mod-1", "date": day, "document": "modificacion", "reason": why, "changes": changes}
    ]
