"""The form of content files: only spaces and needless quotes change, and nothing that is said."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.load import load
from generator.load.disk import read_tree
from generator.load.loader import Memo
from generator.load.yaml_format import formatted
from generator.load.yaml_outline import SpliceError
from generator.load.yaml_text import read_yaml
from generator.problems import has_errors
from tests.command import ROOT, run
from tests.helpers import lay
from tests.siege import trees

BEFORE = """\
\ufeff---
# cabecera  \r


title :   'Plan de salud'
entity:\tmuni\t# nota
text:   >-
      uno
      dos\x20\x20

        tres
'q': 'con "comillas"'
targets: { 2024-T1 : 30 ,2024-T2:   40, }
codes: [ "a",b ,  c ]
big: {
     a:  1,

     b: 2 }
pairs: [x : 1]
items:
- id: a
  # de a
  list:
  - x
  -   y
-   id: b
    n:
        # de k
        - k: 1
          # hondo
    # de b
-
   id: c
# fin de items
literal: |
   a
     b\x20
  # nota al final
broken: uno
   dos
quoted: "uno
   dos\\\x20\x20
   tres"
nest:
- - a
  -   b
- - c
...


"""
AFTER = """\
# cabecera

title: "Plan de salud"
entity: muni\t# nota
text: >-
  uno
  dos

    tres
"q": 'con "comillas"'
targets: {2024-T1: 30, 2024-T2: 40}
codes: ["a", b, c]
big: {
     a: 1,

     b: 2}
pairs: [x: 1]
items:
  - id: a
    # de a
    list:
      - x
      - y
  - id: b
    n:
      # de k
      - k: 1
        # hondo
    # de b
  -
    id: c
# fin de items
literal: |
  a
    b
# nota al final
broken: uno
   dos
quoted: "uno
   dos\\\x20
   tres"
nest:
  - - a
    - b
  - - c
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_a_file_gets_its_form(end: str) -> None:
    before = BEFORE.replace("\r\n", "\n").replace("\r", "").replace("\n", end)
    assert formatted(before.encode()).decode() == AFTER


def test_what_has_its_form_keeps_its_bytes() -> None:
    files = {path: data for path, data in trees.files().items() if path.endswith(".yml")}
    for folder in (ROOT / "generator/examples").iterdir():
        example = read_tree(folder / "content")[0] if folder.is_dir() else {}
        files |= {path: data for path, data in example.items() if path.endswith(".yml")}
    files["form"] = AFTER.encode()
    files |= {
        str(n): data
        for n, data in enumerate(
            (b"", b"# nada\n", b"a: |+\n  b\n\n", b"{a: 98,5, b: [1]}\n", b"- 1\n")
        )
    }
    assert [path for path, data in files.items() if formatted(data) != data] == []
    assert len(files) > 100


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2", "a: &x 1", "a: 1\n---\nb: 2", "? a\n: b"])
def test_what_cannot_be_read_or_kept_is_refused(text: str) -> None:
    with pytest.raises(SpliceError):
        formatted(text.encode())


NOISE = [
    " ",
    "  ",
    "\n",
    "\t",
    "#",
    " #x",
    "'",
    '"',
    "\n\n",
    " \n",
    "- ",
    "\\",
    "|",
    ", ",
    ":",
    " : ",
]
MEMO: Memo = {}
INDENTED = [name for name in trees.files() if name.endswith(".yml")]


def untidy(text: str, random: Random) -> str:
    """A file as other programs and hands leave it; it may be broken."""
    if random.random() < 0.4:
        text = yaml.dump(
            yaml.load(text, Loader=yaml.CBaseLoader),  # noqa: S506  # texts only
            Dumper=yaml.CSafeDumper,
            allow_unicode=True,
            indent=random.choice([2, 3, 4, 6]),
            width=random.choice([20, 60, 200]),
            default_flow_style=random.choice([None, True, False]),
            default_style=random.choice([None, None, "'", '"', "|", ">"]),
            sort_keys=False,
        )
    elif random.random() < 0.5:
        text = re.sub(r"(?m)^ +", lambda found: found[0] * 2, text)
    lines = text.split("\n")
    for _ in range(random.randint(0, 6)):
        n = random.randrange(len(lines))
        at = random.randint(0, len(lines[n]))
        hand = random.randint(0, 4)
        if hand == 0:
            lines.insert(n, random.choice(["", "  ", "# c", "  # c", "      # c"]))
        elif hand == 1:
            lines[n] = re.sub(r"[{,\[:-]", r"\g<0>" + " " * (at % 3), lines[n])
        elif hand == 2:
            lines[n] += random.choice([" ", "\t", " # x", "\t# y"])
        elif hand == 3:
            lines[n] = " " * random.randint(0, 4) + lines[n]
        else:
            lines[n] = lines[n][:at] + random.choice(NOISE) + lines[n][at:]
    text = random.choice(["", "", "", "---\n", "\ufeff"]) + "\n".join(lines)
    return text.replace("\n", random.choice(["\n", "\n", "\r\n", "\r"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(INDENTED), st.randoms(use_true_random=False))
def test_the_form_never_changes_what_is_read(path: str, random: Random) -> None:
    before = untidy(trees.files()[path].decode(), random).encode()
    tree, problems = read_yaml(path, before)
    try:
        after = formatted(before)
    except SpliceError:
        assert has_errors(problems) or b"?" in before
        return
    assert formatted(after) == after
    old, was = load({**trees.files(), path: before}, memo=MEMO)
    new, found = load({**trees.files(), path: after}, memo=MEMO)
    assert new == old
    assert sorted(it.code for it in found) == sorted(it.code for it in was)
    assert tree is None or b"\r" not in after


def test_the_command_writes_only_what_has_not_its_form(tmp_path: Path) -> None:
    lay(tmp_path, {"site.yml": b"name:  x\n", "units.yml": b"- {id: a}\n"})
    lay(tmp_path, {"glossary.yml": b"a: [\n", "pages/a.md": b"# a  \n"})
    done = run("format", "--check", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == (
        "content/glossary.yml: el archivo no se puede leer; corríjalo primero: avance check\n"
        "Por cambiar: content/site.yml\n"
        "1 archivo ya estaba en su forma.\n"
    )
    assert (tmp_path / "content/site.yml").read_bytes() == b"name:  x\n"
    done = run("format", "content/site.yml", "content/units.yml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (
        0,
        "Escrito: content/site.yml\n1 archivo ya estaba en su forma.\n",
    )
    assert (tmp_path / "content/site.yml").read_bytes() == b"name: x\n"
    for name, why in {
        "content/nada.yml": "no existe ese archivo",
        "content/pages/a.md": "solo los archivos YAML (.yml) tienen una forma",
    }.items():
        done = run("format", name, cwd=tmp_path)
        assert done.returncode == 2
        assert why in done.stderr
