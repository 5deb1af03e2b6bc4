"""Documents agree with each other: links lead somewhere, translations have one structure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/handbook").glob("*.md")]
)


def structure(text: str) -> list[object]:
    """Return what a translation shares: headings, items, code, pictures, and widths of tables."""
    found: list[object] = []
    code = False
    for line in text.splitlines():
        if line.startswith("```"):
            code = not code
            found.append(line)
        elif code:
            found.append(line)
        elif heading := re.match(r"#+ ", line):
            found.append(heading[0])
        elif line.startswith("- "):
            found.append("-")
        elif line.startswith("|"):
            found.append(line.count("|"))
        elif picture := re.match(r"!\[.*\]\((.*)\)", line):
            found.append(picture[1])
    return found


def test_both_readmes_have_one_structure() -> None:
    english, chinese = (
        (ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")
    )
    assert structure(english) == structure(chinese)
    items = english.partition("## What it does")[2].partition("\n## ")[0]
    assert items.count("\n- ") == 10
    assert re.findall(r"\d\.\d\d|\d+ MB", english) == re.findall(r"\d\.\d\d|\d+ MB", chinese)


def test_both_guides_to_themes_have_one_structure() -> None:
    """The table of variables is in the English one only."""
    english, chinese = (
        structure((ROOT / "docs" / name).read_text("utf-8"))
        for name in ("themes.md", "themes.zh-CN.md")
    )
    assert [part for part in english if not isinstance(part, int)] == chinese


def test_the_figures_of_the_readme_are_those_of_the_benchmark() -> None:
    """The README quotes the columns “wall / Hugo” and “MB / Hugo” of docs/performance.md."""
    rows = re.findall(r"^\| (\w+) [^|]*\|(.*)\|$", measured(), re.MULTILINE)
    peers = {}
    for name, cells in rows:
        peers.setdefault(name, [cell.strip() for cell in cells.split("|")])
    text = (ROOT / "README.md").read_text("utf-8")
    order = ["zhuanlan", "Hugo", "Eleventy", "Pelican"]
    for label, column in (("10,000 posts, cold: time", 4), ("the same: memory", 6)):
        [row] = re.findall(rf"^\| {label} \|(.*)\|$", text, re.MULTILINE)
        shown = [cell.strip() for cell in row.split("|") if cell.strip() != "–"]
        assert [float(cell) for cell in shown] == [float(peers[name][column]) for name in order]


def measured() -> str:
    text = (ROOT / "docs/performance.md").read_text("utf-8")
    return text.partition("## Beside other generators")[2].partition("\n## ")[0]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(document: Path) -> None:
    text = re.sub(r"(?s)^```.*?^```", "", document.read_text("utf-8"), flags=re.MULTILINE)
    targets = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text))
    inside = [target.partition("#")[0] for target in targets if "://" not in target]
    missing = [target for target in inside if target and not (document.parent / target).exists()]
    assert missing == []


def test_the_changelog_has_the_form_of_keep_a_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert versions[0].startswith("[Unreleased]\n")
    for version in versions:
        assert re.match(r"\[(Unreleased\]|\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d)\n", version)
        kinds = re.findall(r"^### (.+)", version, re.MULTILINE)
        allowed = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
        assert kinds == [kind for kind in allowed if kind in kinds]


OLD_STYLE = re.compile(
    r"\b(?:anew|by and by|may stand|whoever|dearer|(?<!there )(?:is|are) no (?!longer)"
    r"|(?:is|are|was|were|be) told|tells? of|let be|let go of)\b",
    re.IGNORECASE,
)
"""Turns of phrase that the glossary of the architecture replaces by plain present-day English."""


@pytest.mark.parametrize(
    "document",
    [
        one
        for one in (*DOCUMENTS, *sorted((ROOT / "docs/handbook/en/content").rglob("*.md")))
        if one.name not in ("architecture.md", "plugins.md")
    ],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_the_english_is_plain(document: Path) -> None:
    text = re.sub(r"(?s)<!-- table: .*?<!-- end -->", "", document.read_text("utf-8"))
    assert OLD_STYLE.findall(text) == []
