"""Regions and units in a real browser: squares, map, keyboard, and the way to an activity."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import MINIMAL, content, lay
from tests.project import build_site, copy_project
from tests.site import parsed


def test_a_country_without_regions_has_a_site_without_them(tmp_path: Path) -> None:
    elsewhere = {"site.yml": MINIMAL["site.yml"].replace("region: PE", "region: UY")}
    written = lay(tmp_path, content(**elsewhere)) / "content"
    project = copy_project(tmp_path / "project", content=written)
    site = build_site(project, only=("", "unidades/"))
    links = {a.get("href") or "" for a in parsed(site / "index.html").iter("a")}
    assert not [link for link in links if "regiones" in link]
    assert [link for link in links if "unidades" in link]
    assert not (site / "regiones").exists()
