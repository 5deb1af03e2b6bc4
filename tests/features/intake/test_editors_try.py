"""What an editor met who imported what ten kinds of units send."""

from __future__ import annotations

import re

from tests.features.intake.conftest import Office
from tests.features.intake.test_bundles import TALE, picture, posts
from tests.features.intake.test_receiving import matter_of

CHINESE = {"LANGUAGE": "zh_Hans", "LC_ALL": "zh_CN.UTF-8"}


def test_no_place_is_taken_for_a_person(office: Office) -> None:
    """安 and 方 are surnames, 安达 and 方正 are places."""
    office.write("inbox/a.txt", "安达市优秀志愿者好人榜\n\n安达市评出好人，安达市号召学习。\n")
    shown = office.take("inbox/a.txt", "--column", "exemplars")
    assert matter_of(office.draft(shown))["person"] == {"name": "待确认"}
    office.write("inbox/b.txt", "书香安达好人榜\n\n安达评出了好人，大家向好人学习，说安达好。\n")
    shown = office.take("inbox/b.txt", "--column", "exemplars")
    assert matter_of(office.draft(shown))["person"] == {"name": "待确认"}


def test_a_guess_that_nobody_confirmed_is_no_reason_for_the_next(office: Office) -> None:
    draft = (
        "---\ntitle: 好人\ndate: 2013-03-01\nstatus: draft\nperson: {name: 清扫}\n"
        "imported:\n  file: a.txt\n  digest: 3f2a9c0b1d4e5f67\n  confirm:\n"
        "  - field: person\n    value: 清扫\n---\n\n正文。\n"
    )
    office.write("content/spring/exemplars/a.md", draft)
    office.write("inbox/b.txt", TALE.replace("志愿者清扫公园", "好人清扫公园"))
    shown = office.take("inbox/b.txt", "--column", "exemplars")
    assert matter_of(office.draft(shown))["person"] == {"name": "待确认"}
    office.write(
        "content/spring/exemplars/a.md", draft.partition("imported:")[0] + "---\n\n正文。\n"
    )
    shown = office.take("inbox/b.txt", "--column", "exemplars", "--again", "--dry-run")
    assert "person" not in shown.stderr


def test_the_folder_that_all_share_gives_a_story_no_pictures(office: Office) -> None:
    """The name of the folder is part of the name of one story."""
    office.write("植树/植树活动.txt", TALE)
    office.write("植树/义诊.txt", TALE.replace("清扫公园", "义诊"))
    office.write("植树/IMG_1.jpg", picture())
    shown = office.take("植树")
    assert "“IMG_1.jpg” goes with none of the stories" in shown.stderr
    assert all(not name.endswith(".jpg") for names in posts(office).values() for name in names)


def test_files_named_without_a_folder_give_no_story_of_another_name(office: Office) -> None:
    office.write("植树.txt", TALE)
    office.write("义诊.txt", TALE.replace("清扫公园", "义诊"))
    office.write("录像.mp4", b"x")
    shown = office.take("植树.txt", "义诊.txt", "录像.mp4")
    assert "“录像.mp4” goes with none of the stories" in shown.stderr


def test_every_column_of_the_page_has_a_name(office: Office) -> None:
    """An empty text is translated to the head of the catalogue."""
    office.take(office.letter("museum-4"), "--report", "report.html", **CHINESE)
    page = (office.root / "report.html").read_text("utf-8")
    heads = re.findall("<th scope=col>(.*?)</th>", page, re.DOTALL)
    assert len(heads) == 4
    assert "" not in heads
    assert "Project-Id-Version" not in page


def test_an_archive_of_another_kind_is_to_be_unpacked(office: Office) -> None:
    office.write("打包.rar", b"Rar!\x1a\x07\x00")
    shown = office.take("打包.rar")
    assert shown.returncode == 1
    assert "unpack it and import the folder, or pack it as .zip" in shown.stderr
    assert ".docx" not in shown.stderr


def test_pictures_without_any_story_want_one(office: Office) -> None:
    office.write("照片/IMG_1.jpg", picture())
    shown = office.take("照片")
    assert shown.returncode == 1
    assert "“IMG_1.jpg” came without a story: put the story beside it" in shown.stderr


def test_a_file_that_is_not_there_is_said_in_chinese(office: Office) -> None:
    shown = office.take("没有.docx", **CHINESE)
    assert shown.returncode == 1
    assert "没有这个文件" in shown.stderr or "不存在" in shown.stderr
    assert "No such file" not in shown.stderr
