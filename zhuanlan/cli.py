"""The command line: what is asked, what is shown, and the exit status.

0: done. 1: the content has problems, nothing was written. 2: the command itself was wrong.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import zhuanlan
from zhuanlan.console import progress, say, summary
from zhuanlan.i18n import N_, Translator, from_environment, translator

if TYPE_CHECKING:
    from zhuanlan.options import Options

TIME_ZONE = ZoneInfo("Asia/Shanghai")

COMMANDS = ("build", "clean")


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
    if options.command == "build" and (options.executor == "dask") != bool(options.scheduler):
        parser.error(_(N_("--executor dask and --scheduler ADDRESS belong together")))
    try:
        return _clean(options, _) if options.command == "clean" else _build(options, _)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        say(_(N_("stopped")))
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
    text = _(N_("remove what builds keep for the next one; the output stays"))
    _add_config_argument(commands.add_parser("clean", help=text), _)
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


def _add_build_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    _add_path(parser, "content", "content", _(N_("folder of the posts")))
    _add_path(parser, "output", "output", _(N_("folder to write to")))
    _add_config_argument(parser, _)
    _add_path(parser, "themes", "themes", _(N_("folder of the site's own themes")))
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
    parser.add_argument("--no-search", action="store_true", help=_(N_("leave the search out")))
    parser.add_argument("--strict", action="store_true", help=_(N_("treat warnings as problems")))
    parser.add_argument(
        "--verify",
        action="store_true",
        help=_(N_("read every file and render every page, whatever is known of them")),
    )
    parser.add_argument(
        "--explain", action="store_true", help=_(N_("say of each page why it was rendered"))
    )
    parser.add_argument(
        "-j",
        "--jobs",
        type=int,
        choices=range(1, 257),
        metavar="N",
        help=_(N_("processes to use [all processors]")),
    )
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
        search=not given.no_search,
        verify=given.verify,
        jobs=given.jobs or cores(),
        scheduler=given.scheduler,
    )


def _build(given: argparse.Namespace, _: Translator) -> int:
    from zhuanlan.write.seal import fingerprint, unchanged

    options = _options(given)
    seen = fingerprint(options)
    if not given.verify and (files := unchanged(options, seen)):
        if not given.quiet:
            text = _(N_("nothing has changed: {files} files → {output}"))
            print(text.format(files=files, output=given.output))
        return 0
    from concurrent.futures import BrokenExecutor

    from zhuanlan.pipeline import build
    from zhuanlan.problems import ProblemError

    started = time.perf_counter()
    gc.disable()  # a build makes millions of small values, and hardly a cycle among them
    try:
        report = build(options, progress(given.quiet, _), seen)
    except ProblemError as error:
        for problem in error.problems:
            say(problem.text(_))
        say(_(N_("problems: {count}; nothing was written")).format(count=len(error.problems)))
        return 1
    except BrokenExecutor:
        say(
            _(N_("the cluster's workers were ended again and again; nothing was published"))
            if options.scheduler
            else _(N_("a process was ended from outside; try again with --jobs 1"))
        )
        return 1
    except OSError as error:
        say(_(N_("the build stopped: {reason}")).format(reason=error))
        return 1
    if not given.quiet:
        summary(report, given, time.perf_counter() - started, _)
    return 0


def _clean(given: argparse.Namespace, _: Translator) -> int:
    import shutil

    from zhuanlan.cache.store import FOLDER

    folder = given.config.parent / FOLDER
    if not folder.exists():
        print(_(N_("there is nothing to remove")))
        return 0
    try:
        shutil.rmtree(folder)
    except OSError as error:
        say(f"{folder}: {error.strerror}")
        return 1
    print(_(N_("removed: {folder}")).format(folder=folder))
    return 0
