"""Mails (.eml): their text, their attachments, and who sent them when."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.archives import MOST_BYTES, safe_path

BODY = "正文.txt"
"""The file in which the text of a mail is unpacked."""

_UNFIT = re.compile(r'[\\/:*?"<>|]+')
_LONGEST = 40
"""Characters of the name of a mail within a mail."""

_BEFORE = re.compile(r"(?i)^(?:(?:转发|回复|答复|fwd?|re|稿件|来稿|投稿|供稿)\s*[:：]\s*)+")
"""What stands before the title in a subject."""

_DAMAGED = (LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What the standard library raises for mails that are damaged."""

_BREAKS = re.compile(r"(?i)<(?:br|/p|/div|/tr|/h\d|/li)[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_QUOTED = re.compile(r"^\s*(?:>|-{2,}\s*(?:原始邮件|Original Message|转发邮件)|发件人[：:])")


def unpacked(file: Path, into: Path, path: str) -> tuple[list[str], str]:
    """Unpack a mail into a folder; return the paths of its files and its subject.

    The text is `正文.txt`, without what it quotes. Raises ProblemError for what is no mail.
    """
    if file.stat().st_size > MOST_BYTES:
        message = N_("the mail is larger than {size} MB")
        raise ProblemError([Problem(path, 0, 0, message, {"size": MOST_BYTES >> 20})])
    try:
        mail = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
        subject = _BEFORE.sub("", " ".join(str(mail["subject"] or "").split()))
        text = _text(mail)
        parts = [*mail.iter_attachments()] if mail.is_multipart() else []
        own = [*parts, *(part for part in _inline(mail) if part not in parts)]
        files = [(_name(part, number), _data(part)) for number, part in enumerate(own, 1)]
    except (*_DAMAGED, MessageError) as error:
        message = N_("the mail cannot be read: {reason}")
        raise ProblemError([Problem(path, 0, 0, message, {"reason": str(error)})]) from None
    done = []
    if text.strip():
        (into / BODY).write_text(text, "utf-8")
        done.append(BODY)
    for number, (written, data) in enumerate(files, 1):
        name = safe_path(Path(written.replace("\\", "/")).name)
        while (into / name).exists():
            name = f"{number}-{name}"
        if data:
            (into / name).write_bytes(data)
            done.append(name)
    if not done:
        raise ProblemError([Problem(path, 0, 0, N_("the mail holds neither text nor files"))])
    return done, subject


def _inline(mail: EmailMessage) -> Iterator[MIMEPart]:
    """Yield the pictures that the HTML of a mail shows within its text."""
    body = mail.get_body(("related",))
    for part in body.iter_attachments() if body is not None else ():
        if part.get_content_maintype() == "image":
            yield part


def _is_mail(part: MIMEPart) -> bool:
    return part.get_content_type() == "message/rfc822" and part.is_multipart()


def _name(part: MIMEPart, number: int) -> str:
    """Return the name of an attachment; that of a mail is its subject."""
    if _is_mail(part):
        subject = " ".join(str(part.get_content()["subject"] or number).split())
        return f"{_UNFIT.sub('_', subject)[:_LONGEST]}.eml"
    suffix = f".{part.get_content_subtype()}" if part.get_content_maintype() == "image" else ""
    return part.get_filename() or f"{number}{suffix}"


def _data(part: MIMEPart) -> bytes:
    """Return the bytes of an attachment."""
    if _is_mail(part):
        return bytes(part.get_content())
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(mail: EmailMessage) -> str:
    """Return the text of a mail: its plain text, or that of its HTML where it says far more."""
    bodies = (mail.get_body((kind,)) for kind in ("plain", "html"))
    texts = [_unquoted(_plain(body)) for body in bodies if body is not None]
    longest = max(texts, key=len, default="")
    return texts[0] if texts and len(texts[0]) * 2 > len(longest) else longest


def _plain(body: MIMEPart) -> str:
    text = str(body.get_content())
    if body.get_content_subtype() == "html":
        for name in ("style", "script", "head"):
            text = _without(text, name)
        text = _BREAKS.sub("\n", text)
        text = html.unescape(_TAG.sub("", text))
    return text


def _unquoted(text: str) -> str:
    lines = text.splitlines()
    quoted = next((at for at, line in enumerate(lines) if _QUOTED.match(line)), len(lines))
    return "\n".join(lines[:quoted])


def _without(text: str, name: str) -> str:
    """Return HTML without the elements of a name; one that does not end hides all that follows."""
    opened, closed = (re.compile(rf"{mark}{name}\b", re.IGNORECASE) for mark in ("<", "</"))
    parts: list[str] = []
    at = 0
    while begin := opened.search(text, at):
        parts.append(text[at : begin.start()])
        end = closed.search(text, begin.end())
        at = end.start() if end else len(text)
        at = text.find(">", at) + 1 or len(text)
    return "".join([*parts, text[at:]])
