"""Plans from files of IATI: our own read back, one of others, and files that attack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.author.draft import Content
from generator.author.sourced import Imported
from generator.compute import compute
from generator.load import load
from generator.load.disk import read_tree
from generator.model.catalog import Catalog
from generator.standards.iati import iati_file
from generator.standards.importing import imported
from tests.command import run
from tests.helpers import content, lay, strategy
from tests.iati import tree
from tests.test_iati import DAY, EXAMPLES

FOREIGN = Path(__file__).parent / "iati_files/foreign.xml"


def told(catalog: Catalog, plan: str) -> Iterator[tuple[str, Any]]:
    """Parts, targets, baselines and results."""
    for element in catalog.plans[plan].elements:
        yield f"element {element.code}", (element.parents, element.node.title)
    for use in catalog.measures(plan):
        it, by = use.measure, use.measure.by
        told = {p.text: use.region_list.by_code(v, by) for p, v in it.targets.items()}
        yield f"targets {use.id}", (use.element.code, told, it.total, by, use.traits.unit)
    for use, file, entry in catalog.reported(plan):
        if file.role == "progress":
            figure = use.region_list.by_code(entry.figure, entry.by or use.measure.by)
            yield f"result {use.id} {file.period}", (figure, entry.breakdowns)


def read_back(files: dict[str, bytes]) -> None:
    """Every plan exported and imported into the content without it says the same."""
    catalog, _ = load(files)
    results = compute(catalog, DAY)
    for name in catalog.plans:
        rest = {it: data for it, data in files.items() if not it.startswith(f"plans/{name}/")}
        bare = Content(rest, load(rest)[0], {})
        done = imported(bare, "plan.xml", iati_file(results, name), "")
        assert isinstance(done, Imported), done
        assert (done.problems, done.unexplained) == ([], [])
        again, _ = load({**rest, **done.draft.files})
        assert dict(told(again, name)) == dict(told(catalog, name))


SLOW = [pytest.param(it, marks=pytest.mark.proof) for it in EXAMPLES if it.name != "logframe"]


@pytest.mark.parametrize(
    "example", [EXAMPLES[0].parent / "logframe", *SLOW], ids=lambda it: it.name
)
def test_every_plan_read_back_says_the_same(example: Path) -> None:
    read_back(read_tree(example / "content")[0])


def test_milestones_with_a_day_are_read_back() -> None:
    dated = "{name: Informe, kind: milestone, targets: {2024-03-31: done, 2024-06-28: done}}"
    report = "period: 2024-03-31\nstatus: final\nresults: {1.1.1: done}\n"
    read_back(content(**strategy(dated), **{"results/2024-03-31.yml": report}))


def test_a_file_of_others_becomes_a_plan_and_what_is_lost_is_named(tmp_path: Path) -> None:
    tree(FOREIGN.read_bytes())
    lay(tmp_path, content())
    (tmp_path / "ajeno.txt").write_bytes(FOREIGN.read_bytes())
    done = run("import", "ajeno.txt", "--root", ".", cwd=tmp_path)
    *left, plan, lost, _ = [line.removeprefix("ajeno.txt:") for line in done.stdout.splitlines()]
    assert left == [
        "34:5: error[iati-import] este monto no es de un año del plan",
        "48:9: error[crossed-depth] «Women» no se divide por «age-group». Escriba, en cada parte "
        "por «Sex», sus partes por «age-group»",
        "51:9: error[iati-import] un indicador tiene una sola línea de base, y se toma una "
        "posterior",
        "57:11: error[iati-import] «1,200» lleva separadores de miles. Escriba solo dígitos: 1200",
        "63:11: error[iati-import] los valores de este indicador no pueden darse además por Sex, "
        "age-group, region",
        "64:11: error[iati-import] lo mismo está dos veces; se toma lo primero",
        "81:9: error[iati-import] lo mismo está dos veces; se toma lo primero",
        "68:11: error[iati-import] ningún periodo va del 2022-02-15 al 2022-11-30",
        "105:11: error[iati-import] no dice de qué parte es",
    ]
    assert plan == "El plan: 4 indicadores, 4 resultados."
    assert lost == (
        "Sin lugar en un plan, y no se importa: description/narrative (1), "
        "iati-activity/contact-info (1), iati-activity/description (1), "
        "iati-activity/document-link (2), iati-activity/location (1), "
        "iati-activity/other-identifier (1), iati-activity/participating-org (1), "
        "iati-activity/transaction (1), indicator/document-link (1), "
        "indicator/http://agency.example/ext note (1), target/comment (1), title/narrative (2), "
        "title/narrative (en) (1)."
    )
    assert (done.returncode, done.stderr[:39]) == (1, "Lo que no se importó está arriba, con s")
    files, _ = read_tree(tmp_path / "content")
    catalog, problems = load(files)
    assert [str(it.message) for it in problems] == []
    said = {name: str(it) for name, it in told(catalog, "water-schools")}
    crossed = {"": 100, "Women × 0-14": 60, "Women × 15+": 20}
    (first,) = (it for it in told(catalog, "water-schools") if it[0] == "targets personas-con-agua")
    assert first[1][1]["2023"] == crossed
    assert said["result children-who-miss-school 2023"] == "(Decimal('26.50'), {})"
    assert said["element plan"] == "((), 'Agua y escuelas <Programa>')"


ENTITIES = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
REFUSED = {
    "<!DOCTYPE x [<!ENTITY a0 'ha'>" + ENTITIES + "]><x>&a29;</x>": "1:13 lleva un tipo",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>': "1:13 lleva un tipo",
    '<!DOCTYPE x SYSTEM "http://x.example/x.dtd"><x/>': "1:44 lleva un tipo",
    "<a>\n <b>\n</a>": "3:3 no es un XML que se pueda leer: mismatched tag",
    "<a>&e;</a>": "1:4 no es un XML que se pueda leer: undefined entity",
    '<?xml version="1.0" encoding="x-1"?><a/>': "1:31 sus letras",
    "<a>" * 60: "1:127 tiene más partes",
    "<html/>": "1:1 no tiene ninguna actividad",
    "<iati-activities/>": "1:1 no tiene ninguna actividad",
    "<iati-activity/>": "1:1 «» no puede ser un id",
    "<iati-activity><title>Un plan</title></iati-activity>": "1:1 no tiene fechas",
    "<iati-activity><title>Plan 2024</title></iati-activity>": "1:1 content/plans/plan-2024",
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda it: it[:20])
def test_a_file_that_attacks_or_is_none_is_refused_with_its_place(text: str) -> None:
    files = content()
    base = Content(files, load(files)[0], {})
    problems = imported(base, "x.xml", text.encode(), "")
    assert isinstance(problems, list)
    (problem,) = problems
    said = base.catalog_formatter("es").t(problem.message)
    assert f"{problem.place.line}:{problem.place.column} {said}".startswith(REFUSED[text])
    assert problem.code == "iati-file"
