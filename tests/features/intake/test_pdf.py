"""PDF files: their lines become paragraphs, and what cannot be read is named."""

from __future__ import annotations

import logging
import random
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from tests.features.intake.papers import Put, Show, jpeg, paragraph, pdf
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake import pdf as reader
from zhuanlan.features.intake.document import Document
from zhuanlan.features.intake.pdf import read

LONG = "三月五日上午，示例镇组织志愿者走上街头，为居民理发、修伞、量血压，" * 3 + "居民都说好。"
TITLE = Put("示例镇开展学雷锋活动", 190, 60, 22, True)


def save(folder: Path, data: bytes) -> Document:
    file = folder / "letter.pdf"
    file.write_bytes(data)
    return read(file)


def said(found: Document) -> list[str]:
    return [loss.message.format_map(loss.values) for loss in found.losses]


def test_lines_become_paragraphs_and_looks_are_kept(tmp_path: Path) -> None:
    second = "活动结束后，志愿者清扫了街道。"
    page = [TITLE, *paragraph(LONG), *paragraph(second, 220), Put("示例镇人民政府", 430, 260)]
    found = save(tmp_path, pdf([page], info="示例"))
    assert [block.text for block in found.blocks] == [TITLE.text, LONG, second, "示例镇人民政府"]
    title, body, _, unit = found.blocks
    assert (title.align, title.bold, title.size, body.size) == ("center", True, 22, 12)
    assert (body.align, unit.align) == ("", "right")
    assert found.properties == {"title": "示例"}
    assert said(found) == ["a PDF knows no tables and columns: look whether the text is in order"]


def test_headers_and_page_numbers_are_dropped_and_named(tmp_path: Path) -> None:
    pages = [
        [Put("示例简报 第3期", 240, 40), *paragraph(LONG), Put(f"— {number} —", 280, 770)]
        for number in (1, 2, 3)
    ]
    found = save(tmp_path, pdf(pages))
    assert [block.text for block in found.blocks] == [LONG] * 3
    assert [block.place for block in found.blocks] == [1, 2, 3]
    assert said(found)[1:] == [
        "“示例简报 第3期” repeats on pages or is a page number, and was left out",
        "“— 1 —” repeats on pages or is a page number, and was left out",
    ]


def test_a_paragraph_goes_on_over_a_page(tmp_path: Path) -> None:
    lines = paragraph(LONG, 600)
    over = [line._replace(y=100 + 20 * n) for n, line in enumerate(lines[2:])]
    found = save(tmp_path, pdf([lines[:2], over]))
    assert [block.text for block in found.blocks] == [LONG]


def test_blanks_stand_where_there_are_gaps(tmp_path: Path) -> None:
    row = [Put("项目"), Put("人次", 160), Put("第"), Put("20", 73, 130), Put("名", 86, 130)]
    row[2] = row[2]._replace(y=130)
    words = [Put("Lei Feng", 60, 160), Put("spirit", 120, 160)]
    found = save(tmp_path, pdf([[*row, *words]]))
    assert [block.text for block in found.blocks] == ["项目 人次", "第20名", "Lei Feng spirit"]


def test_what_is_drawn_in_disorder_is_read_from_above(tmp_path: Path) -> None:
    page = [Put(f"第{n}行。", 60, 100 + 40 * n) for n in (4, 1, 3, 0, 2)]
    found = save(tmp_path, pdf([page]))
    assert [block.text[1] for block in found.blocks] == [*"01234"]


def test_bold_words_stay_bold(tmp_path: Path) -> None:
    page = [Put("他是"), Put("示例标兵", 84, bold=True), Put("，人人都夸。", 132)]
    [block] = save(tmp_path, pdf([page])).blocks
    assert block.html == "他是<strong>示例标兵</strong>，人人都夸。"


def test_signs_that_look_like_characters_become_them(tmp_path: Path) -> None:
    found = save(tmp_path, pdf([[Put("⽰例⻓⻋⼈⺠ﬁ")]]))
    assert found.blocks[0].text == "示例长车人民fi"
    assert said(found)[1] == (
        "6 characters were noted as signs that look the same: they are mended"
    )


def test_pictures_are_taken_over_in_their_order(tmp_path: Path) -> None:
    page = [Put("上文。"), Show(jpeg(), 60, 200), Put("图一", 280, 320), Show(jpeg(9), 60, 400)]
    found = save(tmp_path, pdf([page, [Put("下页。"), Show(jpeg(), 60, 200)]]))
    assert [block.element for block in found.blocks][1] == (
        '<figure><img src="picture-1.jpg" alt=""></figure>'
    )
    assert found.html.count("<img") == 2  # the small one is a bullet
    assert found.files == {"picture-1.jpg": jpeg()}


def test_a_scan_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"letter\.pdf: the file is a scan: nobody can copy"):
        save(tmp_path, pdf([[Show(jpeg())]]))
    found = save(tmp_path, pdf([[Put("字。")], [Show(jpeg())]]))
    assert said(found)[1] == "page 2 is a scan: nobody can copy its text"


def test_fonts_without_names_of_characters_are_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="cannot be read: its fonts do not name them"):
        save(tmp_path, pdf([[Put("\ue001\ue002\ue003" * 9)]], names=False))


def test_what_a_pdf_says_is_escaped(tmp_path: Path) -> None:
    [block] = save(tmp_path, pdf([[Put("<script>&"), Put("<b>", 200, bold=True)]])).blocks
    assert block.html == "&lt;script&gt;&amp; <strong>&lt;b&gt;</strong>"


def test_a_password_is_a_problem(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    for word, opens in (("geheim", False), ("", True)):
        writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([[Put("字。")]]))))
        writer.encrypt(word, "owner", algorithm="RC4-128")
        data = BytesIO()
        writer.write(data)
        if opens:
            assert save(tmp_path, data.getvalue()).blocks[0].text == "字。"
        else:
            with pytest.raises(ProblemError, match="protected by a password"):
                save(tmp_path, data.getvalue())


@pytest.mark.parametrize(
    "data", [b"", b"x", b"%PDF-1.5\n%%EOF", b"%PDF-1.5\n" + b"1 0 obj\n" * 999]
)
def test_what_is_no_pdf_is_a_problem(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"letter\.pdf: "):
        save(tmp_path, data)


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    with pytest.raises(ProblemError, match="3 pages, and more than 2"):
        save(tmp_path, pdf([[Put("字")]] * 3))
    monkeypatch.setattr(reader, "MOST_BYTES", 100)
    with pytest.raises(ProblemError, match="too large"):
        save(tmp_path, pdf([[Put("字")]]))


def test_a_stream_that_unpacks_to_much_is_refused_soon(tmp_path: Path) -> None:
    bomb = pdf([[Put("字" * 20_000_000)]])
    begun = time.process_time()
    with pytest.raises(ProblemError):
        save(tmp_path, bomb)
    assert time.process_time() - begun < 20


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_documents_or_problems(seed: int, tmp_path: Path) -> None:
    rand = random.Random(seed)  # noqa: S311
    data = bytearray(pdf([[TITLE, *paragraph(LONG), Show(jpeg())], [Put("字。")]]))
    for _ in range(rand.randint(1, 60)):
        at = rand.randrange(len(data))
        if rand.random() < 0.8:
            data[at] = rand.randrange(256)
        else:
            del data[at : at + rand.randint(1, 30)]
    with suppress(ProblemError):
        save(tmp_path, bytes(data))


def test_what_the_library_says_of_damage_is_not_printed(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(
        b"%PDF-1.5\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 2/Prev 9>>\n"
        b"startxref\n9\n%%EOF"
    )
    heard: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        with pytest.raises(ProblemError):
            read(file)
    finally:
        logging.getLogger().removeHandler(handler)
    assert heard == []
