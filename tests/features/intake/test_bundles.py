"""Folders, archives and mails: a post for each story, with the pictures that go with it."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from tests.features.intake.conftest import HERE, Office
from zhuanlan.features.intake import archives

TALE = "志愿者清扫公园\n\n志愿者清扫了公园，种下了树苗，大家都说好。\n"


def picture(kind: str = "JPEG", **options: object) -> bytes:
    written = io.BytesIO()
    image = Image.effect_noise((64, 48), 90).convert("RGB")
    image.save(written, kind, **options)
    return written.getvalue()


def letter(name: str) -> str:
    return (HERE / f"letters/{name}.txt").read_text("utf-8")


def gbk_zip(files: dict[str, bytes]) -> bytes:
    """Return an archive as Windows writes it: names in GBK, and no flag that says so."""
    written = io.BytesIO()
    marks = {
        name: f"@{number}".ljust(len(name.encode("gbk")), "@") for number, name in enumerate(files)
    }
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files.items():
            archive.writestr(marks[name], data)
    raw = written.getvalue()
    for name, mark in marks.items():
        raw = raw.replace(mark.encode(), name.encode("gbk"))
    return raw


def posts(office: Office) -> dict[str, list[str]]:
    """Return the files of each draft in a folder."""
    found: dict[str, list[str]] = {}
    for file in sorted((office.root / "content/spring").rglob("*.*")):
        if file.name != "campaign.yaml":
            place = file.relative_to(office.root / "content/spring")
            found.setdefault(place.parent.as_posix(), []).append(place.name)
    return found


def test_pictures_go_with_the_story_of_their_name_or_folder(office: Office) -> None:
    office.write("inbox/植树.txt", TALE)
    office.write("inbox/植树1.jpg", picture())
    office.write("inbox/植树 现场.JPG", picture())
    office.write("inbox/义诊.txt", letter("hospital-1"))
    office.write("inbox/义诊/IMG_20130310_1.jpg", picture())
    office.write("inbox/另一单位/museum.txt", letter("museum-1"))
    office.write("inbox/另一单位/微信图片_20130305101010.png", picture("PNG"))
    office.write("inbox/多余.jpg", picture())
    shown = office.take("inbox")
    assert posts(office) == {
        "news/zhi-yuan-zhe-qing-sao-gong-yuan": [
            "index.md",
            "xian-chang.jpg",
            "zhi-yuan-zhe-qing-sao-gong-yuan-2.jpg",
        ],
        "news/song-jiang-yi-yuan-zhuan-jia-yi-zhen-jin-xiang-cun": [
            "index.md",
            "song-jiang-yi-yuan-zhuan-jia-yi-zhen-jin-xiang-cun-1.jpg",
        ],
        "news/yun-hu-bo-wu-guan-rang-wen-wu-jiang-shu-lei-feng-gu-shi": [
            "index.md",
            "yun-hu-bo-wu-guan-rang-wen-wu-jiang-shu-lei-feng-gu-shi-1.png",
        ],
    }
    assert "“多余.jpg” goes with none of the stories" in shown.stderr
    assert shown.returncode == 1
    text = (office.root / shown.stdout.split("\n")[-2]).read_text("utf-8")
    assert "![](" in text


def test_an_archive_from_windows(office: Office) -> None:
    office.write(
        "来稿.zip",
        gbk_zip(
            {
                "稿件/植树活动.txt": TALE.encode("gbk"),
                "稿件/植树活动.jpg": picture(),
                "__MACOSX/._植树活动.txt": b"x",
                "稿件/~$植树活动.docx": b"x",
                "稿件/Thumbs.db": b"x",
                "../../溜走.txt": b"x",
                "稿件/nul.txt": b"x",
            }
        ),
    )
    shown = office.take("来稿.zip")
    assert shown.returncode == 0, shown.stderr
    assert [*posts(office)] == ["news/zhi-yuan-zhe-qing-sao-gong-yuan"]
    for name in ("Thumbs.db", "__MACOSX/._植树活动.txt", "~$植树活动.docx"):
        assert f"{name}” is left out: a scratch file" in shown.stderr
    assert "“../../溜走.txt” is left out: its path leads out of the archive" in shown.stderr
    assert "“稿件/nul.txt” is left out: no file may have this name" in shown.stderr
    assert not [*office.root.parent.rglob("溜走.txt")]


def test_an_archive_within_an_archive_is_unpacked_once(office: Office) -> None:
    inner = gbk_zip({"植树.txt": TALE.encode()})
    office.write("a.zip", gbk_zip({"内.zip": inner}))
    assert office.take("a.zip", "-n").stdout.count("\n") == 1
    office.write("b.zip", gbk_zip({"外.zip": gbk_zip({"内.zip": inner})}))
    shown = office.take("b.zip", "-n")
    assert shown.returncode == 1
    assert "b.zip/外.zip/内.zip: archives within archives within archives" in shown.stderr


def test_an_archive_that_is_too_large_is_refused_whole(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bytes are counted: what it claims of its size is not believed."""
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000_000)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TALE)
        archive.writestr("b.txt", b"0" * 2_000_000)
    office.write("bomb.zip", written.getvalue())
    office.write("good.txt", TALE)
    shown = office.take("bomb.zip", "good.txt")
    assert shown.returncode == 1
    assert "bomb.zip: the archive holds more than 2000 files or 0 MB" in shown.stderr
    assert shown.stdout.count("\n") == 1


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"", b"x" * 500])
def test_a_damaged_archive_is_a_problem(office: Office, data: bytes) -> None:
    office.write("a.zip", data)
    shown = office.take("a.zip")
    assert shown.returncode == 1
    assert shown.stderr.startswith("a.zip: the archive cannot be read")


def mail(text: str, **attached: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = "转发：志愿者清扫公园"
    message["From"] = "office@example.cn"
    message.set_content(text)
    for name, data in attached.items():
        name = name.replace("__", ".")
        message.add_attachment(data, maintype="application", subtype="x", filename=name)
    return message.as_bytes()


def test_the_text_of_a_mail_is_the_story(office: Office) -> None:
    text = f"{TALE}\n-----原始邮件-----\n发件人：某人\n旧内容\n"
    office.write("a.eml", mail(text, 现场__jpg=picture()))
    shown = office.take("a.eml")
    assert shown.returncode == 0, shown.stderr
    draft = office.draft(shown)
    assert "title: 志愿者清扫公园\n" in draft
    assert "旧内容" not in draft
    assert "![](xian-chang.jpg)" in draft


def test_stories_that_are_attached_come_before_the_text_of_a_mail(office: Office) -> None:
    office.write("a.eml", mail("您好，稿件见附件。\n", 稿件__txt=TALE.encode()))
    shown = office.take("a.eml")
    assert shown.stdout == "content/spring/news/zhi-yuan-zhe-qing-sao-gong-yuan.md\n"
    assert "the text of the mail is left out: its stories are attached" in shown.stderr


def test_pictures_that_browsers_do_not_show_are_converted(office: Office) -> None:
    office.write("inbox/植树.txt", TALE)
    office.write("inbox/大门.bmp", picture("BMP"))
    office.write("inbox/操场.tif", picture("TIFF"))
    office.write("inbox/假的.png", picture("JPEG"))
    office.write("inbox/坏的.jpg", picture()[:300])
    shown = office.take("inbox")
    [files] = posts(office).values()
    assert files == ["cao-chang.jpg", "da-men.jpg", "index.md", "jia-de.jpg"]
    assert "“大门.bmp” becomes JPEG: browsers do not show BMP" in shown.stderr
    assert "“假的.png” is a .jpg: it gets its right name" in shown.stderr
    assert "inbox/植树.txt (坏的.jpg): the picture" in shown.stderr


AIGC = '{"Label":"1","ContentProducer":"示例"}'
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" TC260:AIGC="{}"/></rdf:RDF></x:xmpmeta>'
).format(AIGC.replace('"', "&quot;"))


def test_the_label_of_a_generated_picture_is_kept(office: Office, tmp_path: Path) -> None:
    """Nobody may delete it (GB 45438-2025), conversions least of all."""
    office.write("inbox/植树.txt", TALE)
    office.write("inbox/大门.tif", picture("TIFF", tiffinfo={700: XMP.encode()}))
    assert office.take("inbox").returncode == 0
    [file] = (office.root / "content").rglob("*.jpg")
    assert b"TC260:AIGC" in file.read_bytes()


def test_heic_is_turned_and_converted(office: Office) -> None:
    """As telephones take it: on its side, with a note that says so."""
    office.write("inbox/植树.txt", TALE)
    office.write("inbox/大门.heic", (HERE / "sample.heic").read_bytes())
    shown = office.take("inbox")
    assert "“大门.heic” becomes PNG: browsers do not show HEIF" in shown.stderr
    [file] = (office.root / "content").rglob("da-men.png")
    image = Image.open(file)
    assert image.size == (48, 64)
    assert image.convert("RGB").getpixel((24, 4))[2] > 200  # type: ignore[index]


def test_a_single_picture_of_an_exemplar_may_be_the_portrait(office: Office) -> None:
    office.write("inbox/事迹.txt", letter("village-2"))
    office.write("inbox/IMG_1.jpg", picture())
    shown = office.take("inbox")
    draft = office.draft(shown)
    assert (
        "  portrait:\n    file: xiao-lao-ai-qin-hao-er-xi-tian-gui-hua-1.jpg\n    alt: 田桂花\n"
        in draft
    )
    assert "- field: person.portrait\n" in draft


def test_what_is_attached_is_attached(office: Office) -> None:
    office.write("inbox/植树.txt", TALE)
    office.write("inbox/名单.pdf", b"%PDF-1.4")
    office.write("inbox/统计.csv", "a,b\n1,2\n")
    draft = office.draft(office.take("inbox"))
    assert "attachments:\n- file: ming-dan.pdf\n  title: 名单\n- file: tong-ji.csv\n" in draft


def test_pictures_within_a_file_are_converted_too(office: Office) -> None:
    from tests.features.intake.word.building import docx, p
    from tests.features.intake.word.building import picture as shown_picture

    body = (
        p("志愿者清扫公园", jc="center")
        + p("志愿者清扫了公园，大家都说好。")
        + p(shown_picture("p1"))
    )
    office.write("a.docx", docx(body, media={"p1": picture("BMP")}))
    shown = office.take("a.docx")
    draft = office.draft(shown)
    [name] = [
        name for name in posts(office)["news/zhi-yuan-zhe-qing-sao-gong-yuan"] if name != "index.md"
    ]
    assert name.endswith(".jpg")
    assert f"![]({name})" in draft


def test_the_folder_of_a_saved_page_is_the_pages_own(office: Office) -> None:
    office.write(
        "inbox/页面.html", "<h1>志愿者清扫公园</h1><p>志愿者清扫了公园，大家都说好，真的很好。</p>"
    )
    office.write("inbox/页面_files/logo.png", picture("PNG"))
    shown = office.take("inbox")
    assert shown.returncode == 0, shown.stderr
    assert "“页面_files” is left out: its pictures are shown by the web page" in shown.stderr
    assert not [*(office.root / "content").rglob("*.png")]
