"""What text files look like compressed, for web servers that send the ready file instead.

nginx's `gzip_static` and `brotli_static` and Caddy's `precompressed` find them by their names.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

from zhuanlan.core.gzipped import gzipped
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import missing_package

_TEXTS = (".html", ".css", ".js", ".json", ".xml", ".txt", ".svg", ".csv", ".vtt")
_BROTLI = 5
"""At 11 a page is 4 % smaller, and takes thirty times as long."""


def check_available(config: Path) -> None:
    """Raise ProblemError where the package for Brotli is not installed; `config` asks for it."""
    if importlib.util.find_spec("brotli") is None:
        message = N_("precompress: true needs the package {package}")
        raise missing_package(str(config), "brotli", "brotli", message)


def _brotli(data: bytes) -> bytes:
    import brotli  # only for sites that want it

    packed: bytes = brotli.compress(data, mode=brotli.MODE_TEXT, quality=_BROTLI)
    return packed


FORMS: dict[str, Callable[[bytes], bytes]] = {".gz": gzipped, ".br": _brotli}
"""What makes a file of that ending."""


def forms_of(path: str) -> tuple[str, ...]:
    """Return the endings of the compressed files that stand beside a file."""
    return tuple(FORMS) if path.endswith(_TEXTS) and not path.startswith(".") else ()


def with_forms(path: str) -> tuple[str, ...]:
    """Return a file with those that stand beside it."""
    return (path, *(path + ending for ending in forms_of(path)))


def is_form(path: str) -> bool:
    """Tell whether a file is one that stands beside another."""
    stem, dot, ending = path.rpartition(".")
    return dot + ending in FORMS and bool(forms_of(stem))
