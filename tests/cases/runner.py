"""Lay a case out in a folder and ask ``check`` what it finds."""

from __future__ import annotations

import ast
import runpy
import shutil
from functools import cache
from pathlib import Path

from generator.build import Project, examine
from generator.load.words import WORDS
from generator.problems import Problem

HERE = Path(__file__).resolve().parent
BASE = HERE / "base"
GOOD = sorted(folder for folder in (HERE / "good").iterdir() if folder.is_dir())
BAD = sorted(folder for folder in (HERE / "bad").iterdir() if folder.is_dir())
_GENERATOR = HERE.parent.parent / "generator"
_SAYING = {"error", "warning", "_problem", "_own", "_stop"}
"""Functions whose first argument, a literal, is the code of a problem."""


def lay_out(case: Path, root: Path) -> Path:
    """The base with the files of ``case`` over it, as ``root/content``; returns ``root``."""
    content = root / "content"
    shutil.copytree(BASE / "content", content)
    if (case / "content").is_dir():
        shutil.copytree(case / "content", content, dirs_exist_ok=True)
    if (case / "make.py").is_file():
        runpy.run_path(str(case / "make.py"))["make"](content)
    return root


def findings(case: Path, root: Path) -> list[Problem]:
    """What is wrong with the content of a case, laid out in the empty folder ``root``."""
    return examine(Project(lay_out(case, root))).problems


@cache
def codes_in_source() -> set[str]:
    """Every code that the loader and the rules can give, read from their syntax trees."""
    found = set(WORDS)
    for folder in ("load", "check"):
        for path in (_GENERATOR / folder).glob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            found |= {code for node in ast.walk(tree) if (code := _code_said(node))}
    return found


def codes_raised() -> set[str]:
    """Every code that a model refuses a value with: the argument of ``fault``."""
    trees = (ast.parse(path.read_text("utf-8")) for path in (_GENERATOR / "model").glob("*.py"))
    calls = (node for tree in trees for node in ast.walk(tree))
    return {code for node in calls if (code := _code_said(node, {"fault"}))}


def _code_said(node: ast.AST, functions: set[str] = _SAYING) -> str | None:
    if not isinstance(node, ast.Call) or not node.args:
        return None
    name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
    first = node.args[0]
    if name in functions and isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return None
