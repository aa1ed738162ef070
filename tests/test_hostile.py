"""Files that no editor would write: each gets its finding, none stops the command."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import Project, examine
from generator.check import check
from generator.load import load
from generator.load.disk import read_tree
from generator.load.loader import Memo
from generator.problems import Problem
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS, as_text
from tests.cases.runner import BASE
from tests.command import run
from tests.siege import trees

PLAN = "plans/salud-2025"
SHEET = "indicators/muestras.yml"
RESULTS = f"{PLAN}/results/2025-T2.yml"
_CITED = "source: {document: plan-salud-2025, place: Anexo 1}\n"
ROUND = f"period: 2025-T2\nstatus: final\n{_CITED}results:\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small valid portal to put a hostile file into."""
    shutil.copytree(BASE / "content", tmp_path / "content")
    return tmp_path


def codes(root: Path) -> list[str]:
    """Codes that the real command prints, each finding on one line of its own."""
    done = run("check", cwd=root)
    assert done.stderr == ""
    *lines, _sums = done.stdout.splitlines()
    assert done.returncode == (1 if any(": error[" in line for line in lines) else 0)
    return [line.partition("[")[2].partition("]")[0] for line in lines]


def put(root: Path, path: str, data: bytes | str) -> None:
    target = root / "content" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data.encode() if isinstance(data, str) else data)


_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)
_STRATEGY = 'code: "2.2"\nobjective: "2"\ntitle: Vigilar el agua\nmeasures:\n  - name: Muestras\n'


def strategy(measure: str) -> str:
    """A strategy file whose only measure ends in ``measure``."""
    return f"{_STRATEGY}    {measure}\n{_CITED}"


HOSTILE: dict[str, tuple[str, bytes | str, list[str]]] = {
    "bytes that are not UTF-8": ("glossary.yml", b"- term: \xff\xfe\xfa\n", ["not-utf8"]),
    "UTF-16": ("glossary.yml", "- term: JASS\n".encode("utf-16"), ["not-utf8"]),
    "UTF-16 without mark": ("glossary.yml", b"-\x00 \x00", ["hidden-character"]),
    "UTF-8 of a surrogate": ("glossary.yml", b"- term: \xed\xa0\x80\n", ["not-utf8"]),
    "an escaped surrogate": ("glossary.yml", '- term: "\\uD800"\n', ["yaml-syntax"]),
    "tabs": ("glossary.yml", "- term: JASS\n\tname: Junta\n", ["yaml-syntax"]),
    "a NUL byte": ("glossary.yml", b"- term: JA\x00SS\n", ["hidden-character"]),
    "only NUL bytes": ("glossary.yml", b"\x00" * 4096, ["hidden-character"]),
    "a C1 control": ("glossary.yml", "- term: JA\u0085\u0084SS\n", ["hidden-character"]),
    "an escaped ESC": (
        "glossary.yml",
        '- {term: "\\e[31m", name: Junta}\n',
        ["hidden-character"],
    ),
    "more than 2 MB": ("glossary.yml", "# anotación\n" * 200_000, ["file-too-large"]),
    "a million open brackets": ("glossary.yml", "[" * 1_000_000, ["too-deep"]),
    "a million open braces": ("glossary.yml", "{a: " * 400_000, ["too-deep"]),
    "a million hyphens": ("glossary.yml", "- " * 900_000, ["too-deep"]),
    "a deep list, closed": ("glossary.yml", "[" * 900_000 + "]" * 900_000, ["too-deep"]),
    "billion laughs": ("glossary.yml", _LAUGHS, ["yaml-alias"]),
    "an alias of itself": ("glossary.yml", "- &a [*a]\n", ["yaml-alias"]),
    "a merge key": ("glossary.yml", "- {<<: {}, term: JASS, name: Junta}\n", ["yaml-alias"]),
    "a Python object": (
        "glossary.yml",
        '- !!python/object/apply:os.system ["touch hacked"]\n',
        ["mapping-expected", "yaml-tag"],
    ),
    "an empty file": ("glossary.yml", "", ["empty-file"]),
    "only a comment": ("glossary.yml", "# nada\n", ["empty-file"]),
    "one scalar": ("glossary.yml", "JASS\n", ["empty-file"]),
    "one number": ("glossary.yml", "12\n", ["empty-file"]),
    "infinity by exponent": (
        f"{PLAN}/strategies/2.2.yml",
        strategy("total: 1e999"),
        ["number-out-of-range"],
    ),
    "an exponent without end": (
        f"{PLAN}/strategies/2.2.yml",
        strategy(f"total: 1e{'9' * 400}"),
        ["not-a-number"],
    ),
    "a number of 400 digits": (
        f"{PLAN}/strategies/2.2.yml",
        strategy(f"total: {'9' * 400}"),
        ["not-a-number"],
    ),
    "a number of a million digits": (
        f"{PLAN}/strategies/2.2.yml",
        strategy(f"targets: {{2025-T1: {'9' * 1_000_001}, 2025-T2: 1}}\n    total: 5"),
        ["not-a-number"],
    ),
    "a whole number of a million digits": (
        f"{PLAN}/strategies/2.2.yml",
        strategy(f"total: 1\n    decimals: {'9' * 1_000_000}"),
        ["not-a-number"],
    ),
    "10,000 unknown keys": (
        "glossary.yml",
        "- term: JASS\n  name: Junta\n" + "".join(f"  clave{n}: {n}\n" for n in range(10_000)),
        ["unknown-key"] * 10_000,
    ),
    "a list as key": ("glossary.yml", "- {[a, b]: 1, term: JASS, name: Junta}\n", ["complex-key"]),
    "a mapping as key": (
        "glossary.yml",
        "- ? {a: 1}\n  : 2\n  term: JASS\n  name: Junta\n",
        ["complex-key"],
    ),
    "a very long line": (
        "glossary.yml",
        f"- term: JASS\n  name: {'Junta ' * 250_000}\n  source: {{document: {'x' * 400_000}}}\n",
        ["text-too-long", "text-too-long"],
    ),
    "a key longer than YAML allows": (
        "glossary.yml",
        f'- "{"x" * 5_000}": 1\n',
        ["yaml-syntax"],
    ),
    "a key that would forge a finding": (
        "glossary.yml",
        '- {term: JASS, name: Junta, "\\nsite.yml:1:1: error[x] \\e[31m": 1}\n',
        ["hidden-character"],
    ),
    "a path as id": (
        "glossary.yml",
        "- {term: JASS, name: Junta, source: {document: ../../etc/passwd}}\n",
        ["bad-id"],
    ),
    "a device as code": (
        f"{PLAN}/strategies/2.2.yml",
        'code: CON\nobjective: "2"\ntitle: Vigilar el agua\n',
        ["bad-code"],
    ),
    "a path as key of a result": (RESULTS, f"{ROUND}  ../x: 5\n", ["bad-id"]),
    "a number as key": (RESULTS, f"{ROUND}  12: 5\n", ["unquoted-text"]),
    "a device as file": ("indicators/CON.yml", "name: Muestras\n", ["bad-id"]),
    "a device with extension": ("indicators/aux.x.yml", "name: Muestras\n", ["bad-id"]),
    "an emoji as file": ("indicators/😀.yml", "name: Muestras\n", ["bad-id"]),
    "an emoji as folder": ("plans/💧/plan.yml", "title: Agua\n", ["bad-id"]),
    "another extension": ("indicators/muestras.yaml", "name: Muestras\n", ["unexpected-file"]),
    "a line end in a name": ("indicators/a\nsite.yml", "name: Muestras\n", ["bad-id"]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_finding_and_no_crash(name: str, root: Path) -> None:
    path, data, expected = HOSTILE[name]
    put(root, path, data)
    assert codes(root) == expected
    assert not (root / "hacked").exists()


def _crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    "change",
    [_crlf, lambda text: b"\xef\xbb\xbf" + text.encode()],
    ids=["CRLF", "BOM"],
)
def test_files_as_windows_saves_them_are_read(change: Callable[[str], bytes], root: Path) -> None:
    for path in (root / "content").rglob("*.yml"):
        path.write_bytes(change(path.read_text("utf-8")))
    assert codes(root) == []


def _folder(content: Path) -> None:
    (content / SHEET).mkdir()
    (content / SHEET / "nota.txt").write_text("x")


def _link_out(content: Path) -> None:
    outside = content.parent / "secreto.yml"
    outside.write_text("name: Secreto\n")
    (content / SHEET).symlink_to(outside)


def _dead_link(content: Path) -> None:
    (content / SHEET).symlink_to("nowhere")


def _link_to_itself(content: Path) -> None:
    (content / "plans" / "otra").symlink_to(content)


def _pipe(content: Path) -> None:
    os.mkfifo(content / SHEET)


def _not_utf8_name(content: Path) -> None:
    (Path(os.fsdecode(bytes(content / "indicators") + b"/a\xff.yml"))).write_text("name: x\n")


def _not_utf8_folder(content: Path) -> None:
    folder = Path(os.fsdecode(bytes(content / "plans") + b"/a\xff"))
    folder.mkdir()
    (folder / "plan.yml").write_text("title: x\n")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (_folder, ["not-a-file"]),
        (_link_out, ["symbolic-link"]),
        (_dead_link, ["symbolic-link"]),
        (_link_to_itself, ["symbolic-link"]),
        (_pipe, ["unreadable-file"]),
        (_not_utf8_name, ["bad-id"]),
        (_not_utf8_folder, ["bad-id"]),
    ],
)
def test_what_is_no_plain_file_is_refused(
    make: Callable[[Path], None], expected: list[str], root: Path
) -> None:
    make(root / "content")
    assert codes(root) == expected


@contextmanager
def _without_privileges() -> Iterator[None]:
    """Act as a user whom permissions stop; root reads everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("path", [SHEET, "indicators"])
def test_what_permissions_keep_closed_is_a_finding_and_hides_nothing_else(path: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        shutil.copytree(BASE / "content", root / "content")
        put(root, SHEET, "name: Muestras\n")
        put(root, "notas.txt", "x")
        closed = root / "content" / path
        before = {problem.code for problem in examine(Project(root)).problems}
        assert "unreadable-file" not in before
        closed.chmod(0)
        with _without_privileges():
            problems = examine(Project(root)).problems
        closed.chmod(stat.S_IRWXU)
    found = {(problem.place.path, problem.code) for problem in problems}
    assert (f"content/{path}", "unreadable-file") in found
    assert ("content/notas.txt", "unexpected-file") in found


def test_a_message_never_holds_a_page_of_the_file(root: Path) -> None:
    put(root, "glossary.yml", f"- {{term: JASS, name: Junta, x{'y' * 1_000}: 1}}\n")
    put(root, f"{PLAN}/strategies/2.2.yml", strategy(f"kind: {'z' * 100_000}\n    total: 1"))
    put(root, RESULTS, f"{ROUND}  talleres-realizados: {'8%' * 50_000}\n")
    texts = [as_text([problem], Formatter("es")) for problem in examine(Project(root)).problems]
    assert len(texts) == 3
    assert max(len(text) for text in texts) < 600


# whatever happens to a real file

REAL = trees.files()
_PIECES = st.one_of(
    st.sampled_from([b"\t", b"\r", b"#", b"&a ", b"*a", b"!x ", b"[", b"{", b"}", b"- ", b": "]),
    st.sampled_from([b'"', b"'", b"|\n", b"---\n", b"%", b"\xff", b"\x00", b"\xc2\x80", b"? "]),
    st.sampled_from([b"1e9", b"98,5", b"#REF!", b"null", b"{a: 1}", b"\n\n", b"2024-Q1"]),
    st.binary(min_size=1, max_size=6),
)
_EDITS = st.tuples(
    st.sampled_from(["insert", "delete", "replace", "double a line", "drop a line", "cut"]),
    st.floats(0, 1, allow_nan=False),
    st.integers(1, 40),
    _PIECES,
)


def edited(data: bytes, kind: str, where: float, size: int, piece: bytes) -> bytes:
    """``data`` after one accident at ``where`` (0 = start, 1 = end)."""
    at = int(len(data) * where)
    start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at) + 1 or len(data)
    return {
        "insert": data[:at] + piece + data[at:],
        "delete": data[:at] + data[at + size :],
        "replace": data[:at] + piece + data[at + len(piece) :],
        "double a line": data[:end] + data[start:end] + data[end:],
        "drop a line": data[:start] + data[end:],
        "cut": data[:at],
    }[kind]


def assert_can_be_told(problems: list[Problem], files: dict[str, bytes]) -> None:
    """Every finding has a place in its file and is one line in every language and format."""
    for lang in ("es", "en"):
        for form in FORMATS.values():
            form(problems, Formatter(lang))
        assert len(as_text(problems, Formatter(lang)).splitlines()) == len(problems)
    for problem in problems:
        place = problem.place
        n_lines = len(files[place.path.removeprefix("content/")].splitlines())
        assert 0 <= place.line <= n_lines + 1


_ACCIDENTS = st.tuples(st.sampled_from(sorted(REAL)), st.lists(_EDITS, min_size=1, max_size=4))
_READ: Memo = {}
"""The real files, read once: an accident happens to one of them."""


def assert_survives(path: str, edits: list[tuple[str, float, int, bytes]]) -> None:
    data = REAL[path]
    for edit in edits:
        data = edited(data, *edit)
    files = {**REAL, path: data}
    catalog, problems = load(files, memo=_READ)
    assert_can_be_told([*problems, *check(catalog)], files)


@settings(max_examples=30)
@given(_ACCIDENTS)
def test_no_accident_to_a_real_file_stops_the_check(
    accident: tuple[str, list[tuple[str, float, int, bytes]]],
) -> None:
    assert_survives(*accident)


@pytest.mark.proof
@settings(max_examples=3_000)
@given(_ACCIDENTS)
def test_no_accident_at_all_to_a_real_file_stops_the_check(
    accident: tuple[str, list[tuple[str, float, int, bytes]]],
) -> None:
    assert_survives(*accident)


@settings(max_examples=150)
@given(data=st.binary(max_size=300), path=st.sampled_from(["glossary.yml", RESULTS, "site.yml"]))
def test_no_bytes_at_all_stop_the_check(data: bytes, path: str) -> None:
    catalog, problems = load({path: data})
    assert catalog.broken == ({path} if problems else set())
    assert problems or yaml.safe_load(data) == []  # a glossary may be empty
    check(catalog)


_YAMLISH = st.recursive(
    st.sampled_from(["1", "x", '""', "~", "no", "2024", "2024-T1", "98,5", "done", "#REF!"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: "[" + ", ".join(parts) + "]"),
        st.dictionaries(
            st.sampled_from(["code", "title", "value", "targets", "2024", "kind", "source", "by"]),
            inner,
            max_size=3,
        ).map(lambda parts: "{" + ", ".join(f"{k}: {v}" for k, v in parts.items()) + "}"),
    ),
    max_leaves=8,
)
_KEYS = ["code", "objective", "title", "budget", "measures", "activities", "schedule", "sections"]
_KEYS += ["results", "period", "status", "cutoff", "bands", "levels", "objectives", "approval"]


@settings(max_examples=300)
@given(
    parts=st.dictionaries(st.sampled_from(_KEYS), _YAMLISH, max_size=6),
    path=st.sampled_from([f"{PLAN}/strategies/1.1.yml", RESULTS, "site.yml", f"{PLAN}/plan.yml"]),
)
def test_no_value_in_the_wrong_place_stops_the_check(parts: dict[str, str], path: str) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in parts.items())
    files = {path: text.encode()}
    catalog, problems = load(files)
    for problem in [*problems, *check(catalog)]:
        assert "object at 0x" not in as_text([problem], Formatter("en"))
        assert "Plain(" not in as_text([problem], Formatter("en"))
        assert "{'" not in as_text([problem], Formatter("en"))


# whatever value an editor finds room for

_EXTREME: tuple[str, ...] = (
    "0",
    "-1",
    "1",
    "9" * 15,
    "-" + "9" * 15,
    "0.000000000001",
    '""',
    '" "',
    "null",
    "[]",
)
_EXTREME += ("{}", "1000-01-01", "1899-12-31", "9999-12-31", "2025-02-30", "2199", "2199-W53")
_EXTREME += ("1900", '"' + "ñ" * 3_000 + '"', '"<script>alert(1)</script>"', '"{{ x }}"', "true")
SMALL, _ = read_tree(BASE / "content")
_VALUE = re.compile(rb"(?<=: )[^\s\[{,}\]]+")
_PLACES = [(path, found.span()) for path, data in SMALL.items() for found in _VALUE.finditer(data)]


@pytest.mark.proof
@settings(max_examples=400)
@given(
    st.lists(
        st.tuples(st.sampled_from(_PLACES), st.sampled_from(_EXTREME)),
        min_size=1,
        max_size=2,
        unique_by=lambda swap: swap[0][0],
    )
)
def test_no_value_stops_the_build(swaps: list[tuple[tuple[str, tuple[int, int]], str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = dict(SMALL)
        for (path, (start, end)), value in swaps:
            files[path] = files[path][:start] + value.encode() + files[path][end:]
        for path, data in files.items():
            put(root, path, data)
        env = {"GIT_CEILING_DIRECTORIES": folder}
        done = run("build", "--quiet", "--as-of", "2026-10-01", cwd=root, env=env)
        assert done.returncode in {0, 1}, done.stderr
        assert done.stderr == ""
