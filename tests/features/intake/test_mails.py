"""Ten bundles of ten kinds of units: one command, a preview without an error, few edits."""

from __future__ import annotations

import time
from pathlib import Path

from tests.features.intake.conftest import Office
from tests.features.intake.mails import MAILS, counted, write
from zhuanlan.features.intake.mail import BODY, unpacked


def test_from_the_mail_to_a_preview_in_one_command(office: Office) -> None:
    write(office.root / "inbox")
    shown = office.take("inbox")
    assert shown.returncode == 0, shown.stderr
    assert office.build(drafts=True, future=True).posts == len(MAILS)
    places = dict(counted(office.root, shown.stdout.split()))
    assert {*places} == {*MAILS}, places
    assert max(places.values()) <= 5, places


def test_an_html_mail_of_unclosed_elements_is_read_in_time(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    html = "<p>你好</p><STYLE>p{}</style ><p>再见</p>" + "<script" * 200_000
    head = "Subject: x\nContent-Type: text/html; charset=utf-8\n\n"
    file.write_text(head + html, "utf-8")
    begun = time.process_time()
    unpacked(file, tmp_path, "a.eml")
    assert (tmp_path / BODY).read_text("utf-8").split() == ["你好", "再见"]
    assert time.process_time() - begun < 3


def test_an_empty_mail_is_a_problem(office: Office) -> None:
    office.write("a.eml", "Subject: x\n\n\n")
    shown = office.take("a.eml")
    assert shown.returncode == 1
    assert "a.eml: the mail holds neither text nor files" in shown.stderr
