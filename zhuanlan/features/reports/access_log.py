"""A web server's log (combined format) → views of stories. It is read here and goes nowhere."""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from zhuanlan.core.i18n import N_, system_reason
from zhuanlan.core.problems import Problem, ProblemError

_LINE = re.compile(
    r"\S+ \S+ [^\[]*\[(?P<day>\d\d)/(?P<month>[A-Z][a-z]{2})/(?P<year>\d{4})"
    r":(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) (?P<zone>[+-]\d{4})\] "
    r'"(?P<method>[A-Z]+) (?P<path>(?:[^\s"\\]|\\.)++)(?:[^"\\]|\\.)*+" (?P<status>\d{3}) \S++'
    r'(?: "(?:[^"\\]|\\.)*+" "(?P<agent>(?:[^"\\]|\\.)*+)")?'
)
"""Possessive (`++`), as visitors write half of it: what does not match fails in linear time."""

_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}

BOTS = ("bot", "spider", "crawl", "slurp", "curl", "wget", "python", "monitor")
"""Words in the name that a program gives itself, by which it is no reader."""

_LONGEST = 65_536
"""Bytes of a line that are read: servers cut far shorter ones."""

_GZIP = b"\x1f\x8b"
"""The first bytes of a log that is packed, whatever its name."""


@dataclass
class Views:
    """What a log tells of: views by address, and the lines that count for nothing."""

    by_url: Counter[str] = field(default_factory=Counter)
    bots: int = 0
    malformed: int = 0


def views(
    log: Path, base: str, urls: Mapping[str, object], counts: Callable[[datetime], bool]
) -> Views:
    """Count the views of some addresses at moments that count.

    `base` is the address of the site. A view is a GET that was answered by the page (200, or 304
    where the browser had it). Raises ProblemError where the log cannot be read, or is none.
    """
    found = Views()
    start = urlsplit(base).path.rstrip("/") + "/"
    lines = 0
    try:
        for text in _lines(log):
            _count(text, start, urls, counts, found)
            lines += bool(text.strip())
    except (OSError, EOFError, zlib.error) as error:
        reason = system_reason(error) if isinstance(error, OSError) else str(error)
        message = N_("the log cannot be read: {reason}")
        raise ProblemError([Problem(str(log), 0, 0, message, {"reason": reason})]) from error
    if lines and lines == found.malformed:
        message = N_("no line of it is one of a web server’s log in the combined format")
        raise ProblemError([Problem(str(log), 0, 0, message)])
    return found


def _lines(log: Path) -> Iterator[str]:
    """Yield the lines, each cut where it is longer than `_LONGEST`."""
    with log.open("rb") as raw:
        file = (
            gzip.GzipFile(fileobj=raw) if raw.peek(2)[:2] == _GZIP else raw
        )  # no seek: it may be a pipe
        begins = True
        while line := file.readline(_LONGEST):
            if begins:
                yield line.decode("utf-8", "replace")
            begins = line.endswith(b"\n")


def _count(
    text: str,
    start: str,
    urls: Mapping[str, object],
    counts: Callable[[datetime], bool],
    found: Views,
) -> None:
    line = _LINE.match(text)
    moment = _moment(line) if line else None
    if line is None or moment is None:
        found.malformed += bool(text.strip())
        return
    if line["method"] != "GET" or line["status"] not in ("200", "304"):
        return
    path = unquote(line["path"].partition("?")[0].partition("#")[0])
    if not path.startswith(start):
        return
    url = path[len(start) :]
    if url not in urls or not counts(moment):
        return
    agent = (line["agent"] or "-").lower()
    if agent == "-" or any(word in agent for word in BOTS):
        found.bots += 1
    else:
        found.by_url[url] += 1


def _moment(line: re.Match[str]) -> datetime | None:
    """Return the time of a line in China."""
    parts = (line[name] for name in ("day", "hour", "minute", "second"))
    day, hour, minute, second = map(int, parts)
    zone = timedelta(hours=int(line["zone"][:3]), minutes=int(line["zone"][0] + line["zone"][3:]))
    try:
        at = datetime(int(line["year"]), _MONTHS[line["month"]], day, hour, minute, second)  # noqa: DTZ001
        return at - zone + timedelta(hours=8)
    except (KeyError, ValueError, OverflowError):
        return None
