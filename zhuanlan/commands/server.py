"""`server`: the configuration of a web server for this site."""

from __future__ import annotations

import argparse

from zhuanlan.commands import options_of
from zhuanlan.console import progress, say_problems, say_unwritable
from zhuanlan.i18n import Translator
from zhuanlan.model.site import Site
from zhuanlan.pipeline import load
from zhuanlan.problems import ProblemError
from zhuanlan.server import Where, configuration
from zhuanlan.write.atomic import replaced


def run(given: argparse.Namespace, _: Translator) -> int:
    """Print the configuration, or write it into a file."""
    try:
        site = load(options_of(given, base_url=given.base_url), progress(quiet=True, _=_))
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
    where = Where(
        given.root or _root(site), given.port, given.certificate, given.key, brotli=given.brotli
    )
    text = configuration(given.kind, site, where)
    if given.output is None:
        print(text, end="")
        return 0
    try:
        replaced(given.output, text.encode())
    except OSError as error:
        say_unwritable(error, _)
        return 1
    print(given.output)
    return 0


def _root(site: Site) -> str:
    """Return the folder that readers get of the first target with one, or the usual one."""
    for target in site.config.publish.targets.values():
        if target.kind in ("dir", "ssh"):
            return f"{target.path.rstrip('/')}/current"
    return f"/srv/www/{site.config.domain}"
