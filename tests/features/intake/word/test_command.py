"""`import letter.docx`: a draft with its pictures beside it, which a build shows."""

from __future__ import annotations

import re
from pathlib import Path

from tests.commands import command
from tests.conftest import SiteFolder
from tests.features.intake.word.building import docx, level, lists, p, picture, png


def test_a_word_file_becomes_a_draft_with_its_pictures(site: SiteFolder) -> None:
    body = (
        p("植树节里的雷锋", jc="center", bold=True)
        + p("——记示例社区", jc="center")
        + p("一、出发")
        + p("　　三百名志愿者（示例）上山植树。", num=(1, 0))
        + p(picture("p1"))
        + p("图1：挖坑", jc="center")
    )
    data = docx(body, parts=lists(level(0, "ideographTraditional", "%1、")), media={"p1": png()})
    site.write("letter.docx", data)
    shown = command(site.root, "import", "letter.docx", "--into", "content/spring/news")
    assert shown.returncode == 0, shown.stderr
    draft = Path(site.root, shown.stdout.strip())
    assert (draft.parent / "picture-1.png").read_bytes() == png()
    text = draft.read_text("utf-8")
    assert text.startswith("---\ntitle: 植树节里的雷锋\n")
    assert "\nsubtitle: 记示例社区\n" in text
    assert "---\n\n## 一、出发\n\n甲、三百名" in text
    assert "letter.docx:3:1: “一、出发” is taken as a heading" in shown.stderr
    site.write(shown.stdout.strip(), re.sub("date: .*", "date: 2013-03-05", text))
    site.build(drafts=True)
    [page] = [name for name in site.files() if draft.parent.name in name and name.endswith(".html")]
    assert "<figcaption>图1：挖坑</figcaption>" in site.page(page)


def test_a_word_file_without_text_is_a_problem(site: SiteFolder) -> None:
    site.write("empty.docx", docx(p("")))
    shown = command(site.root, "import", "empty.docx", "--into", "content/spring/news")
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "empty.docx: the file holds no text" in shown.stderr
