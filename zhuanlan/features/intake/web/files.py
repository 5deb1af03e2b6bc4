"""Web pages as files, saved alone, with a folder, or in one file (MHTML), and what is pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.document import Document
from zhuanlan.features.intake.limits import limited
from zhuanlan.features.intake.web import reading
from zhuanlan.features.intake.web.cleaning import cleaned
from zhuanlan.features.intake.web.fetching import fetched
from zhuanlan.features.intake.web.pictures import Fetch

_MOST_PARTS = 2000


def document(file: Path, hosts: Iterable[str] = ()) -> Document:
    """Return what a saved page holds; pictures of `hosts` are fetched, of no others.

    Raises ProblemError for what cannot be read, and OSError.
    """
    path = str(file)
    if file.stat().st_size > reading.MOST_BYTES:
        raise reading.too_large(path)
    with limited(file):
        return _document(file, path, file.read_bytes(), _fetch(hosts))


def _document(file: Path, path: str, data: bytes, fetch: Fetch | None) -> Document:
    is_archive = data[:200].lstrip().lower().startswith(b"mime-version:")
    if is_archive or file.suffix.lower() in (".mht", ".mhtml"):
        return _archived(data, path, fetch)
    text = reading.text_of(data, path)
    whole = is_of_office(text)
    return cleaned(text, path, beside=file.parent, fetch=fetch, whole=whole)


def from_clipboard(html: str, files: Mapping[str, bytes], campaign: str = "") -> Document:
    """Return what was pasted: HTML, and the pictures of the clipboard by their names.

    `campaign` is named where something is wrong, as a file is. Nothing is fetched, and no file of
    this machine is read. Raises ProblemError.
    """
    path = campaign or "clipboard"
    parts = _by_ends(files)
    with limited(path):
        found = cleaned(_fragment(html), path, parts=parts, address=_source(html), whole=True)
    # nobody sees the lines of what was copied: paragraphs are counted
    losses = tuple(replace(loss, line=0) for loss in found.losses)
    blocks = tuple(replace(block, place=n) for n, block in enumerate(found.blocks, 1))
    return replace(found, losses=losses, blocks=blocks)


_GENERATOR = re.compile(
    r"<meta[^>]{1,80}(?:Microsoft (?:Word|Excel)|WPS|Kingsoft|LibreOffice)", re.IGNORECASE
)


def is_of_office(text: str) -> bool:
    """Tell whether a page was written by Word, Excel, WPS or LibreOffice: all of it is its text."""
    return _GENERATOR.search(text[:20_000]) is not None


_START, _END = "<!--StartFragment-->", "<!--EndFragment-->"


def _fragment(html: str) -> str:
    """Return what was copied of the page that a clipboard holds, with its style sheets."""
    start, end = html.find(_START), html.rfind(_END)
    if not 0 <= start < end:
        return html
    styles = _style_sheets(html[:start])
    inside = html[start + len(_START) : end]
    # Excel copies rows without the table that they are of
    if re.match(r"\s*<(?:tr|col|tbody|td)\b", inside, re.IGNORECASE):
        inside = f"<table>{inside}</table>"
    return "".join([*styles, inside])


def _style_sheets(head: str) -> Iterator[str]:
    """Yield the style sheets of a page's head."""
    lower = head.lower()
    at = lower.find("<style")
    while at >= 0:
        end = lower.find("</style>", at)
        if end < 0:
            return
        yield head[at : end + 8]
        at = lower.find("<style", end)


def _source(html: str) -> str:
    """Return the address that Windows notes in front of what was copied from a browser."""
    found = re.search(r"^SourceURL:(https?://\S+)", html[:2000], re.MULTILINE)
    return found[1] if found else ""


def _fetch(hosts: Iterable[str]) -> Fetch | None:
    named = [*hosts]
    return (lambda address: fetched(address, named)) if named else None


def _archived(data: bytes, path: str, fetch: Fetch | None) -> Document:
    """Return the page of an MHTML file, with the parts that lie in it."""
    message = message_from_bytes(data, policy=policy.default)
    page: tuple[str, str] | None = None
    parts: dict[str, bytes] = {}
    for number, part in enumerate(_leaves(message)):
        if number >= _MOST_PARTS:
            break
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        kind = part.get_content_type()
        place = str(part.get("Content-Location") or "").strip()
        if page is None and kind in ("text/html", "application/xhtml+xml"):
            page = _text(content, part, path), place
            continue
        for key in (place, f"cid:{str(part.get('Content-ID') or '').strip().strip('<>')}"):
            if key not in ("", "cid:"):
                parts[key] = content
    if page is None:
        raise ProblemError([Problem(path, 0, 0, N_("the file holds no page"))])
    text, place = page
    base = place if place.startswith(("http://", "https://")) else ""
    whole = is_of_office(text)
    return cleaned(text, path, parts=_by_ends(parts), address=base, fetch=fetch, whole=whole)


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that hold something, in order; nested ones as they come."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        below = part.get_payload()
        if isinstance(below, list):
            waiting += [one for one in reversed(below) if isinstance(one, Message)]
        else:
            yield part


def _text(content: bytes, part: Message, path: str) -> str:
    name = part.get_content_charset() or ""
    if name and name not in ("us-ascii", "ascii"):
        with suppress(LookupError, UnicodeDecodeError):
            return content.decode(reading.as_browsers_do(name))
    return reading.text_of(content, path)


def _by_ends(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Add the names of files: a page may mention `a.jpg` and its part be `file:///C:/x/a.jpg`."""
    names = {key.replace("\\", "/").rpartition("/")[2]: data for key, data in parts.items()}
    return {**names, **parts}
