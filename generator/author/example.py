"""An example plan of a profile, as the first plan of a new portal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.load import load
from generator.load.disk import read_tree
from generator.load.yaml_write import scalar
from generator.model.site import Site
from generator.reference import regions

if TYPE_CHECKING:
    from generator.author.portal import NewPortal

_EXAMPLES = Path(__file__).parent.parent / "examples"
_SITE, _UNITS = "site.yml", "units.yml"
_SETTINGS = re.compile(r"(?m)^(?:schemes|year_starts|timezone):.*\n(?:[ #].*\n)*")
"""What of the example's site.yml its plan cannot do without."""


@cache
def _example(profile: str) -> dict[str, bytes]:
    files, _ = read_tree(_EXAMPLES / profile / "content", "")
    return files


@cache
def example_site(profile: str) -> Site:
    """The settings of the portal that an example is."""
    catalog, _ = load(_example(profile))
    assert catalog.site is not None  # noqa: S101
    return catalog.site


def example_files(
    profile: str, portal: NewPortal, written: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The content of an example in a portal that has its own name, institution and settings."""
    files = dict(_example(profile))
    site, units = files.pop(_SITE).decode(), files.pop(_UNITS)
    found = {f"content/{path}": data for path, data in files.items()}
    for path in list(found):
        if path.endswith("/plan.yml"):
            found[path] += "".join(_settings(portal, example_site(profile), found[path])).encode()
    found |= _regions(profile, portal.country)
    own = written[f"content/{_SITE}"]
    found[f"content/{_SITE}"] = own + "".join(_SETTINGS.findall(site)).encode()
    institution = (
        f"- {{id: {scalar(portal.publisher)}, name: {scalar(portal.institution)}, kind: entity}}\n"
    )
    is_there = f"id: {portal.publisher}," in units.decode()
    found[f"content/{_UNITS}"] = units if is_there else institution.encode() + units
    return found


def _regions(profile: str, country: str) -> dict[str, bytes]:
    """A list of the regions that an example names, for a portal of another country."""
    its_own, files = example_site(profile).region or "", _example(profile)
    if country in {"", its_own} or "regions.yml" in files:
        return {}
    text = b"\n".join(files.values()).decode()
    lines = [
        f"  - {{code: {code}, name: {scalar(name)}}}\n"
        for code, name in regions(its_own).items()
        if code in text
    ]
    return {"content/regions.yml": "".join(["regions:\n", *lines]).encode()} if lines else {}


def _settings(portal: NewPortal, site: Site, plan: bytes) -> Iterator[str]:
    """What a plan has to say itself where the portal is not as that of the example."""
    settings = {
        "language": (site.language, portal.language),
        "currency": (site.currency, portal.currency),
    }
    for key, (its_own, the_portals) in settings.items():
        is_said = re.search(rf"(?m)^{key}:", plan.decode())
        if its_own and its_own != the_portals and not is_said:
            yield f"{key}: {its_own}\n"
