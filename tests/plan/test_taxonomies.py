"""Groupings of posts: one object each, ours and those of plug-ins."""

from __future__ import annotations

import pickle
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.build.test_incremental import Editing, look_at_edits
from tests.conftest import SiteFolder
from tests.plugins.authors import AUTHOR
from zhuanlan.core.registry import registry_of
from zhuanlan.model.registered import reserved
from zhuanlan.model.site import Groups
from zhuanlan.plan.cards import around, within_reach

PLUGINS = ("tests.plugins.authors",)
AUTHORS = ("", "王示例", "李明", "黎明")
"""The last two are read alike."""


def written_by(site: SiteFolder, *authors: str) -> None:
    for number, author in enumerate(authors, 1):
        date = f"2013-03-{number:02}"
        site.post(f"news/n{number}.md", title=f"第{number}篇", date=date, author=author)


def test_ours_are_named_as_they_are_registered_and_reserve_their_prefixes() -> None:
    registry = registry_of()
    assert all(one.name == name for name, one in registry.taxonomies.items())
    names = (
        "activities assets books categories documents feed index matrix months page people phases"
    )
    assert reserved(registry) == {*names.split(), "regions", "tags", "units"}
    assert reserved(registry_of(PLUGINS)) - reserved(registry) == {"authors"}


def test_one_from_outside_has_lists_with_feeds_and_more_of_this(site: SiteFolder) -> None:
    written_by(site, *["王示例"] * 7, "李示例")
    site.build(plugins=PLUGINS)
    page = site.page("spring/authors/wang-shi-li/index.html")
    assert "<h1>王示例</h1>" in page
    assert '<p class="kicker">author</p>' in page
    assert '<meta name="ColumnType" content="author">' in page
    assert 'href="/spring/authors/li-shi-li/"' in page
    assert "第7篇" in page
    assert "第8篇" not in page
    assert "第2篇" in site.page("spring/authors/wang-shi-li/page-1.html")
    assert "第7篇" in site.page("spring/authors/wang-shi-li/feed.xml")
    assert "https://example.org/spring/authors/li-shi-li/" in site.page("sitemap.xml")
    article = site.page("spring/news/n4.html")
    _, more = article.split("More by this author</h2>")
    more = more.partition("</section>")[0]
    assert [n for n in range(1, 9) if f"第{n}篇" in more] == [2, 3, 5, 6]
    assert "More by this author" not in site.page("spring/news/n8.html").partition("<h2")[0]


def test_terms_that_are_read_alike_have_addresses_of_their_own(site: SiteFolder) -> None:
    written_by(site, "李明")
    site.build(plugins=PLUGINS)
    assert site.page("spring/authors/li-ming/index.html")
    written_by(site, "李明", "黎明")
    site.build(plugins=PLUGINS)
    lists = [path for path in site.files() if path.startswith("spring/authors/")]
    folders = {path.split("/")[2] for path in lists}
    assert len(folders) == 2
    assert all(folder.startswith("li-ming-") for folder in folders)


def test_an_edit_that_moves_a_list_of_others_renders_what_links_to_it(site: SiteFolder) -> None:
    date = "2013-03-0{}".format
    for number in range(1, 9):
        tags = "[志愿]" if number in (1, 8) else "[春风]"
        site.post(f"news/n{number}.md", title=f"第{number}篇", date=date(number), tags=tags)
    site.build()
    assert "spring/tags/zhi-yuan/index.html" in site.files()
    site.post("news/n9.md", title="另一篇", date="2013-04-01", tags="[志 愿]")
    edited = site.build()
    lists = {path.split("/")[2] for path in site.files() if path.startswith("spring/tags/zhi")}
    assert len(lists) == 2
    assert "zhi-yuan" not in lists
    assert "/tags/zhi-yuan-" in site.page("spring/news/n1.html")
    rendered = {file for file, _ in edited.reasons}
    assert "spring/news/n1.html" in rendered
    assert "spring/news/n2.html" not in rendered


def test_its_prefix_is_reserved(site: SiteFolder) -> None:
    site.write("content/spring/authors.md", "---\ntitle: 作者\n---\n\n正文。\n")
    assert site.build().posts
    [told] = site.problems(plugins=PLUGINS)
    assert "“authors” is an address that zhuanlan itself uses" in told
    (site.root / "content/spring/authors.md").unlink()
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    column = "columns:\n  - {slug: authors, name: 作者, kind: news}\n"
    site.write("content/spring/campaign.yaml", campaign.replace("columns:\n", column))
    assert site.build().posts
    told = site.problems(plugins=PLUGINS)[0]
    assert "“authors” is an address that zhuanlan itself uses" in told


def test_one_that_comes_or_goes_renders_everything(site: SiteFolder) -> None:
    written_by(site, "王示例")
    pages = site.build().rendered
    assert site.build(plugins=PLUGINS).rendered > pages
    assert "spring/authors/wang-shi-li/index.html" in site.files()
    assert site.build().rendered == pages
    assert "spring/authors/wang-shi-li/index.html" not in site.files()


@pytest.mark.usefixtures("processes")
def test_it_comes_into_processes(site: SiteFolder) -> None:
    written_by(site, *AUTHORS[1:])
    site.build(plugins=PLUGINS)
    expected = site.files()
    site.build(plugins=PLUGINS, jobs=2, verify=True)
    assert site.files() == expected
    assert type(pickle.loads(pickle.dumps(AUTHOR))) is type(AUTHOR)  # noqa: S301 - our own


@given(
    before=st.sets(st.integers(0, 17), min_size=1),
    after=st.sets(st.integers(0, 17), min_size=1),
)
def test_whoever_shows_other_posts_around_it_is_within_reach(
    before: set[int], after: set[int]
) -> None:
    every: Any = [
        SimpleNamespace(path=f"{n:02}", sort_key=(n, ""), card=n) for n in range(17, -1, -1)
    ]
    sides = [
        Groups(every[0], every[0], tuple(post for post in every if post.card in numbers), {})
        for numbers in (before, after)
    ]
    changed = [post for post in every if post.card in before ^ after]
    reached = {
        near.card
        for groups in sides
        for post in changed
        for near in within_reach(groups, groups.posts, post)
    }
    for post in every:
        if post.card in before & after:
            one, other = (around(groups, groups.posts, post) for groups in sides)
            assert one == other or post.card in reached


class Signing(Editing):
    """Editors who also change who wrote a post."""

    plugins = PLUGINS

    @rule(number=st.integers(0, 9), author=st.sampled_from(AUTHORS))
    @precondition(lambda self: self.posts)
    def sign(self, number: int, author: str) -> None:
        self._put(self._any(number), author=author)


def test_editing_with_one_from_outside(request: pytest.FixtureRequest) -> None:
    look_at_edits(Signing, request.config.getoption("--examples") // 10)
