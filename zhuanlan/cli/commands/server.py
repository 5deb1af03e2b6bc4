"""`server`: print the configuration of a web server for this site."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import add_base_url, add_date, add_site, build_options, port
from zhuanlan.cli.console import progress
from zhuanlan.cli.errors import UsageError
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.model.site import Site
    from zhuanlan.publish.hosts.dir import FolderTarget
    from zhuanlan.publish.hosts.ssh import SshTarget

HELP = N_("print the configuration of a web server for this site")
ON_OS_ERROR = N_("{file} cannot be written: {reason}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("kind", choices=["nginx", "caddy"], help=_("which web server"))
    add_site(parser)
    add_date(parser)
    add_base_url(parser)
    parser.add_argument("--root", metavar="PATH", help=_("the site's folder on the server"))
    parser.add_argument("--port", type=port, metavar="N", help=_("port [80 or 443]"))
    parser.add_argument(
        "--certificate", metavar="PATH", help=_("certificate: HTTPS and HTTP/2, needs --key")
    )
    parser.add_argument("--key", metavar="PATH", help=_("its private key, on the server"))
    parser.add_argument("--brotli", action="store_true", help=_("nginx has its module for Brotli"))
    parser.add_argument("--output", type=Path, metavar="PATH", help=_("file to write to"))


def run(args: argparse.Namespace) -> int:
    """Print the configuration, or write it into a file."""
    from zhuanlan.build import load
    from zhuanlan.publish.server import Where, configuration
    from zhuanlan.write.atomic import replaced

    if bool(args.certificate) != bool(args.key):
        raise UsageError(N_("--certificate and --key belong together"))
    target = None if args.root else _target(args.config)
    url = args.base_url or (str(target.url) if target and target.url else None)
    site = load(build_options(args, base_url=url), progress(quiet=True))
    root = args.root or _root(site, target, args.config.parent)
    where = Where(root, args.port, args.certificate, args.key, brotli=args.brotli)
    text = configuration(args.kind, site, where)
    if args.output is None:
        print(text, end="")
    else:
        replaced(args.output, text.encode())
        print(args.output)
    return 0


def _target(config: Path) -> FolderTarget | SshTarget | None:
    """Return the first target with a folder that a server can show."""
    from zhuanlan.load.site import load_config
    from zhuanlan.publish.hosts.dir import FolderTarget
    from zhuanlan.publish.hosts.ssh import SshTarget

    targets = load_config(config, str(config))[0].publish.targets.values()
    return next((one for one in targets if isinstance(one, (FolderTarget, SshTarget))), None)


def _root(site: Site, target: FolderTarget | SshTarget | None, base: Path) -> str:
    """Return the folder that a target publishes to, or the usual one."""
    from zhuanlan.publish.hosts.dir import CURRENT
    from zhuanlan.publish.hosts.ssh import SshTarget

    if isinstance(target, SshTarget):
        return f"{target.path.rstrip('/')}/current"
    return str(target.folder(base) / CURRENT) if target else f"/srv/www/{site.config.domain}"
