"""One module for each command: `run` does it, says what it did, and returns the exit status."""

from __future__ import annotations

import argparse
import re
import unicodedata
from pathlib import Path
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


def source_named(text: str, content: Path) -> str | None:
    """Return the path of a source within the content folder, however it is written.

    `content/spring/news/first.md` as messages print it, also with a line and column behind it,
    `spring/news/first.md`, or the whole path; a folder counts, too. None where there is no such
    file.
    """
    bare = re.sub(r"(?::\d+){1,2}$", "", text.strip())
    root = content.resolve()
    for written in (Path(bare), content / bare):
        for form in ("NFC", "NFD"):
            file = Path(unicodedata.normalize(form, str(written))).resolve()
            if file.exists() and file.is_relative_to(root):
                return unicodedata.normalize("NFC", file.relative_to(root).as_posix())
    return None
