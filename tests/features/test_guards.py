"""What looks through each source: privacy, and guards of plug-ins beside it."""

from __future__ import annotations

from tests.conftest import SiteFolder
from tests.photos import photo
from zhuanlan.core.registry import registry_of

PLUGINS = ("tests.plugins.watchers",)


def test_privacy_is_registered_as_those_of_plug_ins_are() -> None:
    assert [*registry_of().guards] == ["privacy", "intake"]
    assert [*registry_of(PLUGINS).guards] == ["privacy", "intake", "watcher"]


def test_one_from_outside_changes_front_matter_and_text_beside_ours(site: SiteFolder) -> None:
    site.post("news/x.md", "晨星的电话13812345678。\n", title="晨星启动")
    site.write("content/spring/about.md", "---\ntitle: 关于晨星\n---\n\n晨星。\n")
    site.build(plugins=PLUGINS)
    page = site.page("spring/news/x.html")
    assert "某项目的电话138****5678。" in page
    assert "<h1>某项目启动</h1>" in page
    assert "关于某项目" in site.page("spring/about.html")
    assert "晨星" not in page


def test_what_it_refuses_is_told_at_its_place(site: SiteFolder) -> None:
    site.post("news/x.md", "首段。\n\n这是夜莺。\n")
    site.post("news/y.md", "![图](chen-xing.jpg)\n")
    site.write("content/spring/news/chen-xing.jpg", photo())
    site.post("news/z.md", slug="chen-xing-2")
    assert site.problems(plugins=PLUGINS) == [
        "content/spring/news/x.md:8:3: a second project is named",
        "content/spring/news/y.md:6:6: a file of the project is named",
        "content/spring/news/z.md: the address names the project",
    ]


def test_texts_are_rendered_again_when_one_comes_or_goes(site: SiteFolder) -> None:
    site.post("news/x.md", "晨星。\n")
    site.build()
    assert "晨星" in site.page("spring/news/x.html")
    site.build(plugins=PLUGINS)
    assert "晨星" not in site.page("spring/news/x.html")
