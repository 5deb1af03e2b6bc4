"""`takedown`: takes a person, or a page, off the site, and looks whether anything is left."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan import takedown
from zhuanlan.commands import options_of, source_named
from zhuanlan.console import progress, say, say_problems
from zhuanlan.i18n import N_, Translator
from zhuanlan.pipeline import build, load
from zhuanlan.problems import Problem, ProblemError


def run(given: argparse.Namespace, _: Translator) -> int:
    """Take down what is meant; 1 if there is no such thing, or something is left of it."""
    options = options_of(
        given, output=given.output, base_url=given.base_url, relative=given.relative
    )
    ledger = None
    try:
        site = load(options)
        written = takedown.hidden_names_of(site, options.content)
        what = given.what
        if (source := source_named(what, options.content)) and source.endswith(".md"):
            what = source
        items = takedown.meant_by(site, what, written)
        if not items:
            message = N_("no post tells of “{what}”, and no page has this address")
            raise ProblemError([Problem("takedown", 0, 0, message, {"what": given.what})])
        texts = takedown.told_by(items, written)
        pictures = takedown.pictures_of(site, items, given.output)
        for item in items:
            print(item.path)
        ledger = takedown.record(options, items, site.on_disk, given.reason)
        say(_(N_("written down in {file}")).format(file=ledger))
        report = build(options, progress(given.quiet, _))
    except ProblemError as error:
        say_problems(error.problems, _)
        _say_still_there(ledger, _)
        return 1
    except OSError as error:
        say(_(N_("the build stopped: {reason}")).format(reason=error))
        _say_still_there(ledger, _)
        return 1
    text = _(N_("{written} files written, {removed} removed"))
    say(text.format(written=len(report.output.written), removed=len(report.output.removed)))
    gone = frozenset(url for item in items for url in (item.url, *item.matter.aliases))
    left = [*takedown.left_in(given.output, texts, pictures, gone)]
    for one in left:
        say(
            _(N_("{file} still holds “{text}”")).format(file=given.output / one.file, text=one.text)
        )
    if not left:
        say(_(N_("nothing of it is left in {output}")).format(output=given.output))
    return int(bool(left))


def _say_still_there(ledger: Path | None, _: Translator) -> None:
    """Say that readers still see what was to be taken down."""
    if ledger is None:
        say(_(N_("nothing was taken down: the page is still there")))
    else:
        say(_(N_("the page is still there, until the site can be built again")))
