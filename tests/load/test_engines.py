"""Engines keep nothing of one text for the next."""

from __future__ import annotations

import pytest
from markdown.blockprocessors import ParagraphProcessor

from zhuanlan.core.budget import OverBudgetError
from zhuanlan.load.markdown.engines import python_markdown


def test_a_text_that_was_stopped_changes_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise OverBudgetError

    with monkeypatch.context() as patched:
        patched.setattr(ParagraphProcessor, "run", stopped)
        with pytest.raises(OverBudgetError):
            python_markdown("- 一\n- 二")
    assert python_markdown("段落") == "<p>段落</p>"
