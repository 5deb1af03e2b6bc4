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
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from zhuanlan.core.problems import Problem
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


class Commands:
    """The commands that the words of a command line may name: ours, and those of plug-ins.

    Plug-ins are only looked for where no command of ours is named, and `config.yaml` names any.
    """

    def __init__(self, words: Sequence[str] = ()) -> None:
        self._words = words
        self._table: Any = None
        self.problems: list[Problem] = []
        """What is wrong with plug-ins, whose commands are missing then."""

    def names(self) -> list[str]:
        """Return the names of all commands, in the order in which `--help` lists them."""
        found = self._registered()
        first = [name for name in _EVERYDAY if name in found]
        return [*first, *sorted({*found}.difference(first))]

    def known(self, name: str) -> bool:
        """Tell whether there is a command of that name."""
        return _is_here(name) or name in self._registered()

    def load(self, name: str) -> Command:
        """Import the module of a command; raises KeyError where there is none, or ProblemError."""
        here = f"{__name__}.{name}"
        module = import_module(here) if _is_here(name) else self._registered()[name]
        texts = {
            field: getattr(module, field.upper())
            for field in ("after_problems", "on_os_error")
            if hasattr(module, field.upper())
        }
        return Command(name, module.HELP, module.add_arguments, module.run, **texts)

    def _registered(self) -> Any:
        if self._table is None:
            from zhuanlan.core.registry import registry_of

            self._table = registry_of().commands
            config = self._path("--config", "config.yaml")
            content = self._path("--content", "content")
            ours = any(word in self._table for word in self._words[:1])
            if not ours and _mentions_plugins(config):
                self._table = self._with_plugins(config, content)
        return self._table

    def _with_plugins(self, config: Path, content: Path) -> Any:
        from zhuanlan.core.problems import ProblemError
        from zhuanlan.load.plugins import registry_for

        try:
            return registry_for(config, content).commands
        except ProblemError as error:
            self.problems = error.problems
            return self._table

    def _path(self, option: str, default: str) -> Path:
        """Return the path that an option gives, before the parser of the command is known."""
        path = default
        for word, following in zip(self._words, [*self._words[1:], ""], strict=False):
            name, given, value = word.partition("=")
            if name == option:
                path = value if given else following
        return Path(path)


def _mentions_plugins(config: Path) -> bool:
    try:
        return b"plugins" in config.read_bytes()
    except OSError:
        return False


def _is_here(name: str) -> bool:
    """Tell whether a command is a module of this package.

    An unchanged site is then recognised without the registry, which takes longer than the build.
    """
    return (
        name.isalpha()
        and name.islower()
        and any(Path(folder, f"{name}.py").is_file() for folder in __path__)
    )
