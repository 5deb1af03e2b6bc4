"""Kinds of addresses and paths that editors write, each with its own check."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import DEVICES, Text, listed, refuse

_WEB = re.compile(r"https?://[^\s/?#\"<>&]+[^\s\"<>]*")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def _is_web(value: str) -> bool:
    try:
        urlsplit(value)
    except ValueError:  # such as https://[abc/
        return False
    return bool(_WEB.fullmatch(value))


def _link(value: str) -> str:
    if _is_web(value) or value.startswith(("mailto:", "tel:")):
        return value
    if _SCHEME.match(value) or value.startswith("//") or ".." in value.split("/"):
        raise refuse(
            N_("“{value}” is no address that may be linked"),
            N_("write https://…, or a path within the site"),
            value=value,
        )
    return value.lstrip("/")


Link = Annotated[Text, AfterValidator(_link)]
"""An address on the web, or a path within the site (without a leading slash)."""


def page_of(url: str) -> str:
    """Return the address of the page that a link leads to: without query and fragment."""
    return url.partition("#")[0].partition("?")[0] or "."


_OLD = re.compile(r"(?:[\w+~-][\w+~.-]*/)*(?:[\w+~-][\w+~.-]*\.s?html?)?")


def is_old_address(address: str) -> bool:
    """Tell whether a page can stand at an address that redirects, or says that it is gone."""
    if not address or not _OLD.fullmatch(address):
        return False
    return all(
        len(part.encode()) <= 120 and not part.endswith(".") and not DEVICES.fullmatch(part.lower())
        for part in address.rstrip("/").split("/")
    )


def _old_address(value: str) -> str:
    address = unquote(value).lstrip("/")
    if not is_old_address(address):
        raise refuse(
            N_("“{value}” is no old address that can redirect"),
            N_("write the path within the site, ending in .html or /"),
            value=value,
        )
    return address


OldAddress = Annotated[Text, AfterValidator(_old_address)]
"""The former address of a page, relative to the site; a file or a folder."""

OldAddresses = Annotated[
    tuple[OldAddress, ...],
    BeforeValidator(listed, json_schema_input_type=OldAddress | tuple[OldAddress, ...]),
]
"""One former address or a list of them."""


def _base_url(value: str) -> str:
    if not _is_web(value) or not set(value).isdisjoint("?#&"):
        raise refuse(
            N_("“{value}” is no site address"),
            N_("write https://…/, a sub-path is fine"),
            value=value,
        )
    return value.rstrip("/") + "/"


BaseUrl = Annotated[str, AfterValidator(_base_url)]
"""The absolute address of the site, ending in a slash."""

_FILE = re.compile(r"[^\\\x00-\x1f<>:\"|?*]+")


def _relative_file(value: str) -> str:
    if not _FILE.fullmatch(value) or value.startswith("/"):
        raise refuse(
            N_("“{value}” is no path of a file beside this one"),
            N_("write the path from this file, with / between folders"),
            value=value,
        )
    return value


RelativeFile = Annotated[Text, AfterValidator(_relative_file)]
"""The path of a file, relative to the file that names it."""

RelativeFiles = Annotated[
    tuple[RelativeFile, ...],
    BeforeValidator(listed, json_schema_input_type=RelativeFile | tuple[RelativeFile, ...]),
]
"""One path of a file or a list of them."""


def _editor_address(value: str) -> str:
    scheme = value.partition(":")[0].lower()
    if not _SCHEME.match(value) or "{path}" not in value or scheme in ("javascript", "data"):
        raise refuse(
            N_("“{value}” opens no file in an editor"),
            N_("write an address such as vscode://file/{{path}}:{{line}}"),
            value=value,
        )
    return value


EditorAddress = Annotated[Text, AfterValidator(_editor_address)]
"""The address that opens a file in an editor; `{path}` and `{line}` stand for where."""
