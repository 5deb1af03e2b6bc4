"""Fill the tables of keys in the English handbook from the reference, which the models make.

`python scripts/handbook.py` after `python build.py schema --reference docs/reference`; a test holds
that this was done. A chapter says `<!-- table: post.md -->` where the first table of that page of
docs/reference/en belongs, and `<!-- end -->` where it ends.
"""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
REFERENCE = DOCS / "reference/en"
CHAPTERS = DOCS / "handbook/en/content"

_PLACE = re.compile(r"(<!-- table: ([\w.]+) -->\n).*?(?=<!-- end -->)", re.DOTALL)
_CELL = re.compile(r"(?:`[^`]*`|[^|`])+")


def filled(chapter: str) -> str:
    """Return a chapter with its tables as the reference has them now."""
    return _PLACE.sub(lambda found: f"{found[1]}\n{_table(found[2])}\n\n", chapter)


def _table(page: str) -> str:
    """Return the first table of a page, with key, meaning, default and example."""
    lines = (REFERENCE / page).read_text("utf-8").partition("\n| ")[2].partition("\n\n")[0]
    head, _line, *rows = f"| {lines}".splitlines()
    wanted = [[cells[0], cells[1], cells[3], cells[4]] for cells in map(_cells, [head, *rows])]
    shown = ["| " + " | ".join(cells) + " |" for cells in wanted]
    return "\n".join([shown[0], "|---|---|---|---|", *shown[1:]])


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _CELL.findall(row.strip("| "))]


def main() -> None:
    """Write the chapters whose tables have changed."""
    for file in sorted(CHAPTERS.rglob("*.md")):
        text = file.read_text("utf-8")
        if (new := filled(text)) != text:
            file.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
