"""Pictures of a story: names that can be read, and formats that browsers show.

JPEG, PNG, WebP and GIF stay as they are, a build turns them and takes away what cameras noted. BMP,
TIFF and HEIC become JPEG, or PNG where they have few colours; their AI label is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Loss
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.pictures.labels import label_in
from zhuanlan.features.pictures.raster import decoding, is_drawn, saved, srgb
from zhuanlan.model.settings import PictureSettings
from zhuanlan.scaffold import slug_of

_SHOWN = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "GIF": "gif",
    "AVIF": "avif",
}
"""`MPO` is a JPEG with further pictures, as cameras write it."""
_READ = ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "BMP", "TIFF"]

_NO_WORDS = re.compile(
    r"(?i)(?:微信图片|微信截图|qq图片|qq截图|图片|照片|新建|未命名|复件|副本|截图|img|dsc[nf]?|mmexport|wx_camera|image|photo|pic|pano|"
    r"screenshot|scan|picture|p|mvimg|export|\d+|[ _.\-—()（）【】~]|[a-f0-9]{16,})+"
)
"""A name that a camera or program gave."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture as it lies beside its post."""

    name: str
    data: bytes
    origin: str
    """The name under which it came in."""


def prepared(
    files: Iterable[Path],
    story: str,
    slug: str,
    settings: PictureSettings,
    path: str,
    others: Iterable[str] = (),
) -> Iterator[Prepared | Problem | Loss]:
    """Yield each picture as it is to lie beside a post, what is changed of it, and what is wrong.

    `story` is the name of the story's file, `slug` that of the post, `others` the names that are
    taken; `path` is how problems name the story.
    """
    taken = {*others}
    number = 0
    for file in files:
        try:
            data, suffix, losses = shown(file.name, file.read_bytes(), settings)
        except ProblemError as error:
            for problem in error.problems:
                yield Problem(
                    f"{path} ({file.name})", 0, 0, problem.message, problem.values, problem.hint
                )
            continue
        yield from losses
        words = file.stem.removeprefix(story)
        stem = "" if not words or _NO_WORDS.fullmatch(words) else slug_of(words)
        number += 1
        name = f"{stem or f'{slug}-{number}'}.{suffix}"
        while name in taken:
            number += 1
            name = f"{stem or slug}-{number}.{suffix}"
        taken.add(name)
        yield Prepared(name, data, file.name)


def is_unshown(name: str) -> bool:
    """Tell by its name whether browsers do not show a picture."""
    return name.lower().endswith((".bmp", ".tif", ".tiff", ".heic", ".heif"))


def shown(name: str, data: bytes, settings: PictureSettings) -> tuple[bytes, str, list[Loss]]:
    """Return a picture in a format that browsers show, its suffix, and what was changed.

    Raises ProblemError for what is no picture, or too large.
    """
    heif = data[4:8] == b"ftyp" and not data[8:12].startswith(b"avi")
    if heif and not _opens_heif():
        message = N_("HEIC pictures need another library")
        hint = N_("install it: pip install 'zhuanlan[office]', or send JPEG")
        raise ProblemError([Problem(name, 0, 0, message, {}, hint)])
    with decoding(name):
        image: Image.Image = Image.open(BytesIO(data), formats=_READ + ["HEIF"] * heif)
        if image.width * image.height > settings.pixels:
            message = N_("the picture has {width} × {height} pixels, more than {limit} together")
            values = {"width": image.width, "height": image.height, "limit": settings.pixels}
            raise ProblemError([Problem(name, 0, 0, message, values)])
        kind = str(image.format)
        if kind in _SHOWN:
            return data, _SHOWN[kind], [*_wrong_suffix(name, _SHOWN[kind])]
        label = label_in(name, image, data)
        frames = getattr(image, "n_frames", 1)
        image = srgb(ImageOps.exif_transpose(image))
        drawn = is_drawn(image)
        made = "PNG" if drawn or image.mode in ("RGBA", "LA") else "JPEG"
        losses = [
            Loss(
                N_("“{name}” becomes {kind}: browsers do not show {other}"),
                0,
                {"name": name, "kind": made, "other": kind},
            )
        ]
        if frames > 1:
            message = N_("“{name}” holds {count} pictures: only the first is taken")
            losses.append(Loss(message, 0, {"name": name, "count": frames}))
        return saved(image, made, 92, drawn, label), _SHOWN[made], losses


def _wrong_suffix(name: str, suffix: str) -> Iterator[Loss]:
    written = name.lower().rpartition(".")[2].replace("jpeg", "jpg")
    if written != suffix:
        message = N_("“{name}” is a .{suffix}: it gets its right name")
        yield Loss(message, 0, {"name": name, "suffix": suffix})


def _opens_heif() -> bool:
    """Let Pillow open HEIC, which it then only decodes; tell whether it can."""
    try:
        from pi_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener(thumbnails=False)
    return True
