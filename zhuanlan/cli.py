"""The command line: what is asked, what is shown, and the exit status.

0: done. 1: the content has problems, nothing was written; or what was to be shown could not be.
2: the command itself was wrong. 130: stopped by Ctrl-C. 141: whoever read the output stopped
reading, as with `| head`; the shell reports the same of other programs, which SIGPIPE ends.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import TextIO, cast

from zhuanlan.arguments import ALONE, COMMANDS, parser_for
from zhuanlan.console import Seen, say
from zhuanlan.i18n import N_, Translator, is_installed, of_messages, translator

_READER_GONE = 128 + 13
"""The status that a shell gives to what SIGPIPE ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    if not is_installed():
        say(_NOT_INSTALLED)  # in both languages: there is no catalogue to choose from
        return 2
    _ = translator(of_messages())
    out, err = Seen(sys.stdout), Seen(sys.stderr)
    with redirect_stdout(cast("TextIO", out)), redirect_stderr(cast("TextIO", err)):
        try:
            status = _run(list(sys.argv[1:] if arguments is None else arguments), _)
        except SystemExit as end:  # of argparse
            if not (out.unseen() or err.unseen()):
                raise
            status = int(end.code or 0)
        reason = out.unseen() or err.unseen()
        if isinstance(reason, BrokenPipeError):
            return _READER_GONE
        if reason:
            text = _(N_("what was to be shown here cannot be written: {reason}"))
            say(text.format(reason=reason.strerror))
        return status or int(bool(reason))


def _run(given: list[str], _: Translator) -> int:
    if not given or (given[0].startswith("-") and given[0] not in ALONE):
        given.insert(0, "build")  # `python build.py`, `python build.py --drafts`
    if wrong := _misspelt(given, _):
        say(wrong)
        return 2
    parser = parser_for(given, _)
    options = parser.parse_args(given)
    _settle(options, parser, _)
    try:
        # each command is a module of its own, so that none pays for what another imports
        command = import_module(f"zhuanlan.commands.{options.command}")
        return int(command.run(options, _))
    except KeyboardInterrupt:
        say(_(N_("stopped")))
        return 130


def _misspelt(given: Sequence[str], _: Translator) -> str:
    """Return what is wrong with the words themselves: an unknown command, Chinese dashes."""
    for word in given:
        if word[:1] in ("—", "–", "－"):
            text = _(N_("“{word}” begins with a Chinese dash; write {right}"))
            return text.format(word=word, right="--" + word.lstrip("—–－-"))
    if given[0].startswith("-") or given[0] in COMMANDS:
        return ""
    from zhuanlan.problems import likely

    guess = likely(given[0], COMMANDS)
    text = _(N_("there is no command “{word}”; did you mean “{guess}”?")) if guess else ""
    text = text or _(N_("there is no command “{word}”; zhuanlan --help lists them all"))
    return text.format(word=given[0], guess=guess)


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
