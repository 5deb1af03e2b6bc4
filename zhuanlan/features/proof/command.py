"""`proof`: make a post on paper, for who approves on paper."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import add_date, add_path, add_site, build_options
from zhuanlan.cli.console import say
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.core.options import Options

HELP = N_("make a post on paper, with a sheet for who approves it")
ON_OS_ERROR = N_("{file} cannot be written: {reason}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("post", nargs="+", help=_("file of a post"))
    add_site(parser)
    add_path(parser, "output", "proofs", _("folder to write to"))
    add_date(parser)
    parser.add_argument(
        "--html", action="store_true", help=_("write HTML, even where a Chromium is there")
    )


def run(args: argparse.Namespace) -> int:
    """Write the proofs, and print the path of each."""
    from zhuanlan.cli.sources import post_named
    from zhuanlan.features.proof.sheet import proof

    options = build_options(args)
    _check_folder(args.output, options)
    paths = [post_named(post, options) for post in args.post]
    pages = {path: proof(path, options, _) for path in paths}
    for path, page in pages.items():  # all of them, or none
        print(_write(args, path, page))
    return 0


def _write(args: argparse.Namespace, path: str, page: bytes) -> Path:
    """Write a proof as PDF, or as HTML where no Chromium makes one; return its path."""
    from zhuanlan.features.proof import pdf
    from zhuanlan.write.atomic import replaced

    chromium = None if args.html else pdf.find_chromium()
    made = pdf.pdf_of(page, chromium) if chromium else None
    if not made and not args.html:
        say(_("no Chromium made a PDF, so this is HTML: open it in a browser and print it"))
    file: Path = args.output / Path(path).with_suffix(".pdf" if made else ".html")
    file.parent.mkdir(parents=True, exist_ok=True)
    replaced(file, made or page)
    return Path(os.path.relpath(file)) if file.is_relative_to(Path.cwd()) else file


def _check_folder(folder: Path, options: Options) -> None:
    """Raise ProblemError where a proof would be written into the content folder."""
    from zhuanlan.core.problems import Problem, ProblemError

    place, content = folder.resolve(), options.content.resolve()
    if place == content or place.is_relative_to(content):
        message = N_("proofs must not lie in the content folder")
        raise ProblemError([Problem(str(folder), 0, 0, message)])
