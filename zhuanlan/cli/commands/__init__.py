"""The commands, by name.

Each module of this package is a command. It has `HELP` (one line), `add_arguments(parser)` and
`run(args)`, which returns the exit status, and may have two more texts that `main` shows when it
fails: `AFTER_PROBLEMS` below a list of problems (with `{count}`), and `ON_OS_ERROR` (with `{file}`
and `{reason}`, or with `{error}` for both).

A command module imports nothing heavy at its top, because `--help` imports all of them; `run`
imports what it needs. Another package registers a command as all else is registered:
`registry.commands.add("sign", "zhuanlan.features.signoff.command")` names such a module.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from zhuanlan.core.registry import Registry

_EVERYDAY = ("build", "serve", "check", "new", "publish")
"""Listed first; all others follow in alphabetical order."""


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


def register(registry: Registry) -> None:
    """Register the modules of this package."""
    from zhuanlan.core.registry import modules_in

    for name in modules_in(__path__):
        registry.commands.add(name, f"{__name__}.{name}")


def names() -> list[str]:
    """Return the names of all commands, in the order in which `--help` lists them."""
    found = _registered()
    return [*(name for name in _EVERYDAY if name in found), *sorted({*found}.difference(_EVERYDAY))]


def known(name: str) -> bool:
    """Tell whether there is a command of that name."""
    return _is_here(name) or name in _registered()


def load(name: str) -> Command:
    """Import the module of a command; raises KeyError where there is none, or ProblemError."""
    module = import_module(f"{__name__}.{name}") if _is_here(name) else _registered()[name]
    texts = {
        field: getattr(module, field.upper())
        for field in ("after_problems", "on_os_error")
        if hasattr(module, field.upper())
    }
    return Command(name, module.HELP, module.add_arguments, module.run, **texts)


def _is_here(name: str) -> bool:
    """Tell whether a command is a module of this package.

    An unchanged site is then recognised without the registry, which takes longer than the build.
    """
    return (
        name.isalpha()
        and name.islower()
        and any(Path(folder, f"{name}.py").is_file() for folder in __path__)
    )


def _registered() -> Any:
    from zhuanlan.core.registry import registry_of

    return registry_of().commands
