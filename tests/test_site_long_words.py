"""A word without an end, in any text of a plan, never makes a page wider than a phone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import served
from tests.cases.runner import BASE
from tests.project import build_site, copy_project

LONG = "Oficinaprovincial" * 8
PLAN = "planes/salud-2025/"
PAGES = (
    *("", "cambios/", "documentos/", "glosario/", "indicadores/", "novedades/", "presupuesto/"),
    *("recomendaciones/", "unidades/muni/", PLAN, f"{PLAN}1/", f"{PLAN}1.1/", f"{PLAN}1.1.1/"),
    *(f"{PLAN}{name}/" for name in ("historial", "informe", "documento", "medidas", "calendario")),
)
_TEXT = re.compile(
    r"(\b(?:title|name|short_title|note|reason|unit|place|quote|meaning|description|acronym"
    r"|singular|plural|text|number|licence|formula|definition|situation|evidence"
    r"|counterpart|recommendation|printed_owner|summary): )"
    r"([^\n{}\[\],#\"']+)"
)


def test_a_word_without_an_end_makes_no_page_wider_than_a_phone(
    tmp_path: Path, chromium: Browser
) -> None:
    content = tmp_path / "largo/content"
    shutil.copytree(BASE / "content", content)
    n = 0
    for path in content.rglob("*.yml"):
        text, times = _TEXT.subn(lambda m: f"{m[1]}{m[2].rstrip()} {LONG}", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
        n += times
    assert n > 30
    site = build_site(copy_project(tmp_path / "project", content), only=PAGES)
    wide = []
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    with served(site) as address:
        for url in PAGES:
            assert (site / url / "index.html").is_file(), url
            page.goto(f"{address}/{url}")
            if (found := page.evaluate("document.documentElement.scrollWidth")) > 360:
                wide.append((url, found))
    context.close()
    assert wide == []
