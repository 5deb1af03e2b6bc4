"""The entry point of the command line, and the one place where errors become messages.

Exit statuses: 0 done. 1: the content has problems and nothing was written, or the output could not
be shown. 2: the command line is wrong. 130: stopped by Ctrl-C. 141: the reader of the output went
away, as with `| head`; shells report the same of programs that SIGPIPE ends.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import TextIO, cast

from zhuanlan.cli.commands import Command, Commands
from zhuanlan.cli.console import Terminal, refusal, say, say_problems
from zhuanlan.cli.errors import CommandError, UsageError
from zhuanlan.cli.parser import misspelt, parser_for, with_command
from zhuanlan.core.i18n import N_, is_installed, system_reason
from zhuanlan.core.i18n import translated as _

_BROKEN_PIPE = 128 + 13
"""The status that shells report of a program that SIGPIPE ended."""

_NOT_INSTALLED = """\
zhuanlan 尚未安装（缺少安装时生成的文件）。请在它的文件夹里运行：pip install .
zhuanlan is not installed: files are missing that an installation makes. Run: pip install ."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    if not is_installed():
        say(_NOT_INSTALLED)  # in both languages: there is no catalogue to choose from
        return 2
    out, err = Terminal(sys.stdout), Terminal(sys.stderr)
    with redirect_stdout(cast("TextIO", out)), redirect_stderr(cast("TextIO", err)):
        try:
            status = _run(with_command(sys.argv[1:] if arguments is None else arguments))
        except SystemExit as end:  # argparse
            if not (out.failure() or err.failure()):
                raise
            status = int(end.code or 0)
        except KeyboardInterrupt:
            say(_("stopped"))
            status = 130
        failure = out.failure() or err.failure()
        if isinstance(failure, BrokenPipeError):
            return _BROKEN_PIPE
        if failure:
            text = _("what was to be shown here cannot be written: {reason}")
            say(text.format(reason=_(system_reason(failure))))
        return status or int(bool(failure))


def _run(words: Sequence[str]) -> int:
    commands, command = Commands(words), None
    try:
        if mistake := misspelt(words, commands):
            say(mistake)
            return 2
        parser = parser_for(words, commands)
        args = parser.parse_args(words)
        command = commands.load(args.command)
        return _status_of(command, args)
    except UsageError as error:
        parser.error(_(error.message).format(**error.values))
    except Exception as error:
        if debug := "--debug" in words:
            import traceback

            traceback.print_exc()
        status = _explain(error, command, debug=debug)
        if status is None and not debug:
            raise  # a bug of ours, whose traceback Python shows
        return status or 1


def _status_of(command: Command, args: argparse.Namespace) -> int:
    """Run a command; raises ProblemError where it is a plug-in's and returns no exit status."""
    status: object = command.run(args)
    if status is None or isinstance(status, int):
        return int(status or 0)
    from zhuanlan.core.problems import Problem, ProblemError, place_of

    message = N_("run() of the command “{name}” returns {value}, which is no exit status")
    values = {"name": command.name, "value": repr(status)}
    hint = N_("return 0 where all is done, or 1")
    raise ProblemError([Problem(*place_of(command.run), 0, message, values, hint)])


def _explain(error: Exception, command: Command | None, *, debug: bool) -> int | None:
    """Say why a command failed and return its status, or None for a bug of zhuanlan."""
    from concurrent.futures import BrokenExecutor  # imported only where a command failed

    from zhuanlan.core.loading import culprit, failure
    from zhuanlan.core.problems import ProblemError

    status = 1
    if not isinstance(error, ProblemError) and (plugin := culprit(error)):
        error = ProblemError([failure(error, plugin)])
    if isinstance(error, ProblemError):
        if debug:
            for raised in {one.values.get("traceback", "") for one in error.problems} - {""}:
                say(raised)
        say_problems(error.problems)
        if command and command.after_problems:
            say(_(command.after_problems).format(count=len(error.problems)))
    elif isinstance(error, CommandError):
        say(_(error.message).format(**error.values))
        status = error.status
    elif isinstance(error, BrokenExecutor):
        say(_("a process was ended from outside; try again with --jobs 1"))
    elif isinstance(error, OSError):
        text = _(command.on_os_error) if command else "{file}: {reason}"
        reason = _(system_reason(error))
        file = error.filename or (command.name if command else "zhuanlan")
        say(text.format(file=file, reason=reason, error=refusal(error)))
    else:
        return None
    for note in getattr(error, "__notes__", ()):
        say(note)
    return status
