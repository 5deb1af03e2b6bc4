"""The command line: what is asked, what is shown, and the exit status.

0: done. 1: the content has problems, nothing was written. 2: the command itself was wrong.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from zhuanlan.arguments import ALONE, parser_for
from zhuanlan.console import say
from zhuanlan.i18n import N_, Translator, is_installed, of_messages, translator


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    if not is_installed():
        say(_NOT_INSTALLED)  # in both languages: there is no catalogue to choose from
        return 2
    _ = translator(of_messages())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may not know every character
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ALONE):
        given.insert(0, "build")  # `python build.py`, `python build.py --drafts`
    parser = parser_for(given, _)
    options = parser.parse_args(given)
    _settle(options, parser, _)
    try:
        # each command is a module of its own, so that none pays for what another imports
        command = import_module(f"zhuanlan.commands.{options.command}")
        return int(command.run(options, _))
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        say(_(N_("stopped")))
        return 130


_NOT_INSTALLED = """\
zhuanlan 尚未安装（缺少安装时生成的文件）。请在它的文件夹里运行：pip install .
zhuanlan is not installed: files are missing that an installation makes. Run: pip install ."""


def _settle(options: argparse.Namespace, parser: argparse.ArgumentParser, _: Translator) -> None:
    """Refuse options that contradict each other, and fill in what follows from others."""
    if options.command == "server" and bool(options.certificate) != bool(options.key):
        parser.error(_(N_("--certificate and --key belong together")))
    if options.command == "build":
        if (options.executor == "dask") != bool(options.scheduler):
            parser.error(_(N_("--executor dask and --scheduler ADDRESS belong together")))
        if options.edition == "web" and (options.zip or options.iso):
            parser.error(_(N_("--zip and --iso are for --edition disc")))
        options.output = options.output or Path("output" if options.edition == "web" else "disc")
