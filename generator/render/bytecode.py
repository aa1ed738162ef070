"""Templates as bytecode, kept beside them as Python keeps that of its modules: compiled once."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache

from generator.output import digest
from generator.program import program
from generator.words.formatter import Formatter

TEMPLATES = Path(__file__).parent / "templates"
"""Ours; what is compiled of the theme's is kept there too."""


class Bytecode(FileSystemBytecodeCache):
    """The compiled templates beside a folder, for one way of writing.

    Jinja applies filters to constants when it compiles: another program, or another language,
    compiles them anew.
    """

    def __init__(self, templates: Path, f: Formatter) -> None:
        super().__init__(str(templates / "__pycache__"), "%s.cache")
        self._made_with = digest((program(), f))

    def get_source_checksum(self, source: str) -> str:
        """Changes with everything that a template is compiled from."""
        return digest((self._made_with, source))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept; a damaged file is none."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001  # whatever stands in it
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; a folder that cannot be written only costs the next build its time."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)
