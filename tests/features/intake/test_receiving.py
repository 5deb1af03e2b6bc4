"""What comes in becomes a draft: filled in, marked where it is not sure, and named where lost."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from tests.commands import command
from tests.features.intake.conftest import Office
from zhuanlan.build import build


def matter_of(text: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load(text.split("---\n")[1])
    return found


def test_a_letter_becomes_a_draft_with_all_that_it_says(office: Office) -> None:
    shown = office.take(office.letter("museum-4"))
    assert (shown.returncode, shown.stdout.count("\n")) == (0, 1)
    text = office.draft(shown)
    matter = matter_of(text)
    imported = matter.pop("imported")
    assert {key: str(value) for key, value in matter.items()} == {
        "title": "送展进校园 雷锋精神代代传",
        "date": "2013-03-21",
        "region": "大庆市",
        "activity": "benefit",
        "unit": "大庆市云湖博物馆",
        "author": "粟文",
        "editor": "祝融",
        "status": "draft",
        "photographer": "常青",
    }
    assert isinstance(imported, dict)
    assert imported["file"] == "museum-4.txt"
    assert re.fullmatch("[0-9a-f]{16}", imported["digest"])
    assert [one["field"] for one in imported["confirm"]] == ["activity"]
    assert text.endswith(
        "---\n\n3月19日至21日，云湖博物馆流动展览走进三所小学，惠民服务受到师生欢迎。\n"
    )
    assert (
        "inbox/museum-4.txt:4:1: lines that are no part of the story leave its text: 文字：粟文 / "
        "摄影：常青 / 编辑：祝融 / 大庆市云湖博物馆供稿 2013年3月21日\n"
    ) in shown.stderr


def test_a_draft_with_open_guesses_is_not_published(office: Office) -> None:
    [path] = office.take(office.letter("museum-4")).stdout.split()
    file = office.root / path
    assert office.build().posts == 0
    draft = file.read_text("utf-8")
    file.write_text(draft.replace("status: draft\n", ""), "utf-8")
    assert office.problems() == [
        f"{path}:13:5: nobody has confirmed “activity” of this imported story: benefit; "
        "look at it, then take it out of imported: confirm"
    ]
    confirmed = re.sub("  confirm:\n(?:  .*\n)+", "", draft.replace("status: draft\n", ""))
    file.write_text(confirmed, "utf-8")
    assert office.build().posts == 1
    [page] = [name for name in office.files() if name.endswith("dai-chuan.html")]
    assert "常青" in office.page(page)


def test_check_lists_drafts_that_wait_and_nothing_else(office: Office) -> None:
    for name in ("museum-4", "school-2", "bank-3"):
        assert office.take(office.letter(name)).returncode == 0
    shown = command(office.root, "check", "--format", "json")
    found = json.loads(shown.stdout)["findings"]
    of_drafts = [
        one for one in found if "/spring/" in one["path"] and "campaign" not in one["path"]
    ]
    assert {one["rule"] for one in of_drafts} == {"unconfirmed"}
    assert len(of_drafts) == 2


def test_what_nobody_knows_is_marked(office: Office) -> None:
    """A letter without a date, a unit or anything else."""
    office.write(
        "inbox/20130312 好消息.txt", "好消息\n\n大家都来参加活动，清扫了公园，种下了树苗。\n"
    )
    shown = office.take("inbox/20130312 好消息.txt")
    matter = matter_of(office.draft(shown))
    assert (matter["title"], str(matter["date"])) == ("好消息", "2013-03-12")
    assert "Date is “2013-03-12”, by “20130312 好消息”" in shown.stderr
    office.write("inbox/b.txt", "另一个好消息\n\n大家都来参加活动，清扫了公园，种下了树苗。\n")
    assert "to confirm: Date is “20" in office.take("inbox/b.txt").stderr


def test_an_exemplar_without_a_name_waits_for_one(office: Office) -> None:
    """The column needs a person, and nothing is invented."""
    office.write("inbox/a.txt", "好人就在身边\n\n大家都来参加活动，清扫了公园，种下了树苗。\n")
    shown = office.take("inbox/a.txt", "--column", "身边好人")
    assert matter_of(office.draft(shown))["person"] == {"name": "待确认"}
    assert "Person is “待确认”: nothing says so" in shown.stderr
    office.build(drafts=True)


def test_personal_data_are_named_at_once_and_masked_in_evidence(office: Office) -> None:
    text = "志愿者清扫公园\n\n志愿者清扫了公园，联系电话13812345678，欢迎参加。\n"
    office.write("inbox/a 13812345678.txt", text)
    shown = office.take("inbox/a 13812345678.txt")
    assert "the text holds a mobile number: 138****5678" in shown.stderr
    assert "13812345678" not in office.draft(shown).split("---\n")[1]


def test_the_report_as_json(office: Office) -> None:
    shown = office.take(office.letter("museum-4"), "--json", "--dry-run")
    [file] = json.loads(shown.stdout)["files"]
    assert (file["path"], file["state"]) == ("inbox/museum-4.txt", "draft")
    [draft] = file["drafts"]
    guesses = {one["field"]: one for one in draft["guesses"]}
    assert guesses["author"] == {
        "field": "author",
        "value": "粟文",
        "evidence": "文字：粟文",
        "place": 4,
        "sure": True,
        "alternatives": [],
    }
    assert guesses["activity"]["sure"] is False
    assert [one["text"] for one in draft["left"]][-1] == "大庆市云湖博物馆供稿 2013年3月21日"


def test_a_dry_run_writes_nothing(office: Office) -> None:
    shown = office.take(office.letter("museum-4"), "--dry-run")
    assert shown.returncode == 0
    assert not (office.root / "sources").exists()
    assert [file.name for file in (office.root / "content").rglob("*.*")] == ["campaign.yaml"]


def test_the_report_as_a_page_is_escaped(office: Office) -> None:
    office.write(
        "inbox/<b>.txt",
        "<script>alert(1)</script>标题\n\n作者：王<i>伟\n正文很长，有很多话要说，说了很多。\n",
    )
    office.take("inbox/<b>.txt", "--report", "out/report.html")  # a folder that is not there
    page = (office.root / "out/report.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "http" not in page


def test_a_receipt_for_each_unit(office: Office) -> None:
    office.letter("museum-4")
    office.letter("bank-1")
    office.write("inbox/a.doc", "x")
    shown = office.take("inbox", "--receipt", LANGUAGE="zh_Hans", LC_ALL="zh_CN.UTF-8")
    assert shown.returncode == 1
    assert "大庆市云湖博物馆：\n" in shown.stdout
    assert "1. 送展进校园 雷锋精神代代传（museum-4.txt）：已采用为草稿" in shown.stdout
    assert "伊春市林海银行：\n" in shown.stdout


def test_a_failed_file_stops_no_other(office: Office) -> None:
    office.letter("museum-4")
    office.write("inbox/broken.txt", b"\x81\x30\xff\xff")
    shown = office.take("inbox")
    assert shown.returncode == 1
    assert shown.stdout.count("\n") == 1
    assert "inbox/broken.txt:1:1: the file is neither UTF-8 nor GB18030" in shown.stderr


def test_of_several_campaigns_the_one_that_declares_the_unit(office: Office) -> None:
    other = "title: 夏日\nscope: 黑龙江省\ncolumns: [{slug: news, name: 动态, kind: news}]\n"
    office.write("content/summer/campaign.yaml", other)
    shown = office.take(office.letter("museum-4"))
    assert shown.stdout.startswith("content/spring/news/")
    assert (
        "taken for the campaign “spring”, which declares the unit “大庆市云湖博物馆”"
        in shown.stderr
    )
    office.write("inbox/a.txt", "好消息\n\n大家都来参加活动，清扫了公园，种下了树苗。\n")
    shown = office.take("inbox/a.txt")
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "nobody knows for which campaign this is; say --campaign" in shown.stderr
    shown = office.take("inbox/a.txt", "--campaign", "夏日")
    assert shown.stdout.startswith("content/summer/news/")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--campaign", "sprin"], "--campaign: unknown: “sprin”; did you mean “spring”?"),
        (["--column", "newz"], "--column: unknown: “newz”; did you mean “news”?"),
        (["--into", "content"], "content: this is not the folder of a column"),
    ],
)
def test_a_wrong_place_is_a_problem(office: Office, arguments: list[str], message: str) -> None:
    shown = office.take(office.letter("museum-4"), *arguments)
    assert shown.returncode == 1
    assert message in shown.stderr


def test_several_stories_in_a_file(office: Office) -> None:
    office.write(
        "inbox/a.md",
        "# 第一篇\n\n志愿者清扫了公园，种下树苗。\n\n# 第二篇\n\n志愿者又清扫了公园，种下树苗。\n",
    )
    office.write("plugins/marks.py", MARKS)
    office.write(
        "config.yaml", (office.root / "config.yaml").read_text("utf-8") + "plugins: [marks]\n"
    )
    assert office.take("inbox/a.md").stdout.count("\n") == 1
    shown = office.take("inbox/a.md", "--split", "--again")
    assert shown.stdout == (
        "content/spring/news/di-yi-pian-2.md\ncontent/spring/news/di-er-pian.md\n"
    )


MARKS = """
from zhuanlan.plugin import Draft, Importer
from zhuanlan.features.intake.blocks import blocks_of_markdown

def drafts(file):
    return [Draft("", "", blocks=tuple(blocks_of_markdown(file.read_text("utf-8"))))], []

def register(registry):
    registry.importers.add("marks", Importer((".md",), drafts))
"""


def test_a_table_becomes_a_post_and_blanks_stay_blank(office: Office) -> None:
    office.write("inbox/统计表.csv", "学雷锋活动统计表,,\n项目,数量,备注\n走访,12,\n座谈,,a|b\n")
    shown = office.take("inbox/统计表.csv", "--column", "news")
    text = office.draft(shown)
    assert matter_of(text)["title"] == "学雷锋活动统计表"
    assert text.endswith(
        "| 项目 | 数量 | 备注 |\n| --- | --- | --- |\n| 走访 | 12 |  |\n| 座谈 |  | a\\|b |\n"
    )
    build(office.options(drafts=True))
