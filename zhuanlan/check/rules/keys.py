"""Rule of Chinese keys: they are read, and rewritten as the schema has them."""

from __future__ import annotations

from collections.abc import Iterator

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Fix
from zhuanlan.model.checks import Rule


def in_chinese(source: Source) -> Iterator[Finding]:
    """Find keys that are written in Chinese; only the key and its colon are mended."""
    if not source.is_markdown:
        return
    manuscript = source.manuscript
    for path, written in manuscript.matter.written.items():
        line, column = manuscript.matter.keys[path]
        key = str(path[-1])
        rest = manuscript.lines[line - 1][column - 1 :]
        fix = None
        if rest.startswith(f"{written}："):
            blank = "" if rest[len(written) + 1 :][:1] in ("", " ") else " "
            fix = Fix(f"{written}：", f"{key}:{blank}")
        elif rest.startswith(written):
            fix = Fix(written, key)
        yield finding(
            "key-chinese",
            manuscript.path,
            (line, column),
            N_("the key “{value}” is “{key}” in the schema"),
            N_("write {key}:"),
            fix=fix,
            value=written,
            key=key,
        )


KEY_CHINESE = Rule(
    "key-chinese",
    "notice",
    N_("a key is written in Chinese"),
    {"source": in_chinese},
    fixable=True,
)
