"""python -m bench.country FOLDER: the institutions of the national demonstration.

Twelve invented institutions, the two real ones of this repository and the six examples, each in a
repository of its own, with the list and the registers: ``avance federate FOLDER/institutions.yml``.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from bench.copies import ROOT
from bench.measure import cost
from generator.load.yaml_write import as_read, in_lines
from generator.synth.content import Files, FilesAsOf
from generator.synth.repository import write_repository

DAY = date(2026, 2, 2)
_JUNTOS = "plans/comunicacion-juntos-2021/"
_REAL = (
    ("mtpe", "Ministerio de Trabajo y Promoción del Empleo", "Trabajo"),
    ("juntos", "Programa JUNTOS", "Desarrollo e Inclusión Social"),
)
_EXAMPLES = (
    ("ceplan", "Municipalidad Provincial de Rímay (ejemplo)", "Municipalidades", "local"),
    ("gpra-usa", "Rural Water Administration (ejemplo)", "Agua", "national"),
    ("kpt-colombia", "Alcaldía de Peñaluna (ejemplo)", "Municipalidades", "local"),
    ("logframe", "Fundación Raíces de Agua (ejemplo)", "Agua", "local"),
    ("mir-mexico", "Secretaría de Educación de Valle Alto (ejemplo)", "Educación", "regional"),
    ("simple", "Distrito 3 de Ayllupampa (ejemplo)", "Municipalidades", "local"),
)


def files_of(folder: Path) -> Files:
    """The files of a content."""
    found = (it for it in sorted(folder.rglob("*")) if it.is_file() and it.name != "README.md")
    return {it.relative_to(folder).as_posix(): it.read_bytes() for it in found}


def main(folder: Path) -> None:
    """Make the demonstration in a folder that is not there, or is made again."""
    shutil.rmtree(folder, ignore_errors=True)
    options = ("--institutions", "12", "--activities", "30", "--broken", "8", "--seed", "21")
    cost([sys.executable, "-m", "generator", "synth", str(folder), *options], ROOT)
    entries = list(_added(folder))
    with (folder / "institutions.yml").open("a", encoding="utf-8") as stream:
        stream.writelines(f"  {line}\n" for line in in_lines(as_read(entries)))


def _added(folder: Path) -> Iterator[Mapping[str, str]]:
    content = files_of(ROOT / "content")  # its own pages speak of both
    for name, title, sector in _REAL:
        is_own = name == "juntos"
        plans = {
            path: data
            for path, data in content.items()
            if not path.startswith(("pages/", "plans/"))
            or (path.startswith("plans/") and path.startswith(_JUNTOS) is is_own)
        }
        yield _written(folder, plans, name, title, sector, "national")
    for name, title, sector, level in _EXAMPLES:
        files = files_of(ROOT / "generator/examples" / name / "content")
        yield _written(folder, files, name, title, sector, level)


def _written(
    folder: Path, files: Files, name: str, title: str, sector: str, level: str
) -> Mapping[str, str]:
    write_repository(folder / name, [FilesAsOf(DAY, "Planes y resultados", files)])
    return {"id": name, "name": title, "folder": name, "sector": sector, "level": level}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
