"""`build`: the site, from its files to the output folder."""

from __future__ import annotations

import argparse
import gc
import json
import time
from functools import partial
from typing import TYPE_CHECKING

from zhuanlan.commands import options_of
from zhuanlan.console import as_json, progress, say, say_problems, summary
from zhuanlan.i18n import N_, Translator

if TYPE_CHECKING:
    from zhuanlan.options import Options
    from zhuanlan.problems import ProblemError


def run(given: argparse.Namespace, _: Translator) -> int:
    """Build the site; an unchanged one is known without importing what would."""
    from zhuanlan.write.seal import fingerprint, unchanged

    options = options_of(
        given,
        output=given.output,
        base_url=given.base_url,
        drafts=given.drafts,
        future=given.future,
        relative=given.relative or given.edition == "disc",
        edition=given.edition,
        strict=given.strict,
        search=not given.no_search,
        verify=given.verify,
        scheduler=given.scheduler,
        atomic=given.atomic,
    )
    seen = fingerprint(options)
    asked = given.verify or given.checksums or given.zip or given.iso
    if not asked and (files := unchanged(options, seen)):
        _say_unchanged(files, given, _)
        return 0
    return _build(options, seen, given, _)


def _say_unchanged(files: int, given: argparse.Namespace, _: Translator) -> None:
    if given.format == "json":
        print(json.dumps({"problems": [], "warnings": [], "unchanged": files}))
    elif not given.quiet:
        text = _(N_("nothing has changed: {files} files → {output}"))
        print(text.format(files=files, output=given.output))


def _build(options: Options, seen: str, given: argparse.Namespace, _: Translator) -> int:
    from concurrent.futures import BrokenExecutor

    from zhuanlan.pipeline import build
    from zhuanlan.problems import ProblemError

    started = time.perf_counter()
    gc.disable()  # a build makes millions of small values, and hardly a cycle among them
    waiting = partial(say, _(N_("another build is writing to this folder; waiting for it …")))
    show = progress(given.quiet or given.format != "text", _)
    try:
        if given.explain:
            given.explain = _page_of(given.explain, options)
        report = build(options, show, seen, waiting)
        if given.checksums:
            _write_sums(options, given)
        if given.zip or given.iso:
            _pack(options, given)
    except ProblemError as error:
        _say_problems(error, given, _)
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
    if given.format == "json":
        print(as_json(report, [], _))
    elif not given.quiet:
        summary(report, given, time.perf_counter() - started, _)
    return 0


def _page_of(named: str, options: Options) -> str:
    """Return the file of the output that shows a source, or that is itself named."""
    from zhuanlan.commands import source_named
    from zhuanlan.model.page import file_of
    from zhuanlan.pipeline import load

    source = source_named(named, options.content)
    if source is None:
        return named.removeprefix(f"{options.output.as_posix()}/")
    item = load(options).all_by_path.get(source)
    return file_of(item.url) if item else source


def _write_sums(options: Options, given: argparse.Namespace) -> None:
    from zhuanlan.write.atomic import replaced
    from zhuanlan.write.manifest import files_of, manifest_bytes
    from zhuanlan.write.sums import sums

    files = files_of(options.output, manifest_bytes(options.output))
    replaced(given.checksums, sums(options.output, files).encode())


def _pack(options: Options, given: argparse.Namespace) -> None:
    from zhuanlan import disc

    if given.zip:
        disc.write_zip(options.output, given.zip, options.now)
    if given.iso:
        disc.write_iso(options.output, given.iso)


def _say_problems(error: ProblemError, given: argparse.Namespace, _: Translator) -> None:
    if given.format == "json":
        print(as_json(None, error.problems, _))
        return
    say_problems(error.problems, _)
    say(_(N_("problems: {count}; nothing was written")).format(count=len(error.problems)))
