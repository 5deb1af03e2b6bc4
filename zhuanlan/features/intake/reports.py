"""What an import did: lines for the console, JSON for programs, one HTML page for colleagues.

JSON: `files`, each with `path`, `state` (`draft`, `updated`, `filed`, `known`, `failed`), `drafts`,
`filed` (where a return of a form lies), and the texts `problems`, `notes` and `personal`. A draft
has `path`, `title`, `column`, `guesses` (`field`, `value`, `evidence`, `place`, `sure`,
`alternatives`), `left` (lines that left its text) and `conflicts` (`line`, `ours`, `theirs`).
Beside `files`: `problems` of what gave no story, `passed` over, and `forgotten`, files whose time
in `sources/` is over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from zhuanlan.core.i18n import N_, Translator
from zhuanlan.core.problems import Problem
from zhuanlan.features.intake.filling import masked, tidy
from zhuanlan.features.intake.kept import Entry
from zhuanlan.features.intake.receiving import Arrival, Received
from zhuanlan.features.intake.recognise.guess import name_of

_CONFIRM = N_("to confirm: {field} is “{value}”, by “{evidence}”")
_UNKNOWN = N_("to confirm: {field} is “{value}”: nothing says so")


@dataclass
class Report:
    """All that an import did."""

    arrivals: Sequence[Arrival]
    problems: Sequence[Problem] = ()
    passed: Sequence[Problem] = ()
    now: datetime = datetime.min  # noqa: DTZ901 - the caller's
    forgotten: Sequence[Entry] = field(default=())

    @property
    def failed(self) -> bool:
        """Whether a file gave no draft, or could not be read."""
        return bool(self.problems) or any(one.state == "failed" for one in self.arrivals)

    @property
    def received(self) -> list[Received]:
        """All drafts."""
        return [one for arrival in self.arrivals for one in arrival.received if _done(arrival)]

    def said(self) -> Iterator[Problem]:
        """Yield all that there is to say, file by file."""
        yield from self.problems
        yield from self.passed
        for arrival in self.arrivals:
            yield from said_of(arrival)
        for entry in self.forgotten:
            message = N_("the file is no longer kept: its time is over")
            yield Problem(f"sources/{entry.digest}/{entry.name}", 0, 0, message)

    def as_json(self, _: Translator) -> str:
        """Return the report for a program."""
        data = {
            "files": [_data_of(one, _) for one in self.arrivals],
            "problems": _texts(self.problems, _),
            "passed": _texts(self.passed, _),
            "forgotten": [asdict(one) for one in self.forgotten],
        }
        return json.dumps(data, ensure_ascii=False, indent=2, default=str)


def _done(arrival: Arrival) -> bool:
    return arrival.state in ("draft", "updated")


def said_of(arrival: Arrival) -> Iterator[Problem]:
    """Yield what there is to say of a file: problems, changes, what is to be confirmed."""
    yield from arrival.problems
    if arrival.state == "known":
        message = N_("it was imported before: {drafts}")
        hint = N_("write --again to import it once more")
        values = {"drafts": ", ".join(arrival.known)}
        yield Problem(arrival.path, 0, 0, message, values, hint)
    if arrival.filed:
        message = N_("it is filed as a return of “{book}”: {file}")
        values = {"book": arrival.book, "file": arrival.filed.as_posix()}
        yield Problem(arrival.path, 0, 0, message, values)
    if not _done(arrival):
        return
    yield from arrival.notes
    yield from arrival.personal
    for one in arrival.received:
        yield from _said_of_draft(arrival.path, one)


def _said_of_draft(path: str, one: Received) -> Iterator[Problem]:
    titles = [one.found.guess("title"), one.found.guess("subtitle")]
    heads = {one.title, *(tidy(guess.evidence) for guess in titles if guess)}
    left = [block for block in one.found.left if tidy(block.text) not in heads]
    if left:
        message = N_("lines that are no part of the story leave its text: {lines}")
        values = {"lines": " / ".join(masked(block.text) for block in left)}
        yield Problem(path, left[0].place, 0, message, values)
    draft = one.path.as_posix()
    if one.updates:
        yield Problem(draft, 0, 0, N_("the corrections of the file are taken over into this draft"))
    for guess in one.open:
        message = _CONFIRM if guess.evidence else _UNKNOWN
        values = {
            "field": name_of(guess.field),
            "value": guess.value,
            "evidence": masked(guess.evidence),
        }
        yield Problem(draft, 0, 0, message, values)
    for conflict in one.conflicts:
        message = N_("the draft stays as it is here; the corrected file says: {theirs}")
        values = {"theirs": masked(" / ".join(conflict.theirs)) or "–"}
        yield Problem(draft, conflict.line, 0, message, values)


def _texts(problems: Iterable[Problem], _: Translator) -> list[str]:
    return [one.text(_) for one in problems]


def _data_of(arrival: Arrival, _: Translator) -> dict[str, Any]:
    return {
        "path": arrival.path,
        "state": arrival.state,
        "known": list(arrival.known),
        "filed": arrival.filed.as_posix() if arrival.filed else "",
        "drafts": [_draft(one) for one in arrival.received] if _done(arrival) else [],
        "problems": _texts(arrival.problems, _),
        "notes": _texts(arrival.notes, _),
        "personal": _texts(arrival.personal, _),
    }


def _draft(one: Received) -> dict[str, Any]:
    open_fields = {guess.field for guess in one.open}
    guesses = [*one.found.guesses]
    guesses += [guess for guess in one.open if one.found.guess(guess.field) is None]
    return {
        "path": one.path.as_posix(),
        "title": one.title,
        "column": one.column,
        "updated": one.updates,
        "guesses": [
            {
                "field": guess.field,
                "value": str(guess.value),
                "evidence": masked(guess.evidence),
                "place": guess.place,
                "sure": guess.field not in open_fields,
                "alternatives": [str(value) for value in guess.alternatives],
            }
            for guess in guesses
        ],
        "left": [{"text": masked(one.text), "place": one.place} for one in one.found.left],
        "conflicts": [asdict(conflict) for conflict in one.conflicts],
    }
