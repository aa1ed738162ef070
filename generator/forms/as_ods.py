"""A laid-out workbook as .ods, in its own few elements of XML: no library writes the limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from generator.forms.grid import LOOKS, TEXT, Grid, GridCell, GridSheet, Limit, Look, height_of

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_OWN = {
    **{it: it for it in ("office", "table", "text", "style", "meta", "config")},
    "number": "datastyle",
    "fo": "xsl-fo-compatible",
}
_SPACES = " ".join(
    (
        *(f'xmlns:{name}="{_URN}:{urn}:1.0"' for name, urn in _OWN.items()),
        f'xmlns:of="{_URN}:of:1.2" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LETTER = 0.21
"""Width of a letter. Units: centimetres."""
_LINE = 'fo:border="0.5pt solid #c8cdd3"'


def as_ods(grid: Grid) -> bytes:
    """The workbook as a file; the same one gives the same bytes."""
    parts = {
        "mimetype": _MIME,
        "META-INF/manifest.xml": _manifest(),
        "content.xml": _content(grid),
        "styles.xml": _styles(grid),
        "meta.xml": _meta(grid),
        "settings.xml": _settings(grid),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode(), kind)
    return stream.getvalue()


def _document(kind: str, inside: str) -> str:
    head = f'{_HEAD}<office:document-{kind} {_SPACES} office:version="1.3">'
    return f"{head}{inside}</office:document-{kind}>"


def _manifest() -> str:
    names = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    entries = "".join([entry.format("/", _MIME), *(entry.format(it, "text/xml") for it in names)])
    space = f'xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.3"'
    return f"{_HEAD}<manifest:manifest {space}>{entries}</manifest:manifest>"


def _meta(grid: Grid) -> str:
    own = "".join(
        f"<meta:user-defined meta:name={quoteattr(name)}>{escape(value)}</meta:user-defined>"
        for name, value in grid.properties.items()
    )
    return _document(
        "meta", f"<office:meta><dc:title>{escape(grid.title)}</dc:title>{own}</office:meta>"
    )


# Styles.

_Style = tuple[Look, str, str, bool]
"""Look, format, side and whether there is a box."""


def _cell_style(name: str, style: _Style) -> str:
    look, form, side, is_boxed = style
    of = LOOKS[look]
    fill = f'fo:background-color="#{of.fill}"' if of.fill else ""
    around = (
        f'{_LINE} fo:padding="0.05cm" style:vertical-align="top" fo:wrap-option="wrap"'
        if is_boxed
        else ""
    )
    locked = "none" if of.is_open else "protected"
    bold = 'fo:font-weight="bold"' if of.is_bold else ""
    slant = 'fo:font-style="italic"' if of.is_slanted else ""
    align = {"left": "start", "right": "end", "center": "center"}[side]
    data = f'style:data-style-name="{_data_name(form)}"' if _data_name(form) else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell" {data}>'
        f'<style:table-cell-properties {fill} {around} style:cell-protect="{locked}"/>'
        f'<style:paragraph-properties fo:text-align="{align}"/>'
        f'<style:text-properties fo:font-size="{of.size}pt" fo:color="#{of.ink}" {bold} {slant} '
        'style:font-name="Calibri" fo:font-family="Calibri, Carlito, sans-serif"/></style:style>'
    )


def _data_name(form: str) -> str:
    return "text" if form == TEXT else f"p{form.count('0') - 1}" if form.endswith("%") else ""


def _data_styles(forms: Iterable[str]) -> Iterator[str]:
    yield '<number:text-style style:name="text"><number:text-content/></number:text-style>'
    for form in sorted({it for it in forms if it.endswith("%")}):
        places = form.count("0") - 1
        yield (
            f'<number:percentage-style style:name="{_data_name(form)}"><number:number '
            f'number:decimal-places="{places}" number:min-decimal-places="{places}" '
            'number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
        )


def _styles(grid: Grid) -> str:
    """Pages: A4 across, as wide as one page, a foot with the number of the page."""
    foot = next((sheet.foot for sheet in grid.sheets if sheet.foot), "")
    page = (
        '<style:page-layout style:name="page"><style:page-layout-properties '
        'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" '
        'fo:margin="1cm" style:scale-to-X="1"/><style:footer-style>'
        '<style:header-footer-properties fo:min-height="0.7cm" fo:margin-top="0.3cm"/>'
        "</style:footer-style></style:page-layout>"
    )
    master = (
        '<style:master-page style:name="page" style:page-layout-name="page"><style:footer>'
        f"<style:region-left><text:p>{escape(foot)}</text:p></style:region-left>"
        "<style:region-right><text:p><text:page-number/> / <text:page-count/></text:p>"
        "</style:region-right></style:footer></style:master-page>"
    )
    inside = (
        f"<office:automatic-styles>{page}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles>"
    )
    return _document("styles", inside)


def _settings(grid: Grid) -> str:
    """Which rows and columns stay in sight."""
    item = '<config:config-item config:name="{}" config:type="{}">{}</config:config-item>'
    sheets = ""
    for sheet in grid.sheets:
        told: list[tuple[str, str, object]] = [("ShowGrid", "boolean", "false")]
        for way, end, n in (
            ("Horizontal", "Right", sheet.n_kept),
            ("Vertical", "Bottom", sheet.n_head),
        ):
            told += [(f"{way}SplitMode", "short", 2), (f"{way}SplitPosition", "int", n)]
            told += [(f"Position{end}", "int", n)]
        items = "".join(item.format(*it) for it in told) if sheet.n_head else ""
        sheets += (
            f"<config:config-item-map-entry config:name={quoteattr(sheet.name)}>{items}"
            "</config:config-item-map-entry>"
        )
    view = (
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed '
        'config:name="Views"><config:config-item-map-entry>'
        f"{item.format('ViewId', 'string', 'view1')}"
        "<config:config-item-map-named "
        f'config:name="Tables">{sheets}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
    )
    return _document("settings", f"<office:settings>{view}</office:settings>")


# Cells.


def _content(grid: Grid) -> str:
    styles: dict[_Style, str] = {}
    tables = "".join(_table(sheet, styles) for sheet in grid.sheets)
    limits = "".join(_limit(name, it) for name, it in grid.limits.items())
    forms = (cell.form for sheet in grid.sheets for row in sheet.rows for cell in row)
    own = [
        *_data_styles(forms),
        *(_cell_style(name, style) for style, name in styles.items()),
        *_sheet_styles(grid),
    ]
    return _document(
        "content",
        f"<office:automatic-styles>{''.join(own)}</office:automatic-styles>"
        "<office:body><office:spreadsheet>"
        f"<table:content-validations>{limits}</table:content-validations>{tables}"
        "</office:spreadsheet></office:body>",
    )


def _sheet_styles(grid: Grid) -> Iterator[str]:
    widths = {width for sheet in grid.sheets for width in sheet.widths}
    for width in sorted(widths):
        size = f'style:column-width="{(width or 8) * _LETTER:.2f}cm"'
        yield (
            f'<style:style style:name="w{width}" style:family="table-column">'
            f"<style:table-column-properties {size}/></style:style>"
        )
    heights = {height_of(row, it.widths) for it in grid.sheets for row in it.rows}
    for height in sorted(heights):
        yield (
            f'<style:style style:name="h{height}" style:family="table-row">'
            f'<style:table-row-properties style:row-height="{height}pt" '
            'style:use-optimal-row-height="true"/></style:style>'
        )
    for name, shown in (("shown", "true"), ("hidden", "false")):
        yield (
            f'<style:style style:name="{name}" style:family="table" '
            f'style:master-page-name="page"><style:table-properties table:display="{shown}"/>'
            "</style:style>"
        )


def _table(sheet: GridSheet, styles: dict[_Style, str]) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="w{width}"'
        + ("/>" if width else ' table:visibility="collapse"/>')
        for width in sheet.widths
    )
    rows = [
        _row(row, sheet, n, styles, is_boxed=n >= sheet.n_head)
        for n, row in enumerate(sheet.rows, 1)
    ]
    if sheet.n_head:
        head = rows[sheet.n_head - 1]
        rows[sheet.n_head - 1] = f"<table:table-header-rows>{head}</table:table-header-rows>"
    look = "hidden" if sheet.is_hidden else "shown"
    return (
        f'<table:table table:name={quoteattr(sheet.name)} table:style-name="{look}" '
        f'table:protected="true">{columns}{"".join(rows)}</table:table>'
    )


def _row(
    row: tuple[GridCell, ...],
    sheet: GridSheet,
    number: int,
    styles: dict[_Style, str],
    *,
    is_boxed: bool,
) -> str:
    cells = ""
    for column, cell in enumerate(row):
        has_box = is_boxed and column > 0 and cell.look.is_boxed
        style = cell.look, cell.form, cell.side, has_box
        name = styles.setdefault(style, f"c{len(styles)}")
        cells += _cell(cell, name)
    hidden = ' table:visibility="collapse"' if number in sheet.hidden_rows else ""
    height = f'table:style-name="h{height_of(row, sheet.widths)}"'
    return f"<table:table-row {height}{hidden}>{cells}</table:table-row>"


def _cell(cell: GridCell, style: str) -> str:
    about = f'table:style-name="{style}"'
    if cell.limit:
        about += f" table:content-validation-name={quoteattr(str(cell.limit))}"
    if cell.value == "":
        return f"<table:table-cell {about}/>"
    if isinstance(cell.value, Decimal):
        kind = "percentage" if cell.form.endswith("%") else "float"
        about += f' office:value-type="{kind}" office:value="{cell.value:f}"'
        shown = f"{cell.value.scaleb(2):f}%" if kind == "percentage" else f"{cell.value:f}"
        return f"<table:table-cell {about}><text:p>{shown}</text:p></table:table-cell>"
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.value.split("\n"))
    return f'<table:table-cell {about} office:value-type="string">{text}</table:table-cell>'


def _limit(name: str, limit: Limit) -> str:
    listed = ";".join(f'"{it}"' for it in limit.choices)
    condition = f"of:cell-content-is-in-list({listed})"
    if not listed:
        condition = "of:cell-content-is-decimal-number() and cell-content-is-between(-1E15,1E15)"
    kind = "stop" if limit.is_strict else "warning"
    return (
        f"<table:content-validation table:name={quoteattr(name)} "
        f'table:condition={quoteattr(condition)} table:allow-empty-cell="true">'
        f'<table:error-message table:message-type="{kind}" table:display="true">'
        f"<text:p>{escape(limit.text)}</text:p></table:error-message></table:content-validation>"
    )
