"""Checks: one defect a rule, each told once and at its line; switched off, mended, known."""

from __future__ import annotations

import json
import subprocess
import threading
import unicodedata
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SiteFolder
from tests.photos import photo
from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Piece
from zhuanlan.check.rules.external import NoLycheeError
from zhuanlan.check.rules.pages import tags_once
from zhuanlan.check.rules.punctuation import corrected
from zhuanlan.check.run import check
from zhuanlan.check.scopes import Source
from zhuanlan.cli import main
from zhuanlan.cli.console import width
from zhuanlan.core.i18n import translator
from zhuanlan.core.problems import Problem
from zhuanlan.core.registry import registry_of

CONFIG = """\
name: 示例站
url: https://example.org/
footer: {site_id: "0000000000"}
"""
CAMPAIGN = """\
title: 春风行动
scope: 黑龙江省
units: [哈尔滨市文明办]
columns:
  - {slug: news, name: 动态, kind: news}
  - {slug: exemplars, name: 身边人, kind: exemplars}
phases:
  - {slug: start, name: 启动, start: 2013-03-01, end: 2013-03-31}
  - {slug: advance, name: 推进, start: 2013-04-01}
documents:
  - {title: 通知甲, issuer: 某办, date: 2013-02-28}
"""
NEWS = """\
---
title: 植树
date: 2013-05-28
unit: 哈尔滨市文明办
summary: 三百人上山。
---

三百人上山。
"""
STORY = """\
---
title: 送信人
date: 2013-03-10
summary: 他送信三十年。
person:
  name: 单田树
  role: 乡村邮递员
  unit: 哈尔滨市文明办
---

单田树送信三十年。
"""


@pytest.fixture
def sound(tmp_path: Path) -> SiteFolder:
    """A site in which no rule finds anything."""
    site = SiteFolder(tmp_path)
    site.write("config.yaml", CONFIG)
    site.write("content/spring/campaign.yaml", CAMPAIGN)
    site.write("content/spring/news/plant.md", NEWS)
    site.write("content/spring/exemplars/shan.md", STORY)
    return site


def found(site: SiteFolder, **changes: Any) -> list[Finding]:
    external = changes.pop("external", False)
    return check(site.options(**changes), external=external)


def told(site: SiteFolder, **changes: Any) -> list[str]:
    """Return rule, place and message of each finding, as an editor in the site's folder reads."""
    english = translator("en")
    lines = []
    for one in found(site, **changes):
        text = f"{one.rule} {one.problem.place}: {one.problem.said(english)}"
        lines.append(text.replace(f"{site.root}/", ""))
    return lines


def test_a_sound_site_has_nothing(sound: SiteFolder) -> None:
    assert told(sound) == []
    assert not (sound.root / "output").exists()


@dataclass
class Defect:
    """What is done to the sound site, and what is found then."""

    place: str
    files: dict[str, str | bytes | Callable[[str], str]] = field(default_factory=dict)
    says: str = ""


def instead(old: str, new: str) -> Callable[[str], str]:
    """Return what writes something else in a file."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


def post(name: str, body: str = "正文。", **keys: str) -> dict[str, Any]:
    """Return a news item that is sound but for what it is given."""
    matter = {"title": name, "date": "2013-05-20", "summary": "一句话。"} | keys
    head = "".join(f"{key}: {value}\n" for key, value in matter.items() if value)
    return {f"content/spring/news/{name}.md": f"---\n{head}---\n\n{body}\n"}


STORY_PATH = "content/spring/exemplars/shan.md"
CAMPAIGN_PATH = "content/spring/campaign.yaml"

DEFECTS: dict[str, Defect] = {
    "problem": Defect(
        "content/spring/news/switch.md:7:1",
        post("switch", "<!-- ignore: wrod 引文 -->\n正文。"),
        "unknown rule “wrod”; did you mean “word”?",
    ),
    "address": Defect(
        "ledgers/published.txt:1:1",
        {"ledgers/published.txt": "spring/news/vanished.html\ta.md\t旧稿\t\t\t2013-05-01\n"},
        "the address spring/news/vanished.html of “旧稿” would lead nowhere: a.md has it no longer",
    ),
    "link-fragment": Defect(
        "content/spring/news/fragment.md:7:16",
        post("fragment", "见[那一段](plant.md#nowhere)。"),
        "there is no place “#nowhere” on that page",
    ),
    "page-tags": Defect(
        "config.yaml",
        {"config.yaml": instead('footer: {site_id: "0000000000"}\n', "")},
        "the page index.html has no tag SiteIDCode",
    ),
    "date-year": Defect(
        "content/spring/news/old.md:3:7",
        post("old", date="0013-05-20", phase="start", ignore='{date-phase: "示例"}'),
        "the year 0013 lies before 1900",
    ),
    "title-repeated": Defect(
        "content/spring/news/twice.md:7:1",
        post("twice", "# twice\n\n正文。"),
        "the text begins with its title, which stands above it already",
    ),
    "run-together": Defect(
        "content/spring/news/long.md:9:1",
        post("long", "开头。\n\n" + "\n".join(["三百人上山植树，种下了两千棵树苗。"] * 25)),
        "25 lines become one paragraph of more than 400 characters",
    ),
    "wechat": Defect(
        "content/spring/news/wechat.md:9:1",
        post("wechat", "正文。\n\n点击上方蓝字关注我们"),
        "speaks to readers of WeChat",
    ),
    "caption": Defect(
        "content/spring/news/caption.md:9:1",
        post("caption", "正文。\n\n图1：植树现场"),
        "“图1” stands here without a picture",
    ),
    "code-prose": Defect(
        "content/spring/news/code.md:9:1",
        post("code", "正文。\n\n```\n三百多名志愿者来到北山，一天种下两千棵树苗。\n```"),
        "this Chinese text is shown as code",
    ),
    "text-blank": Defect(
        "content/spring/news/blank.md:2:1", post("blank", " "), "there is no text"
    ),
    "layout-dropped": Defect(
        "content/spring/news/layout.md:7:5",
        post(
            "layout", '三月五日<font color="red">上山</font>，<span style="color:red">植树</span>。'
        ),
        "“<font>” is taken away; readers see the words without it (2 such tags)",
    ),
    "unused-file": Defect(
        "content/spring/news/forgotten.txt", {"content/spring/news/forgotten.txt": "忘了。"}
    ),
    "picture-text": Defect(
        "content/spring/news/silent.md:7:5",
        {
            **post("silent", "![](silent.jpg)"),
            "content/spring/news/silent.jpg": photo(600, 400),
        },
        "“silent.jpg” has no text that says what it shows",
    ),
    "picture-small": Defect(
        "content/spring/news/tiny.jpg",
        {
            **post("tiny", "![一棵小树](tiny.jpg)"),
            "content/spring/news/tiny.jpg": photo(120, 80),
        },
        "the picture is 120 pixels wide, less than 400",
    ),
    "picture-large": Defect(
        "content/spring/news/large.jpg",
        {
            **post("large", "![一片树林](large.jpg)"),
            "content/spring/news/large.jpg": photo(500, 400) + b"\0" * 300_000,
            "config.yaml": lambda text: text + "check: {limits: {picture_bytes: 300000}}\n",
        },
        "the file has 0.3 MB, more than 0.3",
    ),
    "ai-label": Defect(
        "content/spring/news/poster.jpg",
        {
            **post("poster", "![一张海报](poster.jpg)", ai="{pictures: [poster.jpg]}"),
            "content/spring/news/poster.jpg": photo(600, 400),
        },
        "the picture is declared AI-generated, its file has no AIGC label",
    ),
    "word": Defect(
        "content/spring/news/word.md:7:4",
        post("word", "我们要再接再励。"),
        "“再接再励” is not written here; write “再接再厉”",
    ),
    "name": Defect(
        f"{STORY_PATH}:11:1",
        {STORY_PATH: instead("\n单田树送信", "\n单田书送信")},
        "“单田书” sounds like “单田树”, of whom the story tells",
    ),
    "role": Defect(
        "content/spring/exemplars/two.md:7:9",
        {
            "content/spring/exemplars/two.md": STORY.replace("乡村邮递员", "乡邮递员")
            .replace("2013-03-10", "2013-03-11")
            .replace("title: 送信人", "title: 又见送信人")
        },
        "the role “乡邮递员” is “乡村邮递员” in other stories",
    ),
    "name-alike": Defect(
        "content/spring/exemplars/three.md:6:9",
        {
            "content/spring/exemplars/three.md": STORY.replace("单田树", "单田标")
            .replace("2013-03-10", "2013-03-12")
            .replace("title: 送信人", "title: 送信路上")
        },
        "“单田标” is nearly “单田树” of another story of the same place",
    ),
    "title-twice": Defect(
        "content/spring/news/double.md:2:8",
        post("double", title="成对") | post("single", title="成对", date="2013-05-19"),
        "single.md has the same title in the same column",
    ),
    "key-chinese": Defect(
        "content/spring/news/keys.md:5:1",
        post("keys", 来源="示例"),
        "“来源”",
    ),
    "unit": Defect(
        "content/spring/news/unit.md:5:7",
        post("unit", unit="哈尔宾市文明办"),
        "the campaign declares no unit “哈尔宾市文明办”; did you mean “哈尔滨市文明办”?",
    ),
    "document-number": Defect(
        "content/spring/news/number.md:7:8",
        post("number", "根据川工发办字[2012]第015号文件。"),
        "write “川工发办字〔2012〕15号”",
    ),
    "date-phase": Defect(
        "content/spring/news/phase.md",
        post("phase", phase="start"),
        "the date 2013-05-20 lies outside phase “启动”",
    ),
    "date-order": Defect(
        "content/spring/news/order.md:5:13",
        post("order", publish_at="2013-05-10"),
        "it appears before its date, 2013-05-20",
    ),
    "date-text": Defect(
        "content/spring/news/day.md:7:3",
        post("day", "定于2013年5月20日（星期三）开会。"),
        "2013-05-20 was 星期一",
    ),
    "punctuation": Defect(
        "content/spring/news/width.md:7:3",
        post("width", "今天,我们上山。"),
        "write “今天，我们上”",
    ),
    "personal-data": Defect(
        "content/spring/news/phone.md:7:3",
        post("phone", "请打13812345678。"),
        "a mobile number is shown as 138****5678",
    ),
    "child-named": Defect(
        "content/spring/news/class.md:7:2",
        post("class", "请三年级（2）班的张小明同学发言。"),
        "the class “三年级（2）班” and the full name “张小明” tell who a child is",
    ),
    "summary": Defect("content/spring/news/bare.md:2:1", post("bare", summary="")),
    "review-due": Defect(
        f"{CAMPAIGN_PATH}:11:59",
        {CAMPAIGN_PATH: instead("date: 2013-02-28}", "date: 2013-02-28, review_by: 2013-05-01}")},
        "it was to be reviewed by 2013-05-01",
    ),
    "fresh-home": Defect("config.yaml", says="the newest post is"),
    "fresh-column": Defect(f"{CAMPAIGN_PATH}:5:24", says="the newest of “动态” is"),
    "column-blank": Defect(
        f"{CAMPAIGN_PATH}:7:25",
        {CAMPAIGN_PATH: instead("phases:", "  - {slug: works, name: 作品, kind: works}\nphases:")},
        "the column “作品” has no posts",
    ),
    "phase-blank": Defect(
        f"{CAMPAIGN_PATH}:9:26",
        {
            CAMPAIGN_PATH: instead(
                "  - {slug: advance",
                "  - {slug: middle, name: 中途, when: 月底}\n  - {slug: advance",
            )
        },
        "the phase “中途” has begun and has no posts",
    ),
    "page-weight": Defect(
        "content/spring/news/heavy.md",
        {
            **post("heavy", "字" * 200_000),
            "config.yaml": lambda text: text + "check: {limits: {page_bytes: 500000}}\n",
        },
        "more than 0.5",
    ),
}
"""One for each rule, but for links to other sites."""


def spoil(site: SiteFolder, defect: Defect) -> None:
    for path, text in defect.files.items():
        if callable(text):
            text = text((site.root / path).read_text("utf-8"))
        site.write(path, text)


def later(rule: str) -> dict[str, Any]:
    """Nothing is stale until time has passed."""
    return {"now": datetime(2013, 6, 20)} if rule.startswith("fresh") else {}  # noqa: DTZ001


def test_there_is_a_defect_for_each_rule() -> None:
    assert set(DEFECTS) == set(registry_of().rules) - {"link-external"}


@pytest.mark.parametrize("rule", DEFECTS)
def test_each_is_found_once_at_its_line_and_nothing_else(sound: SiteFolder, rule: str) -> None:
    defect = DEFECTS[rule]
    spoil(sound, defect)
    lines = told(sound, **later(rule))
    if rule.startswith("fresh"):
        lines = [line for line in lines if line.startswith(rule)]  # both come of the same
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"{rule} {defect.place}: ")
    assert defect.says in lines[0]


def test_all_at_once(sound: SiteFolder) -> None:
    together = {r: deepcopy(d) for r, d in DEFECTS.items() if not r.startswith("fresh")}
    for rule in ("page-weight", "picture-large"):  # both write check: into config.yaml
        together[rule].files.pop("config.yaml", None)
    for defect in together.values():
        spoil(sound, defect)
    with (sound.root / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("check: {limits: {page_bytes: 500000, picture_bytes: 300000}}\n")
    assert sorted(line.split()[0] for line in told(sound)) == sorted(together)


def test_a_post_whose_name_is_in_capitals_is_read_as_a_post(sound: SiteFolder) -> None:
    [(path, text)] = post("capitals", "我们要再接再励。").items()
    sound.write(path.replace(".md", ".MD"), text)
    assert [line.split()[0] for line in told(sound)] == ["word"]


def test_a_text_that_only_repeats_the_name_of_its_picture(sound: SiteFolder) -> None:
    [(path, text)] = post("repeats", "![a](a.jpg)").items()
    sound.write("content/spring/news/a.jpg", photo(600, 400))
    sound.write(path, text)
    assert "“a” does not say what “a.jpg” shows" in told(sound)[0]


class TestSwitches:
    """A rule is switched off for a line, a post, a column or a site, with a reason."""

    WRONG = "我们要再接再励。"

    def test_for_a_line(self, sound: SiteFolder) -> None:
        sound.write(*next(iter(post("a", self.WRONG + " <!-- ignore: word 引用原文 -->").items())))
        assert told(sound) == []
        sound.write(*next(iter(post("a", "<!-- ignore: word 原文 -->\n" + self.WRONG).items())))
        assert told(sound) == []
        assert "ignore" not in (sound.root / ".zhuanlan/check/spring/news/a.html").read_text()

    def test_a_reason_is_needed(self, sound: SiteFolder) -> None:
        spoil(sound, Defect("", post("a", "<!-- ignore: word -->\n" + self.WRONG)))
        assert [line.split()[0] for line in told(sound)] == ["problem"]

    def test_for_a_post_a_column_or_the_site(self, sound: SiteFolder) -> None:
        spoil(sound, Defect("", post("a", self.WRONG, ignore="{word: 引用原文}")))
        assert told(sound) == []
        spoil(sound, Defect("", post("a", self.WRONG)))
        assert len(told(sound)) == 1
        column = "{slug: news, name: 动态, kind: news"
        ignoring = column + ", ignore: {word: 都是引文}"
        sound.write(CAMPAIGN_PATH, CAMPAIGN.replace(column, ignoring))
        assert told(sound) == []
        sound.write(CAMPAIGN_PATH, CAMPAIGN)
        entry = "{rule: word, path: spring/news/*, reason: 都是引文}"
        sound.write("config.yaml", f"{CONFIG}check: {{ignore: [{entry}]}}\n")
        assert told(sound) == []
        sound.write("config.yaml", CONFIG + "check: {ignore: [{rule: wrod, reason: 引文}]}\n")
        assert "config.yaml:4:25: unknown rule “wrod”; did you mean “word”?" in told(sound)[0]

    def test_a_build_does_not_warn_either(self, sound: SiteFolder) -> None:
        spoil(sound, DEFECTS["unused-file"])
        assert sound.build().warnings
        entry = "{rule: unused-file, path: spring/news/*.txt, reason: 备查}"
        sound.write("config.yaml", f"{CONFIG}check: {{ignore: [{entry}]}}\n")
        assert not sound.build(strict=True).warnings


def test_archived_and_planned_campaigns_are_not_stale(sound: SiteFolder) -> None:
    assert len(told(sound, **later("fresh"))) == 2
    sound.write(CAMPAIGN_PATH, CAMPAIGN + "archived: true\n")
    assert told(sound, **later("fresh")) == []


def test_what_is_no_text_is_left_alone(sound: SiteFolder) -> None:
    body = """代码`再接再励,好`不算，地址[文字](https://example.org/再接再励,好)也不算。

```
再接再励,好
```

::attachment 再接再励,好.txt "附件"

文号川工发〔2012〕15号，时间8:30，比分3:2，网址https://example.org/a,b，《雷锋日记》。
"""
    spoil(sound, Defect("", post("code", body)))
    sound.write("content/spring/news/再接再励,好.txt", "附件")
    assert told(sound) == []


def test_drafts_are_looked_at_and_need_no_summary(sound: SiteFolder) -> None:
    spoil(sound, Defect("", post("draft", "再接再励。", status="draft", summary="")))
    assert [line.split()[0] for line in told(sound)] == ["word"]


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


class TestCommand:
    """The command: what it prints, and its exit status."""

    @pytest.fixture(autouse=True)
    def _inside(self, sound: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(sound.root)
        monkeypatch.setenv("LANG", "en_US.UTF-8")
        monkeypatch.delenv("LC_ALL", raising=False)
        self.site = sound

    def run(self, *arguments: str) -> int:
        return main(["check", "--date", "2013-06-01", *arguments])

    def test_silence(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run("-q") == 0
        assert capsys.readouterr() == ("", "")

    def test_warnings_fail_if_they_shall(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(self.site, DEFECTS["word"])
        assert self.run() == 0
        shown = capsys.readouterr()
        place = "content/spring/news/word.md:7:4"
        message = "“再接再励” is not written here; write “再接再厉”"
        assert shown.out == f"{place}: warning: {message} [word]\n"
        assert "1 can be mended by --fix" in shown.err
        assert self.run("--strict") == 1
        spoil(self.site, DEFECTS["page-tags"])
        assert self.run() == 1

    def test_a_site_that_cannot_be_built(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(self.site, Defect("", post("a", region="哈尔宾市")))
        assert self.run("--format", "json") == 1
        [one] = json.loads(capsys.readouterr().out)["findings"]
        assert (one["rule"], one["severity"], one["line"]) == ("problem", "error", 5)

    def test_columns_align_in_chinese(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        for rule in ("word", "picture-small"):
            spoil(self.site, DEFECTS[rule])
        self.run()
        rows = [line for line in capsys.readouterr().err.splitlines() if "警告" in line]
        assert len({width(row[: row.index("警告")]) for row in rows}) == 1
        assert len(rows) == 2

    def test_sarif(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(self.site, DEFECTS["word"])
        self.run("--format", "sarif")
        [sarif] = json.loads(capsys.readouterr().out)["runs"]
        [result] = sarif["results"]
        assert sarif["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "word"
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "content/spring/news/word.md"
        assert place["region"] == {"startLine": 7, "startColumn": 4, "endColumn": 8}
        [change] = result["fixes"][0]["artifactChanges"]
        assert change["replacements"][0]["insertedContent"]["text"] == "再接再厉"

    def test_annotations(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(self.site, DEFECTS["word"])
        self.run("--format", "github")
        assert capsys.readouterr().out == (
            "::warning file=content/spring/news/word.md,line=7,col=4,title=word::"
            "“再接再励” is not written here; write “再接再厉”\n"
        )
        self.run("--format", "gitlab")
        [one] = json.loads(capsys.readouterr().out)
        place = {"path": "content/spring/news/word.md", "lines": {"begin": 7}}
        assert (one["location"], one["severity"]) == (place, "minor")

    def test_a_baseline(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(self.site, DEFECTS["word"])
        assert self.run("--write-baseline", "known.json", "--strict") == 0
        assert self.run("--baseline", "known.json", "--strict") == 0
        [(path, text)] = post("word", "一行。\n\n我们要再接再励。又要再接再励。").items()
        self.site.write(path, text)  # the known one moved, another came
        capsys.readouterr()
        assert self.run("--baseline", "known.json", "--strict") == 1
        assert capsys.readouterr().out.count("[word]") == 1
        self.site.write("known.json", "[]")
        assert self.run("--baseline", "known.json") == 1
        assert "this is no baseline" in capsys.readouterr().err

    def test_changed_since(self, capsys: pytest.CaptureFixture[str]) -> None:
        def git(*arguments: str) -> None:
            who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
            subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

        spoil(self.site, DEFECTS["word"])
        git("init", "-q")
        git("add", "-A")
        git("commit", "-qm", "first")
        spoil(self.site, DEFECTS["date-text"])
        assert self.run("--changed-since", "HEAD", "--strict") == 1
        assert "[date-text]" in (out := capsys.readouterr().out)
        assert "[word]" not in out
        assert self.run("--changed-since", "nowhere") == 1
        assert "git knows no such revision here" in capsys.readouterr().err


class _Site(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response(200 if self.path == "/here" else 404)
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - as the server calls it

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def other_site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_links_to_other_sites(sound: SiteFolder, other_site: str) -> None:
    gone = f"[不在]({other_site}/文件(一).doc)，{other_site.upper()}/gone"
    body = f"[在]({other_site}/here)，{gone}，https://example.org/spring/"
    spoil(sound, Defect("", post("links", body)))
    assert told(sound) == []
    lines = told(sound, external=True)
    assert len(lines) == 2
    assert all(line.startswith("link-external content/spring/news/links.md:7:") for line in lines)
    assert "404" in lines[0]


def test_without_lychee(sound: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoLycheeError):
        found(sound, external=True)


def test_pictures_that_say_nothing(sound: SiteFolder) -> None:
    names = ["", "图片1", "IMG_0023", "微信图片_20130305", "a.jpg", "照片（2）"]
    body = "\n\n".join(f"![{name}](a.jpg)" for name in [*names, "三棵树"])
    spoil(sound, Defect("", post("p", body)))
    sound.write("content/spring/news/a.jpg", photo(500, 400))
    assert len(told(sound)) == len(names)


def test_a_vector_drawing_is_never_too_small(sound: SiteFolder) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    spoil(sound, Defect("", post("v", "![一条线](v.svg)")))
    sound.write("content/spring/news/v.svg", svg)
    assert told(sound) == []


def test_what_is_right_is_left_alone(sound: SiteFolder) -> None:
    body = """不良反应情况已经报告，
队伍缓慢延伸，请按装箱单核对，按装配图纸施工，既使群众满意又使基层减负。

三月五日，真诚守信用。农历2月30日不算。

# ignore: 这是一个标题
"""
    spoil(sound, Defect("", post("right", body)))
    assert told(sound) == []


def test_a_footnote_is_text(sound: SiteFolder) -> None:
    spoil(sound, Defect("", post("note", "正文[^1]。\n\n[^1]: 再接再励。")))
    assert [line.split()[0] for line in told(sound)] == ["word"]


def test_hostile_texts_and_links_cost_little(sound: SiteFolder) -> None:
    for name, body in {
        "comments": "<!--" * 20_000,
        "ticks": "`" * 40_000,
        "blanks": "<!-- ignore: word a" + " " * 40_000 + "b",
    }.items():
        sound.write(f"content/spring/news/{name}.md", NEWS + "\n" + body + "\n")
    links = "[一](https://example.org/a%00b.html#x)，[二](https://example.org//etc/a.html#x)，"
    spoil(sound, Defect("", post("links", links + "[三](https://example.org/%2e%2e/a.html#x)。")))
    assert all(not line.startswith("link-fragment") for line in told(sound))


def test_two_checks_wait_for_each_other(sound: SiteFolder) -> None:
    spoil(sound, DEFECTS["word"])
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(len(found(sound)))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [1, 1]


def test_a_baseline_is_not_made_of_a_site_that_cannot_be_built(
    sound: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sound.root)
    spoil(sound, Defect("", post("a", region="哈尔宾市")))
    assert main(["check", "--write-baseline", "known.json"]) == 1
    assert not (sound.root / "known.json").exists()


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


def test_addresses_and_names_of_files_are_no_text(sound: SiteFolder) -> None:
    body = """请看 http://example.org/甲(乙)/b,c.doc 与 www.example.org/甲,乙 与 ftp://example.org/甲,乙。

请下载 报名表(终稿).docx，填 C:\\文件,新\\表.xls 后交。

第一章　总则。王　伟同志。

- 一项

    这一段属于上一项。

　　单价$5元，共$6元，以（许可字（2013）第0012号）、发票[2013]001号、技证（2012）00123号为准。

正文。

    代码,行
"""
    spoil(sound, Defect("", post("files", body)))
    assert told(sound) == []
    spoil(sound, Defect("", post("files", body.replace("属于", "属于,"))))
    assert [line.split()[0] for line in told(sound)] == ["punctuation"]


def test_dates_in_other_forms(sound: SiteFolder) -> None:
    body = "于 2013 年 2 月 30 日，及2013-02-31，2013年5月20日，星期三。2月29日可以有。"
    spoil(sound, Defect("", post("dates", body)))
    assert [line.split()[0] for line in told(sound)] == ["date-text"] * 3


def test_short_names_need_a_title_after_them(sound: SiteFolder) -> None:
    story = STORY.replace("单田树", "张力")
    sound.write(STORY_PATH, story + "\n张丽说，这是张力的事。\n")
    assert told(sound) == []
    sound.write(STORY_PATH, story + "\n张丽同志说，这是张力的事。\n")
    assert [line.split()[0] for line in told(sound)] == ["name"]


def test_text_in_directives_and_escaped_values_is_looked_at(sound: SiteFolder) -> None:
    sound.write("content/spring/news/a.txt", "附件")
    spoil(
        sound, Defect("", post("a", '::attachment a.txt "再接再励"', summary='"再接再励\\u3002"'))
    )
    lines = told(sound)
    assert [line.split()[0] for line in lines] == ["word", "word"]
    assert "a.md:4:10" in lines[0]


def test_decomposed_texts_and_names_are_mended(
    sound: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sound.root)
    [(_, text)] = post("a", "Café 再接再励。").items()
    name = unicodedata.normalize("NFD", "content/spring/news/é.md")
    file = sound.write(name, unicodedata.normalize("NFD", text))
    main(["check", "--fix", "-q"])
    assert "Café 再接再厉" in file.read_text("utf-8")


def test_a_text_that_takes_too_long_is_named_and_the_others_are_looked_at(
    sound: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(piece: Piece, source: Source) -> list[Finding]:
        while "尽头" in piece.text:
            pass
        return []

    monkeypatch.setitem(registry_of().rules["document-number"].finds, "piece", endless)
    monkeypatch.setattr("zhuanlan.check.look.SECONDS", 0.05)
    spoil(sound, Defect("", post("endless", "没有尽头。") | post("word", "再接再励。")))
    lines = told(sound, jobs=1)
    assert [line.split()[0] for line in lines] == ["problem", "word"]
    assert "to check" in lines[0]


def test_names_of_files_do_not_steer_a_terminal() -> None:
    problem = Problem("a\x1b[2Jb.md", 1, 1, "“{name}”", {"name": "\u202egpj.exe\r"})
    assert problem.text(str) == r"a\x1b[2Jb.md:1:1: “\u202egpj.exe\r”"


def test_a_tag_that_articles_lack_is_told_of_once_and_counted() -> None:
    lacking = [
        finding("page-tags", f"{name}.md", (0, 0), "no {tag}", url=name, tag=tag)
        for name in "abc"
        for tag in ("PubDate", "SiteName")
    ]
    told = [(one.problem.path, one.problem.values) for one in tags_once(lacking)]
    assert [path for path, values in told if values["tag"] == "SiteName"] == [
        "a.md",
        "b.md",
        "c.md",
    ]
    assert [v for _, v in told if v["tag"] == "PubDate"] == [
        {"url": "a", "tag": "PubDate", "more": 2}
    ]


def test_code_and_yaml_are_not_mended(sound: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sound.root)
    sound.write("config.yaml", CONFIG + 'check: {words: {学雷锋: "学雷锋: #"}}\n')
    body = "正文。\n\n    再接再励,好\n\n> ~~~\n> 再接再励,好\n> ~~~\n\n公式$再接再励,好$。"
    for path, text in (post("code", body) | post("学雷锋", summary="好。")).items():
        sound.write(path, text)
    before = {path: path.read_bytes() for path in sound.root.rglob("content/**/*.md")}
    main(["check", "--fix", "-q", "--date", "2013-06-01"])
    assert {path: path.read_bytes() for path in before} == before
