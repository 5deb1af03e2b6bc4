"""`releases`: list what a target keeps."""

from __future__ import annotations

import argparse

from zhuanlan.cli.arguments import add_config, add_target
from zhuanlan.cli.console import say
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

HELP = N_("list what a target keeps")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_target(parser)
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Print a line for each release; a `*` marks the one that readers get."""
    from contextlib import closing

    from zhuanlan.cli.targets import open_host, target_of
    from zhuanlan.core.problems import printable

    with closing(open_host(args, target_of(args))) as host:
        releases = host.releases()
    if not releases:
        say(_("nothing has been published there yet"))
    for listed in releases:
        one = listed.release
        text = _("{mark} {id}  {date}  {pages} pages, {files} files  {by}")
        values = {"mark": "*" if listed.current else " ", "id": one.id, "date": one.date}
        print(text.format(**values, pages=one.pages, files=one.files, by=printable(one.by)))
    return 0
