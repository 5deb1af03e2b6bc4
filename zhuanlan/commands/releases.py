"""`releases`: what a target keeps."""

from __future__ import annotations

import argparse
from contextlib import closing

from zhuanlan.commands.publish import opened, target_of
from zhuanlan.console import say, say_problems
from zhuanlan.i18n import N_, Translator
from zhuanlan.problems import ProblemError, printable


def run(given: argparse.Namespace, _: Translator) -> int:
    """Print a line for each release: `*` stands before the one that readers get."""
    try:
        with closing(opened(given, target_of(given.config, given.target))) as host:
            found = host.releases()
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
    if not found:
        say(_(N_("nothing has been published there yet")))
    for listed in found:
        one = listed.release
        text = _(N_("{mark} {id}  {date}  {pages} pages, {files} files  {by}"))
        values = {"mark": "*" if listed.current else " ", "id": one.id, "date": one.date}
        print(text.format(**values, pages=one.pages, files=one.files, by=printable(one.by)))
    return 0
