"""Pictures to share: written in the font that comes along, the same on every machine."""

from __future__ import annotations

import struct

import pytest

from generator.render.looks import Look
from generator.render.pages import environment
from generator.render.social_cards import SocialCard, as_png, set_title
from generator.render.views.common import Segment
from generator.words.formatter import Formatter


def picture(words: str, family: str = "Liberation Sans", weight: int = 400) -> bytes:
    return as_png(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">'
        f'<text x="9" y="40" font-size="30" font-weight="{weight}" font-family="{family}">{words}'
        "</text></svg>",
        300,
    )


BLANK = picture("")


def test_a_picture_is_a_png_of_its_size_and_the_same_each_time() -> None:
    assert struct.unpack(">8s4s4sII", picture("Avance")[:24]) == (
        b"\x89PNG\r\n\x1a\n",
        b"\x00\x00\x00\x0d",
        b"IHDR",
        300,
        60,
    )
    assert picture("Avance") == picture("Avance")


@pytest.mark.parametrize("sign", "áéíóúüñÁÑ¿«»–…·−≠₂ãçêěśłığăș")
def test_signs_of_the_languages_of_the_americas_and_europe_are_drawn(sign: str) -> None:
    assert picture(sign) not in {BLANK, picture("\ufffd"), picture("\u4e00")}


def test_bold_is_another_font() -> None:
    assert picture("Avance", weight=700) not in {BLANK, picture("Avance")}


def test_no_font_of_the_machine_is_used() -> None:
    for family in ("DejaVu Sans", "Arial", "Roboto", "Noto Sans"):
        assert picture("Avance", family) == BLANK


def test_a_title_takes_the_largest_size_that_holds_it_and_a_long_one_is_cut() -> None:
    assert [set_title("palabra " * n)[0] for n in (1, 8, 14, 99)] == [64, 52, 42, 42]
    _, lines = set_title("palabra " * 99)
    assert len(lines) == 4
    assert lines[-1][0].endswith("palabra…")
    assert max(y for _, y in lines) < 380


def test_a_legend_without_room_for_all_says_that_there_are_more() -> None:
    segment = Segment(Look.LOW, "Bajo", 1, "0", "50")
    parts = ((segment, "#aaa", "#bbb"), (segment, "#aaa", "#bbb"))
    cards = (SocialCard("", (), 42, "", "", parts, parts[:n], "", "") for n in (1, 2))
    template = environment(Formatter("es")).get_template("social_card.svg.j2")
    assert ["…" in template.render(view=it) for it in cards] == [True, False]
