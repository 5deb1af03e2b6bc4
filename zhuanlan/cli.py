"""The command line: what is asked, what is shown, and the exit status.

0: done. 1: the content has problems, nothing was written. 2: the command itself was wrong.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import zhuanlan
from zhuanlan.i18n import N_, Translator, from_environment, translator

if TYPE_CHECKING:
    from zhuanlan.options import Options
    from zhuanlan.pipeline import Report

TIME_ZONE = ZoneInfo("Asia/Shanghai")

COMMANDS = ("build",)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    _ = translator(_language())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may not know every character
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not any(word in COMMANDS or word in _ALONE for word in given):
        given.insert(0, "build")  # `python build.py` builds
    elif given[0] not in (*COMMANDS, *_ALONE):
        given.sort(key=lambda word: word not in COMMANDS)  # `build.py -v build`
    parser = _parser(given, _)
    options = parser.parse_args(given)
    try:
        return _build(options, _)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        _say(_(N_("stopped")))
        return 130


_ALONE = ("-h", "--help", "--version", "--print-completion")


def _language() -> str:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return from_environment(next((os.environ[n] for n in names if os.environ.get(n)), ""))


def _parser(given: Sequence[str], _: Translator) -> argparse.ArgumentParser:
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
    parser.epilog = build.format_help()
    return parser


def _add_build_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    def folder(name: str, default: str, text: str) -> None:
        parser.add_argument(
            f"--{name}",
            type=Path,
            default=Path(default),
            metavar="PATH",
            help=f"{_(text)} [{default}]",
        )

    folder("content", "content", N_("folder of the posts"))
    folder("output", "output", N_("folder to write to"))
    folder("config", "config.yaml", N_("settings of the site"))
    folder("themes", "themes", N_("folder of the site's own themes"))
    parser.add_argument("--theme", metavar="NAME", help=_(N_("theme instead of config.yaml's")))
    parser.add_argument(
        "--base-url",
        metavar="URL",
        type=_base_url,
        help=_(N_("address of the site instead of config.yaml's")),
    )
    parser.add_argument(
        "--date",
        metavar="WHEN",
        type=_moment,
        help=_(N_("build as of this date (2012-03-05 or 2012-03-05T08:30) [now]")),
    )
    parser.add_argument("--drafts", action="store_true", help=_(N_("include drafts")))
    parser.add_argument("--future", action="store_true", help=_(N_("include future posts")))
    parser.add_argument(
        "--relative",
        action="store_true",
        help=_(N_("write relative addresses, for a disc or any folder")),
    )
    parser.add_argument("--strict", action="store_true", help=_(N_("treat warnings as problems")))
    parser.add_argument(
        "--verify",
        action="store_true",
        help=_(N_("build even if names, sizes and times of all files are as they were")),
    )
    parser.add_argument(
        "-j",
        "--jobs",
        type=int,
        choices=range(1, 257),
        metavar="N",
        help=_(N_("processes to use [all processors]")),
    )
    parser.add_argument("-q", "--quiet", action="store_true", help=_(N_("show problems only")))
    parser.add_argument(
        "-v", "--verbose", action="store_true", help=_(N_("name each file written or removed"))
    )


def _base_url(text: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    from zhuanlan.model.fields import BaseUrl

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


def _options(given: argparse.Namespace) -> Options:
    from zhuanlan.options import Options
    from zhuanlan.workers import cores

    # a day without a time is that whole day: what appears on it is in
    now = given.date or datetime.now(TIME_ZONE).replace(tzinfo=None, microsecond=0)
    return Options(
        now=now,
        content=given.content,
        output=given.output,
        config=given.config,
        themes=given.themes,
        theme=given.theme,
        base_url=given.base_url,
        drafts=given.drafts,
        future=given.future,
        relative=given.relative,
        strict=given.strict,
        jobs=given.jobs or cores(),
    )


def _build(given: argparse.Namespace, _: Translator) -> int:
    from zhuanlan.write.seal import unchanged

    options = _options(given)
    if not given.verify and (files := unchanged(options)):
        if not given.quiet:
            text = _(N_("nothing has changed: {files} files → {output}"))
            print(text.format(files=files, output=given.output))  # noqa: T201
        return 0
    from concurrent.futures import BrokenExecutor

    from zhuanlan.pipeline import build
    from zhuanlan.problems import ProblemError

    started = time.perf_counter()
    gc.disable()  # a build makes millions of small values, and hardly a cycle among them
    try:
        report = build(options, _progress(given.quiet, _))
    except ProblemError as error:
        for problem in error.problems:
            _say(problem.text(_))
        _say(_(N_("problems: {count}; nothing was written")).format(count=len(error.problems)))
        return 1
    except BrokenExecutor:
        _say(_(N_("a process was ended from outside; try again with --jobs 1")))
        return 1
    except OSError as error:
        _say(_(N_("the build stopped: {reason}")).format(reason=error))
        return 1
    if not given.quiet:
        _summary(report, given, time.perf_counter() - started, _)
    return 0


def _summary(report: Report, given: argparse.Namespace, seconds: float, _: Translator) -> None:
    if given.verbose:
        for mark, files in (("+", report.output.written), ("-", report.output.removed)):
            for file in files:
                print(mark, file)  # noqa: T201
        for source, reason in report.left_out:
            print(f"({_(reason)})", source)  # noqa: T201
    for warning in report.warnings:
        _say(_(N_("warning: {text}")).format(text=warning.text(_)))
    if report.left_out:
        reasons = Counter(reason for _source, reason in report.left_out)
        counts = ", ".join(f"{_(reason)} {count}" for reason, count in sorted(reasons.items()))
        print(_(N_("not published now: {counts}")).format(counts=counts))  # noqa: T201
    print(  # noqa: T201
        _(
            N_(
                "{posts} posts, {pages} pages: {written} files written, {unchanged} unchanged, "
                "{removed} removed, in {seconds:.1f} s → {output}"
            )
        ).format(
            posts=report.posts,
            pages=report.pages,
            written=len(report.output.written),
            unchanged=report.output.unchanged,
            removed=len(report.output.removed),
            seconds=seconds,
            output=given.output,
        )
    )


def _progress(quiet: bool, _: Translator) -> Any:
    """Return what shows progress: a bar on a terminal once a stage takes long, else nothing."""

    def show(name: str, items: Iterable[Any], count: int) -> Iterator[Any]:
        if quiet or count < _LONG:
            yield from items
            return
        if not sys.stderr.isatty():
            _say(f"{_(name)}: {count}")
            yield from items
            return
        from rich.console import Console
        from rich.progress import track

        yield from track(items, _(name), total=count, console=Console(stderr=True), transient=True)

    return show


_LONG = 500
"""Items from which on a stage is long enough for a bar."""


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201
