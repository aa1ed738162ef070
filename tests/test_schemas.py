"""The schemas of editors and the models accept and refuse the same; what is shown is the manual's.

A schema sees one file, without positions, as YAML 1.2 has it. ``UNSEEN`` names the cases of
``tests/cases/bad`` whose fault it cannot see, and why; a fault of several values together or of
several files is no fault of shape and is never underlined.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

import generator
from generator.load.explain import explain
from generator.load.layout import slot_of
from generator.load.words import WORDS
from generator.load.yaml_text import read_yaml
from generator.load.years import around
from generator.model.site import LANGUAGES
from generator.schemas import SCHEMAS, schema_file, schema_files
from tests.cases.runner import BAD, GOOD, lay_out
from tests.command import ROOT, run
from tests.editor import schema_of, underlined, validator
from tests.siege.trees import CONTENT, as_file, changed, files, sites, trees

SHAPES = {
    *WORDS,
    *("missing-key", "unknown-key", "unknown-choice", "list-expected", "mapping-expected"),
}
"""Codes of what one file shows by the form of its keys and values."""
UNSEEN = {
    "which figure is meant, or of which plan": """
        bad-period-month-13 fiscal-period fiscal-period-other-label fiscal-period-quarter
        fiscal-period-year percent-sign-amendment""",
    "values held against each other": """
        bad-range-reversed bands-order bands-order-method range-upside-down row-width span-reversed
        span-reversed-calendar status-without-figure""",
    "arithmetic, and days that there are not": """
        division-by-zero no-such-date no-such-date-target""",
    "a number that YAML reads before anybody sees how it was written": """
        exponent leading-zero not-a-number-hexadecimal not-a-number-point
        number-out-of-range-decimals plus-sign""",
    "a text that YAML 1.2 reads as one": """
        not-a-number-sexagesimal not-a-number-unit unquoted-text-date unquoted-text-key
        unquoted-text-no""",
    "a word that no list has": "unknown-state unknown-state-near unknown-state-sentence",
    "signs that nobody sees": "hidden-character-zero-width letters-apart",
    "names of files": "bad-code-results-file bad-id-file bad-id-folder bad-id-reserved",
    "a key that is there twice by another name": "duplicate-key-region duplicate-key-total",
}
READ_NO_FURTHER = {
    *("complex-key", "empty-file", "newer-format", "not-utf8", "several-documents", "too-deep"),
    *("yaml-alias", "yaml-syntax", "yaml-tag"),
}
"""Codes of files that the check reads no further; an editor says them in its own way, or not."""


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a content that have a schema."""
    for path in sorted(folder.rglob("*.yml")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and schema_of(name):
            yield name, path.read_bytes()


def _underlined(folder: Path) -> list[str]:
    return [fault for name, data in _files(folder) for fault in underlined(name, data)]


EXAMPLES = sorted(Path(generator.__file__).parent.glob("examples/*/content"))
GOOD_CONTENTS = [CONTENT, *(it / "content" for it in GOOD), *EXAMPLES[:1]]


def test_nothing_is_underlined_in_what_has_no_error() -> None:
    assert len(GOOD_CONTENTS) > 50
    assert [fault for it in GOOD_CONTENTS for fault in _underlined(it)] == []


@pytest.mark.proof
def test_nothing_is_underlined_in_the_examples_and_in_this_portal() -> None:
    assert len(EXAMPLES) > 5
    assert [fault for it in (*EXAMPLES, ROOT / "content") for fault in _underlined(it)] == []


def test_what_the_models_refuse_is_underlined_but_for_what_no_schema_can_say(
    tmp_path: Path,
) -> None:
    unseen = {name for names in UNSEEN.values() for name in names.split()}
    cases = {case.name: case for case in BAD if _code(case) not in READ_NO_FURTHER}
    seen = {name for name, case in cases.items() if _underlined(_content(case, tmp_path))}
    assert seen == {name for name, case in cases.items() if _code(case) in SHAPES} - unseen
    assert sorted(unseen - cases.keys()) == []


def _code(case: Path) -> str:
    return (case / "expected.txt").read_text("utf-8").partition("[")[2].partition("]")[0]


def _content(case: Path, folder: Path) -> Path:
    """The files of a case; those that it makes, over the others."""
    is_made = (case / "make.py").is_file() and _code(case) in SHAPES
    return lay_out(case, folder / case.name) / "content" if is_made else case / "content"


CHANGES: tuple[Any, ...] = (
    *(7, -3.5, 0, True, None, "texto libre", "80%", "2024", "2024-05-02", "withheld"),
    *("not-programmed", [], ["uno", "dos"], {}, {"uno": 1}, {"from": 1, "to": 2}, {"total": 5}),
)
"""What is put in the place of every value of a content in which every field stands."""
MISSED = {
    # In an amendment, by what its figure is.
    *("not-a-number", "percent-sign", "quoted-number", "text-expected", "unquoted-text"),
    "whole-without-parts",
    # Values held against each other, or against how the plan counts its years.
    *("bands-order", "fiscal-period", "range-upside-down", "row-width", "state-without-reason"),
    "not-a-change",  # by nothing
    *("empty-value", "mapping-expected"),  # of a result that is still to come, written «null»
}
"""Codes of which some faults are not seen."""


@pytest.mark.proof
def test_models_and_schemas_agree_on_every_value_of_a_content() -> None:
    false_alarms, missed = [], set()
    for site in sites():
        for value in CHANGES:
            data = as_file(changed(trees()[site.path], site.steps, value))
            codes, fault = _refusals(site.path, data), next(underlined(site.path, data), None)
            if fault is None:
                missed |= codes
            elif not codes:
                false_alarms.append(fault)
    assert false_alarms == []
    assert missed == MISSED


def _refusals(path: str, data: bytes) -> set[str]:
    """Codes of what the models refuse in a file."""
    slot, (tree, problems) = slot_of(path), read_yaml(path, data)
    assert slot is not None
    try:
        slot.kind.adapter.validate_python(tree, context=around(files(), path).years)
    except ValidationError as failure:
        assert tree is not None
        problems = [*problems, *explain(tree, failure)]
    return {problem.code for problem in problems}


# What is told.

UNTOLD = {
    *(
        ("HistoryOfSite", "since"),
        ("Baseline", "total"),
        ("ResultEntry", "total"),
        ("change", "change"),
    ),
    *(("fromTo", "from"), ("fromTo", "to"), ("span", "from"), ("span", "to")),
    *(("quotient", it) for it in ("numerator", "denominator", "per", "value")),
}
"""Parts of values: the manual tells them with the value."""


def _fields(lang: str) -> Iterator[tuple[str, str, Any, dict[str, Any]]]:
    """Every field of every schema: what it is of, its name, its form, and the schema."""
    for name in SCHEMAS:
        schema = validator(name, lang).schema
        for model, form in schema["$defs"].items():
            own = form if "properties" in form else form.get("then", {})
            for key, field in own.get("properties", {}).items():
                if field is not False:
                    yield model, key, field, schema


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_is_described_and_its_examples_are_accepted(lang: str) -> None:
    found = [*_fields(lang)]
    assert len(found) > 300
    assert {(of, key) for of, key, field, _ in found if "description" not in field} == UNTOLD
    shown = [(field, schema) for *_, field, schema in found if "examples" in field]
    assert len(shown) > 150
    for field, schema in shown:
        checked = Draft202012Validator({**field, "$defs": schema["$defs"]})
        assert [it for it in field["examples"] if not checked.is_valid(it)] == []


def test_a_schema_says_the_same_in_every_language() -> None:
    for name in SCHEMAS:
        told = {lang: validator(name, lang).schema for lang in LANGUAGES}
        assert _without_words(told["es"]) == _without_words(told["en"])
        assert told["es"]["title"] != told["en"]["title"]
        assert told["es"]["description"] != told["en"]["description"]


_WORDS = {"title", "description", "examples", "enumDescriptions"}
_SAID = {"errorMessage", "patternErrorMessage"}


def _without_words(form: Any) -> Any:
    if isinstance(form, list):
        return [*map(_without_words, form)]
    if not isinstance(form, dict):
        return form
    return {
        key: _without_words(it)
        for key, it in form.items()
        if not (key in _WORDS and isinstance(it, str | list)) and key not in _SAID
    }


def test_a_schema_tells_a_result_in_the_words_of_the_manual_and_of_the_check() -> None:
    result = validator("results.json").schema["$defs"]["ResultEntry"]["then"]
    assert result["properties"]["text"]["description"] == "El resultado en palabras\ntexto"
    status = validator("results.json", "en").schema["$defs"]["ResultStatus"]
    assert dict(zip(status["enum"], status["enumDescriptions"], strict=True)) == {
        "estimated": "estimated",
        "provisional": "provisional",
        "final": "final",
    }
    code = validator("strategy.json").schema["$defs"]["code"]
    assert code["errorMessage"] == 'póngalo entre comillas: "1.1"'


# Where they are.


def test_a_site_publishes_its_schemas_under_its_address(site: Path) -> None:
    assert {it.name for it in (site / "schemas").iterdir()} == SCHEMAS.keys()
    published = json.loads(schema_file("plan.json", "en", "https://example.org/plans"))
    assert published["$id"] == "https://example.org/plans/schemas/plan.json"
    assert published["description"].endswith("\nhttps://example.org/plans/editors/files/#plan")
    assert "$id" not in json.loads(schema_file("plan.json", "en"))


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new portal."""
    folder = tmp_path_factory.mktemp("schemas") / "portal"
    done = run("init", "portal", "--yes", "--profile", "logframe", cwd=folder.parent)
    assert done.returncode == 0
    return folder


def test_every_file_of_a_new_portal_names_a_schema_that_is_there(portal: Path) -> None:
    plan = next((portal / "content/plans").iterdir()).name
    run("new", "results", plan, plan[-4:], cwd=portal)
    run("new", "recommendation", "--text", "Publicar", cwd=portal)
    run("new", "recommendation", "--text", "Reportar", cwd=portal)
    written = [*_files(portal / "content")]
    found = {schema_of(name) for name, _ in written}
    assert found >= {"site.json", "element.json", "results.json", "recommendations.json"}
    for name, data in written:
        line = data.decode().partition("\n")[0]
        way = line.removeprefix("# yaml-language-server: $schema=")
        schema = (portal / "content" / name).parent / way
        assert schema.resolve() == portal / "schemas" / str(schema_of(name))
        assert schema.is_file()


def test_the_settings_of_the_editor_give_every_file_its_schema(portal: Path) -> None:
    settings = json.loads((portal / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert {Path(it).name for it in settings} == SCHEMAS.keys()
    for name in {*files(), "plans/x/published/a.yml", "plans/x/elements/1.yml"}:
        path, of = PurePosixPath("content", name), schema_of(name)
        found = [
            Path(schema).name
            for schema, globs in settings.items()
            for glob in ([globs] if isinstance(globs, str) else globs)
            if _matches(path, glob)
        ]
        assert found == ([of] if of else [])


def _matches(path: PurePosixPath, glob: str) -> bool:
    """As editors do: ``**/`` is any number of folders."""
    parts = {"**/": "(?:.*/)?", "*": "[^/]*"}
    pattern = "".join(parts.get(it, re.escape(it)) for it in re.split(r"(\*\*/|\*)", glob))
    return re.fullmatch(pattern, str(path)) is not None


def test_schemas_of_another_version_are_told_and_renewed(portal: Path) -> None:
    (portal / "schemas/plan.json").write_text("{}")
    said = "sin      schemas/ de esta versión, con lo que ayudan los editores de textos"
    assert said in run("doctor", cwd=portal).stdout
    done = run("schemas", cwd=portal)
    assert done.stdout == "17 archivos escritos en schemas/.\n"
    assert (portal / "schemas/plan.json").read_bytes() == schema_files("es")["schemas/plan.json"]
    assert "tiene    schemas/, con lo que" in run("doctor", cwd=portal).stdout
