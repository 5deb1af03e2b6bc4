"""The article in blocks: a theme replaces one of them, and the rest stays."""

from __future__ import annotations

import re

import pytest

from tests.conftest import SiteFolder

SHOWN = {
    "byline": '<ul class="byline">',
    "profile": '<aside class="profile"',
    "cover": '<figure class="cover">',
    "body": '<div class="prose">',
    "attachments": '<section class="attachments"',
    "share": '<div class="share">',
    "related": '<section class="more-posts"',
}
"""The blocks in the order of the page, each with what it begins with."""


@pytest.fixture
def story(site: SiteFolder) -> SiteFolder:
    """A site with a story that has something in each block."""
    site.write("content/spring/exemplars/a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write("content/spring/exemplars/a.pdf", b"%PDF-1.4\n%%EOF\n")
    site.post(
        "exemplars/li.md",
        title="李示例的故事",
        person="{name: 李示例}",
        cover="{file: a.svg, alt: 画}",
        attachments="[{file: a.pdf, title: 名单}]",
    )
    return site


@pytest.mark.parametrize("block", SHOWN)
def test_a_theme_replaces_one_block_of_the_article(story: SiteFolder, block: str) -> None:
    story.build()
    before = story.page("spring/exemplars/li.html")
    assert [name for name, text in SHOWN.items() if text in before] == [*SHOWN]
    story.write("themes/mine/theme.yaml", "name: mine\nextends: default\n")
    story.write(
        "themes/mine/templates/article.html",
        '{% extends "default/article.html" %}\n'
        f"{{% block {block} %}}<p>这里是{{{{ post.matter.title }}}}</p>\n{{% endblock %}}\n",
    )
    story.build(theme="mine")
    after = story.page("spring/exemplars/li.html")
    assert [name for name, text in SHOWN.items() if text not in after] == [block]
    places = [after.index(text) for name, text in SHOWN.items() if name != block]
    assert places == sorted(places)
    start, end = (re.escape(part) for part in after.split("<p>这里是李示例的故事</p>\n"))
    assert re.fullmatch(f"{start}.*{end}", before, re.DOTALL)
