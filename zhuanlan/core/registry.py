"""Things by name that the program is made of: rules, hosts, taxonomies, column kinds, commands …

Whoever brings some is a plug-in: a module with a function `register(registry)`; ours ship. A thing
may be named as `"module:name"`, or as `"module"` where it is a module, and is imported when it is
used. A module that begins with a dot is one of the plug-in's own.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.plugins import API, Plugin, of_module
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.table import Filters, Table

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
    "zhuanlan.features.intake",
    "zhuanlan.plan.pages",
    "zhuanlan.features.disc",
    "zhuanlan.features.books",
    "zhuanlan.features.reports",
)
"""The plug-ins that ship."""


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
        self.report_tables = Table(N_("table of reports"), self, "name title tables")
        for ours in OURS:
            self.registering = Plugin(ours, ours, ours)
            import_module(ours).register(self)
        if self.plugins:
            from zhuanlan.core.loading import forget_changed

            forget_changed(self.plugins)
        problems: list[Problem] = []
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
