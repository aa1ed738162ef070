"""The page of findings cites lines that the content cites too: none is typed from memory."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "content/pages/hallazgos.md").read_text("utf-8")
PLANS = {
    "informe-pei-poi": ("poi-mtpe-2024", "pei-mtpe-2017-2027"),
    "comunicaciones": ("comunicaciones-mtpe-2024",),
    "convenio": ("convenio-gestion-2020-2021",),
    "capacidades": ("pfc-mtpe-2025",),
    "juntos": ("comunicacion-juntos-2021",),
}
_NUMBERS = re.compile(r"\b([0-9]{2,5})(?:-([0-9]{2,5}))?\b")


def cited_in(plans: tuple[str, ...]) -> set[int]:
    """Lines of the documents that stand in the plans' files: in ``lines:`` and in notes."""
    found: set[int] = set()
    for plan in plans:
        for path in (ROOT / "content/plans" / plan).rglob("*.yml"):
            for first, last in _NUMBERS.findall(path.read_text("utf-8")):
                found.update(range(int(first), min(int(last or first), int(first) + 200) + 1))
    return found


@pytest.mark.parametrize("anchor", PLANS)
def test_every_line_that_the_findings_cite_is_cited_by_the_content(anchor: str) -> None:
    section = PAGE.split(f"{{: #{anchor} }}")[1].split("\n## ")[0]
    assert len(re.findall(r"^[0-9]\. \*\*", section, re.MULTILINE)) == 5
    known = cited_in(PLANS[anchor])
    groups = re.findall(r"líneas? ([0-9][0-9 ,y-]*)", section)
    lines = [int(n) for group in groups for n in re.findall(r"[0-9]+", group)]
    assert lines
    assert [line for line in lines if line not in known] == []
