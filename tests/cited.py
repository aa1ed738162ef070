"""What the pages of a built site say to cite."""

from __future__ import annotations

import random
from pathlib import Path

from tests.site import pages_of, parsed


def drawn(site: Path, n: int) -> list[str]:
    """So many citations, drawn by a seed: in APA, in BibTeX, and bare addresses."""
    found = []
    for page in pages_of(site):
        for apa in parsed(page).xpath("//details[contains(@class, 'cite')]/div"):
            link, bibtex = apa.find("a"), apa.getparent().find("pre")
            found += [apa.text_content(), bibtex.text_content(), link.text_content()]
    return random.Random(19).sample(found, n)  # noqa: S311
