"""The day by which everything is judged: that of the content, held against the machine's clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

from generator.model.catalog import Catalog
from generator.review.clock import Clock, content_time
from generator.review.git import moment


def clock_of(catalog: Catalog) -> Clock:
    """What time it is, and in whose days it is told."""
    return Clock(datetime.now(UTC), catalog.zone)


def content_date(content: Path, clock: Clock, revision: str = "HEAD") -> date:
    """The day the content speaks of: that of its history, else SOURCE_DATE_EPOCH, else today.

    The computation itself never asks the clock.
    """
    time = content_time(content, clock, revision)
    if time is None and (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        time = moment(epoch)
    return clock.day(time or clock.now)
