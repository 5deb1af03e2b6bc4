"""Photographs and other pictures of pixels, by Pillow."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence, PngImagePlugin

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.pictures.labels import label_in, labelled_gif, packet
from zhuanlan.model.settings import PictureSettings

_FORMATS = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "webp": "WEBP",
    "avif": "AVIF",
}

_FRAMES = 500
"""Pictures that a moving one may consist of."""

_FEW = 256
"""Colours up to which a picture is a drawing: kept without loss, and not as AVIF."""


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of a picture under its own name, and of each variant by format and width.

    `found` is the AI label that the source had, or empty.
    """

    width: int
    height: int
    file: bytes
    tone: str = ""
    variants: tuple[tuple[str, int, bytes], ...] = ()
    found: str = ""


def raster(path: str, suffix: str, data: bytes, settings: PictureSettings, label: str) -> Made:
    """Make the files of a picture; raises ProblemError for what cannot be decoded, or is too large.

    It is turned as the camera was held, its colours become sRGB, and nothing else is kept of it but
    its AI label. `label` is the one that it gets if its file has none.
    """
    kind = _FORMATS[suffix]
    with decoding(path):
        image: Image.Image = Image.open(BytesIO(data), formats=[kind])
        if image.width * image.height > settings.pixels:
            raise _too_large(path, image, 1, settings)
        Image.MAX_IMAGE_PIXELS = settings.pixels  # a frame may be larger than its picture
        frames = 1 if kind == "JPEG" else getattr(image, "n_frames", 1)  # cameras add small ones
        pixels = image.width * image.height * frames
        if pixels > settings.pixels or frames > _FRAMES:
            raise _too_large(path, image, frames, settings)
        if frames > 1 and kind == "AVIF":  # its encoder writes the time into the file
            message = N_("moving pictures are not published as AVIF")
            hint = N_("save it as WebP or GIF")
            raise ProblemError([Problem(path, 0, 0, message, {}, hint)])
        found = label_in(path, image, data)
        if frames > 1:
            moving = _moving(image, kind, found or label)
            return Made(image.width, image.height, moving, found=found)
        return _still(image, kind, suffix, settings, found, label)


@contextmanager
def decoding(path: str) -> Iterator[None]:
    """Whatever a decoder has to say of a file is that the file is damaged."""
    limit = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None  # we look ourselves, to say how large it is
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (ProblemError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - decoders raise what they like
            reason = str(error) or type(error).__name__
            message = N_("the picture cannot be read: {reason}")
            if any(word in reason.lower() for word in _OF_HALF):
                message = N_("the picture is incomplete, as if it had been transmitted by half")
            elif isinstance(error, (OSError, SyntaxError, ValueError)):
                message = N_("the picture cannot be read: it is damaged")
            raise ProblemError([Problem(path, 0, 0, message, {"reason": reason}, _AGAIN)]) from None
        finally:
            Image.MAX_IMAGE_PIXELS = limit


_OF_HALF = ("truncated", "unexpected end", "not enough data")
"""What decoders say of a file whose end is missing."""

_SMALLER = N_("save it smaller, such as 4,000 pixels wide")
_AGAIN = N_("ask for the file again, or save it anew in a picture editor")


def _too_large(
    path: str, image: Image.Image, frames: int, settings: PictureSettings
) -> ProblemError:
    values = {
        "width": image.width,
        "height": image.height,
        "frames": frames,
        "limit": settings.pixels,
    }
    message = (
        N_("the picture has {width} × {height} pixels, more than {limit} together")
        if frames == 1
        else N_("the moving picture has {frames} × {width} × {height} pixels, more than allowed")
    )
    return ProblemError([Problem(path, 0, 0, message, values, _SMALLER)])


def _still(
    image: Image.Image, kind: str, suffix: str, settings: PictureSettings, found: str, label: str
) -> Made:
    label = found or label
    most = None if settings.originals else settings.widths[-1]
    if kind == "JPEG" and most:
        # decoded at a half or a quarter where that is enough; twice, so that it is scaled well
        image.draft(None, (2 * most, 2 * most))
    image = srgb(ImageOps.exif_transpose(image))
    largest = _scaled(image, most)
    drawn = kind != "JPEG" and is_drawn(largest)
    file = saved(largest, kind, settings.quality, drawn, label)
    variants: list[tuple[str, int, bytes]] = []
    smaller = [width for width in settings.widths if width < largest.width]
    widest = min(largest.width, settings.widths[-1])
    kinds = [other for other in settings.formats if _FORMATS[other] != kind]
    for other in (*kinds, suffix):
        encoder = _FORMATS[other]
        if encoder == "GIF" or (encoder == "AVIF" and drawn):
            continue
        # of its own format the widest is there, under the picture's own name
        for width in smaller if other == suffix else dict.fromkeys((*smaller, widest)):
            scaled = _scaled(largest, width)
            if max(scaled.size) <= _SIDE.get(encoder, _ANY):
                made = saved(scaled, encoder, settings.quality, drawn, label)
                variants.append((other, width, made))
    return Made(largest.width, largest.height, file, _tone(largest), tuple(variants), found)


_SIDE = {"WEBP": 16_383, "AVIF": 65_535}
_ANY = 1 << 30
"""Pixels that a side may have at most."""


def is_drawn(image: Image.Image) -> bool:
    """Tell whether a picture has so few colours that it was drawn; photographs may be grey."""
    colours = image.getcolors(_FEW)
    if colours is None:
        return False
    grey = all(len({*colour[:3]}) == 1 for _, colour in colours if isinstance(colour, tuple))
    return not grey or len(colours) <= _FEW // 8


def srgb(image: Image.Image) -> Image.Image:
    """Return a picture in RGB, or RGBA where something shines through, in the colours of sRGB."""
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        mode = image.mode if image.mode == "RGBA" else "RGB"
        try:
            found = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, found, srgb, outputMode=mode)
            image = converted or image
        except (ImageCms.PyCMSError, OSError):  # a broken profile: the colours as they are
            pass
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("RGB")


def embedded(path: str, kind: str, data: bytes, settings: PictureSettings) -> tuple[bytes, str]:
    """Encode a picture that lies within a drawing anew, and return its AI label, too.

    Raises ProblemError.
    """
    kind = _FORMATS[kind]
    with decoding(path):
        image: Image.Image = Image.open(BytesIO(data), formats=[kind])
        if image.width * image.height > settings.pixels:
            raise _too_large(path, image, 1, settings)
        label = label_in(path, image, data)
        image = srgb(ImageOps.exif_transpose(image))
        return saved(image, kind, settings.quality, drawn=False, label=label), label


def _scaled(image: Image.Image, width: int | None) -> Image.Image:
    """Return a picture of at most a width; one that is narrower stays as it is."""
    if width is None or image.width <= width:
        return image
    height = max(round(image.height * width / image.width), 1)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)


def saved(image: Image.Image, kind: str, quality: int, drawn: bool, label: str) -> bytes:
    """Encode a picture, in one thread, so that the same picture gives the same bytes."""
    options: dict[str, Any] = {}
    if kind == "JPEG":
        image = image.convert("RGB")
        options = {"quality": quality, "optimize": True, "progressive": True}
    elif kind == "PNG":
        options = {"optimize": True}
        exact = drawn and image.mode == "RGB"
        image = image.quantize(_FEW, dither=Image.Dither.NONE) if exact else image
    elif kind == "GIF":
        image = image.convert("RGB").quantize(_FEW) if image.mode == "RGB" else image
    elif kind == "WEBP":
        options = {"lossless": True} if drawn else {"quality": quality, "method": 4}
    else:  # AVIF needs less for the same look
        options = {"quality": max(quality - 18, 20), "speed": 8, "max_threads": 1}
    return _encoded(image, kind, options, label)


def _encoded(image: Image.Image, kind: str, options: dict[str, Any], label: str) -> bytes:
    image.info.clear()  # what was said of the file it came from is not said of this one
    if label and kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", packet(label).decode())
    elif label and kind != "GIF":
        options["xmp"] = packet(label)
    written = BytesIO()
    image.save(written, kind, **options)
    data = written.getvalue()
    return labelled_gif(data, label) if kind == "GIF" else data


def _moving(image: Image.Image, kind: str, label: str) -> bytes:
    """Encode each picture of a moving one anew."""
    durations, frames = [], []
    loop = image.info.get("loop", 1 if kind == "GIF" else 0)
    for frame in ImageSequence.Iterator(image):
        durations.append(frame.info.get("duration", 100))
        frames.append(ImageOps.exif_transpose(frame).convert("RGBA"))
    first, *others = frames
    options: dict[str, Any] = {"save_all": True, "append_images": others, "duration": durations}
    if kind == "GIF" and any(frame.getchannel("A").getextrema() != (255, 255) for frame in frames):
        options["disposal"] = 2  # or each would shine through the next
    if kind != "GIF" or "loop" in image.info:
        options["loop"] = loop
    return _encoded(first, kind, options, label)


def _tone(image: Image.Image) -> str:
    if image.mode != "RGB":
        return ""
    average = image.resize((1, 1), Image.Resampling.BOX, reducing_gap=2).getpixel((0, 0))
    assert isinstance(average, tuple)  # noqa: S101 - of RGB it is
    return "".join(str(min(round(part / 85), 3)) for part in average)
