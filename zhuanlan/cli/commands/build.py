"""`build`: make the site, from its files to the output folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import (
    add_address,
    add_date,
    add_jobs,
    add_quiet,
    add_site,
    build_options,
)
from zhuanlan.cli.console import print_data, progress, say
from zhuanlan.cli.errors import CommandError, UsageError
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.core.options import Options

HELP = N_("build the site (also without a command)")
AFTER_PROBLEMS = N_("problems: {count}; nothing was written")
ON_OS_ERROR = N_("the build stopped: {error}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_site(parser)
    parser.add_argument(
        "--output",
        type=Path,
        metavar="PATH",
        help=_("folder to write to [output, or disc for a disc]"),
    )
    parser.add_argument(
        "--edition",
        choices=["web", "disc"],
        default="web",
        help=_("for a web server, or for a disc that is read without one [web]"),
    )
    parser.add_argument("--zip", type=Path, metavar="PATH", help=_("pack the disc as a ZIP"))
    parser.add_argument(
        "--iso", type=Path, metavar="PATH", help=_("write an image of the disc, to burn")
    )
    add_address(parser)
    add_date(parser)
    parser.add_argument("--drafts", action="store_true", help=_("include drafts"))
    parser.add_argument("--future", action="store_true", help=_("include future posts"))
    parser.add_argument("--no-search", action="store_true", help=_("leave the search out"))
    parser.add_argument("--strict", action="store_true", help=_("treat warnings as problems"))
    parser.add_argument(
        "--atomic",
        action="store_true",
        help=_("publish all changes at one moment, as a new folder in the place of the old"),
    )
    parser.add_argument(
        "--checksums",
        type=Path,
        metavar="PATH",
        help=_("write the SHA-256 sums of all files of the output into this file"),
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help=_("read every file and render every page, whatever is known of them"),
    )
    parser.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="PATH",
        help=_("say of each page, or of the page of this source, why it was rendered"),
    )
    add_jobs(parser)
    parser.add_argument(
        "--executor",
        choices=["processes", "dask"],
        default="processes",
        help=_("who does the work: processes of this machine, or a Dask cluster [processes]"),
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help=_("address of the Dask scheduler, such as tcp://host:8786"),
    )
    add_quiet(parser)
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help=_("how to tell what was done [text]"),
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help=_("name each file written or removed")
    )


def run(args: argparse.Namespace) -> int:
    """Build the site; an unchanged one is recognised without importing what a build needs."""
    from zhuanlan.write.stamp import fingerprint, unchanged

    _check_arguments(args)
    options = build_options(
        args,
        output=args.output,
        base_url=args.base_url,
        drafts=args.drafts,
        future=args.future,
        relative=args.relative or args.edition == "disc",
        edition=args.edition,
        strict=args.strict,
        search=not args.no_search,
        verify=args.verify,
        scheduler=args.scheduler,
        atomic=args.atomic,
    )
    seen = fingerprint(options)
    needed = args.verify or args.checksums or args.zip or args.iso
    if not needed and (files := unchanged(options, seen)):
        _show_unchanged(files, args)
        return 0
    return _build(options, seen, args)


def _check_arguments(args: argparse.Namespace) -> None:
    """Refuse arguments that contradict each other, and fill in the output folder."""
    if (args.executor == "dask") != bool(args.scheduler):
        raise UsageError(N_("--executor dask and --scheduler ADDRESS belong together"))
    if args.edition == "web" and (args.zip or args.iso):
        raise UsageError(N_("--zip and --iso are for --edition disc"))
    args.output = args.output or Path("output" if args.edition == "web" else "disc")


def _show_unchanged(files: int, args: argparse.Namespace) -> None:
    if args.format == "json":
        print(f'{{"problems": [], "warnings": [], "unchanged": {files}}}')
    elif not args.quiet:
        text = _("nothing has changed: {files} files → {output}")
        print(text.format(files=files, output=args.output))


def _build(options: Options, seen: str, args: argparse.Namespace) -> int:
    import gc
    import time
    from concurrent.futures import BrokenExecutor

    from zhuanlan.build import build
    from zhuanlan.cli.summary import as_json, summary
    from zhuanlan.core.problems import ProblemError

    def waiting() -> None:
        say(_("another build is writing to this folder; waiting for it …"))

    started = time.perf_counter()
    gc.disable()  # a build makes millions of small values, and hardly a cycle among them
    show = progress(quiet=args.quiet or args.format != "text")
    try:
        if args.explain:
            args.explain = _page_of(args.explain, options)
        report = build(options, show, seen, waiting)
        _write_extras(options, args)
    except ProblemError as error:
        if args.format == "text":
            raise
        print_data(as_json(None, error.problems))
        return 1
    except BrokenExecutor as error:
        if not options.scheduler:
            raise
        message = N_("the cluster's workers were ended again and again; nothing was published")
        raise CommandError(message) from error
    finally:
        gc.enable()
    if args.format == "json":
        print_data(as_json(report, []))
    elif not args.quiet:
        summary(report, args, time.perf_counter() - started)
    return 0


def _page_of(named: str, options: Options) -> str:
    """Return the file of the output that shows a source, or that is itself named."""
    from zhuanlan.build import load
    from zhuanlan.cli.sources import source_named
    from zhuanlan.model.page import file_of

    source = source_named(named, options.content)
    if source is None:
        return named.removeprefix(f"{options.output.as_posix()}/")
    item = load(options).all_by_path.get(source)
    return file_of(item.url) if item else source


def _write_extras(options: Options, args: argparse.Namespace) -> None:
    """Write the files that are made from the output: checksums, a ZIP, an image."""
    if not (args.checksums or args.zip or args.iso):
        return
    from zhuanlan.features.disc import image as disc
    from zhuanlan.write.atomic import replaced
    from zhuanlan.write.manifest import files_of, manifest_bytes
    from zhuanlan.write.sums import sums

    if args.checksums:
        files = files_of(options.output, manifest_bytes(options.output))
        replaced(args.checksums, sums(options.output, files).encode())
    if args.zip:
        disc.write_zip(options.output, args.zip, options.now)
    if args.iso:
        disc.write_iso(options.output, args.iso)
