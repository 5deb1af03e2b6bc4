"""`server`: the configuration of a web server for this site."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan.commands import options_of
from zhuanlan.console import progress, say_problems, say_unwritable
from zhuanlan.i18n import Translator
from zhuanlan.load.site import load_config
from zhuanlan.model.site import Site
from zhuanlan.pipeline import load
from zhuanlan.problems import ProblemError
from zhuanlan.publish.hosts.dir import CURRENT, FolderTarget, place_of
from zhuanlan.publish.hosts.ssh import SshTarget
from zhuanlan.server import Where, configuration
from zhuanlan.write.atomic import replaced


def run(given: argparse.Namespace, _: Translator) -> int:
    """Print the configuration, or write it into a file."""
    try:
        target = _target(given.config) if not given.root else None
        url = given.base_url or (str(target.url) if target and target.url else None)
        site = load(options_of(given, base_url=url), progress(quiet=True, _=_))
        root = given.root or _root(site, target, given.config.parent)
        where = Where(root, given.port, given.certificate, given.key, brotli=given.brotli)
        text = configuration(given.kind, site, where)
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
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


def _target(config: Path) -> FolderTarget | SshTarget | None:
    """Return the first target with a folder that a server can show."""
    targets = load_config(config, str(config))[0].publish.targets.values()
    return next((one for one in targets if isinstance(one, (FolderTarget, SshTarget))), None)


def _root(site: Site, target: FolderTarget | SshTarget | None, base: Path) -> str:
    """Return the folder that readers get of a target, or the usual one."""
    if isinstance(target, SshTarget):
        return f"{target.path.rstrip('/')}/current"
    return str(place_of(target, base) / CURRENT) if target else f"/srv/www/{site.config.domain}"
