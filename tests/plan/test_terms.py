"""The terms of taxonomies: found where a post is read, and kept with it."""

from __future__ import annotations

import msgspec
import pytest

from tests.conftest import SiteFolder
from tests.plugins.authors import AuthorTaxonomy
from zhuanlan.build.cache.index import Index, encoded_item
from zhuanlan.core.registry import registry_of
from zhuanlan.model.post import Post
from zhuanlan.plan.taxonomies.tag import TagTaxonomy

PLUGINS = ("tests.plugins.authors",)


def kept(site: SiteFolder, path: str) -> Post:
    index = Index(site.root / ".zhuanlan", site.root / "output")
    _, rows = index.read()
    index.close()
    item = rows[path].item
    assert isinstance(item, Post)
    return item


def test_terms_and_slugs_are_kept_with_the_post(site: SiteFolder) -> None:
    site.post("news/n1.md", tags="[志愿, 春风, 志愿]", region="南岗区", author="王示例")
    site.build(plugins=PLUGINS)
    post = kept(site, "spring/news/n1.md")
    names = [*registry_of(PLUGINS).taxonomies]
    terms, slugs = (dict(zip(names, each, strict=True)) for each in (post.terms, post.slugs))
    assert terms["region"][-1] == "230103"
    assert terms["cell"] == tuple(f"{code}/{post.phase}" for code in terms["region"])
    assert (terms["tag"], slugs["tag"]) == (("志愿", "春风"), ("zhi-yuan", "chun-feng"))
    assert (terms["author"], slugs["author"]) == (("王示例",), ("wang-shi-li",))
    assert slugs["region"] == slugs["column"] == ()
    assert msgspec.msgpack.decode(encoded_item(post), type=Post) == post


def test_planning_asks_no_taxonomy_for_the_terms_of_a_post(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(self: TagTaxonomy, post: Post, *_: object) -> tuple[str, ...]:
        asked.append(post.path)
        return post.matter.tags

    monkeypatch.setattr(TagTaxonomy, "terms", counted)
    for number in range(4):
        site.post(f"news/n{number}.md", title=f"第{number}篇", tags="[志愿]")
    site.build(jobs=1)
    assert sorted(asked) == sorted(path for path in set(asked))  # each once
    asked.clear()
    site.post("news/n2.md", title="第2篇", tags="[春风]")
    assert site.build(jobs=1).rendered
    assert asked == ["spring/news/n2.md"]


def test_other_plugins_read_all_posts_again(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(self: AuthorTaxonomy, post: Post, *_: object) -> tuple[str, ...]:
        asked.append(post.path)
        return ()

    site.post("news/n1.md", author="王示例")
    posts = site.build(jobs=1).posts
    monkeypatch.setattr(AuthorTaxonomy, "terms", counted)
    site.build(plugins=PLUGINS, jobs=1)
    assert len(asked) == posts


def test_a_post_of_a_campaign_with_a_mistake_has_no_terms(site: SiteFolder) -> None:
    """An activity that cannot be read must not end the search for other problems."""
    site.post("news/n1.md", activity="惠民服务")
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", campaign + "activities: [{slug: x}]\n")
    problems = site.problems()
    assert len(problems) == 1
    assert "campaign.yaml" in problems[0]
