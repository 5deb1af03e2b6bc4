"""Books of honours: the roll, children, contests, and the pages of who was honoured."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from zhuanlan.testing import SmallSite

CSV = "荣誉,等级,获得者,所在单位,作品,事迹或作品稿件,评语,报送日期,授予日期,年龄,未成年人\n"
CHILD = "像雷锋那样,一等奖,周小满,示例小学,一颗螺丝钉,,周小满画得认真,,2013-05-30,11,\n"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return made(tmp_path)


def made(folder: Path, **keys: Any) -> SmallSite:
    book = {"slug": "honours", "name": "荣誉榜", "kind": "awards", **keys}
    site = SmallSite(folder, campaign={"books": [book]})
    site.post("exemplars/zhang.md", title="守灯人", person={"name": "张三（示例）"})
    return site


def rows(site: SmallSite, *lines: str) -> None:
    site.write("content/spring/books/honours.csv", CSV + "".join(lines))


def everything(site: SmallSite) -> dict[str, bytes]:
    folders = (site.folder / "output", site.folder / ".zhuanlan")
    return {
        str(file): file.read_bytes()
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_winners_are_shown_by_honour_and_level(site: SmallSite) -> None:
    rows(
        site,
        "先进个人,,张三,,,exemplars/zhang.md,,,2013-05-30,,\n",
        "先进单位,二等,,乙单位,,,,,,,\n",
        "先进单位,一等,,甲单位,,,,,,,\n",
        "网络好作品,,,,,,,,,,\n",
    )
    site.build()
    page = site.page("spring/books/honours/index.html")
    assert page.index("先进个人</h2>") < page.index("先进单位</h2>") < page.index("网络好作品</h2>")
    assert "尚未" in page[page.index("网络好作品</h2>") :]
    assert 'href="/spring/exemplars/zhang.html">张三</a>' in page
    units = site.page("spring/books/honours/honours/xian-jin-dan-wei/index.html")
    assert units.index("二等</h2>") < units.index("乙单位") < units.index("一等</h2>")


def test_the_page_of_who_was_honoured_says_so(site: SmallSite) -> None:
    rows(site)
    site.build()
    assert "荣誉榜" not in site.page("spring/exemplars/zhang.html")
    rows(site, "先进个人,一等,张三,,,exemplars/zhang.md,,,2013-05-30,,\n")
    report = site.build()
    page = site.page("spring/exemplars/zhang.html")
    assert '<a href="/spring/books/honours/">先进个人（一等，2013）</a>' in page
    first = "先进个人,二等,张三,,,exemplars/zhang.md,,,2013-05-30,,\n"
    rows(site, first)
    report = site.build()
    assert "先进个人（二等，2013）" in site.page("spring/exemplars/zhang.html")
    changed = {page for page, _ in report.reasons}
    assert "spring/exemplars/zhang.html" in changed
    assert "spring/exemplars/index.html" not in changed


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (CHILD, "周某某"),
        (CHILD.replace(",11,", ",,是"), "周某某"),
        (CHILD.replace(",11,", ",14,"), "周小满"),
        (CHILD.replace("周小满,示", "周小满、吴小菲,示"), "周某某、吴某某"),
    ],
)
def test_children_are_shown_by_their_family_name(site: SmallSite, line: str, shown: str) -> None:
    rows(site, line)
    site.build()
    assert f"{shown}</" in site.page("spring/books/honours/index.html")
    hidden = [name for name in ("小满", "小菲") if name not in shown]
    for path, data in everything(site).items():
        for name in hidden:
            assert name.encode() not in data, path
        assert "年龄".encode() not in data, path


def test_a_guardian_may_consent_to_a_childs_name(site: SmallSite) -> None:
    rows(site, CHILD)
    consent = "{person: 周小满, date: 2013-05-01, given_by: 周小满之母, covers: [name]}"
    site.write("ledgers/consents.yaml", f"consents:\n  - {consent}\n")
    site.build()
    assert "周小满</" in site.page("spring/books/honours/index.html")
    site.write("ledgers/consents.yaml", f"consents:\n  - {consent.replace('name]', 'story]')}\n")
    site.build()
    assert "周某某</" in site.page("spring/books/honours/index.html")


def test_works_of_a_contest_are_listed_with_the_jurys_words(tmp_path: Path) -> None:
    site = made(tmp_path, settings={"theme": "像雷锋那样", "deadline": "2013-06-01"})
    rows(
        site,
        CHILD,
        ",,,示例中学,另一颗螺丝钉,,,2013-05-30,,,\n",
    )
    site.build(now=datetime(2013, 6, 1, 23))  # noqa: DTZ001
    page = site.page("spring/books/honours/entries/index.html")
    assert page.count('class="book-card') == 2
    assert "周某某画得认真" in page
    assert "征集至" in page
    assert "2013-06-01" in page
    report = site.build(now=datetime(2013, 6, 2))  # noqa: DTZ001
    assert "截止于" in site.page("spring/books/honours/entries/index.html")
    assert report.rendered < 8


def test_honours_are_counted_by_region(tmp_path: Path) -> None:
    site = made(tmp_path)
    site.write(
        "content/spring/books/honours.yaml",
        "- {honour: 先进单位, winner: 甲, region: 四川省/乐山市/市中区}\n"
        "- {honour: 先进单位, winner: 乙, region: 四川省/乐山市}\n"
        "- {honour: 先进个人, region: 四川省/成都市}\n",
    )
    site.build()
    page = site.page("spring/books/honours/regions/index.html")
    bars = page[page.index('<ul class="bars">') : page.index("</ul>", page.index("bars"))]
    assert "乐山市" in bars
    assert "市中区" in bars
    assert "成都市" not in bars  # where nobody has won yet
    assert bars.count(">2 <small>") == 3  # the country, the province, the city


def test_what_was_won_is_found_by_the_search(tmp_path: Path) -> None:
    from zhuanlan.build import load
    from zhuanlan.features.search.shadows import shadow

    site = made(tmp_path)
    rows(site, "先进个人,,张三,,,exemplars/zhang.md,,,2013-05-30,,\n")
    found = load(site.options())
    assert "先进个人（2013）" in shadow(found, found.posts[0]).others


WRONG = {
    "nothing": (
        ",,,,,,只有评语,,,,\n",
        "A2: the row names neither an honour nor who won it, nor a work; "
        "delete the row, or fill one of these cells",
    ),
    "level alone": (
        ",一等,张三,,,,,,,,\n",
        "A2: the row has a level, “一等”, and no honour; name the honour",
    ),
    "nobody": (
        "先进个人,,,,,,,,2013-05-30,,\n",
        "A2: “先进个人” was awarded, but nobody is named; name who won it, or take the date out",
    ),
    "late": (
        ",,,,螺丝钉,,,2013-06-02,,,\n",
        "A2: entered on 2013-06-02, after the deadline of 2013-06-01; "
        "correct the date, or take the entry out",
    ),
    "age": ("先进个人,,张三,,,,,,,十一,\n", "J2: “十一” is not a number"),
    "twice": (
        "先进个人,,张三,,,,,,,,\n先进个人,,张三,,,,,,,,\n",
        "A3: the same row is there twice, also at A2: 先进个人 · 张三; delete one of the two",
    ),
    "dead story": (
        "先进个人,,张三,,,exemplars/li.md,,,,,\n",
        ":2:1: “../exemplars/li.md” does not exist; put the file there, or correct the name",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_mistakes_are_named_at_their_rows(tmp_path: Path, name: str) -> None:
    line, message = WRONG[name]
    site = made(tmp_path, settings={"deadline": "2013-06-01"})
    rows(site, line)
    assert [one.partition("honours.csv")[2].strip() for one in site.problems()] == [message]


def test_many_winners_take_several_pages(site: SmallSite) -> None:
    winners = (f"先进个人,{'二一'[n % 2]}等,示例{n},,,,,,,,\n" for n in range(450))
    rows(site, *winners)
    site.build()
    found = "".join(
        site.page(f"spring/books/honours/honours/xian-jin-ge-ren/{number}index.html")
        for number in ("", "2/", "3/")
    )
    assert all(found.count(f">示例{n}</") == 1 for n in range(450))
    assert found.count('<h2 class="section-title">一等</h2>') == 2
    assert found.index(">示例448</") < found.index(">示例1</")  # the level that came first
    assert found.count("下一页</a>") == found.count("上一页</a>") == 2


def test_the_title_of_a_linked_story_does_not_name_a_child(site: SmallSite) -> None:
    site.post("exemplars/zhou.md", title="周小满画的螺丝钉", person={"name": "张三（示例）"})
    of_child = CHILD.replace(",,周小满画", ",exemplars/zhou.md,周小满画")
    rows(site, of_child, "先进个人,,张三,,,exemplars/zhang.md,,,2013-05-30,,\n")
    files = "spring/books/honours/honours.csv"
    site.build()
    table = (site.folder / "output" / files).read_text("utf-8-sig").splitlines()
    story = table[0].split(",").index("事迹或作品稿件")
    assert [line.split(",")[story] for line in table[1:]] == ["周某某", "守灯人"]
    assert "小满" not in "".join(table)
    consent = "{person: 周小满, date: 2013-05-01, given_by: 周小满之母, covers: [name]}"
    site.write("ledgers/consents.yaml", f"consents:\n  - {consent}\n")
    site.build()
    assert "周小满画的螺丝钉" in (site.folder / "output" / files).read_text("utf-8-sig")
