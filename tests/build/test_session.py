"""A preview's session: a text costs one article, all else what it must."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import SiteFolder
from zhuanlan.build.session import Session
from zhuanlan.core.problems import ProblemError

NEWS = "spring/news/first.md"
PAGE = "spring/news/first.html"


@pytest.fixture
def session(site: SiteFolder) -> Iterator[Session]:
    site.post("news/first.md", "原来的正文。\n", title="第一篇", summary="摘要")
    site.post("news/second.md", title="第二篇")
    session = Session(site.options())
    session.build()
    yield session
    session.close()


def test_a_text_costs_one_article(site: SiteFolder, session: Session) -> None:
    site.post("news/first.md", "改过的**正文**。\n", title="第一篇", summary="摘要")
    report = session.update([NEWS])
    assert report.output.written == [PAGE]
    assert report.rendered == 1
    assert "改过的<strong>正文</strong>" in site.page(PAGE)
    assert session.update([NEWS]).output.written == []


def test_a_title_costs_the_pages_that_show_it(site: SiteFolder, session: Session) -> None:
    site.post("news/first.md", "原来的正文。\n", title="新标题", summary="摘要")
    report = session.update([NEWS])
    assert {PAGE, "spring/news/index.html", "spring/news/second.html"} <= set(report.output.written)
    assert "spring/documents/index.html" not in report.output.written


def test_mistakes_leave_the_last_good_page(site: SiteFolder, session: Session) -> None:
    before = site.page(PAGE)
    site.post("news/first.md", "[x](nowhere.md)\n", title="第一篇", summary="摘要")
    with pytest.raises(ProblemError, match="nowhere"):
        session.update([NEWS])
    assert site.page(PAGE) == before
    site.post("news/first.md", "好了。\n", title="第一篇", summary="摘要")
    session.update([NEWS])
    assert "好了" in site.page(PAGE)


@pytest.mark.parametrize("killed", [False, True])
def test_what_was_edited_is_known_or_made_anew(
    site: SiteFolder, session: Session, killed: bool
) -> None:
    original = (site.root / "content" / NEWS).read_bytes()
    site.post("news/first.md", "半成品。\n", title="第一篇", summary="摘要")
    session.update([NEWS])
    if not killed:
        session.close()
    site.write(f"content/{NEWS}", original)
    report = site.build()
    assert "原来的正文" in site.page(PAGE)
    assert (report.rendered < 5) is not killed
    assert site.build().rendered == 0


def test_a_page_withdrawn_after_a_killed_session_goes(site: SiteFolder, session: Session) -> None:
    site.post("news/first.md", "半成品。\n", title="第一篇", summary="摘要")
    session.update([NEWS])
    (site.root / "content" / NEWS).unlink()
    site.build()
    assert PAGE not in site.files()
