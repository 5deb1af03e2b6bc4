"""Word files of a few lines of XML, as Word and WPS write them."""

# ruff: noqa: E501 (Chinese text, which counts double)
from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from html import escape

_ROOT = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def png(shade: int = 0) -> bytes:
    """Return a picture of eight by eight pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = zlib.compress((b"\0" + bytes([shade]) * 24) * 8)
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def docx(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    media: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    more: Mapping[str, bytes] | None = None,
    strict: bool = False,
) -> bytes:
    """Return a file. `parts` are `numbering`, `styles`, `footnotes` …: what their roots hold.

    `media` are pictures by their relationship's id, `links` addresses that lie outside by theirs.
    """
    parts = {"styles": "", **(parts or {})}
    kinds = {f"part{n}": name for n, name in enumerate(parts)}
    relations = [
        f'<Relationship Id="{one}" Type="{_KINDS}{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for one, name in kinds.items()
    ]
    relations += [
        f'<Relationship Id="{one}" Type="{_KINDS}image" Target="media/{one}.png"/>'
        for one in media or ()
    ]
    relations += [
        f'<Relationship Id="{one}" Type="{_KINDS}{"image" if one.startswith("pic") else "hyperlink"}"'
        f' Target="{escape(address)}" TargetMode="External"/>'
        for one, address in (links or {}).items()
    ]
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}{name.rstrip("0123456789")}+xml"/>'
        for name in parts
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="a" '
        f'Type="{_KINDS}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {_ROOT}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}relationships">'
        f"{''.join(relations)}</Relationships>",
    }
    for name, content in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(name.rstrip("0123456789"), name)
        files[f"word/{name}.xml"] = f"{HEAD}<w:{root} {_ROOT}>{content}</w:{root}>"
    files |= {f"word/media/{one}.png": data for one, data in (media or {}).items()}
    files |= more or {}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            if strict and isinstance(data, str):
                old = "http://schemas.openxmlformats.org/"
                for part in ("wordprocessingml/2006/", "officeDocument/2006/", "drawingml/2006/"):
                    new = "http://purl.oclc.org/ooxml/" + part.replace("2006/", "")
                    data = data.replace(old + part, new)
            zipped.writestr(
                zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED
            )
    return made.getvalue()


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    props = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{props}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def p(
    content: str = "",
    *,
    num: tuple[int, int] | None = None,
    style: str = "",
    jc: str = "",
    bold: bool = False,
    size: int = 0,
    more: str = "",
) -> str:
    """Return a paragraph; a content without `<` is its text."""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        props += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    props += f'<w:jc w:val="{jc}"/>' if jc else ""
    props += more
    looks = "<w:b/>" * bold + f'<w:sz w:val="{size}"/>' * bool(size)
    inner = content if content.startswith("<") or not content else r(content, looks)
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{inner}</w:p>"


def level(n: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*abstracts: str, nums: Mapping[int, tuple[int, str]] | None = None) -> dict[str, str]:
    """Return the part `numbering`: lists from 0 on, and instances: id → list and overrides."""
    nums = nums or {n + 1: (n, "") for n in range(len(abstracts))}
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{one}</w:abstractNum>'
        for n, one in enumerate(abstracts)
    )
    made += "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'
        for n, (of, more) in nums.items()
    )
    return {"numbering": made}


def style(name: str, called: str, more: str = "", kind: str = "paragraph") -> str:
    """Return a style."""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{called}"/>{more}</w:style>'


def tbl(*rows: list[str]) -> str:
    """Return a table; a cell is its content, or its properties before a `|`."""
    widest = max(map(len, rows))
    made = ""
    for row in rows:
        cells = ""
        for cell in row:
            props, _, content = (
                cell.rpartition("|") if cell.startswith("<w:tcPr>") else ("", "", cell)
            )
            inner = content if content.startswith("<w:") else p(content)
            cells += f"<w:tc>{props}{inner}</w:tc>"
        made += f"<w:tr>{cells}</w:tr>"
    grid = '<w:gridCol w:w="2000"/>' * widest
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def picture(
    one: str, alt: str = "", *, anchored: bool = False, blip: str = "", crop: str = ""
) -> str:
    """Return a run with a picture."""
    tag = "anchor" if anchored else "inline"
    blip = blip or f'<a:blip r:embed="{one}"/>'
    return (
        f'<w:r><w:drawing><wp:{tag}><wp:extent cx="9000" cy="9000"/>'
        f'<wp:docPr id="1" name="图片 1" descr="{escape(alt)}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}{crop}</pic:blipFill><pic:spPr/></pic:pic>"
        f"</a:graphicData></a:graphic></wp:{tag}></w:drawing></w:r>"
    )


def box(content: str) -> str:
    """Return the drawing of a text box, as Word has it since 2010."""
    return (
        '<w:drawing><wp:anchor><wp:docPr id="2" name="文本框 1"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def old_box(content: str) -> str:
    """Return a text box as Word 2007 and WPS have it."""
    return (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
        "</v:shape></w:pict>"
    )


def either(choice: str, fallback: str, requires: str = "wps") -> str:
    """Return a run with two forms of the same thing."""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(instruction: str, result: str) -> str:
    """Return the runs of a field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def tracked(tag: str, content: str, n: int = 1) -> str:
    """Return a tracked change."""
    return f'<w:{tag} w:id="{n}" w:author="示例" w:date="2026-03-05T00:00:00Z">{content}</w:{tag}>'


def deleted(text: str) -> str:
    """Return a run within a deletion."""
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def merged(properties: str, text: str = "") -> str:
    """Return a cell of a merged table, for `tbl`."""
    return f"<w:tcPr>{properties}</w:tcPr>|{text}"
