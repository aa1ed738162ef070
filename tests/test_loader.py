"""From bytes to a catalogue: places, all problems at once, nothing changed on the way."""

from __future__ import annotations

import re
import tracemalloc
from decimal import Decimal

import pytest
import yaml
from pydantic import BaseModel, ValidationError

from generator.check import check
from generator.load import load, shipped
from generator.load.disk import read_tree
from generator.load.explain import explain
from generator.load.layout import KINDS, slot_of
from generator.load.loader import natural
from generator.load.yaml_text import read_yaml
from generator.model.catalog import Catalog, Level, cite, measure_id
from generator.model.method import Bands
from generator.model.origin import OriginList, OriginMap, locate
from generator.model.scalars import Milestone, Plain, State
from generator.model.source import Source
from generator.problems import Place, Problem, Severity
from generator.synth import Country, synthesize
from generator.synth.content import MONTHS, InventedPlan
from generator.words.formatter import Formatter
from generator.words.problems import as_text
from tests.cases.runner import BASE
from tests.helpers import content, with_lines

STRATEGY = "plans/salud-2025/strategies/1.1.yml"
WATER = "plans/salud-2025/strategies/2.1-agua.yml"
RESULTS = "plans/salud-2025/results/2025-T1.yml"
PLAN = "plans/salud-2025/plan.yml"
SHEET = "indicators/talleres-realizados.yml"
ONE = Country(institutions=1, activities=23, months=12, seed=5)


def base() -> dict[str, bytes]:
    """The files of the base of the cases."""
    files, unreadable = read_tree(BASE / "content")
    assert not unreadable
    return files


def changed(path: str, before: str, after: str) -> dict[str, bytes]:
    """The base with one text replaced in one file."""
    files = base()
    text = files[path].decode()
    assert before in text
    return {**files, path: text.replace(before, after).encode()}


def loaded(files: dict[str, bytes]) -> Catalog:
    catalog, problems = load(files)
    assert problems == []
    return catalog


def found(files: dict[str, bytes]) -> list[str]:
    """Findings of loading and of all rules, as ``path:line:column code``."""
    catalog, problems = load(files, prefix="")
    return [f"{problem.place} {problem.code}" for problem in [*problems, *check(catalog)]]


def tree(text: str) -> OriginMap | OriginList:
    node, problems = read_yaml("x.yml", text.encode())
    assert problems == []
    assert node is not None
    return node


def first_problem(data: bytes) -> Problem:
    _, problems = read_yaml("x.yml", data)
    return problems[0]


# places

DOCUMENT = """\
title: Plan
period: {from: 2017, to: 2027}
levels:
  objective:
    singular: "Objetivo"
  lists: [a, b, [c]]
objectives:
  - code: "1"
    title: >-
      Uno y
      dos
  - {code: "2", title: Ñandú y más, x: 1}
"""


@pytest.mark.parametrize(
    ("keys", "line", "column"),
    [
        ((), 1, 1),
        (("title",), 1, 8),
        (("period",), 2, 9),
        (("period", "to"), 2, 26),
        (("levels", "objective"), 5, 5),
        (("levels", "objective", "singular"), 5, 15),
        (("levels", "lists", 1), 6, 14),
        (("levels", "lists", 2, 0), 6, 18),
        (("objectives",), 8, 3),
        (("objectives", 0), 8, 5),
        (("objectives", 0, "title"), 9, 12),
        (("objectives", 1), 12, 5),
        (("objectives", 1, "x"), 12, 40),
    ],
)
def test_every_value_has_its_line_and_column(
    keys: tuple[str | int, ...], line: int, column: int
) -> None:
    assert locate(tree(DOCUMENT), keys) == Place("x.yml", line, column)


@pytest.mark.parametrize(
    ("keys", "line", "column"),
    [
        (("title",), 1, 1),
        (("period", "to"), 2, 22),
        (("levels", "objective", "singular"), 5, 5),
        (("objectives", 1, "x"), 12, 37),
    ],
)
def test_every_key_has_its_line_and_column(
    keys: tuple[str | int, ...], line: int, column: int
) -> None:
    assert locate(tree(DOCUMENT), keys, at_key=True) == Place("x.yml", line, column)


def test_what_is_not_written_has_the_place_of_what_holds_it() -> None:
    assert locate(tree(DOCUMENT), ("levels", "objective", "plural")) == Place("x.yml", 5, 5)
    assert locate(tree(DOCUMENT), ("objectives", 7)) == Place("x.yml", 8, 3)


def test_a_key_without_value_is_shown_at_the_key() -> None:
    assert locate(tree("a: 1\nb:\nc: 2\n"), ("b",)) == Place("x.yml", 2, 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_the_same_with_every_line_end(newline: str) -> None:
    node = tree(DOCUMENT.replace("\n", newline))
    assert locate(node, ("objectives", 1, "x")) == Place("x.yml", 12, 40)


def test_a_byte_order_mark_moves_no_column() -> None:
    assert locate(tree("\ufefftitle: Plan\n"), ("title",)) == Place("x.yml", 1, 8)


def test_models_know_where_they_were_written() -> None:
    catalog = loaded(base())
    measure = catalog.plans["salud-2025"].by_code["1.1.1"].node.measures[0]
    path = f"content/{STRATEGY}"
    assert measure.place_of() == Place(path, 11, 9)
    assert measure.place_of("total") == Place(path, 13, 16)
    assert measure.place_of("targets", "2025-T3") == Place(path, 12, 54)
    assert measure.place_of("targets", "2025-T3", at_key=True) == Place(path, 12, 45)


def test_two_models_are_equal_when_they_say_the_same_wherever_it_stands() -> None:
    moved = {**base(), STRATEGY: b"# una nota\n\n" + base()[STRATEGY]}
    before, after = (loaded(files).plans["salud-2025"].strategies[0] for files in (base(), moved))
    assert before == after
    assert before.place_of("title") != after.place_of("title")
    other = loaded(changed(STRATEGY, "2025-T4: 10", "2025-T4: 10.0")).plans["salud-2025"]
    assert other.strategies[0] == before
    other = loaded(changed(STRATEGY, "cuidar la salud", "cuidar el agua")).plans["salud-2025"]
    assert other.strategies[0] != before


# all problems at once, no cascades


def test_all_problems_of_all_files_are_found_in_one_run() -> None:
    files = base()
    files["site.yml"] = files["site.yml"].replace(b"licence:", b"licencia:")
    files["glossary.yml"] = b"- term: JASS\n\tname: x\n"
    files[STRATEGY] = files[STRATEGY].replace(b"2025-T1: 10", b"2025-Q1: 10%")
    files[WATER] = files[WATER].replace(b"objective:", b"objetivo:").replace(b": 70", b": '70'")
    assert found(files) == [
        "glossary.yml:2:1 yaml-syntax",
        f"{STRATEGY}:12:19 bad-period",
        f"{STRATEGY}:12:28 percent-sign",
        f"{WATER}:2:1 unknown-key",
        f"{WATER}:9:28 quoted-number",
        "site.yml:4:1 unknown-key",
    ]


@pytest.mark.parametrize("path", sorted(base()))
def test_a_broken_file_is_the_only_thing_that_is_reported(path: str) -> None:
    files = {**base(), path: base()[path] + b'\n"sin cerrar'}
    codes = {(line.split(":")[0], line.split()[-1]) for line in found(files)}
    assert codes == {(path, "yaml-syntax")}


@pytest.mark.parametrize("path", sorted(base()))
def test_a_file_with_a_wrong_value_is_the_only_thing_that_is_reported(path: str) -> None:
    text = base()[path].decode()
    wrong = text + ("- {desconocida: 1}\n" if text.startswith("-") else "desconocida: 1\n")
    files = {**base(), path: wrong.encode()}
    assert {line.split(":")[0] for line in found(files)} == {path}


def test_a_broken_file_does_not_hide_the_next() -> None:
    files = {**base(), STRATEGY: b"\x00"}
    files[WATER] = files[WATER].replace(b"total: 82.5", b"total: 80")
    catalog, problems = load(files)
    assert catalog.broken == {STRATEGY}
    assert [problem.code for problem in problems] == ["hidden-character"]
    assert [strategy.code for strategy in catalog.plans["salud-2025"].strategies] == ["2.1"]
    assert [problem.code for problem in check(catalog)] == ["total-mismatch"]


def test_a_file_that_yaml_reads_otherwise_than_written_is_not_used() -> None:
    files = changed(STRATEGY, "total: 40", "total: 40\n        total: 41")
    catalog, problems = load(files)
    assert [problem.code for problem in problems] == ["duplicate-key"]
    assert catalog.broken == {STRATEGY}
    assert check(catalog) == []


def test_findings_come_in_the_order_of_the_files_and_without_repetition() -> None:
    files = dict.fromkeys(("site.yml", "glossary.yml", "documents.yml"), b"a: 1\na: 2\n")
    _, problems = load(files)
    assert problems == sorted(problems, key=lambda problem: problem.place)
    assert len({str(problem) for problem in problems}) == len(problems) == 10


def test_loading_the_same_files_in_another_order_gives_the_same() -> None:
    files = {**base(), "notas.txt": b"", "glossary.yml": b"- {x: 1, y: 2}\n"}
    backwards = dict(reversed(files.items()))
    assert load(files)[1] == load(backwards)[1]
    assert load(files)[0] == load(backwards)[0]


def test_the_prefix_stands_before_every_path() -> None:
    _, problems = load({"notas.txt": b"", "plans/x/calendar.yml": b""}, prefix="HEAD:content/")
    assert {problem.place.path for problem in problems} == {
        "HEAD:content/notas.txt",
        "HEAD:content/plans/x/calendar.yml",
        "HEAD:content/plans/x/plan.yml",
    }


def test_no_files_at_all_are_a_portal_without_site() -> None:
    lists = dict.fromkeys(("units", "documents", "methods", "profiles", "corrections"), ())
    empty = Catalog(registers=lists, methods=shipped.methods())
    assert load({}) == (empty, [])
    assert [problem.code for problem in check(empty)] == ["missing-site"]


def test_a_refusal_of_pydantic_without_words_of_ours_still_gets_its_place() -> None:
    class Strange(BaseModel):
        title: bytes

    node = tree("title:\n  - 1\n")
    with pytest.raises(ValidationError) as caught:
        Strange.model_validate(node)
    (problem,) = explain(node, caught.value)
    assert (problem.code, problem.place) == ("not-accepted", Place("x.yml", 2, 3))
    assert "valid bytes" in str(problem.message)


class Torn(bytes):
    """A file that cannot be read in a way that nobody thought of."""

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        raise RuntimeError(f"torn at\x1b {encoding}{errors}")


def test_an_accident_while_reading_is_a_finding_of_that_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = base() | {SHEET: Torn(b"name: Talleres")}
    monkeypatch.delenv("AVANCE_DEBUG", raising=False)
    catalog, (problem,) = load(files)
    assert catalog.broken == {SHEET}
    assert as_text([problem], Formatter("en")) == (
        f"content/{SHEET}: error[not-accepted] the program failed at this file "
        "(RuntimeError: torn at? utf-8-sigstrict). Please report it to those who keep the program"
    )
    assert check(catalog) == []
    monkeypatch.setenv("AVANCE_DEBUG", "1")
    with pytest.raises(RuntimeError):
        load(files)


def test_more_files_than_a_portal_has_are_one_finding() -> None:
    notes = {f"notas/{n}": b"" for n in range(50_001)}
    catalog, problems = load(base() | notes)
    assert [(str(p.place), p.code) for p in problems] == [("content/", "content-too-large")]
    assert check(catalog) == []


@pytest.mark.proof
def test_a_hundred_thousand_measures_of_twelve_months_are_inside_the_bounds() -> None:
    months = ", ".join(f"2024-{month:02}: {month}" for month in range(1, 13))
    lines = {}
    for n in range(1, 21):
        name = f"plans/salud-2025/strategies/9.{n}.yml"
        rows = [f'code: "9.{n}"', 'objective: "1"', "title: Acción", "measures:"]
        rows += [f"- {{id: m{n}-{m}, unit: Visita, targets: {{{months}}}}}" for m in range(5_000)]
        lines[name] = "\n".join(rows).replace("2024-", "2025-").encode()
    before = load(base())[0].measures("salud-2025")
    catalog, problems = load(base() | lines)
    assert (problems, len(catalog.measures("salud-2025"))) == ([], 100_000 + len(before))
    assert [p for p in check(catalog) if p.severity is Severity.ERROR] == []


# what is read is what was written


def test_a_hundred_thousand_measures_fit_into_two_gigabytes() -> None:
    def peak(n: int) -> int:
        *_, last = InventedPlan(next(synthesize(ONE)).institution, n, MONTHS, "7").versions()
        tracemalloc.start()
        catalog, problems = load(last.files)
        assert [*problems, *check(catalog)] == []
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(20)  # what is kept of every content
    each = (peak(220) - peak(20)) / 200
    assert each * 100_000 < 1_900_000_000, each


def test_a_number_that_stands_often_is_told_at_each_of_its_places() -> None:
    *_, last = next(synthesize(ONE)).versions
    path = "plans/poi-2025/results/2025-12.yml"
    text = re.sub(r"(AOI[.][0-9]+: )[0-9]+\b", r"\g<1>1.5", last.files[path].decode(), count=2)
    spots = [
        Place(f"content/{path}", line=n, column=it.start() + 1)
        for n, line in enumerate(text.splitlines(), 1)
        for it in re.finditer(r"1[.]5\b", line)
    ]
    catalog, problems = load({**last.files, path: text.encode()})
    told = [it.place for it in check(catalog) if it.code == "value-of-other-kind"]
    assert problems == []
    assert told == spots
    assert len(spots) == 2


def test_codes_are_kept_as_text() -> None:
    files = base()
    files["plans/salud-2025/strategies/2.10.yml"] = (
        b'code: "2.10"\nobjective: "2"\ntitle: A\nactivities:\n'
        b'  - {code: "0067", title: B}\n  - {code: "1.10", title: C}\n'
        b"  - {code: AOI00015400054, title: D}\n"
    )
    folder = loaded(files).plans["salud-2025"]
    assert [item.code for item in folder.strategies[-1].activities] == [
        "0067",
        "1.10",
        "AOI00015400054",
    ]


def test_decimals_keep_the_digits_of_the_author() -> None:
    files = changed(STRATEGY, "12500.00", "0.10")
    ((_, line),) = loaded(files).plans["salud-2025"].budget()
    assert (line.amount, str(line.amount)) == (Decimal("0.1"), "0.10")


def test_quoted_text_is_never_guessed() -> None:
    node = tree("""a: "no"\nb: '1.10'\nc: "2024-03-01"\nd: ""\ne: |\n  12\nf: "~"\n""")
    assert list(node) == list("abcdef")
    assert isinstance(node, OriginMap)
    assert list(node.values()) == ["no", "1.10", "2024-03-01", "", "12\n", "~"]


def test_unquoted_text_is_never_turned_into_something_else() -> None:
    node = tree("a: no\nb: 1.10\nc: 2024-03-01\nd:\ne: 0o17\nf: 1.1.1\n")
    assert isinstance(node, OriginMap)
    assert [str(value) for value in node.values()] == [
        "no",
        "1.10",
        "2024-03-01",
        "",
        "0o17",
        "1.1.1",
    ]
    kinds = [value.kind for value in node.values() if isinstance(value, Plain)]
    assert kinds == ["bool", "number", "date", "null", "number"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("a: #REF!", "#REF!"),
        ("a:   #N/A  ", "#N/A"),
        ("a: #DIV/0!", "#DIV/0!"),
        ("a: #¡VALOR!", "#¡VALOR!"),
        ("a: #¿NOMBRE?", "#¿NOMBRE?"),
        ("a: #¡REF! # nota", "#¡REF!"),
        ("'a: b': #NUM!", "#NUM!"),
    ],
)
def test_a_spreadsheet_error_that_yaml_takes_for_a_comment_is_kept(line: str, text: str) -> None:
    node = tree(f"{line}\nz: 1\n")
    assert isinstance(node, OriginMap)
    assert next(iter(node.values())) == Plain(text, "spreadsheet")


@pytest.mark.parametrize("line", ["a: # nota", "a: #", "a: # REF!", "a: ~ #REF!", "a: '' #N/A"])
def test_a_comment_is_no_spreadsheet_error(line: str) -> None:
    node = tree(f"{line}\nz: 1\n")
    assert isinstance(node, OriginMap)
    assert node["a"] in (Plain("", "null"), Plain("~", "null"), "")


@pytest.mark.parametrize(
    ("text", "value", "keys"),
    [
        ("{a: 98,5}", "98,5", ["a"]),
        ("{a: 98,5, b: 3}", "98,5", ["a", "b"]),
        ("{a: 1,234,567}", "1,234,567", ["a"]),
        ("{a: -98,50}", "-98,50", ["a"]),
        ("{a: 98, 5}", "98", ["a", "5"]),
        ("{a: x,5}", "x", ["a", "5"]),
        ("{a: 98,b}", "98", ["a", "b"]),
        ("{a: 98,5: 1}", "98", ["a", "5"]),
    ],
)
def test_a_decimal_comma_between_braces_stays_with_its_number(
    text: str, value: str, keys: list[str]
) -> None:
    node = tree(f"x: {text}\n")
    assert isinstance(node, OriginMap)
    inner = node["x"]
    assert [str(key) for key in inner] == keys
    assert str(inner["a"]) == value


def test_the_tree_has_what_pyyaml_reads_where_nothing_is_guessed() -> None:
    read = yaml.load(DOCUMENT, Loader=yaml.BaseLoader)  # noqa: S506  # builds text only
    assert _plain(tree(DOCUMENT)) == read


def _plain(node: object) -> object:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    return str(node)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"a: 1\nb: \xe9\n", "not-utf8", 2, 4),
        ("a: ñ\nñé: ".encode() + b"\xff\n", "not-utf8", 2, 5),
        ("a: 1\n".encode("utf-16-le"), "hidden-character", 1, 2),
        ("a: 1\n".encode("utf-16"), "not-utf8", 1, 1),
        ("a: 1\n".encode("utf-16-be"), "hidden-character", 1, 1),
        ("a: 1\n".encode("utf-32"), "not-utf8", 1, 1),
        (b"a: 1\nb: \x00\n", "hidden-character", 2, 4),
        (b"a: 1\nbc: \x1b[31m\n", "hidden-character", 2, 5),
        ("a: \u0080\n".encode(), "hidden-character", 1, 4),
        ("a: \u009f\n".encode(), "hidden-character", 1, 4),
        ("a: \ufffe\n".encode(), "hidden-character", 1, 4),
        (b"a: 1\n---\nb: 2\n", "several-documents", 2, 1),
        (b"a: 1\n...\n---\nb: 2\n", "several-documents", 3, 1),
        (b"a: &x 1\n", "yaml-alias", 1, 4),
        (b"a: *x\n", "yaml-alias", 1, 4),
        (b"<<: {a: 1}\n", "yaml-alias", 1, 1),
        (b"a: !!int 1\n", "yaml-tag", 1, 4),
        (b"a: ! 1\n", "yaml-tag", 1, 4),
        (b"a: 1\nb: {a: 1, a: 2}\n", "duplicate-key", 2, 11),
        (b'a: 1\n"a": 2\n', "duplicate-key", 2, 1),
        (b"? [a]\n: 1\n", "complex-key", 1, 3),
        (b"[" * 41, "too-deep", 1, 41),
        (b"", "empty-file", 1, 1),
        (b"# nada\n", "empty-file", 1, 1),
        (b"---\n", "empty-file", 1, 1),
        (b"texto\n", "empty-file", 1, 1),
        (b"a: 1\n b: 2\n", "yaml-syntax", 2, 3),
        (b"a: [1\n", "yaml-syntax", 1, 4),
    ],
)
def test_what_cannot_be_read_is_shown_where_it_stands(
    data: bytes, code: str, line: int, column: int
) -> None:
    problem = first_problem(data)
    assert (problem.code, problem.place) == (code, Place("x.yml", line, column))


def test_forty_levels_are_deep_enough() -> None:
    node, problems = read_yaml("x.yml", b"[" * 40 + b"]" * 40)
    assert problems == []
    assert node is not None


# layout and catalogue


@pytest.mark.parametrize(
    ("path", "kind", "plan", "stem"),
    [
        ("site.yml", "site", "", ""),
        ("units.yml", "units", "", ""),
        ("documents.yml", "documents", "", ""),
        ("glossary.yml", "glossary", "", ""),
        ("regions.yml", "regions", "", ""),
        ("regions.geojson", "map", "", ""),
        ("indicators/a-b.yml", "indicator", "", "a-b"),
        ("plans/p/plan.yml", "plan", "p", ""),
        ("plans/p/strategies/1.1-x.yml", "strategy", "p", "1.1-x"),
        ("plans/p/results/2024-T1.yml", "results", "p", "2024-T1"),
        ("plans/p/amendments.yml", "amendments", "p", ""),
        ("plans/p/published.yml", "published", "p", ""),
        ("plans/p/recommendations.yml", "recommendations", "p", ""),
        ("plans/p/calendar.yml", "calendar", "p", ""),
    ],
)
def test_a_path_says_what_a_file_holds(path: str, kind: str, plan: str, stem: str) -> None:
    slot = slot_of(path)
    assert slot is not None
    assert (slot.kind.name, slot.plan, slot.stem) == (kind, plan, stem)


def test_every_kind_of_file_is_in_the_base_of_the_cases() -> None:
    kinds = {slot.kind for path in base() if (slot := slot_of(path))}
    of_few = {"regions", "map", "methods", "profiles", "page", "source", "corrections"}
    assert {kind.name for kind in kinds} | of_few == {kind.name for kind in KINDS}


@pytest.mark.parametrize(
    "path",
    [
        "Site.yml",
        "site.yaml",
        "x/site.yml",
        "plans/plan.yml",
        "plans/p/q/plan.yml",
        "indicators/a/b.yml",
        "indicators/.yml",
        "plans/p/strategies/.yml",
        "plans//plan.yml",
        "site.yml\n",
        "",
    ],
)
def test_other_paths_hold_nothing(path: str) -> None:
    assert slot_of(path) is None


def test_the_catalogue_holds_what_the_files_say() -> None:
    catalog = loaded(base())
    assert catalog.site is not None
    assert catalog.site.name == "Planes de Las Palmas"
    assert list(catalog.units) == ["muni", "oficina-de-salud"]
    assert list(catalog.documents) == ["plan-salud-2025", "ordenanza-012-2025"]
    assert [term.term for term in catalog.glossary] == ["JASS"]
    assert sorted(catalog.indicators) == ["hogares-con-agua-segura", "talleres-realizados"]
    folder = catalog.plans["salud-2025"]
    assert (folder.id, folder.complete, catalog.broken) == ("salud-2025", True, frozenset())
    parts = (folder.results, folder.amendments, folder.published, folder.recommendations)
    assert [len(part) for part in parts] == [1, 1, 1, 1]
    assert len(folder.calendar) == 2
    assert (catalog.currency("salud-2025"), catalog.bands("salud-2025")) == ("PEN", _bands(75, 95))


def _bands(medium: int, high: int) -> Bands:
    return Bands(medium=Decimal(medium), high=Decimal(high))


def test_the_bands_of_the_plan_come_before_those_of_its_method_and_of_the_portal() -> None:
    own = changed(PLAN, "state:", "bands: {medium: 50, high: 80}\nstate:")
    assert loaded(own).bands("salud-2025") == _bands(50, 80)
    general = changed(PLAN, "ceplan-2024", "simple-2026")
    general["site.yml"] = general["site.yml"].replace(b"medium: 75", b"medium: 60")
    assert loaded(general).bands("salud-2025") == _bands(60, 95)


def test_the_elements_of_a_plan_stand_in_its_order_and_know_their_parents() -> None:
    folder = loaded(base()).plans["salud-2025"]
    assert [(element.level.code, element.code, element.parents) for element in folder.elements] == [
        ("plan", "plan", ()),
        ("objective", "1", ("plan",)),
        ("objective", "2", ("plan",)),
        ("strategy", "1.1", ("1",)),
        ("activity", "1.1.1", ("1.1",)),
        ("activity", "1.1.2", ("1.1",)),
        ("strategy", "2.1", ("2",)),
        ("activity", "2.1.1", ("2.1",)),
    ]
    assert [element.code for element in folder.children("1.1")] == ["1.1.1", "1.1.2"]
    assert [element.code for element in folder.of_level(Level.STRATEGY)] == ["1.1", "2.1"]


def test_a_strategy_of_two_objectives_is_a_child_of_both_and_one_element() -> None:
    folder = loaded(changed(WATER, 'objective: "2"', 'objective: ["1", "2"]')).plans["salud-2025"]
    assert [element.code for element in folder.children("1")] == ["1.1", "2.1"]
    assert [element.code for element in folder.children("2")] == ["2.1"]
    assert [element.code for element in folder.elements].count("2.1") == 1


def test_strategies_stand_in_the_order_of_their_numbers() -> None:
    files = base()
    for code in ("2.10", "2.9", "10.1"):
        text = f'code: "{code}"\nobjective: "2"\ntitle: A\n'
        files[f"plans/salud-2025/strategies/{code}.yml"] = text.encode()
    order = [strategy.code for strategy in loaded(files).plans["salud-2025"].strategies]
    assert order == ["1.1", "2.1", "2.9", "2.10", "10.1"]


@pytest.mark.parametrize(
    "order",
    [
        ["1", "1.1", "1.2", "1.10", "2", "10"],
        ["AEI.01.02", "AEI.01.10", "AEI.02.01"],
        ["AOI00015400054", "AOI00015400100", "AOI00099300006"],
        ["a1", "a2", "a10", "b1"],
    ],
)
def test_codes_sort_as_people_count(order: list[str]) -> None:
    shuffled = sorted(order, key=lambda code: code[::-1])
    assert sorted(shuffled, key=natural) == order


def test_results_stand_in_the_order_of_their_periods() -> None:
    files = base()
    for period in ("2025-T3", "2025", "2025-01"):
        text = f"period: {period}\nstatus: final\nresults: {{}}\n"
        files[f"plans/salud-2025/results/{period}.yml"] = text.encode()
    order = [str(results.period) for results in loaded(files).plans["salud-2025"].results]
    assert order == ["2025", "2025-T1", "2025-01", "2025-T3"]


def test_the_four_states_of_a_result_stay_different() -> None:
    files = changed(
        RESULTS,
        "talleres-realizados: 8",
        "a: 0\n  b: not-programmed\n  c: not-applicable\n  d: done\n  e: {text: Sin cifra.}",
    )
    catalog, problems = load(files)
    assert problems == []
    entries = catalog.plans["salud-2025"].results[0].results
    assert [entry.value for entry in entries.values()] == [
        Decimal(0),
        State.NOT_PROGRAMMED,
        State.NOT_APPLICABLE,
        Milestone.DONE,
        None,
    ]


def test_a_measure_is_called_by_its_id_its_indicator_or_its_element() -> None:
    files = base()
    files["plans/salud-2025/strategies/2.2.yml"] = (
        b'code: "2.2"\nobjective: "2"\ntitle: A\nmeasures:\n'
        b"  - {id: x, indicator: talleres-realizados}\n  - {indicator: talleres-realizados}\n"
        b"  - {name: Muestras}\n"
    )
    strategy = loaded(files).plans["salud-2025"].by_code["2.2"]
    names = [measure_id(measure, strategy.code) for measure in strategy.node.measures]
    assert names == ["x", "talleres-realizados", "2.2"]


def test_a_citation_takes_from_the_next_one_the_document_it_leaves_out() -> None:
    near, far = Source(place="Fila 3"), Source(document="plan", place="Anexo 1")
    assert cite(near, None, far) == Source(document="plan", place="Fila 3")
    assert cite(None, far) == far
    assert cite(None, None) is None
    measure = loaded(base()).measures("salud-2025")[0]
    assert measure.source == Source(document="plan-salud-2025", place="Anexo 1")


def test_of_two_entries_with_one_id_the_first_counts() -> None:
    double = b"- id: muni\n  name: Otra\n  kind: entity\n"
    files = {**base(), "units.yml": base()["units.yml"] + double}
    catalog = loaded(files)
    assert catalog.units["muni"].name == "Municipalidad Distrital de Las Palmas"
    assert len(catalog.registers["units"]) == 3


# What is refused, with the text to write.


@pytest.mark.parametrize(
    ("path", "old", "new", "hint"),
    [
        (STRATEGY, "^title: .*", "title: 'Agua' y \"luz\"", "«title: '''Agua'' y \"luz\"'»"),
        (STRATEGY, "^title: .*", "title: [Agua] segura", '«title: "[Agua] segura"»'),
        (STRATEGY, "^title: .*", "title: *Agua segura", '«title: "*Agua segura"»'),
        (STRATEGY, "^title: .*", "title: > agua", '«title: "> agua"»'),
        ("units.yml", r"\A- id:", "-id:", "Escriba «- id: muni»"),
        (PLAN, "^entity:.*", "entity: Municipalidad de Las Palmas", "¿Quiso decir «muni»?"),
        (PLAN, "^kind:.*", "kind: POI", "¿Quiso decir «operational»?"),
        (PLAN, "date: 2025-01-10", "date: 10 de enero de 2025", "año-mes-día: 2025-01-10"),
        (PLAN, "^period:.*", "period: enero 2025", "¿Quiso decir «2025-01»?"),
        (PLAN, "^period:.*", "period: 2025 al 2027", "{from: 2025, to: 2027}"),
        (PLAN, "^period:.*", "period: {desde: 2025, hasta: 2027}", "{from: 2025, to: 2027}"),
        (PLAN, "^period:", "year_starts: julio\nperiod:", "Escriba el número del mes"),
        (PLAN, r"^levels:\n(  .*\n)+", "levels: [Eje, Meta]\n", "levels: [{code: …, singular: …"),
        (STRATEGY, "2025-T1: [0-9]+", "2025-T1: {min: 8, max: 9}", "Escriba {from: 8, to: 9}"),
        (STRATEGY, "2025-T1: [0-9]+", "2025-T1: 50 % menos", "Escriba {change: -50 %}"),
        (STRATEGY, "2025-T1:", "30 de marzo de 2025:", "¿Quiso decir «2025-03-30»?"),
        (STRATEGY, "2025-T1:", "2025-1T:", "¿Quiso decir «2025-T1»?"),
        (STRATEGY, "2025-T1:", "1er trimestre de 2025:", "¿Quiso decir «2025-T1»?"),
        (STRATEGY, "2025-T1: [0-9]+", "2025-T1: 8.", "Escriba solo el número: 8"),
        (STRATEGY, "2025-T1: [0-9]+", "2025-T1: >= 8", "Escriba 8, y en el indicador «direction: "),
        (STRATEGY, "2025-T1: [0-9]+", "2025-T1: <8", "Escriba 8, y en el indicador «direction: "),
    ],
)
def test_a_refusal_has_the_text_to_write(path: str, old: str, new: str, hint: str) -> None:
    files = base()
    text, n = re.subn(old, lambda _: new, files[path].decode(), count=1, flags=re.MULTILINE)
    assert n == 1
    catalog, problems = load({**files, path: text.encode()})
    said = as_text(problems or check(catalog), Formatter("es")).splitlines()
    assert len(said) == 1
    assert hint in said[0]


@pytest.mark.parametrize(
    ("region", "written", "meant"),
    [
        ("PE", "04/10/2026", "2026-10-04"),
        ("US", "04/10/2026", "2026-04-10"),
        ("US", "31/10/2026", "2026-10-31"),
        ("PE", "10/31/2026", "2026-10-31"),
        ("US", '"March 3, 2026"', "2026-03-03"),
    ],
)
def test_a_date_is_suggested_as_the_country_writes_it(
    region: str, written: str, meant: str
) -> None:
    site = with_lines("site.yml", f"region: {region}")
    documents = {"documents.yml": f"- {{id: a, kind: plan, title: A, date: {written}}}\n"}
    _, problems = load(content(**site, **documents))
    (problem,) = (it for it in problems if it.code == "bad-date")
    assert problem.hint is not None
    assert problem.hint.values["suggestion"] == meant
