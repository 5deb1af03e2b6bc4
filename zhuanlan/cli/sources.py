"""Posts and files that the command line names, however their paths are written."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError, likely, meant
from zhuanlan.load.content import is_markdown


def source_named(text: str, content: Path) -> str | None:
    """Return the path of a source within the content folder, however it is written.

    `content/spring/news/first.md` as messages print it, also with a line and column behind it,
    `spring/news/first.md`, or the whole path; a folder counts, too. None where there is no such
    file.
    """
    bare = re.sub(r"(?::\d+){1,2}$", "", text.strip())
    root = _absolute(content)
    for written in (Path(bare), content / bare):
        for form in ("NFC", "NFD"):
            file = _absolute(Path(unicodedata.normalize(form, str(written))))
            if os.path.lexists(file) and file.is_relative_to(root):
                return unicodedata.normalize("NFC", file.relative_to(root).as_posix())
    return None


def _absolute(path: Path) -> Path:
    """Return a whole path whose links are not followed: what they lead to is another file."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def post_named(text: str, options: Options) -> str:
    """Return the source of the post that a path means; raises ProblemError where it is none."""
    path = source_named(text, options.content)
    if path is None:
        guess = _post_like(Path(text))
        hint = meant(guess) or N_("write the path of a post, such as {example}")
        values = {"guess": guess, "example": f"{options.content.as_posix()}/spring/news/first.md"}
        message = N_("the file does not exist")
        if os.path.lexists(text):
            message = N_("this is no file of the content folder")
        raise ProblemError([Problem(text, 0, 0, message, values, hint)])
    if not is_markdown(path) or path.count("/") < _DEPTH:
        message = N_("this is no post: posts are files of a column whose names end in .md")
        raise ProblemError([Problem(text, 0, 0, message)])
    return path


def _post_like(path: Path) -> str:
    """Return the path of a post in the same folder whose name is nearly the same, or ""."""
    posts = [file.as_posix() for file in path.parent.glob("*.md")] if path.suffix else []
    return likely(path.as_posix(), posts)


_DEPTH = 2
"""Folders above a post: the campaign's and the column's."""
