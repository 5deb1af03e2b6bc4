"""What the command `report` does: choose, read, make, write."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from zhuanlan.build.reading import Reading
from zhuanlan.cli.arguments import build_options, now
from zhuanlan.cli.console import print_data, progress, say, table
from zhuanlan.cli.errors import UsageError
from zhuanlan.core.i18n import N_, of_messages
from zhuanlan.core.i18n import translated as _
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.reports.choosing import (
    campaign_named,
    changed,
    check_letterheads,
    described,
    moment_of,
    saved,
    unknown,
)
from zhuanlan.features.reports.explain import explained
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.making import Wish, made
from zhuanlan.features.reports.reading import Reader, reader
from zhuanlan.features.reports.report import Report
from zhuanlan.features.reports.span import span_of
from zhuanlan.features.reports.writing import FOLDER, check_folder, files_of, write
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.report import DEFAULT_FORMATS, ReportSpec

_RANGES = ("month", "phase", "start", "end")


def report(args: argparse.Namespace) -> int:
    """Write the reports that are asked for, list what there is, or explain a figure."""
    _check(args)
    options = build_options(args)
    folder = args.output or options.config.parent / FOLDER
    check_folder(folder, options)
    files: dict[Path, bytes] = {}
    found: list[Report] = []
    with reader(options, progress(quiet=args.quiet)) as site:
        reading = site.at(args.as_of or options.now)
        check_letterheads(_declared(reading, options), options.config.parent)
        if args.list:
            _show(reading, args.campaign)
            return 0
        wishes = [*_wishes(args, reading)]
        for moment in dict.fromkeys(moment_of(wish.spec, options.now) for wish in wishes):
            then = reading if moment == reading.site.now else site.at(moment)
            for wish in wishes:
                if moment_of(wish.spec, options.now) != moment:
                    continue
                one = _made(wish, then, site, options)
                found.append(one)
                if not args.explain:
                    _add(files, one, wish, then, options, folder)
    if args.explain:
        for line in explained(found, args.explain, _):
            print_data(line)
        return 0
    write(files, options)
    for file in files:
        print_data(str(file))
    for one in found:
        _tell(one, quiet=args.quiet)
    return 0


def _check(args: argparse.Namespace) -> None:
    given = [name for name in _RANGES if getattr(args, name)]
    if (args.report or args.all) and given:
        raise UsageError(N_("a report that is declared has its own time"))
    if args.report and args.all:
        raise UsageError(N_("--report is one report, --all are all"))
    if len(given) > 1 and given != ["start", "end"]:
        raise UsageError(N_("write --month, or --phase, or --from and --to"))
    if args.start and args.end and args.end < args.start:
        raise UsageError(N_("--to is before --from"))
    if args.as_of and args.as_of.date() > now().date():
        raise UsageError(N_("--as-of is later than today"))


def _declared(reading: Reading, options: Options) -> Iterator[tuple[str, ReportSpec]]:
    """Yield all reports that are declared, each with the file that says so."""
    for slug, campaign in reading.site.campaigns.items():
        file = options.content / reading.site.folders[slug] / CAMPAIGN_FILE
        for spec in campaign.reports:
            yield file.as_posix(), spec


def _wishes(args: argparse.Namespace, reading: Reading) -> Iterator[Wish]:
    campaigns = [*reading.site.campaigns.values()]
    known = reading.declared.registry.report_tables
    if wrong := [one for one in args.tables if one not in known]:
        raise unknown(N_("unknown table of reports “{value}”"), wrong[0], [*known])
    given = {
        "as_of": args.as_of,
        "tables": args.tables,
        "formats": args.format,
        "internal": args.internal,
    }
    if args.all:
        chosen = [campaign_named(args.campaign, campaigns)] if args.campaign else campaigns
        declared = [(one, spec) for one in chosen for spec in one.reports]
        if not declared:
            message, hint = N_("no campaign declares reports"), N_("write them under reports")
            raise ProblemError([Problem(CAMPAIGN_FILE, 0, 0, message, {}, hint)])
        for campaign, spec in declared:
            yield Wish(campaign, changed(spec, given), spec.slug, args.log)
        return
    campaign = campaign_named(args.campaign, campaigns)
    if args.report:
        spec = saved(campaign, args.report)
        yield Wish(campaign, changed(spec, given), spec.slug, args.log)
        return
    ranged = {name: getattr(args, name) for name in _RANGES}
    formats = args.format or DEFAULT_FORMATS
    yield Wish(campaign, described(campaign, {**given, **ranged, "formats": formats}), "", args.log)


def _made(wish: Wish, reading: Reading, site: Reader, options: Options) -> Report:
    if wish.spec.internal:
        campaign = reading.site.campaigns[wish.campaign.slug]
        wish = replace(wish, office=site.office(reading, campaign))
    return made(wish, reading, options)


def _add(
    files: dict[Path, bytes],
    one: Report,
    wish: Wish,
    reading: Reading,
    options: Options,
    folder: Path,
) -> None:
    """Add the files of a report; raises ProblemError where another has the same name."""
    site = reading.site
    context = Context(
        folder=options.config.parent,
        letterhead=wish.spec.letterhead or "",
        language=wish.campaign.language or site.config.language,
        site_url=f"{site.config.url.rstrip('/')}/",
    )
    for file, data in files_of(one, wish.spec.formats, context, folder).items():
        if file in files:
            message = N_("two reports would be written to this file")
            hint = N_("give one of them another slug in campaign.yaml")
            raise ProblemError([Problem(str(file), 0, 0, message, {}, hint)])
        files[file] = data


def _tell(one: Report, *, quiet: bool) -> None:
    if one.internal:
        say(
            _("{report} holds figures of the office: it must not be published").format(
                report=one.slug
            )
        )
    if quiet:
        return
    for note in one.notes:
        say(f"{one.slug}: {note}")
    for who in one.recipients:
        say(_("{report} is for: {who}").format(report=one.slug, who=who))


def _show(reading: Reading, written: str | None) -> None:
    """List the reports that are declared, and the tables."""
    site, registry = reading.site, reading.declared.registry
    campaigns: Sequence[Campaign] = [*site.campaigns.values()]
    chosen = [campaign_named(written, campaigns)] if written else campaigns
    rows = [
        (
            one.slug,
            spec.slug,
            spec.name,
            span_of(spec, one, site.now).name(one, of_messages(), _),
            ", ".join(spec.formats),
            "；".join(spec.recipients),
        )
        for one in chosen
        for spec in one.reports
    ]
    if rows:
        heads = (_("campaign"), _("report"), _("name"), _("time"), _("formats"), _("for"))
        table(heads, rows)
        say("")
    for one in chosen:
        if not one.reports:
            say(_("{campaign} declares no reports").format(campaign=one.slug))
    tables = registry.report_tables
    table((_("table"), _("what it tells")), [(name, _(tables[name].title)) for name in tables])
