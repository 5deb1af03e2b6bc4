"""Mails (.eml): their text, their attachments, and who sent them when."""

from __future__ import annotations

import html
import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.archives import MOST_BYTES, safe_path

BODY = "正文.txt"
"""The file in which the text of a mail is unpacked."""

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
        subject = " ".join(str(mail["subject"] or "").split())
        text = _text(mail)
        parts = [*mail.iter_attachments()] if mail.is_multipart() else []
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        message = N_("the mail cannot be read: {reason}")
        raise ProblemError([Problem(path, 0, 0, message, {"reason": str(error)})]) from None
    done = []
    if text.strip():
        (into / BODY).write_text(text, "utf-8")
        done.append(BODY)
    for number, part in enumerate(parts, 1):
        name = safe_path(Path((part.get_filename() or f"{number}").replace("\\", "/")).name)
        data = _data(part)
        while (into / name).exists():
            name = f"{number}-{name}"
        if data:
            (into / name).write_bytes(data)
            done.append(name)
    if not done:
        raise ProblemError([Problem(path, 0, 0, N_("the mail holds neither text nor files"))])
    return done, subject


def _data(part: EmailMessage) -> bytes:
    """Return the bytes of an attachment; a mail within a mail has none."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(mail: EmailMessage) -> str:
    """Return the text of a mail, from its HTML where it has no other."""
    body = mail.get_body(("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())
    if body.get_content_subtype() == "html":
        for name in ("style", "script", "head"):
            text = _without(text, name)
        text = _BREAKS.sub("\n", text)
        text = html.unescape(_TAG.sub("", text))
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
