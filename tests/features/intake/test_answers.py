"""What somebody answers is read as its field wants it, and asked for again where it is not."""

from __future__ import annotations

import re

import pytest

from tests.features.intake.conftest import Office


def test_an_answer_that_is_no_value_is_asked_for_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft with such a value would stop the build of the whole site."""
    answers = iter(["明天", "3月11日", "看病", "惠民服务"])
    asked: list[str] = []
    for module in ("prompts", "console"):
        monkeypatch.setattr(f"zhuanlan.cli.{module}.is_interactive", lambda: True)

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("builtins.input", answer)
    shown = office.take(office.letter("hospital-1"), "--interactive")
    draft = office.draft(shown)
    assert "\ndate: 2013-03-11\n" in draft
    assert "\nactivity: benefit\n" in draft
    assert "“明天” is no day; write it as" in shown.stderr
    assert "unknown: “看病”" in shown.stderr
    title = re.search("title: (.*)", draft)
    assert title
    assert all(question.startswith(f"“{title[1]}”: ") for question in asked)
    office.build(drafts=True)
