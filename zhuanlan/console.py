"""What the terminal shows: progress, the summary of a build, problems."""

from __future__ import annotations

import argparse
import json
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from io import TextIOWrapper
from time import monotonic
from typing import TYPE_CHECKING, Any, TextIO

from zhuanlan.i18n import N_, Translator

if TYPE_CHECKING:
    from zhuanlan.check.finding import Finding
    from zhuanlan.pipeline import Report
    from zhuanlan.problems import Problem


def summary(report: Report, given: argparse.Namespace, seconds: float, _: Translator) -> None:
    """Say what a build did, as far as the command line `given` asks for it."""
    if given.verbose:
        for mark, files in (("+", report.output.written), ("-", report.output.removed)):
            for file in files:
                print(mark, file)
        for source, reason in report.left_out:
            print(f"({_(reason)})", source)
    if given.explain is not None:
        _explain(report, given.explain, _)
    if report.mended:
        say(_(N_("a cache was damaged, or of another version; it has been made anew")))
    for warning in report.warnings:
        say(_(N_("warning: {text}")).format(text=warning.text(_)))
    if report.left_out:
        reasons = Counter(reason for _source, reason in report.left_out)
        counts = ", ".join(f"{_(reason)} {count}" for reason, count in sorted(reasons.items()))
        print(_(N_("not published now: {counts}")).format(counts=counts))
    print(
        _(
            N_(
                "{posts} posts, {pages} pages rendered: {written} files written, "
                "{unchanged} unchanged, {removed} removed, in {seconds:.1f} s → {output}"
            )
        ).format(
            posts=report.posts,
            pages=report.rendered,
            written=len(report.output.written),
            unchanged=report.output.unchanged,
            removed=len(report.output.removed),
            seconds=seconds,
            output=given.output,
        )
    )


def as_json(report: Report | None, problems: Iterable[Problem], _: Translator) -> str:
    """Return what a build did as JSON: its problems, or its pages, files and warnings."""

    def plain(found: Iterable[Problem]) -> list[dict[str, Any]]:
        return [
            {
                "path": problem.path,
                "line": problem.line,
                "column": problem.column,
                "message": problem.said(_),
                "rule": problem.rule or "problem",
            }
            for problem in found
        ]

    data: dict[str, Any] = {"problems": plain(problems)}
    if report:
        data |= {
            "warnings": plain(report.warnings),
            "posts": report.posts,
            "pages_rendered": report.rendered,
            "written": report.output.written,
            "removed": report.output.removed,
            "unchanged": report.output.unchanged,
            "not_published": [{"path": p, "reason": _(why)} for p, why in report.left_out],
            "reasons": [
                {"file": file, "reason": _(why.message).format(parts=", ".join(why.parts))}
                for file, why in report.reasons
            ],
        }
    return json.dumps(data, ensure_ascii=False, indent=1)


def progress(quiet: bool, _: Translator) -> Any:
    """Return what shows progress: a bar on a terminal once a stage takes long, else nothing."""

    def show(name: str, items: Iterable[Any], count: int) -> Iterator[Any]:
        if quiet or count < _LONG:
            yield from items
            return
        if not sys.stderr.isatty():
            say(f"{_(name)}: {count}")
            yield from items
            return
        yield from _with_bar(_(name), items, count)

    return show


_LONG = 500
"""Items from which on a stage is long enough for a bar."""


def _explain(report: Report, page: str, _: Translator) -> None:
    """Say why pages were rendered: all of them, or the one that is named by its file."""
    reasons = [(file, why) for file, why in report.reasons if page in ("", file) or not file]
    for file, why in reasons:
        text = _(why.message).format(parts=", ".join(why.parts))
        which = file or _(N_("every page"))
        print(f"{which}: {text}")
    if page and not reasons:
        text = _(N_("{page}: not rendered, nothing that it shows has changed"))
        print(text.format(page=page))


def _with_bar(name: str, items: Iterable[Any], count: int) -> Iterator[Any]:
    """Yield items, and show on a terminal how many of them are done, ten times a second at most."""
    shown = 0.0
    try:
        for done, item in enumerate(items, 1):
            yield item
            if (moment := monotonic()) - shown >= 0.1:
                shown = moment
                filled = _BAR * done // count
                bar = "━" * filled + "·" * (_BAR - filled)
                print(f"\r{name} {bar} {done}/{count}", end="", file=sys.stderr, flush=True)
    finally:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


_BAR = 30
"""Cells of a progress bar."""


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for each wide character."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Show a table whose columns align whatever the width of their characters."""
    lines = [heads, *rows]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for number, line in enumerate(lines):
        cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True))
        say("  ".join(cells).rstrip())
        if not number:
            say("  ".join("─" * wide for wide in widths))


def now() -> datetime:
    """Return the moment of this run, in China's time."""
    return datetime.now(_CHINA).replace(tzinfo=None, microsecond=0)


_CHINA = timezone(timedelta(hours=8))
"""The one time zone of China, which has had no summer time since 1991."""


def say_problems(problems: Iterable[Problem], _: Translator) -> None:
    """Say what is wrong, a line each."""
    for problem in problems:
        say(problem.text(_))


def as_line(one: Finding, _: Translator) -> str:
    """Return what `check` found, as a line."""
    return f"{one.problem.place}: {_(one.severity)}: {one.problem.said(_)} [{one.rule}]"


def say_unwritable(error: OSError, _: Translator) -> None:
    """Say which file cannot be written, and why."""
    text = _(N_("{file} cannot be written: {reason}"))
    say(text.format(file=error.filename, reason=error.strerror))


def say(text: str) -> None:
    """Say what is no result: to standard error."""
    print(text, file=sys.stderr)


class Seen:
    """A stream to the terminal that remembers whether it could be written.

    It never fails: a command does not stop half-way because whoever read its output went away.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream  # none where a program has no console
        self._failure: OSError | None = None
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may not know every character

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text, if that is still of use."""
        if self._stream and not self._failure:
            try:
                self._stream.write(text)
            except OSError as error:
                self._note(error)
        return len(text)

    def flush(self) -> None:
        """Write out what waits, if that is still of use."""
        if self._stream and not self._failure:
            try:
                self._stream.flush()
            except OSError as error:
                self._note(error)

    def unseen(self) -> OSError | None:
        """Write out what waits; return why something could not be written."""
        self.flush()
        return self._failure

    def _note(self, error: OSError) -> None:
        self._failure = error
        # leads to nowhere from here on: Python tries once more when it ends, and complains
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
