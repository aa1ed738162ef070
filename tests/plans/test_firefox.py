"""Every kind of page in Debian's Firefox: laid out, told and driven as in Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.firefox import firefox
from tests.plans.kinds import KINDS
from tests.widths import LOOK

LIST = "planes/poi-mtpe-2024/medidas/"
_PARTS = {
    ".t": "table",
    ".t tbody tr": "row",
    ".t tbody th": "rowheader",
    ".t tbody td": "cell",
    ".t thead th": "columnheader",
}


@pytest.mark.proof
def test_firefox_cuts_nothing_and_tells_tables_as_tables(address: str, tmp_path: Path) -> None:
    wrong = []
    with firefox(tmp_path) as window:
        for name, url in KINDS.items():
            window.frame(f"{address}/{url}")
            for width in (320, 600, 1280):
                window.set_width(width)
                wrong += [(name, width, *found)] if (found := window.evaluate(LOOK)) else []
        window.frame(f"{address}/{LIST}")
        for width in (320, 1280):
            window.set_width(width)
            assert {css: window.role(css) for css in _PARTS} == _PARTS, width
        assert window.evaluate("getComputedStyle(document.querySelector('.t tr')).display") == (
            "table-row"
        )
    assert wrong == []


@pytest.mark.proof
def test_firefox_sorts_by_keyboard_and_presses_the_switch(address: str, tmp_path: Path) -> None:
    first = "document.querySelector('.t tbody tr').textContent"
    with firefox(tmp_path) as window:
        window.goto(f"{address}/{LIST}")
        before = window.evaluate(first)
        window.evaluate("document.querySelector('[data-k=nombre] .sort').focus()")
        window.press("\ue007")  # Enter
        assert window.evaluate(first) != before
        assert "orden=nombre" in window.evaluate("location.search")
        window.evaluate("document.querySelector('.md-option:has(+label:not([hidden]))').focus()")
        scheme = window.evaluate("document.body.dataset.mdColorScheme")
        window.press(" ")
        assert window.evaluate("document.body.dataset.mdColorScheme") != scheme
