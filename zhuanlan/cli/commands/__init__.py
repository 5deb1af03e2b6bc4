"""The commands, by name.

Each module of this package is a command. It has `HELP` (one line), `add_arguments(parser)` and
`run(args)`, which returns the exit status, and may have two more texts that `main` shows when it
fails: `AFTER_PROBLEMS` below a list of problems (with `{count}`), and `ON_OS_ERROR` (with `{file}`
and `{reason}`, or with `{error}` for both).

A command module imports nothing heavy at its top, because `--help` imports all of them; `run`
imports what it needs. A feature's command lies in its room and is named in `ROOMS`; a plug-in
registers such a module: `registry.commands.add("count", ".counting")`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from zhuanlan.core.problems import Problem
    from zhuanlan.core.registry import Registry

_EVERYDAY = ("build", "serve", "check", "new", "publish")
"""Listed first; all others follow in alphabetical order."""


ROOMS = {
    "form": "zhuanlan.features.books.forms.command",
    "import": "zhuanlan.features.intake.command",
    "proof": "zhuanlan.features.proof.command",
    "report": "zhuanlan.features.reports.command",
    "service-log": "zhuanlan.features.books.services.command",
    "sign": "zhuanlan.features.signoff.command",
    "takedown": "zhuanlan.features.takedown.command",
}
"""The commands of features, by their modules."""


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
    """Register our commands."""
    for name, module in ours().items():
        registry.commands.add(name, module)


@cache
def ours() -> Mapping[str, str]:
    """Return the modules of our commands by name.

    `--help` and an unchanged site need no registry then, which takes longer than both.
    """
    files = sorted(file.stem for folder in __path__ for file in Path(folder).glob("*.py"))
    return {name: f"{__name__}.{name}" for name in files if not name.startswith("_")} | ROOMS


class Commands:
    """The commands that the words of a command line may name: ours, and those of plug-ins.

    Plug-ins are only looked for where no command of ours is named, and `config.yaml` names any.
    """

    def __init__(self, words: Sequence[str] = ()) -> None:
        self._words = words
        self.problems: list[Problem] = []
        """What is wrong with plug-ins, whose commands are missing then."""

    def names(self) -> list[str]:
        """Return the names of all commands, in the order in which `--help` lists them."""
        found = {*ours(), *self._of_plugins}
        first = [name for name in _EVERYDAY if name in found]
        return [*first, *sorted(found.difference(first))]

    def known(self, name: str) -> bool:
        """Tell whether there is a command of that name."""
        return name in ours() or name in self._of_plugins

    def load(self, name: str) -> Command:
        """Import the module of a command; raises KeyError where there is none, or ProblemError."""
        module = import_module(ours()[name]) if name in ours() else self._of_plugins[name]
        texts = {
            field: getattr(module, field.upper())
            for field in ("after_problems", "on_os_error")
            if hasattr(module, field.upper())
        }
        return Command(name, module.HELP, module.add_arguments, module.run, **texts)

    @cached_property
    def _of_plugins(self) -> Mapping[str, Any]:
        config = self._path("--config", "config.yaml")
        content = self._path("--content", "content")
        named = any(word in ours() for word in self._words[:1])
        return {} if named or not _mentions_plugins(config) else self._with_plugins(config, content)

    def _with_plugins(self, config: Path, content: Path) -> Mapping[str, Any]:
        from zhuanlan.core.problems import ProblemError
        from zhuanlan.load.plugins import registry_for

        try:
            return registry_for(config, content).commands
        except ProblemError as error:
            self.problems = error.problems
            return {}

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
