"""Old formats go through LibreOffice, which follows nothing, runs nothing, and ends in time."""

from __future__ import annotations

import io
import os
import select
import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.features.intake.word.building import docx, level, lists, p, r, tbl
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake import office
from zhuanlan.features.intake.office import libreoffice
from zhuanlan.features.intake.word import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
LETTER = docx(
    p("雷锋精神在社区", jc="center", bold=True, size=44)
    + p(r("第一段，") + r("加粗", "<w:b/>") + r("的字。"), num=(1, 0))
    + p("第二段在这里说。", num=(1, 0))
    + tbl(["姓名", "事迹"], ["王示例", "送信"])
    + p("最后一段。"),
    parts=lists(level(0, "chineseCounting", "%1、")),
)


def refusal(file: Path) -> str:
    with pytest.raises(ProblemError) as refused:
        office.drafts(file)
    [problem] = refused.value.problems
    return problem.text(str).replace(str(file), file.name)


def test_without_libreoffice_the_way_out_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "installed", lambda: None)
    file = tmp_path / "a.doc"
    file.write_bytes(OLE)
    assert refusal(file) == (
        "a.doc: this format is read by LibreOffice, which is not installed; "
        "install LibreOffice, or open it in Word or WPS and save it as .docx"
    )


@pytest.mark.parametrize(
    "data", [b"<?xml version='1.0'?><w:wordDocument/>", b"MIME-Version: 1.0\n\nx", b"", b"x"]
)
def test_what_only_has_the_name_is_not_opened(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.doc"
    file.write_bytes(data)
    assert "a.doc: this is no file of an office program, whatever its name says" in refusal(file)


def _of_odf(content: str) -> str:
    names = ("draw", "text", "script", "xlink", "other")
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in names)
    return f"<text:content {spaces}>{content}</text:content>"


def odt(content: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        zipped.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        zipped.writestr("content.xml", content if content.startswith("<!") else _of_odf(content))
    return made.getvalue()


def relations(address: str, kind: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        one = f'<Relationship Type="x/{kind}" Target="{address}" TargetMode="External"/>'
        zipped.writestr("word/_rels/document.xml.rels", f"<Relationships>{one}</Relationships>")
    return made.getvalue()


OUTSIDE = {
    "odt-picture": odt('<draw:image xlink:href="http://a.cn/a.png"/>'),
    "odt-file": odt('<text:section-source xlink:href="file:///etc/passwd"/>'),
    "odt-relative": odt("<draw:object xlink:type='simple' xlink:href='../../secret.odt'/>"),
    "odt-other-prefix": odt('<draw:image other:href="http://a.cn/a.png"/>'),
    "odt-reference": odt('<draw:image xlink:href="&#104;ttp://a.cn/a.png"/>'),
    "odt-blank": odt('<draw:image draw:name="a>b" xlink:href=" http://a.cn/a.png"/>'),
    "odt-share": odt('<draw:image xlink:href="\\\\server\\a.png"/>'),
    "odt-macro": odt('<script:event-listener xlink:href="vnd.sun.star.script:x"/>'),
    "odt-utf16": odt("<!-- \0 -->"),
    "odt-entity": odt('<!DOCTYPE a [<!ENTITY x SYSTEM "http://a.cn">]><a>&x;</a>'),
    "ooxml-template": relations("http://a.cn/t.dotm", "attachedTemplate"),
    "ooxml-picture": relations("file://server/a.png", "image"),
    "rtf-picture": b'{\\rtf1 {\\field{\\*\\fldinst INCLUDEPICTURE "http://a.cn/a.png" \\d}}}',
    "rtf-template": b"{\\rtf1 {\\*\\template http://a.cn/t.dot}}",
    "rtf-in-pieces": b'{\\rtf1 {\\*\\fldinst{\\b INCLUDE}{pic\\\'74\nURE}  "http://a.cn/a.png"}}',
    "rtf-linked-shape": b"{\\rtf1 {\\sp{\\sn pibName}{\\sv http://a.cn/a.png}}}",
    "rtf-object": b"{\\rtf1 {\\object\\objautlink}}",
    "zip-damaged": b"PK\x03\x04" + b"\0" * 100 + b"PK\x05\x06" + b"\xff" * 18,
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_refers_outside_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(office, "installed", lambda: pytest.fail("it was opened"))
    file = tmp_path / ("a.rtf" if name.startswith("rtf") else "a.odt")
    file.write_bytes(OUTSIDE[name])
    if name == "zip-damaged":
        monkeypatch.setattr(office, "installed", lambda: None)
        assert refusal(file)
        return
    said = refusal(file)
    assert "it refers to “" in said
    assert ("“?”" in said) == (name in ("odt-entity", "odt-utf16")), said


PAGE = "<html><head><meta charset='gbk'></head><body><p>志愿者走进社区。</p></body></html>"
ARCHIVED = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    "--b\nContent-Type: text/html; charset=gbk\nContent-Transfer-Encoding: 8bit\n\n"
    f"{PAGE}\n--b--\n"
)


@pytest.mark.parametrize("page", [PAGE, ARCHIVED], ids=["page", "archive"])
def test_a_web_page_that_is_called_a_word_file_is_read_as_one(page: str, tmp_path: Path) -> None:
    """Many systems export “Word” so."""
    file = tmp_path / "a.doc"
    file.write_bytes(page.encode("gbk"))
    [draft], losses = office.drafts(file)
    assert draft.body == "志愿者走进社区。\n"
    assert "this is a web page, whatever its name says" in [one.message for one in losses]


def test_a_link_to_click_is_no_reason_to_refuse(tmp_path: Path) -> None:
    file = tmp_path / "a.odt"
    file.write_bytes(
        odt('<text:a xlink:href="http://a.cn"/><draw:image xlink:href="Pictures/a.png"/>')
    )
    assert office.refers_outside(file) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a script for a shell")
def test_it_ends_in_time_with_its_children(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The child holds a pipe open, which is readable when the child is gone."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    request.addfinalizer(lambda: os.close(reading))
    busy = tmp_path / "soffice"
    busy.write_text(f"#!/bin/sh\nsleep 300 > {pipe} &\nwait\n")
    busy.chmod(0o755)
    source = tmp_path / "work/source.doc"
    source.parent.mkdir()
    source.write_bytes(OLE)
    with pytest.raises(libreoffice.NotDoneError, match="too long"):
        libreoffice.convert(busy, source, ".docx", seconds=2)
    with suppress(BlockingIOError):  # it is ended, and perhaps not yet gone
        assert os.read(reading, 1) == b""
        return
    assert select.select([reading], [], [], 60)[0]
    assert os.read(reading, 1) == b""


@pytest.mark.skipif(sys.platform == "win32", reason="a script for a shell")
def test_a_program_that_makes_nothing_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lazy = tmp_path / "soffice"
    lazy.write_text("#!/bin/sh\nexit 0\n")
    lazy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    file = tmp_path / "a.wps"
    file.write_bytes(OLE)
    assert refusal(file) == (
        "a.wps: LibreOffice does not read this file: it is damaged, has a password, or is of "
        "another kind; open it in Word or WPS and save it as .docx"
    )


def test_its_profile_runs_no_macros_and_follows_no_links() -> None:
    profile = libreoffice._profile()
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert f'oor:name="{name}" oor:op="fuse"><value>true</value>' in profile


@pytest.mark.tools
@pytest.mark.parametrize("suffix", [".odt", ".doc", ".rtf", ".wps"])
def test_the_same_letter_comes_out_of_each_format(tmp_path: Path, suffix: str) -> None:
    """WPS writes the old binary format of Word, under another name."""
    source = tmp_path / "letter.docx"
    source.write_bytes(LETTER)
    form = {".wps": "doc"}.get(suffix, suffix[1:])
    soffice = shutil.which("soffice")
    assert soffice
    profile = f"-env:UserInstallation={(tmp_path / 'other').as_uri()}"
    made = [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path)]
    subprocess.run([*made, str(source)], check=True, capture_output=True)
    file = tmp_path / f"letter.{form}"
    file = file.rename(file.with_suffix(suffix))
    [draft], losses = office.drafts(file)
    assert draft.title == "雷锋精神在社区"
    body = draft.body.replace("一? ", "一、").replace("二? ", "二、")  # LibreOffice writes RTF so
    assert body.startswith("一、第一段，**加粗**的字。\n\n二、第二段在这里说。\n\n")
    assert "| 王示例 | 送信 |" in body
    assert losses[0].message == "the file was converted by LibreOffice: look at it"


@pytest.mark.tools
def test_a_workbook_becomes_one_of_today(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("姓名,次数\n王示例,3\n", "utf-8")
    soffice = shutil.which("soffice")
    assert soffice
    profile = f"-env:UserInstallation={(tmp_path / 'other').as_uri()}"
    made = [soffice, profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run([*made, str(tmp_path / "a.csv")], check=True, capture_output=True)
    file = (tmp_path / "a.xls").rename(tmp_path / "a.et")
    with office.converted(file) as workbook:
        assert workbook.suffix == ".xlsx"
        assert zipfile.ZipFile(workbook).testzip() is None
    assert not workbook.exists()
    with pytest.raises(ProblemError):
        read(file)


SLIDES = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:mimetype="application/vnd.oasis.opendocument.presentation"
 office:version="1.2" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:presentation>{}</office:presentation></office:body></office:document>"""
SLIDE = """<draw:page draw:name="{0}"><draw:frame svg:width="20cm" svg:height="3cm" svg:x="1cm"
 svg:y="1cm" presentation:class="title"><draw:text-box><text:p>{0}</text:p></draw:text-box>
</draw:frame>
<draw:frame svg:width="20cm" svg:height="8cm" svg:x="1cm" svg:y="5cm"><draw:text-box>
<text:p>{1}</text:p></draw:text-box></draw:frame></draw:page>"""


@pytest.mark.tools
def test_old_slides_become_a_draft(tmp_path: Path) -> None:
    slides = SLIDE.format("学雷锋活动汇报", "示例社区") + SLIDE.format("植树", "种下两千棵。")
    (tmp_path / "a.fodp").write_text(SLIDES.format(slides), "utf-8")
    soffice = shutil.which("soffice")
    assert soffice
    profile = f"-env:UserInstallation={(tmp_path / 'other').as_uri()}"
    made = [soffice, profile, "--headless", "--convert-to", "ppt", "--outdir", str(tmp_path)]
    subprocess.run([*made, str(tmp_path / "a.fodp")], check=True, capture_output=True)
    [draft], _ = office.drafts(tmp_path / "a.ppt")
    assert "示例社区" in draft.body
    assert draft.body.endswith("种下两千棵。\n")
    assert "植树" in draft.body
