"""What `check` does: look, mend, compare with a baseline, and show what is left."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhuanlan.check import baseline, reports
from zhuanlan.check.changed import changed_since, composed, words_changed_since
from zhuanlan.check.finding import Finding
from zhuanlan.check.fix import mend
from zhuanlan.check.rules.external import NoLycheeError
from zhuanlan.check.run import check, summary
from zhuanlan.cli.arguments import build_options
from zhuanlan.cli.console import as_line, print_data, progress, say, table
from zhuanlan.cli.errors import CommandError
from zhuanlan.cli.sources import source_named
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import registry_of
from zhuanlan.load.plugins import registry_for
from zhuanlan.model.checks import Rule

if TYPE_CHECKING:
    from zhuanlan.build.reading import Progress


def check_site(args: argparse.Namespace) -> int:
    """Check the site; return 1 if anything is an error, or with --strict a warning."""
    try:
        found = _checked(args)
    except ProblemError as error:
        if args.format == "text":
            raise
        _show([Finding("problem", problem) for problem in error.problems], args)
        return 1
    except NoLycheeError as error:
        message = N_("--external needs lychee: pip install 'zhuanlan[links]'")
        raise CommandError(message) from error
    if found is None:
        return 0
    _show(found, args)
    failing = ("error", "warning") if args.strict else ("error",)
    return int(any(one.severity in failing for one in found))


def _checked(args: argparse.Namespace) -> list[Finding] | None:
    """Return what is to be shown, or None where it was written into a baseline instead."""
    options = build_options(args)
    show = progress(quiet=args.quiet or args.format != "text")
    wanted = [_wanted(text, options) for text in args.path]
    changed = changed_since(args.changed_since, Path()) if args.changed_since else None
    look = partial(_found_in, wanted, options, show, external=args.external)
    found = look()
    if args.fix:
        found = _mended(found, look)
    broken = any(one.rule == "problem" for one in found)
    if args.write_baseline and not broken:
        count = baseline.write(args.write_baseline, found)
        text = _("{count} findings are known from now on: {file}")
        say(text.format(count=count, file=args.write_baseline))
        return None
    if args.baseline:
        found = baseline.without_known(args.baseline, found)
    return found if changed is None else _of_changed(found, changed, args)


def _of_changed(
    found: list[Finding], changed: frozenset[Path], args: argparse.Namespace
) -> list[Finding]:
    """Keep what is found in changed files, and what may have its cause in another one.

    A deleted file may end a build or lose an address. A new word of the list is in old files.
    """
    always = {"problem", "address"}
    if words_changed_since(args.changed_since, args.config):
        always.add("word")
    return [
        one for one in found if one.rule in always or composed(Path(one.problem.path)) in changed
    ]


def _wanted(text: str, options: Options) -> Path:
    """Return the file or folder that an argument names; raises ProblemError without one."""
    if Path(text) == options.config or (path := source_named(text, options.content)) is None:
        if Path(text).exists():
            return composed(Path(text))
        raise ProblemError([Problem(text, 0, 0, N_("the file does not exist"))])
    return composed(options.content / path)


def _found_in(
    wanted: Sequence[Path], options: Options, show: Progress, *, external: bool
) -> list[Finding]:
    """Return what is found in some files and folders, and all that keeps the site from building."""
    found = check(options, show, external=external)
    if not wanted:
        return found
    return [
        one
        for one in found
        if one.rule == "problem"
        or any(composed(Path(one.problem.path)).is_relative_to(path) for path in wanted)
    ]


def _mended(found: list[Finding], look: Callable[[], list[Finding]]) -> list[Finding]:
    """Mend what can be mended, show the difference, and repeat until nothing is left to mend."""
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
        text = _("mended: {count} places in {files} files")
        files = len({one.path for one in mended})
        say(text.format(count=sum(len(one.findings) for one in mended), files=files))
    return found


_ROUNDS = 4
"""Several, because a mistake that ends a build hides others, and a mended text may have more."""


def _rules(args: argparse.Namespace) -> Mapping[str, Rule]:
    """Return the rules of the site; where a plug-in is faulty, ours."""
    try:
        return registry_for(args.config, args.content).rules
    except ProblemError:
        return registry_of().rules


def _show(found: Sequence[Finding], args: argparse.Namespace) -> None:
    if args.format != "text":
        text = reports.REPORTS[args.format](found, _rules(args), _)
        if text:
            print_data(text)
        return
    for one in found:
        print(as_line(one))
    if args.quiet:
        return
    if not found:
        say(_("nothing found"))
        return
    heads = [_("rule"), _("severity"), _("count"), _("what it finds")]
    rows = [
        [rule.id, _(rule.severity), str(count), _(rule.title)]
        for rule, count in summary(found, _rules(args))
    ]
    table(heads, rows)
    if any(one.fix for one in found):
        fixable = sum(bool(one.fix) for one in found)
        say(_("{count} can be mended by --fix").format(count=fixable))
