"""What only the office may know reaches no reader: not a page, a download, a feed, or a cache."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import SiteFolder
from tests.features.books.tables import workbook
from zhuanlan.build.declaring import declare
from zhuanlan.features.books.loading import books_in
from zhuanlan.load.content import walk
from zhuanlan.load.data import DataRequest

BOOKS = """books:
  - slug: visits
    name: 走访
    columns:
      - {slug: unit, name: 单位, type: unit}
      - {slug: people, name: 人数, type: number, counts: [人]}
      - {slug: contact, name: 联系人, public: false}
      - {slug: phone, name: 电话, public: false}
  - slug: ledger
    name: 内部台账
    public: false
    columns:
      - {slug: name, name: 姓名}
  - {slug: roster, name: 联系人名册, kind: roster}
"""
CANARY = "金丝雀"


@pytest.fixture
def guarded(site: SiteFolder) -> SiteFolder:
    """A site whose books hold a canary in each office-only cell."""
    campaign = site.root / "content/spring/campaign.yaml"
    site.write("content/spring/campaign.yaml", campaign.read_text("utf-8") + BOOKS)

    def with_author(made: openpyxl.Workbook) -> None:
        made.properties.creator = f"{CANARY}作者"

    sheet = workbook(
        ["单位", "人数", "联系人", "电话"],
        ["甲馆", 3, f"{CANARY}一", "13912345678"],
        change=with_author,
    )
    site.write("content/spring/books/visits/one.xlsx", sheet)
    site.write("content/spring/books/visits/two.csv", f"单位,人数,联系人\n乙馆,5,{CANARY}二\n")
    site.write("content/spring/books/ledger.yaml", f"- {{name: {CANARY}三}}\n")
    site.write(
        "content/spring/books/roster.csv", f"单位,姓名,电话\n甲馆,{CANARY}四,0451-82345678\n"
    )
    return site


def _texts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of each file, and of each file within one that is packed."""
    for file in folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            yield file.name, data
            if zipfile.is_zipfile(BytesIO(data)):
                with zipfile.ZipFile(BytesIO(data)) as archive:
                    yield from ((name, archive.read(name)) for name in archive.namelist())


def _found(folder: Path) -> list[str]:
    words = (CANARY.encode(), b"13912345678", b"82345678")
    return [name for name, data in _texts(folder) if any(word in data for word in words)]


def test_the_web_edition_and_the_caches(guarded: SiteFolder) -> None:
    config = (guarded.root / "config.yaml").read_text("utf-8").replace("search: false", "")
    guarded.write("config.yaml", config)
    guarded.build(search=True)
    guarded.write("content/spring/books/visits/two.csv", f"单位,人数,联系人\n乙馆,6,{CANARY}五\n")
    guarded.build(search=True)
    assert "甲馆" in guarded.page("spring/books/visits/index.html")
    assert _found(guarded.root / "output") == []
    assert _found(guarded.root / ".zhuanlan") == []


def test_the_disc_edition(guarded: SiteFolder) -> None:
    guarded.build(edition="disc", relative=True)
    assert _found(guarded.root / "output") == []


def test_a_book_that_is_not_public_has_no_page(guarded: SiteFolder) -> None:
    guarded.build()
    assert not (guarded.root / "output/spring/books/ledger").exists()
    assert not (guarded.root / "output/spring/books/roster").exists()
    assert "内部台账" not in guarded.page("spring/books/index.html")


def test_a_workbook_is_never_published_as_it_is(guarded: SiteFolder) -> None:
    guarded.post("news/a.md", "[表](../books/visits/one.xlsx)\n")
    assert "does not exist" in guarded.problems()[0]


def test_the_office_reads_all_cells(guarded: SiteFolder) -> None:
    options = guarded.options()
    content = walk(options.content)
    declared = declare(options, content).declarations
    request = DataRequest(options.content, content, declared, options.now)
    found = books_in(request, "spring", declared.campaigns["spring"])
    assert not found.problems
    assert {CANARY in str(row.values) for rows in found.rows.values() for row in rows} == {True}
