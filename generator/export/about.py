"""What is said of the tables as a whole: format, day, portal, licence, language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.compute.results import Results
from generator.words.catalogue import catalogue

FORMAT_VERSION = "1"
"""Number of the format of the tables: a column that goes or changes its meaning raises it.

1: the first.
"""


@dataclass(frozen=True, slots=True)
class About:
    """Who publishes the tables, under which licence, and as of which day."""

    name: str
    description: str | None
    licence: str
    licence_url: str | None
    as_of: date
    lang: str

    def words(self, template: str) -> str:
        """A description in the language of the tables."""
        return catalogue(self.lang).gettext(template)


def about(results: Results, lang: str) -> About:
    """The portal's own words about its data. Raises ValueError where there is no portal."""
    site = results.catalog.site
    if site is None:
        raise ValueError("no site")
    return About(site.name, site.description, site.licence, site.licence_url, results.as_of, lang)
