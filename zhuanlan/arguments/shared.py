"""What several commands are told, and how it is read."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from zhuanlan.i18n import N_, Translator, of_messages, translator


def add_config(parser: argparse.ArgumentParser, _: Translator) -> None:
    """`--config`, the settings of the site."""
    add_path(parser, "config", "config.yaml", _(N_("settings of the site")))


def add_path(parser: argparse.ArgumentParser, name: str, default: str, text: str) -> None:
    """An option that names a file or folder."""
    parser.add_argument(
        f"--{name}",
        type=Path,
        default=Path(default),
        metavar="PATH",
        help=f"{text} [{default}]",
    )


def add_common(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What all that read a site are told."""
    add_path(parser, "content", "content", _(N_("folder of the posts")))
    add_config(parser, _)
    add_path(parser, "themes", "themes", _(N_("folder of the site's own themes")))
    parser.add_argument("--theme", metavar="NAME", help=_(N_("theme instead of config.yaml's")))


def add_date(parser: argparse.ArgumentParser, _: Translator) -> None:
    """`--date`, the moment to build for."""
    parser.add_argument(
        "--date",
        metavar="WHEN",
        type=moment,
        help=_(N_("build as of this date (2012-03-05 or 2012-03-05T08:30) [now]")),
    )


def add_base_url(parser: argparse.ArgumentParser, _: Translator) -> None:
    """`--base-url`, the address of the site."""
    parser.add_argument(
        "--base-url",
        metavar="URL",
        type=base_url,
        help=_(N_("address of the site instead of config.yaml's")),
    )


def add_place(parser: argparse.ArgumentParser, _: Translator) -> None:
    """`--base-url` and `--relative`: where the site stands."""
    add_base_url(parser, _)
    parser.add_argument(
        "--relative",
        action="store_true",
        help=_(N_("write relative addresses, for a disc or any folder")),
    )


def add_jobs(parser: argparse.ArgumentParser, _: Translator) -> None:
    """`--jobs`."""
    parser.add_argument(
        "-j",
        "--jobs",
        type=int,
        choices=range(1, 257),
        metavar="N",
        help=_(N_("processes to use [all processors]")),
    )


def add_quiet(parser: argparse.ArgumentParser, _: Translator) -> None:
    """`--quiet`."""
    parser.add_argument("-q", "--quiet", action="store_true", help=_(N_("show problems only")))


def filled(text: str) -> str:
    """Read a text that may not be empty."""
    if text.strip():
        return text.strip()
    raise argparse.ArgumentTypeError(repr(text))


def port(text: str) -> int:
    """Read a port."""
    if text.isdecimal() and 0 < int(text) < 65_536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r}: 1–65535")


def base_url(text: str) -> str:
    """Read the address of a site."""
    from pydantic import TypeAdapter, ValidationError

    from zhuanlan.model.links import BaseUrl

    try:
        return str(TypeAdapter(BaseUrl).validate_python(text))
    except ValidationError:
        _ = translator(of_messages())
        message = _(N_("“{value}” is no address of a site; write https://…/"))
        raise argparse.ArgumentTypeError(message.format(value=text)) from None


def moment(text: str) -> datetime:
    """Read a date; without a time it is the whole day."""
    from pydantic_core import PydanticCustomError

    from zhuanlan.model.fields import parse_moment

    try:
        return parse_moment(text, end_of_day=True)
    except PydanticCustomError:
        _ = translator(of_messages())
        message = _(N_("“{value}” is no date; write 2012-03-05 or 2012-03-05T08:30"))
        raise argparse.ArgumentTypeError(message.format(value=text)) from None
