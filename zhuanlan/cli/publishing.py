"""What `publish` does: build, compare, check, send, and look at the result."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from zhuanlan.build import Built, built, load
from zhuanlan.build.addresses import of_files, record
from zhuanlan.check import gate
from zhuanlan.check.finding import Finding
from zhuanlan.check.lost import lost_addresses
from zhuanlan.check.run import look_at
from zhuanlan.cli.arguments import build_options, now
from zhuanlan.cli.console import as_line, progress, refusal, say
from zhuanlan.cli.targets import open_host, target_of
from zhuanlan.core.git import git
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.published import PUBLISHED, Known, read_published
from zhuanlan.model.page import file_of
from zhuanlan.model.publishing import AnyTarget
from zhuanlan.model.site import Site
from zhuanlan.plan.planning import plan
from zhuanlan.publish import notify, verify
from zhuanlan.publish.host import Host, failed
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


def publish(args: argparse.Namespace) -> int:
    """Build, compare, check, send what differs, look at it, and run the hook of the target."""
    target = target_of(args)
    url = str(target.url) if target.url else None
    options = build_options(args, output=args.output, base_url=url, signed=True, atomic=True)
    with ExitStack() as stack:
        try:
            done = stack.enter_context(built(options, progress(quiet=args.quiet)))
        except ProblemError as error:
            raise ProblemError([*error.problems, *_lost(target, options)]) from error
        host = stack.enter_context(closing(open_host(args, target)))
        return _publish(done, host, target, options, args)


def _lost(target: AnyTarget, options: Options) -> list[Problem]:
    """Return a problem for each address that readers know and an unsigned site no longer has.

    Editors see them together with the missing signatures, not after the last one. Nothing is known
    of a site with other mistakes: its posts are not all there.
    """
    try:
        known = read_published(options.ledgers) if target.public else ()
        if not known:
            return []
        site = load(options)
        planned = plan(site)
    except ProblemError:
        return []
    files = {*planned.files, *(asset.file for asset in planned.assets)}
    return lost_addresses(site, options, files, known)


def _publish(
    done: Built,
    host: Host,
    target: AnyTarget,
    options: Options,
    args: argparse.Namespace,
) -> int:
    site, files = done.reading.site, to_be_sent(options.output, forms=host.forms)
    before = host.live()
    if args.all:
        before = dict.fromkeys(before, UNKNOWN)
    differs = difference(options.output, before, files)
    _say_difference(differs, args)
    known = read_published(options.ledgers) if target.public else ()
    addresses = [*of_files(before), *known] if target.public else ()
    kept = notify.kept_in(options.ledgers, args.target)
    found = look_at(done, addresses, options, progress(quiet=args.quiet))
    verdict = gate.judged(
        found, kept / gate.KNOWN, options.config.parent, allow_warnings=args.allow_warnings
    )
    _say_found(verdict, done, args)
    if verdict.stopping:
        return 1
    if args.dry_run:
        return 0
    folder = args.report or kept
    if not differs and not host.stale:
        say(_("readers have it already; nothing was sent"))
        status = _recorded(site, target, files, known, options)
        status = _remembered(found, kept, options) or status
        status = _verified(site, target, files, differs, args) or status
        return _rerun_hook(target, options, folder, kept) or status
    earlier = current_of(host.releases())
    by = args.by or publisher()
    stories = digests(site, done.text, files)
    release = new_release(files, now(), datetime.now(UTC), by, earlier, stories)
    sending = Sending(options.output, files, before, differs, release, target.keep)
    host.publish(sending, progress(quiet=args.quiet))
    if host.live() != files:
        raise failed(args.target, N_("the list of files that was read back is another"))
    say(_("published: {id}").format(id=release.id))
    as_they_were = earlier.stories if earlier else {}
    report = report_of(site, release, differs, site.config.url, as_they_were)
    status = _recorded(site, target, files, known, options)
    status = _remembered(found, kept, options) or status
    try:
        notify.write(folder, report, site.config.url, site.config.publish.indexnow, _)
        print(folder)
    except OSError as error:
        text = _("published, but the report cannot be written: {reason}")
        say(text.format(reason=refusal(error)))
        status = 1
    status = _verified(site, target, files, differs, args) or status
    return _run_hook(target, options, folder, kept, release.id) or status


def _recorded(
    site: Site,
    target: AnyTarget,
    files: Mapping[str, str],
    known: Sequence[Known],
    options: Options,
) -> int:
    """Record which addresses readers know now, if the target is public."""
    try:
        if target.public and record(site, files, known, options.ledgers):
            print(options.ledgers / PUBLISHED)
    except OSError as error:
        text = _("published, but the list of addresses cannot be written: {reason}")
        say(text.format(reason=refusal(error)))
        return 1
    return 0


def _remembered(found: Sequence[Finding], kept: Path, options: Options) -> int:
    """Record what `check` found, so that the next publication knows which warnings are new."""
    try:
        notify.keep(kept)
        gate.remember(found, kept / gate.KNOWN, options.config.parent)
    except OSError as error:
        text = _("published, but the list of warnings cannot be written: {reason}")
        say(text.format(reason=refusal(error)))
        return 1
    return 0


def _say_found(verdict: gate.Verdict, done: Built, args: argparse.Namespace) -> None:
    """Show what `check` found; what stops the publication comes last."""
    for warning in done.report.warnings:
        if not warning.rule:  # of this machine; all others are among the findings
            say(_("warning: {text}").format(text=warning.text(_)))
    others = [] if args.quiet else verdict.others
    shown = others if args.verbose else others[:_SHOWN]
    for one in (*shown, *verdict.stopping):
        say(as_line(one))
    if len(others) > len(shown):
        text = _("… and {count} more; `zhuanlan check` shows all")
        say(text.format(count=len(others) - len(shown)))
    if unread := sum(one.unread and one.severity == "error" for one in others):
        text = _("errors in drafts, which do not stop a publication: {count}")
        say(text.format(count=unread))
    if verdict.first and any(one.severity == "warning" for one in others):
        say(_("no earlier publication is known to compare with: no warning stops this one"))
    if verdict.stopping:
        warnings = len(verdict.stopping) - verdict.errors
        text = _("errors: {errors}, new warnings: {warnings}; not published")
        say(text.format(errors=verdict.errors, warnings=warnings))
        if not verdict.errors:
            say(_("mend them, or add --allow-warnings to publish with them"))


def _say_difference(differs: Difference, args: argparse.Namespace) -> None:
    if args.verbose or args.dry_run:
        marked = (("+", differs.added), ("*", differs.changed), ("-", differs.removed))
        most = None if args.verbose else _SHOWN
        for mark, paths in marked:
            for path in paths[:most]:
                print(mark, path)
            if most and len(paths) > most:
                print(mark, _("… and {count} more").format(count=len(paths) - most))
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
"""How many files of a kind, or findings, are named without --verbose."""


def publisher() -> str:
    """Return who publishes, as CI, git or the system name them."""
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
    args: argparse.Namespace,
) -> int:
    """Read some pages over HTTP, if the target has an address; 1 if any is not as published."""
    if not target.url or not target.sample:
        return 0
    pages = [
        *("", *(f"{slug}/" for slug in site.campaigns)),
        *(item.url for item in site.items),
    ]
    changed = frozenset(differs.sent)
    chosen = verify.sample(pages, [url for url in pages if file_of(url) in changed], target.sample)
    wrong = [*verify.look(target.url, files, {url: file_of(url) for url in chosen}, args.patience)]
    for one in wrong:
        say(f"{one.address}: {_(one.reason).format_map(one.values)}")
    if not wrong:
        say(_("{count} pages looked at: as published").format(count=len(chosen)))
    return int(bool(wrong))


def _run_hook(target: AnyTarget, options: Options, folder: Path, kept: Path, release: str) -> int:
    """Run the hook of a target, and record in the folder `kept` whether it has to run again."""
    if not target.hook:
        return 0
    status = notify.run_hook(target.hook, options.config.parent, folder, release)
    if status:
        text = N_("published, but the hook failed with {status}: {program}")
        say(_(text).format(status=status, program=target.hook[0]))
    with suppress(OSError):
        notify.remember(kept, release if status else "")
    return int(bool(status))


def _rerun_hook(target: AnyTarget, options: Options, folder: Path, kept: Path) -> int:
    """Run the hook again if it failed for the current release."""
    release = notify.remembered(kept)
    return _run_hook(target, options, folder, kept, release) if release else 0
