"""Addresses in a theme's style sheets."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, likely, meant
from zhuanlan.render.theme import CSS_URL, Theme

_IMPORT = re.compile(r"""@import\s+(?:url\()?["']?([^"')\s;]+)""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def style_problems(file: Path, name: str, theme: Theme, shown: str) -> Iterator[Problem]:
    """Find addresses in a style sheet that lead nowhere; `name` is its path below static/."""
    source = file.read_text("utf-8", errors="replace")
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    for found in (*CSS_URL.finditer(text), *_IMPORT.finditer(text)):
        imported = found.re is _IMPORT
        target = found[1] if imported else found[2]
        if target.startswith(("data:", "#")):
            continue
        values = {"value": target}
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        if "//" in target:
            message = N_(
                "“{value}” is of another site: browsers refuse it, pages load own files only"
            )
            yield Problem(shown, line, column, message, values)
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target.partition("#")[0]))
        if path.endswith(".css"):
            message = N_("“{value}”: a style sheet of a theme cannot import another")
            hint = N_("link it in base.html by its address, through the filter “static”")
            yield Problem(shown, line, column, message, values, hint)
        elif path not in theme.static:
            values["guess"] = likely(path, theme.static)
            message = N_("the theme has no static file “{value}”")
            yield Problem(shown, line, column, message, values, meant(values["guess"]))
