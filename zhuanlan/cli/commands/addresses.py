"""`addresses`: find the addresses that readers know and the site no longer has."""

from __future__ import annotations

import argparse

from zhuanlan.cli.arguments import add_date, add_jobs, add_quiet, add_site, build_options
from zhuanlan.cli.console import progress, say
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

HELP = N_("look whether all addresses that readers know lead on")
AFTER_PROBLEMS = N_("problems: {count}; nothing was written down")
ON_OS_ERROR = N_("the build stopped: {error}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_site(parser)
    add_date(parser)
    parser.add_argument(
        "--record",
        action="store_true",
        help=_("write down those of the site as it is, once it is published otherwise"),
    )
    add_jobs(parser)
    add_quiet(parser)


def run(args: argparse.Namespace) -> int:
    """Build the site and compare; nothing is recorded if any address would lead nowhere."""
    from dataclasses import replace

    from zhuanlan.build import built
    from zhuanlan.build.addresses import record
    from zhuanlan.build.cache.store import FOLDER
    from zhuanlan.check.lost import lost_addresses
    from zhuanlan.core.problems import ProblemError
    from zhuanlan.load.published import PUBLISHED, read_published
    from zhuanlan.write.manifest import files_of, manifest_bytes

    options = build_options(args, search=False, precompress=False)
    # not the output: that was built with other options, and may be published by now
    options = replace(options, output=options.config.parent / FOLDER / "check")
    known = read_published(options.ledgers)
    with built(options, progress(quiet=args.quiet)) as done:
        site = done.reading.site
        files = files_of(options.output, manifest_bytes(options.output))
        if lost := lost_addresses(site, options, files, known):
            raise ProblemError(lost)
        say(_("{count} addresses that readers know: all lead on").format(count=len(known)))
        if args.record and record(site, files, known, options.ledgers):
            print(options.ledgers / PUBLISHED)
    return 0
