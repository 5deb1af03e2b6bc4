"""What is not yet or no longer published makes no link, and breaks no build."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.calendar import FIRST, LAST, options, walk
from tests.conftest import SiteFolder

BEFORE, WITHIN, AFTER = datetime(2013, 3, 1), datetime(2013, 3, 20), datetime(2013, 4, 1)  # noqa: DTZ001


@pytest.fixture
def linked(site: SiteFolder) -> SiteFolder:
    """A site whose settings and campaign lead to a post that readers get from 10 to 25 March."""
    site.post("news/notice.md", title="通知", date="2013-03-10", expires_at="2013-03-25")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write(
        "config.yaml",
        config + "navigation: [{title: 导航, url: spring/news/notice.html}]\n"
        "furniture: [{title: 顶栏, url: 'spring/news/notice.html?from=top#top'}]\n"
        "redirects: {old/notice.html: spring/news/notice.html}\n"
        "footer: {police: 公网, police_url: spring/news/notice.html,"
        " marks: [{title: 标志, url: old/notice.html}]}\n",
    )
    document = "documents: [{title: 文件, issuer: 某办, url: spring/news/notice.html}]\n"
    with (site.root / "content/spring/campaign.yaml").open("a", encoding="utf-8") as file:
        file.write(document)
    return site


@pytest.mark.parametrize("moment", [BEFORE, WITHIN, AFTER])
def test_a_declared_link_is_text_while_its_post_is_not_published(
    linked: SiteFolder, moment: datetime
) -> None:
    linked.build(now=moment)
    home, documents = linked.page("index.html"), linked.page("spring/documents/index.html")
    shown = moment == WITHIN
    for title in ("导航", "顶栏", "公网", "标志"):
        assert (f">{title}</a>" in home) == shown
        assert (f"<span>{title}</span>" in home) != shown
    assert (">文件</a>" in documents) == shown
    assert "<h2>文件</h2>" in documents or shown
    assert (linked.root / "output/old/notice.html").exists() == shown
    assert ("notice.html" in home + documents) == shown


def test_the_links_come_and_go_from_build_to_build(linked: SiteFolder) -> None:
    for moment in (BEFORE, WITHIN, AFTER, WITHIN):
        linked.build(now=moment)
        clean = linked.root / "clean"
        linked.build(now=moment, output=clean)
        assert linked.files() == {
            file.relative_to(clean).as_posix(): file.read_bytes()
            for file in clean.rglob("*")
            if file.is_file()
        }


def test_a_list_that_has_no_posts_yet_is_no_dead_link(site: SiteFolder) -> None:
    site.post("news/first.md", "见[人物](/spring/people/)和[标签](/spring/tags/zhi-shu/)。\n")
    site.post("news/later.md", date="2013-03-10", tags="[植树]")
    site.build(now=datetime(2013, 3, 6))  # noqa: DTZ001
    assert "<a>标签</a>" in site.page("spring/news/first.html")
    assert "<a>人物</a>" in site.page("spring/news/first.html")
    site.build()
    assert '<a href="/spring/people/">人物</a>' in site.page("spring/news/first.html")
    assert '<a href="/spring/tags/zhi-shu/">标签</a>' in site.page("spring/news/first.html")


def test_a_link_to_the_address_of_a_draft_is_a_problem(linked: SiteFolder) -> None:
    linked.post("news/notice.md", date="2013-03-10", status="draft")
    told = "“spring/news/notice.html” is a draft; publish it, or take the link away"
    assert f"config.yaml: {told}" in linked.problems()
    linked.post("news/notice.md", date="2013-03-10", slug="x")
    assert any("“spring/news/notice.html” does not exist" in one for one in linked.problems())


def test_the_shipped_site_can_be_built_in_every_month(tmp_path: Path) -> None:
    months = [datetime(y, m, 1) for y in range(FIRST.year, LAST.year + 1) for m in range(1, 13)]  # noqa: DTZ001
    seen = [len(site.posts) for site, _ in walk(months, options(FIRST, tmp_path))]
    assert seen == sorted(seen)
    assert seen[0] == 0
    assert len({*seen}) > 20
