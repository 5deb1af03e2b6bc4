"""What pages state of people, places and states is what the content says."""

from __future__ import annotations

import re

import pytest

from tests.conftest import SiteFolder


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def profile(page: str) -> str:
    return text_of(page.partition('<aside class="profile"')[2].partition("</aside>")[0])


def byline(page: str) -> str:
    return text_of(page.partition('<ul class="byline">')[2].partition("</ul>")[0])


def test_the_unit_of_a_person_is_never_the_one_that_sent_the_story(site: SiteFolder) -> None:
    site.post("exemplars/a.md", unit="某县文明办", person="{name: 张三, role: 邮递员}")
    site.post("exemplars/b.md", unit="某县文明办", person="{name: 李四, unit: 某邮政所}")
    site.build()
    without, own = site.page("spring/exemplars/a.html"), site.page("spring/exemplars/b.html")
    assert "单位" not in profile(without)
    assert "单位 某邮政所" in profile(own)
    assert "某县文明办" not in profile(without) + profile(own)
    lists = site.page("spring/exemplars/index.html") + site.page("spring/people/index.html")
    assert "某县文明办" not in lists


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("zh-Hans", ("时间", "稿件来源", "报送单位", "责任编辑")),
        ("zh-Hant", ("時間", "稿件來源", "報送單位", "責任編輯")),
        ("en", ("Time", "Source", "Sent in by", "Responsible editor")),
    ],
)
def test_labels_are_those_of_the_field(
    site: SiteFolder, language: str, labels: tuple[str, ...]
) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}language: {language}\n")
    site.post("news/a.md", source="某某网", unit="某县文明办", editor="王五")
    site.build()
    time, source, unit, editor = labels
    page = site.page("spring/news/a.html")
    assert byline(page).startswith(f" {time} ")
    assert f" {source} 某某网 {unit} 某县文明办 " in byline(page).replace("  ", " ")
    assert f" {editor} 王五 " in text_of(page)


def test_the_unit_is_not_named_twice_where_it_is_the_source(site: SiteFolder) -> None:
    site.post("news/a.md", unit="某县文明办")
    site.build()
    assert byline(site.page("spring/news/a.html")).count("某县文明办") == 1


@pytest.mark.parametrize("theme", ["default", "classic"])
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_what_is_over_promises_no_more_stories(site: SiteFolder, language: str, theme: str) -> None:
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    empty = "  - {slug: late, name: 尾声, start: 2013-11-01}\n"
    campaign = campaign.replace("activities:", f"{empty}archived: true\nactivities:")
    campaign = campaign.replace(
        "columns:\n", "columns:\n  - {slug: works, name: 作品, kind: works}\n"
    )
    site.write("content/spring/campaign.yaml", campaign + "channels: [鹤岗市]\n")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}language: {language}\ntheme: {theme}\n")
    site.build()
    none = {"zh-Hans": "暂无稿件", "zh-Hant": "暫無稿件", "en": "No posts"}[language]
    for path in ("index.html", "works/index.html", "phases/late/index.html", "regions/index.html"):
        page = text_of(site.page(f"spring/{path}"))
        assert none in page
        for promise in ("陆续", "陸續", "建设中", "建設中", " yet", "will appear", "进行中"):
            assert promise not in page, (path, promise)


def test_the_figures_of_the_home_page_agree_with_its_lists(site: SiteFolder) -> None:
    for number, region in enumerate(("哈尔滨市", "鹤岗市", "鹤岗市")):
        site.post(f"news/n{number}.md", region=region)
    site.post("news/whole.md")  # from the whole province, which is no region of the list
    for path in ("news/first.md", "exemplars/zhang.md"):
        (site.root / "content/spring" / path).unlink()
    site.build()
    home = site.page("index.html")
    card = text_of(home.partition('class="campaign-card"')[2].partition("</article>")[0])
    assert "稿件 4 地区 2" in card.replace("  ", " ")
    row = home.partition('class="region-row"')[2].partition("</div>")[0]
    assert row.count("<li>") == 2


def test_a_disc_shows_the_name_of_the_storys_time(site: SiteFolder) -> None:
    site.post("news/a.md", region="抚远县")
    site.build(edition="disc", relative=True)
    assert "search-data.js" not in site.files()  # the minimal site has no search
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("search: false", "search: true"))
    site.build(edition="disc", relative=True)
    [entry] = re.findall(r'\["标题".*?\]', site.page("search-data.js"))
    shown, found = entry.split('","')[2:]
    assert "抚远县" in shown
    assert "抚远市" in found
