"""Pictures as contributors send them, made on the spot."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, TiffImagePlugin

_CAMERA, _ORIENTATION, _GPS = 0x010F, 0x0112, 0x8825
WHOSE = "Camera of Zhang San"


def scene(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture with many colours, of which the left is red and the right is blue."""
    red = Image.linear_gradient("L").rotate(-90).resize((width, height))
    blue = Image.linear_gradient("L").rotate(90).resize((width, height))
    green = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (red, green, blue)).convert(mode)


def photo(width: int = 500, height: int = 340, orientation: int = 1, **options: Any) -> bytes:
    """Return a JPEG as a telephone makes it: it says by whom, where and how it was held."""
    exif = Image.Exif()
    exif[_CAMERA] = WHOSE
    exif[_ORIENTATION] = orientation
    exif[_GPS] = {1: "N", 2: (TiffImagePlugin.IFDRational(45, 1),) * 3}
    return encoded(scene(width, height), "JPEG", exif=exif.tobytes(), comment=WHOSE, **options)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the bytes of a picture."""
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def moving(kind: str, count: int = 3) -> bytes:
    """Return a moving picture."""
    first, *others = [Image.new("RGB", (60, 40), (80 * n % 256, 0, n % 256)) for n in range(count)]
    return encoded(first, kind, save_all=True, append_images=others, duration=80, loop=0)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a PNG of a few bytes that says that it is huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def svg(inner: str, root: str = 'xmlns="http://www.w3.org/2000/svg"') -> bytes:
    """Return a drawing."""
    return f"<svg {root}>{inner}</svg>".encode()
