"""投稿模板.docx: written by `new template`, filled in by a unit, read without a guess."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx

from tests.commands import command
from tests.features.intake.conftest import Office
from tests.features.intake.word.building import png

ANSWERS = {
    "标题": "孝老爱亲好儿媳田桂花",
    "副标题": "记渔歌村村民田桂花",
    "报送单位": "抚远市渔歌村",
    "地区": "抚远县",
    "日期": "2013年3月12日",
    "栏目": "身边好人",
    "作者": "薛长河、李 明",
    "摄影": "龚小梅",
    "人物姓名": "田桂花",
    "人物身份": "渔歌村村民",
    "类别": "孝老爱亲",
    "同意刊登": "是",
}
TEXT = "田桂花十七年如一日照顾瘫痪在床的婆婆。2005年3月1日，她的丈夫受了伤。"


def filled(form: Path, target: Path) -> None:
    """Fill the form in, as a unit does."""
    document = docx.Document(str(form))
    for row in document.tables[0].rows:
        label = row.cells[0].text.partition("（")[0]
        row.cells[1].text = ANSWERS.get(label, "")
    document.add_paragraph(TEXT)
    document.add_picture(BytesIO(png()))
    document.add_paragraph("图1：田桂花和婆婆")
    target.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(target))


def test_the_form_is_read_without_a_guess(office: Office) -> None:
    shown = command(office.root, "new", "template", "forms")
    assert (shown.returncode, shown.stdout) == (0, "forms/投稿模板.docx\n"), shown.stderr
    filled(office.root / "forms/投稿模板.docx", office.root / "inbox/渔歌村.docx")
    shown = office.take("inbox/渔歌村.docx", "--json")
    assert shown.returncode == 0, shown.stdout
    [file] = json.loads(shown.stdout)["files"]
    [draft] = file["drafts"]
    assert [one for one in draft["guesses"] if not one["sure"]] == []
    text = (office.root / draft["path"]).read_text("utf-8")
    head, _, body = text.partition("\n---\n")
    assert head.partition("imported:")[0] == (
        "---\ntitle: 孝老爱亲好儿媳田桂花\nsubtitle: 记渔歌村村民田桂花\ndate: 2013-03-12\n"
        "region: 抚远县\nunit: 抚远市渔歌村\nauthor: 薛长河、李明\nstatus: draft\n"
        "person:\n  name: 田桂花\n  role: 渔歌村村民\n  category: 孝老爱亲\n"
    )
    assert head.endswith("photographer: 龚小梅")
    assert "confirm" not in head
    assert body.startswith(f"\n{TEXT}\n\n![田桂花和婆婆](picture-1.png")
    assert any("the form says of a consent: 是" in note for note in file["notes"])
    office.build(drafts=True)


def test_an_empty_form_is_no_story(office: Office) -> None:
    command(office.root, "new", "template", "inbox")
    shown = office.take("inbox/投稿模板.docx")
    assert shown.returncode == 1
    assert "投稿模板.docx: the file holds no text" in shown.stderr


def test_no_form_is_replaced(office: Office) -> None:
    assert command(office.root, "new", "template").returncode == 0
    shown = command(office.root, "new", "template")
    assert shown.returncode == 1
    assert "投稿模板.docx: the file exists already" in shown.stderr
