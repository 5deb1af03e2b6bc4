"""Prompts for what the command line lacks; an argument that is given is not asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from zhuanlan.cli.console import is_interactive, say
from zhuanlan.cli.errors import CommandError
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_allowed

T = TypeVar("T")


def read_as(kind: Any) -> Callable[[str], Any]:
    """Return a function that reads an answer as a type of the model, such as `Slug`."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    return adapter.validate_python


class Prompts:
    """Takes arguments that are given, and asks for others until an answer is valid.

    `argument` is the name as users type it, such as `--title`; `given` is its value or None. All
    methods raise ProblemError for a given value that is wrong, and CommandError where an answer is
    needed and nobody can be asked, or the input ends.
    """

    def text(
        self,
        argument: str,
        given: str | None,
        question: str,
        read: Callable[[str], T],
        default: str | None = None,
    ) -> T:
        """Return a value as `read` reads it; without a terminal the default is the answer."""
        if given is None and not is_interactive():
            if default is None:
                raise CommandError(N_("{option} is needed"), status=2, option=argument)
            given = default
        if given is not None:
            return _read(argument, given, read)
        shown = f" ({default})" if default else ""
        while True:
            try:
                answer = input(f"{_(question)}{shown}: ") or default or ""
            except EOFError:
                raise CommandError(N_("stopped")) from None
            try:
                return _read(argument, answer, read)
            except ProblemError as error:
                for problem in error.problems:
                    say(problem.said(_))

    def choice(
        self, argument: str, given: str | None, question: str, choices: Sequence[tuple[str, str]]
    ) -> str:
        """Return the value of one of some choices (value and name): by value, name or number.

        A single choice is taken without a question.
        """
        if given is None and len(choices) == 1:
            return choices[0][0]
        if given is None and is_interactive():
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
            raise ProblemError([Problem(argument, 0, 0, message, values, hint)])

        return self.text(argument, given, question, read)


def _read(argument: str, answer: str, read: Callable[[str], T]) -> T:
    try:
        return read(answer.strip())
    except ValidationError as error:
        context: dict[str, Any] = error.errors()[0].get("ctx", {})
    except PydanticCustomError as error:
        context = error.context or {}
    message, hint = context.get("message", N_("the value is empty")), context.get("hint", "")
    raise ProblemError([Problem(argument, 0, 0, message, context.get("values", {}), hint)])
