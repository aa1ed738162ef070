"""What the pages of a built site say to cite."""

from __future__ import annotations

import random
from pathlib import Path

from tests.site import pages_of, parsed


def drawn(site: Path, n: int) -> list[str]:
    """So many citations, drawn by a seed: in APA, in BibTeX, and bare addresses."""
    found = []
    for page in pages_of(site):
        for part in parsed(page).find_class("cite"):
            apa, bibtex = part.find("div"), part.find("pre")
            assert apa is not None
            assert bibtex is not None
            link = apa.find("a")
            assert link is not None
            found += [apa.text_content(), bibtex.text_content(), link.text_content()]
    return random.Random(19).sample(found, n)  # noqa: S311
