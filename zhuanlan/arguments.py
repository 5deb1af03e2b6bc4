"""What may stand on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import zhuanlan
from zhuanlan.i18n import N_, Translator

COMMANDS = ("build", "clean", "serve", "check", "new", "schema")

ALONE = ("-h", "--help", "--version", "--print-completion")
"""Options that need no command."""


def parser_for(given: Sequence[str], _: Translator) -> argparse.ArgumentParser:
    """Return the parser of a command line; `given` only tells whether completion is asked for."""
    parser = argparse.ArgumentParser(
        prog="zhuanlan",
        description=_(N_("Campaign columns as static sites.")),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"zhuanlan {zhuanlan.__version__}")
    text = _(N_("print the completion script of a shell"))
    if "--print-completion" in given:
        import shtab  # only for who asks

        shtab.add_argument_to(parser, ["--print-completion"], help=text)
    else:
        parser.add_argument("--print-completion", metavar="SHELL", help=text)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    build = commands.add_parser("build", help=_(N_("build the site (also without a command)")))
    _add_build_arguments(build, _)
    text = _(N_("remove what builds keep for the next one; the output stays"))
    _add_config_argument(commands.add_parser("clean", help=text), _)
    text = _(N_("show the site while it is written, at every save"))
    _add_serve_arguments(commands.add_parser("serve", help=text), _)
    text = _(N_("find what an inspection, or a reader, would find"))
    _add_check_arguments(commands.add_parser("check", help=text), _)
    text = _(N_("begin a site, a campaign, a post or a theme"))
    _add_new_arguments(commands.add_parser("new", help=text), _)
    text = _(N_("write JSON Schemas, by which editors complete what is written"))
    _add_schema_arguments(commands.add_parser("schema", help=text), _)
    parser.epilog = build.format_help()
    return parser


def _add_config_argument(parser: argparse.ArgumentParser, _: Translator) -> None:
    _add_path(parser, "config", "config.yaml", _(N_("settings of the site")))


def _add_path(parser: argparse.ArgumentParser, name: str, default: str, text: str) -> None:
    parser.add_argument(
        f"--{name}",
        type=Path,
        default=Path(default),
        metavar="PATH",
        help=f"{text} [{default}]",
    )


def _add_common_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    _add_path(parser, "content", "content", _(N_("folder of the posts")))
    _add_config_argument(parser, _)
    _add_path(parser, "themes", "themes", _(N_("folder of the site's own themes")))
    parser.add_argument("--theme", metavar="NAME", help=_(N_("theme instead of config.yaml's")))


def _add_serve_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    _add_common_arguments(parser, _)
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="NAME",
        help=_(N_("who may look: this machine, or 0.0.0.0 for all that can reach it [127.0.0.1]")),
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=8000,
        metavar="N",
        help=_(N_("port, or the next one that is free [8000]")),
    )
    parser.add_argument("--open", action="store_true", help=_(N_("open the browser")))


def _add_check_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    _add_common_arguments(parser, _)
    _add_date_argument(parser, _)
    parser.add_argument("--fix", action="store_true", help=_(N_("mend what is safe to mend")))
    parser.add_argument(
        "--external", action="store_true", help=_(N_("also look up links to other sites"))
    )
    parser.add_argument(
        "--format",
        choices=["text", "json", "sarif", "github", "gitlab"],
        default="text",
        help=_(N_("how to tell what is found [text]")),
    )
    parser.add_argument(
        "--strict", action="store_true", help=_(N_("fail for warnings, not only for errors"))
    )
    parser.add_argument(
        "--changed-since",
        metavar="REV",
        help=_(N_("only tell of files that differ from this revision of git")),
    )
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="PATH",
        help=_(N_("only tell what this file does not know")),
    )
    parser.add_argument(
        "--write-baseline",
        type=Path,
        metavar="PATH",
        help=_(N_("write what is found into such a file")),
    )
    _add_jobs_argument(parser, _)
    _add_quiet_argument(parser, _)


def _add_new_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    whats = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    site = whats.add_parser("site", help=_(N_("a site that builds at once")))
    site.add_argument(
        "folder", type=Path, nargs="?", default=Path(), help=_(N_("folder to write to [.]"))
    )
    _add_answers(
        site,
        name=_(N_("name of the site")),
        url=_(N_("address of the site")),
        host=_(N_("who hosts it")),
        site_id=_(N_("identification code of the site")),
    )
    campaign = whats.add_parser("campaign", help=_(N_("a campaign with its columns")))
    post = whats.add_parser("post", help=_(N_("a post in one of the columns")))
    for one in (site, campaign):
        _add_answers(
            one,
            title=_(N_("title of the campaign")),
            scope=_(N_("region that its stories come from")),
            start=_(N_("its first day")),
            slug=_(N_("name of its folder")),
        )
    _add_answers(
        post,
        campaign=_(N_("folder or title of the campaign")),
        column=_(N_("slug or name of the column")),
        title=_(N_("title of the post")),
        date=_(N_("date of the post [today]")),
        region=_(N_("region that it comes from")),
        unit=_(N_("unit that sent it in")),
        person=_(N_("person that it tells of")),
        summary=_(N_("summary in one sentence")),
        slug=_(N_("name of its file")),
    )
    post.add_argument(
        "--pictures", action="store_true", help=_(N_("give it a folder, for its pictures"))
    )
    post.add_argument("--publish", action="store_true", help=_(N_("no draft, but published")))
    theme = whats.add_parser("theme", help=_(N_("a theme that differs from another")))
    theme.add_argument("name", nargs="?", help=_(N_("name of the theme")))
    theme.add_argument(
        "--extends", default="default", metavar="NAME", help=_(N_("the theme it differs from"))
    )
    for one in (campaign, post, theme):
        _add_path(one, "content", "content", _(N_("folder of the posts")))
        _add_config_argument(one, _)
        _add_path(one, "themes", "themes", _(N_("folder of the site's own themes")))


def _add_answers(parser: argparse.ArgumentParser, **texts: str) -> None:
    for name, text in texts.items():
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=text)


def _add_schema_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    _add_path(parser, "content", "content", _(N_("folder of the posts")))
    _add_config_argument(parser, _)
    _add_path(parser, "output", "schema", _(N_("folder to write to")))
    parser.add_argument(
        "--reference",
        type=Path,
        metavar="PATH",
        help=_(N_("write a reference to read, into this folder instead")),
    )


def _add_date_argument(parser: argparse.ArgumentParser, _: Translator) -> None:
    parser.add_argument(
        "--date",
        metavar="WHEN",
        type=_moment,
        help=_(N_("build as of this date (2012-03-05 or 2012-03-05T08:30) [now]")),
    )


def _add_jobs_argument(parser: argparse.ArgumentParser, _: Translator) -> None:
    parser.add_argument(
        "-j",
        "--jobs",
        type=int,
        choices=range(1, 257),
        metavar="N",
        help=_(N_("processes to use [all processors]")),
    )


def _add_quiet_argument(parser: argparse.ArgumentParser, _: Translator) -> None:
    parser.add_argument("-q", "--quiet", action="store_true", help=_(N_("show problems only")))


def _add_build_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    _add_common_arguments(parser, _)
    _add_path(parser, "output", "output", _(N_("folder to write to")))
    parser.add_argument(
        "--base-url",
        metavar="URL",
        type=_base_url,
        help=_(N_("address of the site instead of config.yaml's")),
    )
    _add_date_argument(parser, _)
    parser.add_argument("--drafts", action="store_true", help=_(N_("include drafts")))
    parser.add_argument("--future", action="store_true", help=_(N_("include future posts")))
    parser.add_argument(
        "--relative",
        action="store_true",
        help=_(N_("write relative addresses, for a disc or any folder")),
    )
    parser.add_argument("--no-search", action="store_true", help=_(N_("leave the search out")))
    parser.add_argument("--strict", action="store_true", help=_(N_("treat warnings as problems")))
    parser.add_argument(
        "--atomic",
        action="store_true",
        help=_(N_("publish all changes at one moment, as a new folder in the place of the old")),
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help=_(N_("read every file and render every page, whatever is known of them")),
    )
    parser.add_argument(
        "--explain", action="store_true", help=_(N_("say of each page why it was rendered"))
    )
    _add_jobs_argument(parser, _)
    parser.add_argument(
        "--executor",
        choices=["processes", "dask"],
        default="processes",
        help=_(N_("who does the work: processes of this machine, or a Dask cluster [processes]")),
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help=_(N_("address of the Dask scheduler, such as tcp://host:8786")),
    )
    _add_quiet_argument(parser, _)
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help=_(N_("how to tell what was done [text]")),
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help=_(N_("name each file written or removed"))
    )


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65_536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r}: 1–65535")


def _base_url(text: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    from zhuanlan.model.links import BaseUrl

    try:
        return str(TypeAdapter(BaseUrl).validate_python(text))
    except ValidationError:
        raise argparse.ArgumentTypeError(f"{text!r}: https://…/") from None


def _moment(text: str) -> datetime:
    from pydantic_core import PydanticCustomError

    from zhuanlan.model.fields import parse_moment

    try:
        return parse_moment(text, end_of_day=True)
    except PydanticCustomError:
        raise argparse.ArgumentTypeError(f"{text!r}: 2012-03-05 / 2012-03-05T08:30") from None
