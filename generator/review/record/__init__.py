"""record(content) -> History: one pass over the commits of the content, each walked once.

Only the main line is followed, so a proposal is one step whatever its branch did. Nothing is
written but a cache; nothing of a person is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import Path

from generator.load.disk import read_tree
from generator.load.loader import Memo
from generator.model.history import WHOLE_PLAN, History, Step
from generator.review.clock import Clock
from generator.review.git import Repository, ask, repository
from generator.review.record import cache as cache_file
from generator.review.record.commits import Touched, touched
from generator.review.record.replay import PREFIX, CommitRecord, Renames, Replay, Tree
from generator.review.snapshot import listed

__all__ = ["record"]

GONE = ""
"""The name of today of what is no longer there, though another thing is called so."""


def record(
    content: Path,
    clock: Clock,
    cache: Path | None = None,
    memo: Memo | None = None,
    since: date | None = None,
    shown: Mapping[str, str] | None = None,
) -> History:
    """The history of a content folder up to what is on the disk, from a day on if one is given.

    ``shown`` has the commit that each plan is shown as of which is not shown as it is today.
    ``cache`` is a file that may not exist yet; ``memo`` holds files that were read before.
    Raises GitError where there is no repository or its objects are missing.
    """
    memo = {} if memo is None else memo
    repo = repository(content.parent)
    commits = touched(repo, clock)
    if cache and repo.has_committed(cache):
        cache = None
    known = cache_file.read(cache, repo.prefix) if cache else []
    seen = _known(known, commits)
    if len(seen) < len(commits):
        seen += _walked(Replay(repo, memo), commits, seen)
        if cache:
            cache_file.write(cache, repo.prefix, seen)
    pending = _pending(Replay(repo, memo), content, seen)
    if shown:
        seen, pending = _up_to(shown, seen, pending)
    is_partial = repo.is_shallow
    if is_partial and seen and _is_cut(repo, seen[0].commit.id):
        seen = [replace(seen[0], steps=()), *seen[1:]]
    told = [it for it in seen if since is None or (it.commit.day or since) >= since]
    history = _history(_silent(seen[: -len(told) or None]) + told, pending, is_partial=is_partial)
    if len(told) == len(seen):
        return history
    return replace(history, since=since, is_partial=True, is_begun_later=True, n_commits=len(told))


def _up_to(
    shown: Mapping[str, str], seen: list[CommitRecord], pending: list[CommitRecord]
) -> tuple[list[CommitRecord], list[CommitRecord]]:
    """Commits without what came later of plans that are shown as of an earlier one."""
    later, found = dict(shown), list[CommitRecord]()
    for it in reversed([*seen, *pending]):
        later = {plan: name for plan, name in later.items() if not name or name != it.commit.id}
        found.append(_without(it, later.keys()) if later else it)
    found.reverse()
    return found[: len(seen)], found[len(seen) :]


def _without(it: CommitRecord, plans: Collection[str]) -> CommitRecord:
    return replace(
        it,
        steps=tuple(step for step in it.steps if step.plan not in plans),
        measures={key: name for key, name in it.measures.items() if key[0] not in plans},
        codes={key: name for key, name in it.codes.items() if key[0] not in plans},
        acts=tuple(act for act in it.acts if act[0] not in plans),
    )


def _silent(seen: list[CommitRecord]) -> list[CommitRecord]:
    """Commits of which only the names count that things have today."""
    return [replace(it, steps=(), acts=(), stale={}) for it in seen]


def _is_cut(repo: Repository, commit: str) -> bool:
    """Whether a commit has parents that this copy lacks: what it has did not come with it."""
    known = ask(repo.folder, ["rev-list", "--parents", "--max-count=1", commit]).line
    written = ask(repo.folder, ["cat-file", "commit", commit]).out
    return len(known.split()) == 1 and b"\nparent " in written.partition(b"\n\n")[0]


def _known(known: list[CommitRecord], commits: list[Touched]) -> list[CommitRecord]:
    """What was kept of the commits that both lines have, from the oldest on, with their days."""
    pairs = zip(known, commits, strict=False)
    return [seen for seen, _ in takewhile(lambda p: p[0].commit == p[1].commit, pairs)]


def _walked(replay: Replay, commits: list[Touched], seen: list[CommitRecord]) -> list[CommitRecord]:
    if seen:
        replay.resume(_tree(replay.repo, seen[-1].commit.id), seen[-1])
    return list(replay.go(commits[len(seen) :]))


def _tree(repo: Repository, commit: str) -> Tree:
    found = listed(repo, commit, commit)
    return found[0] if found else {}


def _pending(replay: Replay, content: Path, seen: list[CommitRecord]) -> list[CommitRecord]:
    """What the disk has and no commit yet; files with the same bytes are not even read."""
    if not seen:
        return []
    tree = _tree(replay.repo, "HEAD")
    files, _ = read_tree(content)
    if {path: _blob(data) for path, data in files.items()} == tree:
        return []
    replay.resume(tree, seen[-1])
    return [replay.pending(files)]


def _blob(data: bytes) -> str:
    """The name that git gives to a file's bytes; in a repository of SHA-256 it never matches."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _history(seen: list[CommitRecord], pending: list[CommitRecord], *, is_partial: bool) -> History:
    told = [*_under_todays_names(seen), *(step for it in pending for step in it.steps)]
    came = [s for s in told if s.figure == WHOLE_PLAN and s.before is None and s.day is not None]
    return History(
        steps=tuple(told),
        since=seen[0].commit.day if seen else None,
        is_partial=is_partial,
        n_commits=len(seen),
        unread=tuple(dict.fromkeys(PREFIX + path for it in seen for path in it.stale)),
        first_seen={step.plan: step.day for step in reversed(came) if step.day},
        registered=dict(_registered(seen, pending)),
    )


def _registered(
    seen: list[CommitRecord], pending: list[CommitRecord]
) -> Iterator[tuple[tuple[str, str], int]]:
    """Each amendment with the number of steps up to the commit that brought it."""
    n_steps = 0
    for it in (*seen, *pending):
        n_steps += len(it.steps) if it.commit.id else 0
        yield from ((act, n_steps) for act in it.acts)


def _under_todays_names(seen: list[CommitRecord]) -> Iterable[Step]:
    """Steps under the codes and ids that things have today: read backwards, renames add up."""
    measures: Renames = {}
    codes: Renames = {}
    found: list[Step] = []
    for it in reversed(seen):
        found += [_named(step, measures, codes) for step in reversed(it.steps)]
        measures = _composed(measures, it.measures)
        codes = _composed(codes, it.codes)
    return reversed(found)


def _named(step: Step, measures: Renames, codes: Renames) -> Step:
    measure = measures.get((step.plan, step.measure), step.measure)
    code = codes.get((step.plan, step.code), step.code) or step.code
    if (measure, code) == (step.measure, step.code):
        return step
    return replace(step, measure=measure, code=code, called=step.measure or step.code)


def _composed(later: Renames, own: Renames) -> Renames:
    """First ``own``, then ``later``; a name that was given away means the new owner before.

    What had a name before another thing got it is gone: it has no name of today.
    """
    earlier = {(plan, old): later.get((plan, new), new) for (plan, old), new in own.items()}
    gone = {(plan, new): GONE for (plan, _), new in own.items() if (plan, new) not in own}
    return {**later, **gone, **earlier}
