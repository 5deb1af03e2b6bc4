"""`plugins`: list the plug-ins of the site, and who registered what."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import add_config, add_path
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhuanlan.core.problems import Problem
    from zhuanlan.core.registry import Registry

HELP = N_("list the plug-ins of the site, and who registered what")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_path(parser, "content", "content", _("folder of the posts"))
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """List the plug-ins with their files, and below each what it registered; ours come last.

    Raises ProblemError where something that a plug-in registered cannot be used, or where
    `config.yaml` has mistakes, such as in their settings.
    """
    from zhuanlan.core.problems import ProblemError
    from zhuanlan.load.plugins import registry_for

    registry = registry_for(args.config, args.content)
    if not registry.plugins:
        print(_("config.yaml names no plug-ins"))
    for plugin in registry.plugins:
        print(f"{plugin.name}: {plugin.place}")
        for table in registry.tables:
            if names := [name for name in table if table.owner(name) == plugin.name]:
                print(f"  {_(table.kind)}: {', '.join(names)}")
    theirs = {plugin.name for plugin in registry.plugins}
    print("zhuanlan:")
    for table in registry.tables:
        if names := [name for name in table if table.owner(name) not in theirs]:
            print(f"  {_(table.kind)}: {', '.join(names)}")
    if problems := [*_problems_of_things(registry), *_problems_of_settings(args.config, registry)]:
        raise ProblemError(problems)
    return 0


def _problems_of_things(registry: Registry) -> Iterator[Problem]:
    """Yield what is wrong with what plug-ins registered: all of it is imported."""
    from zhuanlan.core.problems import ProblemError

    for table in registry.tables:
        for name in [name for name in table if not table.is_ours(name)]:
            try:
                table[name]
            except ProblemError as error:
                yield from error.problems


def _problems_of_settings(config: Path, registry: Registry) -> list[Problem]:
    from zhuanlan.core.problems import ProblemError
    from zhuanlan.load.site import load_config

    try:
        load_config(config, str(config), registry)
    except ProblemError as error:
        return error.problems
    return []
