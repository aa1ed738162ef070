"""Addresses in the head of a page, and the files at the root that robots read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

_ADDRESSES = ("url", "contentUrl")
SITEMAP = "sitemap.xml"


def addressed(told: Any, address: Callable[[str], str]) -> Any:
    """A description for machines in which ``address`` was asked about every path of the portal.

    Web addresses, which documents have, stay as they are.
    """
    if isinstance(told, list):
        return [addressed(item, address) for item in told]
    if not isinstance(told, dict):
        return told
    return {
        key: address(value)
        if key in _ADDRESSES and isinstance(value, str) and "://" not in value
        else addressed(value, address)
        for key, value in told.items()
    }


def write_robots(site: Path, address: str) -> None:
    """``robots.txt``, which names the map where the portal knows its address.

    A map needs whole addresses: without them it is empty, and stays only because the theme's
    script asks for it on every page.
    """
    lines = ["User-agent: *", "Allow: /"]
    if address:
        lines.append(f"Sitemap: {address}{SITEMAP}")
    (site / "robots.txt").write_text("\n".join(lines) + "\n", "utf-8")
