"""`publish`: the site as it is now, built and brought to where readers get it."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from zhuanlan.check import gate
from zhuanlan.check.finding import Finding
from zhuanlan.check.run import look_at
from zhuanlan.commands import options_of
from zhuanlan.console import as_line, now, progress, say, say_problems
from zhuanlan.git import git
from zhuanlan.i18n import N_, Translator
from zhuanlan.load.published import PUBLISHED, Known, read_published
from zhuanlan.load.site import load_config
from zhuanlan.model.page import file_of
from zhuanlan.model.publishing import AnyTarget
from zhuanlan.model.site import Site
from zhuanlan.options import Options
from zhuanlan.pipeline import Built, built
from zhuanlan.pipeline.addresses import of_files, record
from zhuanlan.problems import Problem, ProblemError, likely, meant_of_allowed
from zhuanlan.publish import after, verify
from zhuanlan.publish.host import Host, failed, host_of
from zhuanlan.publish.release import (
    UNKNOWN,
    Difference,
    Sending,
    current_of,
    difference,
    new_release,
    to_be_sent,
)
from zhuanlan.publish.report import report_of
from zhuanlan.publish.stories import digests
from zhuanlan.render.filters import size


def run(given: argparse.Namespace, _: Translator) -> int:
    """Build, compare, check, bring what differs, look whether it is there, tell others."""
    try:
        target = target_of(given.config, given.target)
        url = str(target.url) if target.url else None
        options = options_of(given, output=given.output, base_url=url, signed=True, atomic=True)
        with (
            built(options, progress(given.quiet, _)) as done,
            closing(opened(given, target)) as host,
        ):
            return _publish(done, host, target, options, given, _)
    except ProblemError as error:
        say_problems(error.problems, _)
        say(_(N_("problems: {count}; not published")).format(count=len(error.problems)))
    except OSError as error:
        say(_(N_("the build stopped: {reason}")).format(reason=error))
    return 1


def opened(given: argparse.Namespace, target: AnyTarget) -> Host:
    """Return the host of a target."""
    return host_of(given.target, target, given.config.parent)


def target_of(config: Path, name: str) -> AnyTarget:
    """Return a target that the settings declare; raises ProblemError."""
    targets = load_config(config, str(config))[0].publish.targets
    if name not in targets:
        guess = likely(name, targets)
        values = {"value": name, "guess": guess, "allowed": ", ".join(targets) or "–"}
        message = N_("config.yaml declares no target “{value}” under publish")
        problem = Problem(str(config), 0, 0, message, values, meant_of_allowed(guess))
        raise ProblemError([problem])
    return targets[name]


def _publish(
    done: Built,
    host: Host,
    target: AnyTarget,
    options: Options,
    given: argparse.Namespace,
    _: Translator,
) -> int:
    site, files = done.reading.site, to_be_sent(options.output, forms=host.forms)
    before = host.live()
    if given.all:
        before = dict.fromkeys(before, UNKNOWN)
    differs = difference(options.output, before, files)
    _say_difference(differs, given, _)
    known = read_published(options.ledgers) if target.public else ()
    told = [*of_files(before), *known] if target.public else ()
    kept = after.kept_in(options.ledgers, given.target)
    found = look_at(done, told, options, progress(given.quiet, _))
    verdict = gate.judged(
        found, kept / gate.KNOWN, options.config.parent, allow_warnings=given.allow_warnings
    )
    _say_found(verdict, done, given, _)
    if verdict.stopping:
        return 1
    if given.dry_run:
        return 0
    folder = given.report or kept
    if not differs and not host.stale:
        say(_(N_("readers have it already; nothing was sent")))
        status = _recorded(site, target, files, known, options, _)
        status = _remembered(found, kept, options, _) or status
        status = _verified(site, target, files, differs, given, _) or status
        return _told_again(target, options, folder, kept, _) or status
    earlier = current_of(host.releases())
    by = given.by or publisher()
    stories = digests(site, done.text, files)
    release = new_release(files, now(), datetime.now(UTC), by, earlier, stories)
    sending = Sending(options.output, files, before, differs, release, target.keep)
    host.publish(sending, progress(given.quiet, _))
    if host.live() != files:
        raise failed(given.target, N_("the list of files that was read back is another"))
    say(_(N_("published: {id}")).format(id=release.id))
    as_they_were = earlier.stories if earlier else {}
    report = report_of(site, release, differs, site.config.url, as_they_were)
    status = _recorded(site, target, files, known, options, _)
    status = _remembered(found, kept, options, _) or status
    try:
        after.write(folder, report, site.config.url, site.config.publish.indexnow, _)
        print(folder)
    except OSError as error:
        text = _(N_("published, but the report cannot be written: {reason}"))
        say(text.format(reason=error))
        status = 1
    status = _verified(site, target, files, differs, given, _) or status
    return _hooked(target, options, folder, kept, release.id, _) or status


def _recorded(
    site: Site,
    target: AnyTarget,
    files: Mapping[str, str],
    known: Sequence[Known],
    options: Options,
    _: Translator,
) -> int:
    """Write down which addresses readers know now, where they are for readers."""
    try:
        if target.public and record(site, files, known, options.ledgers):
            print(options.ledgers / PUBLISHED)
    except OSError as error:
        text = _(N_("published, but the list of addresses cannot be written: {reason}"))
        say(text.format(reason=error))
        return 1
    return 0


def _remembered(found: Sequence[Finding], kept: Path, options: Options, _: Translator) -> int:
    """Write down what `check` found, so that the next publication tells what is new."""
    try:
        after.keep(kept)
        gate.remember(found, kept / gate.KNOWN, options.config.parent)
    except OSError as error:
        text = _(N_("published, but the list of warnings cannot be written: {reason}"))
        say(text.format(reason=error))
        return 1
    return 0


def _say_found(
    verdict: gate.Verdict, done: Built, given: argparse.Namespace, _: Translator
) -> None:
    """Show what `check` found, what stops the publication at the end."""
    for warning in done.report.warnings:
        if not warning.rule:  # of this machine; all others are among the findings
            say(_(N_("warning: {text}")).format(text=warning.text(_)))
    others = [] if given.quiet else verdict.others
    shown = others if given.verbose else others[:_SHOWN]
    for one in (*shown, *verdict.stopping):
        say(as_line(one, _))
    if len(others) > len(shown):
        text = _(N_("… and {count} more; `zhuanlan check` shows all"))
        say(text.format(count=len(others) - len(shown)))
    if unread := sum(one.unread and one.severity == "error" for one in others):
        text = _(N_("errors in drafts, which do not stop a publication: {count}"))
        say(text.format(count=unread))
    if verdict.first and any(one.severity == "warning" for one in others):
        say(_(N_("no earlier publication is known to compare with: no warning stops this one")))
    if verdict.stopping:
        warnings = len(verdict.stopping) - verdict.errors
        text = _(N_("errors: {errors}, new warnings: {warnings}; not published"))
        say(text.format(errors=verdict.errors, warnings=warnings))
        if not verdict.errors:
            say(_(N_("mend them, or add --allow-warnings to publish with them")))


def _say_difference(differs: Difference, given: argparse.Namespace, _: Translator) -> None:
    if given.verbose or given.dry_run:
        marked = (("+", differs.added), ("*", differs.changed), ("-", differs.removed))
        most = None if given.verbose else _SHOWN
        for mark, paths in marked:
            for path in paths[:most]:
                print(mark, path)
            if most and len(paths) > most:
                print(mark, _(N_("… and {count} more")).format(count=len(paths) - most))
    text = N_(
        "{added} files new, {changed} changed, {removed} to remove, {same} as they were: {size}"
    )
    say(
        _(text).format(
            added=len(differs.added),
            changed=len(differs.changed),
            removed=len(differs.removed),
            same=differs.unchanged,
            size=size(differs.bytes),
        )
    )


_SHOWN = 20
"""Files of each kind that are named, unless all are asked for."""


def publisher() -> str:
    """Return who publishes: whom CI names, or git, or the system."""
    for name in (
        "ZHUANLAN_BY",
        "GITHUB_ACTOR",
        "GITLAB_USER_NAME",
        "GITEE_COMMITTER",
        "BUILD_USER",
    ):
        if os.environ.get(name):
            return os.environ[name]
    if known := (git(Path(), "config", "user.name") or "").strip():
        return known
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "–"


def _verified(
    site: Site,
    target: AnyTarget,
    files: Mapping[str, str],
    differs: Difference,
    given: argparse.Namespace,
    _: Translator,
) -> int:
    """Look at some pages as readers do, where the target says at which address they are."""
    if not target.url or not target.sample:
        return 0
    pages = [
        *("", *(f"{slug}/" for slug in site.campaigns)),
        *(item.url for item in site.items),
    ]
    changed = frozenset(differs.sent)
    chosen = verify.sample(pages, [url for url in pages if file_of(url) in changed], target.sample)
    wrong = [*verify.look(target.url, files, {url: file_of(url) for url in chosen}, given.patience)]
    for one in wrong:
        say(f"{one.address}: {_(one.reason).format_map(one.values)}")
    if not wrong:
        say(_(N_("{count} pages looked at: as published")).format(count=len(chosen)))
    return int(bool(wrong))


def _hooked(
    target: AnyTarget, options: Options, folder: Path, kept: Path, release: str, _: Translator
) -> int:
    """Run the hook of a target, and write down in `kept` whether it has to run again."""
    if not target.hook:
        return 0
    status = after.run_hook(target.hook, options.config.parent, folder, release)
    if status:
        text = N_("published, but the hook failed with {status}: {program}")
        say(_(text).format(status=status, program=target.hook[0]))
    with suppress(OSError):
        after.remember(kept, release if status else "")
    return int(bool(status))


def _told_again(
    target: AnyTarget, options: Options, folder: Path, kept: Path, _: Translator
) -> int:
    """Run a hook again that failed for what readers have by now."""
    release = after.remembered(kept)
    return _hooked(target, options, folder, kept, release, _) if release else 0
