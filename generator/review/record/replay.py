"""From commit to commit: two catalogues held against each other, files in common read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.load import load
from generator.load.loader import Memo
from generator.load.migrations import SITE, format_of
from generator.model.catalog import Catalog
from generator.model.history import Step
from generator.review.changes import CodeChange
from generator.review.compare import compare
from generator.review.git import Repository
from generator.review.policy.base import Proposal, new_amendments
from generator.review.record.commits import Touched
from generator.review.record.steps import Commit, plan_step, steps
from generator.review.snapshot import contents

PREFIX = "content/"
_AT_ONCE = 500
"""Commits whose files are fetched together."""

Tree = dict[str, str]
"""Path under the content to the name of its blob; ``blob:1`` is one in format 1, whatever the
format of the tree."""
Renames = dict[tuple[str, str], str]
"""Plan and old name to new name."""
Acts = tuple[tuple[str, str], ...]
"""Plan and id of amendments."""


@dataclass(frozen=True)
class CommitRecord:
    """What one commit did, in the names it had then, and what must be known to go on."""

    commit: Commit
    steps: tuple[Step, ...]
    measures: Renames = field(default_factory=dict)
    """Measures that have another id since."""
    codes: Renames = field(default_factory=dict)
    """Elements that have another code since."""
    stale: dict[str, str | None] = field(default_factory=dict)
    """Files that cannot be read at this commit: the blob of their last readable version."""
    removed: dict[str, Tree] = field(default_factory=dict)
    """Files of plans that were removed, as they last were."""
    acts: Acts = ()
    """What came with it; the amendments of a new plan are left out."""


@dataclass
class Replay:
    """The content as it stood at one commit; ``go`` moves on to the next ones.

    A file that a commit broke stands as it last could be read, and a removed plan is kept: what
    was changed on the way is told by the commit that brings it back.
    """

    repo: Repository
    memo: Memo = field(default_factory=dict)
    """Files that were read, of any version."""
    tree: Tree = field(default_factory=dict)
    """As committed."""
    readable: Tree = field(default_factory=dict)
    """The last version of each file that can be read."""
    removed: dict[str, Tree] = field(default_factory=dict)
    catalog: Catalog = field(default_factory=Catalog)
    _blobs: dict[str, bytes] = field(default_factory=dict)

    def resume(self, tree: Tree, seen: CommitRecord) -> None:
        """Stand at a commit that was walked before."""
        self.tree, self.readable = dict(tree), _with_older(tree, seen.stale)
        self.removed = dict(seen.removed)
        removed = (blob for files in self.removed.values() for blob in files.values())
        self._fetch([*self.readable.values(), *removed])
        self.catalog = self._load(self.readable)

    def go(self, commits: list[Touched]) -> Iterator[CommitRecord]:
        """Every commit in turn. Raises GitError where their files cannot be read."""
        for start in range(0, len(commits), _AT_ONCE):
            some = commits[start : start + _AT_ONCE]
            self._fetch(blob for touched in some for blob in touched.blobs.values() if blob)
            yield from map(self._step, some)

    def _fetch(self, names: Iterable[str]) -> None:
        blobs = dict.fromkeys(name.partition(":")[0] for name in names)
        wanted = [name for name in blobs if name not in self._blobs]
        self._blobs |= contents(self.repo, "HEAD", wanted)

    def _load(self, tree: Mapping[str, str]) -> Catalog:
        parts = {path: name.partition(":") for path, name in tree.items()}
        files = {path: self._blobs[blob] for path, (blob, _, _) in parts.items()}
        formats = {path: int(since) for path, (_, _, since) in parts.items() if since}
        return load(files, PREFIX, memo=self.memo, formats=formats)[0]

    def _in_format(self, tree: Tree, paths: Iterable[str]) -> Tree:
        """Some files of a tree, for another: with the format in which they are written."""
        site = tree.get(SITE, "").partition(":")[0]
        since = format_of({SITE: self._blobs[site]} if site else {})
        found = {path: tree[path] for path in paths if path in tree}
        return {path: it if ":" in it else f"{it}:{since}" for path, it in found.items()}

    def _step(self, touched: Touched) -> CommitRecord:
        before, old = self.catalog, self.readable
        stale = self._move(touched.blobs)
        found = self._difference(before, old, self.catalog, touched.commit)
        gone = {
            name: self._in_format(old, (it for it in old if it.startswith(f"plans/{name}/")))
            for name in before.plans
            if name not in self.catalog.plans
        }
        kept = {name: it for name, it in self.removed.items() if name not in self.catalog.plans}
        self.removed = {**kept, **gone}
        return replace(found, stale=stale, removed=self.removed)

    def pending(self, files: Mapping[str, bytes]) -> CommitRecord:
        """What leads from where the walk stands to what the disk has."""
        disk = load(files, PREFIX, memo=self.memo)[0]
        return self._difference(self.catalog, self.readable, disk, Commit())

    def _difference(
        self, before: Catalog, tree: Tree, after: Catalog, commit: Commit
    ) -> CommitRecord:
        """``tree`` has the files of ``before``; a plan that is back is compared with its last."""
        back = [name for name in after.plans if name in self.removed]
        if back:
            last = {path: blob for name in back for path, blob in self.removed[name].items()}
            before = self._load({**tree, **last})
        found = compare(before, after)
        proposal = Proposal(before, after, tuple(found.changes))
        returned = [plan_step(after.plans[name], commit) for name in back]
        both = sorted(before.plans.keys() & after.plans.keys())
        acts = {plan: new_amendments(before.plans[plan], after.plans[plan]) for plan in both}
        return CommitRecord(
            commit,
            steps=(*returned, *steps(proposal, commit)),
            measures={(plan, old): new for (plan, new), old in found.measure_ids.items()},
            codes={
                (change.plan, change.before): change.after
                for change in found.changes
                if isinstance(change, CodeChange) and change.what not in {"measure", "indicator"}
            },
            acts=tuple((plan, act.id) for plan, new in acts.items() for act in new),
        )

    def _move(self, blobs: Mapping[str, str | None]) -> dict[str, str | None]:
        """Take in what a commit left; gives what cannot be read, with what stands for it."""
        for path, blob in blobs.items():
            if blob is None:
                self.tree.pop(path, None)
            else:
                self.tree[path] = blob
        self.catalog = self._load(self.tree)
        older = self._in_format(self.readable, self.catalog.broken)
        stale = {path: older.get(path) for path in sorted(self.catalog.broken)}
        self.readable = _with_older(self.tree, stale)
        if stale:
            self.catalog = self._load(self.readable)
        return stale


def _with_older(tree: Tree, stale: Mapping[str, str | None]) -> Tree:
    """A tree with the older versions of its stale files; without those that have none."""
    blobs = {path: stale.get(path, blob) for path, blob in tree.items()}
    return {path: blob for path, blob in blobs.items() if blob is not None}
