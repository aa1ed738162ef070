"""whole-and-parts: a printed total that the parts beside it do not give."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.wholes import Misfit, in_words, misfits_of
from generator.model.written import WrittenFigure
from generator.problems import msg
from generator.reconcile.findings import Denied, Evidence, Finding


def whole_and_parts(evidence: Evidence) -> Iterator[Finding]:
    """Targets, results and baselines by part, with the total that is printed beside the parts.

    Silent where a part has no number, or is missing and the others do not pass the total, and
    within the rounding of what was printed.
    """
    for name in evidence.plans:
        for figure, misfit in misfits_of(evidence.results.catalog, name):
            yield _finding(name, figure, misfit)


def _finding(plan: str, figure: WrittenFigure, misfit: Misfit) -> Finding:
    traits = figure.use.traits
    between = msg("between {low} and {high}", low=min(misfit.values), high=max(misfit.values))
    return Finding(
        plan=plan,
        what=in_words(misfit, traits.name, traits.across),
        expected=between if misfit.given is None else misfit.given,
        found=misfit.printed,
        source=figure.source,
        place=figure.place(misfit.part),
        denies=tuple(_denied(figure, misfit)),
        about=(figure.use.measure,),
    )


def _denied(figure: WrittenFigure, misfit: Misfit) -> Iterator[Denied]:
    """The target or the result, unless a note says how the difference comes about."""
    if figure.field is not None and not misfit.part and not figure.note:
        why = msg("Its parts, as printed, give another total")
        if misfit.given is not None:
            why = msg("Its parts, as printed, give {given}", given=misfit.given)
        place = figure.source.place if figure.source else None
        yield Denied(figure.use.measure.place_of(), figure.field, why, place, figure.period)
