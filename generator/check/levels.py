"""Rules on the levels of a plan, and on what stands on them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import reserved_levels
from generator.check.common import named, suggestion
from generator.model.catalog import RESERVED_CODES, Catalog, PlanFolder
from generator.model.element import named_above
from generator.model.plan import OwnElement
from generator.model.published import MEASURE
from generator.problems import Place, Problem, error, in_line, msg

_MOST = 6


def check_levels(catalog: Catalog) -> Iterator[Problem]:
    """plan-without-objectives; level-undeclared: activities need a name for their level."""
    for folder in catalog.plans.values():
        plan = folder.plan
        if plan.own_levels and len(folder.elements) == 1 and folder.complete:
            what = msg("nothing stands on the levels of the plan")
            hint = msg("add a file for each part: elements/{level}/1.yml", level=folder.levels[1])
            yield error("plan-without-objectives", plan.place_of("levels"), what, hint)
        if isinstance(plan.levels, tuple):
            continue
        if not plan.objectives:
            what = msg("the plan has no objective")
            hint = msg("add at least one {{code, title}} under «objectives»")
            yield error("plan-without-objectives", plan.place_of("objectives"), what, hint)
        first = next((s for s in folder.strategies if s.activities), None)
        if plan.levels.activity is None and first is not None:
            what = msg("the strategy has activities, and the plan gives that level no name")
            hint = msg("add «activity» under «levels» in plan.yml")
            yield error("level-undeclared", first.place_of("activities", at_key=True), what, hint)


def check_declared_levels(catalog: Catalog) -> Iterator[Problem]:
    """too-many-levels, reserved-code: levels that a plan or an own profile declares."""
    given = [profile.levels for profile in catalog.registers.get("profiles", ())]
    told = [[level.code for level in levels] for levels in given]
    written = (folder.plan.own_levels for folder in catalog.plans.values())
    for levels in (*given, *(it for it in written if [level.code for level in it] not in told)):
        for n, level in enumerate(levels):
            place = level.place_of("code")
            if n == _MOST:
                what = msg("there are more than {most} levels", most=_MOST)
                hint = msg("join those that have no figures of their own")
                yield error("too-many-levels", place, what, hint)
            if level.code in RESERVED_CODES | reserved_levels() | {MEASURE}:
                what = msg("«{code}» is the address of a page of the plan", code=level.code)
                yield error("reserved-code", place, what, msg("write another one"))


def check_elements(catalog: Catalog) -> Iterator[Problem]:
    """mixed-levels, level-undeclared, unknown-level: parts stand where their plan has them."""
    for folder in catalog.plans.values():
        yield from _mixed(folder) if folder.plan.own_levels else _undeclared(folder)
        yield from _on_no_level(folder)


def _on_no_level(folder: PlanFolder) -> Iterator[Problem]:
    known = [level.code for level in folder.plan.own_levels]
    if len(set(known)) < len(known):
        return  # duplicate-id says it
    for element in folder.own_elements if known else ():
        place = element.place_of("level")
        if element.level not in known and place.path.split("/")[-2] in {"elements", element.level}:
            yield _unknown_level(folder, element.level, known, place)  # else file-name says it


def _mixed(folder: PlanFolder) -> Iterator[Problem]:
    what = msg("the plan declares levels of its own, and this stands on none of them")
    hint = msg("write each part in elements/, with its «level» and its «parent»")
    if folder.plan.objectives:
        place = folder.plan.place_of("objectives", at_key=True)
        yield error("mixed-levels", place, what, hint)
    for strategy in folder.strategies:
        yield error("mixed-levels", strategy.place_of(), what, hint)


def _undeclared(folder: PlanFolder) -> Iterator[Problem]:
    """Once for a plan."""
    for element in folder.own_elements[:1]:
        what = msg("plan.yml does not declare the level «{level}»", level=element.level)
        hint = msg("list the levels from the top: levels: [{{code: …, singular: …, plural: …}}]")
        yield error("level-undeclared", element.place_of("level"), what, hint)


def _unknown_level(folder: PlanFolder, level: str, known: list[str], place: Place) -> Problem:
    what = msg("the plan «{plan}» has no level «{level}»", plan=folder.id, level=level)
    return error("unknown-level", place, what, suggestion(level, known))


def are_placed(folder: PlanFolder) -> bool:
    """Whether every part of a plan stands where it belongs: nothing is missing elsewhere."""
    levels = {level.code for level in folder.plan.own_levels}
    if len(levels) < len(folder.plan.own_levels):
        return False
    return all(it.level in levels for it in folder.own_elements) and not any(_astray(folder))


def check_parent(catalog: Catalog) -> Iterator[Problem]:
    """missing-parent, unknown-element, parent-not-above: a part stands under one of above it.

    A parent is always of a level above, so that no chain of them comes back.
    """
    for folder in catalog.plans.values():
        yield from _astray(folder)


def _astray(folder: PlanFolder) -> Iterator[Problem]:
    if len({level.code for level in folder.levels}) < len(folder.levels):
        return  # duplicate-id or reserved-code says it
    depths = {element.code: element.level.depth for element in folder.elements}
    for element in folder.elements[1:] if folder.complete and folder.plan.own_levels else ():
        node = element.node
        assert isinstance(node, OwnElement)  # noqa: S101
        if not node.parent and element.level.depth > 1:
            what = msg("«{code}» does not say what it stands under", code=element.code)
            hint = msg("add «parent:» with a code, or «parent: plan» if it is right under it")
            yield error("missing-parent", node.place_of(), what, hint)
        for index, name in enumerate(node.parent):
            full = named_above(name, element.level, folder.own_elements, depths)
            place = node.place_of("parent", index)
            if folder.meant_by(full)[1:]:
                yield _shared(folder, full, place)
            elif folder.full_name(full) not in depths:
                what = msg("the plan «{plan}» has no «{code}»", plan=folder.id, code=name)
                above = {it for it in depths if depths[it] < element.level.depth}
                yield error("unknown-element", place, what, suggestion(name, above))
            elif depths[folder.full_name(full)] >= element.level.depth:
                what = msg(
                    "«{parent}» is not on a level above «{code}»",
                    parent=folder.full_name(full),
                    code=element.code,
                )
                hint = msg(
                    "the levels from the top: {levels}",
                    levels=in_line((str(it) for it in folder.levels[1:]), ", "),
                )
                yield error("parent-not-above", place, what, hint)


def check_counted_level(catalog: Catalog) -> Iterator[Problem]:
    """unknown-level: a published figure counts what stands on a level, or measures."""
    for folder in catalog.plans.values():
        known = [*(level.code for level in folder.levels[1:]), MEASURE]
        for holder in (it for entry in folder.published for it in (entry, entry.where)):
            if holder.level and holder.level not in known:
                yield _unknown_level(folder, holder.level, known, holder.place_of("level"))


def check_shared_code(catalog: Catalog) -> Iterator[Problem]:
    """ambiguous-code: a code that stands on several levels says which one is meant."""
    for folder in catalog.plans.values():
        for name, place in _named(folder) if folder.plan.own_levels else ():
            if len(folder.meant_by(name)) > 1:
                yield _shared(folder, name, place)
        links = (link for element in folder.elements for link in element.node.contributes_to)
        for link in links:
            other = catalog.plans.get(link.plan or "")
            if other and link.code and len(other.meant_by(link.code)) > 1:
                yield _shared(other, link.code, link.place_of("code"))


def _shared(folder: PlanFolder, name: str, place: Place) -> Problem:
    what = msg("the plan «{plan}» has «{code}» on several levels", plan=folder.id, code=name)
    hint = suggestion("", folder.meant_by(name))
    return error("ambiguous-code", place, what, hint)


def _named(folder: PlanFolder) -> Iterator[tuple[str, Place]]:
    """Every name of an element or a measure in the files of a plan."""
    for file in folder.results:
        for field in ("results", "elements"):
            keys = getattr(file, field)
            yield from ((key, file.place_of(field, key, at_key=True)) for key in keys)
    changes = (change for amendment in folder.amendments for change in amendment.changes)
    lines = (line for _, line in folder.budget())
    beside = (*folder.recommendations, *folder.calendar, *folder.published)
    for holder in (*beside, *changes, *lines):
        yield from named(holder, ("measure", "of", "concerns", "covers"))
