"""All that came in at once → drafts and a report. The command and the desk call this."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from zhuanlan.features.intake.bundles import sorted_out
from zhuanlan.features.intake.drafts import is_taken
from zhuanlan.features.intake.receiving import receive
from zhuanlan.features.intake.reception import Reception
from zhuanlan.features.intake.reports import Report

PASTED = "粘贴.html"
"""How reports name what was pasted."""


def take_in(files: Iterable[Path], site: Reception) -> Report:
    """Make drafts of files, folders, archives and mails; what fails is in the report."""
    with TemporaryDirectory(prefix="zhuanlan-") as room:
        found = sorted_out(files, Path(room), partial(is_taken, site.registry))
        arrivals = [receive(bundle, site) for bundle in found.bundles]
    days = site.settings.retention_days
    forgotten = [] if site.dry_run else [*site.kept.forget_old(site.now, days)]
    return Report(arrivals, found.problems, found.passed, site.now, forgotten)


def take_in_pasted(html: str, site: Reception) -> Report:
    """Make a draft of HTML from the clipboard."""
    with TemporaryDirectory(prefix="zhuanlan-") as room:
        file = Path(room, PASTED)
        file.write_text(html, "utf-8")
        return take_in([file], site)
