"""Repealed documents say so, what is due for review is found, corrections are seen."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime

import pytest

from tests.conftest import NOW, SiteFolder
from zhuanlan.build import load
from zhuanlan.check.run import check
from zhuanlan.cli import main
from zhuanlan.core.i18n import translator
from zhuanlan.plan.advice import next_change

AFTER = datetime(2013, 8, 1)  # noqa: DTZ001 - the site's own time
CHIP = '<span class="chip chip-repealed">已废止</span>'
DOCUMENTS = """\
documents:
  - {title: 通知甲, number: 示办〔2013〕1号, issuer: 某办, date: 2013-01-05, repealed: 2013-07-01}
  - {title: 通知乙, issuer: 某办, date: 2013-02-05, forwards: 示办〔2013〕1号}
"""


def with_documents(site: SiteFolder, text: str = DOCUMENTS) -> None:
    file = site.root / "content/spring/campaign.yaml"
    told = file.read_text("utf-8").partition("documents:")[0]
    site.write("content/spring/campaign.yaml", told + text)


def fresh(site: SiteFolder, **changes: object) -> dict[str, bytes]:
    """Return what a build from nothing writes."""
    output = site.root / "fresh"
    site.build(output=output, verify=True, **changes)
    return {
        file.relative_to(output).as_posix(): file.read_bytes()
        for file in output.rglob("*")
        if file.is_file()
    }


def found(site: SiteFolder, rule: str, **changes: object) -> list[str]:
    english = translator("en")
    told = [one for one in check(site.options(**changes)) if one.rule == rule]
    return [one.problem.text(english).replace(f"{site.root}/", "") for one in told]


class TestRepealed:
    """已废止 stands wherever a document is listed, from its day on."""

    def test_a_post_is_marked_everywhere(self, site: SiteFolder) -> None:
        site.post("news/old.md", title="旧办法", repealed="2013-05-01", tags="[办法]")
        site.post("news/other.md", "::related old.md\n", title="别的", related="[old.md]")
        site.build()
        page = site.page("spring/news/old.html")
        assert CHIP in page.partition("<h1>")[0]
        assert "2013年5月1日" in page
        listing = [
            name for name in site.files() if name.endswith(".html") and "redirect" not in name
        ]
        shown = [
            name for name in listing if "旧办法" in re.sub("<head>.*</head>", "", site.page(name))
        ]
        assert {"index.html", "spring/index.html", "spring/news/index.html"} <= {*shown}
        for name in shown:
            body = site.page(name).partition("<body")[2]
            if name != "spring/news/old.html":
                assert CHIP in body, name
        assert site.page("spring/news/other.html").count(CHIP) >= 3
        assert "<title>[已废止] 旧办法</title>" in site.page("spring/feed.xml")

    def test_it_is_none_before_its_day(self, site: SiteFolder) -> None:
        site.post("news/old.md", title="旧办法", repealed="2013-07-01")
        with_documents(site)
        site.build()
        assert not any(CHIP in data.decode("utf-8", "replace") for data in site.files().values())
        assert next_change(load(site.options())) == datetime(2013, 7, 1)  # noqa: DTZ001
        site.build(now=AFTER)
        assert CHIP in site.page("spring/news/old.html")
        assert CHIP in site.page("spring/news/index.html")
        documents = site.page("spring/documents/index.html")
        assert documents.count(CHIP) == 2  # at itself, and where another passes it on
        assert "废止时间" in documents
        assert site.files() == fresh(site, now=AFTER)
        site.build(now=NOW)
        assert site.files() == fresh(site, now=NOW)

    def test_a_search_says_so(self, site: SiteFolder) -> None:
        site.post("news/old.md", title="旧办法", repealed="2013-05-01")
        config = (site.root / "config.yaml").read_text("utf-8")
        site.write("config.yaml", config.replace("search: false", "search: true"))
        site.build(edition="disc", relative=True)
        assert "旧办法（已废止）" in site.page("search-data.js")

    def test_nothing_is_repealed_before_it_is_there(self, site: SiteFolder) -> None:
        site.post("news/old.md", repealed="2012-05-01")
        with_documents(site, DOCUMENTS.replace("2013-07-01", "2012-07-01"))
        problems = site.problems()
        assert any("campaign.yaml" in one and "before it is dated" in one for one in problems)
        with_documents(site, "")
        (problem,) = site.problems()
        assert "news/old.md:4:11: it is repealed before it is dated" in problem


class TestReview:
    """What is past the date of its review is found at the build date."""

    def test_pages_posts_and_documents(self, site: SiteFolder) -> None:
        site.write("content/about.md", "---\ntitle: 关于\nreview_by: 2013-05-31\n---\n\n说明。\n")
        site.post("news/rule.md", review_by="2013-06-01")
        with_documents(site, DOCUMENTS.replace("repealed: 2013-07-01", "review_by: 2013-05-31"))
        first, second = found(site, "review-due")
        assert first.startswith("content/about.md:3:12: it was to be reviewed by 2013-05-31")
        assert re.match(r"content/spring/campaign\.yaml:\d+:\d+: it was to be reviewed", second)
        assert len(found(site, "review-due", now=AFTER)) == 3

    def test_what_is_repealed_needs_none(self, site: SiteFolder) -> None:
        text = DOCUMENTS.replace(
            "repealed: 2013-07-01", "review_by: 2013-05-31, repealed: 2013-05-01"
        )
        with_documents(site, text)
        assert found(site, "review-due") == []


class TestWordList:
    """A word list that changed holds for old stories, too, not only for those that changed."""

    @pytest.fixture
    def repository(self, site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
        monkeypatch.chdir(site.root)
        monkeypatch.setenv("LANG", "en")
        site.post("news/web.md", "请登陆网站。\n", summary="一句话。")
        self.git("init", "-q")
        self.commit()
        return site

    def git(self, *arguments: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "a")

    def told(self, capsys: pytest.CaptureFixture[str]) -> str:
        main(["check", "-q", "--date", "2013-06-01", "--changed-since", "HEAD"])
        return capsys.readouterr().out

    def test_a_new_word_is_looked_for_everywhere(
        self, repository: SiteFolder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        config = (repository.root / "config.yaml").read_text("utf-8")
        assert "[word]" not in self.told(capsys)
        repository.write("config.yaml", config + "check: {words: {登陆网站: 登录网站}}\n")
        assert "news/web.md:7:2: " in (out := self.told(capsys))
        assert "[word]" in out
        self.commit()
        assert "[word]" not in self.told(capsys)  # the story is old, and the list as it was
        repository.write(
            "config.yaml", config + "check: {words: {登陆网站: 登录网站}}\npage_size: 9\n"
        )
        assert "[word]" not in self.told(capsys)

    def test_other_rules_keep_to_what_changed(
        self, repository: SiteFolder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        config = (repository.root / "config.yaml").read_text("utf-8")
        repository.post("news/day.md", "定于2月30日。\n")
        self.commit()
        repository.write("config.yaml", config + "check: {words: {登陆网站: 登录网站}}\n")
        assert "[date-text]" not in self.told(capsys)

    def test_a_list_that_could_not_be_read_counts_as_another(
        self, repository: SiteFolder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        config = (repository.root / "config.yaml").read_text("utf-8")
        repository.write("config.yaml", "name: [")
        self.commit()
        repository.write("config.yaml", config + "check: {words: {登陆网站: 登录网站}}\n")
        assert "[word]" in self.told(capsys)


CORRECTIONS = """
  - {date: 2013-03-20, wrong: 三百人, right: 二百人}
  - {date: 2013-04-02 09:30, wrong: <b>张三</b>, right: 13812345678}"""


class TestCorrections:
    """A correction stands dated at the top of the article, and in feeds."""

    def test_it_is_seen(self, site: SiteFolder) -> None:
        site.post("news/a.md", title="植树", corrections=CORRECTIONS)
        for theme in ("default", "classic"):
            site.build(theme=theme)
            page = site.page("spring/news/a.html")
            head, _, _text = page.partition('<div class="prose">')
            assert '<section class="corrections"' in head
            assert "<del>三百人</del>" in head
            assert "<ins>二百人</ins>" in head
            assert head.index("2013年4月2日") < head.index("2013年3月20日")  # the latest first
            assert "<b>张三" not in page
            assert "138****5678" in page
            assert '"dateModified":"2013-04-02T09:30:00+08:00"' in page
            assert 'article:modified_time" content="2013-04-02T09:30:00+08:00"' in page
        assert "2013-04-02" in site.page("sitemap.xml")

    def test_feeds_tell_it(self, site: SiteFolder) -> None:
        with (site.root / "config.yaml").open("a", encoding="utf-8") as config:
            config.write("feed_size: 2\n")
        site.post("news/a.md", title="旧闻", date="2013-03-02", corrections=CORRECTIONS)
        for day in range(10, 14):
            site.post(f"news/b{day}.md", title=f"新闻{day}", date=f"2013-03-{day}")
        site.build()
        feed = site.page("spring/news/feed.xml")
        entry = feed.partition("<title>旧闻</title>")[2].partition("</entry>")[0]
        assert "<published>2013-03-02T00:00:00+08:00</published>" in entry
        assert "<updated>2013-04-02T09:30:00+08:00</updated>" in entry
        assert "更正" in entry
        assert "&lt;b&gt;张三&lt;/b&gt;" in entry
        assert "<updated>2013-04-02T09:30:00+08:00</updated>" in feed.partition("<entry>")[0]
        assert feed.count("<entry>") == 2
        site.post("news/b13.md", title="新闻13", date="2013-03-13", corrections=CORRECTIONS)
        site.build()
        assert site.files() == fresh(site)

    def test_a_post_without_one_has_none(self, site: SiteFolder) -> None:
        site.build()
        assert "corrections" not in site.page("spring/news/first.html")
        assert "modified_time" not in site.page("spring/news/first.html")

    @pytest.mark.parametrize(
        ("written", "message"),
        [
            (
                "[{date: 2013-03-01, wrong: a, right: b}]",
                "older than the post, which is of 2013-03-05",
            ),
            (
                "[{date: 2013-03-07, right: b}]",
                "item 1 of “corrections” (2013-03-07) has no “wrong”",
            ),
            ("[{date: 2013-03-07, wrong: a, right: ''}]", "the value is empty"),
            ("二百人", "“corrections” must be a list"),
        ],
    )
    def test_it_is_checked(self, site: SiteFolder, written: str, message: str) -> None:
        site.post("news/a.md", corrections=written)
        (problem,) = site.problems()
        assert message in problem

    def test_one_of_a_day_to_come_is_found(self, site: SiteFolder) -> None:
        site.post("news/a.md", corrections="{date: 2014-01-01, wrong: a, right: b}")
        (told,) = found(site, "date-order")
        assert "the correction is dated 2014-01-01, which is still to come" in told
