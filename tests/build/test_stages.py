"""What features and plug-ins add to a build: files beside its pages, conditions of publications."""

from __future__ import annotations

import shutil

from tests.conftest import SiteFolder
from zhuanlan.core.registry import registry_of

PLUGINS = ("tests.plugins.tallies",)


def test_ours_are_registered_as_those_of_plug_ins_are() -> None:
    assert [*registry_of().stages] == ["search", "books"]
    assert [*registry_of().gates] == ["signoff"]


def test_a_stage_adds_files_and_takes_them_away(site: SiteFolder) -> None:
    site.post("news/x.md", "一二三")
    site.build(plugins=PLUGINS)
    assert site.page("tally/x.txt") == "3"
    site.post("news/x.md", "一二三四")
    report = site.build(plugins=PLUGINS)
    assert {"tally/x.txt", "spring/news/x.html"} <= {*report.output.written}
    edited = site.files()
    assert edited["tally/x.txt"] == b"4"
    shutil.rmtree(site.root / "output")
    shutil.rmtree(site.root / ".zhuanlan")
    site.build(plugins=PLUGINS)
    assert site.files() == edited
    (site.root / "content/spring/news/x.md").unlink()
    assert "tally/x.txt" in site.build(plugins=PLUGINS).output.removed
    site.build(plugins=PLUGINS, edition="disc", search=False)
    assert not [file for file in site.files() if file.startswith("tally/")]


def test_a_condition_is_asked_where_a_site_is_to_be_published(site: SiteFolder) -> None:
    assert len(site.build(plugins=PLUGINS).output.written) > 1
    assert site.problems(plugins=PLUGINS, strict=True) == [
        "content: the site has less than three posts"
    ]
    site.post("news/x.md", summary="好")
    site.build(plugins=PLUGINS, strict=True)
