"""shares-of-a-whole, parts-of-a-count: percentages of all parts that do not make the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from generator.compute.results import PlanResult
from generator.model.catalog import PLAN
from generator.model.published import Published, PublishedFigure
from generator.problems import Percent, in_line, msg
from generator.reconcile.detectors.words import (
    at_precision,
    cited,
    half_unit,
    of_published,
    where_of,
)
from generator.reconcile.findings import Evidence, Finding
from generator.reconcile.reconcile import Reconciled, Verdict

WHOLE = 100


def shares_of_a_whole(evidence: Evidence) -> Iterator[Finding]:
    """Shares of all siblings of one table that do not add up to 100 within their rounding.

    Silent where a sibling's share is not printed, unless the others already pass 100.
    """
    groups: dict[tuple[object, ...], list[Reconciled]] = {}
    for item in evidence.reconciled:
        if item.entry.figure is PublishedFigure.SHARE_OF_TOTAL and _part_of(item) is not None:
            groups.setdefault(_table(evidence, item), []).append(item)
    for items in groups.values():
        yield from _of_group(evidence, items)


def _part_of(item: Reconciled) -> str | None:
    """The element or executing unit whose share it is; None for the whole and other conditions."""
    (unit, level), of = where_of(item.entry), item.entry.of
    if level is not None or (unit is None) == (of == PLAN):
        return None
    return unit or of


def _table(evidence: Evidence, item: Reconciled) -> tuple[object, ...]:
    """What shares must have in common to be parts of one whole."""
    entry, plan = item.entry, evidence.results.plans[item.plan]
    element = plan.folder.by_code.get(entry.of or "")
    level = "unit" if entry.where.executing_unit else element.level if element else None
    source = cited(evidence, item.plan, entry.source)
    place = (source.document, source.place) if source else None
    when = (entry.year, str(entry.period), entry.stage, entry.version)
    return (item.plan, place, level, *when)


def _of_group(evidence: Evidence, items: list[Reconciled]) -> Iterator[Finding]:
    values = {_part_of(item): item.entry.value for item in items}
    if len(values) != len(items) or not all(isinstance(v, Decimal) for v in values.values()):
        return  # the same share twice: which one is meant is not ours to say
    total = sum(values.values(), Decimal(0))
    slack = sum((half_unit(value) for value in values.values()), Fraction(0))
    over = Fraction(total) - WHOLE
    complete = {str(part) for part in values} >= _siblings(
        evidence.results.plans[items[0].plan], items[0].entry
    )
    if over > slack or (complete and -over > slack):
        what = msg(
            "The {n} shares of the total printed in one table add up to {total}, not to {whole}",
            n=len(items),
            total=Percent(total),
            whole=Percent(Decimal(WHOLE)),
        )
        yield replace(of_published(evidence, items[0], what, Decimal(WHOLE)), found=total)


def _siblings(plan: PlanResult, entry: Published) -> set[str]:
    """Every part that has a share in the whole."""
    if entry.where.executing_unit:
        return set(plan.unit_money)
    element = plan.folder.by_code.get(entry.of or "")
    return {item.code for item in plan.folder.of_level(element.level)} if element else {""}


_SHARE = re.compile(r"([0-9.]+) */ *([0-9.]+) *\* *100")


def parts_of_a_count(evidence: Evidence) -> Iterator[Finding]:
    """Percentages of parts of one count that sum to 100 while the parts do not sum to the count.

    Reads neighbouring statements of the form ``a / whole * 100``. Silent where the percentages do
    not pretend to be all parts, and where the parts give the count.
    """
    for items in _neighbours(evidence.reconciled):
        shares = [_parsed(item) for item in items]
        whole, parts = shares[0][1], sum((part for part, _ in shares), Decimal(0))
        wrong = [item for item in items if item.verdict is Verdict.DIFFERS]
        if parts != whole and wrong and _make_a_hundred(items):
            what = msg(
                "The percentages {shares} add up to 100, but the counts they are of, {parts}, add"
                " up to {sum}, not to {whole}; {value} of {whole} is {part}",
                shares=in_line((item.entry.value for item in items), " + "),
                parts=in_line((part for part, _ in shares), " + "),
                sum=parts,
                whole=whole,
                value=Percent(wrong[0].entry.value),
                part=at_precision(wrong[0].entry.value * whole / WHOLE, whole),
            )
            yield replace(of_published(evidence, wrong[0], what, whole), found=parts)


def _make_a_hundred(items: list[Reconciled]) -> bool:
    values = [item.entry.value for item in items]
    slack = sum((half_unit(value) for value in values), Fraction(0))
    return len(items) > 1 and abs(Fraction(sum(values)) - WHOLE) <= slack


def _neighbours(found: Iterable[Reconciled]) -> Iterator[list[Reconciled]]:
    """Runs of statements in one file that are percentages of the same count."""
    run: list[Reconciled] = []
    for item in found:
        breaks = item.entry.figure is not PublishedFigure.STATEMENT
        if _is_share(item):
            breaks = bool(run) and _count_of(run[0]) != _count_of(item)
        if breaks and run:
            yield run
            run = []
        if _is_share(item):
            run.append(item)
    if run:
        yield run


def _count_of(item: Reconciled) -> tuple[str, Decimal]:
    """The file and the whole that a share is of."""
    return item.entry.place_of().path, _parsed(item)[1]


def _is_share(item: Reconciled) -> bool:
    equals = item.entry.equals
    return (
        equals is not None
        and isinstance(item.entry.value, Decimal)
        and _SHARE.fullmatch(equals.text.strip()) is not None
    )


def _parsed(item: Reconciled) -> tuple[Decimal, Decimal]:
    """Part and whole of a statement ``a / whole * 100``."""
    found = _SHARE.fullmatch(item.entry.equals.text.strip() if item.entry.equals else "")
    assert found is not None  # noqa: S101  # asked of shares only
    return Decimal(found[1]), Decimal(found[2])
