"""choose(now, versions): the files to publish where some of today's have errors.

The choice is made before anything is computed, so that every figure is of one content without
errors. As little as will do is taken from before: the plans in whose files the errors are; else
all plans of their institution; else also those that these contribute to; else the whole content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count

from generator.hold.tree import PastTree, Tree, plan_in_place, plan_of
from generator.load.migrations import format_of
from generator.load.yaml_text import read_yaml
from generator.model.held import Held
from generator.model.origin import OriginMap


@dataclass(frozen=True)
class Choice:
    """What is published: a content without errors, and what of it is not that of today."""

    tree: Tree
    held: tuple[Held, ...]
    day: date | None = None
    """Where all of it is an earlier version: the day of that."""


def choose(now: Tree, versions: Iterator[PastTree]) -> Choice | None:
    """The content to publish; None where there is none without errors.

    ``versions`` are the earlier ones, the newest first; no more of them are asked for than needed.
    """
    search = _Search(now, versions)
    for entity, plans in search.in_error().items():
        search.settle(entity, plans)
    return search.whole() if search.mix.errors else Choice(search.mix, tuple(search.held))


@dataclass
class _Search:
    """What was found so far."""

    now: Tree
    more: Iterator[PastTree]
    seen: list[PastTree] = field(default_factory=list)
    mix: Tree = field(init=False)
    held: list[Held] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mix = self.now

    def versions(self) -> Iterator[PastTree]:
        """Every earlier version, each read once."""
        for n in count():
            if n == len(self.seen):
                version = next(self.more, None)
                if version is None:
                    return
                self.seen.append(version)
            yield self.seen[n]

    def in_error(self) -> dict[str, frozenset[str]]:
        """The plans with errors in their files, by their institution, else each by its name."""
        found: dict[str, frozenset[str]] = {}
        for plan in sorted(set(map(plan_in_place, self.now.errors.values())) - {""}):
            entity = self._about(plan)[1] or plan
            found[entity] = found.get(entity, frozenset()) | {plan}
        return found

    def settle(self, entity: str, plans: frozenset[str]) -> None:
        """Put earlier files in the place of those of an institution, where that leaves no error.

        A plan of which there never was a sound version is left out; one that went as it came, as
        when a folder has another name, stays.
        """
        sound = frozenset(plan for plan in plans if any(self._sound({plan})))
        for plan in sorted(plans - sound):
            why = frozenset({plan})
            self._take(why, None, why)
            before, gone = self._gone_with(plan)
            if gone := gone - self.mix.plans - plans:
                self._take(gone, before, why)
        if not sound:
            return
        for some in self._widening(entity, sound):
            tried = [_files_of(self.mix, some)]
            for version in self.versions():
                own = some & version.plans
                files = _files_of(version, own)
                if files in tried or not sound <= own or version.errors_in(own):
                    continue
                if self._take(own, version, sound):
                    return
                tried.append(files)

    def whole(self) -> Choice | None:
        """The last version without any error."""
        found = next((it for it in self.versions() if it.files and not it.errors), None)
        if found is None:
            return None
        # No earlier version has them: git's are read without, for they are large.
        pdf = {path: data for path, data in self.now.files.items() if path.endswith(".pdf")}
        tree = Tree({**pdf, **found.files}, self.now.memo)
        held = tuple(self._held(it, found) for it in sorted(self.now.plans | found.plans))
        return Choice(found if tree.errors else tree, held, found.day)

    def _gone_with(self, plan: str) -> tuple[PastTree | None, frozenset[str]]:
        """The version before a plan came, and the plans that went as it came."""
        came: Tree = self.now
        for version in self.versions():
            if plan not in version.plans:
                return version, version.plans - came.plans
            came = version
        return None, frozenset()

    def _sound(self, plans: set[str]) -> Iterator[PastTree]:
        return (it for it in self.versions() if plans <= it.plans and not it.errors_in(plans))

    def _widening(self, entity: str, plans: frozenset[str]) -> Iterator[frozenset[str]]:
        """Which plans are taken from before together, the fewest first."""
        known = self.now.catalog.plans.items()
        own = plans | {name for name, it in known if it.plan.entity == entity}
        links = self.now.catalog.contributors.items()
        above = {to for (to, _), those in links if any(name in own for name, _ in those)}
        yield from dict.fromkeys((plans, own, own | above))

    def _take(self, plans: frozenset[str], version: PastTree | None, why: frozenset[str]) -> bool:
        """Put the plans of a version in the place of those there are, where no error comes of it.

        Without a version they are left out.
        """
        own = _files_of(version, plans) if version else {}
        mix = Tree(
            {**{k: it for k, it in self.mix.files.items() if plan_of(k) not in plans}, **own},
            self.mix.memo,
            tuple(it for it in self.mix.unreadable if plan_in_place(it) not in plans),
            {**self.mix.formats, **dict.fromkeys(own, format_of(version.files) if version else 0)},
        )
        if mix.errors_in(plans) or mix.errors.keys() - self.mix.errors.keys():
            return False
        self.mix = mix
        self.held += (self._held(plan, version, why) for plan in sorted(plans))
        return True

    def _since(self, has_error: Callable[[PastTree], bool]) -> date | None:
        """The day of the first version of those up to now that all have an error."""
        first: PastTree | None = None
        for version in self.versions():
            if not has_error(version):
                is_next = version.commit or not version.files
                return first.day if first and is_next else None
            first = version
        return None

    def _held(self, plan: str, version: PastTree | None, why: frozenset[str] | None = None) -> Held:
        """``why``: the plans whose errors hold it; None for all errors there are."""
        title, entity = self._about(plan)
        own = self.now.errors_in({plan})
        of = {plan} if own else why
        found = tuple(self.now.errors.values()) if why is None else self.now.errors_in(why)
        is_shown = version is not None and plan in version.plans
        return Held(
            plan=plan,
            title=title,
            entity=entity,
            day=version.day if version and is_shown else None,
            commit=version.commit if version and is_shown else "",
            since=self._since(lambda it: bool(it.errors if of is None else it.errors_in(of))),
            own=own,
            others=tuple(it for it in found if plan_in_place(it) != plan),
            is_whole=why is None,
        )

    def _about(self, plan: str) -> tuple[str, str]:
        """Title and institution of a plan, by the newest version that can be read."""
        for tree in chain((self.now,), self.versions()):
            if plan in tree.plans and (found := tree.catalog.plans.get(plan)):
                return found.plan.name, found.plan.entity
        return _written(self.now, plan)


def _written(tree: Tree, plan: str) -> tuple[str, str]:
    """What a file that is not accepted says of title and institution; the plan's id without one."""
    path = f"plans/{plan}/plan.yml"
    said, _ = read_yaml(path, tree.files.get(path, b""))
    found = said.children if isinstance(said, OriginMap) else {}
    title, entity = (found.get(key) for key in ("title", "entity"))
    return (
        title if isinstance(title, str) and title.strip() else plan,
        entity if isinstance(entity, str) else "",
    )


def _files_of(tree: Tree, plans: frozenset[str]) -> dict[str, bytes]:
    return {path: data for path, data in tree.files.items() if plan_of(path) in plans}
