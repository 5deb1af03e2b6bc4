"""`plugins`: list the plug-ins of the site, and who registered what."""

from __future__ import annotations

import argparse

from zhuanlan.cli.arguments import add_config, add_path
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

HELP = N_("list the plug-ins of the site, and who registered what")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_path(parser, "content", "content", _("folder of the posts"))
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """List the plug-ins with their files, and below each what it registered; ours come last."""
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
    return 0
