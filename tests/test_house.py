"""The house keeps its order: layers, homes of libraries, words, rules and documents agree."""

from __future__ import annotations

import ast
import io
import json
import re
import string
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from bench.environment import sizes
from generator.check import CHECKS
from generator.cli import cli
from generator.load.words import WORDS
from generator.model.catalog import RESERVED_CODES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
LOCALE = PACKAGE / "locale/es/LC_MESSAGES"

LAYERS = (
    {"between_runs", "generator", "locks", "output", "paths", "problems", "program", "reference"},
    {"addresses", "workbook"},
    {"manual", "model"},
    {"load", "check", "compute"},
    {"words"},
    {"cite", "history", "reconcile", "progress", "schemas"},
    {"highlights"},
    {"render", "export", "review", "author"},
    {
        "api",
        "publish",
        "site",
        "subscriptions",
        "code_host",
        "forms",
        "matrix",
        "standards",
        "synth",
    },
    {"clock", "hold", "portal", "scorecard"},
    {"build", "federation"},
    {"preview", "plugin", "tables"},
    {"cli"},
    {"__main__"},
)
"""Parts of the house from the ground up: a part imports lower ones and its own modules only."""
RANK = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}

HOMES = {
    "babel": {"words"},
    "click": {"cli"},
    "distributed": {"federation"},
    "fsspec": {"federation"},
    "jinja2": {"render", "forms"},
    "markdown_it": {"render"},
    "mcp": {"api"},
    "mcp_types": {"api"},
    "markupsafe": {"render", "site", "preview"},
    "mkdocs": {"plugin", "preview", "site", "cli"},
    "watchdog": {"preview"},
    "olefile": {"workbook"},
    "openpyxl": {"export", "workbook", "forms"},
    "pandas": {"export"},
    "pyarrow": {"export"},
    "pycountry": {"reference"},
    "pydantic": {"model", "load"},
    "pydantic_core": {"model", "load"},
    "icalendar": {"export"},
    "rapidfuzz": {"load", "check", "matrix"},
    "resvg_py": {"render"},
    "rich": {"scorecard", "progress"},
    "xlrd": {"workbook"},
    "yaml": {"load", "author"},
    # Of the standard library: processes, translation, moving files.
    "subprocess": {"review"},
    "gettext": {"words", "reference"},  # of ours, and of the names of regions
    "shutil": {"publish", "preview", "site", "cli"},  # cli: is there git, is there room
    # And the network, which one command speaks to.
    "http": {"code_host"},
    "socket": set(),
    "urllib.error": {"code_host"},
    "urllib.request": {"code_host"},
}
"""The parts in which a library may be imported."""


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a module: walked once for all that is asked of it."""
    return tuple(ast.walk(syntax(path)))


def part_of(path: Path) -> str:
    """The part of the house a module belongs to: a package or a module of generator/."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "generator" if first == "__init__" else first


def imports(path: Path) -> Iterator[str]:
    """Full names of everything a module imports, inside functions too."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Calls in a module with the last name of what is called."""
    for node in nodes(path):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, node


def by_name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


# Structure.


def imported() -> Iterator[tuple[Path, str]]:
    """Every module with the full name of each thing it imports."""
    assert len(MODULES) > 200
    return ((path, name) for path in MODULES for name in imports(path))


def part_named(name: str) -> str:
    """The part of the house that a full name belongs to; empty for what is not ours."""
    first, _, rest = name.partition(".")
    other = rest.partition(".")[0]
    is_part = (PACKAGE / other).exists() or (PACKAGE / f"{other}.py").exists()
    return "" if first != "generator" else other if is_part else first


def test_imports_go_one_way() -> None:
    ours = ((path, name, part_named(name)) for path, name in imported() if part_named(name))
    wrong = [
        f"{by_name(path)} imports {name}"
        for path, name, other in ours
        if other != part_of(path) and RANK[other] >= RANK[part_of(path)]
    ]
    assert wrong == []


def library_of(name: str) -> str:
    """The library of a full name: the longest that has a home, else the first part."""
    return (
        next((home for home in HOMES if f"{name}.".startswith(f"{home}.")), "")
        or (name.partition(".")[0])
    )


def test_a_library_has_one_home() -> None:
    free = sys.stdlib_module_names | {"generator"}
    used = ((path, library_of(name)) for path, name in imported())
    wrong = [
        f"{library} in {by_name(path)}"
        for path, library in used
        if (part_of(path) not in HOMES[library] if library in HOMES else library not in free)
    ]
    assert wrong == []


def test_every_library_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = project["dependencies"] + [
        *project["optional-dependencies"]["parquet"],
        *project["optional-dependencies"]["mcp"],
        *project["optional-dependencies"]["cluster"],
        *project["optional-dependencies"]["store"],
    ]
    declared = {re.split(r"[<>=]", line)[0] for line in lines}
    names = {"markdown_it": "markdown-it-py", "resvg_py": "resvg-py", "yaml": "pyyaml"}
    brought = {"markupsafe": "jinja2", "pydantic_core": "pydantic", "mcp_types": "mcp"}
    used = {name.partition(".")[0] for path in MODULES for name in imports(path)} & HOMES.keys()
    needed = {names.get(u, brought.get(u, u)) for u in used - sys.stdlib_module_names}
    assert needed <= declared
    assert declared - needed == {"mkdocs-material", "tzdata"}


RETIRED = frozenset(
    {
        *(
            "Apart",
            "Asked",
            "Desk",
            "HOMES",
            "Outcome",
            "OutcomeRow",
            "Spot",
            "Talk",
            "Told",
            "ToldView",
            "Weight",
        ),
        *("desk", "forge", "front", "goal", "homes", "kept", "leads", "moved", "outcome", "owed"),
        *("past", "poster", "said", "silence", "spoken", "spot", "spots", "talk", "tell", "told"),
        "walk",
    }
)
"""Names that only their makers understood; what took their place says what a thing is."""


def defined(path: Path) -> Iterator[str]:
    """Names of a module, its classes and functions, the fields of its classes, its constants."""
    yield path.stem
    for node in nodes(path):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        body = node.body if isinstance(node, ast.ClassDef | ast.Module) else []
        for line in body:
            targets = line.targets if isinstance(line, ast.Assign) else []
            targets = [line.target] if isinstance(line, ast.AnnAssign) else targets
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_nothing_has_a_retired_name() -> None:
    found = ((path, name) for path in MODULES for name in defined(path))
    wrong = [f"{name} in {by_name(path)}" for path, name in found if name.strip("_") in RETIRED]
    assert wrong == []


TWICE = frozenset({"Change", "Node"})
"""What changed, and a target said by the baseline (a name of the schemas); YAML has nodes too."""


def test_a_class_has_a_name_of_its_own() -> None:
    found = Counter(
        node.name
        for path in MODULES
        for node in syntax(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, n in found.items() if n > 1} == TWICE


def test_a_module_is_short() -> None:
    lengths = {by_name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: n for name, n in lengths.items() if n >= 350} == {}


def test_only_the_command_line_prints_and_exits_and_one_module_asks_the_clock() -> None:
    prints = {"cli", "scorecard"}  # its terminal: into a captured console
    homes = {"print": prints, "echo": {"cli"}, "exit": {"cli"}, "now": {"clock"}, "today": set()}
    wrong = [
        f"{name} in {by_name(path)}:{call.lineno}"
        for path in MODULES
        for name, call in calls(path)
        if name in homes and part_of(path) not in homes[name]
    ]
    assert wrong == []


def test_checking_starts_without_the_heavy_libraries() -> None:
    program = (
        "import json, sys\n"
        "from generator.cli import main\n"
        "try:\n    main(['check'])\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    heavy = {"pandas", "numpy", "pyarrow", "openpyxl", "jinja2", "mkdocs", "babel", "markdown_it"}
    heavy |= {"xlrd", "pycountry"}  # the regions of the content are of a country whose list is ours
    assert not loaded & heavy


# Rules and their entries in the manual.

RULES = ROOT / "generator/manual/es/editores/reglas.md"
_RAISING = {"error", "warning", "fault", "_problem", "_stop", "PydanticCustomError"}


def codes_in(path: Path, names: set[str] | None = None) -> set[str]:
    """Codes of problems that a module raises."""
    return {
        call.args[0].value
        for name, call in calls(path)
        if name in (names or _RAISING)
        and "log." not in ast.unparse(call.func)
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def all_codes() -> set[str]:
    return {code for path in MODULES for code in codes_in(path)} | set(WORDS)


def test_codes_are_names_of_addresses() -> None:
    assert len(all_codes()) > 50
    assert [code for code in all_codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []


def test_every_code_has_an_entry_in_the_manual() -> None:
    text = RULES.read_text("utf-8")
    assert sorted(code for code in all_codes() if f"{{: #{code} }}" not in text) == []


def test_every_entry_of_the_manual_is_a_code_and_stands_once() -> None:
    entries = re.findall(r"(?m)^### .*\{: #(\S+) \}$", RULES.read_text("utf-8"))
    assert sorted(set(entries) - all_codes()) == []
    assert sorted(entries) == sorted(set(entries))


def test_own_refusals_have_words_and_words_have_a_refusal() -> None:
    raised = {code for path in MODULES for code in codes_in(path, {"fault"})}
    assert sorted(raised ^ set(WORDS)) == []


def test_every_rule_is_listed_once() -> None:
    written = {
        node.name
        for path in (PACKAGE / "check").glob("*.py")
        for node in syntax(path).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("check_")
    }
    listed = [rule.__name__ for rule in CHECKS]
    assert sorted(listed) == sorted(written)


def rule_codes(docstring: str | None) -> set[str]:
    """Codes at the head of a rule's docstring: ``code, code: what must hold``."""
    head = re.match(r"([a-z0-9-]+(?:[,;] [a-z0-9-]+)*): ", docstring or "")
    return set(re.split(r"[,;] ", head[1])) if head else set()


def test_the_docstrings_of_rules_name_the_codes_that_they_raise() -> None:
    wrong: list[str] = []
    for path in sorted((PACKAGE / "check").glob("*.py")):
        told: set[str] = set()
        for node in syntax(path).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("check_"):
                codes = rule_codes(ast.get_docstring(node))
                wrong += [] if codes else [f"{node.name} names no code"]
                told |= codes
        wrong += [f"{code} in {by_name(path)}" for code in sorted(told ^ codes_in(path))]
    assert wrong == []


def test_the_manual_names_every_reserved_code() -> None:
    entry = RULES.read_text("utf-8").partition("{: #reserved-code }")[2].partition("###")[0]
    assert sorted(code for code in RESERVED_CODES if f"`{code}`" not in entry) == []


# Commands and their documents.


def documents() -> str:
    pages = [ROOT / "README.md", *sorted((ROOT / "generator/manual/es/editores").glob("*.md"))]
    return "\n".join(page.read_text("utf-8") for page in pages)


def commands(group: click.Group, before: str = "") -> dict[str, click.Command]:
    """Commands by what is typed to run them, those of groups too."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        inner = commands(command, f"{before}{name} ") if isinstance(command, click.Group) else {}
        found |= {f"{before}{name}": command, **inner}
    return found


def test_every_command_is_documented_and_explains_its_options() -> None:
    found, text = commands(cli), documents()
    assert [name for name in found if f"avance {name}" not in text] == []
    assert [name for name, command in found.items() if not command.help] == []
    options = ((name, option) for name, command in found.items() for option in command.params)
    silent = [(name, o.name) for name, o in options if isinstance(o, click.Option) and not o.help]
    assert silent == []


def test_what_holds_a_promise_of_security_is_there() -> None:
    named = set(
        re.findall(r"`(test_\w+(?:\.py)?)`", (ROOT / "docs/proyecto/security.md").read_text())
    )
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    texts = "\n".join(path.read_text("utf-8") for path in files)
    known = {*(path.name for path in files), *re.findall(r"(?m)^def (test_\w+)", texts)}
    assert sorted(named - known) == []
    assert len(named) > 15


def test_make_help_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"(?m)^\.PHONY: (.*)$", text)
    assert phony is not None
    assert sorted(re.findall(r"(?m)^([a-z-]+):.*## ", text)) == sorted(phony[1].split())


# Messages.


Key = tuple[str, tuple[str, ...]]
"""The context of a message, "" for most, and its forms in English."""


@cache
def extracted() -> frozenset[Key]:
    """Messages of code and templates by context, collected as ``make messages`` does."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    keywords = DEFAULT_KEYWORDS | parse_keywords(re.findall(r"-k (\S+)", makefile))
    with (ROOT / "babel.cfg").open(encoding="utf-8") as stream:
        methods, options = parse_mapping_cfg(stream)  # type: ignore[no-untyped-call]
    found = extract_from_dir(ROOT, methods, options, keywords)
    return frozenset((context or "", forms(message)) for _, _, message, _, context in found)


@cache
def translated() -> Catalog:
    with (LOCALE / "avance.po").open("rb") as stream:
        return read_po(stream, locale="es")


def forms(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple | list) else (str(value),)


def placeholders(text: str) -> set[str]:
    """Names between braces, and ``%(name)s``."""
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return named | set(re.findall(r"%\(\w+\)[a-z]", text))


def test_the_catalogue_has_every_message_and_no_other() -> None:
    assert len(extracted()) > 200
    ours = {(m.context or "", forms(m.id)) for m in translated() if m.id}
    assert sorted(extracted() ^ ours) == []


def test_no_message_has_a_word_for_translators_that_english_readers_see() -> None:
    crutches = re.compile(r"\((several|many|one|plural|singular|verb|noun)\)")
    assert [text for text in map(str, extracted()) if crutches.search(text)] == []


def test_every_message_is_translated() -> None:
    empty = [m.id for m in translated() if m.id and not all(forms(m.string))]
    assert empty == []
    assert [m.id for m in translated() if m.id and m.fuzzy] == []


def test_a_translation_fills_in_the_same_values() -> None:
    wrong = [
        (message.id, message.string)
        for message in translated()
        if message.id
        for template, said in zip(forms(message.id), forms(message.string), strict=True)
        if placeholders(template) != placeholders(said)
    ]
    assert wrong == []


def test_what_is_said_at_once_is_given_its_values() -> None:
    wrong = []
    for path in MODULES:
        for name, call in calls(path):
            given = {keyword.arg for keyword in call.keywords}
            if name in {"t", "html", "n"} and None not in given:
                texts = (str(it.value) for it in call.args[:2] if isinstance(it, ast.Constant))
                missing = {value for text in texts for value in placeholders(text)} - given - {"n"}
                wrong += [f"{by_name(path)}:{call.lineno}: {value}" for value in missing]
    assert wrong == []


def test_only_the_formatter_sets_thousands_apart() -> None:
    specs = (
        (path, ast.unparse(node))
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None
    )
    assert [f"{by_name(path)}: {text}" for path, text in specs if ":," in text] == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, translated())
    compiled.seek(0)
    with (LOCALE / "avance.mo").open("rb") as stream:
        assert said_in(read_mo(stream)) == said_in(read_mo(compiled))


def said_in(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """Messages and what they say; the head, which Babel dates anew, is left out."""
    return {f"{it.context}|{it.id}": forms(it.string) for it in catalogue if it.id}


# What is handed over.


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_carry_hashes_and_name_no_server(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "//" not in text
    assert "index-url" not in text
    entries = re.split(r"(?m)^(?=[a-zA-Z0-9])", text)[1:]
    assert len(entries) > 20
    assert [e.splitlines()[0] for e in entries if "==" not in e or "--hash=sha256:" not in e] == []


def test_the_locks_hold_what_the_project_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "requirements.lock": project["dependencies"] + extras["build"],
        "requirements-dev.lock": project["dependencies"] + extras["build"] + extras["dev"],
    }
    for name, lines in wanted.items():
        locked = set(re.findall(r"(?m)^([a-z0-9-]+)==", (ROOT / name).read_text("utf-8")))
        assert {re.split(r"[<>=]", line)[0].lower() for line in lines} <= locked


def test_the_environment_of_make_setup_stays_under_400_mib() -> None:
    mebibytes = {name: size / 2**20 for name, size in sizes(ROOT).items()}
    largest = sorted(mebibytes.items(), key=lambda item: -item[1])[:9]
    assert 200 < sum(mebibytes.values()) < 395, largest


def test_no_tracked_file_names_a_place_on_one_machine_or_has_marks_of_a_merge() -> None:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    private = re.compile(b"/" + rb"work/|file:" + rb"///(?!etc/)|(?m:^(?:<{7}|>{7}) )")
    tracked = [ROOT / name.decode() for name in done.stdout.split(b"\0") if name]
    files = {path.relative_to(ROOT): path.read_bytes() for path in tracked if path.is_file()}
    assert [str(name) for name, data in files.items() if private.search(data)] == []
