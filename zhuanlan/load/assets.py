"""Files that are published as they are: whether they are what they claim, and do nothing."""

from __future__ import annotations

import re

from zhuanlan.i18n import N_
from zhuanlan.problems import Problem, ProblemError

_BEGINNINGS = {
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "pdf": (b"%PDF-",),
}
_ACTIVE = re.compile(
    rb"<\s*script|<\s*foreignObject|\son\w+\s*=|javascript:|<!ENTITY|<!DOCTYPE[^>]*\[|"
    rb"(?:href|src)\s*=\s*[\"']?\s*(?!#)(?:https?:|//|data:text)|@import|<\?xml-stylesheet",
    re.IGNORECASE,
)
_NAMESPACES = re.compile(rb"xmlns(?::\w+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def check_asset(path: str, data: bytes) -> None:
    """Refuse a file whose bytes are not what its name says, and an SVG that is more than a drawing.

    An SVG is a document of its own when it is opened alone, so script, external references and
    foreign markup in it are refused. Raises ProblemError.
    """
    suffix = path.rpartition(".")[2].lower()
    if not data:
        raise ProblemError([Problem(path, 0, 0, N_("the file is empty"))])
    beginnings = _BEGINNINGS.get(suffix)
    if beginnings and not data.startswith(beginnings):
        raise ProblemError(
            [
                Problem(
                    path,
                    0,
                    0,
                    N_("the file is no {type}, whatever its name says"),
                    {"type": suffix.upper()},
                    N_("save the picture again, or correct the name"),
                )
            ]
        )
    if suffix == "svg":
        _check_svg(path, data)


def _check_svg(path: str, data: bytes) -> None:
    if b"<svg" not in data[:4096]:
        raise ProblemError(
            [
                Problem(
                    path,
                    0,
                    0,
                    N_("the file is no {type}, whatever its name says"),
                    {"type": "SVG"},
                    N_("save the picture again, or correct the name"),
                )
            ]
        )
    found = _ACTIVE.search(_NAMESPACES.sub(lambda m: b" " * len(m[0]), data))
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        column = found.start() - data.rfind(b"\n", 0, found.start())
        raise ProblemError(
            [
                Problem(
                    path,
                    line,
                    column,
                    N_("the SVG holds more than a drawing: {found}"),
                    {"found": found[0].decode("ascii", "replace").strip()},
                    N_("export it again as a plain SVG, or as PNG"),
                )
            ]
        )
