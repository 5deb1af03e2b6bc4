"""The report of an import as one HTML page, which needs no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from zhuanlan.core.i18n import N_, Translator
from zhuanlan.core.problems import Problem
from zhuanlan.features.intake.filling import masked
from zhuanlan.features.intake.receiving import Arrival, Received
from zhuanlan.features.intake.recognise.guess import name_of
from zhuanlan.features.intake.reports import Report, said_of

_PAGE = Markup("""<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: auto; padding: 0 1em;
  overflow-wrap: anywhere }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1px solid #999; padding: .3rem .6rem; text-align: left; vertical-align: top }}
th, td:first-child {{ white-space: nowrap }}
.open {{ background: #fff3c4 }} .failed {{ color: #a11 }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #111; color: #eee }} .open {{ background: #553d00 }} .failed {{ color: #f88 }}
}}
</style>
<h1>{title}</h1>
<p>{count}</p>
{body}
</html>
""")
_STATES = {
    "draft": N_("a new draft"),
    "updated": N_("a draft with the corrections"),
    "filed": N_("filed as the return of a form"),
    "known": N_("imported before"),
    "failed": N_("not imported"),
}


def page(report: Report, language: str, _: Translator) -> str:
    """Return the report as HTML; all that a file says is escaped."""
    title = _(N_("What came in on {day}")).format(day=f"{report.now:%Y-%m-%d %H:%M}")
    waiting = sum(len(one.open) for one in report.received)
    count = _(N_("{drafts} drafts, {open} values to confirm")).format(
        drafts=len(report.received), open=waiting
    )
    parts = [_arrival(one, _) for one in report.arrivals]
    parts.append(_list([*report.problems, *report.passed], _, N_("Without a story")))
    body = Markup("\n").join(part for part in parts if part)
    return str(_PAGE.format(language=language, title=title, count=count, body=body))


def _arrival(arrival: Arrival, _: Translator) -> Markup:
    head = Markup('<h2>{path}</h2>\n<p class="{state}">{said}</p>').format(
        path=arrival.path, state=arrival.state, said=_(_STATES[arrival.state])
    )
    drafts = arrival.received if arrival.state in ("draft", "updated") else []
    parts = [head, *(_draft(one, _) for one in drafts)]
    parts.append(_list(said_of(arrival), _, N_("Changes and findings")))
    return Markup("\n").join(part for part in parts if part)


def _draft(one: Received, _: Translator) -> Markup:
    heads = Markup("").join(
        Markup("<th scope=col>{0}</th>").format(_(text))
        for text in (N_("Field"), N_("Value"), N_("By the words"), N_("State"))
    )
    rows = Markup("\n").join(_rows(one, _))
    return Markup(
        "<h3>{title}</h3>\n<p>{path}</p>\n<table>\n<tr>{heads}</tr>\n{rows}\n</table>"
    ).format(title=one.title, path=one.path.as_posix(), heads=heads, rows=rows)


def _rows(one: Received, _: Translator) -> Iterator[Markup]:
    waiting = {guess.field: guess for guess in one.open}
    known = {guess.field: guess for guess in one.found.guesses}
    for field, guess in {**known, **waiting}.items():
        mark = _(N_("to confirm")) if field in waiting else ""
        yield Markup(
            '<tr class="{kind}"><td>{field}</td><td>{value}</td><td>{by}</td><td>{mark}</td></tr>'
        ).format(
            kind="open" if mark else "sure",
            field=_(name_of(field)),
            value=masked(str(guess.value)),
            by=masked(guess.evidence),
            mark=mark,
        )


def _list(problems: Iterable[Problem], _: Translator, title: str) -> Markup:
    items = [Markup("<li>{0}</li>").format(one.text(_)) for one in problems]
    if not items:
        return Markup("")
    head = Markup("<h3>{0}</h3>").format(_(title))
    return head + Markup("\n<ul>\n") + Markup("\n").join(items) + Markup("\n</ul>")
