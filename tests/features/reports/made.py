"""Reports of sites as JSON, made by the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from zhuanlan.cli import main


def command(root: Path, *words: str) -> list[str]:
    """Return the command line of a report of a site."""
    places = [f"--{name}={root / path}" for name, path in _PLACES.items()]
    return ["report", *words, *places, "--jobs=1"]


_PLACES = {"content": "content", "config": "config.yaml", "themes": "themes"}


class Made:
    """A report as JSON."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.document = json.loads(file.read_text("utf-8"))
        self.report = self.document["report"]

    def table(self, slug: str) -> dict[str, list[Any]]:
        """Return the rows of a table by their texts, the total under an empty one."""
        table = next(one for one in self.report["tables"] if one["slug"] == slug)
        columns = table["columns"]
        texts = [at for at, one in enumerate(columns) if one["holds"] == "text" and one["named"]]
        rows = {
            "/".join(row[at]["value"] for at in texts): [cell["value"] for cell in row]
            for row in table["rows"]
        }
        return rows | {"": [cell["value"] for cell in table["total"]]}

    def has(self, slug: str) -> bool:
        """Tell whether it has a table."""
        return any(one["slug"] == slug for one in self.report["tables"])

    def places(self, figure: str) -> list[str]:
        """Return the places of what a figure counts."""
        at = self.document["figures"][figure]
        table = self.report["tables"][at["table"]]
        row = table["total"] if at["row"] is None else table["rows"][at["row"]]
        found = row[at["column"]]["sources"]
        return [self.report["sources"][one]["place"] for one in found]


def made(root: Path, *words: str) -> Made:
    """Make a report of a site."""
    folder = root / "reports"
    before = set(folder.glob("*.json"))
    for file in before:
        file.unlink()
    assert main(command(root, *words, "--format=json", f"--output={folder}", "-q")) == 0
    [file] = folder.glob("*.json")
    return Made(file)
