"""`new`: begin a site, a campaign, a post, a form for units, a theme or a plug-in."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan.cli.arguments import add_config, add_debug, add_path
from zhuanlan.cli.console import say
from zhuanlan.core.i18n import LANGUAGES, N_
from zhuanlan.core.i18n import translated as _

HELP = N_("begin a site, a campaign, a post, a form for units, a theme or a plug-in")
ON_OS_ERROR = N_("{file} cannot be written: {reason}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    whats = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    site = whats.add_parser("site", help=_("a site that builds at once"))
    site.add_argument(
        "folder", type=Path, nargs="?", default=Path(), help=_("folder to write to [.]")
    )
    _add_answers(
        site,
        name=_("name of the site"),
        url=_("address of the site"),
        host=_("who hosts it"),
        site_id=_("identification code of the site"),
    )
    site.add_argument(
        "--language", choices=LANGUAGES, help=_("language of the site [that of the answers]")
    )
    campaign = whats.add_parser("campaign", help=_("a campaign with its columns"))
    post = whats.add_parser("post", help=_("a post in one of the columns"))
    for one in (site, campaign):
        _add_answers(
            one,
            title=_("title of the campaign"),
            scope=_("region that its stories come from"),
            start=_("its first day"),
            slug=_("name of its folder"),
        )
    _add_answers(
        post,
        campaign=_("folder or title of the campaign"),
        column=_("slug or name of the column"),
        title=_("title of the post"),
        date=_("date of the post [today]"),
        region=_("region that it comes from"),
        unit=_("unit that sent it in"),
        person=_("person that it tells of"),
        summary=_("summary in one sentence"),
        slug=_("name of its file"),
    )
    post.add_argument(
        "--pictures", action="store_true", help=_("give it a folder, for its pictures")
    )
    post.add_argument("--publish", action="store_true", help=_("no draft, but published"))
    template = whats.add_parser("template", help=_("a form for units that send in stories"))
    template.add_argument(
        "folder", type=Path, nargs="?", default=Path(), help=_("folder to write to [.]")
    )
    _add_answers(template, campaign=_("folder or title of the campaign"))
    theme = whats.add_parser("theme", help=_("a theme that differs from another"))
    theme.add_argument("name", nargs="?", help=_("name of the theme"))
    theme.add_argument(
        "--extends", default="default", metavar="NAME", help=_("the theme it differs from")
    )
    plugin = whats.add_parser("plugin", help=_("a plug-in with a rule of check, and its test"))
    plugin.add_argument("name", nargs="?", help=_("name of the plug-in"))
    add_config(plugin)
    for one in (site, campaign, post, template, theme, plugin):
        add_debug(one)
    for one in (campaign, post, template, theme):
        add_path(one, "content", "content", _("folder of the posts"))
        add_config(one)
        add_path(one, "themes", "themes", _("folder of the site's own themes"))


def run(args: argparse.Namespace) -> int:
    """Ask for what the arguments lack, and write the files; none is ever replaced."""
    import shlex

    from zhuanlan.cli.scaffolding import scaffolded
    from zhuanlan.write.atomic import replaced

    for file, data in scaffolded(args):
        file.parent.mkdir(parents=True, exist_ok=True)
        replaced(file, data)
        print(file)
    if args.what == "site":
        text = _("Go on: cd {folder}, then zhuanlan serve --open")
        say(text.format(folder=shlex.quote(str(args.folder))))
    if args.what == "plugin":
        text = _("Go on: name it in {config}: plugins: [{name}]; its test runs by: pytest {file}")
        say(text.format(config=args.config, name=file.stem.removeprefix("test_"), file=file))
    return 0


def _add_answers(parser: argparse.ArgumentParser, **texts: str) -> None:
    for name, text in texts.items():
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=text)
