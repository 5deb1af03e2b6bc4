"""Options of what builds and shows a site."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan.arguments.shared import (
    add_common,
    add_config,
    add_date,
    add_jobs,
    add_place,
    add_quiet,
    port,
)
from zhuanlan.i18n import N_, Translator


def add_build(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `build`."""
    add_common(parser, _)
    parser.add_argument(
        "--output",
        type=Path,
        metavar="PATH",
        help=_(N_("folder to write to [output, or disc for a disc]")),
    )
    parser.add_argument(
        "--edition",
        choices=["web", "disc"],
        default="web",
        help=_(N_("for a web server, or for a disc that is read without one [web]")),
    )
    parser.add_argument("--zip", type=Path, metavar="PATH", help=_(N_("pack the disc as a ZIP")))
    parser.add_argument(
        "--iso", type=Path, metavar="PATH", help=_(N_("write an image of the disc, to burn"))
    )
    add_place(parser, _)
    add_date(parser, _)
    parser.add_argument("--drafts", action="store_true", help=_(N_("include drafts")))
    parser.add_argument("--future", action="store_true", help=_(N_("include future posts")))
    parser.add_argument("--no-search", action="store_true", help=_(N_("leave the search out")))
    parser.add_argument("--strict", action="store_true", help=_(N_("treat warnings as problems")))
    parser.add_argument(
        "--atomic",
        action="store_true",
        help=_(N_("publish all changes at one moment, as a new folder in the place of the old")),
    )
    parser.add_argument(
        "--checksums",
        type=Path,
        metavar="PATH",
        help=_(N_("write the SHA-256 sums of all files of the output into this file")),
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help=_(N_("read every file and render every page, whatever is known of them")),
    )
    parser.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="PATH",
        help=_(N_("say of each page, or of the page of this source, why it was rendered")),
    )
    add_jobs(parser, _)
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
    add_quiet(parser, _)
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help=_(N_("how to tell what was done [text]")),
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help=_(N_("name each file written or removed"))
    )


def add_serve(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `serve`."""
    add_common(parser, _)
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="NAME",
        help=_(N_("who may look: this machine, or 0.0.0.0 for all that can reach it [127.0.0.1]")),
    )
    parser.add_argument(
        "--port",
        type=port,
        default=8000,
        metavar="N",
        help=_(N_("port, or the next one that is free [8000]")),
    )
    parser.add_argument("--open", action="store_true", help=_(N_("open the browser")))


def add_clean(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `clean`."""
    add_config(parser, _)
