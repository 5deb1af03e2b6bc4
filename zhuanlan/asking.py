"""Questions to whoever begins something: what was told on the command line is not asked again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from zhuanlan.console import say
from zhuanlan.i18n import N_, Translator
from zhuanlan.problems import Problem, ProblemError, likely, meant_of_allowed

T = TypeVar("T")


class CannotAskError(Exception):
    """Something is needed that was not told, and nobody is there to ask."""

    def __init__(self, option: str) -> None:
        super().__init__(option)
        self.option = option


def read_as(kind: Any) -> Callable[[str], Any]:
    """Return what reads an answer as one of the model's kinds of values."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    return adapter.validate_python


class Asking:
    """Takes what was told, or asks until an answer is of use."""

    def __init__(self, translate: Translator) -> None:
        self.translate = translate

    def text(
        self,
        option: str,
        told: str | None,
        question: str,
        read: Callable[[str], T],
        default: str | None = None,
    ) -> T:
        """Return an answer as `read` reads it; raises ProblemError for an option that is wrong.

        Where nobody can be asked the default counts; without one it raises CannotAskError.
        """
        if told is None and not sys.stdin.isatty():
            if default is None:
                raise CannotAskError(option)
            told = default
        if told is not None:
            return _read(option, told, read)
        shown = f" ({default})" if default else ""
        while True:
            answer = input(f"{self.translate(question)}{shown}: ") or default or ""
            try:
                return _read(option, answer, read)
            except ProblemError as error:
                for problem in error.problems:
                    say(problem.said(self.translate))

    def choice(
        self, option: str, told: str | None, question: str, choices: Sequence[tuple[str, str]]
    ) -> str:
        """Return the value of one of some choices (value and name): by value, name or number.

        A single one is not asked for.
        """
        if told is None and len(choices) == 1:
            return choices[0][0]
        if told is None and sys.stdin.isatty():
            for number, (value, name) in enumerate(choices, 1):
                say(f"  {number}. {name} ({value})")

        def read(answer: str) -> str:
            for number, (value, name) in enumerate(choices, 1):
                if answer in (value, name, str(number)):
                    return value
            guess = likely(answer, [text for pair in choices for text in pair])
            allowed = ", ".join(f"{value} ({name})" for value, name in choices)
            values = {"value": answer, "guess": guess, "allowed": allowed}
            hint = meant_of_allowed(guess)
            message = N_("there is no “{value}” to choose")
            raise ProblemError([Problem(f"--{option}", 0, 0, message, values, hint)])

        return self.text(option, told, question, read)


def _read(option: str, answer: str, read: Callable[[str], T]) -> T:
    try:
        return read(answer.strip())
    except ValidationError as error:
        context: dict[str, Any] = error.errors()[0].get("ctx", {})
    except PydanticCustomError as error:
        context = error.context or {}
    message, hint = context.get("message", N_("the value is empty")), context.get("hint", "")
    raise ProblemError([Problem(f"--{option}", 0, 0, message, context.get("values", {}), hint)])
