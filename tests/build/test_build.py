"""Stories of a build: build, change, rebuild."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from tests.conftest import SiteFolder
from tests.photos import encoded, scene


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_second_build_writes_nothing(site: SiteFolder) -> None:
    first = site.build()
    assert first.output.written
    second = site.build()
    assert second.output.written == []
    assert second.output.removed == []
    assert second.output.unchanged == len(first.output.written)


def test_two_folders_two_days_same_bytes(site: SiteFolder, tmp_path: Path) -> None:
    site.build()
    twin = SiteFolder(tmp_path / "elsewhere" / "twin")
    shutil.copytree(site.root, twin.root, ignore=shutil.ignore_patterns("output", "elsewhere"))
    twin.build()
    assert site.files() == twin.files()


def test_a_new_post_appears_everywhere_it_belongs(site: SiteFolder) -> None:
    site.build()
    site.post(
        "news/second.md", title="第二篇", date="2013-04-20", region="佳木斯市", activity="撰美文"
    )
    report = site.build()
    for page in (
        "spring/news/second.html",
        "spring/index.html",
        "spring/news/index.html",
        "spring/regions/230800/index.html",
        "spring/regions/230800/advance/index.html",
        "spring/regions/230000/index.html",
        "spring/phases/advance/index.html",
        "spring/activities/essays/index.html",
        "spring/matrix/index.html",
        "index.html",
        "feed.xml",
    ):
        assert page in report.output.written, page
    assert "spring/phases/start/feed.xml" not in report.output.written
    assert "第二篇" in site.page("spring/regions/230800/index.html")


def test_a_deleted_post_leaves_nothing_behind(site: SiteFolder) -> None:
    file = site.post("news/second.md", region="佳木斯市")
    site.build()
    file.unlink()
    report = site.build()
    assert "spring/news/x.html" not in site.files()
    assert "spring/news/second.html" in report.output.removed
    assert not (site.root / "output/spring/regions/230800/start").exists()


def test_drafts_future_and_expired_posts(site: SiteFolder) -> None:
    site.post("news/draft.md", status="draft")
    site.post("news/later.md", date="2013-07-01")
    site.post("news/held.md", publish_at="2013-06-02 08:00")
    site.post("news/over.md", expires_at="2013-05-31")

    def shown(**options: object) -> set[str]:
        site.build(**options)
        names = {"draft", "later", "held", "over"}
        return {name for name in names if f"spring/news/{name}.html" in site.files()}

    assert shown() == set()
    assert shown(drafts=True) == {"draft"}
    assert shown(future=True) == {"later", "held"}
    assert shown(now=day("2013-06-02 08:00")) == {"held"}
    assert shown(now=day("2013-05-31 23:00")) == {"over"}


def test_states_follow_the_build_date(site: SiteFolder) -> None:
    def states(now: str) -> list[str]:
        site.build(now=day(now))
        return re.findall(r'<li class="phase phase-(\w+)"', site.page("spring/index.html"))

    assert states("2013-02-01") == ["planned", "planned"]
    assert states("2013-03-31") == ["running", "planned"]
    assert states("2013-12-01") == ["finished", "finished"]


def test_a_story_keeps_its_name_for_the_place(site: SiteFolder) -> None:
    site.build()
    story = site.page("spring/exemplars/zhang.html")
    assert "抚远县" in story
    assert "（今抚远市）" in story
    region = site.page("spring/regions/230883/index.html")
    assert "<h1>抚远市</h1>" in region
    assert "稿件中又称： 抚远县" in region
    assert 'url=/spring/regions/230883/"' in site.page("spring/regions/230833/index.html")


def test_old_addresses_redirect(site: SiteFolder) -> None:
    site.post("news/moved.md", aliases="[art/2013/1.html, 旧栏目/]")
    site.build()
    for old in ("art/2013/1.html", "旧栏目/index.html"):
        page = site.page(old)
        assert 'content="0; url=/spring/news/moved.html"' in page
        assert '<link rel="canonical" href="https://example.org/spring/news/moved.html">' in page
    assert "art/2013" not in site.page("sitemap.xml")


@pytest.mark.parametrize("name", ["植树.md", "Tree Planting.md", "2013_03_植树/index.md"])
def test_addresses_are_ascii(site: SiteFolder, name: str) -> None:
    site.post(f"news/{name}")
    site.build()
    assert all(path.isascii() for path in site.files())
    assert len([path for path in site.files() if path.startswith("spring/news/")]) == 4


def test_readings_of_names_can_be_put_right(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "pinyin: {单田芳: shan tianfang}\n")
    site.post("news/听单田芳说书.md")
    site.build()
    assert "spring/news/ting-shan-tianfang-shuo-shu.html" in site.files()


def test_under_a_sub_path_every_address_has_it(site: SiteFolder) -> None:
    site.build(base_url="https://example.org/leifeng/")
    for path, data in site.files().items():
        if path.endswith(".html"):
            for address in re.findall(r'(?:href|src)="([^"#]+)', data.decode()):
                assert address.startswith(("/leifeng/", "https://")), (path, address)


def test_relative_addresses_lead_to_files(site: SiteFolder) -> None:
    site.post("news/link.md", body="[甲](first.md#节) [栏目](../exemplars/)\n")
    site.build(relative=True)
    files = site.files()
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        for address in re.findall(r'(?:href|src)="([^"#]+)', data.decode()):
            if not address.startswith("https://"):
                target = (site.root / "output" / path).parent / address
                assert target.resolve().is_file(), (path, address)


def test_links_and_titles_between_posts(site: SiteFolder) -> None:
    site.post("news/a.md", body="见[第一篇](first.md#节)。\n\n::related ../exemplars/zhang.md\n")
    site.build()
    page = site.page("spring/news/a.html")
    assert '<a href="/spring/news/first.html#%E8%8A%82">第一篇</a>' in page
    assert '<a href="/spring/exemplars/zhang.html">守灯人</a>' in page


def test_a_download_that_nothing_offers_says_how_it_is_offered(site: SiteFolder) -> None:
    for name in ("报送.csv", "报送材料.doc", "报送 材料.pdf"):
        site.write(f"content/spring/news/{name}", "一")
    hints = [warning.said(str).partition("; ")[2] for warning in site.build().warnings]
    assert sorted(hint.partition("::attachment ")[2] for hint in hints) == [
        "",
        '"报送 材料.pdf"',
        "报送材料.doc",
    ]


def test_only_what_is_used_is_published(site: SiteFolder) -> None:
    png = encoded(scene(9, 9), "PNG")
    site.post("news/a/index.md", body="![树](树.png)\n")
    site.write("content/spring/news/a/树.png", png)
    site.write("content/spring/news/a/private.png", png)
    report = site.build()
    published = [path for path in site.files() if path.endswith(".png")]
    assert len(published) == 1
    assert published[0].isascii()
    assert site.shown(report.warnings) == [
        "content/spring/news/a/private.png: the file is used nowhere, so it is not published"
    ]
    assert "private.png" in site.problems(strict=True)[0]


def test_page_tags(site: SiteFolder) -> None:
    site.post("news/a.md", date="2013-03-05 08:30", source="省文明办", tags="[甲, 乙]")
    site.build()
    page = site.page("spring/news/a.html")
    for name, content in {
        "SiteName": "示例站",
        "SiteDomain": "example.org",
        "ColumnName": "动态",
        "ArticleTitle": "标题",
        "PubDate": "2013-03-05 08:30",
        "ContentSource": "省文明办",
        "Keywords": "甲,乙",
        "Url": "https://example.org/spring/news/a.html",
    }.items():
        assert f'<meta name="{name}" content="{content}">' in page
    column = site.page("spring/news/index.html")
    for name in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"):
        assert f'<meta name="{name}" content="' in column


def test_hostile_front_matter_stays_text(site: SiteFolder) -> None:
    evil = '"</title><script>alert(1)</script>\\" onload=x ]]>"'
    for key in ("title", "subtitle", "unit", "source", "author", "editor", "summary"):
        site.post(f"news/{key}.md", **{key: evil, "tags": "['</title><script>alert(1)</script>']"})
    site.build()
    for path, data in site.files().items():
        text = data.decode()
        assert "<script>alert" not in text, path
        assert "</title><script" not in text, path


def test_themes_extend_one_another(site: SiteFolder) -> None:
    site.write("themes/own/theme.yaml", "extends: classic\n")
    site.write(
        "themes/own/templates/article.html",
        '{% extends "default/article.html" %}{% block footer %}自己的页脚{% endblock %}',
    )
    site.write("themes/own/static/classic.css", 'a { background: url("dot.svg") }')
    site.write("themes/own/static/dot.svg", "<svg/>")
    site.build(theme="own")
    page = site.page("spring/news/first.html")
    assert "自己的页脚" in page
    assert "第一篇" in page
    style = re.search(r'href="/(assets/classic\.\w+\.css)"', page)
    assert style
    dot = next(path for path in site.files() if path.startswith("assets/dot."))
    assert site.page(style[1]) == f'a {{ background: url("{dot.removeprefix("assets/")}") }}'


def test_each_campaign_speaks_its_language(site: SiteFolder) -> None:
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", campaign + "language: zh-Hant\n")
    site.build()
    assert '<html lang="zh-Hant"' in site.page("spring/news/first.html")
    assert "您當前的位置" in site.page("spring/news/first.html")
    assert '<html lang="zh-Hans"' in site.page("index.html")


def test_an_empty_site_says_so(site: SiteFolder) -> None:
    shutil.rmtree(site.root / "content/spring")
    site.build()
    assert "还没有专题" in site.page("index.html")


def test_a_new_post_leaves_archived_pages_alone(site: SiteFolder) -> None:
    for number in range(100):
        site.post(f"news/p{number:03}.md", date=f"2013-03-{number % 28 + 1:02}")
    site.build()
    before = site.files()
    site.post("news/new.md", date="2013-03-31")
    written = set(site.build().output.written)
    archived = {f"spring/news/page-{number}.html" for number in range(1, 33)}
    assert archived <= before.keys()
    assert not archived & written


def test_pages_are_well_formed_for_machines(site: SiteFolder) -> None:
    site.post("news/a.md", title='"A & B <i>"', body="正文\x0b第二行 & <b>粗</b>\n")
    site.build()
    for path, data in site.files().items():
        if path.endswith(".xml"):
            fromstring(data)
    assert "正文第二行" in site.page("feed.xml")


def test_links_to_what_is_not_published_now_are_shown_as_text(site: SiteFolder) -> None:
    site.post("news/later.md", title="下周见", date="2013-06-08")
    site.post("news/a.md", body="[预告](later.md)\n\n::related later.md\n", related="later.md")
    site.build()
    page = site.page("spring/news/a.html")
    assert "<a>预告</a>" in page
    assert "<a>下周见</a>" in page
    site.build(now=day("2013-06-08"))
    assert '<a href="/spring/news/later.html">预告</a>' in site.page("spring/news/a.html")


def test_what_is_left_out_is_told(site: SiteFolder) -> None:
    site.post("news/draft.md", status="草稿")
    site.post("news/typo.md", date="2103-03-12", phase="advance")
    site.post("news/over.md", expires_at="2013-04-01 00:00")
    left_out = dict(site.build().left_out)
    assert left_out == {
        "spring/news/draft.md": "draft",
        "spring/news/typo.md": "future",
        "spring/news/over.md": "expired",
    }


def test_pinned_posts_stay_on_their_numbered_page(site: SiteFolder) -> None:
    for number in range(10):
        site.post(f"news/p{number}.md", title=f"第{number}号", date=f"2013-03-{number + 1:02}")
    site.post("news/p0.md", title="第0号", date="2013-03-01", pinned="true")
    site.build()
    assert site.page("spring/news/index.html").index("第0号") < site.page(
        "spring/news/index.html"
    ).index("第9号")
    assert "第0号" in site.page("spring/news/page-1.html")


def test_tags_that_read_alike_keep_apart(site: SiteFolder) -> None:
    site.post("news/a.md", tags="实力，植树、志愿者")
    site.post("news/b.md", tags="[势力]")
    site.build()
    tags = {path.split("/")[2] for path in site.files() if path.startswith("spring/tags/")}
    assert {"zhi-shu", "zhi-yuan-zhe"} <= tags
    assert len(tags) == 4
    assert "shi-li" not in tags


def test_content_is_not_translated(site: SiteFolder) -> None:
    site.post("news/a.md", title="Home", tags="[news]")
    site.build()
    assert "<title>Home · " in site.page("spring/news/a.html")
    assert "<h1>news</h1>" in site.page("spring/tags/news/index.html")


def test_declared_files_are_published(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    mark = "footer: {marks: [{title: 党政机关, url: about.html, image: mark.svg}]}\n"
    site.write("config.yaml", config + mark + "redirects: {old/: spring/news/}\n")
    site.write("content/mark.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write("content/about.md", "---\ntitle: 关于\n---\n")
    site.build(strict=True)
    assert '<img src="/mark.svg"' in site.page("index.html")
    assert "url=/spring/news/" in site.page("old/index.html")


def test_a_region_that_reports_past_the_scope_is_counted(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    rail = "  - {name: 铁路局, slug: rail, kind: system, parent: 哈尔滨市, reports_to: 黑龙江省}\n"
    site.write("config.yaml", config + rail)
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", campaign.replace("黑龙江省", "哈尔滨市"))
    site.post("exemplars/zhang.md", region="铁路局", person="{name: 张三（示例）}")
    site.build()
    matrix = site.page("spring/matrix/index.html")
    assert 'aria-label="哈尔滨市 · 启动: 2"' in matrix


def test_every_engine_can_be_chosen_for_a_column(site: SiteFolder) -> None:
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write(
        "content/spring/campaign.yaml",
        campaign.replace("kind: news", "kind: 动态, engine: markdown"),
    )
    site.post("news/a.md", body="词\n:   定义列表只有 Python-Markdown 认识\n")
    site.post("news/b.md", body="词\n:   定义\n", engine="comrak")
    site.build()
    assert "<dl>" in site.page("spring/news/a.html")
    assert "<dt>词" not in site.page("spring/news/b.html")


def test_a_chinese_campaign_folder_is_one_folder(site: SiteFolder) -> None:
    (site.root / "content/spring").rename(site.root / "content/学雷锋")
    site.write("content/学雷锋/news/a/pic.png", encoded(scene(9, 9), "PNG"))
    site.write(
        "content/学雷锋/news/a/index.md",
        "---\ntitle: 图\ndate: 2013-03-05\n---\n![图](pic.png)\n",
    )
    site.build()
    tops = {path.split("/")[0] for path in site.files() if "/" in path}
    assert tops == {"xue-lei-feng", "assets"}


@pytest.mark.usefixtures("processes")
def test_processes_write_the_same_bytes(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    site.post("news/bad.md", region="哈尔滨")
    site.build()
    expected = site.files()
    monkeypatch.setattr("zhuanlan.core.executors.WAVE", 20)  # several, one after another
    shutil.rmtree(site.root / "output")
    site.build(jobs=2)
    assert site.files() == expected
    site.post("news/bad.md", region="哈尔宾市")
    assert "unknown region" in site.problems(jobs=2)[0]
