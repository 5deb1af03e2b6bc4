"""Plug-ins of a project: how they are found, by the names in its settings.

`plugins:` in `config.yaml` names them: `plugins/services.py` or `plugins/services/__init__.py`
beside it, or an installed package with an entry point in the group `zhuanlan`. They are trusted
code, so nothing is loaded from the content, or from where a symlink leads out of the project.

What lies in a project is compiled from its source: no `.pyc` file is read or written. A `Plugin`
holds its sources, so a process or a machine that gets one needs no file of the project.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_allowed

API = 1
"""The version of what `zhuanlan.plugin` offers; a plug-in may say `API = 1`."""

GROUP = "zhuanlan"
"""The entry points of installed plug-ins."""

FOLDER = "plugins"
"""The folder of a project's own plug-ins, beside `config.yaml`."""

PACKAGE = "zhuanlan_plugins"
"""The package that modules of a project's plug-ins belong to."""


NAME = re.compile("[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
"""The name of a plug-in in `config.yaml`."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plug-in: `name` is what `config.yaml` writes, `place` how problems name it.

    Two with the same digest are the same code.
    """

    name: str
    module: str
    place: str
    digest: bytes = b""
    folder: Path | None = field(default=None, compare=False, repr=False)
    """Where its `templates/`, `static/` and `locale/` are, if it is a package."""
    sources: tuple[tuple[str, str, bytes], ...] = field(default=(), compare=False, repr=False)
    """Modules of a project's plug-in: name, file, source."""
    installed: Path | None = field(default=None, compare=False, repr=False)
    """The file or folder of an installed one, if it is known."""
    is_package: bool = False
    """Whether the module of an installed one is a package."""

    @property
    def key(self) -> bytes:
        """What tells it and this version of its code from all others."""
        return self.module.encode() + self.digest

    @property
    def package(self) -> str:
        """The package whose modules are the plug-in's: references with a dot begin from it.

        It is the one that an installed module lies in; a module that lies in none is its own.
        """
        alone = self.sources or self.is_package or "." not in self.module
        return self.module if alone else self.module.rpartition(".")[0]

    def has(self, module: str) -> bool:
        """Tell whether a module is of the plug-in's package."""
        return module == self.package or module.startswith(f"{self.package}.")


def find(name: str, project: Path, content: Path) -> Plugin:
    """Return the plug-in of a name; raises ProblemError where there is none to be trusted."""
    folder = project / FOLDER
    single, package = folder / f"{name}.py", folder / name
    for link in (single, package):
        if link.is_symlink() and not link.exists():
            raise ProblemError([Problem(str(link), 0, 0, N_("this link leads nowhere"))])
    if single.is_file() and package.is_dir():
        message = N_("there are both {file} and a folder of that name")
        hint = N_("keep one of them, or rename it")
        raise ProblemError([Problem(str(package), 0, 0, message, {"file": single.name}, hint)])
    is_package = (package / "__init__.py").is_file()
    if "." in name and (is_package or single.is_file()):
        message = N_("Python cannot import a module with a dot in its name")
        values, hint = {"right": name.replace(".", "_")}, N_("rename it to {right}")
        raise ProblemError(
            [Problem(str(package if is_package else single), 0, 0, message, values, hint)]
        )
    if single.is_file():
        return _of_project(name, single, [single], project, content)
    if is_package:
        return _of_project(name, package, _files_of(package), project, content)
    return _entry_point(name, folder)


def of_module(name: str) -> Plugin:
    """Return the plug-in that a module is, by its importable name."""
    return _installed(name, name)


def _files_of(package: Path) -> list[Path]:
    """Return the files of a package, also those that links lead to, but no hidden ones, sorted."""
    return sorted(_walk(package, frozenset()))


def _walk(folder: Path, around: frozenset[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in around:  # a link that leads back
        return
    for file in folder.iterdir():
        if file.name == "__pycache__" or file.name.startswith("."):
            continue
        if file.is_dir():
            yield from _walk(file, around | {real})
        else:
            yield file


def _digest(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a digest of files by their paths."""
    from hashlib import blake2b  # `--help` imports this module

    made = blake2b(digest_size=16)
    for path, data in files:
        made.update(f"{path}\0{len(data)}\0".encode() + data)
    return made.digest()


def _of_project(
    name: str, place: Path, files: Sequence[Path], project: Path, content: Path
) -> Plugin:
    for file in (place, *files):
        real = file.resolve()
        if not real.is_relative_to(project.resolve()):
            message = N_("a plug-in is not loaded from outside the project; this leads to {target}")
            raise ProblemError([Problem(str(file), 0, 0, message, {"target": str(real)})])
        if real.is_relative_to(content.resolve()):
            message = N_("a plug-in is not loaded from the folder of the content")
            raise ProblemError([Problem(str(file), 0, 0, message)])
    held = {file: file.read_bytes() for file in files if file.is_file()}
    sources = []
    for file, data in held.items():
        if file.suffix == ".py":
            parts = file.relative_to(place.parent).with_suffix("").parts
            parts = parts[:-1] if parts[-1] == "__init__" else parts
            sources.append((".".join((PACKAGE, *parts)), str(file), data))
    digest = _digest((file.relative_to(place.parent).as_posix(), held[file]) for file in held)
    folder = place if place.is_dir() else None
    shown = str(place / "__init__.py" if folder else place)
    return Plugin(name, f"{PACKAGE}.{name}", shown, digest, folder, tuple(sources))


def _entry_point(name: str, folder: Path) -> Plugin:
    from importlib.metadata import entry_points

    points = {point.name: point.value for point in entry_points(group=GROUP)}
    if name in points:
        return _installed(name, points[name].partition(":")[0])
    own = {file.stem for file in folder.glob("*.py")}
    own |= {file.parent.name for file in folder.glob("*/__init__.py")}
    known = sorted(own | points.keys())
    guess = likely(name, known)
    values = {"value": name, "guess": guess, "allowed": ", ".join(known)}
    hint = meant_of_allowed(guess) if known else N_("write it as plugins/{value}.py, or install it")
    raise ProblemError([Problem(name, 0, 0, N_("there is no plug-in “{value}”"), values, hint)])


def _installed(name: str, module: str) -> Plugin:
    try:
        spec = find_spec(module)
    except Exception:  # noqa: BLE001 - imports packages around it; whoever loads it says why
        spec = None
    origin = Path(spec.origin) if spec and spec.has_location and spec.origin else None
    if origin is None:
        return Plugin(name, module, module)
    is_package = origin.name == "__init__.py"
    folder = origin.parent if is_package or "." in module else None
    held = [file for file in _files_of(folder) if file.is_file()] if folder else [origin]
    within = folder or origin.parent
    digest = _digest((file.relative_to(within).as_posix(), file.read_bytes()) for file in held)
    where = folder or origin
    return Plugin(name, module, module, digest, folder, installed=where, is_package=is_package)
