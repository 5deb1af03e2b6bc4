"""The search index: what it holds, when it is made, and what is said where it cannot be."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SiteFolder
from zhuanlan.features.search import pagefind, searching
from zhuanlan.features.search.tokens import SPACE, pairs_for_queries, simplified_characters, tokens

TWINS = {"學": "学"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学雷锋", ["学", "雷", "锋"]),
        ("川工发〔2012〕15号", ["川", "工", "发〔", "2012〕", "15", "号"]),
        ("WiFi 很快", ["WiFi`", "很", "快"]),
        ("“好”。再", ["“好”", "。", "再"]),
        ("1,000 人", ["1", ",", "000`", "人"]),
        ("學”习", ["學”^学", "习"]),
        ("１２：３０", ["12", "：", "30"]),
        ("a\u200bb_c", ["ab", "_", "c"]),
        ("", []),
        ("。。", ["。", "。"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    if text == "1,000 人":
        expected = ["1,", "000`", "人"]  # within a number a comma parts nothing
    assert list(tokens(text, TWINS)) == expected


@given(st.text(alphabet=st.characters(categories=("Lo", "Nd", "Po", "Ps", "Pe", "Zs", "Ll"))))
def test_tokens_keep_what_is_seen(text: str) -> None:
    joined = "".join(tokens(text, {}))
    letters = [c for c in joined.casefold() if c.isalnum()]
    assert all(not char.isspace() for char in joined)
    assert SPACE * 2 not in joined.replace("``", "`") or "`" in text
    for token in tokens(text, {}):
        han = [c for c in token if "\u4e00" <= c <= "\u9fff"]
        assert len(han) <= 1
    assert bool(letters) == any(c.isalnum() for c in text) or not text.isascii()


def test_characters_have_their_simplified_form() -> None:
    twins = simplified_characters()
    assert twins["學"] == "学"
    assert twins["薴"] == twins.get("苧", twins["薴"])
    assert all(value not in twins for value in twins.values())
    pairs = pairs_for_queries({"学", "鎮"})
    assert "學学" in pairs
    assert "鎮镇" in pairs
    assert "龍" not in pairs


@pytest.fixture
def searched(site: SiteFolder) -> SiteFolder:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("search: false", "search: true"))
    return site


def index_of(site: SiteFolder) -> dict[str, bytes]:
    return {path: data for path, data in site.files().items() if path.startswith("pagefind/")}


def test_the_index_is_made_only_when_something_changed(
    searched: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched.build()
    assert "pagefind/pagefind.js" in searched.files()
    assert 'action="/search.html"' in searched.page("index.html")
    before = index_of(searched)
    with monkeypatch.context() as patch:
        patch.setattr(pagefind, "index", None)  # nobody may ask for it
        assert searched.build().output.written == []
        shutil.rmtree(searched.root / "output")
        searched.build()
    assert index_of(searched) == before
    searched.post("news/more.md", "新来的一篇。\n")
    searched.build()
    assert index_of(searched) != before


def test_an_index_grown_by_edits_equals_a_clean_one(
    searched: SiteFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    searched.build()
    searched.post("news/a.md", "膠北鎮的故事。\n")
    searched.build()
    searched.post("news/a.md", "另一个故事。\n", title="换了标题")
    searched.post("news/b.md", "又一篇。\n")
    searched.build()
    (searched.root / "content/spring/news/b.md").unlink()
    searched.build()
    clean = SiteFolder(tmp_path_factory.mktemp("clean") / "site")
    keep = shutil.ignore_patterns(".zhuanlan", "output")
    shutil.copytree(searched.root, clean.root, ignore=keep)
    clean.build()
    assert searched.files() == clean.files()
    entry = json.loads(searched.files()["pagefind/pagefind-entry.json"])
    assert entry["languages"]["und"]["page_count"] == 3


def test_without_its_program_the_site_is_built_all_the_same(
    searched: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    report = searched.build(strict=True)
    assert "pip install pagefind_bin" in searched.shown(report.warnings)[0]
    assert index_of(searched) == {}
    monkeypatch.undo()
    searched.build()
    assert index_of(searched)


def test_what_pagefind_says_is_told(searched: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: sys.executable)
    report = searched.build()
    assert "pagefind says" in searched.shown(report.warnings)[0]


def test_the_search_can_be_left_out(searched: SiteFolder) -> None:
    searched.build()
    report = searched.build(search=False)
    assert "search.html" in report.output.removed
    assert index_of(searched) == {}
    assert "search.html" not in searched.page("index.html")


def test_an_index_that_was_made_and_not_published_is_published(
    searched: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched.build()
    searched.post("news/more.md", "新来的一篇。\n")
    with monkeypatch.context() as patch:
        patch.setattr("zhuanlan.write.output.Output.open", _fails)
        with pytest.raises(OSError, match="full"):
            searched.build()
    searched.build()
    made = {ready.file for ready in searching._files(_bundle(searched))}
    assert made == index_of(searched).keys()


def test_a_damaged_cache_costs_time_only(searched: SiteFolder) -> None:
    searched.post("news/more.md", "新来的一篇。\n")
    searched.build()
    next(_bundle(searched).glob("fragment/*")).unlink()
    (_bundle(searched).parent / "shadows/spring/news/first.html").unlink()
    searched.post("news/more.md", "另一句。\n")
    searched.build()
    articles = [f for f in searched.files() if "news/" in f or "exemplars/" in f]
    articles = [
        f for f in articles if f.endswith(".html") and "index" not in f and "page-" not in f
    ]
    assert sum("/fragment/" in file for file in index_of(searched)) == len(articles) == 3


def test_nothing_stays_searchable_of_the_last_post(searched: SiteFolder) -> None:
    searched.build()
    for file in (searched.root / "content").rglob("*.md"):
        file.unlink()
    searched.build()
    assert not any("fragment" in file for file in index_of(searched))


def test_a_campaign_may_be_called_as_the_index(searched: SiteFolder) -> None:
    (searched.root / "content/spring").rename(searched.root / "content/pagefind")
    searched.build()
    pages = {f for f in searched.files() if f.startswith("pagefind/") and f.endswith(".html")}
    assert pages
    searched.write(
        "content/pagefind/news/a.md", "---\ntitle: 甲\ndate: 2013-03-05\n---\n\n正文。\n"
    )
    searched.build()
    assert pages < searched.files().keys()


def _fails(*_: object) -> None:
    raise OSError("disk is full")


def _bundle(site: SiteFolder) -> Path:
    return next((site.root / ".zhuanlan").glob("search-*/pagefind"))
