"""Deadlines: when they have passed, and what came in too late."""

from __future__ import annotations

from datetime import datetime, time, timedelta


def end_of(deadline: datetime) -> datetime:
    """Return the moment at which a deadline has passed; one without a time ends with its day."""
    return deadline + timedelta(days=1) if deadline.time() == time.min else deadline


def is_late(received: datetime, deadline: datetime) -> bool:
    """Tell whether something came in after its deadline; a day alone counts from its morning."""
    if deadline.time() == time.min:
        return received >= end_of(deadline)
    return received > deadline
