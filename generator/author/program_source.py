"""Where the program of a portal comes from: an address that nobody else can take.

The name of a package alone is never written: where it is not published under that name, a
stranger could publish something else there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.problems import Message, msg
from generator.words.formatter import Formatter

NAME = "avance"
_FOLDER = "program"
_NAMED = re.compile(r"[\w.-]+")
_COMMIT = re.compile(r"git\+https://[^\s@#?]+@[0-9a-f]{40}")
_WHEEL = re.compile(r"https://[^\s@?#]+/avance-[\w.+!-]+\.whl#sha256=[0-9a-f]{64}")
_WHEEL_NAME = re.compile(r"avance-[\w.+!]+-[\w.]+-[\w.]+-[\w.]+\.whl")


@dataclass(frozen=True, slots=True)
class ProgramSource:
    """What requirements.txt says of the program; nothing where it is not known."""

    line: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """A wheel that the portal keeps."""

    def written(self, f: Formatter) -> str:
        """The line, or what has to be written in its place."""
        return self.line or "\n".join(f"# {f.t(it)}".rstrip() for it in _UNKNOWN)


_UNKNOWN = (
    msg("Where the program comes from is not known. Write one of these lines, without the #:"),
    Message("  ./program/avance-0.1.0-py3-none-any.whl"),
    Message("  avance @ https://example.org/avance-0.1.0-py3-none-any.whl#sha256=<64 signs>"),
    Message("  avance @ git+https://example.org/avance.git@<40 signs>"),
    msg("The first is a wheel that lies in this folder, the last a commit. Never the name alone:"),
    msg("a stranger could publish something else under it."),
)


def libraries() -> str:
    """The libraries of the program as they are installed here: a line for each, sorted."""
    found: dict[str, str] = {}
    waiting = [NAME]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            it = distribution(name)
        except PackageNotFoundError:  # of another system
            continue
        about = it.metadata  # read anew each time that it is asked for
        found[name] = f"{about['Name']}=={about['Version']}"
        wanted = (said for said in it.requires or () if "extra ==" not in said)
        waiting += [_NAMED.match(said)[0] for said in wanted]  # type: ignore[index]
    found.pop(NAME, None)
    return "\n".join(sorted(set(found.values()), key=str.lower))


def given(text: str) -> ProgramSource | Message:
    """What ``--program`` says: a wheel on the disk or the web, or a commit of a repository."""
    plain = text.strip().removeprefix(f"{NAME} @ ")
    if _COMMIT.fullmatch(plain) or _WHEEL.fullmatch(plain):
        return ProgramSource(f"{NAME} @ {plain}")
    path = Path(plain)
    if "://" in plain or not path.name.endswith(".whl"):
        return msg(
            "«{text}» does not pin the program; give a wheel (avance-….whl), its address with "
            "#sha256=, or git+https://…@ and the 40 signs of a commit",
            text=text,
        )
    if not _WHEEL_NAME.fullmatch(path.name):
        return msg("«{text}» is not a wheel of avance", text=text)
    return _carried(path) or msg("cannot read {place}", place=text)


def detected() -> ProgramSource:
    """How the program that runs was installed, as far as others can install it so too."""
    try:
        text = distribution(NAME).read_text("direct_url.json")
        told = json.loads(text or "{}")
    except (PackageNotFoundError, OSError, ValueError):
        return ProgramSource()
    return _of(told) if isinstance(told, dict) else ProgramSource()


def _of(told: Mapping[str, Any]) -> ProgramSource:
    """From direct_url.json (PEP 610)."""
    url = str(told.get("url", ""))
    commit = (told.get("vcs_info") or {}).get("commit_id")
    digest = ((told.get("archive_info") or {}).get("hashes") or {}).get("sha256", "")
    line = f"git+{url}@{commit}" if commit else f"{url.partition('#')[0]}#sha256={digest}"
    if _COMMIT.fullmatch(line) or _WHEEL.fullmatch(line):
        return ProgramSource(f"{NAME} @ {line}")
    if not url.startswith("file:") or not digest:
        return ProgramSource()
    path = unquote(urlsplit(url).path)
    kept = _carried(Path(path[1:] if re.match("/[A-Za-z]:", path) else path))
    is_same = kept is not None and digest in {sha256(it).hexdigest() for it in kept.files.values()}
    return kept if kept is not None and is_same else ProgramSource()


def _carried(wheel: Path) -> ProgramSource | None:
    """A wheel that goes with the portal; None where it cannot be read."""
    if not _WHEEL_NAME.fullmatch(wheel.name):
        return None
    try:
        data = wheel.read_bytes()
    except OSError:
        return None
    return ProgramSource(f"./{_FOLDER}/{wheel.name}", {f"{_FOLDER}/{wheel.name}": data})
