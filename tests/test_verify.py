"""``avance verify``: a cited figure is computed again, in its version, by today's program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cited import reported
from tests.repository import Repository

AT = "https://datos.example.org/planes/planes/plan-2024/1.1.1/"


@dataclass(frozen=True)
class Portal:
    """A portal whose result was 8 and is 9, with the commits of both."""

    repo: Repository
    old: str
    new: str

    def verify(self, cited: str) -> tuple[int, str]:
        done = self.repo.avance("--lang", "es", "verify", cited)
        assert "Traceback" not in done.stderr
        return done.returncode, (done.stdout + done.stderr).strip()


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    repo = Repository.make(tmp_path_factory.mktemp("portal"))
    return Portal(repo, repo.commit(reported("8")), repo.commit(reported("9")))


def cited(commit: str, actual: str = "8", attainment: str = "80.0 %") -> str:
    return (
        f"Ministerio. (2025, 1 de junio). Plan 2024. Visitas, I trimestre de 2024: meta 10;"
        f" resultado {actual}; avance {attainment} (Versión {commit[:12]}) [Conjunto de datos]."
        f" Portal. {AT}?periodo=2024-T1&version={commit[:12]}#visitas"
    )


def test_what_a_version_said_stands_though_today_says_otherwise(portal: Portal) -> None:
    assert portal.verify(cited(portal.old)) == (
        0,
        "Se sostiene.\n"
        "Calculado ahora: Visitas, I trimestre de 2024: meta 10; resultado 8; avance 80.0 %"
        f" (versión {portal.old[:12]}, al 1 de junio de 2025).\n"
        "El contenido de hoy dice: meta 10; resultado 9; avance 90.0 %.\n"
        "Qué cambió: avance history plan-2024/visitas",
    )
    status, said = portal.verify(cited(portal.new, "9", "90.0 %"))
    assert (status, said.splitlines()[-1]) == (0, "El contenido de hoy dice lo mismo.")


def test_what_differs_is_named_with_both_sides(portal: Portal) -> None:
    status, said = portal.verify(cited(portal.old, "7"))
    assert (status, said.splitlines()[0]) == (1, "Difiere por el contenido.")
    assert "resultado 8; avance 80.0 % (versión" in said
    assert "La cita dice: meta 10; resultado 7; avance 80.0 %." in said
    status, said = portal.verify(cited(portal.old, attainment="81.0 %"))
    assert (status, said.splitlines()[0]) == (1, "Difiere por el método.")
    assert "La meta y el resultado son los mismos" in said


def test_words_and_address_of_a_citation_name_the_same_period(portal: Portal) -> None:
    changed = cited(portal.old).replace("I trimestre", "II trimestre", 1)
    status, said = portal.verify(changed)
    assert (status, said.splitlines()[0]) == (1, "Difiere por el contenido.")
    assert "Sus palabras nombran otro periodo que su dirección." in said


@pytest.mark.parametrize(
    "file",
    ["api/v1/planes/plan-2024/indicadores/visitas.json", "incrustar/plan-2024/visitas.svg"],
)
def test_the_address_of_a_file_names_its_indicator(portal: Portal, file: str) -> None:
    address = f"https://datos.example.org/planes/{file}?periodo=2024-T1"
    assert "meta 10; resultado 9" in portal.verify(address)[1]


def test_an_address_is_held_against_what_its_page_shows_today(portal: Portal) -> None:
    address = f"{AT}?periodo=2024-T1&version={{}}#visitas"
    status, said = portal.verify(address.format(portal.old[:9]))
    assert (status, said.splitlines()[0]) == (1, "Difiere por el contenido.")
    assert "El contenido de hoy dice: meta 10; resultado 9; avance 90.0 %." in said
    assert portal.verify(address.format(portal.new))[0] == 0
    status, said = portal.verify(f"{AT}#visitas")
    assert (status, "Se sostiene" in said) == (0, False)  # it was held against nothing
    assert "(contenido de hoy, al 1 de junio de 2025)" in said
    assert "2024: meta 100; resultado 9" in portal.verify("planes/plan-2024/1.1.1/")[1]


def test_the_entry_of_bibtex_and_a_line_that_was_broken_are_read(portal: Portal) -> None:
    entry = (
        "@misc{x,\n title = {Plan 2024. Visitas, I trimestre de 2024: meta 10; resultado 8;\n"
        "  avance 80.0 \\%},\n note = {Versi\u00f3n X},\n"
        f" url = {{{AT}?periodo=2024-T1\\&version={portal.old[:12]}\\#visitas}}\n}}"
    )
    assert portal.verify(entry)[1].startswith("Se sostiene.")
    changed = entry.replace("resultado 8", "resultado 88")
    assert portal.verify(changed)[1].startswith("Difiere por el contenido.")
    english = "Visitas, Q1 2024: target 10; result 8; attainment 80.0% (Version x) [Data set]. "
    assert portal.verify(english + cited(portal.old).rpartition(" ")[2])[0] == 0


REFUSED = {
    "": "en «» no hay la dirección de una cifra",
    "Ministerio. (2025). Visitas: resultado 8": "no hay la dirección de una cifra",
    "x" * 10_240: "no hay la dirección de una cifra",
    "x" * 30_000: "eso es más largo que cualquier cita",
    "https://otro.example.org/planes/plan-2024/1.1.1/#visitas": "la dirección es de otro.example",
    "https://[/planes/plan-2024/": "«https://[/planes/plan-2024/» no es una dirección",
    f"{AT}?version=0000000#visitas": "no hay una versión «0000000»",
    f"{AT}?version=main#visitas": "«main» no es una versión de cifras publicadas",
    f"{AT}?version=vista-previa#visitas": "«vista-previa» no es una versión",
    f"{AT}?version=2025-06-01.sha256-{'0' * 12}#visitas": "ningún commit tiene como se publicaron",
    f"{AT}?version=2025-13-01.sha256-{'0' * 12}#visitas": "no es una versión",
    f"{AT}#visita": "«visita» no es un indicador de esa página; ¿quiso decir «visitas»?",
    f"{AT[:-2]}2/#visitas": "ninguna página en esa dirección muestra un indicador",
    f"{AT}?periodo=2031#visitas": "ninguna cifra de «2031» en esa versión; tiene: 2024, 2024-S1",
    f"{AT}?periodo=%00#visitas": "ninguna cifra de",
    f"{AT}?periodo=2024-T1&parte=Lima#visitas": "ninguna cifra de «2024-T1»",
    f"{AT}?{'a=1&' * 99}#visitas": "no es una dirección",
}


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_computed_says_why(portal: Portal, text: str) -> None:
    status, said = portal.verify(text)
    assert REFUSED[text] in said
    assert (status, len(said.splitlines())) == (2, 1)


def test_a_period_without_a_report_stands_as_what_it_is(portal: Portal) -> None:
    status, said = portal.verify(f"{AT}?periodo=2024-T2&version={portal.new[:12]}#visitas")
    assert (status, "meta 20; sin reporte (versión" in said) == (0, True)


def test_a_version_that_a_shallow_copy_lacks_says_how_to_bring_it(
    portal: Portal, tmp_path: Path
) -> None:
    copy = Repository.make(tmp_path / "copy")
    copy.git("fetch", "-q", "--depth=1", portal.repo.top.as_uri(), "main")
    copy.git("reset", "-q", "--hard", "FETCH_HEAD")
    there = Portal(copy, portal.old, portal.new)
    assert there.verify(cited(portal.new, "9", "90.0 %"))[0] == 0
    assert there.verify(cited(portal.old))[1].endswith("tráigalo con: git fetch --unshallow")
