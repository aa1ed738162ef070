"""The pages of a country: true in every state, ranked where that is fair, found by names."""

from __future__ import annotations

import csv
import gzip
import html
import json
import posixpath
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.federation.edition import Edition, EditionEntry, EntryStatus
from generator.federation.institution import Examined, Fault
from generator.federation.pages import national_pages
from generator.federation.particulars import Particulars, Remark, SharedFigure, Topic
from generator.federation.ranking import shared_indicators
from generator.federation.registers import Registers, registers_of
from generator.federation.state import Kept
from generator.federation.status import Run, Sites
from generator.federation.sums import PartialSums
from generator.federation.views import NationalContext
from generator.load.institutions import GovernmentLevel, Institution
from generator.model.indicator import Direction, Kind
from generator.words.formatter import Formatter
from tests import axe
from tests.browser import FOUND, served, settle, watch
from tests.command import run as avance
from tests.widths import WIDTHS, faults

DAY = date(2026, 2, 2)
LOCAL, REGIONAL = GovernmentLevel.LOCAL, GovernmentLevel.REGIONAL
SHEETS = {
    "en-plazo": "{name: Solicitudes en plazo, unit: '%', kind: percentage, direction: increase,"
    " over_time: last}\n",
    "atendidos": "{name: Personas atendidas, unit: personas, kind: count, direction: increase,"
    " over_time: sum}\n",
    "demora": "{name: Demora media, unit: días, kind: rate, direction: decrease,"
    " over_time: mean}\n",
    "ley": "{name: Ley publicada, kind: milestone, direction: none, over_time: last}\n",
}


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Registers:
    """Four shared indicators: ordered by value, the least first, by attainment, by none."""
    folder = tmp_path_factory.mktemp("registers")
    (folder / "indicators").mkdir()
    for name, text in SHEETS.items():
        (folder / f"indicators/{name}.yml").write_text(text, "utf-8")
    found, problems = registers_of(folder)
    assert not problems
    return found


def figure(indicator: str, value: str | None, **other: Any) -> SharedFigure:
    """A figure of a shared indicator as the registers have it, of 2025."""
    sheet = {
        "en-plazo": ("percentage", "%", "increase", "last"),
        "atendidos": ("count", "personas", "increase", "sum"),
        "demora": ("rate", "días", "decrease", "mean"),
        "ley": ("milestone", "", "none", "last"),
    }.get(indicator, ("count", "", "increase", "sum"))
    kind, unit, direction, over_time = sheet
    n = None if value is None else Decimal(value)
    plain: dict[str, Any] = {
        "indicator": indicator,
        "plan": "POI 2025",
        "name": "Uno",
        "page": "planes/p/1/#m",
        "period": "2025",
        "start": date(2025, 1, 1),
        "end": date(2025, 12, 31),
        "is_running": False,
        "is_disputed": False,
        "kind": kind,
        "unit": unit,
        "direction": direction,
        "over_time": over_time,
        "method": "ceplan-2024",
        "method_title": "CEPLAN 2024",
        "value": n,
        "target": None,
        "attainment": n,
    }
    plain |= other
    words = {"kind": Kind(plain["kind"]), "direction": Direction(plain["direction"])}
    return SharedFigure(**plain | words)


def entry(
    name: str,
    *shared: SharedFigure,
    remarks: tuple[Remark, ...] = (),
    status: EntryStatus = EntryStatus.SOUND,
    **other: Any,
) -> EditionEntry:
    """An institution in an edition; a local one where nothing else is said."""
    sums = other.pop("sums", PartialSums({("plans",): Decimal(1)}))
    where = {"name": f"Entidad {name}", "sector": "Salud", "level": LOCAL, "folder": name} | other
    examined = Examined(sums, particulars=Particulars(remarks, shared, ("Plan de agua",)))
    shown = Kept("c0ffee", DAY, DAY, "", examined) if status in _SHOWN else None
    fault = Fault("content/site.yml", 3, 5, "unknown-key", "no se conoce <b>. Quítela")
    own = (fault,) if status is not EntryStatus.SOUND else ()
    return EditionEntry(Institution(id=name, **where), status, shown, "c0ffee", own, len(own))


_SHOWN = {EntryStatus.SOUND, EntryStatus.HELD}
PARTLY = {"start": date(2024, 1, 1), "end": date(2024, 12, 31), "period": "2024"}
ALONE = "ninguna otra de su nivel de gobierno tiene una cifra con que compararla"
RANKS: dict[str, tuple[list[EditionEntry], list[tuple[str, int | str]]]] = {
    "the most first, and equals alike": (
        [
            entry(it, figure("en-plazo", n))
            for it, n in zip("abcd", ["80", "90", "90", "7.5"], strict=True)
        ],
        [("b", 1), ("c", 1), ("a", 3), ("d", 4)],
    ),
    "the least first where less is better": (
        [entry(it, figure("demora", n)) for it, n in zip("abc", ["3", "-1", "2"], strict=True)],
        [("b", 1), ("c", 2), ("a", 3)],
    ),
    "a count by its attainment, of one method": (
        [
            entry("a", figure("atendidos", "900", attainment=Decimal(70))),
            entry("b", figure("atendidos", "10", attainment=Decimal(120))),
            entry(
                "c",
                figure(
                    "atendidos", "1", attainment=Decimal(99), method="own~1", method_title="Propio"
                ),
            ),
        ],
        [("b", 1), ("a", 2), ("c", "sus métodos son distintos: Propio; CEPLAN 2024")],
    ),
    "levels of government apart": (
        [
            entry("a", figure("en-plazo", "80")),
            entry("b", figure("en-plazo", "81"), level=REGIONAL),
            entry("c", figure("en-plazo", "82"), level=REGIONAL),
        ],
        [("c", 1), ("b", 2), ("a", ALONE)],
    ),
    "periods apart, and a year that runs": (
        [
            entry("a", figure("en-plazo", "80")),
            entry("b", figure("en-plazo", "81")),
            entry("c", figure("en-plazo", "82", **PARTLY)),
            entry("d", figure("en-plazo", "99", is_running=True)),
        ],
        [
            ("b", 1),
            ("a", 2),
            ("c", "sus periodos son distintos: 2024; 2025"),
            ("d", "el año de uno no ha terminado y su cifra es la de lo que va"),
        ],
    ),
    "what means another thing": (
        [
            entry("a", figure("demora", "1")),
            entry("b", figure("demora", "2")),
            entry("c", figure("demora", "3", unit="horas")),
            entry("d", figure("demora", "3", direction="increase")),
            entry("e", figure("demora", "3", over_time="max")),
            entry("f", figure("demora", None)),
            entry("g", figure("demora", "3", is_disputed=True)),
            entry("h", figure("demora", "3"), figure("demora", "4")),
            entry("i", figure("demora", "3", unit="Días ")),
        ],
        [
            ("a", 1),
            ("b", 2),
            ("i", 3),
            ("c", "su unidad de medida no es la de los registros comunes: horas; días"),
            ("d", "en los registros comunes lo mejor es el otro sentido"),
            ("e", "sus valores no se leen como los de los registros comunes"),
            ("f", "no tiene cifra"),
            ("g", "su cifra está en disputa"),
            ("h", "la entidad tiene varias cifras de este indicador"),
            ("h", "la entidad tiene varias cifras de este indicador"),
        ],
    ),
    "one alone": ([entry("a", figure("en-plazo", "80"))], [("a", ALONE)]),
    "no number": ([entry("a", figure("ley", None))], [("a", "no es un número")]),
    "a code that nobody knows": ([entry("a", figure("otra", "1"))], []),
}


@pytest.mark.parametrize("case", RANKS)
def test_only_what_means_the_same_is_ranked_and_the_rest_says_why(
    case: str, registers: Registers
) -> None:
    entries, wanted = RANKS[case]
    f = Formatter("es", "PE")
    found = shared_indicators(Edition(DAY, tuple(entries)), registers)
    standings = [one for it in found for one in it.placings]
    told = [(it.entry.of.id, it.rank or f.t(it.why or "")) for it in standings]
    assert told == wanted


REGISTER = """version: "2026.1"
units: [{one: persona, many: personas}, días]
"""
OWN = "- {id: tope-120, title: Con tope, formula: to-target, cap: 120, note: propio}\n"
"""A method, as in content/methods.yml."""


@pytest.fixture(scope="session")
def whole(registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Registers:
    """The registers with a version, units of measurement, a method and a region."""
    folder = tmp_path_factory.mktemp("whole")
    files = {f"indicators/{name}.yml": text for name, text in SHEETS.items()}
    files |= {"register.yml": REGISTER, "methods.yml": OWN}
    files["regions.yml"] = 'regions: [{code: "150101", name: Lima Cercado}]\n'
    found, problems = registers_of(put(folder, files))
    assert not problems
    assert found.digest != registers.digest
    return found


def put(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_what_the_registers_have_no_unit_or_method_of_is_not_ranked(whole: Registers) -> None:
    (own,) = whole.methods
    given = {"a": {"unit": "Persona"}, "b": {}, "c": {"unit": "ciudadanos"}}
    given |= {"d": {"unit": "días"}, "e": {"method": "tope-120~0", "method_title": "Otro tope"}}
    entries = [entry(it, figure("atendidos", "9", **more)) for it, more in given.items()]
    ours = [entry(it, figure("atendidos", "9", method=own)) for it in "xyz"]
    f = Formatter("es", "PE")
    for few, wanted in (
        (
            entries,
            [
                ("a", 1),
                ("b", 1),
                ("c", "su unidad de medida no está en los registros comunes: ciudadanos"),
                ("d", "su unidad de medida no es la de los registros comunes: días; personas"),
                ("e", "su método no está en los registros comunes: Otro tope"),
            ],
        ),
        (ours, [("x", 1), ("y", 1), ("z", 1)]),
    ):
        found = shared_indicators(Edition(DAY, tuple(few)), whole)
        told = [(one.entry.of.id, one.rank or f.t(one.why or "")) for one in found[0].placings]
        assert told == wanted


def test_the_registers_are_shown_with_their_version(whole: Registers) -> None:
    edition = Edition(DAY, (entry("a", region="150101"),))
    f = Formatter("es", "PE")
    made = national_pages(NationalContext(edition, f, {"a"}, whole, "Planes a la vista"), RUN)
    page = html.unescape(made["national/indicators.html"].decode())
    said = f"Huella de lo que dicen</dt><dd>{whole.digest}</dd>"
    assert "<dt>Versión de los registros comunes</dt><dd>2026.1</dd>" in page
    for text in (said, "<h2", "Con tope", "Lima Cercado", "personas", "Planes a la vista</title>"):
        assert text in page
    assert "<h1>Región: Lima Cercado" in made["national/regions/150101.html"].decode()
    status = json.loads(made["national/status.json"])
    assert status["registers"] == {"version": "2026.1", "digest": whole.digest}
    assert status["title"] == "Planes a la vista"


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (
            {"register.yml": "units: [días, personas, horas]\n"},
            ["register.yml:1:1: error[missing-key] falta «version». Agregue «version:» aquí"],
        ),
        (
            {"register.yml": "version: '1'\nunits: [{one: día, many: días}]\n"},
            [
                "indicators/atendidos.yml:1:34: error[unknown-choice] «personas» no es una de las"
                " unidades de register.yml. Agréguela allí, o escríbala como está allí"
            ],
        ),
        (
            {"methods.yml": OWN + OWN.replace("tope-120", "ceplan-2024") + OWN},
            [
                "methods.yml:2:8: error[shipped-id] «ceplan-2024» lo trae el programa, y significa"
                " lo mismo en todos los portales. Póngale otro id, como «ceplan-2024-propio»",
                "methods.yml:3:8: error[duplicate-id] el id «tope-120» está repetido; aparece"
                " primero en comunes/methods.yml:1:8. Ponga otro id a uno de los dos, o quite el"
                " repetido",
            ],
        ),
    ],
)
def test_mistakes_of_registers_are_told_in_their_places(
    tmp_path: Path, files: Mapping[str, str], wanted: list[str]
) -> None:
    sheets = {f"indicators/{name}.yml": text for name, text in SHEETS.items()}
    put(tmp_path / "comunes", {**sheets, **files})
    (tmp_path / "list.yml").write_text("registers: comunes\ninstitutions: []\n")
    done = avance("federate", "list.yml", cwd=tmp_path)
    told = [it.removeprefix("comunes/") for it in done.stdout.splitlines()]
    assert told == [*wanted, "No se escribió nada."]


def of(kind: Topic, **other: Any) -> Remark:
    return Remark(kind, "POI 2025", "Algo <b>no</b> cuadra", "planes/p/x/", **other)


EVERYTHING = (
    of(Topic.CONTRADICTION, before="1", after="2", place="content/plans/p/plan.yml:3:5"),
    of(Topic.TARGET_CHANGED, before="120", after="", period="2025", day="2025-08-04"),
    of(Topic.TARGET_CHANGED, before="3", after="4"),
    of(Topic.OVERDUE, n=3, period="enero de 2025", day="2025-02-20"),
)
ALL_OF_IT = PartialSums(
    {
        ("plans",): Decimal(2),
        **{(f"results_{it}",): Decimal(9) for it in ("due", "sourced")},
        ("results",): Decimal(9),
        ("results_overdue",): Decimal(3),
        ("contradictions_differs",): Decimal(1),
        ("targets_changed",): Decimal(2),
    },
    {
        ("2025", "ceplan-2024", "n"): Decimal(5),
        ("2025", "ceplan-2024", "n_averaged"): Decimal(3),
        ("2025", "ceplan-2024", "sum_capped"): Decimal(200),
        ("2024", "propio", "n"): Decimal(1),
    },
    {
        ("2025", "modified", "PEN"): Decimal("1234567.50"),
        ("2025", "executed", "USD"): Decimal(10),
        ("2024", "opening", ""): Decimal(7),
    },
)
FULL = entry(
    "a",
    figure("en-plazo", "80"),
    figure("otra", "1"),
    remarks=EVERYTHING,
    sums=ALL_OF_IT,
    region="PE-PIU",
)
MANY = [entry(f"m{n}", figure("en-plazo", str(n % 90))) for n in range(160)]
SEVERAL = [
    FULL,
    entry("b", figure("en-plazo", "90"), status=EntryStatus.HELD, level=REGIONAL, sector="salud"),
    entry("c", status=EntryStatus.NOT_PUBLISHED),
    entry("d", status=EntryStatus.FAILED),
    entry("e", figure("en-plazo", None)),
]
STATES: dict[str, tuple[list[EditionEntry], dict[str, str]]] = {
    "none": (
        [],
        {
            "national/contradictions.html": "Ninguna entidad publica todavía.",
            "national/overdue.html": "Ninguna entidad publica todavía.",
            "national/not-current.html": "La lista no tiene ninguna entidad.",
            "index.html": "<dt>Publican</dt><dd>sin dato</dd></div></dl>",
            "national/indicators/en-plazo.html": "Ninguna entidad tiene una cifra de",
        },
    ),
    "one": (
        [FULL],
        {
            "national/contradictions.html": "Se encontró 1 contradicción entre las cifras",
            "national/overdue.html": "3 resultados debían reportarse y faltan.",
            "national/not-current.html": "Todas las entidades se muestran como están ahora.",
            "national/institutions/a.html": "1,234,567.50",
            "national/target-changes.html": "120 → sin meta",
            "national/sectors/salud.html": "Al 2 de febrero de 2026, la única entidad publica",
            "national/regions/pe-piu.html": "Región: Piura",
            "national/indicators/en-plazo.html": "No hay dos entidades con cifras que se puedan",
            "national/indicators.html": "Códigos que no están en los registros comunes",
        },
    ),
    "all held": (
        [entry("a", status=EntryStatus.HELD), entry("b", status=EntryStatus.HELD)],
        {
            "national/contradictions.html": "No se encontró ninguna contradicción",
            "national/target-changes.html": "Ninguna modificación cambió una meta.",
            "national/overdue.html": "No hay ningún resultado vencido.",
            "national/not-current.html": "2 entidades no se muestran como están ahora.",
            "national/institutions/a.html": "al 2 de febrero de 2026. Lo que debe",
            "national/regions/none.html": "<h1>Sin región",
            "index.html": "ninguno vencía",
        },
    ),
    "nothing sound": (
        [entry("a", status=EntryStatus.FAILED), entry("b", status=EntryStatus.NOT_PUBLISHED)],
        {
            "national/contradictions.html": "Ninguna entidad publica todavía.",
            "national/not-current.html": "2 entidades no se muestran como están ahora.",
            "national/institutions/a.html": '<p class="lead">No se pudo leer.</p>',
            "index.html": "<dt>Publican</dt><dd>0 de 2</dd></div></dl>",
            "national/institutions/b.html": '<p class="lead">Sin publicar.</p>',
        },
    ),
    "several": (
        SEVERAL,
        {
            "national/sectors/salud-2.html": "Sector: salud",
            "national/institutions/b.html": "Ninguna otra de su nivel de gobierno tiene una",
            "national/indicators/en-plazo.html": "No tiene cifra",
        },
    ),
    "many": (
        MANY,
        {
            "national/institutions.html": 'href="institutions-2.html">Las siguientes',
            "national/institutions-2.html": "institutions/m99.html",
            "national/levels/local-2.html": "Nivel: Gobiernos locales",
            "national/indicators/en-plazo.html": "1 de 160",
        },
    ),
}


RUN = Run(datetime(2026, 2, 3, 13, 5, tzinfo=UTC), Sites({"a": 700}, {}), 20)


def pages_of(state: str, registers: Registers) -> dict[str, str]:
    edition = Edition(DAY, tuple(STATES[state][0]))
    made = national_pages(NationalContext(edition, Formatter("es", "PE"), {"a"}, registers), RUN)
    return {path: data.decode() for path, data in made.items()}


def write(folder: Path, registers: Registers) -> None:
    """The pages of several institutions, as files."""
    for path, text in pages_of("several", registers).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


@pytest.mark.parametrize("state", STATES)
def test_every_page_is_true_in_every_state(state: str, registers: Registers) -> None:
    made = pages_of(state, registers)
    for path, text in STATES[state][1].items():
        assert text in html.unescape(made[path]), path
    known = {*made, *(f"national/{it}.csv" for it in CSV)}
    for path, page in made.items():
        if path.endswith(".html"):
            assert len(gzip.compress(page.encode())) < 15_000, path
            assert not re.search(r"None|\{\w*\}|<b>no</b>|<script>|style=", page), path
            links = re.findall(r'href="([^"#]*)', page)
            led = {posixpath.normpath(f"{posixpath.dirname(path)}/{it}") for it in links}
            assert {it.lstrip("/") for it in led if not it.lstrip("/").startswith("a/")} <= known


CSV = ("institutions", "groups", "attainment", "money", "shared", "remarks", "errors")


def test_registers_that_are_wrong_or_missing_stop_the_edition(tmp_path: Path) -> None:
    (tmp_path / "list.yml").write_text("registers: comunes\ninstitutions: []\n")
    done = avance("federate", "list.yml", cwd=tmp_path)
    said = "list.yml:1:12: error[unreadable-file] no hay una carpeta comunes\n"
    assert (done.returncode, done.stdout) == (1, f"{said}No se escribió nada.\n")
    (tmp_path / "comunes/indicators").mkdir(parents=True)
    done = avance("federate", "list.yml", cwd=tmp_path)
    assert "comunes/indicators: error[unreadable-file] aquí no hay ningún archivo" in done.stdout
    assert not (tmp_path / "site").exists()
    (tmp_path / "comunes/methods.yml").mkdir()
    done = avance("federate", "list.yml", cwd=tmp_path)
    said = "avance: no se puede leer comunes/methods.yml: es una carpeta\n"
    assert (done.returncode, done.stderr) == (2, said)
    (tmp_path / "comunes/methods.yml").rmdir()
    (tmp_path / "comunes/indicators/a.yml").write_text("name: A\nkind: cuenta\n")
    problems = registers_of(tmp_path / "comunes")[1]
    told = [(it.code, str(it.place)) for it in problems]
    assert ("unknown-choice", f"{tmp_path}/comunes/indicators/a.yml:2:7") in told


def test_a_country_shares_indicators_and_tells_what_its_institutions_tell(tmp_path: Path) -> None:
    options = ("--institutions", "5", "--activities", "4", "--seed", "4")
    assert avance("synth", "pais", *options, cwd=tmp_path).returncode == 0
    listed = tmp_path / "pais/institutions.yml"
    own = re.sub("region: PE-[A-Z]+", 'region: "150101"', listed.read_text("utf-8"), count=1)
    listed.write_text(own, "utf-8")
    regions = 'regions: [{code: "150101", name: Lima Cercado}]\n'
    put(tmp_path / "pais/registers", {"regions.yml": regions, "register.yml": REGISTER})
    assert avance("federate", "pais/institutions.yml", "--quiet", cwd=tmp_path).returncode == 0
    page = (tmp_path / "pais/site/national/regions/150101.html").read_text("utf-8")
    assert "<h1>Región: Lima Cercado" in page
    out = tmp_path / "pais/site/national"
    lines = {it: (out / f"{it}.csv").read_text("utf-8").splitlines() for it in CSV}
    rows = {it: [*csv.DictReader(own)] for it, own in lines.items()}
    shared = [it for it in rows["shared"] if it["indicator"] == "solicitudes-en-plazo"]
    assert len(shared) == 5
    assert all(bool(it["rank"]) != bool(it["refusal"]) for it in shared)
    for level in {it["level"] for it in shared}:
        ranked = sorted(
            (int(it["rank"]), -float(it["actual"]))
            for it in shared
            if it["level"] == level and it["rank"]
        )
        assert ranked == sorted(ranked, key=lambda it: it[1])
    for kind, column in (("overdue", "results_overdue"), ("target-changed", "targets_changed")):
        told = sum(int(it["n"] or 1) for it in rows["remarks"] if it["kind"] == kind)
        assert told == sum(int(it[column]) for it in rows["institutions"]) > 0
    first = next(it for it in rows["remarks"] if it["kind"] == "overdue")
    page = (out / f"institutions/{first['institution']}.html").read_text("utf-8")
    assert first["period"] in page


def test_names_are_found_and_what_none_has_is_asked_in_the_sites(
    chromium: Browser, tmp_path: Path, registers: Registers
) -> None:
    write(tmp_path, registers)
    page = chromium.new_page(reduced_motion="reduce")
    said = watch(page)

    def found(query: str) -> list[str]:
        page.fill(".finder input", "")
        page.fill(".finder input", query)
        settle(page)
        return [it.get_attribute("href") or "" for it in page.query_selector_all(FOUND)]

    with served(tmp_path) as address:
        page.goto(f"{address}/national/regions/none.html")
        loaded: list[str] = []
        page.on("response", lambda it: loaded.append(it.url))
        page.click(".find")
        page.wait_for_selector(".finder [role=status]:not(:empty)")
        settle(page)
        assert sorted(it.rsplit("/", 1)[1] for it in loaded) == ["find.js", "index.js"]
        assert found("entidad Piura")[0] == f"{address}/national/institutions/a.html"
        assert len(found("plan de agua")) == 3
        assert found("públicos del país")[0] == f"{address}/index.html"
        beyond = found("Piura vacunas")
        assert beyond[1:] == [f"{address}/a/index.html?search=Piura%20vacunas"]
        assert page.inner_text("#find-2-head") == "Ningún nombre lo tiene todo. En los portales:"
        assert found("vacunas") == []
        assert "Ningún nombre tiene «vacunas»" in page.inner_text(".finder [role=status]")
    assert not said
    page.close()


KINDS = (
    *("index", "national/institutions", "national/institutions/a", "national/institutions/b"),
    *("national/regions/none", "national/contradictions", "national/target-changes"),
    *("national/overdue", "national/not-current", "national/indicators"),
    "national/indicators/en-plazo",
)
FEW = ("index", "national/institutions/a", "national/contradictions")


@pytest.mark.parametrize("kinds", [FEW, pytest.param(KINDS, marks=pytest.mark.proof)])
def test_pages_read_well_at_every_width(
    kinds: tuple[str, ...], resting: Page, tmp_path: Path, registers: Registers
) -> None:
    write(tmp_path, registers)
    found: list[object] = []
    with served(tmp_path) as address:
        for kind in kinds:
            resting.goto(f"{address}/{kind}.html")
            for width in (320, 768) if kinds is FEW else WIDTHS:
                axe.set_width(resting, width)
                found += [(kind, width, it) for it in faults(resting)]
            axe.bring(resting)
            for palette in ("light", "dark"):
                resting.emulate_media(color_scheme="dark" if palette == "dark" else "light")
                found += [(kind, palette, it) for it in axe.violations(resting)]
    assert found == []
