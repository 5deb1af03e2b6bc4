"""Options of what helps editors."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan.arguments.shared import (
    add_common,
    add_config,
    add_date,
    add_jobs,
    add_path,
    add_quiet,
)
from zhuanlan.i18n import LANGUAGES, N_, Translator


def add_check(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `check`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help=_(N_("only tell of these files and folders, as they are printed")),
    )
    add_common(parser, _)
    add_date(parser, _)
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
    add_jobs(parser, _)
    add_quiet(parser, _)


def add_new(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `new`."""
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
    site.add_argument(
        "--language", choices=LANGUAGES, help=_(N_("language of the site [that of the answers]"))
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
        add_path(one, "content", "content", _(N_("folder of the posts")))
        add_config(one, _)
        add_path(one, "themes", "themes", _(N_("folder of the site's own themes")))


def _add_answers(parser: argparse.ArgumentParser, **texts: str) -> None:
    for name, text in texts.items():
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=text)


def add_schema(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `schema`."""
    add_path(parser, "content", "content", _(N_("folder of the posts")))
    add_config(parser, _)
    add_path(parser, "output", "schema", _(N_("folder to write to")))
    parser.add_argument(
        "--reference",
        type=Path,
        metavar="PATH",
        help=_(N_("write a reference to read, into this folder instead")),
    )
