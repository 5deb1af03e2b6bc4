"""Damaged archives, mails and workbooks are read or refused, and change nothing else.

Word files, slides, PDF and OFD files and pages have tests of their own.
"""

from __future__ import annotations

import io
import random
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from tests.features.intake.test_incoming import archive
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake import mail, sheets
from zhuanlan.features.intake.archives import Budget, unpacked


def _workbook() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in (["单位", "人数"], ["示例社区", 30], ["示例学校", None]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _mail() -> bytes:
    made = EmailMessage()
    made["Subject"] = "来稿"
    made.set_content("志愿者走进社区。")
    made.add_alternative("<p>志愿者走进<b>社区</b>。</p>", subtype="html")
    made.add_attachment(b"x", maintype="image", subtype="png", filename="图1.png")
    return bytes(made)


def _unpack(file: Path) -> object:
    return unpacked(file, file.parent / "into", Budget(), file.name)


def _open(file: Path) -> object:
    return mail.unpacked(file, file.parent / "into", file.name)


KINDS = {
    "zip": (archive(("来稿/一.txt", "甲".encode() * 90), ("来稿/图1.png", b"x" * 90)), _unpack),
    "eml": (_mail(), _open),
    "xlsx": (_workbook(), sheets.drafts),
}


def damaged(data: bytes, rand: random.Random) -> bytes:
    """Return a file with a few other bytes, without its end, or with a part of it twice."""
    made = bytearray(data)
    for _ in range(rand.randint(1, 20)):
        made[rand.randrange(len(made))] = rand.randrange(256)
    if rand.random() < 0.3:
        del made[rand.randrange(len(made)) :]
    if rand.random() < 0.3:
        at = rand.randrange(len(made) + 1)
        made[at:at] = made[at : at + rand.randint(1, 200)]
    return bytes(made)


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    data, reads = KINDS[kind]
    file = tmp_path / f"a.{kind}"
    (tmp_path / "into").mkdir()
    file.write_bytes(data)
    assert reads(file)
    outcomes = set()
    for seed in range(200):
        file.write_bytes(damaged(data, random.Random(f"{kind} {seed}")))  # noqa: S311
        try:
            reads(file)
        except ProblemError as refused:
            outcomes.add(refused.problems[0].message)
        else:
            outcomes.add("")
    assert len(outcomes) > 1, outcomes
    assert {one.name for one in tmp_path.iterdir()} == {"into", file.name}
