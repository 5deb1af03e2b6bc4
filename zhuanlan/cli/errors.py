"""Errors that end a command with one message; `main` shows them."""

from __future__ import annotations

from typing import Any


class CommandError(Exception):
    """Ends a command with a message and an exit status.

    `message` is an untranslated text; `values` fill its `{name}` fields.
    """

    def __init__(self, message: str, *, status: int = 1, **values: Any) -> None:
        super().__init__(message)
        self.message, self.status, self.values = message, status, values


class UsageError(CommandError):
    """The arguments contradict each other; the usage of the command line is shown, too."""
