"""What a build does to the folder of its output, and never to the files of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteFolder


def test_foreign_files_survive(site: SiteFolder) -> None:
    site.build()
    site.write("output/CNAME", "example.org")
    site.write("output/spring/news/own.txt", "mine")
    for file in (site.root / "content/spring/news").iterdir():
        file.unlink()
    site.build()
    assert site.page("CNAME") == "example.org"
    assert site.page("spring/news/own.txt") == "mine"


def test_a_foreign_file_is_not_overwritten(site: SiteFolder) -> None:
    site.build()
    site.write("output/spring/news/x.html", "mine")
    site.post("news/x.md")
    assert "not zhuanlan's" in site.problems()[0]
    assert site.page("spring/news/x.html") == "mine"


@pytest.mark.parametrize("folder", ["content", ".", "content/spring", "themes"])
def test_an_output_that_would_do_harm_is_refused(site: SiteFolder, folder: str) -> None:
    (site.root / "themes").mkdir()
    before = sorted(site.root.rglob("*"))
    assert "may not be" in site.problems(output=site.root / folder)[0]
    assert sorted(site.root.rglob("*")) == before


def test_a_folder_of_somebody_else_is_refused(site: SiteFolder) -> None:
    site.write("output/thesis.txt", "years of work")
    assert "thesis.txt" in site.problems()[0]
    assert site.files() == {"thesis.txt": b"years of work"}


def test_problems_leave_the_output_as_it_was(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    site.post("news/x.md", region="哈尔宾市")
    site.problems()
    assert site.files() == before


def test_an_address_may_become_a_folder_and_back(site: SiteFolder) -> None:
    for alias in ("old.html", "old.html/", "old.html"):
        site.post("news/a.md", aliases=f"[{alias}]")
        site.build()
        assert "refresh" in site.page(alias + ("index.html" if alias.endswith("/") else ""))


def test_what_somebody_changed_is_not_removed(site: SiteFolder) -> None:
    post = site.post("news/a.md")
    site.build()
    site.write("output/spring/news/a.html", "mine")
    post.unlink()
    site.build()
    assert site.page("spring/news/a.html") == "mine"


def test_links_in_the_output_are_not_followed(site: SiteFolder, tmp_path: Path) -> None:
    site.build()
    elsewhere = tmp_path / "elsewhere"
    (site.root / "output/spring/news").rename(elsewhere)
    (site.root / "output/spring/news").symlink_to(elsewhere)
    assert "stands where a page belongs" in site.problems()[0]


def test_a_damaged_manifest_is_told(site: SiteFolder) -> None:
    site.build()
    site.write("output/.zhuanlan.json", "{")
    assert "damaged" in site.problems()[0]


def test_a_rename_in_case_leaves_no_orphan(site: SiteFolder) -> None:
    for alias in ("old/", "Old/", "old/"):
        site.post("news/a.md", aliases=f"[{alias}]")
        site.build()
        assert {path for path in site.files() if path.lower().startswith("old/")} == {
            f"{alias}index.html"
        }
