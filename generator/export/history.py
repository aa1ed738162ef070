"""The history as JSON: of all plans, of one, or of one measure."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from generator.compute.results import Results
from generator.history.lookup import HistoryScope
from generator.history.timeline import every_step
from generator.model.quotients import Quotient


def history_json(results: Results, asked: HistoryScope) -> str:
    """The history for programs: everything that is known, nothing folded."""
    history = results.history
    steps = [
        step
        for step in every_step(results)
        if (not asked.plan or step.plan == asked.plan)
        and (not asked.measure or step.measure == asked.measure)
    ]
    told = {
        "since": history.since,
        "is_partial": history.is_partial,
        "is_begun_later": history.is_begun_later,
        "n_commits": history.n_commits,
        "unread": list(history.unread),
        "steps": [{f.name: getattr(step, f.name) for f in fields(step)} for step in steps],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=_plain)


def _plain(it: object) -> object:
    if isinstance(it, Quotient):
        return {**it.written, "value": +it}
    if isinstance(it, Decimal):
        return int(it) if it == it.to_integral_value() else float(it)
    if isinstance(it, date):
        return it.isoformat()
    return it.value if isinstance(it, StrEnum) else str(it)
