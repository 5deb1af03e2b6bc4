"""The bytes of one file, in as few calls as can be: a site has ten thousands."""

from __future__ import annotations

import os
import stat


def write(file: str, data: bytes) -> None:
    """Write a file, in half the calls that a Python file needs.

    One may be there already: half of it, from a worker that was lost.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    stream = os.open(file, flags, 0o666)
    try:
        while data:
            data = data[os.write(stream, data) :]
    finally:
        os.close(stream)


def differs(file: str, data: bytes) -> bool:
    """Tell whether a file holds anything else, or is none."""
    try:
        state = os.lstat(file)
        if not stat.S_ISREG(state.st_mode) or state.st_size != len(data):
            return True
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - once per file
            return stream.read() != data
    except OSError:
        return True
