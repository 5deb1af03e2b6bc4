"""Things by name that the program is made of: rules, hosts, taxonomies, commands, directives, …

Whoever brings some is a plug-in: a module with a function `register(registry)`. Ours are plug-ins
that ship. What is registered may be named as `"module:name"`, or as `"module"` where the thing is a
module; it is imported when it is used.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem, ProblemError

OURS = (
    "zhuanlan.check.rules",
    "zhuanlan.publish.hosts",
    "zhuanlan.plan.taxonomies",
    "zhuanlan.features.kinds",
    "zhuanlan.cli.commands",
    "zhuanlan.features.privacy",
    "zhuanlan.features.pictures",
    "zhuanlan.features.search",
    "zhuanlan.features.signoff",
    "zhuanlan.features.takedown",
    "zhuanlan.features.proof",
    "zhuanlan.features.directives",
    "zhuanlan.features.passes",
    "zhuanlan.plan.pages",
    "zhuanlan.features.disc",
)
"""The plug-ins that ship."""


class Table(Mapping[str, Any]):
    """Things of one kind by name, in the order in which they were registered.

    Names are known without an import; asking for a thing imports its module. Raises ProblemError
    where that fails.
    """

    def __init__(self, kind: str, registry: Registry) -> None:
        self._kind, self._registry = kind, registry
        self._things: dict[str, Any] = {}
        self._owners: dict[str, str] = {}

    def add(self, name: str, thing: Any, *, replace: bool = False) -> None:
        """Register a thing, or a reference to it: `"module:name"` or `"module"`.

        A name that is taken is a problem unless `replace` says that this is meant.
        """
        owner = self._registry.registering
        if name in self._things and not replace:
            message = N_("registers the {kind} “{name}”, which {other} has registered")
            hint = N_("choose another name, or register it with replace=True")
            values = {"kind": Word(self._kind), "name": name, "other": self._owners[name]}
            raise ProblemError([Problem(owner, 0, 0, message, values, hint)])
        self._things[name], self._owners[name] = thing, owner

    def owner(self, name: str) -> str:
        """Return the plug-in that registered a name."""
        return self._owners[name]

    def __getitem__(self, name: str) -> Any:
        thing = self._things[name]
        if isinstance(thing, str):
            module, _, attribute = thing.partition(":")
            try:
                thing = import_module(module)
                thing = getattr(thing, attribute) if attribute else thing
            except Exception as error:
                message = N_("the {kind} “{name}” cannot be loaded: {reason}")
                values = {"kind": Word(self._kind), "name": name, "reason": _reason(error)}
                raise ProblemError([Problem(self._owners[name], 0, 0, message, values)]) from error
            self._things[name] = thing
        return thing

    def __contains__(self, name: object) -> bool:
        return name in self._things

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)


class Registry:
    """All tables, filled by our own plug-ins and then by others, in their order.

    It is pickled as the names of its plug-ins; so another process, or a machine of a cluster,
    registers the same.
    """

    def __init__(self, plugins: Iterable[str] = ()) -> None:
        self.plugins = tuple(plugins)
        self.registering = ""
        """The plug-in whose turn it is."""
        self.rules = Table(N_("rule of check"), self)
        self.hosts = Table(N_("kind of host"), self)
        self.taxonomies = Table(N_("taxonomy"), self)
        self.kinds = Table(N_("kind of column"), self)
        self.commands = Table(N_("command"), self)
        self.directives = Table(N_("directive"), self)
        self.body_passes = Table(N_("body pass"), self)
        self.pages = Table(N_("page maker"), self)
        self.guards = Table(N_("guard"), self)
        self.stages = Table(N_("build stage"), self)
        self.gates = Table(N_("condition of a publication"), self)
        for plugin in (*OURS, *self.plugins):
            self.registering = plugin
            _register_of(plugin)(self)

    def __reduce__(self) -> tuple[Callable[..., Registry], tuple[tuple[str, ...]]]:
        return registry_of, (self.plugins,)


def _register_of(plugin: str) -> Callable[[Registry], object]:
    try:
        register: Callable[[Registry], object] = import_module(plugin).register
    except Exception as error:
        message = N_("the plug-in cannot be loaded: {reason}")
        hint = N_("a plug-in is a module with a function register(registry)")
        values = {"reason": _reason(error)}
        raise ProblemError([Problem(plugin, 0, 0, message, values, hint)]) from error
    return register


def _reason(error: Exception) -> str:
    """Say why an import failed: a module may raise whatever it likes."""
    known = isinstance(error, (ImportError, AttributeError))
    return str(error) if known else f"{type(error).__name__}: {error}"


def registry_of(plugins: tuple[str, ...] = ()) -> Registry:
    """Return what we and some plug-ins register; raises ProblemError. Made once a process."""
    return made(plugins)


made = cache(Registry)
"""Makes a registry, or returns the one that was made of these plug-ins."""


def modules_in(paths: Iterable[str]) -> list[str]:
    """Return the names of a package's modules but private ones, sorted; none is imported."""
    names = (module.name for module in pkgutil.iter_modules(paths))
    return [name for name in names if not name.startswith("_")]
