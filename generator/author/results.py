"""A file of results: a line for each measure that is due, with its targets beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.author.draft import Content, beside, field, given_or_offered, in_file, remark, typed
from generator.compute.reporting import Due
from generator.compute.results import PlanResult, plan_result
from generator.compute.series import WHOLE, Observation
from generator.load.yaml_write import key_text
from generator.model.catalog import MeasureUse, PlanFolder
from generator.model.indicator import Kind
from generator.model.measure import ResultStatus
from generator.model.period import Period
from generator.problems import Message, msg
from generator.words.formatter import Formatter, common_blanks
from generator.words.nouns import unit_of


def computed_plan(content: Content, folder: PlanFolder) -> PlanResult:
    """The plan as it stands at its end, when everything is due."""
    return plan_result(content.catalog, folder, folder.plan.span.end)


@dataclass(frozen=True, slots=True)
class ResultsHead:
    """What a file of results says of all of them."""

    status: ResultStatus = ResultStatus.PROVISIONAL
    cutoff: date | None = None
    reported_by: str | None = None
    source: Mapping[str, object] | None = None


def results_file(
    content: Content,
    folder: PlanFolder,
    period: Period,
    dues: Iterable[Due],
    values: Mapping[str, object],
    head: ResultsHead,
) -> bytes:
    """The file: a line for each measure, with its value where there is one."""
    f = content.f
    title = f.t("Results {of_period}: {plan}.", of_period=f.of(period), plan=folder.plan.name)
    lines = [
        *remark(common_blanks(title)),
        *remark(f.t(_HOW)),
        *_head(content, folder, period, head),
    ]
    lines += ["results:"]
    pairs: list[tuple[str, str]] = []
    code = None
    for it in dues:
        if it.use.element.code != code:
            code = it.use.element.code
            pairs += [(line, "") for line in remark(_called(it), "  ")]
        pairs += _lines(it, values.get(it.id), f)
    return in_file([*lines, *beside(pairs)])


_HOW = msg(
    "Write each value after its colon. What you leave empty stays unreported. Zero is written 0; "
    "a value that needs a word, {{value: 0, note: why}}."
)


def _head(content: Content, folder: PlanFolder, period: Period, head: ResultsHead) -> list[str]:
    f = content.f
    document = next(reversed(content.catalog.documents), f.t("my-report"))
    source = {"document": document, "place": f.t("Table {n}", n=1)}
    unit = folder.plan.leading or folder.plan.entity
    until, by = f.t("day until which they count"), f.t("unit that reports them, of units.yml")
    told = f.t("where they are printed, of documents.yml")
    statuses = f.t("how firm they are: {words}", words=" ".join(ResultStatus))
    lines = [*field("period", typed(period.text)), *field("status", head.status, statuses)]
    for key, value, example, said in (
        ("cutoff", head.cutoff, period.end, until),
        ("reported_by", head.reported_by, unit, by),
        ("source", head.source, source, told),
    ):
        lines += given_or_offered(key, value, example, said)
    return lines


def about(it: Due, f: Formatter) -> str:
    """A measure in a question: its element, and what is known of its result."""
    said = ", ".join(f.t(part) for part in _facts(it, f))
    return common_blanks(f"{_called(it)} ({said})" if said else _called(it))


def _called(it: Due) -> str:
    element = it.use.element
    return f"{element.printed} {element.node.title}" if element.parents else element.node.title


def _lines(it: Due, value: object, f: Formatter) -> Iterator[tuple[str, str]]:
    said = common_blanks("; ".join(f.t(part) for part in _facts(it, f)))
    if value is None:
        yield f"  {key_text(it.id)}:", said
        return
    first, *others = field(it.id, value)
    yield f"  {first}", said
    yield from ((f"  {line}", "") for line in others)


def _facts(it: Due, f: Formatter) -> Iterator[Message]:
    """What is known of a result before it is reported: its name, its target, its form."""
    traits, title = it.use.traits, it.use.element.node.title
    if traits.name != title:
        yield Message("{name}", {"name": traits.name})
    targets = [text for seen in it.observations if (text := _target(it, seen, f))]
    if targets:
        yield msg("target: {targets}", targets=", ".join(targets))
    elif traits.unit:
        yield msg("in {unit}", unit=traits.unit)
    members = [seen.name for seen in it.observations if seen.member != WHOLE]
    if members:
        form = ", ".join(f"{key_text(name)}: …" for name in dict.fromkeys(members))
        yield msg("write {form}", form=f"{{value: {{{form}}}}}")
    elif traits.kind is Kind.MILESTONE:
        yield msg("write {form}", form="done | not-done")


def _target(it: Due, seen: Observation, f: Formatter) -> str:
    """The target of one observation; with its period where there are several."""
    target = seen.attainment.target
    if target is None:
        return ""
    text = f"{target:f}" if isinstance(target, Decimal) else f.value(target)
    if isinstance(target, Decimal):
        text = f"{text} {_unit(it.use, target, f)}".strip()
    periods = {other.period for other in it.observations}
    parts = [seen.period.text] if len(periods) > 1 else []
    parts += [seen.name] if seen.member != WHOLE else []
    return f"{' '.join(parts)}: {text}" if parts else text


def _unit(use: MeasureUse, number: Decimal, f: Formatter) -> str:
    """The unit after a number; as printed where its number is not sure."""
    traits = use.traits
    if traits.kind.traits.in_percent:
        return "%"
    if traits.unit_forms:
        return traits.unit_forms.one if abs(number) == 1 else traits.unit_forms.many
    unit = traits.unit or ""
    return unit_of(number, unit, f.lang) or (f"({unit})" if unit else "")
