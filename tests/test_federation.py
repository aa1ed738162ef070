"""A country of institutions, each in a repository of its own: none stops the others."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import fsspec
import pytest

from generator.build import Project, build
from generator.federation.edition import Edition, EditionEntry, EntryStatus
from generator.federation.engine import Bounds, Stop, Stopped, run
from generator.federation.institution import Examined, Fault, Task, examined
from generator.federation.pages import national_pages
from generator.federation.plain import as_json, from_json
from generator.federation.state import Kept
from generator.federation.status import Run, Sites
from generator.federation.store import send
from generator.federation.sums import PartialSums, total
from generator.federation.views import NationalContext
from generator.load.institutions import GovernmentLevel, Institution
from generator.review.fetch import FetchLimits, fetched
from generator.review.git import GitError
from generator.synth import Country, synthesize
from generator.synth.repository import write_repository
from generator.words.formatter import Formatter
from tests.command import ROOT, Done
from tests.command import run as avance
from tests.git import git, new_repository
from tests.helpers import lay
from tests.tasks import act
from tests.test_hold import SHARED, SOUND, A, broken


def country(folder: Path, of: Country) -> dict[str, str]:
    """An invented country in a folder; what is wrong with each institution, by its id."""
    faults, lines = {}, []
    for it in synthesize(of):
        who = it.institution
        write_repository(folder / who.id, it.versions)
        faults[who.id] = it.fault
        head = f"{{id: {who.id}, name: {who.name}, sector: {who.sector}, level: {who.level}"
        lines.append(f"- {head}, region: {who.region}, folder: {who.id}}}\n")
    (folder / "institutions.yml").write_text("".join(lines), "utf-8")
    return faults


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Three institutions: a sound one, one with an error, and a hostile one."""
    top = tmp_path_factory.mktemp("invented") / "país"
    return top, country(top, Country(3, activities=3, broken=33, hostile=33))


def federate(folder: Path, *options: str, listed: str = "institutions.yml") -> Done:
    return avance("federate", listed, "--quiet", *options, cwd=folder)


def lay_file(place: Path, text: str = "") -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)


def table(out: Path, name: str) -> list[dict[str, str]]:
    with (out / f"national/{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def files(out: Path) -> Mapping[str, bytes]:
    found = (it for it in sorted(out.rglob("*")) if it.is_file() and it.stem != "status")
    return {it.relative_to(out).as_posix(): it.read_bytes() for it in found}


def test_a_broken_and_a_hostile_one_do_not_stop_the_others(
    invented: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    top, faults = invented
    out = tmp_path / "out"
    done = federate(top, "--out", str(out), "--state", str(tmp_path / "state"))
    assert done.returncode == 0, done.stderr
    assert "3 entidades al 2 de febrero de 2026: 1 como están ahora" in done.stdout
    found = {row["id"]: row for row in table(out, "institutions")}
    assert [found[it]["status"] for it, fault in faults.items() if not fault] == ["sound"]
    assert {found[it]["status"] for it, fault in faults.items() if fault} == {"held"}
    errors = {row["institution"]: row for row in table(out, "errors")}
    assert {row["code"] for row in errors.values()} == {"yaml-syntax", "yaml-alias"}
    broken = next(row for row in errors.values() if row["code"] == "yaml-syntax")
    assert (broken["line"], broken["column"]) == ("3", "19")
    assert "Escriba" in broken["text"]
    assert f"{broken['path']}:3:19" in done.stdout


def test_the_country_is_the_sum_of_its_parts_and_workers_change_no_byte(tmp_path: Path) -> None:
    country(tmp_path, Country(4, activities=3))
    for n in "12":
        done = federate(tmp_path, "--out", f"out{n}", "--state", f"state{n}", "--workers", n)
        assert done.returncode == 0, done.stderr
    out = tmp_path / "out1"
    assert files(out) == files(tmp_path / "out2")
    groups = table(out, "groups")
    own = {row["id"]: row for row in table(out, "institutions")}
    for name in ("plans", "results_due", "results_overdue", "results", "targets_changed"):
        whole = sum(int(row[name]) for row in own.values())
        for scope in ("country", "sector", "level", "region"):
            assert sum(int(row[name]) for row in groups if row["scope"] == scope) == whole
    assert sum(int(row["results"]) for row in own.values()) > 100
    for name in ("n_averaged", "sum_capped", "low", "medium", "high"):
        by_scope = {
            scope: sum(
                Decimal(row[name]) for row in table(out, "attainment") if row["scope"] == scope
            )
            for scope in ("country", "sector", "level", "region", "institution")
        }
        assert len(set(by_scope.values())) == 1, name
    all_of_it, *_ = table(out, "attainment")
    mean = Decimal(all_of_it["sum_capped"]) / Decimal(all_of_it["n_averaged"])
    assert abs(mean - Decimal(all_of_it["mean_attainment"])) < Decimal("1e-6")


def test_what_did_not_change_is_not_computed_again_and_what_breaks_is_held(tmp_path: Path) -> None:
    country(tmp_path, Country(2, activities=3))
    assert "calculadas: 2" in federate(tmp_path).stdout
    first = files(tmp_path / "site")
    assert "calculadas: 0" in federate(tmp_path).stdout
    assert files(tmp_path / "site") == first

    place = tmp_path / "e0001"
    plan = place / "content/plans/poi-2025/plan.yml"
    good = plan.read_text("utf-8")
    plan.write_text(good.replace("state: in-force", "state: vigente"), "utf-8")
    sound = git(place, "rev-parse", "HEAD")
    git(place, "commit", "-q", "-a", "-m", "error", when="2026-02-03T12:00:00Z")
    done = federate(tmp_path)
    assert (
        "e0001: se muestra al 20 de enero de 2026; sus archivos tienen errores desde el 3 de"
        " febrero de 2026 · content/plans/poi-2025/plan.yml:10:8: «vigente»"
    ) in done.stdout
    row = table(tmp_path / "site", "institutions")[0]
    assert (row["status"], row["commit"], row["n_errors"]) == ("held", sound, "1")
    assert row["newest_commit"] == git(place, "rev-parse", "HEAD")
    assert (row["date"], row["as_of"]) == ("2026-01-20", "2026-02-03")
    assert (row["shown_as_of"], row["errors_since"]) == ("2026-01-20", "2026-02-03")
    assert int(row["results"]) > 0

    held = files(tmp_path / "site")
    shutil.rmtree(tmp_path / "build")
    federate(tmp_path)
    assert files(tmp_path / "site") == held
    plan.write_text(good, "utf-8")
    git(place, "commit", "-q", "-a", "-m", "arreglo", when="2026-02-04T12:00:00Z")
    assert "calculadas: 1" in federate(tmp_path).stdout
    assert {row["status"] for row in table(tmp_path / "site", "institutions")} == {"sound"}


def test_what_was_elsewhere_is_not_shown_under_the_same_name(tmp_path: Path) -> None:
    country(tmp_path, Country(1, activities=2))
    federate(tmp_path)
    other = tmp_path / "otra"
    (other / "content").mkdir(parents=True)
    (other / "content/site.yml").write_text("name: 5\n", "utf-8")
    git(other, "init", "-q", "-b", "main")
    git(other, "add", "-A")
    git(other, "commit", "-q", "-m", "con errores")
    listed = tmp_path / "institutions.yml"
    listed.write_text(listed.read_text("utf-8").replace("folder: e0001", "folder: otra"), "utf-8")
    done = federate(tmp_path)
    (row,) = table(tmp_path / "site", "institutions")
    assert (row["status"], row["plans"]) == ("not-published", "0")
    assert done.returncode == 1


def laid(folder: Path, *versions: Mapping[str, str]) -> Path:
    """A repository with a commit for each content, from the first of February on."""
    new_repository(folder)
    for day, version in enumerate(versions, 1):
        shutil.rmtree(folder / "content", ignore_errors=True)
        lay(folder, {path: text.encode() for path, text in version.items()})
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", f"día {day}", when=f"2026-02-0{day}T12:00:00Z")
    return folder


def test_one_plan_is_held_as_the_portal_of_its_institution_would_hold_it(tmp_path: Path) -> None:
    one = {**SOUND, **broken("a")}
    all_of_it = {**SOUND, "site.yml": "}"}
    laid(tmp_path / "one", SOUND, one)
    laid(tmp_path / "whole", SOUND, SOUND | {"site.yml": SOUND["site.yml"] + "# x\n"}, all_of_it)
    laid(tmp_path / "none", {"site.yml": "}"})
    laid(tmp_path / "sound", SOUND)
    laid(tmp_path / "never", {**SHARED, **A, **broken("a")})
    laid(tmp_path / "empty", {it: SOUND[it] for it in ("site.yml", "units.yml")})
    head = "name: Una, sector: S, level: local"
    ids = ("one", "whole", "none", "sound", "never", "empty")
    (tmp_path / "institutions.yml").write_text(
        "".join(f"- {{id: {it}, {head}, folder: {it}}}\n" for it in ids)
    )
    done = federate(tmp_path)
    rows = {row["id"]: row for row in table(tmp_path / "site", "institutions")}
    own = {it.plan: it for it in build(Project(tmp_path / "one", hold=True)).held}
    day, since = own["a"].day, own["a"].since
    assert day is not None
    assert since is not None
    names = ("status", "plans", "shown_as_of", "n_errors", "errors_since")
    told = {name: tuple(row[it] for it in names) for name, row in rows.items()}
    assert told == {
        "one": ("held", "3", day.isoformat(), "1", since.isoformat()),
        "whole": ("held", "3", "2026-02-02", "1", "2026-02-03"),
        "none": ("not-published", "0", "", "1", ""),
        "sound": ("sound", "3", "", "", ""),
        "never": ("not-published", "0", "", "1", ""),
        "empty": ("sound", "0", "", "", ""),
    }
    front = (tmp_path / "site/index.html").read_text("utf-8")
    assert "3 de 6 entidades publican sus planes." in front
    assert "0 de 3 " in front
    page = (tmp_path / "site/national/institutions/empty.html").read_text("utf-8")
    assert "Aún sin planes." in page
    assert "Publica sus planes" not in page
    assert rows["one"]["results"] == rows["sound"]["results"]
    assert "one: se muestra en parte al 1 de febrero de 2026; sus archivos tienen" in done.stdout
    overdue = (tmp_path / "site/national/overdue.html").read_text("utf-8")
    assert "se muestra en parte al 1 de febrero de 2026; sus archivos tienen" in overdue
    assert "whole: se muestra al 2 de febrero de 2026; sus archivos tienen" in done.stdout


def test_the_list_says_the_title_the_language_and_how_numbers_are_written(tmp_path: Path) -> None:
    act = "- {id: mod, date: 2024-02-01, document: informe, reason: Hubo menos, changes:\n"
    act += "    [{measure: 1.1.1, period: 2024-T1, from: 20000, to: 10000}]}\n"
    path = "plans/a/strategies/1.1.yml"
    text = SOUND[path].replace(": 10,", ": 10000,").replace("total: 100", "total: 10090")
    head, entries = f"sector: {'S' * 300}, level: local", ""  # longer than a name of a file
    for name, line in {"us": "US\nlanguages: [en]", "es": "ES"}.items():
        site = SOUND["site.yml"].replace("region: PE", f"region: {line}")
        own = {**SOUND, "site.yml": site, "plans/a/amendments.yml": act}
        wrong = text.replace("total: 10090", "total: 10091")
        laid(tmp_path / name, own | {path: wrong if name == "es" else text})
        entries += f"- {{id: {name}, name: Entidad {name}, {head}, folder: {name}}}\n"
    listed, told = tmp_path / "institutions.yml", {}
    for region, day in {"CO": "2026-02-01", "PE": "2020-01-01"}.items():
        about = f"title: Planes a la vista\nlanguage: es\nregion: {region}\ninstitutions:\n"
        listed.write_text(about + entries)
        done = avance("--lang", "en", "federate", listed.name, "--as-of", day, cwd=tmp_path)
        assert "2 entidades al 1 de " in done.stdout
        later = "2 tienen datos de después de ese día."
        front = (tmp_path / "site/index.html").read_text("utf-8")
        assert (later in done.stdout, later in front) == ((region == "PE"),) * 2
        remarks = table(tmp_path / "site", "remarks")
        told[region] = [(it["before"], it["after"]) for it in remarks if it["before"]]
        (fault,) = table(tmp_path / "site", "errors")
        told[region] += re.findall(r"10[.,]09\d", fault["text"])[:2]
        page = (tmp_path / "site/national/target-changes.html").read_text("utf-8")
        assert "<title>Metas que cambió una modificación · Planes a la vista</title>" in page
        assert '<html lang="es"' in page
    assert told == {
        "CO": [("20.000", "10.000"), "10.091", "10.090"],
        "PE": [("20,000", "10,000"), "10,091", "10,090"],
    }
    for wrong, said in {
        "title: ''": "1:8: error[empty-value] falta el valor",
        "language: fr": "1:11: error[unknown-choice] «fr» no es uno de los valores posibles",
        "region: XX": "1:9: error[unknown-country] «XX» no es el código de un país",
        "country: PE": "1:1: error[unknown-key] la clave «country» no se conoce aquí",
    }.items():
        listed.write_text(f"{wrong}\ninstitutions: []\n")
        first, *_, end = federate(tmp_path).stdout.splitlines()
        assert (first.partition(". ")[0], end) == (
            f"institutions.yml:{said}",
            "No se escribió nada.",
        )


def test_the_history_of_an_address_is_fetched_where_it_is_needed(tmp_path: Path) -> None:
    place = laid(tmp_path / "theirs", SOUND)
    entry = f"- {{id: a, name: A, sector: S, level: local, git: 'file://{place}'}}\n"
    (tmp_path / "institutions.yml").write_text(entry)
    expected = ("held", "2026-02-01", "2026-02-02")

    def row(*options: str) -> tuple[str, ...]:
        federate(tmp_path, "--as-of", "2026-03-01", *options)
        (found,) = table(tmp_path / "site", "institutions")
        return tuple(found[name] for name in ("status", "shown_as_of", "errors_since"))

    assert row() == ("sound", "", "")
    lay(place, {path: text.encode() for path, text in broken("a").items()})
    git(place, "commit", "-q", "-a", "-m", "error", when="2026-02-02T12:00:00Z")
    assert row() == expected
    assert row() == expected
    assert row("--state", "elsewhere") == expected
    git(place, "checkout", "-q", "--orphan", "otra")
    git(place, "commit", "-q", "-m", "sin historia", when="2026-02-09T12:00:00Z")
    git(place, "branch", "-q", "-M", "main")
    assert row() == ("held", "2026-02-01", "2026-02-09")  # it is known still
    assert row("--state", "elsewhere") == ("held", "", "2026-02-09")  # the plan is left out
    place.rename(tmp_path / "gone")
    assert row()[0] == "held"
    (fault, *_) = table(tmp_path / "site", "errors")
    assert fault["code"] == "unreachable"
    assert row("--state", "nothing")[0] == "failed"


def test_a_site_that_cannot_be_built_is_said_with_why(tmp_path: Path) -> None:
    country(tmp_path, Country(1, activities=3))
    (tmp_path / "site/e0001").mkdir(parents=True)
    (tmp_path / "site/e0001/mine.txt").touch()
    for name in ("assets/avance.css", "mine.txt"):  # of one that is on the list no more
        lay_file(tmp_path / "site/e0009" / name)
    lay_file(tmp_path / "build/sites/e0009", "0 1 0")
    done = federate(tmp_path, "--sites")
    assert done.returncode == 0
    stays = "su carpeta tiene archivos que no escribió esta orden, y se queda: bórrela usted"
    assert f"e0009: su sitio no está como debiera · {stays}" in done.stdout
    assert (tmp_path / "site/e0009/mine.txt").is_file()
    why = "en e0001 hay otra cosa; elija otra carpeta"
    assert f"e0001: su sitio no está como debiera · {why}" in done.stdout
    status = json.loads((tmp_path / "site/national/status.json").read_bytes())
    assert status["sites_failed"] == {"e0001": why, "e0009": stays}
    assert status["sites"] == []
    theirs = ("e0001/mine.txt", "e0009/mine.txt", "e0009/assets/avance.css")
    assert status["files"] == len(files(tmp_path / "site").keys() - {*theirs}) + 2  # of the run
    page = (tmp_path / "site/national/status.html").read_text("utf-8")
    assert "Sitios que no están como debieran" in page
    assert "Partes para servidores" not in page
    (line,) = (tmp_path / "build/logs/e0001.log").read_text("utf-8").splitlines()
    assert why in line
    shutil.rmtree(tmp_path / "site/e0001")
    assert federate(tmp_path).returncode == 0
    assert len((tmp_path / "build/logs/e0001.log").read_text("utf-8").splitlines()) == 2


def test_a_site_on_a_full_disk_is_said_without_a_folder_of_this_machine(tmp_path: Path) -> None:
    country(tmp_path, Country(1, activities=3))
    repo = tmp_path / "e0001"
    task = (
        str(repo),
        "",
        git(repo, "rev-parse", "HEAD").strip(),
        date(2026, 2, 3),
        "es",
        "site/e0001",
        "",
    )
    full = "import datetime, resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))"
    begin = "from generator.cli.institution_sites import SiteTask, make_site"
    program = f"{full}; {begin}; print(make_site(SiteTask(*{task})))"
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=env, check=False)
    assert done.stdout.decode() == "un archivo sería demasiado grande\n", done.stderr.decode()


def test_files_are_divided_for_hosts_that_take_few_of_them() -> None:
    run = Run(datetime(2026, 2, 3, tzinfo=UTC), Sites({f"e{n}": 9_000 for n in range(5)}), 4_000)
    assert run.n_all == 49_000
    assert run.shards() == [(("e0",), 13_000), (("e1", "e2"), 18_000), (("e3", "e4"), 18_000)]


def test_another_day_computes_again_only_where_a_report_falls_due_between(
    invented: tuple[Path, dict[str, str]],
) -> None:
    top, faults = invented
    sound = next(it for it, fault in faults.items() if not fault)
    task = Task(str(top / sound), "", git(top / sound, "rev-parse", "HEAD~1"), date.min, "es")
    days = [date(2025, 8, 1) + timedelta(days=n) for n in range(0, 120, 5)]
    found = {day: examined(Task(*(task.repository, "", task.commit, day, "es"))) for day in days}
    for one in days:
        for other in days:
            if found[one].holds(one, other):
                assert found[one] == found[other], (one, other)
    assert found[days[0]].holds(days[0], days[1])
    assert not found[days[0]].holds(days[0], days[-1])


def test_a_task_that_is_stuck_greedy_or_killed_is_told_and_the_others_go_on() -> None:
    tasks = ["uno", "memory", "killed", "time", "crash", "silent", "dos"]
    said = dict(run(act, tasks, 2, Bounds(memory=300_000_000, seconds=2)))
    assert said[0] == "UNO"
    assert said[6] == "DOS"
    why = [it.why if isinstance(it := said[n], Stopped) else it for n in range(1, 6)]
    assert why == [Stop.MEMORY, Stop.CRASH, Stop.TIME, Stop.CRASH, Stop.CRASH]


def test_too_little_memory_is_said_of_each(
    invented: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    top, _ = invented
    options = ("--out", str(tmp_path / "out"), "--state", str(tmp_path / "state"))
    done = federate(top, "--memory", "50", *options)
    assert done.returncode == 1
    assert done.stdout.count("no se pudo leer · necesita más de 50 MB de memoria") == 3
    assert {row["status"] for row in table(tmp_path / "out", "institutions")} == {"failed"}


def test_a_list_with_mistakes_says_each_in_its_place_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "institutions.yml").write_text(
        "- {id: a, name: A, sector: S, level: local, folder: a}\n"
        "- {id: a, name: B, sector: S, level: local, git: ext::sh}\n"
        "- {id: national, name: C, sector: S, level: local}\n"
        "- {id: d, name: D, sector: S, level: local, git: https://x.pe/d, folder: d, commit: abc}\n"
        "- {id: e, name: E, sector: S, level: local, folder: e, entity: ../otra}\n"
        "- {id: f, name: F, sector: S, level: local, folder: f, region: pe-piu}\n"
        "- {id: g, name: G, sector: S, level: local}\n"
        "- {id: h, name: H, sector: Salúd, level: local, folder: h}\n"
        "- {id: i, name: I, sector: salud, level: local, folder: i}\n"
        "- {id: j, name: J, sector: الصحة, level: local, folder: j, branch: Obras/2026/x}\n"
        "- {id: k, name: K, sector: التعليم, level: local, folder: k, branch: una rama}\n"
    )
    done = federate(tmp_path)
    assert done.returncode == 1
    places = [line.partition("]")[0] for line in done.stdout.splitlines()[:-1]]
    assert [place.removeprefix("institutions.yml:") for place in places] == [
        "2:8: error[duplicate-id",
        "2:50: error[bad-url",
        "3:3: error[missing-key",
        "3:8: error[reserved-code",
        "4:45: error[unknown-key",
        "4:85: error[bad-code",
        "5:64: error[bad-code",
        "6:64: error[unknown-region",
        "7:3: error[missing-key",
        "9:28: error[duplicate-code",
        "11:70: error[bad-code",
    ]
    assert "«salud» también aparece como «Salúd», y serían dos. Escríbalo como en la línea 8" in (
        done.stdout
    )
    assert "desde https://, ssh:// o file://" in done.stdout
    (tmp_path / "institutions.yml").write_text("- {id: a, nombre: A, level: distrital}\n")
    assert federate(tmp_path).stdout.splitlines() == [
        "institutions.yml:1:3: error[missing-key] falta «sector». Agregue «sector:» aquí",
        "institutions.yml:1:11: error[unknown-key] la clave «nombre» no se conoce aquí. "
        "¿Quiso decir «name»?",
        "institutions.yml:1:29: error[unknown-choice] «distrital» no es uno de los valores "
        "posibles. Escriba una de estas opciones: national, regional, local",
        "No se escribió nada.",
    ]
    assert not (tmp_path / "site").exists()


def test_one_content_in_two_entries_of_a_list_is_an_error(tmp_path: Path) -> None:
    head = "name: A, sector: S, level: local"
    (tmp_path / "institutions.yml").write_text(
        f"- {{id: a, {head}, folder: x}}\n- {{id: b, {head}, folder: ./x/}}\n"
        f"- {{id: c, {head}, folder: x, entity: u}}\n- {{id: d, {head}, folder: x, entity: v}}\n"
    )
    assert federate(tmp_path).stdout.splitlines() == [
        "institutions.yml:2:53: error[duplicate-code] el contenido de «a» también está aquí, y se "
        "contaría dos veces. Quite una de las dos, o diga con «entity:» qué carpeta es de cada una",
        "No se escribió nada.",
    ]


def test_one_content_by_two_ways_counts_once(tmp_path: Path) -> None:
    country(tmp_path, Country(1, activities=2))
    (place,) = (it.parent for it in tmp_path.glob("*/.git"))
    (tmp_path / "enlace").symlink_to(place)
    head = "name: A, sector: S, level: local"
    entries = [
        f"- {{id: a, {head}, folder: {place.name}}}\n",
        f"- {{id: b, {head}, folder: enlace}}\n",
        f"- {{id: c, {head}, git: 'file://{place}'}}\n",
    ]
    for listed in (entries[1:2], entries):  # what was known of it alone does not count either
        (tmp_path / "institutions.yml").write_text("".join(listed))
        done = federate(tmp_path)
    assert (
        "b: no se pudo leer · su contenido es el de «a», y se contaría dos veces\n" in done.stdout
    )
    status = {row["id"]: row["status"] for row in table(tmp_path / "site", "institutions")}
    assert status == {"a": "sound", "b": "failed", "c": "failed"}


def test_why_none_can_be_reached_tells_neither_a_password_nor_this_machine(tmp_path: Path) -> None:
    head = "name: A, sector: S, level: local"
    git(tmp_path, "init", "-q", "vacío")
    (tmp_path / "institutions.yml").write_text(
        f"- {{id: a, {head}, git: 'https://ana:secreto@127.0.0.1:1/a.git'}}\n"
        f"- {{id: b, {head}, folder: nada}}\n- {{id: c, {head}, folder: vacío, entity: /}}\n"
        f"- {{id: d, {head}, folder: suelta}}\n"
    )
    (tmp_path / "suelta").mkdir()
    done = federate(tmp_path)
    assert "a: no se pudo leer · git no puede traer https://127.0.0.1:1/a.git: " in done.stdout
    assert "b: no se pudo leer · no hay una carpeta nada\n" in done.stdout
    said = "c: no se pudo leer · su repositorio no tiene ningún commit que se pueda leer\n"
    assert said in done.stdout
    assert "d: no se pudo leer · suelta no está en un repositorio git; haga una copia con git " in (
        done.stdout
    )
    written = [done.stdout, *(it.decode() for it in files(tmp_path / "site").values())]
    written += [it.read_text("utf-8") for it in (tmp_path / "build/logs").iterdir()]
    assert not [it for it in written if "secreto" in it or str(tmp_path) in it]


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_an_edition_goes_to_a_store_and_only_what_changed_goes_again(
    kind: str, tmp_path: Path
) -> None:
    (tmp_path / "institutions.yml").write_text("title: Planes\ninstitutions: []\n")
    address = f"{kind}://{tmp_path}/país"
    store, root = fsspec.url_to_fs(address)
    edition = tmp_path / "build/edition"

    def there() -> dict[str, bytes]:
        found = {it.removeprefix(f"{root}/"): store.cat_file(it) for it in store.find(root)}
        return {it: data for it, data in found.items() if not it.startswith("national/status")}

    done = federate(tmp_path, "--out", address)
    listed = ".avance-manifest.json"
    n = len(files(edition)) + 1
    assert f"{n} archivos llevados a {address}." in done.stdout
    assert {**there(), listed: b""} == {**files(edition), listed: b""}
    again = federate(tmp_path, "--out", address).stdout
    assert re.search(r"\n[0-2] archivos? llevados? a", again)  # how the run went
    store.pipe_file(f"{root}/mine.txt", b"mine")
    (edition / "index.html").unlink()
    (edition / "national/new.html").write_text("x")
    assert send(edition, address) == 1
    assert {**there(), listed: b""} == {**files(edition), "mine.txt": b"mine", listed: b""}
    store.pipe_file(f"{root}-beside", b"mine")
    known = json.loads(store.cat_file(f"{root}/{listed}"))
    store.pipe_file(f"{root}/{listed}", json.dumps({**known, "../país-beside": ""}).encode())
    send(edition, address)
    assert store.exists(f"{root}-beside")
    store.rm_file(f"{root}-beside")
    for damaged in (b"{", b"[]", b"null", None):
        if damaged is None:
            store.rm_file(f"{root}/{listed}")
        else:
            store.pipe_file(f"{root}/{listed}", damaged)
        refused = federate(tmp_path, "--out", address)
        assert refused.returncode == 2
        assert refused.stderr == f"avance: en {address} hay otra cosa; elija otra carpeta\n"
    assert "nada://x" in federate(tmp_path, "--out", "nada://x").stderr
    store.rm(root, recursive=True)


def test_a_store_whose_library_lacks_is_told_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "institutions.yml").write_text("title: Planes\ninstitutions: []\n")
    done = federate(tmp_path, "--out", "s3://cubo/país")
    said = "avance: s3://cubo/país necesita otra biblioteca: python -m pip install s3fs\n"
    assert (done.returncode, done.stderr) == (2, said)
    assert [it.name for it in tmp_path.iterdir()] == ["institutions.yml"]


def test_a_damaged_state_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    country(tmp_path, Country(1, activities=3))
    first = federate(tmp_path)
    assert first.stdout.startswith("1 entidad al 20 de enero de 2026: 1 como está ahora")
    kept, made = tmp_path / "build/editions/e0001.json", files(tmp_path / "site")
    whole = kept.read_bytes()
    for damaged in (b"", b"[]", whole[:-9], whole.replace(b'["plans","1"]', b'["plans","7"]')):
        assert damaged != whole
        kept.write_bytes(damaged)
        assert federate(tmp_path).stdout == first.stdout  # computed again
        assert files(tmp_path / "site") == made
    assert kept.read_bytes() == whole

    (tmp_path / "site/.avance-manifest.json").write_text("{")
    (tmp_path / "site/index.html").write_text("<p>")
    done = federate(tmp_path)
    assert done.returncode == 2
    names = "site/.avance-manifest.json, site/index.html, site/national"
    assert done.stderr == (
        "avance: site/.avance-manifest.json está dañado, así que no se sabe qué archivos escribió"
        f" esta orden; borre estos y vuelva a darla: {names}\n"
    )
    (tmp_path / "site/.avance-manifest.json").unlink()
    (tmp_path / "site/index.html").unlink()
    shutil.rmtree(tmp_path / "site/national")
    assert federate(tmp_path).returncode == 0
    assert files(tmp_path / "site") == made


def test_a_git_address_gives_what_the_folder_gives_and_none_of_it_acts(tmp_path: Path) -> None:
    country(tmp_path, Country(1, activities=3))
    place = tmp_path / "e0001"
    pinned, tree = git(place, "rev-parse", "HEAD~1"), git(place, "rev-parse", "HEAD^{tree}")
    git(place, "tag", "-a", "v1", "-m", "v1", pinned)
    tag = git(place, "rev-parse", "v1")
    inner = tmp_path / "inner"
    shutil.copytree(place / "content", inner / "planes/content")
    (inner / "planes/content/units.yml").rename(inner / "units.yml")
    (inner / "planes/content/units.yml").symlink_to("../../units.yml")
    (inner / "planes/content/glossary.yml").symlink_to("/etc/passwd")
    (inner / ".gitattributes").write_text("* filter=theirs\n")
    git(tmp_path, "init", "-q", "-b", "main", "inner")
    git(inner, "add", "-A")
    git(inner, "commit", "-q", "-m", "enlaces")
    git(tmp_path, "clone", "-q", str(place), "suya")  # the same, and no content that is here twice
    git(tmp_path / "suya", "commit", "-q", "--allow-empty", "-m", "nada")
    head = "name: Una, sector: S, level: local"
    (tmp_path / "list.yml").write_text(
        f"- {{id: a, {head}, folder: suya}}\n"
        f"- {{id: b, {head}, git: 'file://{place}', branch: main}}\n"
        f"- {{id: c, {head}, git: 'file://{place}', commit: {pinned}}}\n"
        f"- {{id: d, {head}, git: 'file://{inner}', entity: planes}}\n"
        f"- {{id: e, {head}, git: 'file://{place}', branch: otra}}\n"
        f"- {{id: f, {head}, folder: e0001, entity: planes}}\n"
        f"- {{id: g, {head}, git: 'file://{place}', commit: {tag}}}\n"
        f"- {{id: h, {head}, folder: e0001, commit: {tag}}}\n"
        f"- {{id: i, {head}, git: 'file://{place}', commit: {tree}}}\n"
    )
    done = federate(tmp_path, listed="list.yml")
    rows = {row["id"]: row for row in table(tmp_path / "site", "institutions")}
    own = ("plans", "results", "results_due", "results_overdue", "status")
    assert [rows["a"][name] for name in own] == [rows["b"][name] for name in own]
    assert (rows["c"]["commit"], rows["c"]["status"]) == (pinned, "sound")
    assert int(rows["c"]["results"]) < int(rows["b"]["results"])
    assert "d: sin publicar · content/" in done.stdout  # without its units, as if it had no links
    assert "e: no se pudo leer · git no puede traer file://" in done.stdout
    assert "no hay una carpeta planes/content/ en esta versión" in done.stdout
    for name, what in (("g", "etiqueta"), ("h", "etiqueta"), ("i", "unos archivos")):
        (line,) = (it for it in done.stdout.splitlines() if it.startswith(f"{name}: "))
        assert what in line
        assert (pinned in line) == (name != "i")
    ours = tmp_path / "build/repositories"
    assert not list((ours / "b").rglob("hooks/*"))
    (ours / "b/HEAD").write_text("")
    shutil.rmtree(ours / "c/objects")
    git(tmp_path, "init", "-q")  # theirs around ours, which git would take for it
    assert federate(tmp_path, listed="list.yml").stdout == done.stdout.replace("das: 5", "das: 1")
    assert not (tmp_path / ".git/refs/avance").exists()


def test_more_than_may_be_fetched_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    country(tmp_path, Country(1, activities=3))
    with pytest.raises(GitError, match="more than 0 MB"):
        fetched(tmp_path / "ours", f"file://{tmp_path}/e0001", "", FetchLimits(n_bytes=2_000))
    assert not list((tmp_path / "ours/objects/pack").iterdir())


def test_a_server_that_says_nothing_is_not_waited_for(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"https://127.0.0.1:{silent.getsockname()[1]}/a.git"
        with pytest.raises(GitError, match="did not answer in 1 seconds"):
            fetched(tmp_path / "ours", address, "", FetchLimits(first_word=1))


def test_sums_are_kept_as_text_and_add_up_in_any_order() -> None:
    parts = [
        PartialSums({("plans",): Decimal(1)}, {("2025", "m", "sum_capped"): Decimal(n) / 3})
        for n in range(1, 30)
    ]
    assert total(parts) == total(parts[::-1])
    text = as_json(total(parts))
    assert from_json(PartialSums, text) == total(parts)
    wrongs = ('"plans","1e99999"', '"plans","NaN"', '"plans","-Infinity"', '"\\ud800","29"')
    for wrong in wrongs:
        with pytest.raises(ValueError, match=r"Infinity|e9|NaN|surrogates"):
            from_json(PartialSums, text.replace('"plans","29"', wrong))


def entry(
    name: str, status: EntryStatus, sums: PartialSums | None = None, n_errors: int = 0
) -> EditionEntry:
    """An institution in an edition."""
    of = Institution(id=name, name=f"Entidad {name}", sector="Salud", level=GovernmentLevel.LOCAL)
    shown = Kept("c0ffee", DAY, DAY, "", Examined(sums)) if sums else None
    fault = Fault("content/site.yml", 3, 5, "unknown-key", "no se conoce <b>. Quítela")
    return EditionEntry(of, status, shown, "c0ffee", (fault,) * min(n_errors, 1), n_errors)


DAY = date(2026, 2, 2)
EARLY = PartialSums({("plans",): Decimal(1)})
IN_ORDER = EARLY + PartialSums({("results_due",): Decimal(9), ("results",): Decimal(9)})
LATE = EARLY + PartialSums({("results_due",): Decimal(9), ("results_overdue",): Decimal(2)})
STATES: dict[str, tuple[list[EditionEntry], str]] = {
    "none": ([], "La lista no tiene ninguna entidad."),
    "one": (
        [entry("a", EntryStatus.SOUND, IN_ORDER)],
        "Al 2 de febrero de 2026, la única entidad publica sus planes. No debe ningún resultado.",
    ),
    "one late": (
        [entry("a", EntryStatus.SOUND, LATE)],
        "Al 2 de febrero de 2026, la única entidad publica sus planes. Tiene resultados vencidos.",
    ),
    "in order": (
        [entry("a", EntryStatus.SOUND, IN_ORDER), entry("b", EntryStatus.SOUND, IN_ORDER)],
        "Al 2 de febrero de 2026, las 2 entidades publican sus planes. Ninguna debe resultados.",
    ),
    "all late": (
        [entry("a", EntryStatus.SOUND, LATE), entry("b", EntryStatus.SOUND, LATE)],
        "Al 2 de febrero de 2026, las 2 entidades publican sus planes. "
        "Todas tienen resultados vencidos.",
    ),
    "early": (
        [entry("a", EntryStatus.SOUND, EARLY), entry("b", EntryStatus.SOUND, EARLY)],
        "Al 2 de febrero de 2026, las 2 entidades publican sus planes. "
        "Ningún resultado debía reportarse hasta ese día.",
    ),
    "late and held": (
        [entry("a", EntryStatus.SOUND, LATE), entry("b", EntryStatus.HELD, IN_ORDER, 1)],
        "Al 2 de febrero de 2026, las 2 entidades publican sus planes. "
        "1 de 2 no debe ningún resultado. "
        "1 se muestra como estaba, en todo o en parte: sus últimos archivos tienen errores o no "
        "se pudieron leer.",
    ),
    "nothing sound": (
        [entry("a", EntryStatus.NOT_PUBLISHED, n_errors=3)],
        "Al 2 de febrero de 2026, 0 de 1 entidades publican sus planes.",
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_the_front_page_is_true_in_every_state(state: str) -> None:
    entries, lead = STATES[state]
    run = Run(datetime(2026, 2, 3, 13, 5, tzinfo=UTC), Sites({"a": 700}), 20)
    pages = national_pages(
        NationalContext(Edition(DAY, tuple(entries)), Formatter("es", "PE"), {"a"}), run
    )
    front, listed = (pages[name].decode() for name in ("index.html", "national/institutions.html"))
    assert f'<p class="lead">{lead}</p>' in front
    assert len(gzip.compress(front.encode())) < 15_000
    assert listed.count('href="institutions/') == len(entries)
    away = [it for it in entries if it.faults]
    assert front.count("<code>content/site.yml:3:5</code>") == len(away)
    assert front.count("No se conoce &lt;b&gt;. Quítela") == len(away)
    assert ("2 errores más" in front) == (state == "nothing sound")
    own = [pages[f"national/institutions/{it.of.id}.html"].decode() for it in entries]
    for it, page in zip(entries, own, strict=True):
        assert ('href="../../a/index.html"' in page) == (it.of.id == "a")


@pytest.mark.proof
def test_a_site_is_that_of_its_own_build_and_is_built_when_it_changes(tmp_path: Path) -> None:
    country(tmp_path, Country(2, activities=3))
    place, sites = tmp_path / "e0002", tmp_path / "site"
    plan = place / "content/plans/poi-2025/plan.yml"
    plan.write_text(plan.read_text("utf-8").replace("state: in-force", "state: vigente"), "utf-8")
    git(place, "commit", "-q", "-a", "-m", "error", when="2026-02-03T12:00:00Z")
    done = federate(tmp_path, "--sites")
    assert done.returncode == 0, done.stderr
    page = (sites / "national/institutions/e0001.html").read_text("utf-8")
    assert 'href="../../e0001/index.html"' in page
    assert 'href="../../e0001/planes/poi-2025/quien-falta/index.html"' in page
    # The day after the last deadline, and that of the last commit.
    for name, day in (("e0001", "2026-01-21"), ("e0002", "2026-02-03")):
        own = avance("site", "--quiet", "--hold", "--as-of", day, cwd=tmp_path / name)
        assert own.returncode == 0, own.stdout
        assert files(sites / name) == files(tmp_path / name / "site")
    front = (sites / "e0002/index.html").read_text("utf-8")
    assert "tienen errores desde el 3 de febrero de 2026" in front

    when = (sites / "e0001/index.html").stat().st_mtime_ns
    assert federate(tmp_path, "--sites", "--as-of", "2026-02-10").returncode == 0
    assert (sites / "e0001/index.html").stat().st_mtime_ns == when
    listed = (tmp_path / "institutions.yml").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "institutions.yml").write_text(listed[0], "utf-8")
    (tmp_path / "build/sites/e0001").write_bytes(b"\xff")
    assert federate(tmp_path, "--sites", "--as-of", "2026-02-21").returncode == 0
    assert (sites / "e0001/index.html").stat().st_mtime_ns != when
    assert not (sites / "e0002").exists()


@pytest.mark.proof
def test_thirty_institutions(tmp_path: Path) -> None:
    faults = country(tmp_path, Country(30, activities=40, broken=10, hostile=17))
    for n in "12":
        done = federate(tmp_path, "--out", f"out{n}", "--state", f"state{n}", "--workers", n)
        assert done.returncode == 0, done.stderr
    assert files(tmp_path / "out1") == files(tmp_path / "out2")
    found = {row["id"]: row["status"] for row in table(tmp_path / "out1", "institutions")}
    assert found == {it: "held" if fault else "sound" for it, fault in faults.items()}
