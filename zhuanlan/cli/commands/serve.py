"""`serve`: show the site while it is written, at every save."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import add_site, build_options, port
from zhuanlan.cli.console import progress, say, say_problems
from zhuanlan.cli.errors import CommandError
from zhuanlan.core.i18n import N_, system_reason
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.build import Report
    from zhuanlan.core.problems import Problem
    from zhuanlan.desk.preview import Preview

HELP = N_("show the site while it is written, at every save")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_site(parser)
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="NAME",
        help=_("who may look: this machine, or 0.0.0.0 for all that can reach it [127.0.0.1]"),
    )
    parser.add_argument(
        "--port",
        type=port,
        default=8000,
        metavar="N",
        help=_("port, or the next one that is free [8000]"),
    )
    parser.add_argument("--open", action="store_true", help=_("open the browser"))


def run(args: argparse.Namespace) -> int:
    """Serve the preview until Ctrl-C."""
    import warnings

    from zhuanlan.desk.preview import Preview

    try:
        preview = Preview(build_options(args), args.host, args.port, _, progress())
        if args.host not in ("127.0.0.1", "localhost", "::1"):
            say(_("everybody who can reach this machine sees the preview, drafts included"))
        warnings.simplefilter("ignore", RuntimeWarning)  # watchdog's, of folders that come back
        _follow(preview, args)
    except OSError as error:
        message = N_("the preview cannot start: {reason}")
        raise CommandError(message, reason=_(system_reason(error))) from error
    except KeyboardInterrupt:  # the way to end it
        print()
    return 0


def _follow(preview: Preview, args: argparse.Namespace) -> None:
    """Run a preview and show what it does."""

    def started() -> None:
        text = _("preview: {url} (Ctrl-C ends it)")
        print(text.format(url=preview.server.url), flush=True)
        if args.open:
            import webbrowser

            webbrowser.open(preview.server.url)

    def built(report: Report, seconds: float) -> None:
        if not report.rendered:
            return
        text = _("{pages} pages in {seconds:.2f} s")
        print(text.format(pages=report.rendered, seconds=seconds), flush=True)

    def failed(problems: Collection[Problem]) -> None:
        say_problems(problems)

    preview.run(started, built, failed)
