"""Pictures as they are published: in several widths and formats, with nothing of their camera.

Of their metadata only the label of AI-generated pictures is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from msgspec import Struct

_LONGEST = 120
"""Characters of a picture's name that its variants keep: systems allow 255 bytes, all told."""


class Variant(Struct, frozen=True):
    """One file of a picture: its format by its extension, its width in pixels, and its bytes'
    digest."""

    suffix: str
    width: int
    digest: str


class Picture(Struct, frozen=True):
    """What is published of one picture of the content.

    `key` tells it from all others; `width` and `height`, in pixels (of a drawing, in its own units;
    0 where it names none), are those of the file that has the picture's own name, whose digest is
    `digest`. `variants` are the other files. `tone` is its average colour in three digits from 0 to
    3 (red, green, blue), to stand in while it loads; empty where it is see-through. `aigc` is the
    label of an AI-generated picture, as the metadata of all its files have it (JSON), empty for
    others; `aigc_added` tells whether its source lacked it.
    """

    key: str
    width: int
    height: int
    digest: str
    tone: str = ""
    variants: tuple[Variant, ...] = ()
    aigc: str = ""
    aigc_added: bool = False


def variant_address(address: str, picture: Picture, variant: Variant) -> str:
    """Return the address of a variant of the picture that is published at `address`.

    It changes with the bytes, so that no reader is shown an old one.
    """
    path = PurePosixPath(address)
    stem = path.stem[:_LONGEST]
    return str(path.with_name(f"{stem}.{picture.key[:8]}-{variant.width}.{variant.suffix}"))


@dataclass(frozen=True, slots=True)
class Image:
    """A published picture at a place where it is shown."""

    url: str
    alt: str
    caption: str | None = None
    picture: Picture | None = None
