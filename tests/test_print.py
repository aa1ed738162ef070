"""A plan as one report on paper, as Chromium prints it."""

from __future__ import annotations

import re

from generator.render.views.plan.report import css_string


def test_a_title_cannot_leave_its_string_of_css() -> None:
    hostile = 'a"} body{display:none} \\ é\n</style>'
    assert re.fullmatch(r'"[A-Za-z0-9 \\]*"', css_string(hostile))
    assert css_string('"') == '"\\22 "'
