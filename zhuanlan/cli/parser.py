"""The argument parser of a command line: only the named command is imported."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import zhuanlan
from zhuanlan.cli.arguments import add_debug
from zhuanlan.cli.commands import Commands
from zhuanlan.cli.console import say_problems
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

_DEFAULT = "build"

_ALONE = ("-h", "--help", "--version", "--print-completion")
"""Options that need no command."""

_DASHES = "—–－"
"""What Chinese input methods write for a hyphen."""


def with_command(words: Sequence[str]) -> list[str]:
    """Return a command line with its command: the first word, or `build` where it has none."""
    if not words or (words[0].startswith("-") and words[0] not in _ALONE):
        return [_DEFAULT, *words]
    return [*words]


def misspelt(words: Sequence[str], commands: Commands) -> str:
    """Return what is wrong with the words themselves: an unknown command, Chinese dashes.

    Raises ProblemError where a command is not known, and plug-ins could not be loaded.
    """
    for word in words:
        option = word.lstrip(f"{_DASHES}-")
        # a title may begin with a dash: ——记雷锋
        latin = not option or (option[0].isascii() and option[0].isalpha())
        if word[:1] and word[0] in _DASHES and latin:
            text = _("“{word}” begins with a Chinese dash; write {right}")
            return text.format(word=word, right=f"--{option}")
    command = words[0]
    if command in _ALONE or commands.known(command):
        return ""
    from zhuanlan.core.problems import ProblemError, likely

    if commands.problems:  # one of their commands may be meant
        raise ProblemError(commands.problems)
    guess = likely(command, commands.names())
    if guess:
        text = _("there is no command “{word}”; did you mean “{guess}”?")
        return text.format(word=command, guess=guess)
    text = _("there is no command “{word}”, and no plug-in brings one; zhuanlan --help lists all")
    return text.format(word=command)


def parser_for(words: Sequence[str], commands: Commands) -> argparse.ArgumentParser:
    """Return the parser of a command line whose first word is a command or an option.

    It knows the arguments of that command only; the list of all commands is for `--help` and for
    completion.
    """
    _translate_argparse()
    parser = argparse.ArgumentParser(
        prog="zhuanlan",
        description=_("Campaign columns as static sites."),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"zhuanlan {zhuanlan.__version__}")
    text = _("print the completion script of a shell")
    completing = "--print-completion" in words
    if completing:
        import shtab  # only for completion

        shtab.add_argument_to(parser, ["--print-completion"], help=text)
    else:
        parser.add_argument("--print-completion", metavar="SHELL", help=text)
    parser.set_defaults(debug=False)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    listed = words[0].startswith("-")
    for name in commands.names() if listed else words[:1]:
        command = commands.load(name)
        subparser = subparsers.add_parser(name, help=_(command.help))
        if completing or not listed or name == _DEFAULT:
            command.add_arguments(subparser)
            add_debug(subparser)
        if name == _DEFAULT:
            parser.epilog = subparser.format_help()
    say_problems(commands.problems)
    return parser


_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("expected %s arguments"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""The texts of argparse that a user of our commands may see."""


def _translate_argparse() -> None:
    """Let argparse speak the language of the messages.

    It takes its texts from `_` and `ngettext` of its module. These are not documented; where a
    version of Python has neither, its texts stay English and nothing else changes.
    """
    vars(argparse)["_"] = _
    vars(argparse)["ngettext"] = lambda one, many, count: _(many) if count != 1 else _(one)
