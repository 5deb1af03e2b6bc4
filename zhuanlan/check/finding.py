"""What a rule finds, and how it may be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Fix, Problem, ProblemError, place_of
from zhuanlan.load.published import PUBLISHED
from zhuanlan.model.checks import Severity

LEDGER = f"ledgers/{PUBLISHED}"
"""How findings name the ledger of addresses; whoever shows them knows the real path."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is broken, and where."""

    rule: str
    problem: Problem
    unread: bool = False
    """Whether readers do not meet it: it is in a draft, or in what is no longer published."""
    severity: Severity = "error"
    """How grave it is, and whether it is `idle`, as its rule says."""
    idle: bool = False

    @property
    def fix(self) -> Fix | None:
        """How it may be mended."""
        return self.problem.fix

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


def found_by(function: Callable[..., Any], *given: Any) -> Iterator[Finding]:
    """Yield what a function of a rule finds; raises ProblemError for what is no finding."""
    found = function(*given)
    for one in found if isinstance(found, Iterable) else [found]:
        if not isinstance(one, Finding):
            raise _no_finding(function, one)
        yield one


def _no_finding(function: Callable[..., Any], given: object) -> ProblemError:
    message = N_("the function “{name}” of a rule returns {value}, which is no finding")
    hint = N_("yield finding(…) for each place, and nothing where all is right")
    values = {"name": getattr(function, "__name__", ""), "value": repr(given)}
    return ProblemError([Problem(*place_of(function), 0, message, values, hint)])
