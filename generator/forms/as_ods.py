"""A laid-out workbook as .ods, from templates of its few elements: no library writes the limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.forms.grid import LOOKS, TEXT, CellLook, Grid, GridCell, GridSheet, height_of

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_PARTS = {
    "META-INF/manifest.xml": "manifest.xml",
    **{name: name for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml")},
}
"""Parts of the file, each with its template."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LETTER = 0.21
"""Width of a letter. Units: centimetres."""
_ALIGN = {"left": "start", "right": "end", "center": "center"}
_Style = tuple[CellLook, str, str, bool]
"""Look, format, side and whether there is a box."""


def as_ods(grid: Grid) -> bytes:
    """The workbook as a file; the same one gives the same bytes."""
    env = Environment(
        loader=PackageLoader(__name__.rpartition(".")[0], "ods"),
        autoescape=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    styles: dict[_Style, str] = {}
    sheets = [(sheet, list(_rows(sheet, styles))) for sheet in grid.sheets]
    values = {
        "grid": grid,
        "sheets": sheets,
        "styles": [
            (name, LOOKS[look], _data_name(form), _ALIGN[side], is_boxed)
            for (look, form, side, is_boxed), name in styles.items()
        ],
        "percents": sorted(
            {(it, _data_name(it), _places(it)) for _, it, _, _ in styles if "%" in it}
        ),
        "widths": [
            (width, f"{(width or 8) * _LETTER:.2f}")
            for width in sorted({it for sheet in grid.sheets for it in sheet.widths})
        ],
        "heights": sorted({height for _, rows in sheets for height, _ in rows}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _EPOCH), _MIME, zipfile.ZIP_STORED)
        for name, template in _PARTS.items():
            text = env.get_template(f"{template}.j2").render(values)
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode(), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _rows(
    sheet: GridSheet, styles: dict[_Style, str]
) -> Iterator[tuple[int, list[tuple[str, GridCell]]]]:
    """The height of each row, and its cells with the names of their styles."""
    for number, row in enumerate(sheet.rows, 1):
        cells = []
        for column, cell in enumerate(row):
            is_boxed = number >= sheet.n_head and column > 0 and cell.look.is_boxed
            style = cell.look, cell.form, cell.side, is_boxed
            cells.append((styles.setdefault(style, f"c{len(styles)}"), cell))
        yield height_of(row, sheet.widths), cells


def _data_name(form: str) -> str:
    return "text" if form == TEXT else f"p{_places(form)}" if form.endswith("%") else ""


def _places(form: str) -> int:
    return form.count("0") - 1
