"""Plug-ins of a project: how they are found, by the names in its settings.

`plugins:` in `config.yaml` names them: `plugins/services.py` or `plugins/services/__init__.py`
beside it, or an installed package with an entry point in the group `zhuanlan`. They are trusted
code, so nothing is loaded from the content, or from where a symlink leads out of the project.

What lies in a project is compiled from its source: no `.pyc` file is read or written. A `Plugin`
holds its sources, so a process or a machine that gets one needs no file of the project.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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

    @property
    def key(self) -> bytes:
        """What tells it and this version of its code from all others."""
        return self.module.encode() + self.digest

    @property
    def package(self) -> str:
        """The package whose modules are the plug-in's."""
        own = self.sources or "." not in self.module
        return "" if own else self.module.rpartition(".")[0]

    @property
    def within(self) -> str:
        """The package that a module begins from where it begins with a dot."""
        return self.package or self.module

    def has(self, module: str) -> bool:
        """Tell whether a module is the plug-in's."""
        return module == self.within or module.startswith(f"{self.within}.")


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
    if single.is_file():
        return _of_project(name, single, [single], project, content)
    if (package / "__init__.py").is_file():
        files = [file for file in sorted(package.rglob("*")) if _belongs(file, package)]
        return _of_project(name, package, files, project, content)
    return _entry_point(name, folder)


def of_module(name: str) -> Plugin:
    """Return the plug-in that a module is, by its importable name."""
    return _installed(name, name)


def _belongs(file: Path, package: Path) -> bool:
    parts = file.relative_to(package).parts
    return not any(part == "__pycache__" or part.startswith(".") for part in parts)


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
    from hashlib import blake2b  # `--help` imports this module

    made = blake2b(digest_size=16)
    sources = []
    for file in files:
        if not file.is_file():
            continue
        data, parts = file.read_bytes(), file.relative_to(place.parent).with_suffix("").parts
        path = "/".join(file.relative_to(place.parent).parts)
        made.update(f"{path}\0{len(data)}\0".encode() + data)
        if file.suffix == ".py":
            parts = parts[:-1] if parts[-1] == "__init__" else parts
            sources.append((".".join((PACKAGE, *parts)), str(file), data))
    folder = place if place.is_dir() else None
    shown = str(place / "__init__.py" if folder else place)
    return Plugin(name, f"{PACKAGE}.{name}", shown, made.digest(), folder, tuple(sources))


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
    folder = origin.parent if "." in module or origin.name == "__init__.py" else None
    from hashlib import blake2b  # `--help` imports this module

    made = blake2b(digest_size=16)
    for file in sorted(folder.rglob("*")) if folder else [origin]:
        if file.is_file() and (folder is None or _belongs(file, folder)):
            made.update(f"{file.name}\0".encode() + file.read_bytes())
    return Plugin(name, module, module, made.digest(), folder, installed=folder or origin)
