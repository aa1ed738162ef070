"""A small portal whose figures are cited, and what the pages of a built site say to cite."""

from __future__ import annotations

import random
from pathlib import Path

from tests.helpers import PLAN, content
from tests.site import pages_of, parsed

SITE = """
format: 3
name: Portal
publisher: mtpe
licence: CC BY 4.0
region: PE
url: https://datos.example.org/planes
bands: {medium: 75, high: 95}
"""


def reported(actual: str = "1409", site: str = SITE) -> dict[str, bytes]:
    """The small plan with a result of its first quarter."""
    results = f"period: 2024-T1\nstatus: final\nresults:\n  visitas: {{value: {actual}}}\n"
    return content(**{"site.yml": site, PLAN + "results/2024-T1.yml": results})


def drawn(site: Path, n: int) -> list[str]:
    """So many citations, drawn by a seed: in APA, in BibTeX, and bare addresses."""
    found = []
    for page in pages_of(site):
        for apa in parsed(page).xpath("//section//div[@aria-label='Cita (APA)']"):
            link, bibtex = apa.find("a"), apa.getparent().find("pre")
            found += [apa.text_content(), bibtex.text_content(), link.text_content()]
    return random.Random(19).sample(found, n)  # noqa: S311
