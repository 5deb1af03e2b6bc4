"""Themes: folders of templates and static files that extend one another.

A theme is `theme.yaml`, `templates/` and `static/`. Where it `extends` another, whatever it lacks
is taken from there; a template of the same name replaces the other, and with
`{% extends "default/article.html" %}` it changes only single blocks of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import yaml
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, FunctionLoader, PrefixLoader

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely, meant, meant_of_allowed

_INSTALLED = Path(__file__).parent.parent / "themes"
BUNDLED = _INSTALLED if _INSTALLED.is_dir() else _INSTALLED.parent.parent / "themes"
"""The themes that come with zhuanlan: inside the package, or beside it in a checkout."""

_DEFAULT = BUNDLED / "default"

CSS_URL = re.compile(r"""url\((["']?)([^"')]+)\1\)""")
"""An address in a style sheet; the second group is where it leads."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of a theme, published under a name that changes with its bytes."""

    file: str
    data: bytes


@dataclass(frozen=True)
class Theme:
    """A theme with those it extends, itself first."""

    name: str
    folders: tuple[Path, ...]

    @property
    def loader(self) -> BaseLoader:
        """Find templates by name in the nearest theme, or as `theme/name` in one of them."""
        loaders = {folder.name: FileSystemLoader(folder / "templates") for folder in self.folders}
        return ChoiceLoader([*loaders.values(), PrefixLoader(loaders)])

    def portable(self) -> PackedTheme:
        """Return the theme with its templates and files in hand."""
        templates = {
            (folder.name, file.relative_to(folder / "templates").as_posix()): (
                file.read_text("utf-8"),
                str(file),
            )
            for folder in self.folders
            for file in sorted((folder / "templates").rglob("*"))
            if file.is_file()
        }
        return PackedTheme(self.name, self.folders, templates, self.static, self.digest)

    @cached_property
    def digest(self) -> bytes:
        """A digest of all files of the theme and of those it extends."""
        digest = hashlib.blake2b(digest_size=16)
        for folder in self.folders:
            for file in sorted(folder.rglob("*")):
                if file.is_file() and file.suffix not in (".py", ".pyc"):
                    name, data = file.relative_to(folder).as_posix(), file.read_bytes()
                    digest.update(f"{folder.name}/{name}\0{len(data)}\0".encode())
                    digest.update(data)
        return digest.digest()

    @cached_property
    def static(self) -> dict[str, StaticFile]:
        """Static files by their name in the theme."""
        files: dict[str, bytes] = {}
        for folder in reversed(self.folders):
            root = folder / "static"
            for file in sorted(root.rglob("*")) if root.is_dir() else ():
                if file.is_file() and not file.name.startswith("."):
                    files[file.relative_to(root).as_posix()] = file.read_bytes()
        named = {
            name: _fingerprinted(name, data)
            for name, data in files.items()
            if not name.endswith(".css")
        }
        for name, data in files.items():
            if name.endswith(".css"):  # after the others, whose addresses they hold
                data = _with_addresses(name, data, named)
                named[name] = _fingerprinted(name, data)
        return named

    @property
    def files(self) -> list[StaticFile]:
        """All static files."""
        return list(self.static.values())


class PackedTheme(Theme):
    """A theme away from its files."""

    def __init__(
        self,
        name: str,
        folders: tuple[Path, ...],
        templates: Mapping[tuple[str, str], tuple[str, str]],
        static: dict[str, StaticFile],
        digest: bytes,
    ) -> None:
        super().__init__(name, folders)
        vars(self).update(templates=templates, static=static, digest=digest)

    @property
    def loader(self) -> BaseLoader:
        """Find the templates as in the folders that they came from, under the same file names."""
        templates: Mapping[tuple[str, str], tuple[str, str]] = vars(self)["templates"]

        def of(folder: str) -> FunctionLoader:
            return FunctionLoader(lambda name: _found(templates.get((folder, name))))

        loaders = {folder.name: of(folder.name) for folder in self.folders}
        return ChoiceLoader([*loaders.values(), PrefixLoader(loaders)])


def _found(template: tuple[str, str] | None) -> tuple[str, str, Callable[[], bool]] | None:
    return (*template, lambda: True) if template else None


def _fingerprinted(name: str, data: bytes) -> StaticFile:
    path = PurePosixPath(name)
    digest = hashlib.sha256(data).hexdigest()[:10]
    return StaticFile(f"assets/{path.with_suffix('')}.{digest}{path.suffix}", data)


def _with_addresses(name: str, data: bytes, named: dict[str, StaticFile]) -> bytes:
    """Let a style sheet name its neighbours by the addresses they are published at."""
    depth = "../" * name.count("/")

    def replace(match: re.Match[str]) -> str:
        target = (PurePosixPath(name).parent / match[2]).as_posix()
        if target not in named:
            return match[0]
        return f'url("{depth}{named[target].file.removeprefix("assets/")}")'

    text = data.decode("utf-8", "surrogateescape")
    return CSS_URL.sub(replace, text).encode("utf-8", "surrogateescape")


def find_theme(name: str, places: Sequence[Path], plugins: Sequence[Path] = ()) -> Theme:
    """Return a theme with its ancestors; raises ProblemError if one is missing or at fault.

    What it lacks is taken from folders of `plugins` before the default theme.
    """
    folders: list[Path] = []
    wanted, asked_by = name, "config.yaml"
    while wanted:
        found = [place / wanted for place in places if (place / wanted / "theme.yaml").is_file()]
        if not found:
            raise _no_theme(wanted, asked_by, places)
        if found[0] in folders:
            message = N_("theme “{value}” extends itself")
            raise ProblemError([Problem(asked_by, 0, 0, message, {"value": wanted})])
        folders.append(found[0])
        asked_by = f"themes/{wanted}/theme.yaml"
        wanted = _extends(found[0], asked_by)
    last = folders.index(_DEFAULT) if _DEFAULT in folders else len(folders)
    folders[last:last] = plugins
    return Theme(name, tuple(folders))


def _no_theme(name: str, asked_by: str, places: Sequence[Path]) -> ProblemError:
    known = sorted({file.parent.name for place in places for file in place.glob("*/theme.yaml")})
    guess = likely(name, known)
    values = {"value": name, "guess": guess, "allowed": ", ".join(known)}
    hint = meant_of_allowed(guess)
    if any((place / name).is_dir() for place in places):
        hint = N_("its folder needs a theme.yaml")
    return ProblemError([Problem(asked_by, 0, 0, N_("there is no theme “{value}”"), values, hint)])


_KEYS = {"name", "extends", "description"}


def _extends(folder: Path, shown: str) -> str:
    """Return the theme that one extends, or an empty string."""
    try:
        declared = yaml.safe_load((folder / "theme.yaml").read_text("utf-8")) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise ProblemError(
            [Problem(shown, line, column, N_("the YAML cannot be read here"))]
        ) from None
    if not isinstance(declared, dict):
        raise ProblemError([Problem(shown, 0, 0, N_("the file must hold keys and values"))])
    if unknown := sorted(declared.keys() - _KEYS, key=str):
        values = {"key": unknown[0], "guess": likely(str(unknown[0]), _KEYS)}
        hint = meant(values["guess"])
        raise ProblemError([Problem(shown, 0, 0, N_("unknown key “{key}”"), values, hint)])
    return str(declared.get("extends") or "")
