"""``avance init``: a portal of one's own, in every profile and language."""

from __future__ import annotations

import re
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from generator.author.portal import profiles
from generator.author.program_source import detected, given
from generator.model.site import LANGUAGES
from generator.publish.new_folder import put_new_folder
from tests.command import ROOT, Done, on_a_terminal, run
from tests.workflows import GITHUB_RULES, GITLAB_RULES, faults, read, steps

DAY = {"SOURCE_DATE_EPOCH": "1790856000"}
"""1 October 2026."""
COMMIT = "git+https://code.example/avance.git@" + "0123456789" * 4


def start(cwd: Path, *options: str, lang: str = "es", folder: str = "portal") -> Done:
    return run("--lang", lang, "init", folder, "--yes", *options, cwd=cwd, env=DAY)


def test_a_portal_is_written_and_passes_its_check(tmp_path: Path) -> None:
    done = start(
        tmp_path,
        *("--institution", "Gobierno Autónomo Municipal de Ayllupampa", "--country", "Bolivia"),
        *("--program", COMMIT),
    )
    assert done.stdout.splitlines() == [
        "35 archivos escritos en portal.",
        "El primer plan dice cosas inventadas: escriba encima lo que dice el suyo.",
        "Lo que sigue:",
        "  cd portal",
        "  avance serve    para verlo, y cada cambio al guardarlo",
        "  avance check    después de cada cambio: qué está mal y qué escribir",
    ]
    portal = tmp_path / "portal"
    site = (portal / "content/site.yml").read_text("utf-8")
    assert 'name: "Planes y resultados · Gobierno Autónomo Municipal de Ayllupampa"\n' in site
    assert "\nregion: BO  # el país" in site
    assert "\ncurrency: BOB  # la moneda" in site
    assert "\npublisher: gobierno-autonomo-municipal-de-ayllupampa " in site
    assert "period: {from: 2026, to: 2027}" in (
        portal / "content/plans/plan-2026/plan.yml"
    ).read_text("utf-8")
    needed = (portal / "requirements.txt").read_text("utf-8")
    assert f"\navance @ {COMMIT}\n" in needed
    pinned = dict(re.findall(r"(?m)^([\w.-]+)==(.+)$", needed))
    assert {"mkdocs-material", "pydantic_core", "PyYAML"} <= set(pinned)  # and what those need
    assert not {"avance", "pytest", "pyarrow"} & set(pinned)
    assert {name: version(name) for name in pinned} == pinned
    assert run("check", cwd=portal).stdout == "5 archivos, 0 errores, 0 avisos.\n"
    assert run("serve", "--addr", "nowhere", cwd=portal).stderr  # it finds its mkdocs.yml


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_national_repository_has_its_workflow_and_its_list(tmp_path: Path, language: str) -> None:
    options = ("--national", "--language", language, "--program", COMMIT)
    done = start(tmp_path, *options, lang=language, folder="nacional")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "  avance federate nacional/institutions.yml"
    folder = tmp_path / "nacional"
    workflow = (folder / ".github/workflows/edition.yml").read_text("utf-8")
    if language == "es":  # the table of permissions has its names
        assert faults(as_here(workflow), GITHUB_RULES) == []
    ours = pins((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    assert all(it.startswith("actions/cache/") for it in pins(workflow) - ours)
    pipeline = (folder / ".gitlab-ci.yml").read_text("utf-8")
    assert faults(as_here(pipeline), GITLAB_RULES) == []
    kept = [it["with"]["path"].split() for _, it in steps(read(workflow)) if "key" in str(it)]
    assert [*kept, read(pipeline)["pages"]["cache"]["paths"]] == [["build/", "site/"]] * 3
    assert f"\navance @ {COMMIT}\n" in (folder / "requirements.txt").read_text("utf-8")
    done = run("federate", "institutions.yml", cwd=folder, env=DAY)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1), done.stdout
    listed = folder / "institutions.yml"
    entry = [line.removeprefix("# ") for line in listed.read_text("utf-8").splitlines()]
    listed.write_text("\n".join(line for line in entry if line.startswith(("- ", "  "))), "utf-8")
    done = run("federate", "institutions.yml", cwd=folder, env=DAY)
    assert done.returncode == 1, done.stdout  # nobody is at that address
    assert not [
        it for it in folder.rglob("*.yml") if "[[" in it.read_text("utf-8").replace("${{", "")
    ]


KINDS = [("es", "empty"), ("en", "empty"), ("en", "example")]
"""``make proof`` builds them all, the examples in Spanish too."""


@pytest.mark.parametrize(("lang", "plan"), KINDS)
@pytest.mark.parametrize("profile", profiles())
def test_every_profile_is_clean_in_every_language(
    tmp_path: Path, profile: str, plan: str, lang: str
) -> None:
    done = start(tmp_path, "--language", lang, "--profile", profile, "--plan", plan)
    assert (done.returncode, done.stderr) == (0, "")
    said = run("--lang", "en", "check", cwd=tmp_path / "portal").stdout
    assert said.endswith(" 0 errors, 0 warnings.\n"), said
    assert run("format", "--check", cwd=tmp_path / "portal").returncode == 0
    written = [p for p in (tmp_path / "portal").rglob("*") if p.is_file()]
    texts = [p.read_text("utf-8") for p in written if p.parent.name != "schemas"]
    assert not [text for text in texts if "[[" in re.sub(r"\$\{\{|`\[\[", "", text)]


def test_nothing_that_stands_in_the_folder_is_touched(tmp_path: Path) -> None:
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal/notes.txt").write_text("mine")
    done = start(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "avance: «portal» no está vacía: tiene notes.txt; nombre una carpeta nueva\n"
    )
    done = start(tmp_path, folder="portal/notes.txt")
    assert done.stderr == "avance: «portal/notes.txt» es un archivo; nombre una carpeta\n"
    assert [it.name for it in tmp_path.rglob("*")] == ["portal", "notes.txt"]


def test_a_new_repository_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".avance-0123456789abcdef.new").mkdir()  # one that was killed left it
    done = start(tmp_path, folder=".")
    assert done.returncode == 0
    assert "cd " not in done.stdout
    assert run("check", cwd=tmp_path).returncode == 0


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    files = {"a/b.txt": b"", "content/" + "x" * 300: b""}
    for folder in (tmp_path / "new", tmp_path / "far/off/new", tmp_path):
        with pytest.raises(OSError, match="name too long"):
            put_new_folder(folder, files)
        assert list(tmp_path.iterdir()) == []


def test_a_currency_is_known_as_its_people_call_it(tmp_path: Path) -> None:
    for n, name in enumerate(("Bs", "bolivianos")):
        done = start(tmp_path, "--country", "Bolivia", "--currency", name, folder=f"{n}")
        assert done.returncode == 0, done.stderr
        assert "currency: BOB" in (tmp_path / f"{n}/content/site.yml").read_text("utf-8")


REFUSED = [
    ("--country", "Bolibia", "no hay ningún país «Bolibia»; ¿quiso decir «Bolivia»?"),
    ("--country", "qqqqq", "no hay ningún país «qqqqq»; escriba su código de dos letras"),
    ("--currency", "BOBS", "no hay ninguna moneda «BOBS»; ¿quiso decir «BOB»?"),
    ("--language", "qu", "el programa no tiene palabras en «qu»; escriba una de estas opciones"),
    ("--profile", "simpel", "no existe el perfil «simpel»; ¿quiso decir «simple»?"),
    ("--plan", "exemple", "un primer plan no es «exemple»; ¿quiso decir «example»?"),
    ("--program", "avance", "«avance» no fija el programa"),
    ("--program", "avance==0.1.0", "«avance==0.1.0» no fija el programa"),
    ("--program", "git+https://code.example/avance.git@main", "no fija el programa"),
    ("--program", "requests-2.0-py3-none-any.whl", "no es un wheel de avance"),
    ("--program", "avance-0.1.0-py3-none-any.whl", "no se puede leer avance-0.1.0"),
]


@pytest.mark.parametrize(("option", "value", "said"), REFUSED)
def test_what_is_not_known_is_refused_with_what_to_write(
    tmp_path: Path, option: str, value: str, said: str
) -> None:
    done = start(tmp_path, option, value)
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert said in done.stderr


def test_where_nothing_can_be_asked_it_says_what_to_give(tmp_path: Path) -> None:
    done = run("init", "portal", "--plan", "empty", "--name", "Uno", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "escriba --institution, --language, --country" in done.stderr


def test_a_name_with_a_hidden_sign_writes_nothing(tmp_path: Path) -> None:
    done = start(tmp_path, "--name", "Uno\u202edos")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--name: tiene signos que no se ven" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_name_may_have_any_visible_sign(tmp_path: Path) -> None:
    name = 'Planes: «a» #1 "b" {c} [d] & - \\ 1.0'
    assert start(tmp_path, "--name", name, "--institution", "¿¡?").returncode == 0
    assert run("check", cwd=tmp_path / "portal").returncode == 0
    assert (tmp_path / "portal/README.md").read_text("utf-8").startswith(f"# {name}\n")
    for n, word in enumerate(("null", "1e5")):
        assert start(tmp_path, "--institution", word, folder=f"{n}").returncode == 0


@pytest.mark.parametrize("folder", ["", " ", "a\nb"])
def test_a_folder_has_a_name(tmp_path: Path, folder: str) -> None:
    done = start(tmp_path, folder=folder)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert done.stderr == f"avance: «{folder}» no es nombre de una carpeta; escriba otro\n"


def test_where_there_is_no_portal_the_system_says_the_language(tmp_path: Path) -> None:
    english = {"LC_ALL": "en_US.UTF-8", "LANG": "es_PE.UTF-8"}
    assert "Usage:" in run("init", "--help", cwd=tmp_path, env=english).stdout
    assert "Uso:" in run("init", "--help", cwd=tmp_path, env={"LANG": "es_PE.UTF-8"}).stdout
    assert " files written in a." in run("init", "a", "--yes", cwd=tmp_path, env=english).stdout
    assert "languages: [en]" in (tmp_path / "a/content/site.yml").read_text("utf-8")


def test_country_and_language_may_have_the_names_that_people_give_them(tmp_path: Path) -> None:
    assert (
        start(tmp_path, "--language", "English", "--country", "usa", "--profile", "gpra").returncode
        == 0
    )
    site = (tmp_path / "portal/content/site.yml").read_text("utf-8")
    assert "languages: [en]" in site
    assert "region: US " in site
    assert "currency: USD " in site


def test_a_terminal_is_asked_again_until_it_is_right(tmp_path: Path) -> None:
    answers = ["", "x" * 1001, "Municipi", "<", "Municipio", "Metas", "complex", "1", ""]
    answers += ["julio", "7", "2026", "2026-27", "quarter"]
    answers += ["Bolibia", "Bolivia", "", ""]
    done = on_a_terminal(
        "init", "portal", cwd=tmp_path, answers=answers, env={**DAY, "AVANCE_LANG": "es"}
    )
    screen = done.stdout
    assert done.returncode == 0
    assert "no existe el perfil «complex»" in screen
    assert "«julio» no es un mes" in screen
    assert "«2026» no es el periodo de un plan; escríbalo como 2026-27-2027-28" in screen
    assert "\nyear_starts: 7  #" in (tmp_path / "portal/content/site.yml").read_text("utf-8")
    part = tmp_path / "portal/content/plans/plan-2026/strategies/1.1.yml"
    assert "{2026-27-T1: 4, 2026-27-T2: 4, 2026-27-T3: 4, 2026-27-T4: 4}" in part.read_text("utf-8")
    assert "¿quiso decir «Bolivia»?" in screen
    site = (tmp_path / "portal/content/site.yml").read_text("utf-8")
    assert "name: Metas\n" in site
    assert "\npublisher: municipio " in site
    assert "currency: BOB " in site
    assert re.search(r"el texto tiene 1\W?001 signos", screen)


# Where the program comes from.

WHEEL = "avance-0.1.0-py3-none-any.whl"
HASH = "ab" * 32


def test_a_wheel_goes_with_the_portal(tmp_path: Path) -> None:
    (tmp_path / WHEEL).write_bytes(b"a wheel")
    assert start(tmp_path, "--program", WHEEL).returncode == 0
    portal = tmp_path / "portal"
    assert (portal / "program" / WHEEL).read_bytes() == b"a wheel"
    assert f"\n./program/{WHEEL}\n" in (portal / "requirements.txt").read_text("utf-8")


def test_an_address_pins_with_its_hash_alone() -> None:
    address = f"https://code.example/{WHEEL}"
    pinned = given(f"{address}#sha256={HASH}")
    assert getattr(pinned, "line", "") == f"avance @ {address}#sha256={HASH}"
    assert not hasattr(given(address), "line")


DIRECT: list[tuple[str, str]] = [
    (
        '{"url": "https://code.example/avance.git", '
        f'"vcs_info": {{"vcs": "git", "commit_id": "{"0123456789" * 4}"}}}}',
        f"avance @ {COMMIT}",
    ),
    (
        f'{{"url": "https://code.example/{WHEEL}", '
        f'"archive_info": {{"hashes": {{"sha256": "{HASH}"}}}}}}',
        f"avance @ https://code.example/{WHEEL}#sha256={HASH}",
    ),
    ('{"url": "file:' + '///srv/avance", "dir_info": {"editable": true}}', ""),
    ('{"url": "https://me@code.example/a", "vcs_info": {"commit_id": "' + HASH[:40] + '"}}', ""),
    ("[]", ""),
    ("not JSON", ""),
]  # fmt: skip


@pytest.mark.parametrize(("told", "line"), DIRECT)
def test_the_running_program_says_how_it_was_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, line: str
) -> None:
    installed(tmp_path, told, monkeypatch)
    assert detected().line == line


def test_a_wheel_on_the_disk_counts_only_if_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / WHEEL
    wheel.write_bytes(b"a wheel")
    digest = sha256(b"a wheel").hexdigest()
    told = f'{{"url": "{wheel.as_uri()}", "archive_info": {{"hashes": {{"sha256": "{digest}"}}}}}}'
    installed(tmp_path, told, monkeypatch)
    assert detected().line == f"./program/{WHEEL}"
    wheel.write_bytes(b"another")
    assert detected().line == ""


def installed(folder: Path, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    info = folder / "avance-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: avance\nVersion: 0.1.0\n")
    (info / "direct_url.json").write_text(told)
    monkeypatch.syspath_prepend(str(folder))


def test_what_is_not_known_is_said_and_never_a_bare_name(tmp_path: Path) -> None:
    start(tmp_path)  # from a folder of the program's own source
    text = (tmp_path / "portal/requirements.txt").read_text("utf-8")
    assert not re.search("(?m)^avance", text)
    assert all(line.startswith("#") or "==" in line for line in text.splitlines() if line)
    assert "#   ./program/avance-0.1.0-py3-none-any.whl\n" in text


# The workflows: those of this repository without make.


def as_here(text: str) -> str:
    """The text with the commands that this repository has for the same."""
    install = r"python -m pip install --quiet (?:--root-user-action ignore )?-r requirements.txt"
    return re.sub(
        r"(?<=[ ])avance (?=[a-z])", ".venv/bin/avance ", re.sub(install, "make setup", text)
    )


def test_the_workflows_are_as_safe_as_those_of_this_repository(tmp_path: Path) -> None:
    start(tmp_path)
    portal = tmp_path / "portal"
    texts = {path.name: path.read_text("utf-8") for path in (portal / ".github").rglob("*.yml")}
    assert sorted(texts) == ["comment.yml", "proposal.yml", "publish.yml"]
    for name, text in texts.items():
        assert faults(as_here(text), GITHUB_RULES) == []
        ours = (ROOT / ".github/workflows" / name).read_text("utf-8")
        assert pins(text) <= pins(ours)
        assert "make" not in text
    assert faults(as_here((portal / ".gitlab-ci.yml").read_text("utf-8")), GITLAB_RULES) == []
    assert "workflows: [Propuesta]" in texts["comment.yml"]


def pins(text: str) -> set[str]:
    return set(re.findall(r"uses: (.+)", text))


# The site, and what the machine has.


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init")
    assert start(folder, "--language", "en").returncode == 0
    return folder / "portal"


def built(portal: Path, *options: str) -> Done:
    return run("--lang", "en", "site", "--quiet", *options, cwd=portal, env=DAY)


def test_a_new_portal_becomes_a_site(portal: Path) -> None:
    done = run("--lang", "en", "site", "--as-of", "2026-05-04", cwd=portal, env=DAY)
    assert done.returncode == 0
    *_, ready, lacking = done.stdout.splitlines()
    assert ready.startswith("The site is in ")
    assert lacking.startswith("content/site.yml:1:1: it has no “url”: ")
    home = (portal / "site/index.html").read_text("utf-8")
    assert "Plans of My institution" in home
    assert (portal / "site/plans/plan-2026/1.1.1/index.html").is_file()
    assert sorted(it.name for it in portal.iterdir() if it.name.startswith(".site")) == []


def test_a_site_never_takes_the_place_of_something_else(portal: Path) -> None:
    (portal / "notes").mkdir()
    (portal / "notes/mine.txt").touch()
    for place in ("notes", ".", "content", "docs/x", "mkdocs.yml"):
        done = built(portal, "--out", place)
        said = f"avance: {place} holds something else; choose another folder\n"
        assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_a_site_is_that_of_a_portal(portal: Path) -> None:
    settings = portal / "mkdocs.yml"
    before = settings.read_bytes()
    for text in ("theme: material\nplugins: [avance]\n", "theme: avance\n"):
        settings.write_text(f"site_name: x\n{text}")
        done = built(portal)
        assert (done.returncode, done.stdout) == (2, "")
        assert "needs “theme: {name: avance}” and, under “plugins”, avance\n" in done.stderr
    settings.write_text("- x\n")
    assert "Expected a key-value mapping" in built(portal, "--offline").stderr
    settings.write_bytes(before)
    port = "9" * 5000
    told = run("--lang", "en", "serve", "--addr", f"127.0.0.1:{port}", cwd=portal)
    assert (
        told.stderr == f"avance: “127.0.0.1:{port}” is not an address; write it as 127.0.0.1:8000\n"
    )


def test_errors_of_the_content_stop_the_site(portal: Path) -> None:
    unit = portal / "content/units.yml"
    unit.write_bytes((text := unit.read_bytes()) + b"- {id: other}\n")
    done = built(portal, "--out", "other")
    unit.write_bytes(text)
    assert (done.returncode, done.stderr) == (1, "")
    assert "content/units.yml:6:3: error[missing-key]" in done.stdout
    assert done.stdout.endswith("The site was not built.\n")
    assert not (portal / "other").exists()


@pytest.mark.proof
def test_warnings_of_the_pages_stop_the_site(portal: Path) -> None:
    page = portal / "content/pages/own.md"
    page.parent.mkdir()
    page.write_text("# Own\n\n[x](nothing.md)\n")
    done = built(portal, "--out", "other")
    page.unlink()
    assert done.returncode == 1
    assert "nothing.md" in done.stdout
    assert done.stdout.endswith("The site was not built.\n")


def test_the_machine_is_told_what_it_has_and_lacks(portal: Path, tmp_path: Path) -> None:
    done = run("--lang", "en", "doctor", cwd=portal)
    assert done.returncode == 0
    assert done.stdout.endswith("Everything that is needed is there.\n")
    assert re.search(r"(?m)^has      1\d libraries$", done.stdout)
    assert "\nwithout  the address of the portal\n         content/site.yml:1:1: " in done.stdout
    done = run("--lang", "en", "doctor", cwd=tmp_path, env={"PATH": str(tmp_path)})
    assert done.returncode == 0
    assert "\nwithout  git: " in done.stdout
    assert "\nwithout  a portal: " in done.stdout
    (tmp_path / "content").mkdir()
    done = run("--lang", "en", "doctor", cwd=tmp_path)
    assert done.returncode == 1
    assert "\nLACKS    mkdocs.yml, for the site\n" in done.stdout
    assert done.stdout.endswith("\n1 thing that is needed is not there.\n")


@pytest.mark.proof
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("plan", ["empty", "example"])
@pytest.mark.parametrize("profile", profiles())
def test_every_profile_becomes_a_site(tmp_path: Path, profile: str, plan: str, lang: str) -> None:
    start(tmp_path, "--language", lang, "--profile", profile, "--plan", plan, "--country", "CL")
    done = built(tmp_path / "portal")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = built(tmp_path / "portal", "--offline")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
