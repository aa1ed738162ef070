"""send(folder, address): bring an edition into an object store, only what changed of it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.between_runs import sum_of
from generator.problems import StopError, msg
from generator.publish import MANIFEST
from generator.publish.writer import is_plain


def send(folder: Path, address: str) -> int:
    """Make what was brought to a place of a store equal to a folder; how many files it took.

    Raises StopError; what was brought by then is known there, and the next time goes on.
    """
    store, root = reach(address)
    try:
        return _sent(folder, address, store, root)
    except StopError:
        raise
    except Exception as failure:  # of whatever library reaches it
        raise _unwritten(address, failure) from failure


def reach(address: str) -> tuple[Any, str]:
    """The store of an address and the place in it. Raises StopError where a library lacks."""
    try:
        import fsspec  # noqa: PLC0415  # an extra

        folders = {"auto_mkdir": True} if address.startswith("file:") else {}
        store, root = fsspec.url_to_fs(address, **folders)
    except ImportError as lacks:
        name = getattr(lacks.__cause__ or lacks, "name", None) or str(lacks)
        what = "'avance[store]'" if name == "fsspec" else name
        how = msg("{place} needs another library: python -m pip install {what}")
        raise StopError(how.having(place=address, what=what)) from None
    except Exception as failure:
        raise _unwritten(address, failure) from failure
    return store, root


def _unwritten(address: str, failure: Exception) -> StopError:
    why = str(failure) or type(failure).__name__
    return StopError(msg("cannot write {place}: {why}", place=address, why=why))


def _sent(folder: Path, address: str, store: Any, root: str) -> int:
    """A list of what was brought lies beside it, wider than that while files are on their way."""
    listed, told = f"{root}/{MANIFEST}", dict[str, str]()
    if store.exists(listed):
        with suppress(ValueError):
            told = json.loads(store.cat_file(listed))
    if not isinstance(told, dict) or (not told and store.isdir(root) and store.ls(root)):
        raise StopError(msg("{place} holds something else; choose another folder", place=address))
    there = {path: digest for path, digest in told.items() if is_plain(path)}
    files = (it.relative_to(folder).as_posix() for it in folder.rglob("*") if it.is_file())
    ours = {it: sum_of((folder / it).read_bytes()) for it in sorted(files) if it != MANIFEST}
    changed = [path for path, digest in ours.items() if there.get(path) != digest]
    store.pipe_file(listed, json.dumps({**there, **dict.fromkeys(changed, "")}).encode())
    for path in changed:
        store.put_file(str(folder / path), f"{root}/{path}")
    for path in there.keys() - ours.keys():
        if store.exists(f"{root}/{path}"):
            store.rm_file(f"{root}/{path}")
    store.pipe_file(listed, json.dumps(ours).encode())
    return len(changed)
