"""Things by name that the program is made of: rules, hosts, taxonomies, column kinds, commands …

Whoever brings some is a plug-in: a module with a function `register(registry)`. Ours are plug-ins
that ship. What is registered may be named as `"module:name"`, or as `"module"` where the thing is a
module; it is imported when it is used. A module that begins with a dot is one of the plug-in's own.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.plugins import API, Plugin, of_module
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
    "zhuanlan.features.directives",
    "zhuanlan.features.passes",
    "zhuanlan.features.importers",
    "zhuanlan.plan.pages",
    "zhuanlan.features.disc",
    "zhuanlan.features.books",
)
"""The plug-ins that ship."""


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


class Registry:
    """All tables, filled by our own plug-ins and then by others, in their order.

    It is pickled as its plug-ins; so another process, or a machine of a cluster, loads and
    registers the same. Raises ProblemError with all that is wrong with plug-ins.
    """

    def __init__(self, plugins: Iterable[Plugin] = ()) -> None:
        self.plugins = tuple(plugins)
        self.registering = Plugin("zhuanlan", "zhuanlan", "zhuanlan")
        """The plug-in whose turn it is."""
        self.rules = Table(N_("rule of check"), self, "id severity title finds")
        self.hosts = Table(N_("kind of host"), self, "settings open")
        self.taxonomies = Table(N_("taxonomy"), self, "name title terms")
        self.kinds = Table(N_("kind of column"), self, "name title needs macro")
        self.commands = Table(N_("command"), self, "HELP add_arguments run", final=True)
        self.filters = Filters(N_("filter"), self, "__call__")
        self.globals = Table(N_("global name of templates"), self, plain=True)
        self.settings = Table(N_("key of config.yaml"), self, "model_fields model_validate")
        self.catalogues = Table(N_("catalogue of translations"), self, "keys")
        self.importers = Table(N_("importer"), self, "suffixes takes drafts")
        self.directives = Table(N_("directive"), self, "name arguments render")
        self.body_passes = Table(N_("body pass"), self, "name apply")
        self.guards = Table(N_("guard"), self, "__call__")
        self.stages = Table(N_("build stage"), self, "wanted files owns")
        self.gates = Table(N_("condition of a publication"), self, "__call__")
        self.fields = Table(N_("key of front matter"), self, "name meaning example role")
        self.pages = Table(N_("page maker"), self, "name views of_site of_campaign")
        self.data = Table(N_("source of data"), self, "read")
        self.migrations = Table(N_("migration of campaign.yaml"), self, "__call__")
        self.books = Table(N_("kind of book"), self, "name title columns key")
        for ours in OURS:
            self.registering = Plugin(ours, ours, ours)
            import_module(ours).register(self)
        problems: list[Problem] = []
        if self.plugins:
            from zhuanlan.core.loading import forget_changed

            forget_changed(self.plugins)
        for plugin in self.plugins:
            self.registering = plugin
            problems += self._problems_of(plugin)
        if problems:
            raise ProblemError(problems)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables."""
        return tuple(one for one in vars(self).values() if isinstance(one, Table))

    @property
    def installed(self) -> tuple[Path, ...]:
        """Files or folders of installed plug-ins."""
        return tuple(plugin.installed for plugin in self.plugins if plugin.installed)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Folders of plug-ins that hold templates or static files."""
        found = (plugin.folder for plugin in self.plugins if plugin.folder)
        return tuple(one for one in found if any((one / name).is_dir() for name in _SHOWN))

    def place(self) -> tuple[str, int]:
        """Return the file and line of the plug-in whose turn it is."""
        if self.registering not in self.plugins:
            return self.registering.place, 0
        from zhuanlan.core.loading import calling_line

        return calling_line(self.registering)

    def _problems_of(self, plugin: Plugin) -> list[Problem]:
        """Let a plug-in register its things; return what is wrong with it."""
        from zhuanlan.core.loading import failure, load

        try:
            module = load(plugin)
            known = getattr(module, "API", API)
            if known != API:
                message = N_("the plug-in “{name}” is made for API {value}, not for {api}")
                hint = N_("install versions of both that fit")
                values = {"name": plugin.name, "value": known, "api": API}
                return [Problem(plugin.place, 0, 0, message, values, hint)]
            module.register(self)
        except ProblemError as error:
            return error.problems
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever its code raises
            message = N_("the plug-in “{name}” cannot be loaded: {reason}")
            hint = N_("a plug-in is a module with a function register(registry)")
            problem = failure(error, plugin, message)
            return [problem if problem.line else replace(problem, hint=hint)]
        return []

    def __reduce__(self) -> tuple[Callable[..., Registry], tuple[tuple[Plugin, ...]]]:
        return registry_of, (self.plugins,)


_SHOWN = ("templates", "static")


def registry_of(plugins: Iterable[Plugin | str] = ()) -> Registry:
    """Return what we and some plug-ins register; raises ProblemError.

    A text is the name of a module that can be imported. Made once a process, and again where a
    plug-in has changed.
    """
    found = tuple(of_module(one) if isinstance(one, str) else one for one in plugins)
    known = made.get(found)
    if known and found:
        from zhuanlan.core.loading import is_loaded

        known = known if all(is_loaded(plugin) for plugin in found) else None
    if known is None:
        known = made[found] = Registry(found)
        for old in [one for one in made if one][:-KEPT]:  # ours alone are always kept
            del made[old]
    return known


KEPT = 8
"""How many registries with plug-ins, and what follows from each, a process keeps: whoever calls
zhuanlan as a library, or edits a plug-in while the preview runs, makes one again and again."""


made: dict[tuple[Plugin, ...], Registry] = {}
"""The registries of this process."""


def modules_in(paths: Iterable[str]) -> list[str]:
    """Return the names of a package's modules but private ones, sorted; none is imported."""
    names = (module.name for module in pkgutil.iter_modules(paths))
    return [name for name in names if not name.startswith("_")]
