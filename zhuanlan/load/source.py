"""Bytes → text → front matter and body."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from xxhash import xxh3_128_digest

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load import yaml
from zhuanlan.load.wide_colons import narrowed
from zhuanlan.model.fields import CONTROL
from zhuanlan.model.in_chinese import IN_CHINESE
from zhuanlan.model.settings import Limits


def decode(data: bytes, path: str) -> str:
    """Return the text of a file, with `\\n` line ends and without a byte order mark.

    Raises ProblemError as `decoded` does.
    """
    return decoded(data, path)[0].replace("\r\n", "\n").replace("\r", "\n")


def decoded(data: bytes, path: str) -> tuple[str, str]:
    """Return the text of a file as it is, but for a byte order mark, and its encoding without one.

    UTF-8 and GB18030 are read (GB18030 contains GBK and GB2312, in which older Windows programs
    save); UTF-16 by its mark. Anything else raises ProblemError: a text is never shown garbled.
    """
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in data[:400] and not marked:
        message = N_("the file is neither UTF-8 nor GB18030")
        raise ProblemError([Problem(path, 0, 0, message, {}, N_("save it as UTF-8"))])
    if marked:
        encoding = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        return _decode(data[2:], encoding, path), encoding
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_gb18030(data, path, error), "gb18030"


def _decode(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ProblemError([_undecodable(data, path, error)]) from None


def _decode_gb18030(data: bytes, path: str, utf8_error: UnicodeDecodeError) -> str:
    """Read GB18030 if the result looks like Chinese text, and refuse it by name otherwise.

    Almost any bytes decode as GB18030; damaged UTF-8 gives rare and private characters, which real
    GB18030 texts do not have.
    """
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise ProblemError([_undecodable(data, path, utf8_error)]) from None
    others = [char for char in text if ord(char) > 0x7F]
    common = sum(
        "\u3000" <= c <= "\u301f" or "\uff00" <= c <= "\uff60" or _is_common(c) for c in others
    )
    as_utf8 = data.decode("utf-8", "replace")
    looks_utf8 = sum("\u4e00" <= c <= "\u9fff" for c in as_utf8) > as_utf8.count("\ufffd")
    if looks_utf8 or common < 0.8 * len(others):
        raise ProblemError([_undecodable(data, path, utf8_error)])
    return text


def _is_common(char: str) -> bool:
    """Tell characters of simplified and of traditional texts from those of garbled ones."""
    for charset in ("gb2312", "big5"):
        with suppress(UnicodeEncodeError):
            return bool(char.encode(charset))
    return False


def _undecodable(data: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    return Problem(
        path,
        line,
        error.start - before.rfind(b"\n"),
        N_("the file is neither UTF-8 nor GB18030"),
        {},
        N_("save it as UTF-8"),
    )


_LINE_ENDS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
"""What Word and its kin put where a line ends."""


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file, taken apart: its front matter, and its body with the line it starts in."""

    path: str
    matter: yaml.Document
    body: str
    body_line: int


def text_of(data: bytes, path: str) -> str:
    """Return the text of a Markdown file as it is read, with its lines; raises ProblemError."""
    return _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", decode(data, path)))


def split(data: bytes, path: str, limits: Limits, names: yaml.Names = IN_CHINESE) -> Source:
    """Take a Markdown file apart; raises ProblemError. `names` are other names of keys."""
    if len(data) > limits.post_bytes:
        raise ProblemError(
            [
                Problem(
                    path,
                    0,
                    0,
                    N_("the file is larger than {limit} bytes"),
                    {"limit": limits.post_bytes},
                )
            ]
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ProblemError(
            [
                Problem(
                    path,
                    0,
                    0,
                    N_("this is a Word file or an archive, no text"),
                    {},
                    N_("copy its text into a plain text file that ends in .md"),
                )
            ]
        )
    text = text_of(data, path)
    blank = len(text) - len(text.lstrip("\n"))
    lines = text[blank:].split("\n")
    if not lines or lines[0].rstrip() != "---":
        raise ProblemError(
            [
                Problem(
                    path,
                    blank + 1,
                    1,
                    N_("the file does not begin with front matter"),
                    {},
                    N_("begin with a line of ---, then title: and date:, then a line of ---"),
                )
            ]
        )
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        raise ProblemError(
            [
                Problem(
                    path,
                    1,
                    1,
                    N_("the front matter has no end"),
                    {},
                    N_("end it with a line of ---"),
                )
            ]
        )
    head = "\n".join(lines[1:end]) + "\n"
    narrow, moved = narrowed(head, names) if "：" in head else (head, {})
    matter = yaml.parse(
        narrow,
        path,
        first_line=blank + 2,
        limit=limits.front_matter_bytes,
        comments=False,
        names=names,
    )
    if moved:
        for key, (line, column) in matter.values.items():
            start, by = moved.get(line - blank - 2, (0, 0))
            matter.values[key] = line, column + by * (column > start)
    body = "\n".join(lines[end + 1 :])
    first = blank + end + 2
    if found := CONTROL.search(body):
        line = body.count("\n", 0, found.start())
        column = found.start() - body.rfind("\n", 0, found.start())
        values = {"code": f"{ord(found[0]):04X}"}
        message = N_("the text holds an invisible control character (U+{code})")
        hint = N_("delete it and type the text again")
        raise ProblemError([Problem(path, first + line, column, message, values, hint)])
    return Source(path, matter, body, first)


def digest_of_text(body: str) -> bytes:
    """Return the digest by which a text is known again in another file; empty without a text."""
    text = body.strip()
    return xxh3_128_digest(text.encode()) if text else b""


def digest_of_source(data: bytes) -> bytes:
    """Return the digest by which a source is known to be the same."""
    return hashlib.blake2b(data, digest_size=16).digest()
