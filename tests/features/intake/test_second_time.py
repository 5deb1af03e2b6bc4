"""What comes a second time: corrected under another name, published, taken down, in a mail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from tests.commands import command
from tests.features.intake.conftest import HERE, Office
from tests.features.intake.test_editors_try import CHINESE
from zhuanlan.features.intake.kept import _plain

LETTER = (HERE / "letters/museum-4.txt").read_text("utf-8")
LONG = LETTER.replace("3月19日至21日", "为了让孩子们了解家乡的历史和文物，3月19日至21日")


@pytest.mark.parametrize(
    "name",
    [
        *("植树活动.docx", "植树活动(1).txt", "植树活动（修改稿）.docx", "植树活动-定稿.doc"),
        *("植树活动（改）.wps", "植树活动最终版.docx", "植树活动 副本.docx", "植树活动 V2.docx"),
        *("植树活动修改后（定稿）.docx", "植树活动_第二稿.docx", "植树活动【更正】.docx"),
    ],
)
def test_versions_have_one_name(name: str) -> None:
    assert _plain(name) == "植树活动"


@pytest.mark.parametrize("name", ["革新.docx", "活动1.docx", "定稿.docx", "2.txt", "技术.docx"])
def test_names_that_say_something_stay(name: str) -> None:
    assert _plain(name) == name.partition(".")[0]


def test_a_correction_under_the_name_of_a_version_updates_its_draft(office: Office) -> None:
    office.write("inbox/展览.txt", LONG)
    [path] = office.take("inbox/展览.txt").stdout.split()
    office.write("inbox/展览（修改稿）.txt", LONG.replace("三所", "五所"))
    shown = office.take("inbox/展览（修改稿）.txt")
    assert shown.stdout.split() == [path]
    assert f"{path}: the corrections of the file are taken over into this draft" in shown.stderr
    assert "五所小学" in (office.root / path).read_text("utf-8")


def test_stories_that_are_only_numbered_stay_two(office: Office) -> None:
    office.write("inbox/简讯(1).txt", LONG)
    office.take("inbox/简讯(1).txt")
    other = (HERE / "letters/museum-1.txt").read_text("utf-8")
    office.write("inbox/简讯(2).txt", other)
    assert "yun-hu-bo-wu-guan" in office.take("inbox/简讯(2).txt").stdout


def test_a_second_draft_of_one_title_is_named(office: Office) -> None:
    office.write("inbox/展览.txt", LONG)
    [path] = office.take("inbox/展览.txt").stdout.split()
    office.write("inbox/进校园.txt", LONG.replace("三所", "五所"))
    shown = office.take("inbox/进校园.txt")
    assert f"there is one with the same title: {path}; if it corrects that one" in shown.stderr


def _taken_down(office: Office) -> str:
    office.write("inbox/展览.txt", LONG)
    [path] = office.take("inbox/展览.txt").stdout.split()
    assert command(office.root, "takedown", path).returncode == 0
    return path


def test_what_was_taken_down_is_not_imported_again(office: Office) -> None:
    path = _taken_down(office).removeprefix("content/")
    for again in ((), ("--again",)):
        shown = office.take("inbox/展览.txt", *again)
        assert (shown.returncode, shown.stdout) == (1, "")
        assert f"inbox/展览.txt: the story that it gave was taken down: {path}" in shown.stderr
        assert "write --again" not in shown.stderr
    office.write("inbox/展览.txt", LONG.replace("三所", "五所"))
    shown = office.take("inbox/展览.txt")
    assert f"gave a story that was taken down: {path}; look whether" in shown.stderr


def test_a_unit_reads_nothing_that_only_editors_can_do(office: Office) -> None:
    """A correction of a published story, and the name of a mail's text."""
    office.write("inbox/展览.txt", LONG)
    [path] = office.take("inbox/展览.txt").stdout.split()
    text = (office.root / path).read_text("utf-8")
    office.write(path, text.replace("status: draft\n", ""))
    office.write("inbox/展览.txt", LONG.replace("三所", "五所"))
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "稿件"
    mail.set_content((HERE / "letters/bank-1.txt").read_text("utf-8"))
    office.write("inbox/来信.eml", mail.as_bytes())
    shown = office.take("inbox", "--receipt", **CHINESE)
    assert "1. 展览.txt：稿件已经采用，更正由编辑处理\n" in shown.stdout
    assert "（来信.eml）：已采用为草稿" in shown.stdout
    assert "换个文件名" not in shown.stdout
    assert "content/" not in shown.stdout
    assert "\ncontent/spring/" in shown.stderr


def test_a_dry_run_says_that_it_was_one(office: Office) -> None:
    shown = office.take(office.letter("museum-4"), "--dry-run")
    assert shown.stderr.endswith("nothing is written: this was a dry run\n")


def test_a_subtitle_in_the_line_of_the_title_is_not_reported_as_lost(office: Office) -> None:
    office.write(
        "inbox/a.txt", "大爱无声 夕阳更红——记渔歌村老党员田桂花\n\n三十年来，她义务修路十二公里。\n"
    )
    shown = office.take("inbox/a.txt")
    assert "lines that are no part" not in shown.stderr
