"""Pictures that lie in a file: of which kind they are, and under which name they are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping

_KINDS = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"GIF8", ".gif"),
    (b"BM", ".bmp"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
)


def suffix_of(data: bytes) -> str:
    """Return the suffix of a picture by its first bytes; nothing for what is none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"hev", b"mif", b"msf", b"avi"):
        return ".avif" if data[8:11] == b"avi" else ".heic"
    return next((suffix for begin, suffix in _KINDS if data.startswith(begin)), "")


def kept(pictures: dict[bytes, str], data: bytes, suffix: str) -> str:
    """Keep a picture among those of a document, and return its name; the same has one name."""
    return pictures.setdefault(data, f"picture-{len(pictures) + 1}{suffix}")


def files_of(pictures: Mapping[bytes, str]) -> dict[str, bytes]:
    """Return pictures by their names, as a document has them."""
    return {name: data for data, name in pictures.items()}


_NO_ALT = re.compile(
    r"(?:图片|圖片|图像|图形|文本框|组合|Picture|Image|IMG|Graphic|微信图片|mmexport|QQ|undefined|null)[\s_\d-]*$"
    r"|[A-Za-z]:[\\/]|.*\.(?:jpe?g|png|gif|bmp|tmp|tiff?|heic|webp)$|[\d_\s-]*$",
    re.IGNORECASE,
)
"""What programs write as an alternative text."""


def described(alt: str) -> str:
    """Return an alternative text that somebody wrote; nothing for a file's or a program's name."""
    return "" if _NO_ALT.match(alt.strip()) else " ".join(alt.split())
