"""The command line: what is asked, what is shown, and the exit status.

0: done. 1: the content has problems, nothing was written. 2: the command itself was wrong.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
import warnings
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from io import TextIOWrapper
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from zhuanlan.arguments import ALONE, COMMANDS, parser_for
from zhuanlan.console import progress, say, summary
from zhuanlan.i18n import N_, Translator, from_environment, translator

if TYPE_CHECKING:
    from zhuanlan.options import Options
    from zhuanlan.pipeline import Report
    from zhuanlan.preview.preview import Preview
    from zhuanlan.problems import Problem

TIME_ZONE = ZoneInfo("Asia/Shanghai")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    _ = translator(_language())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may not know every character
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not any(word in COMMANDS or word in ALONE for word in given):
        given.insert(0, "build")  # `python build.py` builds
    elif given[0] not in (*COMMANDS, *ALONE):
        given.sort(key=lambda word: word not in COMMANDS)  # `build.py -v build`
    parser = parser_for(given, _)
    options = parser.parse_args(given)
    if options.command == "build" and (options.executor == "dask") != bool(options.scheduler):
        parser.error(_(N_("--executor dask and --scheduler ADDRESS belong together")))
    try:
        return _RUN[options.command](options, _)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        say(_(N_("stopped")))
        return 130


def _language() -> str:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return from_environment(next((os.environ[n] for n in names if os.environ.get(n)), ""))


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


def _serve(given: argparse.Namespace, _: Translator) -> int:
    from zhuanlan.options import Options
    from zhuanlan.preview.preview import Preview
    from zhuanlan.workers import cores

    options = Options(
        now=datetime.now(TIME_ZONE).replace(tzinfo=None, microsecond=0),
        content=given.content,
        config=given.config,
        themes=given.themes,
        theme=given.theme,
        jobs=cores(),
    )
    try:
        preview = Preview(options, given.host, given.port, _, progress(quiet=False, _=_))
    except OSError as error:
        say(_(N_("the preview cannot start: {reason}")).format(reason=error.strerror or error))
        return 1
    if given.host not in ("127.0.0.1", "localhost", "::1"):
        say(_(N_("everybody who can reach this machine sees the preview, drafts included")))
    warnings.simplefilter("ignore", RuntimeWarning)  # watchdog's, of folders that come back
    try:
        _follow(preview, given, _)
    except OSError as error:
        say(_(N_("the preview cannot start: {reason}")).format(reason=error.strerror or error))
        return 1
    except KeyboardInterrupt:  # the way to end it
        print()
    return 0


def _follow(preview: Preview, given: argparse.Namespace, _: Translator) -> None:
    """Run a preview and say what it does."""

    def started() -> None:
        text = _(N_("preview: {url} (Ctrl-C ends it)"))
        print(text.format(url=preview.server.url), flush=True)
        if given.open:
            import webbrowser

            webbrowser.open(preview.server.url)

    def built(report: Report, seconds: float) -> None:
        if not report.rendered:
            return
        text = _(N_("{pages} pages in {seconds:.2f} s"))
        print(text.format(pages=report.rendered, seconds=seconds), flush=True)

    def failed(problems: Collection[Problem]) -> None:
        for problem in problems:
            say(problem.text(_))

    preview.run(started, built, failed)


_RUN: dict[str, Callable[[argparse.Namespace, Translator], int]] = {
    "build": _build,
    "clean": _clean,
    "serve": _serve,
}
