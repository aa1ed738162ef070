"""content/sources/*.txt and *.pdf: documents themselves, read as text, never as markup."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePosixPath

from generator.load.decoding import MAX_PDF, StopReadingError, decoded
from generator.model.source_file import SourceFile
from generator.problems import Place, Problem, error, msg

MOST_SIGNS = 10_000
"""Of a line of a text."""
_PARTS = msg("publish its PDF, or its parts as documents of their own")
_NEW_PAGE = b"\x0c"


def read_source(path: str, data: bytes) -> tuple[SourceFile | None, list[Problem]]:
    """A document, or what is wrong with its file; ``path`` as messages name it."""
    name, place = PurePosixPath(path), Place(path)
    if name.suffix == ".pdf":
        problem = _wrong_pdf(place, data)
        it = SourceFile(name.stem, place, pdf=data, digest=sha256(data).hexdigest())
        return (None, [problem]) if problem else (it, [])
    try:
        text = decoded(path, data.replace(_NEW_PAGE, b""), _PARTS)
    except StopReadingError as stop:
        return None, [stop.problem]
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    for n, line in enumerate(lines, 1):
        if len(line) > MOST_SIGNS:
            what = msg("the line has more than {most} signs", most=MOST_SIGNS)
            hint = msg("end the lines where the document ends its own")
            return None, [error("file-too-large", Place(path, n, 1), what, hint)]
    return SourceFile(name.stem, place, tuple(lines)), []


def _wrong_pdf(place: Place, data: bytes) -> Problem | None:
    if len(data) > MAX_PDF:
        what = msg("the file has more than {most} MB", most=f"{MAX_PDF / 1e6:.0f}")
        return error("file-too-large", place, what, msg("save it again with smaller pictures"))
    if not data.startswith(b"%PDF-"):
        what = msg("the file is not a PDF, though its name says so")
        return error("not-a-pdf", place, what, msg("export the document again as PDF"))
    return None
