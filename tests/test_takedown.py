"""What is taken down leaves nothing but a page that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from tests.photos import photo
from zhuanlan.cli import main

GONE = "此页已撤下"


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site with a person who is told of in one story, with pictures, search and an alias."""
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("search: false\n", ""))
    site.write("content/spring/exemplars/p.jpg", photo(900, 600))
    site.post(
        "exemplars/lamp.md",
        "石望舒点灯三十年。\n\n![石望舒点灯](p.jpg)\n",
        title="点灯人",
        person="{name: 石望舒, portrait: {file: p.jpg, alt: 石望舒}}",
        aliases="[old/lamp.html]",
        tags="[点灯]",
    )
    site.post("news/after.md", "见[点灯人的事](../exemplars/lamp.md)。\n", title="后来")
    monkeypatch.chdir(site.root)
    assert main(["build", "-q", "--date", "2013-06-01"]) == 0
    assert any(path.endswith(".pf_fragment") for path in site.files())
    return site


def taken_down(*arguments: str) -> int:
    return main(["takedown", *arguments, "--date", "2013-06-01", "-q"])


@pytest.mark.parametrize(
    "what",
    ["石望舒", "spring/exemplars/lamp.html", "https://www.example.cn/spring/exemplars/lamp.html"],
)
def test_nothing_is_left(office: SiteFolder, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    url = next(
        line.partition(": ")[2]
        for line in (office.root / "config.yaml").read_text("utf-8").splitlines()
        if line.startswith("url:")
    )
    pictures = [path for path in office.files() if path.endswith((".jpg", ".webp", ".avif"))]
    assert pictures
    assert taken_down(what.replace("https://www.example.cn/", url)) == 0
    told = capsys.readouterr()
    assert told.out == "spring/exemplars/lamp.md\n"
    assert "nothing of it is left" in told.err or "没有留下" in told.err
    files = office.files()
    assert not set(pictures) & set(files)
    for path, data in files.items():
        assert "石望舒" not in data.decode("utf-8", "replace"), path
    for address in ("spring/exemplars/lamp.html", "old/lamp.html"):
        assert "noindex" in office.page(address)
        assert "点灯" not in office.page(address)
    assert "见点灯人的事" in office.page("spring/news/after.html")  # the words, without the link
    assert "lamp.html" not in office.page("sitemap.xml")
    assert main(["build", "-q", "--date", "2013-06-02"]) == 0
    assert "noindex" in office.page("spring/exemplars/lamp.html")


def test_what_others_still_tell_is_named(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    office.post("news/more.md", "石望舒又来了。\n", title="又来了")
    assert taken_down("石望舒", "--reason", "本人要求") == 1
    assert "spring/news/more.html" in capsys.readouterr().err
    ledger = (office.root / "ledgers/takedowns.yaml").read_text("utf-8")
    assert "reason: 本人要求" in ledger
    assert "石望舒" not in ledger


def test_the_ledger_grows(office: SiteFolder) -> None:
    assert taken_down("石望舒") == 0
    file = office.root / "ledgers/takedowns.yaml"
    file.write_text("# 撤稿\n" + file.read_text("utf-8"), "utf-8")
    office.post("news/b.md", title="第二篇")
    assert taken_down("spring/news/b.html") == 0
    text = file.read_text("utf-8")
    assert text.startswith("# 撤稿\n")
    assert text.count("- source:") == 2
    file.write_text("takedowns: []\n", "utf-8")  # written in one line
    assert taken_down("spring/news/b.html") == 0
    assert file.read_text("utf-8").count("source:") == 1


def test_a_name_that_nobody_has(office: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert taken_down("没有这个人") == 1
    assert "没有这个人" in capsys.readouterr().err
    assert not (office.root / "ledgers").exists()


def test_a_shared_picture_stays(office: SiteFolder) -> None:
    office.write("content/spring/news/p.jpg", photo(901, 600))
    office.post("news/shares.md", "![灯](../exemplars/p.jpg)\n", title="共用")
    main(["build", "-q", "--date", "2013-06-01"])
    assert taken_down("spring/exemplars/lamp.html") == 0
    assert any(Path(path).suffix == ".jpg" for path in office.files())
