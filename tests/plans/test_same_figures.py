"""Every number of every form of the open data, of the plans of this repository."""

from tests.test_same_figures import test_the_same_of_the_whole_content

__all__ = ["test_the_same_of_the_whole_content"]
