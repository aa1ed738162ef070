"""The three questions on the page of the data, asked of the plans of this repository."""

import pytest

from tests.test_questions import (
    folders,
    test_a_spreadsheet_computes_the_formula,
    test_a_spreadsheet_counts_what_does_not_agree,
    test_python_says_how_far_each_plan_got,
    test_r_says_which_indicators_stayed_farthest,
    unpacked,
)

__all__ = [
    "folders",
    "test_a_spreadsheet_computes_the_formula",
    "test_a_spreadsheet_counts_what_does_not_agree",
    "test_python_says_how_far_each_plan_got",
    "test_r_says_which_indicators_stayed_farthest",
    "unpacked",
]

pytestmark = pytest.mark.proof
