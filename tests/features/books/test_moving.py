"""`migrate` moves honours and units of `campaign.yaml` into the books that are to hold them."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhuanlan.cli import main
from zhuanlan.testing import SmallSite

CAMPAIGN = """\
# 春风行动
title: 春风行动
columns: [{slug: news, name: 动态, kind: news}]   # 栏目
phases: [{slug: start, name: 启动, start: 2013-03-01}]
# 报送单位
units:
  - 管理中心   # 在北京
  # 各省
  - {name: 四川省分中心, region: 四川省, slug: sichuan,
     aliases: [川分中心, 四川分中心]}
  - name: 乐山市支中心
    region: 四川省/乐山市

honours: [先进个人,
  先进单位]  # 两项
key_dates: [{title: 启动, date: 2013-03-05}]
books:
  - {slug: honours, name: 荣誉榜, kind: 荣誉}
  - {slug: units, name: 单位表, kind: units}
"""
AFTER = """\
# 春风行动
title: 春风行动
columns: [{slug: news, name: 动态, kind: news}]   # 栏目
phases: [{slug: start, name: 启动, start: 2013-03-01}]
# 报送单位
# 在北京
# 各省

# 两项
key_dates: [{title: 启动, date: 2013-03-05}]
books:
  - {slug: honours, name: 荣誉榜, kind: 荣誉}
  - {slug: units, name: 单位表, kind: units}
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)
    site = SmallSite(tmp_path)
    site.write("content/spring/campaign.yaml", CAMPAIGN)
    site.post("news/a.md", unit="川分中心")
    return site


def test_the_rows_say_what_the_keys_said(
    site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.problems() == [
        f"content/spring/campaign.yaml:{line}:1: the book “{name}” holds these; "
        "run zhuanlan migrate, which moves them there"
        for line, name in ((6, "单位表"), (14, "荣誉榜"))
    ]
    assert main(["migrate"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "content/spring/campaign.yaml:14:1: honours → content/spring/books/honours.csv",
        "content/spring/campaign.yaml:6:1: units → content/spring/books/units.csv",
    ]
    assert told.err == "2 keys moved into books\n"
    books = site.folder / "content/spring/books"
    assert (books / "honours.csv").read_text("utf-8-sig").splitlines() == [
        "荣誉,等级,获得者,所在单位,地区,授予日期",
        "先进个人,,,,,",
        "先进单位,,,,,",
    ]
    assert (books / "units.csv").read_text("utf-8-sig").splitlines() == [
        "名称,上级单位,级别,地区,别名,代号",
        "管理中心,,,,,",
        "四川省分中心,,,四川省,川分中心、四川分中心,sichuan",
        "乐山市支中心,,,四川省/乐山市,,",
    ]
    assert (site.folder / "content/spring/campaign.yaml").read_text("utf-8") == AFTER
    site.build()
    assert 'href="/spring/units/sichuan/">川分中心</a>' in site.page("spring/news/a.html")
    assert 'class="chip">先进单位</li>' in site.page("spring/index.html")
    assert main(["migrate"]) == 0
    assert capsys.readouterr().err == "no key has an old name\n"


def test_a_dry_run_writes_nothing(site: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--dry-run"]) == 0
    assert capsys.readouterr().err == "2 keys would be moved into books\n"
    assert (site.folder / "content/spring/campaign.yaml").read_text("utf-8") == CAMPAIGN
    assert not (site.folder / "content/spring/books").exists()


def test_encoding_and_line_ends_stay(site: SmallSite) -> None:
    file = site.folder / "content/spring/campaign.yaml"
    file.write_bytes(CAMPAIGN.replace("\n", "\r\n").encode("gb18030"))
    assert main(["migrate", "-q"]) == 0
    assert file.read_bytes() == AFTER.replace("\n", "\r\n").encode("gb18030")


def test_a_book_that_has_rows_gets_none(site: SmallSite) -> None:
    site.write("content/spring/books/honours/2013.csv", "荣誉,获得者\n先进个人,张三\n")
    assert main(["migrate", "-q"]) == 0
    assert not (site.folder / "content/spring/books/honours.csv").exists()
    assert site.problems() == [
        "content/spring/campaign.yaml:9:1: the book “荣誉榜” holds these; "
        "take them out of campaign.yaml"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("aliases: [川分中心, 四川分中心]", 'aliases: ["川、分中心"]'),
        ("slug: sichuan", "telephone: 无"),
        ("- 管理中心 ", "- [管理中心] "),
    ],
)
def test_what_no_row_can_say_stays(
    site: SmallSite, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CAMPAIGN.replace(old, new)
    site.write("content/spring/campaign.yaml", text)
    assert main(["migrate"]) == 1
    assert capsys.readouterr().err == (
        "content/spring/campaign.yaml:6:1: “units” cannot be moved into its book; "
        "write the rows yourself, and take the key out\n"
        "problems: 1; nothing was written\n"
    )
    assert (site.folder / "content/spring/campaign.yaml").read_text("utf-8") == text
    assert not (site.folder / "content/spring/books").exists()
