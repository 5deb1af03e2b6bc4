"""Every text that editors and readers see is translated."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).parent.parent.parent


def test_catalogues_are_complete() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "catalogues.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_translations_keep_their_fields(language: str) -> None:
    from babel.messages.pofile import read_po

    with (ROOT / "zhuanlan/locale" / language / "LC_MESSAGES/zhuanlan.po").open("rb") as file:
        messages = [m for m in read_po(file) if m.id and "{" in str(m.id)]
    assert messages
    for message in messages:
        fields = [
            {name for _, name, _, _ in Formatter().parse(str(text)) if name}
            for text in (message.id, message.string)
        ]
        assert fields[1] <= fields[0], message.id


def test_texts_are_looked_for_where_files_are() -> None:
    """A folder that was renamed would lose its translations without a word."""
    lines = (ROOT / "zhuanlan/locale/babel.cfg").read_text("utf-8").splitlines()
    patterns = [line.strip("[]").partition(": ")[2] for line in lines if line.startswith("[")]
    assert len(patterns) > 3
    for pattern in patterns:
        assert next(ROOT.glob(pattern.replace("**.", "**/*.")), None), pattern
