"""Reports for the office: what was published, by region, phase and unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
import xlsxwriter.exceptions

from zhuanlan.core.i18n import N_, Translator
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Site
from zhuanlan.publish.release import Difference, Release
from zhuanlan.render.addresses import Addresses

NEW, CHANGED = N_("new"), N_("changed")


@dataclass(frozen=True, slots=True)
class Entry:
    """A post that is new or has changed.

    `region` is the name that readers see, which may be that of the story's time; `code` is today's.
    """

    what: str
    date: str
    title: str
    campaign: str
    column: str
    region: str
    code: str
    phase: str
    unit: str
    address: str


HEADS = (
    *(N_("What"), N_("Date"), N_("Title"), N_("Campaign"), N_("Column")),
    *(N_("Region"), N_("Region code"), N_("Phase"), N_("Sent in by"), N_("Address")),
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a release brought: its posts, and the addresses of pages that went."""

    site: str
    release: Release
    difference: Difference
    entries: Sequence[Entry]
    gone: Sequence[str]
    regions: Regions

    def counts(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """Yield by what is counted, with the counts, the largest first.

        Regions are counted by code and shown by today's name, phases by their campaign.
        """
        names, entries = self.regions, self.entries
        codes = ((one.code, names[one.code].name, names.path(one.code)) for one in entries)
        yield N_("Region"), _counted(codes)
        phases = (
            (f"{one.campaign} · {one.phase}", one.phase, f"{one.campaign} · {one.phase}")
            if one.phase
            else ("", "", "")
            for one in entries
        )
        yield N_("Phase"), _counted(phases)
        yield N_("Sent in by"), _counted((one.unit, one.unit, one.unit) for one in entries)


def _counted(found: Iterable[tuple[str, str, str]]) -> list[tuple[str, int]]:
    """Count keys, each with a short name and, where another key shares that, a long one."""
    counted = Counter(found)
    shared = Counter(short for _, short, _ in counted)
    named = [
        (long if shared[short] > 1 else short, number)
        for (_, short, long), number in counted.items()
    ]
    return sorted(named, key=lambda one: (-one[1], one[0]))


def report_of(
    site: Site,
    release: Release,
    difference: Difference,
    url: str,
    before: Mapping[str, str],
) -> Report:
    """Return what a release brought.

    A post counts as changed where what is its own did, against `before`: digests of the stories
    that readers had, by address. Where there are none it does where its page differs.
    """
    address = Addresses(url, relative=False).absolute
    if before:
        new = release.stories.keys() - before.keys()
        changed = {one for one, digest in release.stories.items() if before.get(one) != digest}
    else:
        new, changed = {*difference.added}, {*difference.changed}
    posts = sorted(
        (post for post in site.posts if post.url in new or post.url in changed),
        key=lambda post: (post.url not in new, post.campaign, post.column, post.matter.date),
    )
    entries = [
        _entry(site, post, NEW if post.url in new else CHANGED, address(post.url)) for post in posts
    ]
    gone = [address(path) for path in difference.removed if path.endswith(".html")]
    return Report(site.config.name, release, difference, entries, gone, site.regions)


def _entry(site: Site, post: Post, what: str, address: str) -> Entry:
    campaign = site.campaigns[post.campaign]
    return Entry(
        what,
        f"{post.matter.date:%F}",
        post.matter.title,
        campaign.title,
        campaign.column(post.column).name,
        post.place.name,
        post.place.code,
        campaign.phase(post.phase).name if post.phase else "",
        post.matter.unit or "",
        address,
    )


def markdown(report: Report, _: Translator) -> str:
    """Return the report as Markdown."""
    release, differs = report.release, report.difference
    what = N_("{id}, {date}, by {by}: {added} files new, {changed} changed, {removed} removed")
    lines = [f"# {_inline(report.site)}", ""]
    numbers = {
        "added": len(differs.added),
        "changed": len(differs.changed),
        "removed": len(differs.removed),
    }
    head = _(what).format(id=release.id, date=release.date, by=_inline(release.by), **numbers)
    lines += [head, ""]
    posts = _(N_("Posts"))
    for title, counted in report.counts():
        if counted:
            numbered = ((name or "–", str(number)) for name, number in counted)
            lines += [f"## {_(title)}", "", *_table((_(title), posts), numbered)]
    if report.entries:
        rows = [(_(one.what), *_texts(one)[1:]) for one in report.entries]
        lines += [f"## {posts}", "", *_table(tuple(map(_, HEADS)), rows)]
    else:
        lines += [_(N_("No post is new or has changed.")), ""]
    if report.gone:
        gone = _(N_("Pages that went"))
        lines += [f"## {gone}", "", *(f"- {one}" for one in report.gone), ""]
    return "\n".join(lines)


def _texts(entry: Entry) -> tuple[str, ...]:
    return tuple(getattr(entry, name) for name in Entry.__slots__)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [heads, ["---"] * len(heads), *rows]
    return [*(f"| {' | '.join(map(_inline, line))} |" for line in lines), ""]


def _inline(text: str) -> str:
    """Return a text as it is read, within a line of Markdown."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def write_workbook(report: Report, file: Path, _: Translator) -> None:
    """Write the report as a workbook; what contributors wrote is text there, and no formula."""
    book = xlsxwriter.Workbook(
        str(file),
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(_(N_("Posts")))
    rows = [tuple(map(_, HEADS)), *((_(one.what), *_texts(one)[1:]) for one in report.entries)]
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(place, column, text, bold if not place else None)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(HEADS) - 1)
    for column, width in enumerate((8, 12, 40, 20, 14, 14, 18, 14, 24, 60)):
        sheet.set_column(column, column, width)
    for title, counted in report.counts():
        sheet = book.add_worksheet(_(title))
        sheet.write_row(0, 0, [_(title), _(N_("Posts"))], bold)
        sheet.set_column(0, 0, 30)
        for place, (name, number) in enumerate(counted, 1):
            sheet.write_string(place, 0, name or "–")
            sheet.write_number(place, 1, number)
    try:
        book.close()
    except xlsxwriter.exceptions.XlsxFileError as error:  # such as one that Excel has open
        raise OSError(f"{file}: {error}") from error
