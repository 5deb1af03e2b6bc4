"""What a rule finds, and how it may be mended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from zhuanlan.model.checks import RULES, Severity
from zhuanlan.problems import Fix, Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is broken, and where."""

    rule: str
    problem: Problem
    unread: bool = False
    """Whether readers do not meet it: it is in a draft, or in what is no longer published."""

    @property
    def fix(self) -> Fix | None:
        """How it may be mended."""
        return self.problem.fix

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return RULES[self.rule].severity

    def unmended(self) -> Finding:
        """Return the same, told without a mending."""
        return replace(self, problem=replace(self.problem, fix=None))

    def at(self, path: str) -> Finding:
        """Return the same in a file that is named otherwise."""
        return replace(self, problem=replace(self.problem, path=path))


def finding(
    rule: str,
    path: str,
    spot: tuple[int, int],
    message: str,
    hint: str = "",
    *,
    fix: Fix | None = None,
    **values: Any,
) -> Finding:
    """Return a finding; `message` and `hint` are untranslated, with `{name}` fields."""
    return Finding(rule, Problem(path, *spot, message, values, hint, rule, fix))
