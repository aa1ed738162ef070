"""How firm a figure is: by the least firm of the reports that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.compute.attainment import Attainment
from generator.compute.series import Report
from generator.model.indicator import OverTime
from generator.model.measure import ResultStatus
from generator.model.period import Period
from generator.model.scalars import State

_LEAST_FIRST = tuple(ResultStatus)


def least_firm(statuses: Iterable[ResultStatus]) -> ResultStatus:
    """The least firm of several; of none, final."""
    return min(statuses, key=_LEAST_FIRST.index, default=ResultStatus.FINAL)


def with_firmness(
    it: Attainment, reports: Mapping[Period, Report], periods: Sequence[Period], rule: OverTime
) -> Attainment:
    """An attainment whose result the reports of ``periods`` give, combined by ``rule``."""
    if it.actual is None or isinstance(it.actual, State):
        return it
    counting = periods[-1:] if rule is OverTime.LAST else periods
    firmness = least_firm(reports[period].status for period in counting)
    return it if firmness is it.firmness else replace(it, firmness=firmness)
