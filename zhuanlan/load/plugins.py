"""The plug-ins that `config.yaml` names, asked for before anything else of it is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from zhuanlan.core.catalogues import added, messages
from zhuanlan.core.i18n import N_, speak, translator
from zhuanlan.core.plugins import NAME, Plugin, find, of_module
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.load import yaml
from zhuanlan.load.source import decode


def registry_for(file: Path, content: Path, modules: Iterable[str] = ()) -> Registry:
    """Return what we, some modules and the plug-ins register that a `config.yaml` names.

    Raises ProblemError with what is wrong with plug-ins. A file that cannot be read names none, and
    what is wrong with its form is found with the other settings.
    """
    speak(translator)  # not what another site's plug-ins have brought
    found: list[Plugin] = [of_module(name) for name in modules]
    problems: list[Problem] = []
    named: set[str] = set()
    for name, spot in _plugins_named(file):
        if name in named:
            message, hint = N_("the plug-in “{name}” is named twice"), N_("delete one of the two")
            problems.append(Problem(str(file), *spot, message, {"name": name}, hint))
            continue
        named.add(name)
        try:
            found.append(find(name, file.parent, content))
        except ProblemError as error:
            for one in error.problems:
                here = one.path == name  # no file was found
                at = replace(one, path=str(file), line=spot[0], column=spot[1])
                problems.append(at if here else one)
    if problems:
        raise ProblemError(problems)
    registry = registry_of(found)
    if registry.catalogues:
        added(registry)  # raises what is wrong with them, before a message is translated
        speak(lambda language: messages(registry, language).gettext)
    return registry


def _plugins_named(file: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the names of plug-ins with their places."""
    try:
        data = file.read_bytes()
        if b"plugins" not in data:
            return
        document = yaml.parse(decode(data, str(file)), str(file))
    except (OSError, ProblemError):
        return
    names = document.data.get("plugins") if isinstance(document.data, dict) else None
    for number, name in enumerate(names if isinstance(names, list) else ()):
        if isinstance(name, str) and NAME.fullmatch(name):
            yield name, document.spot(("plugins", number))
