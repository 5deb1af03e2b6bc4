"""Arguments that several commands share, and the build options that they give."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from datetime import datetime

    from zhuanlan.core.options import Options


def add_config(parser: argparse.ArgumentParser) -> None:
    """Add `--config`, the settings of the site."""
    add_path(parser, "config", "config.yaml", _("settings of the site"))


def add_path(parser: argparse.ArgumentParser, name: str, default: str, text: str) -> None:
    """Add an option that names a file or folder."""
    parser.add_argument(
        f"--{name}",
        type=Path,
        default=Path(default),
        metavar="PATH",
        help=f"{text} [{default}]",
    )


def add_site(parser: argparse.ArgumentParser) -> None:
    """Add the options of all commands that read a site: its folders, settings and theme."""
    add_path(parser, "content", "content", _("folder of the posts"))
    add_config(parser)
    add_path(parser, "themes", "themes", _("folder of the site's own themes"))
    parser.add_argument("--theme", metavar="NAME", help=_("theme instead of config.yaml's"))


def add_date(parser: argparse.ArgumentParser) -> None:
    """Add `--date`, the moment to build for."""
    parser.add_argument(
        "--date",
        metavar="WHEN",
        type=moment,
        help=_("build as of this date (2012-03-05 or 2012-03-05T08:30) [now]"),
    )


def add_base_url(parser: argparse.ArgumentParser) -> None:
    """Add `--base-url`, the address of the site."""
    parser.add_argument(
        "--base-url",
        metavar="URL",
        type=base_url,
        help=_("address of the site instead of config.yaml's"),
    )


def add_address(parser: argparse.ArgumentParser) -> None:
    """Add `--base-url` and `--relative`: how pages address each other."""
    add_base_url(parser)
    parser.add_argument(
        "--relative",
        action="store_true",
        help=_("write relative addresses, for a disc or any folder"),
    )


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Add `--jobs`, the number of processes."""
    parser.add_argument(
        "-j",
        "--jobs",
        type=processes,
        metavar="N",
        help=_("processes to use [all processors]"),
    )


def add_quiet(parser: argparse.ArgumentParser) -> None:
    """Add `--quiet`."""
    parser.add_argument("-q", "--quiet", action="store_true", help=_("show problems only"))


def add_debug(parser: argparse.ArgumentParser) -> None:
    """Add `--debug`; every command has it, its parsers of subcommands need it, too."""
    text = _("show the traceback of an error, for a report to the developers")
    parser.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=text)


def add_target(parser: argparse.ArgumentParser) -> None:
    """Add the name of a publishing target; without one the command lists them."""
    text = _("name of a target under publish in config.yaml")
    parser.add_argument("target", nargs="?", help=text)


def filled(text: str) -> str:
    """Read a text that must not be empty."""
    if text.strip():
        return text.strip()
    raise argparse.ArgumentTypeError(repr(text))


def port(text: str) -> int:
    """Read a port."""
    return _number(text, 65_535)


def processes(text: str) -> int:
    """Read a number of processes; argparse itself tells of what is no number."""
    return _number(str(int(text)), 256)


def _number(text: str, most: int) -> int:
    if text.isdecimal() and len(text) < 10 and 0 < int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r}: 1–{most}")


def base_url(text: str) -> str:
    """Read the address of a site."""
    from pydantic import TypeAdapter, ValidationError

    from zhuanlan.model.links import BaseUrl

    try:
        return str(TypeAdapter(BaseUrl).validate_python(text))
    except ValidationError:
        message = _("“{value}” is no address of a site; write https://…/")
        raise argparse.ArgumentTypeError(message.format(value=text)) from None


def moment(text: str) -> datetime:
    """Read a date; without a time it is the whole day."""
    from pydantic_core import PydanticCustomError

    from zhuanlan.model.fields import parse_moment

    try:
        return parse_moment(text, end_of_day=True)
    except PydanticCustomError:
        message = _("“{value}” is no date; write 2012-03-05 or 2012-03-05T08:30")
        raise argparse.ArgumentTypeError(message.format(value=text)) from None


def build_options(args: argparse.Namespace, **more: Any) -> Options:
    """Return the options of a build from the arguments that building, serving and checking share.

    `more` are further fields of `Options`.
    """
    from zhuanlan.core.executors import cores
    from zhuanlan.core.options import Options

    return Options(
        now=getattr(args, "date", None) or now(),
        content=args.content,
        config=args.config,
        themes=args.themes,
        theme=args.theme,
        jobs=getattr(args, "jobs", None) or cores(),
        **more,
    )


def now() -> datetime:
    """Return the current time in China, without a time zone as all times of a site.

    China has one time zone, and has had no summer time since 1991.
    """
    from datetime import datetime, timedelta, timezone

    return datetime.now(timezone(timedelta(hours=8))).replace(tzinfo=None, microsecond=0)
