"""Stamps: an unchanged site is known at once, and a changed one is never taken for unchanged."""

from __future__ import annotations

import os
from datetime import datetime

import pytest

from tests.conftest import SiteFolder
from zhuanlan.core.options import Options
from zhuanlan.write.stamp import fingerprint, unchanged


def still_stamped(options: Options) -> int | None:
    return unchanged(options, fingerprint(options))


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture
def stamped(site: SiteFolder) -> SiteFolder:
    """A site whose files are older than the racy moment before a build, built and stamped."""
    age(site)
    site.build()
    assert still_stamped(site.options())
    return site


def age(site: SiteFolder) -> None:
    """Let all files be an hour old."""
    for folder in ("content", "config.yaml", "themes"):
        root = site.root / folder
        for file in (root, *root.rglob("*")):
            if file.exists():
                before = file.stat().st_mtime - 3600
                os.utime(file, (before, before))


def test_a_fresh_file_is_not_trusted(site: SiteFolder) -> None:
    site.post("news/fresh.md")
    site.build()
    assert not still_stamped(site.options())


@pytest.mark.parametrize(
    "path",
    ["content/spring/news/first.md", "config.yaml", "themes/own/theme.yaml", "content/new.png"],
)
def test_every_change_breaks_the_stamp(stamped: SiteFolder, path: str) -> None:
    file = stamped.root / path
    text = file.read_bytes() if file.exists() else b"x"
    stamped.write(path, text + b"\n")
    age(stamped)
    assert not still_stamped(stamped.options())


def test_a_deleted_page_breaks_the_stamp(stamped: SiteFolder) -> None:
    (stamped.root / "output/spring/news/first.html").unlink()
    assert not still_stamped(stamped.options())
    stamped.build()
    assert "第一篇" in stamped.page("spring/news/first.html")


@pytest.mark.parametrize(
    "option", [{"drafts": True}, {"theme": "classic"}, {"relative": True}, {"strict": True}]
)
def test_another_build_breaks_the_stamp(stamped: SiteFolder, option: dict[str, object]) -> None:
    assert not still_stamped(stamped.options(**option))


def test_time_breaks_the_stamp(site: SiteFolder) -> None:
    site.post("news/later.md", date="2013-06-10 08:00")
    site.post("news/over.md", expires_at="2013-06-20")
    age(site)
    for now, until in (
        ("2013-06-01", "2013-06-10 07:59"),
        ("2013-06-10 08:00", "2013-06-20 23:59"),
        ("2013-06-21", "2013-10-31 23:59"),  # then a phase ends
        ("2013-11-01", "2999-01-01"),
    ):
        site.build(now=day(now))
        assert still_stamped(site.options(now=day(now)))
        assert still_stamped(site.options(now=day(until)))
        assert not still_stamped(site.options(now=day("2013-05-01")))
    site.build(now=day("2013-06-01"))
    assert not still_stamped(site.options(now=day("2013-06-10 08:00")))


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"of": 1}', b"\xff"])
def test_a_damaged_stamp_is_none(stamped: SiteFolder, damage: bytes) -> None:
    stamp = next((stamped.root / ".zhuanlan").glob("stamp-*"))
    stamp.write_bytes(damage)
    assert not still_stamped(stamped.options())
    stamped.build()
    assert still_stamped(stamped.options())


def test_warnings_are_shown_at_every_build(site: SiteFolder) -> None:
    site.write("content/unused.png", b"\x89PNG\r\n\x1a\n0")
    age(site)
    site.build()
    assert not still_stamped(site.options())


def test_a_file_that_goes_meanwhile_proves_nothing(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by `python -m tests.chaos --rounds 200`."""

    def gone(state: os.stat_result) -> tuple[int, int, int]:
        raise FileNotFoundError

    monkeypatch.setattr("zhuanlan.write.stamp._status", gone)
    assert fingerprint(site.options()) == ""
