"""`check --fix` mends what is safe, and nothing a second time."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.check.defects import DEFECTS
from tests.check.spring import (
    CAMPAIGN,
    CAMPAIGN_PATH,
    CONFIG,
    NEWS,
    STORY,
    STORY_PATH,
    Defect,
    post,
    spoil,
    told,
)
from tests.conftest import SiteFolder
from zhuanlan.check.rules.punctuation import corrected
from zhuanlan.cli import main


class TestFix:
    """`--fix` mends what is safe, and nothing a second time."""

    BODY = "他说:“好”,要再接再励,根据川工发办字[2012]第015号(见附件)办理.\r\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
    def test_it_keeps_encoding_and_line_ends(
        self, sound: SiteFolder, encoding: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        [(path, text)] = post("fix", self.BODY).items()
        mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
        windows = text.replace("\r\n", "\n").replace("\n", "\r\n")
        file = sound.write(path, mark + windows.encode(encoding))
        monkeypatch.chdir(sound.root)
        assert main(["check", "--fix", "--date", "2013-06-01", "-q"]) == 0
        mended = file.read_bytes().decode(encoding)
        assert "他说：“好”，要再接再厉，根据川工发办字〔2012〕15号（见附件）办理。\r\n" in mended
        assert mended.count("\n") == mended.count("\r\n")
        once = file.read_bytes()
        assert main(["check", "--fix", "--date", "2013-06-01", "-q"]) == 0
        assert file.read_bytes() == once
        assert told(sound) == []

    def test_the_difference_is_shown(
        self, sound: SiteFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoil(sound, DEFECTS["word"])
        monkeypatch.chdir(sound.root)
        main(["check", "--fix", "--date", "2013-06-01"])
        shown = capsys.readouterr().err
        assert "-我们要再接再励。" in shown
        assert "+我们要再接再厉。" in shown

    @given(st.text(alphabet="中文好人,.:;!?()“”《》１Ａa1 -\n", max_size=40))
    def test_widths_are_mended_at_once(self, text: str) -> None:
        once = corrected(text)
        assert corrected(once) == once
        assert len(once) == len(text)


def test_long_names_are_mended(sound: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sound.root)
    [(_, text)] = post("a", "再接再励。").items()
    file = sound.write(f"content/spring/news/{'长' * 80}.md", text)
    main(["check", "--fix", "-q"])
    assert "再接再厉" in file.read_text("utf-8")


def test_names_that_others_refer_to_are_told_of_and_not_mended(
    sound: SiteFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sound.root)
    activity = "activities:\n  - {slug: day, name: 当日活动(一)}\n"
    documents = (
        "documents:\n  - {title: 通知(甲), issuer: 某办, date: 2013-02-28}\n"
        "  - {title: 通知乙, issuer: 某办, date: 2013-03-01, based_on: [通知(甲)]}\n"
    )
    units = CAMPAIGN.replace("哈尔滨市文明办", "哈尔滨市文明办(创建处)").split("documents:")[0]
    sound.write(CAMPAIGN_PATH, units + documents + activity)
    unit = "unit: 哈尔滨市文明办(创建处)"
    sound.write("content/spring/news/plant.md", NEWS.replace("unit: 哈尔滨市文明办", unit))
    sound.write(STORY_PATH, STORY.replace("unit: 哈尔滨市文明办", unit))
    spoil(sound, Defect("", post("day", activity="当日活动(一)", unit="哈尔滨市文明办(创建处)")))
    assert [line.split()[0] for line in told(sound)].count("punctuation") >= 4
    before = {path: path.read_bytes() for path in sound.root.rglob("content/**/*.*")}
    main(["check", "--fix", "-q", "--date", "2013-06-01"])
    assert {path: path.read_bytes() for path in before} == before
    assert "mended" not in capsys.readouterr().err


def test_decomposed_texts_and_names_are_mended(
    sound: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sound.root)
    [(_, text)] = post("a", "Café 再接再励。").items()
    name = unicodedata.normalize("NFD", "content/spring/news/é.md")
    file = sound.write(name, unicodedata.normalize("NFD", text))
    main(["check", "--fix", "-q"])
    assert "Café 再接再厉" in file.read_text("utf-8")


def test_code_and_yaml_are_not_mended(sound: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sound.root)
    sound.write("config.yaml", CONFIG + 'check: {words: {学雷锋: "学雷锋: #"}}\n')
    body = "正文。\n\n    再接再励,好\n\n> ~~~\n> 再接再励,好\n> ~~~\n\n公式$再接再励,好$。"
    for path, text in (post("code", body) | post("学雷锋", summary="好。")).items():
        sound.write(path, text)
    before = {path: path.read_bytes() for path in sound.root.rglob("content/**/*.md")}
    main(["check", "--fix", "-q", "--date", "2013-06-01"])
    assert {path: path.read_bytes() for path in before} == before
