"""`addresses`: whether all addresses that readers know lead on; writes down those that are new."""

from __future__ import annotations

import argparse
from dataclasses import replace

from zhuanlan.cache.store import FOLDER
from zhuanlan.check.lost import lost_addresses
from zhuanlan.commands import options_of
from zhuanlan.console import progress, say, say_problems
from zhuanlan.i18n import N_, Translator
from zhuanlan.load.published import PUBLISHED, read_published
from zhuanlan.pipeline import built
from zhuanlan.pipeline.addresses import record
from zhuanlan.problems import ProblemError
from zhuanlan.write.manifest import files_of, manifest_bytes


def run(given: argparse.Namespace, _: Translator) -> int:
    """Build the site and compare; 1 if any address would lead nowhere, and nothing is recorded."""
    options = options_of(given, search=False, precompress=False)
    # not the output: that was built with other options, and may be published by now
    options = replace(options, output=options.config.parent / FOLDER / "check")
    try:
        known = read_published(options.ledgers)
        with built(options, progress(given.quiet, _)) as done:
            site = done.reading.site
            files = files_of(options.output, manifest_bytes(options.output))
            if lost := lost_addresses(site, options, files, known):
                raise ProblemError(lost)
            say(_(N_("{count} addresses that readers know: all lead on")).format(count=len(known)))
            if given.record and record(site, files, known, options.ledgers):
                print(options.ledgers / PUBLISHED)
    except ProblemError as error:
        say_problems(error.problems, _)
        say(_(N_("problems: {count}; nothing was written down")).format(count=len(error.problems)))
        return 1
    except OSError as error:
        say(_(N_("the build stopped: {reason}")).format(reason=error))
        return 1
    return 0
