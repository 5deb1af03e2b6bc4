"""`takedown`: take a person or a page off the site, and prove it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import (
    add_address,
    add_date,
    add_jobs,
    add_path,
    add_quiet,
    add_site,
    build_options,
)
from zhuanlan.cli.console import progress, say
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.core.options import Options
    from zhuanlan.features.takedown.removal import Item
    from zhuanlan.model.site import Site

HELP = N_("take a person or a page off the site, and prove it")
ON_OS_ERROR = N_("the build stopped: {error}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    what = _("name of the person, address of the page, or source")
    parser.add_argument("what", nargs="+", help=what)
    parser.add_argument(
        "--gone",
        action="store_true",
        help=_("addresses of pages that were deleted: they answer that they are gone"),
    )
    add_site(parser)
    add_path(parser, "output", "output", _("folder to write to"))
    add_date(parser)
    add_address(parser)
    parser.add_argument("--reason", metavar="TEXT", help=_("why, for the ledger"))
    add_jobs(parser)
    add_quiet(parser)


def run(args: argparse.Namespace) -> int:
    """Record it, build, and search the output; 1 where no such thing exists or some is left."""
    from zhuanlan.build import build, load
    from zhuanlan.features.takedown import removal

    options = build_options(
        args, output=args.output, base_url=args.base_url, relative=args.relative
    )
    ledger = None
    try:
        site = load(options)
        sources: list[Path] = []
        if args.gone:
            entries = removal.entries_of_gone(options, site, args.what)
            pictures: frozenset[str] = frozenset()
            texts = gone = frozenset(url for entry in entries for url in entry["addresses"])
        else:
            written = removal.hidden_names_of(site, options.content)
            items = _meant(site, [_as_source(one, options) for one in args.what], written)
            texts = removal.told_by(items, written)
            pictures = removal.pictures_of(site, items, args.output)
            gone = frozenset(url for item in items for url in (item.url, *item.matter.aliases))
            for item in items:
                print(item.path)
            sources = [options.content / site.on_disk.get(one.path, one.path) for one in items]
            entries = removal.entries_of(options, items, site.on_disk)
        ledger = removal.record(options, entries, args.reason)
        say(_("written down in {file}").format(file=ledger))
        for file in removal.forget_files(options, sources):
            say(_("{file}, which it was imported from, is deleted").format(file=file))
        report = build(options, progress(quiet=args.quiet))
    except Exception as error:
        error.add_note(
            _("nothing was taken down: the page is still there")
            if ledger is None
            else _("the page is still there, until the site can be built again")
        )
        raise
    text = _("{written} files written, {removed} removed")
    say(text.format(written=len(report.output.written), removed=len(report.output.removed)))
    left = [*removal.left_in(args.output, texts, pictures, gone)]
    for one in left:
        say(_("{file} still holds “{text}”").format(file=args.output / one.file, text=one.text))
    if not left:
        say(_("nothing of it is left in {output}").format(output=args.output))
    for target in site.config.publish.targets:
        text = _("nothing is published yet: run zhuanlan publish {target}")
        say(text.format(target=target))
    return int(bool(left))


def _as_source(what: str, options: Options) -> str:
    """Return the source that a printed path names; names and addresses stay as they are."""
    from zhuanlan.cli.sources import source_named

    source = source_named(what, options.content)
    return source if source and source.endswith(".md") else what


def _meant(site: Site, what: Sequence[str], written: Mapping[str, str]) -> list[Item]:
    """Return the posts and pages that are meant; raises ProblemError for what matches none."""
    from zhuanlan.core.problems import Problem, ProblemError
    from zhuanlan.features.takedown import removal

    meant = {one: removal.meant_by(site, one, written) for one in what}
    message = N_("no post tells of “{what}”, and no page has this address")
    hint = N_("write --gone, if it was a page that somebody deleted")
    problems = [
        Problem("takedown", 0, 0, message, {"what": one}, hint if "/" in one else "")
        for one, found in meant.items()
        if not found
    ]
    if problems:
        raise ProblemError(problems)
    return [*{item.path: item for found in meant.values() for item in found}.values()]
