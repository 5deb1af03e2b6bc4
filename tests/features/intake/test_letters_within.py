"""Mails that hold mails, pictures within their text, and a text of two kinds: nothing is lost."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from tests.features.intake.conftest import HERE, Office
from tests.features.intake.test_bundles import picture, posts
from tests.features.intake.test_editors_try import CHINESE

LETTER = (HERE / "letters/bank-1.txt").read_text("utf-8")


def mail_of(subject: str, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = subject
    mail.set_content(text)
    return mail


def test_a_mail_that_is_forwarded_as_an_attachment_is_unpacked(office: Office) -> None:
    inner = mail_of("银行/来稿", "见附件")
    inner.add_attachment(LETTER.encode(), maintype="text", subtype="plain", filename="稿件.txt")
    outer = mail_of("转发", "转给你")
    outer.add_attachment(inner)
    office.write("转发.eml", outer.as_bytes())
    shown = office.take("转发.eml")
    [path] = shown.stdout.split()
    assert path.startswith("content/spring/news/lin-hai-yin-hang")
    assert "转发.eml/正文.txt: the text of the mail is left out" in shown.stderr
    assert "转发.eml/银行_来稿.eml/稿件.txt" in shown.stderr


def test_the_html_of_a_mail_with_its_pictures(office: Office) -> None:
    mail = mail_of("来稿", "见正文")
    lines = "".join(f"<p>{line}</p>" for line in LETTER.splitlines())
    mail.add_alternative(f'<html><body>{lines}<img src="cid:a"></body></html>', subtype="html")
    body = mail.get_body(("html",))
    assert body is not None
    body.add_related(picture(), "image", "jpeg", cid="<a>")
    office.write("来稿.eml", mail.as_bytes())
    office.take("来稿.eml")
    [(place, files)] = posts(office).items()
    assert place.startswith("news/lin-hai-yin-hang")
    assert len(files) == 2


def test_pictures_of_a_mail_that_is_only_html_come_once(office: Office) -> None:
    mail = EmailMessage()
    lines = "".join(f"<p>{line}</p>" for line in LETTER.splitlines())
    mail.set_content(f'<html><body>{lines}<img src="cid:a"></body></html>', subtype="html")
    mail.add_related(picture(), "image", "jpeg", cid="<a>", filename="a.jpg")
    office.write("来稿.eml", mail.as_bytes())
    office.take("来稿.eml")
    [files] = posts(office).values()
    assert len(files) == 2


@pytest.mark.parametrize(
    "inner",
    [
        b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nAAAA\n",
        b"Content-Type: message/rfc822\n\nSubject: =?x?b?!!?=\nContent-Type: t/\xff; a\n\n\xff\n",
        b"Content-Type: message/rfc822\n\n",
    ],
)
def test_a_damaged_mail_within_a_mail(office: Office, inner: bytes) -> None:
    head = b'Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    text = b"--b\nContent-Type: text/plain; charset=utf-8\n\n" + LETTER.encode() + b"\n--b\n"
    office.write("a.eml", head + text + inner + b"--b--\n")
    assert "Traceback" not in office.take("a.eml").stderr


def test_each_line_of_a_receipt_has_its_number(office: Office) -> None:
    phone = "请联系13812345678。"
    office.write("inbox/a.txt", f"{LETTER}\n\n{phone}大家都来参加活动，清扫公园。\n")
    shown = office.take("inbox/a.txt", "--receipt", **CHINESE)
    assert shown.stdout.count("\n1. ") == 1
    assert "审核后发布；其中有个人信息（1 处），发布时不会公开\n" in shown.stdout


def test_a_subject_is_a_title_without_what_mailers_put_before_it(office: Office) -> None:
    text = "编辑您好：\n爱心义诊进校园\n5月20日，医院走进校园义诊，受检学生二百一十名。\n"
    mail = mail_of("转发：Fwd: 稿件：爱心义诊进校园", text)
    office.write("a.eml", mail.as_bytes())
    draft = office.draft(office.take("a.eml"))
    assert "\ntitle: 爱心义诊进校园\n" in draft
    assert draft.endswith("---\n\n编辑您好：\n\n5月20日，医院走进校园义诊，受检学生二百一十名。\n")
