"""Where a page's pictures are: beside it, inside it, with what was pasted, or on allowed hosts."""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake.embedded import kept, suffix_of
from zhuanlan.features.intake.web.blocks import Picture
from zhuanlan.features.intake.web.losses import Losses

MOST_BYTES = 30 << 20
_MOST_BYTES_IN_ALL = 200 << 20
_DATA = re.compile(r"data:[^,]{0,100};base64,", re.IGNORECASE)

Fetch = Callable[[str], bytes]
"""Gets a picture from the web; raises ProblemError where it may or can not."""


@dataclass(slots=True)
class Pictures:
    """Finds pictures and names them."""

    losses: Losses
    beside: Path | None = None
    """The folder of the page: what lies in it may be read, and nothing else."""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    """What came with the page, by addresses, content numbers (`cid:…`) and names of files."""
    base: str = ""
    fetch: Fetch | None = None
    named: dict[bytes, str] = field(default_factory=dict)
    """The names of those that are kept."""

    def found(self, picture: Picture) -> bytes | None:
        """Return the bytes of a picture, or None where there are none; says why."""
        reasons: list[str] = []
        for source in sorted(picture.sources, key=_is_remote):
            data = self._bytes(source.strip(), reasons)
            if data is None or _is_spacer(data):
                continue
            if len(data) > MOST_BYTES or sum(map(len, self.named)) > _MOST_BYTES_IN_ALL:
                reasons.append(N_("a picture is too large, and was left out: {address}"))
            elif not suffix_of(data):
                reasons.append(N_("a picture is of a kind that no browser shows: {address}"))
            else:
                return data
        sources = [one for one in picture.sources if not one.startswith("data:")]
        if sources or reasons:
            remote = [one for one in sources if _is_remote(one)]
            address = self._absolute((remote or sources or ["data:"])[0])
            missing = N_("a picture is not with the page, and is missing: {address}")
            message = reasons[0] if reasons else missing
            self.losses.add(message, picture.line, address=address)
        return None

    def kept(self, picture: Picture, data: bytes) -> Picture:
        """Keep a picture, and return it with its name."""
        return picture._replace(name=kept(self.named, data, suffix_of(data)))

    def _bytes(self, source: str, reasons: list[str]) -> bytes | None:
        if match := _DATA.match(source):
            try:
                return base64.b64decode(unquote(source[match.end() :]), validate=False)
            except (binascii.Error, ValueError):
                reasons.append(N_("a picture inside the page is damaged: {address}"))
                return None
        for key in (source, unquote(source), self._absolute(source), _name(source)):
            if key and key in self.parts:
                return self.parts[key]
        if source.startswith("data:"):
            reasons.append(N_("a picture is of a kind that no browser shows: {address}"))
            return None
        if not _is_remote(source):
            local = self._beside(source)
            if local is not None or not self.base:
                return local
        address = self._absolute(source)
        if self.fetch is None or not _is_remote(address):
            return None
        try:
            return self.fetch(address)
        except ProblemError as error:
            reasons.append(error.problems[0].message)
            return None

    def _absolute(self, source: str) -> str:
        """Return the whole address of a picture, as browsers make it."""
        if source.startswith("//"):
            return f"https:{source}"
        try:
            return urljoin(self.base, source) if self.base else source
        except ValueError:
            return source

    def _beside(self, source: str) -> bytes | None:
        """Return a file of the page's own folder; None for what is elsewhere, or a link to it."""
        if self.beside is None or "\0" in source:
            return None
        try:
            relative = unquote(urlsplit(source).path).replace("\\", "/")
            if not relative or relative.startswith("/") or ".." in relative.split("/"):
                return None
            folder = self.beside.resolve()
            path = folder / relative
            if not path.resolve().is_relative_to(folder) or path.is_symlink():
                return None
            if any(parent.is_symlink() for parent in path.parents if parent != folder
                   and parent.is_relative_to(folder)):  # fmt: skip
                return None
            if not path.is_file() or path.stat().st_size > MOST_BYTES:
                return None
            with open(path, "rb", opener=_not_followed) as opened:
                return opened.read(MOST_BYTES + 1)
        except (OSError, ValueError):
            return None


def _not_followed(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def _is_remote(source: str) -> bool:
    return source.strip().lower().startswith(("http:", "https:", "//"))


def _name(source: str) -> str:
    """Return the name of the file that an address ends in."""
    return unquote(source).replace("\\", "/").rpartition("/")[2].partition("?")[0]


def _is_spacer(data: bytes) -> bool:
    """Tell whether a picture is a mere dot, which stands for one that a script loads later."""
    if data.startswith(b"GIF8"):
        return max(int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")) <= 2
    if data.startswith(b"\x89PNG"):
        return max(int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) <= 2
    return False
