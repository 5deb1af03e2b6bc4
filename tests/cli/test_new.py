"""Beginnings: a site, a campaign, a post, a theme; asked for or told."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuanlan import scaffold
from zhuanlan.cli import main
from zhuanlan.core.i18n import translator
from zhuanlan.load import yaml

NAMED = ["--name", "学雷锋专题", "--title", "春风行动", "--scope", "黑龙江省"]


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let somebody sit at the terminal and answer."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def give(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))

    return give


def test_a_site_builds_at_once_and_nothing_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "site", *NAMED]) == 0
    written = capsys.readouterr().out.split()
    assert "config.yaml" in written
    assert "content/chun-feng-xing-dong/campaign.yaml" in written
    assert main(["check", "--strict", "-q"]) == 0
    assert main(["build", "--strict"]) == 0
    assert capsys.readouterr().err == ""
    page = (tmp_path / "output/chun-feng-xing-dong/news/opening.html").read_text("utf-8")
    assert "春风行动开通" in page


def test_a_site_in_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert main(["new", "site", "site", "--name", "Spring", "--title", "Spring wind"]) == 0
    assert "language: en" in (tmp_path / "site/config.yaml").read_text("utf-8")
    assert "name: News" in (tmp_path / "site/content/spring-wind/campaign.yaml").read_text("utf-8")


def test_an_english_machine_makes_no_english_site_of_chinese_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert main(["new", "site", "site", "--name", "学雷锋", "--title", "学雷锋"]) == 0
    assert "language" not in (tmp_path / "site/config.yaml").read_text("utf-8")
    campaign = (tmp_path / "site/content/xue-lei-feng/campaign.yaml").read_text("utf-8")
    assert "name: 最新动态" in campaign
    monkeypatch.chdir(tmp_path / "site")
    assert main(["new", "post", "--column", "news", "--title", "植树"]) == 0
    assert "正文" in (tmp_path / "site/content/xue-lei-feng/news/zhi-shu.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "lang", "more", "language"),
    [
        ("弘揚雷鋒精神", "zh_CN.UTF-8", [], "language: zh-Hant"),
        ("Spring", "en_US.UTF-8", ["--language", "zh-Hant"], "language: zh-Hant"),
        ("Spring", "C", [], "name: Spring"),
    ],
)
def test_the_language_of_a_site(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    lang: str,
    more: list[str],
    language: str,
) -> None:
    monkeypatch.setenv("LANG", lang)
    assert main(["new", "site", "site", "--name", name, "--title", name, "--slug", "a", *more]) == 0
    assert language in (tmp_path / "site/config.yaml").read_text("utf-8")


def test_nothing_is_ever_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.yaml").write_text("mine", "utf-8")
    assert main(["new", "site", *NAMED]) == 1
    assert "config.yaml: 文件已经存在" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["config.yaml"]


def test_what_is_needed_is_said_where_nobody_can_be_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["new", "site", "--name", "a"]) == 2
    assert capsys.readouterr().err == "须写 --title\n"


class TestPost:
    """A post in a site that was just begun."""

    @pytest.fixture(autouse=True)
    def _begun(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["new", "site", *NAMED]) == 0
        capsys.readouterr()
        self.root = tmp_path / "content/chun-feng-xing-dong"

    def test_it_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = ["--title", "三百人: “植树”#1", "--region", "哈尔滨", "--date", "2013年3月12日 9:30"]
        assert main(["new", "post", "--column", "动态", *told]) == 1
        assert "没有“动态”可选；是否指“最新动态”？可用：" in capsys.readouterr().err
        assert main(["new", "post", "--column", "news", *told]) == 0
        text = (self.root / "news/san-bai-ren-zhi-shu-1.md").read_text("utf-8")
        assert "title: '三百人: “植树”#1'\n" in text
        assert "date: 2013-03-12 09:30:00\n" in text
        assert "status: draft\n" in text
        assert main(["build", "--drafts", "--strict"]) == 0

    def test_a_name_that_is_taken(self) -> None:
        for _ in range(3):
            assert main(["new", "post", "--column", "news", "--title", "植树"]) == 0
        names = {"zhi-shu.md", "zhi-shu-2.md", "zhi-shu-3.md", "opening.md"}
        assert {file.name for file in (self.root / "news").iterdir()} == names

    def test_a_folder_for_pictures_and_no_draft(self) -> None:
        told = ["--column", "exemplars", "--title", "送信人", "--person", "张三", "--pictures"]
        assert main(["new", "post", *told, "--publish", "--summary", "他送信。"]) == 0
        text = (self.root / "exemplars/song-xin-ren/index.md").read_text("utf-8")
        assert "person:\n  name: 张三\n" in text
        assert "draft" not in text
        assert main(["check", "--strict", "-q"]) == 0

    def test_it_asks(
        self, answers: Callable[..., None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        answers(
            "1", "", "送信人", "张三", "昨天", "2013-03-12", "哈尔宾", "哈尔滨市", "", "他送信。"
        )
        assert main(["new", "post"]) == 0
        shown = capsys.readouterr()
        assert "1. 身边榜样 (exemplars)" in shown.err
        assert "“昨天”不是日期" in shown.err
        assert "是否指" in shown.err
        text = (self.root / "exemplars/song-xin-ren.md").read_text("utf-8")
        assert "region: 哈尔滨市\nsummary: 他送信。\nperson:\n  name: 张三\n" in text

    def test_nobody_answers_any_more(
        self, answers: Callable[..., None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        answers("2")
        assert main(["new", "post"]) == 1
        assert "已停止" in capsys.readouterr().err

    def test_a_region_outside_the_scope(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = ["--column", "news", "--title", "a", "--region", "成都市"]
        assert main(["new", "post", *told]) == 1
        assert "--region: " in capsys.readouterr().err

    def test_a_second_campaign(self) -> None:
        assert main(["new", "campaign", "--title", "秋收行动", "--slug", "autumn"]) == 0
        assert (
            main(["new", "post", "--campaign", "秋收行动", "--column", "news", "--title", "a"]) == 0
        )
        assert (self.root.parent / "autumn/news/a.md").is_file()
        assert main(["build", "--strict"]) == 0

    def test_a_theme(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["new", "theme", "mine", "--extends", "classic"]) == 0
        assert main(["build", "--theme", "mine"]) == 0
        assert "mine." in (tmp_path / "output/index.html").read_text("utf-8")
        capsys.readouterr()
        assert main(["new", "theme", "other", "--extends", "clasic"]) == 1
        assert "classic" in capsys.readouterr().err
        assert main(["new", "theme", "A B"]) == 1
        assert main(["new", "theme", "default"]) == 1
        assert main(["new", "post", "--column", "news", "--title", "a", "--slug", "../b"]) == 1
        assert main(["new", "campaign", "--title", "CON"]) == 1


def test_a_post_without_a_campaign(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("name: a\nurl: https://a.cn/\n", "utf-8")
    assert main(["new", "post"]) == 1
    assert "还没有专题" in capsys.readouterr().err


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_no_answer_breaks_the_yaml(answer: str) -> None:
    text = scaffold.dumped({"title": answer.strip() or "a"})
    data = yaml.parse(text, "a.md", comments=False).data
    assert " ".join(data["title"].split()) == " ".join((answer.strip() or "a").split())


def test_every_language_has_its_own_words() -> None:
    asked = scaffold.NewCampaign("T", "", __import__("datetime").date(2013, 3, 1))
    texts = {
        language: "".join(scaffold.campaign(asked, translator(language)).values())
        for language in ("zh-Hans", "zh-Hant", "en")
    }
    assert len(set(texts.values())) == 3
