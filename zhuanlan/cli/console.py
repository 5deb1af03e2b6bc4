"""Output to the terminal: messages, problems, tables and progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from time import monotonic
from typing import TYPE_CHECKING, Any, TextIO

from zhuanlan.core.i18n import system_reason
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.check.finding import Finding
    from zhuanlan.core.problems import Problem


def progress(*, quiet: bool = False) -> Any:
    """Return what shows the progress of a stage: a bar on a terminal, if it has many items."""

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
"""Stages with fewer items show no progress."""


def _with_bar(name: str, items: Iterable[Any], count: int) -> Iterator[Any]:
    """Yield items, and show how many of them are done, at most ten times a second."""
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
    import unicodedata

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


def say_problems(problems: Iterable[Problem]) -> None:
    """Show problems on standard error, a line each."""
    for problem in problems:
        say(problem.text(_))


def as_line(one: Finding) -> str:
    """Return a finding of `check` as a line."""
    return f"{one.problem.place}: {_(one.severity)}: {one.problem.said(_)} [{one.rule}]"


def refusal(error: OSError) -> str:
    """Return what the system refused and why."""
    reason = _(system_reason(error))
    return f"{error.filename}: {reason}" if error.filename else reason


def print_data(text: str) -> None:
    """Print what another program reads: in UTF-8, whatever the terminal speaks."""
    if reconfigure := getattr(sys.stdout, "reconfigure", None):
        reconfigure(encoding="utf-8", errors="replace")
    print(text)


def is_interactive() -> bool:
    """Whether somebody can answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def say(text: str) -> None:
    """Show a message on standard error; results go to standard output by `print`."""
    print(text, file=sys.stderr)


class Terminal:
    """A standard stream that never fails, and remembers why it could not be written.

    A command does not stop half-way because the reader of its output went away.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream  # None where a program has no console
        self._failure: OSError | None = None
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack some characters

    def isatty(self) -> bool:
        """Tell whether somebody looks at it."""
        return self._stream is not None and self._stream.isatty()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text, unless writing has failed before."""
        if self._stream and not self._failure:
            try:
                self._stream.write(text)
            except OSError as error:
                self._remember(error)
        return len(text)

    def flush(self) -> None:
        """Write out what is buffered, unless writing has failed before."""
        if self._stream and not self._failure:
            try:
                self._stream.flush()
            except OSError as error:
                self._remember(error)

    def failure(self) -> OSError | None:
        """Write out what is buffered; return why something could not be written."""
        self.flush()
        return self._failure

    def _remember(self, error: OSError) -> None:
        self._failure = error
        # Python flushes once more when it ends, and would complain: send that to the null device
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
