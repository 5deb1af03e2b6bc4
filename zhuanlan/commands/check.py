"""`check`: what an inspection, or a reader, would find."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhuanlan.check import baseline, reports
from zhuanlan.check.changed import changed_since, composed, words_changed_since
from zhuanlan.check.finding import Finding
from zhuanlan.check.fix import mend
from zhuanlan.check.rules.external import NoLycheeError
from zhuanlan.check.run import check, summary
from zhuanlan.commands import options_of, source_named
from zhuanlan.console import as_line, progress, say, say_problems, table
from zhuanlan.i18n import N_, Translator
from zhuanlan.options import Options
from zhuanlan.problems import Problem, ProblemError
from zhuanlan.registry import registry_of

if TYPE_CHECKING:
    from zhuanlan.pipeline.reading import Progress


def run(given: argparse.Namespace, _: Translator) -> int:
    """Check the site; 1 if anything is an error, or with --strict a warning."""
    options = options_of(given)
    show = progress(given.quiet or given.format != "text", _)
    try:
        wanted = [_wanted(text, options) for text in given.path]
        changed = changed_since(given.changed_since, Path()) if given.changed_since else None
        look = partial(_found_in, wanted, options, show, external=given.external)
        found = look()
        if given.fix:
            found = _mended(found, look, _)
        broken = any(one.rule == "problem" for one in found)
        if given.write_baseline and not broken:
            held = baseline.write(given.write_baseline, found)
            text = _(N_("{count} findings are known from now on: {file}"))
            say(text.format(count=held, file=given.write_baseline))
            return 0
        if given.baseline:
            found = baseline.without_known(given.baseline, found)
    except ProblemError as error:
        if given.format == "text":
            say_problems(error.problems, _)
        else:
            _show([Finding("problem", problem) for problem in error.problems], given, _)
        return 1
    except NoLycheeError:
        say(_(N_("--external needs lychee: pip install 'zhuanlan[links]'")))
        return 1
    except BrokenExecutor:
        say(_(N_("a process was ended from outside; try again with --jobs 1")))
        return 1
    except OSError as error:
        say(_(N_("the check stopped: {reason}")).format(reason=error))
        return 1
    if changed is not None:
        found = _of_changed(found, changed, given)
    _show(found, given, _)
    grave = ("error", "warning") if given.strict else ("error",)
    return int(any(one.severity in grave for one in found))


def _of_changed(
    found: list[Finding], changed: frozenset[Path], given: argparse.Namespace
) -> list[Finding]:
    """Keep what is found in changed files, and what holds for all of them.

    What ends a build, or lets an address vanish, may come of a file that is gone. A new word of the
    list stands in old files.
    """
    always = {"problem", "address"}
    if words_changed_since(given.changed_since, given.config):
        always.add("word")
    return [
        one for one in found if one.rule in always or composed(Path(one.problem.path)) in changed
    ]


def _wanted(text: str, options: Options) -> Path:
    """Return the file or folder that is meant; raises ProblemError where there is none."""
    if Path(text) == options.config or (path := source_named(text, options.content)) is None:
        if Path(text).exists():
            return composed(Path(text))
        raise ProblemError([Problem(text, 0, 0, N_("the file does not exist"))])
    return composed(options.content / path)


def _found_in(
    wanted: Sequence[Path], options: Options, show: Progress, *, external: bool
) -> list[Finding]:
    """Return what is found in some files and folders, and whatever keeps the site from building."""
    found = check(options, show, external=external)
    if not wanted:
        return found
    return [
        one
        for one in found
        if one.rule == "problem"
        or any(composed(Path(one.problem.path)).is_relative_to(path) for path in wanted)
    ]


def _mended(
    found: list[Finding], look: Callable[[], list[Finding]], _: Translator
) -> list[Finding]:
    """Mend what can be, show the difference, and look again until nothing can be mended."""
    mended = []
    for _round in range(_ROUNDS):
        now = [*mend(found)]
        if not now:
            break
        for one in now:
            say(one.diff)
        mended += now
        found = look()
    if mended:
        text = _(N_("mended: {count} places in {files} files"))
        files = len({one.path for one in mended})
        say(text.format(count=sum(len(one.findings) for one in mended), files=files))
    return found


_ROUNDS = 4
"""What a build refuses hides all else, and mended text may be wrong otherwise."""


def _show(found: Sequence[Finding], given: argparse.Namespace, _: Translator) -> None:
    if given.format != "text":
        text = reports.REPORTS[given.format](found, registry_of().rules, _)
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # a pipe of Windows would have another
        if text:
            print(text)
        return
    for one in found:
        print(as_line(one, _))
    if given.quiet:
        return
    if not found:
        say(_(N_("nothing found")))
        return
    heads = [_(N_("rule")), _(N_("severity")), _(N_("count")), _(N_("what it finds"))]
    rows = [
        [rule.id, _(rule.severity), str(count), _(rule.title)]
        for rule, count in summary(found, registry_of().rules)
    ]
    table(heads, rows)
    if any(one.fix for one in found):
        fixable = sum(bool(one.fix) for one in found)
        say(_(N_("{count} can be mended by --fix")).format(count=fixable))
