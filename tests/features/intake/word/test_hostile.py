"""Files that were damaged, or made to harm: each is refused by name or read, and nothing else."""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.features.intake.word import contents, numbers
from tests.features.intake.word.building import docx, p, png, r, style, tbl
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake import package, xml
from zhuanlan.features.intake.word import drafts

CASES = [*numbers.CASES, *contents.CASES]
LETTER = docx(p("雷锋精神在社区", jc="center", bold=True) + p("三百名志愿者（示例）上山植树。"))
BODY = "word/document.xml"


def outcome(data: bytes, tmp_path: Path) -> str:
    """Return `read`, or what the problem says; anything else is a bug."""
    file = tmp_path / "in" / "letter.docx"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    try:
        made, losses = drafts(file)
    except ProblemError as error:
        [problem] = error.problems
        return problem.text(str).replace(str(file), file.name)
    for one in losses:
        assert one.message.format_map(one.values)
    for draft in made:
        assert all(name == os.path.basename(name) for name in draft.files)  # noqa: PTH119
    assert [*file.parent.iterdir()] == [file]
    return "read"


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return a file with other parts; None takes one away."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def body(xml: str) -> bytes:
    """Return a file whose document is this XML, with the namespaces of a usual one."""
    with zipfile.ZipFile(io.BytesIO(LETTER)) as zipped:
        old = zipped.read(BODY).decode()
    begin = old[: old.index("<w:body>")]
    return changed(LETTER, {BODY: f"{begin}{xml}".encode()})


def part(name: str, xml: str) -> bytes:
    return changed(LETTER, {name: xml.encode()})


def bomb(size: int, name: str = BODY) -> Callable[[], bytes]:
    return lambda: changed(LETTER, {name: b"<a>" + b" " * size + b"</a>"})


def many_parts() -> bytes:
    return changed(LETTER, {f"word/media/{n}.png": b"" for n in range(5001)})


def named(name: str) -> Callable[[], bytes]:
    return lambda: changed(LETTER, {name: b"x"})


def encrypted() -> bytes:
    data = bytearray(LETTER)
    for at in [one.start() for one in re.finditer(b"PK\x01\x02", bytes(data))]:
        data[at + 8] |= 1
    return bytes(data)


def twice() -> bytes:
    made = io.BytesIO(LETTER)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as zipped:
        zipped.writestr(BODY, "<a/>")
    return made.getvalue()


ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
RELS = "word/_rels/document.xml.rels"
LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="p1" Type="x/image" Target="{}"/></Relationships>'
)
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
PICTURE = contents.picture("p1")

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: "三百名志愿者".encode(), "the file is damaged"),
    "doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "but one of an old format"),
    "empty": (lambda: b"", "the file is empty"),
    "picture": (png, "but a picture"),
    "rtf": (lambda: b"{\\rtf1 x}", "but an RTF text"),
    "pdf": (lambda: b"%PDF-1.7\n", "but a PDF"),
    "html": (lambda: b"\xef\xbb\xbf<html><p>x</p></html>", "but a web page"),
    "cut-off": (lambda: LETTER[: len(LETTER) // 2], "the file is damaged"),
    "other-zip": (lambda: part("_rels/.rels", "<a/>"), "but another zip"),
    "odt": (lambda: changed(LETTER, {"mimetype": b"application/x"}), "of another office program"),
    "no-body": (lambda: body("</w:document>"), "the file holds no text"),
    "no-document": (lambda: changed(LETTER, {BODY: None}), "but another zip"),
    "bomb": (bomb(20 << 20), "it is too large, or made to be large"),
    "bomb-of-xml": (bomb(9 << 20, "word/styles.xml"), "read"),
    "bomb-in-a-picture": (
        bomb(15 << 20, "word/media/a.png"),
        "it is too large, or made to be large",
    ),
    "many-parts": (many_parts, "it has too many parts"),
    "traversal": (named("../../evil.xml"), "leads out of the file"),
    "absolute": (named("/etc/evil"), "leads out of the file"),
    "drive": (named("C:/evil"), "leads out of the file"),
    "encrypted": (encrypted, "is encrypted"),
    "twice": (twice, "is in it twice"),
    "entity": (lambda: part(BODY, f"{ENTITY}<a>&x;</a>"), "it declares a document type"),
    "laughs": (
        lambda: part("word/styles.xml", f"{LAUGHS}<a>&b;</a>"),
        "it declares a document type",
    ),
    "entity-in-relations": (
        lambda: part(RELS, f"{ENTITY}<a>&x;</a>"),
        "it declares a document type",
    ),
    "not-xml": (lambda: part(BODY, "<w:document>"), "its XML is damaged"),
    "binary": (lambda: part(BODY, "\0\1\2"), "its XML is damaged"),
    "nested": (lambda: body("<w:body>" + "<w:p>" * 100_000), "it is nested too deep"),
    "many-elements": (lambda: body("<w:body>" + "<w:p/>" * 9000), "it has too many elements"),
    "unknown-encoding": (
        lambda: part(BODY, '<?xml version="1.0" encoding="x"?><a/>'),
        "is damaged",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_by_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST", 8000)
    made, message = REFUSED[name]
    said = outcome(made(), tmp_path)
    assert message in said
    assert said == "read" or said.startswith("letter.docx: ")


def test_all_parts_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_FILE", len(LETTER))
    assert "it is too large, or made to be large" in outcome(LETTER, tmp_path)


def test_a_picture_is_read_once_however_often_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = docx(p(PICTURE) * 3 + p("文字"), media={"p1": png() + b"\0" * 20_000})
    monkeypatch.setattr(package, "LARGEST_FILE", 50_000)
    assert outcome(data, tmp_path) == "read"


READ: dict[str, Callable[[], bytes]] = {
    "picture-outside-of-the-zip": lambda: changed(
        docx(p(PICTURE + r("文字"))), {RELS: LINK.format("../../../../etc/passwd").encode()}
    ),
    "picture-by-address": lambda: changed(
        docx(p(PICTURE + r("文字"))), {RELS: LINK.format("file:///etc/passwd").encode()}
    ),
    "picture-that-is-none": lambda: docx(p(PICTURE), media={"p1": b"<script>"}),
    "circle-of-styles": lambda: docx(
        p("文字", style="a"),
        parts={
            "styles": style("a", "a", '<w:basedOn w:val="b"/>')
            + style("b", "b", '<w:basedOn w:val="a"/>')
        },
    ),
    "wide-cell": lambda: docx(tbl([contents.merged('<w:gridSpan w:val="999999999"/>'), "乙"])),
    "negative-cell": lambda: docx(tbl([contents.merged('<w:gridSpan w:val="-5"/>', "甲"), "乙"])),
    "many-columns": lambda: docx(tbl(["格"] * 400)),
    "wild-numbers": lambda: docx(
        p("甲", num=(1, -7)) + p("乙", num=(1, 99)) + p("丙", num=(10**30, 1)),
        parts=numbers.lists(numbers.level(0, "chineseCounting", "%1%9、", start=10**12)),
    ),
    "field-that-never-ends": lambda: docx(
        p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r>') + p("后面")
    ),
    "ends-without-fields": lambda: docx(p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 50)),
    "note-to-itself": lambda: docx(
        p(NOTE),
        parts={"footnotes": f'<w:footnote w:id="1">{p(NOTE)}</w:footnote>'},
    ),
    "missing-note": lambda: docx(p(r("文字") + '<w:r><w:footnoteReference w:id="7"/></w:r>')),
    "directives": lambda: docx(p(":::gallery") + p("::video a.mp4") + p(":::")),
    "fences": lambda: docx(p("```") + p("~~~") + p("<script>alert(1)</script>") + p("---")),
    "noncharacters": lambda: docx(p("\ufdd0正\ufdd1文\ufffd")),
    "symbol-without-code": lambda: docx(p('<w:r><w:sym w:font="Wingdings" w:char="zz"/></w:r>')),
    "boxes-in-boxes": lambda: docx(p(_boxes(12))),
    "tables-in-tables": lambda: docx(_tables(40)),
    "long-paragraph": lambda: docx(p("植树" * 100_000)),
    "many-runs": lambda: docx(p(r("甲", "<w:b/>") * 5000)),
    "attributes-that-break-out": lambda: docx(
        p(contents.picture("p1", '"><script>alert(1)</script>')), media={"p1": png()}
    ),
}  # fmt: skip


def _boxes(depth: int) -> str:
    inner = p("最里面")
    for _ in range(depth):
        inner = p(f"<w:r>{contents.box(inner)}</w:r>")
    return f"<w:r>{contents.box(inner)}</w:r>"


def _tables(depth: int) -> str:
    inner = p("最里面")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{p('旁')}</w:tc></w:tr></w:tbl>"
    return inner


@pytest.mark.parametrize("name", READ)
def test_it_is_read_without_harm(name: str, tmp_path: Path) -> None:
    assert outcome(READ[name](), tmp_path) in ("read", "letter.docx: the file holds no text")


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)  # noqa: S311
    data = rng.choice(CASES).data
    mutate = (_bytes, _xml, damaged_tree, damaged_tree)[seed % 4]
    assert outcome(mutate(data, rng), tmp_path)


def _bytes(data: bytes, rng: random.Random) -> bytes:
    changed_data = bytearray(data)
    for _ in range(rng.randint(1, 12)):
        changed_data[rng.randrange(len(changed_data))] = rng.randrange(256)
    return bytes(changed_data)


def _xml(data: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        name = rng.choice(
            [one for one in zipped.namelist() if one.startswith("word/") and ".png" not in one]
        )
        pieces = re.split(r"(<[^<>]*>)", zipped.read(name).decode())
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(pieces))
        match rng.randrange(5):
            case 0:
                pieces[at] = ""
            case 1:
                pieces[at] *= 3
            case 2:
                other = rng.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 3:
                pieces[at] = re.sub(r'="[^"]*"', f'="{rng.choice(WILD)}"', pieces[at])
            case 4:
                pieces[at] += rng.choice(
                    ("<w:p/>", "<w:tbl>", "</w:r>", "<w:tc/>", "&x;", "<w:fldChar/>")
                )
    return changed(data, {name: "".join(pieces).encode()})


def damaged_tree(data: bytes, rng: random.Random) -> bytes:
    """Change a tree so that it stays well-formed."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        name = rng.choice(
            [one for one in zipped.namelist() if re.match(r"(?:word|ppt)/\w+\.xml", one)]
        )
        root = ElementTree.fromstring(zipped.read(name))  # noqa: S314
    for _ in range(rng.randint(1, 8)):
        every = [*root.iter()]
        one, other = rng.choice(every), rng.choice(every)
        match rng.randrange(5):
            case 0 if len(one):
                one.remove(rng.choice([*one]))
            case 1 if len(other):
                one.insert(rng.randrange(len(one) + 1), deepcopy(rng.choice([*other])))
            case 2 if one.attrib:
                one.set(rng.choice([*one.attrib]), rng.choice(WILD))
            case 3 if one is not root:
                one.tag = other.tag
            case 4:
                one.text = rng.choice(("", "字", " ", "\t", "*"))
    return changed(data, {name: ElementTree.tostring(root)})


WILD = ("", "-1", "999999999999", "x", "0", "../../a", "http://a.cn", "\u202e")
