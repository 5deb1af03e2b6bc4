"""What a figure counts, with the places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhuanlan.core.i18n import N_, Translator
from zhuanlan.core.problems import Problem, ProblemError, likely
from zhuanlan.features.reports.report import Report, as_data


def explained(reports: Sequence[Report], name: str, _: Translator) -> Iterator[str]:
    """Yield lines that tell what a figure counts; raises ProblemError where there is none."""
    found = [(report, report.by_name[name]) for report in reports if name in report.by_name]
    if not found:
        raise _unknown(reports, name)
    for report, cell in found:
        yield f"{report.slug}: {name} = {'–' if cell.value is None else as_data(cell.value)}"
        for place in cell.sources:
            source = report.sources[place]
            yield f"{source.place}: {source.title}"
        if not cell.sources:
            yield _("(it counts nothing)")


_MOST = 8


def _unknown(reports: Sequence[Report], name: str) -> ProblemError:
    """Return the problem, with the figures whose names have the same words, or look alike."""
    figures = (one for report in reports for one in report.by_name.items())
    names = list(dict.fromkeys(one for one, cell in figures if cell.value is not None))
    words = [word for word in name.split("/") if word]
    near = [one for one in names if any(word in one for word in words)]
    near.sort(key=lambda one: (-sum(word in one for word in words), len(one)))
    guess = likely(name, names)
    first = [guess] if guess else []
    near = list(dict.fromkeys([*first, *near]))[:_MOST] or names[:_MOST]
    message = N_("the report has no figure “{value}”")
    values = {"value": name, "near": "; ".join(near) or "–"}
    hint = N_("near it: {near}")
    return ProblemError([Problem("zhuanlan report", 0, 0, message, values, hint)])
