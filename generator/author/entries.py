"""Entries of lists: documents, recommendations, and amendments with what they change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.author.codes import next_code
from generator.author.draft import Content, in_file, remark, typed
from generator.load.loader import natural
from generator.load.splice import Insert, Keys, Operation, Replace
from generator.load.yaml_write import as_read, entry
from generator.model.catalog import MeasureUse, PlanFolder
from generator.model.combine import accumulate
from generator.model.element import Element, Level
from generator.model.period import Period, finest
from generator.model.scalars import Plain
from generator.problems import Message, msg

_LISTS = {Level.OBJECTIVE: "objectives", Level.ACTIVITY: "activities"}
"""Where the parts stand that have no file of their own."""


def place_of(content: Content, element: Element) -> tuple[str, Keys, Any]:
    """The file of an element, the way to it in the file, and what stands there."""
    path = content.file_of(element.node)
    tree, key = content.tree(path), _LISTS.get(element.level)
    for n, part in enumerate(tree[key] if key else ()):
        if key and str(part["code"]) == element.printed:
            return path, (key, n), part
    return path, (), tree


def _listed(
    content: Content, path: str, head: Message, value: object, remarks: Sequence[str]
) -> bytes:
    """The file of a list with one entry more at its end; a new one says what it holds."""
    if path in content.files:
        return content.appended(path, (), value, *remarks)
    lines = [*remark(content.f.t(head)), *entry("-", as_read(value), spread=True)]
    return in_file([*lines, *(f"  {it}" for it in remarks)])


def next_recommendation(folder: PlanFolder) -> str:
    """The code after the last."""
    codes = [it.code for it in folder.recommendations]
    return next_code(max(codes, key=natural)) if codes else "R1"


def recommendation(
    content: Content, folder: PlanFolder, value: Mapping[str, object]
) -> dict[str, bytes]:
    """recommendations.yml with one more. Raises SpliceError."""
    f, path = content.f, f"plans/{folder.id}/recommendations.yml"
    remarks = [] if "deadline" in value else [f"# deadline: {folder.plan.span.end}"]
    remarks += [
        f"# follow_up:  # {f.t('what was done, when, and how it stands after it')}",
        f"#   - {{date: {folder.plan.span.end}, text: …, status: in-progress}}",
    ]
    head = msg("Recommendations and commitments of «{plan}».", plan=folder.plan.name)
    return {path: _listed(content, path, head, value, remarks)}


def document(content: Content, value: Mapping[str, object]) -> dict[str, bytes]:
    """documents.yml with one more. Raises SpliceError."""
    head = msg("Documents that figures and texts cite.")
    return {"documents.yml": _listed(content, "documents.yml", head, value, ())}


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target as it is after an amendment."""

    use: MeasureUse
    period: Period
    value: object
    """As the loader reads it."""


def amendment(
    content: Content,
    folder: PlanFolder,
    ground: Mapping[str, object],
    targets: Sequence[NewTarget],
) -> dict[str, bytes]:
    """The files of the plan with the new targets, and amendments.yml. Raises SpliceError."""
    operations: dict[str, list[Operation]] = {}
    changes: list[dict[str, object]] = []
    for name in dict.fromkeys(it.use.id for it in targets):
        own = [it for it in targets if it.use.id == name]
        path, keys, tree = place_of(content, own[0].use.element)
        nodes = own[0].use.element.node.measures
        n = next(n for n, it in enumerate(nodes) if it is own[0].use.measure)
        at = (*keys, "measures", n)
        operations.setdefault(path, []).extend(_moves(tree["measures"][n], at, own))
        changes += [_change(tree["measures"][n], it) for it in own]
    files = {path: content.spliced(path, *done) for path, done in operations.items()}
    path = f"plans/{folder.id}/amendments.yml"
    head = msg("Approved amendments of «{plan}».", plan=folder.plan.name)
    value = {**ground, "changes": changes}
    return {**files, path: _listed(content, path, head, value, ())}


def _written(measure: Mapping[Any, Any], period: Period) -> object | None:
    """The target of a period as it stands in the file."""
    found = {str(key): value for key, value in (measure.get("targets") or {}).items()}
    return found.get(period.text)


def _change(measure: Mapping[Any, Any], new: NewTarget) -> dict[str, object]:
    before = _written(measure, new.period)
    change: dict[str, object] = {"measure": new.use.id, "period": typed(new.period.text)}
    return {**change, **({} if before is None else {"from": before}), "to": new.value}


def _moves(measure: Mapping[Any, Any], at: Keys, new: Sequence[NewTarget]) -> Iterator[Operation]:
    """The new targets in their places, and the total where it was that of the old ones."""
    if "targets" not in measure:
        yield Insert((*at, "targets"), {typed(it.period.text): it.value for it in new})
        return
    for it in new:
        if _written(measure, it.period) is None:
            key: Any = typed(it.period.text)
            yield Insert((*at, "targets", key), it.value)
        else:
            yield Replace((*at, "targets", it.period.text), it.value)
    total = _new_total(new)
    if total is not None:
        yield Replace((*at, "total"), total)


def _new_total(new: Sequence[NewTarget]) -> Decimal | None:
    """The total of the new targets; None where the printed one is not that of the old."""
    use = new[0].use
    before: dict[Period, Any] = dict(use.measure.targets)
    after = before | {
        it.period: Decimal(it.value.text)
        for it in new
        if isinstance(it.value, Plain) and it.value.kind == "number"
    }
    sums = (
        accumulate([targets[period] for period in finest(targets)], use.traits.over_time)
        for targets in (before, after)
    )
    if any(isinstance(value, dict) for value in (*before.values(), use.measure.total)):
        return None
    old, total = sums
    is_printed = isinstance(old, Decimal) and old == use.measure.total
    return total if is_printed and isinstance(total, Decimal) and total != old else None
