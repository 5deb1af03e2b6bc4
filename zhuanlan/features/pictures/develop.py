"""One picture → its published files."""

from __future__ import annotations

from dataclasses import dataclass

from xxhash import xxh3_128_hexdigest

from zhuanlan.features.pictures.raster import raster
from zhuanlan.features.pictures.svg import drawing
from zhuanlan.model.picture import Picture, Variant
from zhuanlan.model.settings import PictureSettings


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture, and the bytes of its files: the one with its own name, and each variant."""

    picture: Picture
    files: tuple[bytes, ...]


def develop(
    path: str, data: bytes, settings: PictureSettings, key: str, label: str = ""
) -> Developed:
    """Make the files of the picture at a content path from its bytes; raises ProblemError.

    `label` is the value of `AIGC` that they get if the bytes have none.
    """
    suffix = path.rpartition(".")[2].lower()
    if suffix == "svg":
        made = drawing(path, data, settings, label)
    else:
        made = raster(path, suffix, data, settings, label)
    variants = tuple(
        Variant(kind, width, xxh3_128_hexdigest(file)) for kind, width, file in made.variants
    )
    digest = xxh3_128_hexdigest(made.file)
    aigc, added = made.found or label, bool(label and not made.found)
    picture = Picture(
        key, made.width, made.height, digest, made.tone, variants, aigc, aigc_added=added
    )
    return Developed(picture, (made.file, *(file for _, _, file in made.variants)))
