"""ResultsFile of closed periods: what was published as final changes only with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.measure import Correction, ResultStatus
from generator.model.period import Period
from generator.model.region import RegionList
from generator.model.reports import ResultRole, ResultsFile
from generator.problems import Message, Problem, error, msg
from generator.review.changes import ChangeKind, FigureChange
from generator.review.policy.amendment_lines import brief, plain, same, shown
from generator.review.policy.base import Breach, Proposal


def check_results(proposal: Proposal) -> Iterator[Breach]:
    """restated-result, removed-commitment: final results, and the files of results.

    1. A file of results stays, though its name may change.
    2. A final value that is another, or is gone, has a new ``correction`` with reason and date.
    3. What the correction says it was (``was``) is what it was.
    4. Final results do not become provisional again.
    """
    regions = proposal.head.region_list
    gone = {plan: list(_gone(proposal, plan)) for plan in proposal.committed}
    for plan, files in gone.items():
        yield from (Breach(plan, _file_gone(file)) for file in files)
    for change in proposal.changes:
        if change.plan not in gone or not isinstance(change, FigureChange):
            continue
        if change.was_final:
            paths = {file.place_of().path for file in gone[change.plan]}
            if _is_kept(proposal, change) and change.place.path not in paths:
                yield from (Breach(change.plan, p) for p in _restated(change, regions))
        elif change.before is ResultStatus.FINAL:
            yield Breach(change.plan, _reopened(change))


def _is_kept(proposal: Proposal, change: FigureChange) -> bool:
    """Whether the plan still has the measure; else its removal is what is judged."""
    names = proposal.head.plans[change.plan].measure_names
    return change.measure in names or proposal.is_partial(change.plan)


def _gone(proposal: Proposal, plan: str) -> Iterator[ResultsFile]:
    """Files of BASE of which HEAD has nothing, though it still has what they speak of."""
    base, head = proposal.sides(plan)
    kept: dict[tuple[ResultRole, Period], tuple[set[str], set[str]]] = {}
    for file in head.results:
        results, words = kept.setdefault((file.role, file.period), (set(), set()))
        results.update(file.results)
        words.update(file.elements)
    paths = {file.place_of().path for file in head.results}
    known = head.measure_names | set(head.by_code)
    for file in base.results:
        held = kept.get((file.role, file.period), (set(), set()))
        # A report in words elsewhere does not keep a figure.
        listed, still = (file.results, held[0]) if file.results else (file.elements, held[1])
        names = {proposal.renamed(plan, name) for name in listed} & known
        if names and not names & still and file.place_of().path not in paths:
            yield file


def _file_gone(file: ResultsFile) -> Problem:
    what = msg("the results of {period} are gone with their file", period=file.period.text)
    hint = msg("put the file back; a wrong value is corrected where it is, with «correction»")
    return error("removed-commitment", file.place_of(), what, hint)


def _restated(change: FigureChange, regions: RegionList) -> Iterator[Problem]:
    old, reason = change.entry_before, change.correction
    if reason is None or (old is not None and reason == old.correction):
        yield error("restated-result", change.place, _what(change), _correct(change))
    elif not _was(reason, change, regions):
        what = msg(
            "the correction of {figure} says that it was {said}, and it was {before}",
            figure=_figure(change),
            said=brief(reason.was),
            before=brief(change.before),
        )
        hint = msg("write «was: {before}»", before=shown(change.before))
        yield error("restated-result", change.place, what, hint)


def _was(reason: Correction, change: FigureChange, regions: RegionList) -> bool:
    """Whether what the correction says it was is what it was; it need not say it."""
    new = change.entry_after
    if isinstance(change.before, bool):
        return True  # of a verdict, the words stay
    was = regions.by_code(reason.was, new.by) if new else reason.was
    if isinstance(was, dict):
        return change.member not in was or same(was[change.member], change.before)
    number = not isinstance(plain(change.before), str) or not new or new.text is None
    return was is None or bool(change.member) or not number or same(was, change.before)


def _figure(change: FigureChange) -> Message:
    member = f", {change.member}" if change.member else ""
    return msg(
        "the final result {period} of «{measure}»{member}",
        period=change.period.text,
        measure=change.measure,
        member=member,
    )


def _what(change: FigureChange) -> Message:
    values = {"figure": _figure(change), "before": brief(change.before)}
    if change.kind is ChangeKind.RESULT_REMOVED:
        return msg("{figure} is gone (it was {before}) without a correction", **values)
    after = brief(change.after)
    return msg("{figure} went from {before} to {after} without a correction", **values, after=after)


def _correct(change: FigureChange) -> Message:
    was = "" if change.member or _is_words(change.before) else f"was: {shown(change.before)}, "
    if change.kind is ChangeKind.RESULT_REMOVED:
        leave = msg("leave its entry with a note and: correction: {{{was}date: …, reason: …}}")
        return leave.having(was=was)
    return msg("write beside the value: correction: {{{was}date: …, reason: …}}", was=was)


def _is_words(value: object) -> bool:
    """Whether a result was given in words, or its verdict: ``was`` holds neither."""
    return type(value) is str or isinstance(value, bool)


def _reopened(change: FigureChange) -> Problem:
    whole = msg(
        "the results of {period} were final and are {after} again",
        period=change.period,
        after=change.after,
    )
    one = msg(
        "the result {period} of «{measure}» was final and is {after} now",
        period=change.period.text,
        measure=change.measure,
        after=change.after,
    )
    hint = msg("write «status: final»; a value that changes has its «correction»")
    return error("restated-result", change.place, one if change.measure else whole, hint)
