"""The writer of content files: it changes what it is asked to, and not one byte more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.load.splice import (
    LAST,
    Insert,
    Keys,
    Operation,
    Remove,
    Rename,
    Replace,
    SpliceError,
    splice,
)
from generator.load.yaml_outline import outline
from generator.load.yaml_text import read_yaml
from generator.load.yaml_write import as_read
from generator.model.scalars import Plain
from tests.siege import trees

REAL = trees.files()
FILE = """\
# Cabecera: se queda
name: Portal  # nota\tcon tabulador
bands: {medium: 75,   high: 95}
empty:
text: >-
  uno dos
  tres

# de la lista
items:
  - id: a
    n: 1   # uno
  - id: 'b'
    n: 2
    # último comentario de b

plain:
- x
-   y
# fin
"""
LONG = " ".join(["Registra las visitas que los inspectores hacen a los centros de trabajo"] * 2)

EDITS: dict[str, tuple[Operation, str, str]] = {
    "a text": (Replace(("name",), "Otro"), "name: Portal ", "name: Otro "),
    "a text that would be a mapping": (
        Replace(("name",), "Nota: ajuste"),
        "name: Portal ",
        'name: "Nota: ajuste" ',
    ),
    "a text with a comma keeps its style": (
        Replace(("name",), "Uno, dos"),
        "name: Portal ",
        "name: Uno, dos ",
    ),
    "a text that would be a comment": (
        Replace(("name",), "Sala #2 # 3"),
        "name: Portal ",
        'name: "Sala #2 # 3" ',
    ),
    "a text like a number": (Replace(("name",), "1.10"), "name: Portal ", 'name: "1.10" '),
    "a text like a date": (
        Replace(("name",), "2024-01-02"),
        "name: Portal ",
        'name: "2024-01-02" ',
    ),
    "a text like a list": (Replace(("name",), "- x"), "name: Portal ", 'name: "- x" '),
    "a text in its quotes": (
        Replace(("items", 1, "id"), "l'Hospitalet: sí"),
        "id: 'b'",
        "id: 'l''Hospitalet: sí'",
    ),
    "what nobody sees": (
        Replace(("name",), "a\u200bb\u2028c\x85"),
        "name: Portal ",
        'name: "a\\u200Bb\\u2028c\\u0085" ',
    ),
    "a number": (Replace(("items", 0, "n"), Decimal("3.10")), "n: 1 ", "n: 3.10 "),
    "a date where nothing stood": (
        Replace(("empty",), date(2024, 1, 2)),
        "empty:\n",
        "empty: 2024-01-02\n",
    ),
    "a switch": (Replace(("empty",), True), "empty:\n", "empty: true\n"),
    "nothing": (Replace(("items", 1, "n"), None), "n: 2\n", "n: null\n"),
    "between brackets": (Replace(("bands", "high"), 90), "high: 95}", "high: 90}"),
    "a folded text": (
        Replace(("text",), LONG),
        "  uno dos\n  tres\n",
        "  Registra las visitas que los inspectores hacen a los centros de trabajo Registra las "
        "visitas que\n  los inspectores hacen a los centros de trabajo\n",
    ),
    "a text of several lines": (
        Replace(("text",), "uno\ndos"),
        ">-\n  uno dos\n  tres\n",
        '"uno\\ndos"\n',
    ),
    "a list for a value": (
        Replace(("empty",), [{"a": 1}, {"b": [{"c": "d"}]}]),
        "empty:\n",
        "empty:\n  - {a: 1}\n  - b:\n      - {c: d}\n",
    ),
    "a short list for a value": (Replace(("empty",), [1, "x"]), "empty:\n", "empty: [1, x]\n"),
    "a value for a list": (Replace(("plain",), "z"), "plain:\n- x\n-   y\n", "plain: z\n"),
    "a list for an item": (Replace(("plain", 0), [{"a": 1}]), "- x\n", "- - {a: 1}\n"),
    "a key": (Rename(("items",), "list"), "items:\n", "list:\n"),
    "a key that would be a switch": (Rename(("name",), "no"), "name: P", '"no": P'),
    "a key between brackets": (Rename(("bands", "high"), "alta"), "high: 95", "alta: 95"),
    "a first key": (Insert(("format",), 2, "name"), "name: P", "format: 2\nname: P"),
    "a first key of an item": (
        Insert(("items", 0, "k"), "v", "id"),
        "  - id: a\n",
        "  - k: v\n    id: a\n",
    ),
    "a last key of an item": (
        Insert(("items", 0, "k"), {"v": 1}),
        "n: 1   # uno\n",
        "n: 1   # uno\n    k: {v: 1}\n",
    ),
    "a last key after the comments": (
        Insert(("items", 1, "k"), "v"),
        "# último comentario de b\n",
        "# último comentario de b\n    k: v\n",
    ),
    "a last key between brackets": (
        Insert(("bands", "x"), [1]),
        "high: 95}",
        "high: 95, x: [1]}",
    ),
    "a first key between brackets": (
        Insert(("bands", "x"), 1, "medium"),
        "{medium",
        "{x: 1, medium",
    ),
    "a last key of the file": (Insert(("z",), "v"), "# fin\n", "# fin\nz: v\n"),
    "an item like the others": (
        Insert(("items", LAST), {"id": "c", "of": ["x"]}),
        "de b\n",
        "de b\n  - id: c\n    of: [x]\n",
    ),
    "an item in between": (Insert(("plain", 1), "w"), "-   y\n", "- w\n-   y\n"),
    "a line goes": (Remove(("items", 0, "n")), "    n: 1   # uno\n", ""),
    "a first key of an item goes": (
        Remove(("items", 0, "id")),
        "  - id: a\n    n: 1",
        "  - n: 1",
    ),
    "an item goes": (Remove(("items", 0)), "  - id: a\n    n: 1   # uno\n", ""),
    "a key between brackets goes": (Remove(("bands", "medium")), "medium: 75,   ", ""),
    "the last key between brackets goes": (Remove(("bands", "high")), ",   high: 95", ""),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "byte order mark"])
@pytest.mark.parametrize("name", EDITS)
def test_only_the_place_itself_changes(name: str, mark: str, end: str) -> None:
    operation, old, new = EDITS[name]
    assert FILE.count(old) == 1
    before, after = ((mark + it).replace("\n", end) for it in (FILE, FILE.replace(old, new)))
    assert splice(before.encode(), operation) == after.encode()


def test_operations_name_places_as_they_were() -> None:
    done = splice(
        FILE.encode(),
        Remove(("items", 0)),
        Replace(("items", 1, "n"), 5),
        Rename(("items",), "list"),
        Insert(("plain", 1), "w"),
        Insert(("plain", LAST), "z"),
    )
    removed = FILE.replace("  - id: a\n    n: 1   # uno\n", "").replace("items:", "list:")
    assert done.decode() == removed.replace("n: 2", "n: 5").replace("- x\n", "- x\n- w\n") + "- z\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "- a: 1\n  b:\n    - {c: 2}\n"),
        ("# nota", "# nota\n- a: 1\n  b:\n    - {c: 2}\n"),
        ("---\n", "---\n- a: 1\n  b:\n    - {c: 2}\n"),
        ("- x\n...\n", "- x\n- a: 1\n  b:\n    - {c: 2}\n...\n"),
        ("- {x: 1}", "- {x: 1}\n- a: 1\n  b:\n    - {c: 2}\n"),
        ("  - x: 1\n# fin\n\n", "  - x: 1\n# fin\n  - a: 1\n    b:\n      - {c: 2}\n\n"),
    ],
)
def test_an_item_is_added_in_the_way_of_the_list(before: str, after: str) -> None:
    added = {"a": 1, "b": [{"c": 2}]}
    assert splice(before.encode(), Insert((LAST,), added)).decode() == after


REFUSED: dict[str, tuple[str, Operation]] = {
    "no such key": (FILE, Replace(("nombre",), "x")),
    "no such item": (FILE, Replace(("plain", 2), "x")),
    "a position in a mapping": (FILE, Replace((0,), "x")),
    "a key in a text": (FILE, Insert(("name", "x"), 1)),
    "a key that is there": (FILE, Insert(("name",), "x")),
    "a name that is taken": (FILE, Rename(("name",), "text")),
    "the name of an item": (FILE, Rename(("plain", 0), "x")),
    "the only key": ("a:\n  b: 1\n", Remove(("a", "b"))),
    "the only item between brackets": ("a: [1]\n", Remove(("a", 0))),
    "lists in brackets": ("[{a: 1}]\n", Insert((LAST,), {"b": [{"c": 1}]})),
    "a comment in the way": ("- a: 1\n  # de b\n  b: 2\n", Remove((0, "a"))),
    "a comment before a list": ("a: # c\n  - x\n", Replace(("a",), "y")),
    "a list that another document follows": ("a: 1\n---\nb: 2\n", Insert(("c",), 3)),
    "a number that is read otherwise": ("a: 1\n", Replace(("a",), 10**30)),
    "a decimal comma": ("{a: 98,5}\n", Replace(("a",), 3)),
    "half a character": ("a: 1\n", Replace(("a",), "\ud800")),
    "an alias": ("a: &x 1\nb: *x\n", Replace(("a",), 2)),
    "a doubled key": ("a: 1\na: 2\n", Replace(("a",), 2)),
    "no YAML": ("a: [\n", Replace(("a",), 2)),
    "a value alone": ("hola\n", Insert((LAST,), 2)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_exactly_is_refused(name: str) -> None:
    text, operation = REFUSED[name]
    with pytest.raises(SpliceError):
        splice(text.encode(), operation)


def test_a_value_of_another_type_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError):
        splice(b"a: 1\n", Replace(("a",), 0.5))


# Any file, any place, any value.

_ACHARS = st.characters(exclude_categories=["Cs"])
_VALUES = st.one_of(
    st.text(_ACHARS, max_size=30),
    st.sampled_from(["no", "2024", "98,5", "a: b", "a #b", "- x", "«ñ»", "x\n\ny\n", LONG, " x "]),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**9),
    st.dates(min_value=date(1000, 1, 1)),
    st.booleans(),
    st.integers(-(10**9), 10**9),
)
_PARTS = st.recursive(
    _VALUES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b c", "2024", "no"]), inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)


def read(data: bytes) -> Any:
    """What PyYAML reads, every scalar as its text."""
    return yaml.load(data, Loader=yaml.CBaseLoader)  # noqa: S506  # texts only


def places(value: Any, way: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    """Every key and item of what was read."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in pairs if isinstance(value, dict | list) else ():
        yield (*way, step), inner
        yield from places(inner, (*way, step))


def texts(value: Any) -> Any:
    """A value as PyYAML reads it."""
    if isinstance(value, dict):
        return {str(key): texts(inner) for key, inner in value.items()}
    return [texts(inner) for inner in value] if isinstance(value, list) else str(value)


def changed(value: Any, it: Operation) -> Any:
    """What ``read`` gives after an operation."""
    node = value
    for step in it.keys[:-1]:
        node = node[step]
    last: Any = it.keys[-1]
    if isinstance(it, Remove):
        del node[last]
    elif isinstance(it, Rename):
        entries = [(it.name if key == last else key, inner) for key, inner in node.items()]
        node.clear()
        node.update(entries)
    elif isinstance(node, list) and isinstance(it, Insert):
        node.insert(len(node) if last == LAST else last, texts(as_read(it.value)))
    else:
        node[last] = texts(as_read(it.value))
    return value


def same_ends(one: bytes, other: bytes) -> int:
    """How many bytes two files share at their beginning and at their end."""
    start = _shared(one, other)
    return start + _shared(one[start:][::-1], other[start:][::-1])


def _shared(one: bytes, other: bytes) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def written(data: bytes, keys: Keys, *, at_key: bool) -> int:
    """Bytes of what stands at a place, or of its key."""
    text = data.decode("utf-8-sig")
    node = outline(text)
    for left, step in zip(range(len(keys))[::-1], keys, strict=True):
        assert node is not None
        key, value = node.entries[node.position(step)]
        node = key if at_key and left == 0 else value
    assert node is not None
    return len(text[node.start : node.end].encode())


def assert_exact(data: bytes, operation: Operation) -> None:
    """The result says what was asked for; what is around keeps its bytes."""
    after = splice(data, operation)
    assert read(after) == changed(read(data), operation)
    if isinstance(operation, Insert):
        assert same_ends(data, after) >= len(data)
    elif isinstance(operation, Rename | Replace):
        most = written(data, operation.keys, at_key=isinstance(operation, Rename))
        assert same_ends(data, after) >= len(data) - most


def is_between_brackets(data: bytes, keys: Keys) -> bool:
    node = outline(data.decode("utf-8-sig"))
    for step in keys[:-1]:
        assert node is not None
        node = node.entries[node.position(step)][1]
    return node is not None and node.style == "{"


def assert_every_operation(data: bytes, value: object, choose: Any) -> None:
    """Replace, rename, insert and remove somewhere in a file."""
    found = list(places(read(data)))
    assume(found)
    scalars = [keys for keys, inner in found if isinstance(inner, str)]
    if scalars and not isinstance(value, dict | list):
        keys = choose(scalars)
        bare = is_between_brackets(data, keys) and not written(data, keys, at_key=False)
        if not bare:  # ``{a}`` has no colon after which a value could come
            assert_exact(data, Replace(keys, value))
    keys, _ = choose(found)
    if isinstance(keys[-1], str):
        assert_exact(data, Rename(keys, "otro nombre"))
    for operation in (
        Replace(keys, value),
        Insert((*keys[:-1], "otro nombre" if isinstance(keys[-1], str) else LAST), value),
        Insert(keys, value)
        if isinstance(keys[-1], int)
        else Insert((*keys[:-1], "otro nombre"), value, str(keys[-1])),
        Remove(keys),
    ):
        try:
            assert_exact_meaning(data, operation)
        except SpliceError:
            continue


def assert_exact_meaning(data: bytes, operation: Operation) -> None:
    """The result says what was asked for; comments stay, but those of what is gone."""
    after = splice(data, operation)
    assert read(after) == changed(read(data), operation)
    if isinstance(operation, Insert):
        assert same_ends(data, after) >= len(data)


@settings(max_examples=60)
@given(data=st.data(), path=st.sampled_from(sorted(REAL)), value=_PARTS)
def test_any_change_of_a_real_file_is_exact(data: st.DataObject, path: str, value: object) -> None:
    assert_every_operation(REAL[path], value, lambda some: data.draw(st.sampled_from(some)))


_WRITTEN = st.sampled_from(
    ["uno", "'it''s'", '"a\\n# b"', "5", "2024-01-02", "", "no", "ñandú – 🌊", '"x: y"', "a b  c"]
)
_FLOW = st.recursive(
    _WRITTEN.filter(bool),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda it: "[" + " , ".join(it) + "]"),
        st.lists(inner, max_size=3).map(
            lambda it: "{" + ",  ".join(f"k{n}: {x}" for n, x in enumerate(it)) + "}"
        ),
    ),
    max_leaves=5,
)
_COMMENT = st.sampled_from(["", "", "", "  # nota\tcon tabulador: {x}", " #"])


@st.composite
def _block(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """Lines of a mapping or a list, with all that YAML allows between them."""
    mapping, lines = draw(st.booleans()), list[str]()
    for n in range(draw(st.integers(1, 3))):
        lines += draw(st.sampled_from([[], [], ["# comentario"], [""], ["", "   # lejos", ""]]))
        head = draw(st.sampled_from(["k{}:", "'k {}':", '"ñ{}":', "k{} :"])) if mapping else "-"
        head = head.format(n)
        form = draw(st.sampled_from(["scalar", "flow", "block", "folded", "literal"]))
        if form == "block" and depth < 3:
            inner = draw(_block(depth + 1))
            compact = not mapping and draw(st.booleans()) and inner[0].strip()[:1] not in {"", "#"}
            lines += [f"- {inner[0]}"] if compact else [head + draw(_COMMENT)]
            lines += [f"  {it}" if it else "" for it in inner[1 if compact else 0 :]]
        elif form in {"folded", "literal"}:
            mark = (">" if form == "folded" else "|") + draw(st.sampled_from(["", "-", "+"]))
            text = draw(st.sampled_from([["uno", "dos"], ["uno", "", "dos # no"], ["- x", ""]]))
            lines += [f"{head} {mark}", *(f"    {it}" if it else "" for it in text)]
        else:
            value = draw(_FLOW if form == "flow" else _WRITTEN)
            lines.append(f"{head} {value}".rstrip(" ") + (draw(_COMMENT) if value else ""))
    return lines


@st.composite
def _documents(draw: st.DrawFn) -> bytes:
    end = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    last = draw(st.sampled_from([end, "", end * 3, f"{end}# fin{end}"]))
    start = draw(st.sampled_from(["", "", "\ufeff", f"# cabeza{end}", f"---{end}"]))
    return (start + end.join(draw(_block())) + last).encode()


_ANY = given(data=st.data(), document=_documents(), value=_PARTS)


def assert_holds(data: st.DataObject, document: bytes, value: object) -> None:
    tree, problems = read_yaml("", document)
    assume(tree is not None and not problems)
    assert_every_operation(document, value, lambda some: data.draw(st.sampled_from(some)))


@settings(max_examples=200)
@_ANY
def test_any_change_of_any_file_is_exact(
    data: st.DataObject, document: bytes, value: object
) -> None:
    assert_holds(data, document, value)


@pytest.mark.proof
@settings(max_examples=20_000)
@_ANY
def test_a_long_search_finds_no_change_that_is_not_exact(
    data: st.DataObject, document: bytes, value: object
) -> None:
    assert_holds(data, document, value)


@given(value=_VALUES, flow=st.booleans())
def test_a_scalar_is_read_back_as_it_was_meant(value: object, flow: bool) -> None:
    data = splice(
        b"a: {b: x}\n" if flow else b"a: x\n", Replace(("a", "b") if flow else ("a",), value)
    )
    tree, problems = read_yaml("", data)
    found: Any = tree
    assert problems == []
    found = found["a"]["b"] if flow else found["a"]
    assert found == as_read(value)
    assert isinstance(found, str if isinstance(value, str) else Plain)
