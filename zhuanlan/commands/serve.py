"""`serve`: the preview."""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Collection
from typing import TYPE_CHECKING

from zhuanlan.commands import options_of
from zhuanlan.console import progress, say, say_problems
from zhuanlan.i18n import N_, Translator

if TYPE_CHECKING:
    from zhuanlan.pipeline import Report
    from zhuanlan.preview.preview import Preview
    from zhuanlan.problems import Problem


def run(given: argparse.Namespace, _: Translator) -> int:
    """Show the site while it is written, until Ctrl-C."""
    from zhuanlan.preview.preview import Preview

    try:
        preview = Preview(options_of(given), given.host, given.port, _, progress(quiet=False, _=_))
    except OSError as error:
        say(_(N_("the preview cannot start: {reason}")).format(reason=error.strerror or error))
        return 1
    if given.host not in ("127.0.0.1", "localhost", "::1"):
        say(_(N_("everybody who can reach this machine sees the preview, drafts included")))
    warnings.simplefilter("ignore", RuntimeWarning)  # watchdog's, of folders that come back
    try:
        _follow(preview, given, _)
    except OSError as error:
        say(_(N_("the preview cannot start: {reason}")).format(reason=error.strerror or error))
        return 1
    except KeyboardInterrupt:  # the way to end it
        print()
    return 0


def _follow(preview: Preview, given: argparse.Namespace, _: Translator) -> None:
    """Run a preview and say what it does."""

    def started() -> None:
        text = _(N_("preview: {url} (Ctrl-C ends it)"))
        print(text.format(url=preview.server.url), flush=True)
        if given.open:
            import webbrowser

            webbrowser.open(preview.server.url)

    def built(report: Report, seconds: float) -> None:
        if not report.rendered:
            return
        text = _(N_("{pages} pages in {seconds:.2f} s"))
        print(text.format(pages=report.rendered, seconds=seconds), flush=True)

    def failed(problems: Collection[Problem]) -> None:
        say_problems(problems, _)

    preview.run(started, built, failed)
