"""The commands, by name.

Each module of this package is a command. It has `HELP` (one line), `add_arguments(parser)` and
`run(args)`, which returns the exit status, and may have two more texts that `main` shows when it
fails: `AFTER_PROBLEMS` below a list of problems (with `{count}`), and `ON_OS_ERROR` (with `{file}`
and `{reason}`, or with `{error}` for both).

A command module imports nothing heavy at its top, because `--help` imports all of them; `run`
imports what it needs. `register` adds a command of another package.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

_EVERYDAY = ("build", "serve", "check", "new", "publish")
"""Listed first; all others follow in alphabetical order."""

_REGISTERED: dict[str, str] = {}


class Command(NamedTuple):
    """A command, as its module describes it."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    after_problems: str = ""
    """Said below a list of problems."""
    on_os_error: str = "{file}: {reason}"
    """Said when the system refuses something."""


def names() -> list[str]:
    """Return the names of all commands, in the order in which `--help` lists them."""
    shipped = (file.stem for folder in __path__ for file in Path(folder).glob("[a-z]*.py"))
    found = {*shipped, *_REGISTERED}
    return [*(name for name in _EVERYDAY if name in found), *sorted(found.difference(_EVERYDAY))]


def load(name: str) -> Command:
    """Import the module of a command; raises ImportError where there is none."""
    module = import_module(_REGISTERED.get(name, f"{__name__}.{name}"))
    texts = {
        field: getattr(module, field.upper())
        for field in ("after_problems", "on_os_error")
        if hasattr(module, field.upper())
    }
    return Command(name, module.HELP, module.add_arguments, module.run, **texts)


def register(name: str, module: str) -> None:
    """Add a command whose module is imported when it is needed; raises ValueError for a known one.

    `module` is what an import statement names, such as `our_office.statistics`.
    """
    if name in names():
        raise ValueError(f"there is a command {name} already")
    _REGISTERED[name] = module
