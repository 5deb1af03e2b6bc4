"""What may stand on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module

import zhuanlan
from zhuanlan.arguments.words import translate_argparse
from zhuanlan.i18n import N_, Translator

_WHAT = {
    "build": ("building", N_("build the site (also without a command)")),
    "clean": ("building", N_("remove what builds keep for the next one; the output stays")),
    "serve": ("building", N_("show the site while it is written, at every save")),
    "check": ("editing", N_("find what an inspection, or a reader, would find")),
    "new": ("editing", N_("begin a site, a campaign, a post or a theme")),
    "schema": ("editing", N_("write JSON Schemas, by which editors complete what is written")),
    "sign": ("office", N_("record who drafted, edited or approved a post")),
    "proof": ("office", N_("make a post on paper, with a sheet for who approves it")),
    "publish": ("publishing", N_("build, and bring what changed to where readers get it")),
    "addresses": ("publishing", N_("look whether all addresses that readers know lead on")),
    "releases": ("publishing", N_("list what a target keeps")),
    "rollback": ("publishing", N_("let readers have an earlier release again")),
    "next": ("publishing", N_("print when the site would change by itself")),
    "server": ("publishing", N_("print the configuration of a web server for this site")),
    "takedown": ("office", N_("take a person or a page off the site, and prove it")),
}
"""Each command with the module that knows its options, and what it is for."""

COMMANDS = tuple(_WHAT)

ALONE = ("-h", "--help", "--version", "--print-completion")
"""Options that need no command."""


def parser_for(given: Sequence[str], _: Translator) -> argparse.ArgumentParser:
    """Return the parser of a command line.

    Only the command that `given` begins with gets its options: others are not asked for, and would
    cost time.
    """
    translate_argparse(_)
    parser = argparse.ArgumentParser(
        prog="zhuanlan",
        description=_(N_("Campaign columns as static sites.")),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"zhuanlan {zhuanlan.__version__}")
    text = _(N_("print the completion script of a shell"))
    completing = "--print-completion" in given
    if completing:
        import shtab  # only for who asks

        shtab.add_argument_to(parser, ["--print-completion"], help=text)
    else:
        parser.add_argument("--print-completion", metavar="SHELL", help=text)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (module, what) in _WHAT.items():
        command = commands.add_parser(name, help=_(what))
        if completing or name == given[0] or (name == "build" and given[0] in ALONE):
            getattr(import_module(f"zhuanlan.arguments.{module}"), f"add_{name}")(command, _)
        if name == "build":
            parser.epilog = command.format_help()
    return parser
