"""Chinese keys as an input method writes them, with a full-width colon: 标题：植树."""

from __future__ import annotations

import re
from collections.abc import Mapping

_KEY = re.compile(r"( *)([\u4e00-\u9fff]+)(：[ \u3000]*)")
_ANY_KEY = re.compile(r"^ *[\u4e00-\u9fff]+：", re.MULTILINE)


def narrowed(
    text: str, names: Mapping[str, Mapping[str, str]]
) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return front matter with half-width colons after its Chinese keys.

    Return also, by the line from 0, the column from which values stood elsewhere, and by how much.
    `names` are the Chinese keys. A key stands at the left edge, or below a key without a value; all
    else is text.
    """
    if not _ANY_KEY.search(text):
        return text, {}
    lines = text.split("\n")
    moved: dict[int, tuple[int, int]] = {}
    above: str | None = ""
    for number, line in enumerate(lines):
        found = _KEY.match(line)
        if found and (not found[1] or above):
            below = names.get(above or "", {}) if found[1] else names[""]
            if found[2] in below:
                rest = line[found.end() :]
                lines[number] = (
                    f"{found[1]}{found[2]}: {rest}" if rest else f"{found[1]}{found[2]}:"
                )
                moved[number] = (found.start(3), found.end(3) - found.start(3) - 2)
        if line[:1] not in ("", " "):
            key, colon, value = lines[number].partition(":")
            open_key = bool(colon) and not value.strip()
            above = names[""].get(key, key) if open_key else None
    return "\n".join(lines), moved
