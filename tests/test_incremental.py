"""A build makes again what has changed, and the result is that of a build from nothing."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from pathlib import Path
from subprocess import PIPE
from types import NoneType

import pytest
from jinja2 import Environment, FileSystemLoader
from pydantic import BaseModel

from generator.addresses import in_language
from generator.build import Project, build
from generator.compute import Results, compute
from generator.load import load
from generator.portal import Portal
from generator.program import program
from generator.render import RenderContext
from generator.render.bytecode import Bytecode
from generator.render.pages import KINDS, pages
from generator.words.formatter import Formatter
from tests import helpers
from tests.command import ROOT
from tests.helpers import MINIMAL, PLAN, content, of_parts, results, strategy, targets
from tests.repository import Repository
from tests.siege.trees import files as siege

DAY = dt.date(2025, 6, 1)
PAGE = "planes/plan-2024/1.1.1.md"


def lay(root: Path, files: dict[str, bytes]) -> Project:
    """A project with these files and no others in its content."""
    shutil.rmtree(root / "content", ignore_errors=True)
    helpers.lay(root, files)
    (root / "docs").mkdir(exist_ok=True)
    return Project(root)


def tree(docs: Path) -> dict[str, bytes]:
    return {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in docs.rglob("*")
        if path.is_file()
    }


def times(docs: Path) -> dict[str, int]:
    return {p.relative_to(docs).as_posix(): p.stat().st_mtime_ns for p in docs.rglob("*.md")}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The minimal content, built once."""
    found = lay(tmp_path, content())
    build(found, as_of=DAY)
    return found


EDITS: tuple[dict[str, str], ...] = (
    {},
    targets("2024: 100"),
    targets("2024: 120"),
    strategy("[{indicator: visitas, targets: {2024: 5}}]", "[{targets: {2024: 7}, unit: acto}]"),
    results("2024-T1", "visitas: 8"),
    results("2024-T1", "visitas: {value: 9, note: 'Con nota.\n\n## y un signo'}"),
    {"glossary.yml": "- {term: DGE, name: Dirección General, meaning: La que dirige.}\n"},
    {"units.yml": "- {id: mtpe, name: Ministerio de la DGE, acronym: MT, kind: entity}\n"},
    {"site.yml": MINIMAL["site.yml"].replace("name: Portal", "name: Otro portal")},
    {PLAN + "calendar.yml": "- {title: Feria, printed: 3 de mayo, date: 2024-05-03}\n"},
    {"indicators/visitas.yml": MINIMAL["indicators/visitas.yml"].replace("Visitas", "Visitas DGE")},
)


@pytest.mark.parametrize("seed", [0, *(pytest.param(it, marks=pytest.mark.proof) for it in (1, 2))])
def test_a_walk_of_edits_ends_where_a_build_from_nothing_does(tmp_path: Path, seed: int) -> None:
    """Each step lays one or two edits over the content; some builds are complete, some are not."""
    walk = random.Random(seed)  # noqa: S311
    wrong = []
    for step in range(5):
        parts = walk.sample(EDITS, walk.choice((1, 2)))
        files = of_parts(*parts)
        day = walk.choice((DAY, DAY, dt.date(2024, 2, 1)))
        complete = walk.random() < 0.5
        built = build(lay(tmp_path / "kept", files), as_of=day, complete=complete)
        if walk.random() < 0.3:
            (tmp_path / "kept/docs" / PAGE).write_text("Alguien escribió aquí.\n", "utf-8")
            build(Project(tmp_path / "kept"), as_of=day, complete=complete)
        fresh = lay(tmp_path / f"fresh-{step}", files)
        anew = build(fresh, as_of=day, complete=complete)
        assert [p.code for p in built.problems] == [p.code for p in anew.problems]
        if tree(tmp_path / "kept/docs") != tree(fresh.docs):
            wrong.append(
                (step, sorted(tree(fresh.docs).items() ^ tree(tmp_path / "kept/docs").items()))
            )
    assert wrong == []


def test_what_has_not_changed_is_not_written_again(project: Project) -> None:
    before = times(project.docs)
    again = build(project, as_of=DAY)
    assert (again.changed, again.removed, times(project.docs)) == ((), (), before)
    edited = MINIMAL[PLAN + "strategies/1.1.yml"].replace("title: Actividad", "title: Caminata")
    built = build(lay(project.root, content(**{"strategies/1.1.yml": edited})), as_of=DAY)
    assert PAGE in built.changed
    assert {name for name, at in times(project.docs).items() if before[name] != at} == set(
        built.changed
    )
    assert "glosario/index.md" not in built.changed


def test_a_page_that_somebody_changed_or_removed_is_made_again(project: Project) -> None:
    whole = tree(project.docs)
    (project.docs / PAGE).write_text("Alguien escribió aquí.\n", "utf-8")
    (project.docs / "index.md").unlink()
    built = build(project, as_of=DAY)
    assert set(built.changed) == {PAGE, "index.md"}
    assert tree(project.docs) == whole


def test_workbooks_archives_and_pictures_come_with_the_site(project: Project) -> None:
    late = {"datos/tablas.xlsx", "datos/tablas.zip", "datos/plan-2024.zip", "portada.png"}
    assert late & tree(project.docs).keys() == set()
    build(project, as_of=DAY, complete=True)
    assert late < tree(project.docs).keys()
    assert build(project, as_of=DAY).changed == ()
    assert late < tree(project.docs).keys()


def test_exports_are_made_for_the_site_alone_and_only_when_they_change(project: Project) -> None:
    early = tree(project.docs)
    build(project, as_of=DAY, complete=True)
    late = tree(project.docs).keys() - early.keys()
    made = {name.split("/")[0] if "/" in name else name for name in late}
    assert {"api", "datos", "incrustar", "catalog.jsonld", "llms.txt"} < made
    forms = {"".join(Path(name).suffixes) for name in late if name.startswith("datos/")}
    assert forms >= {".xlsx", ".zip", ".json", ".iati.xml", ".stratml-plan.xml"}
    before = {name: (project.docs / name).stat().st_mtime_ns for name in late}
    assert build(project, as_of=DAY, complete=True).files == ()
    terms = {"glossary.yml": "- {term: DGE, name: Dirección, meaning: La que dirige.}\n"}
    changed = build(lay(project.root, content(**terms)), as_of=DAY, complete=True).files
    after = {name: (project.docs / name).stat().st_mtime_ns for name in late}
    assert {name for name in late if after[name] != before[name]} == late & {*changed}
    assert [name for name in changed if name.endswith((".iati.xml", ".zip", ".xlsx", ".csv"))] == []


def test_a_lost_list_of_files_and_a_folder_left_behind_are_mended(project: Project) -> None:
    manifest = project.docs / ".avance-manifest.json"
    listed = manifest.read_bytes()
    manifest.unlink()
    (project.docs / ".avance-stage/planes").mkdir(parents=True)
    build(project, as_of=DAY)
    assert manifest.read_bytes() == listed
    assert not (project.docs / ".avance-stage").exists()


def test_two_builds_at_once_wait_for_each_other(project: Project) -> None:
    lay(project.root, content(**targets("2024: 200")))
    command = [sys.executable, "-m", "generator", "build", "--quiet", "--root", str(project.root)]
    both = [subprocess.Popen(command, cwd=ROOT, stderr=PIPE) for _ in range(2)]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert ([process.returncode for process in both], said) == ([0, 0], [b"", b""])


def test_a_workbook_that_is_no_longer_true_does_not_stay(project: Project) -> None:
    build(project, as_of=DAY, complete=True)
    build(lay(project.root, content(**targets("2024: 7"))), as_of=DAY)
    assert not (project.docs / "datos/tablas.xlsx").exists()


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_a_damaged_record_changes_nothing_but_time(project: Project) -> None:
    whole, record = tree(project.docs), project.record.read_bytes()
    chance = random.Random(1)  # noqa: S311
    damaged = [flipped(record, chance.randrange(len(record))) for _ in range(8)]
    damaged += [b"", b"{}", record[:-7], record[70:], record + record, b"\xff" * 80]
    for data in damaged:
        project.record.write_bytes(data)
        build(project, as_of=DAY)
        assert tree(project.docs) == whole
        assert project.record.read_bytes() == record


def forged(project: Project) -> bytes:
    """A record that vouches for a page somebody else wrote."""
    (project.docs / PAGE).write_text("Todo se cumplió.\n", "utf-8")
    kept = json.loads(project.record.read_bytes().partition(b"\n")[2])
    kept["files"][PAGE][1] = sha256((project.docs / PAGE).read_bytes()).hexdigest()
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
    return sha256(text).hexdigest().encode() + b"\n" + text


def test_a_record_that_git_tracks_is_not_believed(repo: Repository) -> None:
    project = lay(repo.folder, content())
    build(project, as_of=DAY)
    whole = tree(project.docs)
    project.record.write_bytes(forged(project))
    repo.git("add", "-f", "build/record.json")
    repo.git("commit", "-q", "-m", "ayuda")
    build(project, as_of=DAY)
    assert tree(project.docs)[PAGE] == whole[PAGE]


def test_a_record_of_another_user_or_behind_a_link_is_not_believed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tree(project.docs)
    record = forged(project)
    project.record.write_bytes(record)
    with monkeypatch.context() as other:
        other.setattr(os, "geteuid", lambda: 54321)
        build(project, as_of=DAY)
    assert tree(project.docs)[PAGE] == whole[PAGE]
    (project.docs / PAGE).write_text("Todo se cumplió.\n", "utf-8")
    project.record.rename(project.root / "elsewhere.json")
    (project.root / "elsewhere.json").write_bytes(record)
    project.record.symlink_to(project.root / "elsewhere.json")
    build(project, as_of=DAY)
    assert tree(project.docs)[PAGE] == whole[PAGE]


def test_a_folder_that_cannot_hold_a_record_costs_only_time(tmp_path: Path) -> None:
    project = lay(tmp_path, content())
    (tmp_path / "build").write_text("no soy carpeta", "utf-8")
    assert build(project, as_of=DAY).changed
    assert build(project, as_of=DAY).changed == ()


def test_another_day_or_language_is_another_build(project: Project) -> None:
    earlier = build(project, as_of=dt.date(2024, 2, 1))
    assert "index.md" in earlier.changed
    told_in_english = build(project, as_of=dt.date(2024, 2, 1), lang="en")
    assert told_in_english.changed == ()
    site = project.content / "site.yml"
    site.write_text(f"{site.read_text('utf-8')}\nlanguages: [en]\n", "utf-8")
    english = build(project, as_of=dt.date(2024, 2, 1))
    assert not (project.docs / PAGE).exists()
    assert "Home" in (project.docs / in_language(PAGE, "en")).read_text("utf-8")
    assert len(english.changed) > len(earlier.changed) / 2


def test_a_change_of_the_program_is_seen(tmp_path: Path) -> None:
    package = tmp_path / "program"
    (package / "templates").mkdir(parents=True)
    template = package / "templates/page.md.j2"
    template.write_text("uno", "utf-8")
    before = program(package)
    assert program(package) == before
    template.write_text("dos", "utf-8")
    program.cache_clear()
    assert program(package) != before


def test_templates_are_compiled_once_and_a_damaged_file_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "page.j2").write_text('{{ "Home"|said }}', "utf-8")

    def said(lang: str) -> str:
        environment = Environment(
            loader=FileSystemLoader(tmp_path),
            bytecode_cache=Bytecode(tmp_path, Formatter(lang)),
            autoescape=True,
        )
        environment.filters["said"] = Formatter(lang).t  # compiled in, for it is of a constant
        return environment.get_template("page.j2").render()

    expected = [Formatter(lang).t("Home") for lang in ("es", "en")]
    assert [said("es"), said("en")] == expected != [said("en"), said("es")]
    (kept,) = (tmp_path / "__pycache__").iterdir()
    whole, written = kept.read_bytes(), kept.stat().st_mtime_ns
    assert (said("es"), kept.stat().st_mtime_ns) == (expected[0], written)
    for damaged in (b"", whole[:40], whole[:-9]):
        kept.write_bytes(damaged)
        assert said("es") == expected[0]
        assert kept.read_bytes() == whole


WHOLE = (str, int, float, bool, NoneType, Decimal, Enum, dt.date, bytes)
"""Values whose ``repr`` tells everything of them."""


def parts(value: object) -> Iterator[object]:
    """What a value is made of, down to single values."""
    if is_dataclass(value):
        # What is not compared, such as a function, is in the program and not in the data.
        for field in (field for field in fields(value) if field.compare):
            assert field.repr or not field.init, (type(value), field.name)
            yield from parts(getattr(value, field.name))
    elif isinstance(value, BaseModel):
        for name, about in type(value).model_fields.items():
            assert about.repr, (type(value), name)
            yield from parts(getattr(value, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (*parts(key), *parts(item))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from parts(item)
    else:
        yield value


@pytest.fixture(scope="module")
def every_field() -> Results:
    """A content in which every field of every model has a value."""
    return compute(load(siege())[0], DAY)


def test_every_kind_of_page_has_one(every_field: Results) -> None:
    made = {page.template for page in pages(RenderContext(every_field, "es"))}
    assert {kind.template for kind in KINDS} - made == set()


def test_the_data_of_a_file_are_told_apart_by_their_repr(every_field: Results) -> None:
    strange = {
        (output.path, type(part).__name__)
        for output in Portal(every_field, "1a2b3c4d5e6f").outputs()
        for part in parts(output.made_from)
        if not isinstance(part, WHOLE)
    }
    assert strange == set()


def test_each_page_is_found_by_its_address_alone(every_field: Results) -> None:
    portal, alone = Portal(every_field), Portal(every_field)
    for output in portal.outputs():
        if output.path.endswith(".md"):
            found = alone.page(output.path)
            assert found is not None, output.path
            assert found.digest == output.digest, output.path
    unknown = ("planes/x/index.md", "planes/salud/nada.md", "regiones/PE-XX.md", "a.md")
    assert [path for path in unknown if alone.page(path)] == []
