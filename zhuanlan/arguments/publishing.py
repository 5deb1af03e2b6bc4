"""Options of what brings the site to its readers."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan.arguments.shared import (
    add_base_url,
    add_common,
    add_config,
    add_date,
    add_jobs,
    add_path,
    add_quiet,
    port,
)
from zhuanlan.i18n import N_, Translator

_LONGEST = 3600.0


def seconds(text: str) -> float:
    """Read a number of seconds, up to an hour."""
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if 0 <= found <= _LONGEST:
        return found
    raise argparse.ArgumentTypeError(f"{text!r}: 0–3600")


def _add_target(parser: argparse.ArgumentParser, _: Translator) -> None:
    parser.add_argument("target", help=_(N_("name of a target under publish in config.yaml")))


def add_publish(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `publish`."""
    _add_target(parser, _)
    add_common(parser, _)
    add_path(parser, "output", "output", _(N_("folder to write to")))
    add_date(parser, _)
    parser.add_argument(
        "-n",
        "--dry-run",
        action="store_true",
        help=_(N_("show what would be sent, and send nothing")),
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=_(N_("send every file anew, whatever is known of those that are there")),
    )
    parser.add_argument(
        "--allow-warnings",
        action="store_true",
        help=_(N_("publish although `check` has warnings that are new since the last time")),
    )
    parser.add_argument("--by", metavar="NAME", help=_(N_("who publishes [who CI or git says]")))
    parser.add_argument(
        "--report",
        type=Path,
        metavar="PATH",
        help=_(N_("folder for the report and the changed addresses [ledgers/published/TARGET]")),
    )
    parser.add_argument(
        "--patience",
        type=seconds,
        default=30,
        metavar="SECONDS",
        help=_(N_("how long the host may take to show new pages [30]")),
    )
    add_jobs(parser, _)
    add_quiet(parser, _)
    parser.add_argument("-v", "--verbose", action="store_true", help=_(N_("name every file")))


def add_addresses(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `addresses`."""
    add_common(parser, _)
    add_date(parser, _)
    parser.add_argument(
        "--record",
        action="store_true",
        help=_(N_("write down those of the site as it is, once it is published otherwise")),
    )
    add_jobs(parser, _)
    add_quiet(parser, _)


def add_releases(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `releases`."""
    _add_target(parser, _)
    add_config(parser, _)


def add_rollback(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `rollback`."""
    _add_target(parser, _)
    parser.add_argument("release", nargs="?", help=_(N_("release to return to [the one before]")))
    add_config(parser, _)


def add_next(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `next`."""
    add_common(parser, _)
    add_date(parser, _)
    parser.add_argument(
        "--format",
        choices=["moment", "systemd", "cron"],
        default="moment",
        help=_(N_("2026-12-01T00:00:00+08:00, OnCalendar= of systemd, or a line of cron [moment]")),
    )


def add_server(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `server`."""
    parser.add_argument("kind", choices=["nginx", "caddy"], help=_(N_("which web server")))
    add_common(parser, _)
    add_date(parser, _)
    add_base_url(parser, _)
    parser.add_argument("--root", metavar="PATH", help=_(N_("the site's folder on the server")))
    parser.add_argument("--port", type=port, metavar="N", help=_(N_("port [80 or 443]")))
    parser.add_argument(
        "--certificate", metavar="PATH", help=_(N_("certificate: HTTPS and HTTP/2, needs --key"))
    )
    parser.add_argument("--key", metavar="PATH", help=_(N_("its private key, on the server")))
    parser.add_argument(
        "--brotli", action="store_true", help=_(N_("nginx has its module for Brotli"))
    )
    parser.add_argument("--output", type=Path, metavar="PATH", help=_(N_("file to write to")))
