"""Plug-ins as code: loaded, loaded again when they changed, and named where they fail."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.abc import ExecutionLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import FrameType, ModuleType

from zhuanlan.core.i18n import N_
from zhuanlan.core.plugins import PACKAGE, Plugin
from zhuanlan.core.problems import Problem, ProblemError

FAILED = N_("the plug-in “{name}” failed: {reason}")

_loaded: dict[str, Plugin] = {}
"""By their modules: those whose code this process has."""


def load(plugin: Plugin) -> ModuleType:
    """Import a plug-in; raises whatever its code raises.

    Call `forget_changed` before, with all plug-ins that are loaded together.
    """
    _loaded[plugin.module] = plugin
    if plugin.sources and PACKAGE not in sys.modules:
        sys.meta_path.insert(0, _Finder())
        parent = sys.modules[PACKAGE] = ModuleType(PACKAGE)
        parent.__path__ = []
    return importlib.import_module(plugin.module)


def forget_changed(plugins: Iterable[Plugin]) -> None:
    """Forget the code of all projects' plug-ins where one has changed: others may import it."""
    if all(_loaded.get(one.module, one) == one for one in plugins if one.sources):
        return
    for name in [name for name in sys.modules if name.startswith(f"{PACKAGE}.")]:
        del sys.modules[name]
    for module in [module for module, one in _loaded.items() if one.sources]:
        del _loaded[module]


def is_loaded(plugin: Plugin) -> bool:
    """Tell whether the code of a plug-in, in this version, is what this process has."""
    return _loaded.get(plugin.module) == plugin


class _Finder(MetaPathFinder):
    """Finds the modules of projects' plug-ins."""

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        if not fullname.startswith(f"{PACKAGE}."):
            return None
        for plugin in _loaded.values():
            for name, file, source in plugin.sources:
                if name == fullname:
                    return _Loader(file, source).spec(fullname)
        return None


class _Loader(ExecutionLoader):
    """Compiles a module from its source."""

    def __init__(self, file: str, source: bytes) -> None:
        self._file, self._source = file, source

    def spec(self, fullname: str) -> ModuleSpec | None:
        spec = importlib.util.spec_from_loader(fullname, self, is_package=self.is_package(fullname))
        if spec and spec.submodule_search_locations is not None:
            spec.submodule_search_locations = []  # only from sources that the plug-in holds
        return spec

    def is_package(self, fullname: str) -> bool:
        return Path(self._file).name == "__init__.py"

    def get_filename(self, fullname: str) -> str:
        return self._file

    def get_source(self, fullname: str) -> str:
        return importlib.util.decode_source(self._source)


def culprit(error: BaseException) -> Plugin | None:
    """Return the plug-in whose code raised an error, or None."""
    found = None
    for frame, _ in traceback.walk_tb(error.__traceback__):
        found = _owner(frame) or found
    return found


def failure(error: BaseException, plugin: Plugin, message: str = FAILED) -> Problem:
    """Return as a problem that a plug-in raised an error, with its file and line if it has one."""
    file, line = plugin.place, 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        if plugin.has(_module_of(frame)):
            file, line = frame.f_code.co_filename, number
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        file, line = error.filename, error.lineno
    shown = "".join(traceback.format_exception(error))
    values = {"name": plugin.name, "reason": reason(error), "traceback": shown}
    return Problem(file, line, 0, message, values)


def _owner(frame: FrameType) -> Plugin | None:
    module = _module_of(frame)
    found = [one for one in _loaded.values() if one.has(module)]
    return max(found, key=lambda one: (one.module == module, len(one.package)), default=None)


def _module_of(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__"))


def calling_line(plugin: Plugin) -> tuple[str, int]:
    """Return the file and line of a plug-in that is running, or where it is and 0."""
    frame: FrameType | None = sys._getframe(1)
    while frame:
        if _owner(frame) == plugin:
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back
    return plugin.place, 0


def reason(error: BaseException) -> str:
    """Say what was raised: a plug-in may raise whatever it likes."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    known = isinstance(error, (ImportError, AttributeError))
    return text if known and text else f"{type(error).__name__}: {text}".removesuffix(": ")


@contextmanager
def blaming() -> Iterator[None]:
    """Turn what a plug-in raises into a ProblemError that names it."""
    try:
        yield
    except ProblemError:
        raise
    except Exception as error:
        plugin = culprit(error)
        if plugin is None:
            raise
        raise ProblemError([failure(error, plugin)]) from error
