"""What is taken down leaves nothing but a page that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from tests.photos import photo
from zhuanlan.cli import main
from zhuanlan.features.takedown import removal

GONE = "此页已撤下"


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site with a person who is told of in one story, with pictures, search and an alias."""
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("search: false\n", ""))
    site.write("content/spring/exemplars/p.jpg", photo(96, 64))
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
    assert main(["build", "-q", "--date", "2013-06-01"]) == 0
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


class TestChildren:
    """What is shown for a child's name is other children's, too."""

    @pytest.fixture
    def children(self, office: SiteFolder) -> SiteFolder:
        for number, name in enumerate(("王小明", "王大力")):
            person = f"{{name: {name}, minor: true}}"
            office.post(f"exemplars/child-{number}.md", f"{name}爱读书。\n", person=person)
        assert main(["build", "-q", "--date", "2013-06-01"]) == 0
        return office

    def test_a_child_is_meant_by_its_own_name(self, children: SiteFolder) -> None:
        assert taken_down("王某某") == 1
        assert taken_down("王小明") == 0
        assert "noindex" in children.page("spring/exemplars/child-0.html")
        assert "noindex" not in children.page("spring/exemplars/child-1.html")


@pytest.mark.parametrize(
    "body",
    [
        "石**望舒**来了。",
        "石&nbsp;望舒来了。",
        "石 望 舒来了。",
        "![石&#26395;舒](a.jpg)",
        "石\n望舒",
    ],
)
def test_a_name_is_found_however_it_is_written(office: SiteFolder, body: str) -> None:
    office.write("content/spring/news/a.jpg", photo(64, 48))
    office.post("news/more.md", body + "\n", title="又来了", summary="好")
    assert taken_down("石望舒") == 1


def test_a_name_in_the_search_is_found(office: SiteFolder) -> None:
    """The index holds the characters of a text with blanks between."""
    fragments = [path for path in office.files() if path.endswith(".pf_fragment")]
    left = [
        *removal.left_in(office.root / "output", frozenset({"石望舒"}), frozenset(), frozenset())
    ]
    assert {one.file for one in left} & {*fragments}


def test_another_name_of_the_source_brings_nothing_back(office: SiteFolder) -> None:
    assert taken_down("石望舒") == 0
    office.post("news/after.md", title="后来")
    file = office.root / "content/spring/exemplars/lamp.md"
    file.rename(file.with_name("light.md"))
    assert main(["build", "-q", "--date", "2013-06-01"]) == 0
    assert "spring/exemplars/light.html" not in office.files()
    file.with_name("light.md").rename(file)
    file.write_text(file.read_text("utf-8") + "又及。\n", "utf-8")
    assert main(["build", "-q", "--date", "2013-06-01"]) == 0
    assert "noindex" in office.page("spring/exemplars/lamp.html")


def test_an_address_that_was_taken_down_is_nobody_elses(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert taken_down("石望舒") == 0
    office.post("exemplars/lamp/index.md", "新写的。\n", person="{name: 李四}")
    (office.root / "content/spring/exemplars/lamp.md").unlink()
    assert main(["build", "-q", "--date", "2013-06-01"]) == 1
    assert "ledgers/takedowns.yaml" in capsys.readouterr().err


def test_folders_as_old_addresses(office: SiteFolder) -> None:
    office.post("news/b.md", title="第二篇", aliases="[old/second/]")
    assert taken_down("spring/news/b.html") == 0
    assert "noindex" in office.page("old/second/index.html")


def test_it_says_that_the_page_is_still_there(
    office: SiteFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    bad = office.write("content/spring/news/bad.md", "---\ntitle: 无日期\n---\n")
    assert taken_down("石望舒") == 1
    assert "nothing was taken down: the page is still there" in capsys.readouterr().err
    assert not (office.root / "ledgers").exists()
    bad.unlink()
    office.post("news/bad.md", "[无](none.md)\n")
    for _ in range(2):
        assert taken_down("石望舒") == 1
        assert "the page is still there, until" in capsys.readouterr().err
    assert (office.root / "ledgers/takedowns.yaml").read_text("utf-8").count("source:") == 1


def test_relative_sites_stay_relative(office: SiteFolder) -> None:
    assert main(["build", "-q", "--date", "2013-06-01", "--relative"]) == 0
    assert taken_down("石望舒", "--relative") == 0
    assert 'href="/' not in office.page("index.html")
