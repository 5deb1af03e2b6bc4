"""The result of a build, as text or as JSON."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from zhuanlan.build import Report
from zhuanlan.cli.console import say
from zhuanlan.core.i18n import translated as _
from zhuanlan.core.problems import Problem


def summary(report: Report, args: argparse.Namespace, seconds: float) -> None:
    """Show what a build did, in the detail that the arguments ask for."""
    if args.verbose:
        for mark, files in (("+", report.output.written), ("-", report.output.removed)):
            for file in files:
                print(mark, file)
        for source, reason in report.left_out:
            print(f"({_(reason)})", source)
    if args.explain is not None:
        _explain(report, args.explain)
    if report.mended:
        say(_("a cache was damaged, or of another version; it has been made anew"))
    for warning in report.warnings:
        say(_("warning: {text}").format(text=warning.text(_)))
    if report.left_out:
        reasons = Counter(reason for _source, reason in report.left_out)
        counts = ", ".join(f"{_(reason)} {count}" for reason, count in sorted(reasons.items()))
        print(_("not published now: {counts}").format(counts=counts))
    print(
        _(
            "{posts} posts, {pages} pages rendered: {written} files written, "
            "{unchanged} unchanged, {removed} removed, in {seconds:.1f} s → {output}"
        ).format(
            posts=report.posts,
            pages=report.rendered,
            written=len(report.output.written),
            unchanged=report.output.unchanged,
            removed=len(report.output.removed),
            seconds=seconds,
            output=args.output,
        )
    )


def as_json(report: Report | None, problems: Iterable[Problem]) -> str:
    """Return the result of a build as JSON: its problems, or its pages, files and warnings."""

    def plain(found: Iterable[Problem]) -> list[dict[str, Any]]:
        return [
            {
                "path": problem.path,
                "line": problem.line,
                "column": problem.column,
                "message": problem.said(_),
                "rule": problem.rule or "problem",
            }
            for problem in found
        ]

    data: dict[str, Any] = {"problems": plain(problems)}
    if report:
        data |= {
            "warnings": plain(report.warnings),
            "posts": report.posts,
            "pages_rendered": report.rendered,
            "written": report.output.written,
            "removed": report.output.removed,
            "unchanged": report.output.unchanged,
            "not_published": [{"path": p, "reason": _(why)} for p, why in report.left_out],
            "reasons": [
                {"file": file, "reason": _(why.message).format(parts=", ".join(why.parts))}
                for file, why in report.reasons
            ],
        }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _explain(report: Report, page: str) -> None:
    """Show why pages were rendered: all of them, or the one whose file is `page`."""
    reasons = [(file, why) for file, why in report.reasons if page in ("", file) or not file]
    for file, why in reasons:
        text = _(why.message).format(parts=", ".join(why.parts))
        which = file or _("every page")
        print(f"{which}: {text}")
    if page and not reasons:
        text = _("{page}: not rendered, nothing that it shows has changed")
        print(text.format(page=page))
