"""Tables of the comment, in Markdown in which every text of an author stays text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.load.yaml_text import shown
from generator.model.history import TARGET, key_of
from generator.model.method import Band
from generator.problems import Message, msg, plural
from generator.review.changes import Change, ChangeKind, Ease, FieldChange, FigureChange
from generator.review.diff import Diff
from generator.review.effects import PlanEffect
from generator.review.explain.change_lines import (
    ChangeLine,
    cell_of,
    field_name,
    line_of,
    unit_after,
)
from generator.review.explain.summary import band_counts, group_name, means, put_off_words
from generator.review.explain.values import difference, in_sentence, in_words
from generator.review.policy.base import new_amendments
from generator.words.formatter import NBSP, Formatter
from generator.words.text import shortened

_SHAPES = {Band.LOW: "▼", Band.MEDIUM: "◆", Band.HIGH: "●"}
"""As the pages of the portal mark them."""
_SIGNS = {Ease.EASIER: "▽", Ease.HARDER: "△", Ease.NEITHER: "="}


_BREAK = "\u200b"
"""Invisible; between an at sign and a name nobody is notified."""
Grounds = Callable[[FigureChange], str]
"""What a new target rests on, in words."""


def escaped(text: str) -> str:
    """A text of an author that Markdown, HTML and GitHub leave alone."""
    text = re.sub(r":(?=[\w+-]+:)", f":{_BREAK}", _one_line(text))  # names of little pictures
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_{}\[\]()#+!|~$])", r"\\\1", text)
    text = re.sub(r"([@#])(?=\w)", rf"\1{_BREAK}", text)
    text = re.sub(r"(?i)\b(www)\.", rf"\1{_BREAK}.", text)
    text = re.sub(r"(?i)\b(GH)-(?=[0-9])", rf"\1{_BREAK}-", text)
    return text.replace("://", f":{_BREAK}//")


def _one_line(text: str) -> str:
    """A text without ends of lines and without signs that a reader cannot see."""
    return shown(re.sub(r"[\r\n\t]+", " ", text.replace("\u00ad", "")))


def code_span(text: str) -> str:
    """A code or a name of a file between back-ticks; what could end them is left out."""
    return f"`{re.sub(r'[`|<>@]', '?', shortened(_one_line(text)))}`"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the comment: its rows can be left out from the end where there is no room."""

    head: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()


def row(*cells: str) -> str:
    """A row of a table; the cells are Markdown already."""
    return f"| {' | '.join(cells)} |"


def table(
    title: str, words: Sequence[str], figures: Sequence[str], rows: Sequence[str], *last: str
) -> Block:
    """A table: columns of words, of figures, and again of words."""
    heads = row(*words, *figures, *last)
    rule = row(*("---" for _ in words), *("--:" for _ in figures), *("---" for _ in last))
    return Block((f"**{title}**", "", heads, rule), tuple(rows), ("",))


def tables(diff: Diff, f: Formatter) -> Iterator[Block]:
    """The figures that change, then a table for each plan whose attainment moves."""
    ground = _grounds(diff, f)
    rows = [_figure_row(ground, change, f) for change in diff.changes if in_table(change)]
    if rows:
        words = (f.t("Easier or harder"), f.t("Indicator"))
        figures = (f.t("Before"), f.t("After"), f.t("Change"))
        yield table(f.t("Figures that change"), words, figures, rows, f.t("Effect"))
    for effect in diff.plans:
        yield _plan_table(effect, f)


def in_table(change: Change) -> bool:
    """Whether the table of figures has the change: a figure, or what moves others by itself."""
    if change.kind is ChangeKind.METHOD_CHANGED:
        return bool(change.effects)
    return change.kind in {ChangeKind.TARGET_CHANGED, ChangeKind.RESULT_RESTATED}


def _figure_row(ground: Grounds, change: Change, f: Formatter) -> str:
    line = line_of(change, f)
    sense = escaped(_sense(ground, change, line, f))
    was = unit_after(f, change.unit_before, change.before)
    before = escaped(f"{in_words(f, change.before)}{was}")
    after = escaped(in_words(f, change.after))
    effect = escaped(line.effect) or f.t("none")
    has_difference = isinstance(change, FigureChange) and not was
    gained = (
        difference(f, change.before, change.after, in_percent=change.in_percent)
        if has_difference
        else ""
    )
    return row(f"**{sense}**", _name(change, f), before, f"**{after}**", gained, effect)


def _sense(ground: Grounds, change: Change, line: ChangeLine, f: Formatter) -> str:
    """Which way it goes, and on what ground."""
    if change.kind is ChangeKind.METHOD_CHANGED:
        return f.t("measured in another way")
    if change.kind is ChangeKind.TARGET_CHANGED and isinstance(change, FigureChange):
        parts = (f"{_SIGNS[change.ease]} {line.ease}".strip(), ground(change))
        return ", ".join(part for part in parts if part)
    return ", ".join(line.marks) or f.t("corrected")


def _name(change: Change, f: Formatter) -> str:
    """The plan, the element and which of its figures."""
    parts = [code_span(change.plan)] if change.plan else []
    parts.append(
        f"{code_span(change.called(change.code))} {escaped(shortened(change.title))}".strip()
    )
    figure = field_name(change.field, f) if isinstance(change, FieldChange) else ""
    if isinstance(change, FigureChange):
        is_target = change.kind is ChangeKind.TARGET_CHANGED
        sort = msg("target {when}") if is_target else msg("result {when}")
        figure = f.t(Message(sort.template, {"when": cell_of(change)}))
    unit = f", {escaped(in_sentence(change.unit))}" if change.unit else ""
    return f"{' '.join(parts)}, **{escaped(figure)}**{unit}"


def _grounds(diff: Diff, f: Formatter) -> Grounds:
    """The document of the amendment that is only in HEAD, or that there is none."""
    known, refused = diff.head.catalog.documents, {it.problem.place for it in diff.verdict}
    documents = {
        (plan, moved.key): amendment.document
        for plan, folder in diff.head.catalog.plans.items()
        for amendment in new_amendments(diff.base.catalog.plans.get(plan), folder)
        for moved in folder.moved_figures(amendment)
    }

    def ground(change: FigureChange) -> str:
        if change.place in refused:
            return f.t("no document that approves it")
        key = key_of(change.measure or change.code, change.period.text, change.member, TARGET)
        name = documents.get((change.plan, key), "")
        document = known.get(name)
        printed = (document.number or document.title or "") if document else name
        return f.t("by {document}", document=shortened(printed)) if printed else ""

    return ground


def _plan_table(effect: PlanEffect, f: Formatter) -> Block:
    """The mean of the plan, of the groups that moved, and the counts of the bands."""
    of_activities = plural(
        "Mean attainment of the plan, {n} activity", "Mean attainment of the plan, {n} activities"
    )
    of_measures = plural(
        "Mean attainment of the plan, {n} indicator", "Mean attainment of the plan, {n} indicators"
    )
    words = of_activities if effect.counts_activities else of_measures
    groups = ((escaped(shortened(group_name(it))), means(it, f)) for it in effect.groups)
    whole = (f.t(words, n=effect.after.n), means(effect, f))
    rows = [_mean_row(*named) for named in (whole, *groups)]
    names = " · ".join(f"{_SHAPES[band]} {f.label(band)}" for band in Band)
    before, after = (
        f"{NBSP}·{NBSP}".join(map(f.number, band_counts(it)))
        for it in (effect.before, effect.after)
    )
    counted = f.t("Activities") if effect.counts_activities else f.t("Indicators")
    rows.append(_mean_row(f"{counted} {names}", (before, after, "")))
    if effect.n_put_off:
        rows.append(_mean_row(put_off_words(effect, f), ("", "", "")))
    plan = code_span(effect.plan)
    title = f.t("What it does to {plan} in {year}", plan=plan, year=effect.year)
    return table(title, (" ",), (f.t("Before"), f.t("After"), f.t("Difference")), rows)


def _mean_row(name: str, figures: tuple[str, str, str]) -> str:
    before, after, gained = figures
    return row(name, before, f"**{after}**", gained)
