"""What every table is told when its page is made, so that the style sheet can lay it out anew.

On a phone a row is a card: a cell says the heading of its column itself (``data-h``), and what it
is stays told (``role``), which browsers forget of a table that is laid out in another way.
Templates write plain tables of the class ``t``; a cell that has a ``data-h`` keeps it. Tables of
hand-written pages get their box and their class. The sign beside a heading is for the pointer.
"""

from __future__ import annotations

import re

_TABLE = re.compile(r'<table(?: class="t[ "]|>).*?</table>', re.DOTALL)
_HEAD = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_PART = re.compile(r"<(table|thead|tbody|tr|t[hd])\b([^>]*)")
_SIGN = '<a class="headerlink"'
_ROLES = {"table": "table", "tr": "row", "td": "cell"}


def laid_out(html: str) -> str:
    """A page with its tables told, and no stop of the keyboard at every heading."""
    html = html.replace(_SIGN, f'{_SIGN} tabindex="-1" aria-hidden="true"')
    return _TABLE.sub(lambda table: _Table(table[0]).text, html)


class _Table:
    """A table, part by part."""

    def __init__(self, table: str) -> None:
        head = table.partition("<thead>")[2].partition("</thead>")[0]
        self._heads = [_TAG.sub("", text).replace('"', "&quot;") for text in _HEAD.findall(head)]
        self._column = 0
        if table.startswith("<table>"):
            table = f'<div class="tb"><table class="t"{table[6:]}</div>'
        parts = _PART.sub(self._part, table)
        has_link = "<a " in table.partition("<thead")[0]  # which the role would not let in
        self.text = parts.replace(' role="table"', "", 1) if has_link else parts

    def _part(self, tag: re.Match[str]) -> str:
        name, rest = tag[1], tag[2]
        if name == "th":
            rest += "" if "scope=" in rest else ' scope="col"'
            role = "rowheader" if 'scope="row"' in rest else "columnheader"
        else:
            role = _ROLES.get(name, "rowgroup")
        self._column = 0 if name == "tr" else self._column + (name in {"th", "td"})
        if name == "td" and self._column > 1 and "data-h=" not in rest:
            rest += f' data-h="{"".join(self._heads[self._column - 1 : self._column])}"'
        return f'<{name} role="{role}"{rest}'
