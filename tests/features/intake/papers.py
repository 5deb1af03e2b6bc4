"""PDF and OFD files, put together by hand: as small as they can be."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from typing import NamedTuple

from PIL import Image


class Put(NamedTuple):
    """A text on a page of 600 × 800 points; `y` counts from the top."""

    text: str
    x: float = 60
    y: float = 100
    size: float = 12
    bold: bool = False


class Show(NamedTuple):
    """A JPEG on a page."""

    data: bytes
    x: float = 60
    y: float = 300


def jpeg(side: int = 80, shade: int = 0) -> bytes:
    data = BytesIO()
    picture = Image.radial_gradient("L").point(lambda value: (value + shade) % 256)
    picture.resize((side, side)).save(data, "JPEG")
    return data.getvalue()


def paragraph(text: str, y: float = 100, wide: int = 38) -> list[Put]:
    """Return a text as lines of a page, with its first one indented by two characters."""
    lines = [text[: wide - 2]]
    lines += [text[at : at + wide] for at in range(wide - 2, len(text), wide)]
    return [Put(line, 60 if number else 84, y + 20 * number) for number, line in enumerate(lines)]


def pdf(pages: Sequence[Sequence[Put | Show]], names: bool = True, info: str = "") -> bytes:
    """Return a PDF; without `names` its font does not say which characters its glyphs are."""
    encoding = "/UniGB-UTF16-H" if names else "/Identity-H"
    objects: list[bytes] = []

    def add(text: bytes | str) -> int:
        objects.append(text.encode("latin-1") if isinstance(text, str) else text)
        return len(objects)

    def stream(head: str, data: bytes) -> int:
        return add(f"<<{head} /Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream")

    fonts = []
    for name in ("STSong-Light", "SimHei-Bold"):
        below = add(
            f"<</Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /CIDSystemInfo "
            "<</Registry (Adobe) /Ordering (GB1) /Supplement 2>> /DW 1000>>"
        )
        fonts.append(
            add(f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding {encoding} "
                f"/DescendantFonts [{below} 0 R]>>")
        )  # fmt: skip
    kids: list[int] = []
    tree = len(objects) + sum(2 + sum(isinstance(p, Show) for p in page) for page in pages) + 1
    for page in pages:
        drawn, images = [], {}
        for put in page:
            if isinstance(put, Show):
                side = Image.open(BytesIO(put.data)).width
                images[f"Im{len(images)}"] = stream(
                    f"/Type /XObject /Subtype /Image /Width {side} /Height {side} "
                    "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", put.data
                )  # fmt: skip
                drawn.append(
                    f"q 100 0 0 100 {put.x} {800 - put.y - 100} cm /Im{len(images) - 1} Do Q"
                )
            else:
                code = put.text.encode("utf-16-be").hex()
                drawn.append(
                    f"BT /F{int(put.bold)} {put.size} Tf {put.x} {800 - put.y} Td <{code}> Tj ET"
                )
        content = stream("/Filter /FlateDecode", zlib.compress("\n".join(drawn).encode()))
        shown = " ".join(f"/{name} {number} 0 R" for name, number in images.items())
        kids.append(add(
            f"<</Type /Page /Parent {tree} 0 R /MediaBox [0 0 600 800] /Contents {content} 0 R "
            f"/Resources <</Font <</F0 {fonts[0]} 0 R /F1 {fonts[1]} 0 R>> /XObject <<{shown}>>>>>>"
        ))  # fmt: skip
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    assert add(f"<</Type /Pages /Kids [{listed}] /Count {len(kids)}>>") == tree
    root = add(f"<</Type /Catalog /Pages {tree} 0 R>>")
    about = add(f"<</Title <feff{info.encode('utf-16-be').hex()}>>>")
    out, places = BytesIO(), []
    out.write(b"%PDF-1.5\n")
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + one + b"\nendobj\n")
    at = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer <</Size {len(objects) + 1} /Root {root} 0 R /Info {about} 0 R>>\n"
              f"startxref\n{at}\n%%EOF".encode())  # fmt: skip
    return out.getvalue()


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return data.getvalue()


_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MILLIMETRE = 25.4 / 72


def ofd_parts(pages: Sequence[Sequence[Put | Show]], title: str = "") -> dict[str, bytes | str]:
    """Return the parts of an OFD file."""
    parts: dict[str, bytes | str] = {}
    media: list[str] = []
    for number, page in enumerate(pages):
        objects = []
        for put in page:
            x, y = put.x * _MILLIMETRE, put.y * _MILLIMETRE
            if isinstance(put, Show):
                name = f"image_{len(media)}.jpg"
                parts[f"Doc_0/Res/{name}"] = put.data
                media.append(name)
                medium = 100 + len(media)
                place = f'Boundary="{x} {y} 40 40" CTM="40 0 0 40 0 0"'
                objects.append(f'<ofd:ImageObject ID="9" {place} ResourceID="{medium}"/>')
            else:
                size = put.size * _MILLIMETRE
                place = f'Boundary="{x} {y - size} 180 {size}" Font="{3 + put.bold}" Size="{size}"'
                steps = f'X="0" Y="{size}" DeltaX="g {len(put.text)} {size}"'
                objects.append(
                    f'<ofd:TextObject ID="8" {place}><ofd:TextCode {steps}>{escape(put.text)}'
                    "</ofd:TextCode></ofd:TextObject>"
                )
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {_SPACE}><ofd:Content><ofd:Layer>{''.join(objects)}"
            "</ofd:Layer></ofd:Content></ofd:Page>"
        )
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
                     for n in range(len(pages)))  # fmt: skip
    images = "".join(
        f'<ofd:MultiMedia ID="{n}" Type="Image"><ofd:MediaFile>{name}</ofd:MediaFile>'
        "</ofd:MultiMedia>"
        for n, name in enumerate(media, 101)
    )
    return parts | {
        "OFD.xml": f"<ofd:OFD {_SPACE} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocInfo>"
        f"<ofd:Title>{title}</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 211.67 282.22</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>/Doc_0/PublicRes.xml</ofd:PublicRes>"
        "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {_SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" '
        'FontName="宋体"/><ofd:Font ID="4" FontName="黑体"/></ofd:Fonts></ofd:Res>',
        "Doc_0/DocumentRes.xml": f'<ofd:Res {_SPACE} BaseLoc="Res"><ofd:MultiMedias>{images}'
        "</ofd:MultiMedias></ofd:Res>",
    }


def ofd(pages: Sequence[Sequence[Put | Show]], title: str = "") -> bytes:
    """Return an OFD file."""
    return zipped(ofd_parts(pages, title))
