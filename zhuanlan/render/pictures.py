"""Pictures in HTML: each browser takes the format it knows and the width it needs."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from markupsafe import Markup

from zhuanlan.model.picture import Image, Picture, variant_address

Url = Callable[[str], str]


def picture(
    url: Url,
    label: str,
    image: Image,
    sizes: str = "100vw",
    *,
    alt: str | None = None,
    lazy: bool = True,
    **attributes: str,
) -> Markup:
    """Return the HTML of a picture.

    `sizes` says how wide it is shown, as HTML's attribute of that name does; `alt` replaces its
    description, such as by nothing where the text beside it says the same. One that is seen at
    once is not `lazy`. Other attributes stand as they are, without a trailing underscore. Beside an
    AI-generated picture stands `label`.
    """
    own = {name.rstrip("_"): value for name, value in attributes.items()}
    load = {"loading": "lazy", "decoding": "async"} if lazy else {"fetchpriority": "high"}
    shown = image.alt if alt is None else alt
    # each value is escaped where the attributes are written
    attributes = {"alt": shown} | load | own
    return Markup(picture_html(url, label, image.url, image.picture, sizes, attributes))  # noqa: S704


def picture_html(
    url: Url,
    label: str,
    address: str,
    picture: Picture | None,
    sizes: str,
    attributes: Mapping[str, str],
) -> str:
    """Return the HTML of the picture that is published at an address, with its AI label."""
    shown = _unlabelled(url, address, picture, sizes, attributes)
    if picture is None or not picture.aigc:
        return shown
    return f'<span class="ai"{aigc_data(picture)}>{shown}{ai_mark(label)}</span>'


def ai_mark(label: str) -> str:
    """Return the HTML of a visible label."""
    return f'<span class="ai-mark">{html.escape(label)}</span>'


def aigc_data(picture: Picture) -> str:
    """Return the attribute that tells machines what the metadata of a picture's files say."""
    return _attributes({"data-aigc": picture.aigc})


def _unlabelled(
    url: Url, address: str, picture: Picture | None, sizes: str, attributes: Mapping[str, str]
) -> str:
    every = dict(attributes)
    if picture is None:
        return f"<img{_attributes(every | {'src': url(address)})}>"
    kinds = dict(_sources(url, address, picture))
    own = kinds.pop(address.rpartition(".")[2].lower(), "")
    every["src"] = url(address)
    if own:
        every |= {"srcset": f"{own}, {url(address)} {picture.width}w", "sizes": sizes}
    if picture.width:
        every |= {"width": str(picture.width), "height": str(picture.height)}
    if picture.tone:
        every["class"] = f"{every.get('class', '')} tone-{picture.tone}".strip()
    shown = f"<img{_attributes(every)}>"
    if not kinds:
        return shown
    sources = "".join(
        f"<source{_attributes({'type': f'image/{kind}', 'srcset': files, 'sizes': sizes})}>"
        for kind, files in kinds.items()
    )
    return f"<picture>{sources}{shown}</picture>"


def _sources(url: Url, address: str, picture: Picture) -> Iterator[tuple[str, str]]:
    """Yield each format with its files and their widths, as `srcset` has them."""
    for kind, variants in groupby(picture.variants, key=lambda one: one.suffix):
        files = (f"{url(variant_address(address, picture, one))} {one.width}w" for one in variants)
        yield kind, ", ".join(files)


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
