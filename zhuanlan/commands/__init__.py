"""One module for each command: `run` does it, says what it did, and returns the exit status."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from zhuanlan.console import now

if TYPE_CHECKING:
    from zhuanlan.options import Options


def options_of(given: argparse.Namespace, **more: Any) -> Options:
    """Return what was asked for by the arguments that building, serving and checking share.

    A day without a time is that whole day: what appears on it is in.
    """
    from zhuanlan.options import Options  # an unchanged site is known without it
    from zhuanlan.workers import cores

    return Options(
        now=getattr(given, "date", None) or now(),
        content=given.content,
        config=given.config,
        themes=given.themes,
        theme=given.theme,
        jobs=getattr(given, "jobs", None) or cores(),
        **more,
    )
