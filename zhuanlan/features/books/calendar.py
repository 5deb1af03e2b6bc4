"""Events as a calendar that others subscribe to: iCalendar (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

_OCTETS = 75
"""The most octets of a line, without its end (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event. A `start` at midnight is a whole day; `end` is part of it.

    `key` tells it from all others of the site, and stays the same where other things change.
    """

    key: str
    title: str
    start: datetime
    end: datetime | None = None
    place: str = ""
    description: str = ""


def calendar(name: str, events: Iterable[Event], stamp: datetime) -> bytes:
    """Return a calendar as the bytes of a file; it must hold an event at least.

    Times have no time zone, as all of the site's: they are shown as they are written, wherever
    their readers are. `stamp` is when the calendar was made, which must not be the time of the
    build, since equal inputs give equal bytes.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//zhuanlan//books//ZH",
        "CALSCALE:GREGORIAN",
    ]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(piece for line in lines for piece in _folded(line))


def _event(event: Event, stamp: datetime) -> Iterator[str]:
    uid = hashlib.sha256(event.key.encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%S}Z"
    yield from _span(event.start, event.end)
    yield f"SUMMARY:{_escaped(event.title)}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place)}"
    if event.description:
        yield f"DESCRIPTION:{_escaped(event.description)}"
    yield "END:VEVENT"


def _span(start: datetime, end: datetime | None) -> Iterator[str]:
    """Yield start and end; the end of whole days is the day after, as it is not part of them."""
    midnight = start.min.time()
    last = end or start
    if start.time() == midnight and last.time() == midnight:
        yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART:{start:%Y%m%dT%H%M%S}"
    if end and end.time() == midnight:  # a day: until its end
        end += timedelta(days=1)
    if end and end > start:
        yield f"DTEND:{end:%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    for special in ("\\", ";", ","):
        text = text.replace(special, "\\" + special)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[bytes]:
    """Yield a line in parts that are short enough; none ends within a character."""
    data, most = line.encode(), _OCTETS
    while len(data) > most:
        cut = most
        while data[cut] & 0xC0 == 0x80:  # the rest of a character
            cut -= 1
        yield data[:cut] + b"\r\n "
        data, most = data[cut:], _OCTETS - 1
    yield data + b"\r\n"
