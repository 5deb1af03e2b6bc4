"""A table of the registry: things of one kind by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.plugins import Plugin
from zhuanlan.core.problems import Problem, ProblemError

if TYPE_CHECKING:
    from zhuanlan.core.registry import Registry


class Table(Mapping[str, Any]):
    """Things of one kind by name, in the order in which they were registered.

    Names are known without an import; asking for a thing imports its module. Raises ProblemError
    where that fails, or where the thing has not what it `needs`: names of attributes. In a `plain`
    table a text is a thing, and no reference.
    """

    def __init__(
        self,
        kind: str,
        registry: Registry,
        needs: str = "",
        *,
        final: bool = False,
        plain: bool = False,
    ) -> None:
        self.kind, self._registry, self._needs = kind, registry, needs.split()
        self._final, self._plain = final, plain
        self._things: dict[str, Any] = {}
        self._owners: dict[str, Plugin] = {}
        self._replacing: set[str] = set()
        self._places: dict[str, tuple[str, int]] = {}

    def add(self, name: str, thing: Any, *, replace: bool = False) -> None:
        """Register a thing, or a reference to it: `"module:name"` or `"module"`.

        A name that is taken is a problem unless `replace` says that this is meant; in a table that
        is `final` it always is.
        """
        owner = self._registry.registering
        place = self._registry.place()
        if name in self._things and (self._final or not replace):
            message = N_("registers the {kind} “{name}”, which {other} has registered")
            hint = N_("choose another name, or register it with replace=True")
            if self._final:
                hint = N_("choose another name")
            values = {"kind": Word(self.kind), "name": name, "other": self._owners[name].place}
            raise ProblemError([Problem(place[0], place[1], 0, message, values, hint)])
        self._things[name], self._owners[name], self._places[name] = thing, owner, place
        (self._replacing.add if replace else self._replacing.discard)(name)
        if not isinstance(thing, str) or self._plain:
            self._check(name, thing)

    def replaces(self, name: str) -> bool:
        """Tell whether a thing was registered with `replace`."""
        return name in self._replacing

    def owner(self, name: str) -> str:
        """Return the name of the plug-in that registered a name."""
        return self._owners[name].name

    def is_ours(self, name: str) -> bool:
        """Tell whether a thing ships with zhuanlan."""
        return self._owners[name] not in self._registry.plugins

    def problem(self, name: str, message: str, hint: str = "", **values: Any) -> ProblemError:
        """Return what is wrong with a thing, where it was registered."""
        values |= {"kind": Word(self.kind), "name": name}
        return ProblemError([Problem(*self._places[name], 0, message, values, hint)])

    def failed(self, name: str, error: BaseException, message: str, **values: Any) -> ProblemError:
        """Return that a thing raised an error, at the line of its plug-in, or where it is added.

        `message` may say {kind}, {thing}, its plug-in's {name}, {reason}, and what `values` has.
        """
        from zhuanlan.core.loading import failure

        problem = failure(error, self._owners[name], message)
        if not problem.line:
            path, line = self._places[name]
            problem = replace(problem, path=path, line=line)
        values |= {**problem.values, "kind": Word(self.kind), "thing": name}
        return ProblemError([replace(problem, values=values)])

    def _check(self, name: str, thing: Any) -> None:
        if lacking := [need for need in self._needs if not hasattr(thing, need)]:
            message = N_("{value} is no {kind}, but is registered as “{name}”: it has no {lacking}")
            value = getattr(thing, "__name__", None) or type(thing).__name__
            raise self.problem(name, message, value=value, lacking=", ".join(lacking))
        if "name" in self._needs and thing.name != name:
            message = N_("the {kind} “{own}” is registered as “{name}”")
            raise self.problem(name, message, N_("register it by its own name"), own=thing.name)

    def __getitem__(self, name: str) -> Any:
        thing = self._things[name]
        if isinstance(thing, str) and not self._plain:
            thing = self._imported(name, thing)
            self._check(name, thing)
            self._things[name] = thing
        return thing

    def _imported(self, name: str, reference: str) -> Any:
        module, _, attribute = reference.partition(":")
        owner = self._owners[name]
        try:
            thing = import_module(module, owner.package)
            return getattr(thing, attribute) if attribute else thing
        except Exception as error:
            message = N_("the {kind} “{thing}” of the plug-in “{name}” cannot be loaded: {reason}")
            raise self.failed(name, error, message) from error

    def __contains__(self, name: object) -> bool:
        return name in self._things

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)


class Filters(Table):
    """Filters of templates."""

    _pure: frozenset[str] = frozenset()

    def add(self, name: str, thing: Any, *, pure: bool = False, replace: bool = False) -> None:
        """Register a filter.

        What a `pure` one makes of a constant is worked out when a template is compiled, and kept
        with it; so it depends on nothing but its arguments.
        """
        super().add(name, thing, replace=replace)
        self._pure = self._pure | {name} if pure else self._pure - {name}

    def is_pure(self, name: str) -> bool:
        """Tell whether a filter depends on nothing but its arguments."""
        return name in self._pure
