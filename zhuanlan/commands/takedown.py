"""`takedown`: takes a person, or a page, off the site, and looks whether anything is left."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from zhuanlan import takedown
from zhuanlan.commands import options_of, source_named
from zhuanlan.console import progress, say, say_problems
from zhuanlan.i18n import N_, Translator
from zhuanlan.model.site import Site
from zhuanlan.options import Options
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
        if given.gone:
            entries = takedown.entries_of_gone(options, site, given.what)
            pictures: frozenset[str] = frozenset()
            texts = gone = frozenset(url for entry in entries for url in entry["addresses"])
        else:
            written = takedown.hidden_names_of(site, options.content)
            items = _meant(site, [_as_source(one, options) for one in given.what], written)
            texts = takedown.told_by(items, written)
            pictures = takedown.pictures_of(site, items, given.output)
            gone = frozenset(url for item in items for url in (item.url, *item.matter.aliases))
            for item in items:
                print(item.path)
            entries = takedown.entries_of(options, items, site.on_disk)
        ledger = takedown.record(options, entries, given.reason)
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
    left = [*takedown.left_in(given.output, texts, pictures, gone)]
    for one in left:
        say(
            _(N_("{file} still holds “{text}”")).format(file=given.output / one.file, text=one.text)
        )
    if not left:
        say(_(N_("nothing of it is left in {output}")).format(output=given.output))
    for target in site.config.publish.targets:
        text = _(N_("nothing is published yet: run zhuanlan publish {target}"))
        say(text.format(target=target))
    return int(bool(left))


def _as_source(what: str, options: Options) -> str:
    """Return the source that a printed path means; names and addresses stay as they are."""
    source = source_named(what, options.content)
    return source if source and source.endswith(".md") else what


def _meant(site: Site, what: Sequence[str], written: Mapping[str, str]) -> list[takedown.Item]:
    """Return the posts and pages that are meant; raises ProblemError for what means none."""
    meant = {one: takedown.meant_by(site, one, written) for one in what}
    message = N_("no post tells of “{what}”, and no page has this address")
    hint = N_("write --gone, if it was a page that somebody deleted")
    problems = [
        Problem("takedown", 0, 0, message, {"what": one}, hint if "/" in one else "")
        for one, found in meant.items()
        if not found
    ]
    if problems:
        raise ProblemError(problems)
    return [*{item.path: item for found in meant.values() for item in found}.values()]


def _say_still_there(ledger: Path | None, _: Translator) -> None:
    """Say that readers still see what was to be taken down."""
    if ledger is None:
        say(_(N_("nothing was taken down: the page is still there")))
    else:
        say(_(N_("the page is still there, until the site can be built again")))
