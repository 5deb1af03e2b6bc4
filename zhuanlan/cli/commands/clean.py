"""`clean`: remove what builds keep for the next one."""

from __future__ import annotations

import argparse

from zhuanlan.cli.arguments import add_config
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

HELP = N_("remove what builds keep for the next one; the output stays")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Remove the cache; the output stays."""
    import shutil

    from zhuanlan.build.cache.store import FOLDER

    folder = args.config.parent / FOLDER
    if not folder.exists():
        print(_("there is nothing to remove"))
        return 0
    shutil.rmtree(folder)
    print(_("removed: {folder}").format(folder=folder))
    return 0
