"""Saved pages: their encodings, the pictures beside and inside them, MHTML, and what is refused."""

from __future__ import annotations

import base64
import codecs
import time
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
import segno

from tests.features.intake.web.test_cases import photo
from zhuanlan.core.importers import Loss
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake.document import Document
from zhuanlan.features.intake.web.files import document, from_clipboard

PAGE = '<html><head><meta charset="{}"></head><body><p>示例镇学雷锋，做好事①镕</p></body></html>'


def save(folder: Path, data: str | bytes, name: str = "page.html") -> Document:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return document(file)


def messages(found: Document) -> list[str]:
    return [loss.message.format_map(loss.values) for loss in found.losses]


@pytest.mark.parametrize(
    ("declared", "data"),
    [
        ("gb2312", lambda text: text.encode("gb18030")),
        ("GBK", lambda text: text.encode("gbk", "ignore")),
        ("utf-8", lambda text: text.encode("utf-8")),
        ("gb2312", lambda text: codecs.BOM_UTF8 + text.encode("utf-8")),
        ("unicode", lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le")),
        ("x-unknown", lambda text: text.encode("gb18030")),
        ("utf-8", lambda text: text.encode("gb18030")),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_has(tmp_path, declared, data) -> None:  # type: ignore[no-untyped-def]
    found = save(tmp_path, data(PAGE.format(declared)))
    assert found.html == "<p>示例镇学雷锋，做好事①镕</p>"


def test_big5_is_read_where_it_is_declared(tmp_path: Path) -> None:
    text = PAGE.format("big5").replace("①镕", "").replace("示例镇学雷锋，做好事", "弘揚雷鋒精神")
    assert save(tmp_path, text.encode("big5")).html == "<p>弘揚雷鋒精神</p>"


def test_pictures_of_a_saved_page_lie_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "稿 件_files").mkdir()
    (tmp_path / "稿 件_files" / "a.png").write_bytes(photo(1))
    page = '<p><img src="./%E7%A8%BF%20%E4%BB%B6_files/a.png"><img src="稿 件_files\\a.png"></p>'
    found = save(tmp_path, page)
    assert found.html.count('src="picture-1.png"') == 2
    assert [*found.files] == ["picture-1.png"]
    assert found.files["picture-1.png"] == photo(1)


def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    (inside / "real").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    for place in (tmp_path / "secret.png", tmp_path / "out" / "b.png"):
        place.write_bytes(photo(2))
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    (inside / "folder").symlink_to(tmp_path / "out")
    (inside / "real" / "kept.png").write_bytes(photo(3))
    (inside / "within").symlink_to(inside / "real")
    secret = str(tmp_path / "secret.png")
    sources = ["../secret.png", "real/../../secret.png", "..%2fsecret.png", secret,
               f"file://{secret}", "link.png", "folder/b.png", "within/kept.png", "real%00.png",
               "..\\secret.png", "//secret.png", "real", "?", "C:/secret.png"]  # fmt: skip
    found = save(inside, "<p>字" + "".join(f'<img src="{one}">' for one in sources))
    assert not found.files
    assert len(found.losses) == len(sources)
    assert found.html == "<p>字</p>"


def test_pictures_inside_the_page_are_decoded_and_known_by_their_bytes(tmp_path: Path) -> None:
    data = base64.b64encode(photo(4, "JPEG")).decode()
    found = save(
        tmp_path,
        f'<p>字<img src="data:image/png;base64,{data}"><img src="data:image/png;base64,PHN2Zz4=">'
        '<img src="data:image/svg+xml,%3Csvg%3E"><img src="data:image/png;base64,***">',
    )
    assert [*found.files] == ["picture-1.jpg"]
    assert len(found.losses) == 3


def test_a_spacer_is_no_picture(tmp_path: Path) -> None:
    spacer = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    found = save(tmp_path, f'<p>字<img src="data:image/gif;base64,{spacer}"></p>')
    assert (found.html, found.files, found.losses) == ("<p>字</p>", {}, ())


def archive() -> bytes:
    message = EmailMessage()
    message["Subject"] = "=?utf-8?B?56S65L6L?="
    message.set_content("<html><body><p>示例页<img src='cid:one@x'><img src='https://a.example/2.png'>"
                        "<img src='file:///C:/a/3.png'></p></body></html>", subtype="html",
                        charset="gb2312", cte="quoted-printable")  # fmt: skip
    message.make_related()
    for number, header in enumerate((("Content-ID", "<one@x>"),
                                     ("Content-Location", "https://a.example/2.png"),
                                     ("Content-Location", "file:///D:/b/3.png"))):  # fmt: skip
        message.add_related(photo(number), "image", "png")
        part = [*message.iter_parts()][-1]
        if header[0] in part:
            del part[header[0]]
        part[header[0]] = header[1]
    return message.as_bytes()


def test_a_page_in_one_file_has_its_parts(tmp_path: Path) -> None:
    found = save(tmp_path, archive(), "page.mht")
    assert found.html.startswith("<p>示例页</p>\n<figure><img")
    assert [*found.files.values()] == [photo(0), photo(1), photo(2)]
    assert not found.losses


def test_an_archive_without_a_page_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"page\.mhtml: the file holds no page"):
        save(tmp_path, b"Content-Type: image/png\r\n\r\nx", "page.mhtml")


def code() -> bytes:
    data = BytesIO()
    segno.make("https://example.com/follow", error="m").save(data, kind="png", scale=6)
    return data.getvalue()


def test_a_code_to_scan_is_dropped_and_a_photo_of_scanning_is_kept() -> None:
    parts = {"code.png": code(), "photo.png": photo(5)}
    near = from_clipboard('<p><img src="code.png"></p><p>扫码报名志愿者</p>', parts)
    alone = from_clipboard('<p>字</p><p><img src="code.png"></p>', parts)
    kept = from_clipboard('<p><img src="photo.png"></p><p>志愿者教老人扫码支付</p>', parts)
    assert messages(near) == ["a code to scan was left out, beside “扫码报名志愿者”"]
    assert messages(alone) == [
        "a picture was left out because it looks like a code to scan (a guess)"
    ]
    assert not alone.files
    assert [*kept.files] == ["picture-1.png"]
    assert not kept.losses


@pytest.mark.parametrize(
    "line",
    ["点击蓝字关注我们", "长按识别二维码，关注我们", "▲ 点赞、在看、分享 ▲", "阅读原文",
     "扫一扫下方二维码", "点个在看吧"],
)  # fmt: skip
def test_calls_to_follow_are_dropped_and_named(line: str) -> None:
    found = from_clipboard(f"<p>字</p><p>{line}</p>", {})
    assert found.html == "<p>字</p>"
    assert messages(found) == [f"“{line}” was left out: it asks to follow, scan or share"]


@pytest.mark.parametrize(
    "line",
    ["志愿者教老人扫码关注健康服务，大家学得很认真。", "市民在分享会上点赞雷锋精神",
     "他把阅读原文的习惯带进了课堂", "欢迎关注志愿服务的朋友们加入", "收藏家协会捐书",
     "推荐人：王示例", "关注留守儿童", "评论员文章"],
)  # fmt: skip
def test_sentences_that_only_speak_of_it_stay(line: str) -> None:
    assert from_clipboard(f"<p>{line}</p>", {}).html == f"<p>{line}</p>"


def test_what_is_too_large_or_too_deep_is_refused_soon(tmp_path: Path) -> None:
    for data, says in (
        ("<div>" * 100_000 + "字", "nested too deeply"),
        ("<b>" * 400 + "字" + "</b>" * 400, "nested too deeply"),
        ("<p>字" * 1_000_000, "too many elements"),
        ("<p>" + "字" * 20_000_000, "too large"),
    ):
        begun = time.process_time()
        with pytest.raises(ProblemError, match=says):
            save(tmp_path, data)
        assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "data", ["", "<!-- nur -->", "<html></html>", "\0\0\0", "<p>\x0c</p>", "<?xml version='1.0'?>"]
)
def test_nothing_is_a_document_without_blocks(data: str) -> None:
    assert from_clipboard(data, {}).blocks == ()


def test_losses_of_what_was_pasted_have_no_lines() -> None:
    [loss] = from_clipboard("\n\n<p>字<video src=a>", {}).losses
    assert loss == Loss("a video is not taken over: {what}", 0, {"what": "a"})


def test_a_page_of_many_losses_names_some_and_counts_the_others() -> None:
    found = from_clipboard("<p>字" + "<video src=a></video>" * 1000, {})
    assert len(found.losses) == 201
    assert messages(found)[-1] == "and 800 more losses"


@pytest.mark.parametrize(
    ("page", "tags"),
    [
        ("<h1>甲</h1><h2>乙</h2><h4>丙</h4><h6>丁</h6>", ["h2", "h3", "h4", "h4"]),
        ("<h3>甲</h3><p>乙</p><h3>丙</h3>", ["h2", "p", "h2"]),
    ],
)
def test_headings_begin_at_the_second_level(page: str, tags: list[str]) -> None:
    assert [block.tag for block in from_clipboard(page, {}).blocks] == tags


def test_a_picture_has_the_caption_that_the_page_gives_it() -> None:
    page = '<figure><img src="a.png"><figcaption>图书<b>漂流</b></figcaption></figure><p>字</p>'
    assert from_clipboard(page, {"a.png": photo(6)}).html == (
        '<figure><img src="picture-1.png" alt="图书漂流"><figcaption>图书<strong>漂流</strong>'
        "</figcaption></figure>\n<p>字</p>"
    )
    assert from_clipboard(page, {}).html == "<p>图书<strong>漂流</strong></p>\n<p>字</p>"


def test_pictures_within_a_text_stand_between_its_paragraphs() -> None:
    found = from_clipboard('<p>前<img src="a.png">后</p>', {"a.png": photo(6)})
    assert [block.tag for block in found.blocks] == ["p", "figure", "p"]


@pytest.mark.parametrize(
    ("page", "html"),
    [
        ("<p>示例\n街道</p>", "<p>示例街道</p>"),
        ("<p><b>示例</b>\n<i>街道</i>\n</p>", "<p><strong>示例</strong><em>街道</em></p>"),
        ("<p>示例\r\n<b>\n街道</b></p>", "<p>示例<strong>街道</strong></p>"),
        ("<p>Lei\n<b>Feng</b></p>", "<p>Lei <strong>Feng</strong></p>"),
        ("<p>张 <b>三</b></p>", "<p>张 <strong>三</strong></p>"),
    ],
)
def test_a_line_end_of_the_source_is_no_blank_in_chinese(page: str, html: str) -> None:
    assert from_clipboard(page, {}).html == html
