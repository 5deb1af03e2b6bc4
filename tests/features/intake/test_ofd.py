"""OFD files: what their pages show becomes paragraphs, and what is not taken over is named."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from tests.features.intake.papers import Put, Show, jpeg, ofd, ofd_parts, paragraph, zipped
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake.document import Document
from zhuanlan.features.intake.ofd import read

LONG = "三月五日上午，示例镇组织志愿者走上街头，为居民理发、修伞、量血压，" * 3 + "居民都说好。"
TITLE = Put("示例镇开展学雷锋活动", 190, 100, 22, True)
PAGE = "Doc_0/Pages/Page_0/Content.xml"


def save(folder: Path, data: bytes) -> Document:
    file = folder / "letter.ofd"
    file.write_bytes(data)
    return read(file)


def said(found: Document) -> list[str]:
    return [loss.message.format_map(loss.values) for loss in found.losses]


def test_what_pages_show_becomes_paragraphs(tmp_path: Path) -> None:
    page = [TITLE, *paragraph(LONG, 140), Put("示例镇人民政府", 430, 240)]
    found = save(tmp_path, ofd([page], "示例"))
    assert [block.text for block in found.blocks] == [TITLE.text, LONG, "示例镇人民政府"]
    title, body, unit = found.blocks
    assert (title.align, title.bold, title.size) == ("center", True, 22)
    assert (body.bold, body.size, unit.align) == (False, 12, "right")
    assert found.properties == {"title": "示例"}
    assert said(found) == ["an OFD knows no tables and columns: look whether the text is in order"]


def test_page_numbers_are_dropped_and_pictures_taken(tmp_path: Path) -> None:
    pages = [
        [*paragraph(LONG, 140), Show(jpeg(), 60, 300), Put(f"第 {n} 页", 280, 770)] for n in (1, 2)
    ]
    found = save(tmp_path, ofd(pages))
    assert [block.text for block in found.blocks] == [LONG, "", LONG, ""]
    assert found.files == {"picture-1.jpg": jpeg()}
    assert said(found)[1] == "“第 1 页” repeats on pages or is a page number, and was left out"


def test_a_template_is_read_where_it_is_first_used(tmp_path: Path) -> None:
    parts = ofd_parts([[Put("正文一。", 60, 200)], [Put("正文二。", 60, 200)]])
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts["Doc_0/Tpls/T.xml"] = (
        f"<ofd:Page {space}><ofd:Content><ofd:Layer><ofd:PageBlock>"
        '<ofd:TextObject Boundary="20 40 100 10" Size="5"><ofd:TextCode X="0" Y="5">红头文件'
        "</ofd:TextCode></ofd:TextObject></ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>"
    )
    document = str(parts["Doc_0/Document.xml"])
    parts["Doc_0/Document.xml"] = document.replace(
        "</ofd:CommonData>", '<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/></ofd:CommonData>'
    )
    for number in (0, 1):
        name = f"Doc_0/Pages/Page_{number}/Content.xml"
        text = str(parts[name]).replace(
            "<ofd:Content>", '<ofd:Template TemplateID="7"/><ofd:Content>'
        )
        parts[name] = text
    found = save(tmp_path, zipped(parts))
    assert [block.text for block in found.blocks] == ["红头文件", "正文一。", "正文二。"]


def test_seals_annotations_and_other_documents_are_named(tmp_path: Path) -> None:
    parts = ofd_parts([[Put("字。")]])
    root, document = str(parts["OFD.xml"]), str(parts["Doc_0/Document.xml"])
    more = "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>"
    signed = "<ofd:Signatures>/S.xml</ofd:Signatures></ofd:DocBody>"
    root = root.replace("</ofd:DocBody>", signed + more)
    parts["OFD.xml"] = root
    parts["Doc_0/Document.xml"] = document.replace(
        "</ofd:Pages>", "</ofd:Pages><ofd:Annotations>A.xml</ofd:Annotations>"
    )
    assert said(save(tmp_path, zipped(parts)))[1:] == [
        "the file holds 2 documents, of which the first is read",
        "seals and signatures are not taken over",
        "annotations on the pages are not taken over",
    ]


def test_a_missing_page_and_a_missing_picture_are_named(tmp_path: Path) -> None:
    parts = ofd_parts([[Put("字。"), Show(jpeg())], [Put("页。")]])
    del parts["Doc_0/Pages/Page_1/Content.xml"], parts["Doc_0/Res/image_0.jpg"]
    assert said(save(tmp_path, zipped(parts)))[1:] == [
        "a picture is missing or of a kind that no browser shows: Doc_0/Res/image_0.jpg",
        "page “Doc_0/Pages/Page_1/Content.xml” is missing in the file",
    ]


EVIL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({PAGE: EVIL + "<x>&a;</x>"}, "declares a document type"),
        ({PAGE: "<a>" * 100_000}, "nested too deep"),
        ({PAGE: "<a"}, "XML is damaged"),
        ({"OFD.xml": "<x/>"}, "this is no OFD file, but another zip"),
        ({"OFD.xml": "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>"}, "the file is damaged"),
        ({"../../evil": "x"}, "leads out of the file"),
        ({PAGE: b" " * 30_000_000}, "too large"),
        ({"Doc_0/Document.xml": ""}, "the file is damaged"),
    ],
)
def test_hostile_files_are_problems(
    change: dict[str, bytes | str], says: str, tmp_path: Path
) -> None:
    with pytest.raises(ProblemError, match=says):
        save(tmp_path, zipped(ofd_parts([[Put("字。")]]) | change))


def test_a_scan_and_another_kind_of_file_are_problems(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="is a scan"):
        save(tmp_path, ofd([[Show(jpeg())]]))
    with pytest.raises(ProblemError, match="this is no OFD file, but a PDF"):
        save(tmp_path, b"%PDF-1.5")


def test_places_lead_nowhere_outside(tmp_path: Path) -> None:
    parts = ofd_parts([[Put("字。"), Show(jpeg())]])
    for name in ("Doc_0/DocumentRes.xml", "Doc_0/Document.xml"):
        text = str(parts[name]).replace("image_0.jpg", "../../../../etc/passwd")
        parts[name] = text.replace("/Doc_0/PublicRes.xml", "/../../etc/passwd")
    found = save(tmp_path, zipped(parts))
    assert (found.blocks[0].text, found.files) == ("字。", {})


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_documents_or_problems(seed: int, tmp_path: Path) -> None:
    rand = random.Random(seed)  # noqa: S311
    parts = ofd_parts([[TITLE, *paragraph(LONG, 140), Show(jpeg())], [Put("页。")]])
    name = rand.choice([*parts])
    content = parts[name]
    data = bytearray(content if isinstance(content, bytes) else content.encode())
    for _ in range(rand.randint(1, 6)):
        at = rand.randrange(len(data))
        if rand.random() < 0.5:
            data[at] = rand.randrange(256)
        else:
            del data[at : at + rand.randint(1, 30)]
    parts[name] = bytes(data)
    whole = bytearray(zipped(parts))
    if seed % 2:
        whole[rand.randrange(len(whole))] ^= 255
    with suppress(ProblemError):
        save(tmp_path, bytes(whole))
