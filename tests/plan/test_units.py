"""Units and months: a list for each unit that sends stories in, and for each month."""

from __future__ import annotations

import pytest

from tests.check.spring import told
from tests.conftest import SiteFolder
from zhuanlan.core.registry import registry_of
from zhuanlan.model.registered import reserved

UNITS = """units:
  - {name: 哈尔滨市文明办, aliases: [哈市文明办], region: 哈尔滨市, slug: harbin}
  - 大庆市文明办
"""


def with_units(site: SiteFolder, units: str = UNITS) -> None:
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", campaign.partition("units:")[0] + units)


def sent_by(site: SiteFolder, *units: str, **keys: str) -> None:
    for number, unit in enumerate(units, 1):
        day = f"2013-03-{number:02}"
        site.post(f"news/n{number}.md", title=f"第{number}篇", date=day, unit=unit, **keys)


def test_a_unit_has_a_list_with_feed_crumbs_and_numbered_pages(site: SiteFolder) -> None:
    with_units(site)
    sent_by(site, *["哈尔滨市文明办"] * 6, "哈市文明办", "某单位（示例）", region="哈尔滨市")
    site.build()
    page = site.page("spring/units/harbin/index.html")
    assert "<h1>哈尔滨市文明办</h1>" in page
    assert "第7篇" in page, "sent in under an alias"
    assert "第8篇" not in page
    assert "哈市文明办" in page
    assert 'href="/spring/units/">报送单位</a>' in page.partition("<main")[0] + page
    assert 'href="/spring/regions/230100/"' in page
    assert "第2篇" in site.page("spring/units/harbin/page-1.html")
    assert "第7篇" in site.page("spring/units/harbin/feed.xml")
    assert "第8篇" in site.page("spring/units/mou-dan-wei-shi-li/index.html"), "not declared"


def test_an_article_links_its_unit_and_shows_more_of_it(site: SiteFolder) -> None:
    with_units(site)
    sent_by(site, "哈尔滨市文明办", "哈市文明办", "大庆市文明办")
    site.build()
    page = site.page("spring/news/n2.html")
    assert '<a href="/spring/units/harbin/">哈市文明办</a>' in page, "as the story writes it"
    more = page.partition("本单位更多稿件</h2>")[2].partition("</section>")[0]
    assert "第1篇" in more
    assert "第3篇" not in more
    sent_by(site, "哈尔滨市文明办", source="哈尔滨日报（示例）")
    site.build()
    page = site.page("spring/news/n1.html")
    assert "</span>哈尔滨日报（示例）</li>" in page
    assert '</span><a href="/spring/units/harbin/">哈尔滨市文明办</a></li>' in page


def test_the_index_lists_declared_units_in_their_order(site: SiteFolder) -> None:
    with_units(site)
    sent_by(site, "大庆市文明办", "另一单位（示例）")
    site.build()
    page = site.page("spring/units/index.html")
    main = page.partition("<main")[2]
    places = [main.index(name) for name in ("哈尔滨市文明办", "大庆市文明办", "另一单位")]
    assert places == sorted(places)
    assert 'href="/spring/units/da-qing-shi-wen-ming-ban/"' in main
    assert "哈尔滨市文明办 · 暂无稿件" in main
    assert "其他单位" in main


def test_the_search_has_a_filter_for_units(site: SiteFolder) -> None:
    with_units(site)
    sent_by(site, "哈市文明办")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("search: false\n", ""))
    site.build()
    [shadow] = (site.root / ".zhuanlan").rglob("shadows/spring/news/n1.html")
    wanted = 'data-pagefind-filter="unit[content]" content="哈尔滨市文明办"'
    assert wanted in shadow.read_text("utf-8")
    assert '<select id="zl-unit" name="unit">' in site.page("search.html")


def test_navigation_leads_to_units_where_they_are_declared(site: SiteFolder) -> None:
    sent_by(site, "大庆市文明办")
    site.build()
    link = 'href="/spring/units/"'
    assert link not in site.page("spring/news/index.html")
    assert link in site.page("spring/index.html"), "the campaign's home page leads there"
    with_units(site)
    site.build()
    assert link in site.page("spring/news/index.html")


def test_without_units_there_is_no_index_of_them(site: SiteFolder) -> None:
    site.build()
    assert not [path for path in site.files() if path.startswith("spring/units/")]
    assert 'href="/spring/units/"' not in site.page("spring/index.html")


def test_months_are_listed_by_year(site: SiteFolder) -> None:
    site.post("news/n1.md", title="三月稿", date="2013-03-31")
    site.post("news/n2.md", title="四月稿", date="2013-04-01")
    site.build()
    march = site.page("spring/months/2013-03/index.html")
    assert "<h1>2013年3月</h1>" in march
    assert "三月稿" in march
    assert "四月稿" not in march
    index = site.page("spring/months/index.html").partition("<main")[2]
    assert "2013年</h2>" in index
    assert index.index("2013-04") < index.index("2013-03")
    assert 'href="/spring/months/"' in site.page("spring/index.html")


@pytest.mark.parametrize(
    ("change", "gone", "there"),
    [
        ({"unit": "大庆市文明办"}, "units/harbin", "units/da-qing-shi-wen-ming-ban"),
        ({"date": "2013-04-02"}, "months/2013-03", "months/2013-04"),
    ],
)
def test_an_edit_moves_a_post_to_another_list(
    site: SiteFolder, change: dict[str, str], gone: str, there: str
) -> None:
    for file in (site.root / "content/spring").rglob("*.md"):
        file.unlink()
    with_units(site)
    post = {"title": "一篇", "date": "2013-03-05", "unit": "哈尔滨市文明办"}
    site.post("news/n1.md", **post)
    site.build()
    assert f"spring/{gone}/index.html" in site.files()
    site.post("news/n1.md", **post | change)
    edited = site.build()
    assert f"spring/{gone}/index.html" not in site.files()
    assert "一篇" in site.page(f"spring/{there}/index.html")
    files = site.files()
    site.build(verify=True)
    assert site.files() == files
    assert f"spring/{there}/index.html" in {file for file, _ in edited.reasons}


def test_another_alias_moves_posts(site: SiteFolder) -> None:
    sent_by(site, "省文明办")
    site.build()
    assert "spring/units/sheng-wen-ming-ban/index.html" in site.files()
    with_units(site, "units: [{name: 黑龙江省文明办, aliases: 省文明办}]\n")
    site.build()
    assert "spring/units/sheng-wen-ming-ban/index.html" not in site.files()
    assert "第1篇" in site.page("spring/units/hei-long-jiang-sheng-wen-ming-ban/index.html")


def test_their_prefixes_are_reserved_for_pages_and_columns_only(site: SiteFolder) -> None:
    assert {"units", "months"} <= reserved(registry_of())
    site.post("news/units.md", title="同名稿件")
    site.post("news/months.md", title="同名稿件二")
    site.build()
    assert "spring/news/units.html" in site.files()


def test_a_page_moves_as_the_problem_says(site: SiteFolder) -> None:
    matter = "title: 报送单位\n"
    site.write("content/spring/units.md", f"---\n{matter}---\n\n正文。\n")
    [problem] = site.problems()
    advice = "aliases: [spring/units.html]"
    assert advice in problem
    site.write("content/spring/units.md", f"---\n{matter}slug: dan-wei\n{advice}\n---\n\n正文。\n")
    site.build()
    assert "/spring/dan-wei.html" in site.page("spring/units.html")


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("哈尔滨文明办", True),
        ("哈尔滨市 文明办", True),
        ("哈尔滨县文明办", False),
        ("大庆市文明办", False),
    ],
)
def test_check_finds_a_unit_with_two_names(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, other: str, found: bool
) -> None:
    sent_by(site, "哈尔滨市文明办", "哈尔滨市文明办", other)
    monkeypatch.chdir(site.root)
    said = told(site)
    wanted = f"“{other}” may be “哈尔滨市文明办”, as other stories call the unit"
    assert any(wanted in line for line in said) is found
    with_units(site, f"units: [{{name: 哈尔滨市文明办, aliases: [{other}]}}]\n")
    assert not any("unit " in line for line in told(site))
