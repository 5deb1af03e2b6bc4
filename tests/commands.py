"""The command line within this process: a command costs what it does, and not a start of Python.

What is about the process itself (streams, signals, `python -m zhuanlan`) starts one.
"""

from __future__ import annotations

import io
from asyncio import events
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from zhuanlan.cli import main

ENGLISH = {"LC_ALL": "en_GB.UTF-8", "LANGUAGE": ""}


@contextmanager
def without_a_loop() -> Iterator[None]:
    """Hide the event loop that Playwright leaves running in a process with browser tests."""
    running = events._get_running_loop()
    events._set_running_loop(None)
    try:
        yield
    finally:
        events._set_running_loop(running)


def command(root: Path, *arguments: str, **env: str) -> CompletedProcess[str]:
    """Run a command in a folder, in English unless `env` says otherwise."""
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(out),
        redirect_stderr(err),
        without_a_loop(),
    ):
        patch.chdir(root)
        for name, value in (ENGLISH | env).items():
            patch.setenv(name, value)
        try:
            status = main(arguments)
        except SystemExit as end:  # argparse's own
            status = int(end.code or 0)
    return CompletedProcess(arguments, status, out.getvalue(), err.getvalue())
