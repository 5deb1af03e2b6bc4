"""`import`: files of other programs become drafts, and what is lost is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands import command
from tests.conftest import SiteFolder

LETTER = "　　王示例：二十年送信路\n\n　　他走了*二十年*。\n1. 风雨无阻\n"


def imported(site: SiteFolder, *files: str):  # type: ignore[no-untyped-def]
    return command(site.root, "import", *files, "--into", "content/spring/news")


def test_a_text_becomes_a_draft(site: SiteFolder) -> None:
    site.write("letter.txt", LETTER)
    shown = imported(site, "letter.txt")
    assert (shown.returncode, shown.stdout.count("\n")) == (0, 1)
    draft = Path(site.root, shown.stdout.strip()).read_text("utf-8")
    assert draft.startswith("---\ntitle: 王示例：二十年送信路\ndate: ")
    assert "\nstatus: draft\n" in draft
    assert draft.endswith("---\n\n他走了\\*二十年\\*。\n\n1\\. 风雨无阻\n")
    assert "to confirm: Date is “20" in shown.stderr
    dated = re.sub("date: .*", "date: 2013-03-05", draft.partition("imported:")[0])
    dated = f"{dated}---\n{draft.rpartition('---')[2]}"
    site.write(shown.stdout.strip(), dated)
    assert site.build().posts == 2
    site.build(drafts=True)
    [page] = [name for name in site.files() if "wang-shi-li" in name and name.endswith(".html")]
    assert "他走了*二十年*。" in site.page(page)
    assert "<p>1. 风雨无阻</p>" in site.page(page)


def test_an_encoding_that_was_guessed_is_said(site: SiteFolder) -> None:
    site.write("letter.txt", LETTER.encode("gb18030"))
    shown = imported(site, "letter.txt")
    assert "letter.txt: the encoding is taken as GB18030: look whether" in shown.stderr
    assert "王示例" in Path(site.root, shown.stdout.strip()).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"\x81\x30\xff\xff", "a.txt"),
        ("a.txt", b" \n", "a.txt: the file is empty"),
        ("a.xyz", b"x", "a.xyz: no importer takes this file; save it as one of: .csv, "),
    ],
)
def test_what_cannot_be_imported_is_a_problem(
    site: SiteFolder, name: str, data: bytes, message: str
) -> None:
    site.write(name, data)
    shown = imported(site, name)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert shown.stderr.startswith(message)


def test_a_file_that_does_not_exist_is_a_problem(site: SiteFolder) -> None:
    assert "none.txt: the file cannot be read" in imported(site, "none.txt").stderr


def test_nothing_is_replaced(site: SiteFolder) -> None:
    """A file that was imported before is left alone; another of its title gets another name."""
    site.write("letter.txt", LETTER)
    [path] = imported(site, "letter.txt").stdout.split()
    site.write(path, "mine")
    shown = imported(site, "letter.txt")
    assert (shown.returncode, shown.stdout) == (0, "")
    assert shown.stderr == (
        f"letter.txt: it was imported before: {path.removeprefix('content/')}; "
        "write --again to import it once more\n"
    )
    site.write("other.txt", f"{LETTER}\n又一行。")
    assert imported(site, "other.txt").stdout == path.replace(".md", "-2.md") + "\n"
    assert (site.root / path).read_text("utf-8") == "mine"


CARDS = """
from zhuanlan.plugin import Draft, Importer, Loss

def drafts(file):
    names = [line[3:] for line in file.read_text("utf-8").splitlines() if line[:3] == "FN:"]
    return [Draft(name, "![]({})".format("a.png"), {"date": "2013-03-05"}, {"../a.png": b"x"})
            for name in names], [Loss("{count} numbers are left out", 3, {"count": 2})]

def register(registry):
    registry.importers.add("card", Importer((".vcf",), drafts, lambda head: b"VCARD" in head))
"""


@pytest.mark.parametrize("name", ["cards.vcf", "cards"])
def test_a_plug_in_brings_an_importer(site: SiteFolder, name: str) -> None:
    """It is found by the suffix, or by what the file begins with."""
    site.write("plugins/cards.py", CARDS)
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}plugins: [cards]\n")
    site.write(name, "BEGIN:VCARD\nFN:王示例\nFN:王示例\n")
    shown = imported(site, name)
    assert shown.stdout == (
        "content/spring/news/wang-shi-li/index.md\ncontent/spring/news/wang-shi-li-2/index.md\n"
    )
    assert f"{name}:3:1: 2 numbers are left out\n" in shown.stderr
    assert (site.root / "content/spring/news/wang-shi-li/a.png").read_bytes() == b"x"
    assert not (site.root / "content/spring/news/a.png").exists()
