"""A letter and what was recognised of it → front matter and text of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.importers import Block, Draft
from zhuanlan.core.problems import Problem
from zhuanlan.core.registry import Registry
from zhuanlan.features.intake.blocks import body_of
from zhuanlan.features.intake.pictures import Prepared
from zhuanlan.features.intake.recognise.all import Recognised
from zhuanlan.features.intake.recognise.guess import Guess
from zhuanlan.features.privacy.personal import personal
from zhuanlan.load.phases import refuses_date
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.declared import ColumnSpec
from zhuanlan.model.fields import CONTROL, fields_of
from zhuanlan.model.person import CATEGORIES
from zhuanlan.model.privacy import NAMES
from zhuanlan.model.registered_fields import front_matter_of
from zhuanlan.scaffold import dumped

TO_BE_FILLED = "待确认"
"""What stands for a value that a column needs and nobody knows."""

_EVIDENCE = 60
_FIELDS = "title subtitle date region activity unit source author photographer editor".split()
"""Guesses whose values are values of front matter."""


@dataclass
class Drafted:
    """A draft before it is written."""

    title: str
    matter: dict[str, Any]
    body: str
    files: dict[str, bytes] = field(default_factory=dict)
    open: list[Guess] = field(default_factory=list)
    """Guesses that somebody has to confirm."""

    def text(self, registry: Registry) -> str:
        """Return the file, with its keys in the order of the reference."""
        order = {key: place for place, key in enumerate(fields_of(front_matter_of(registry)))}
        matter = dict(sorted(self.matter.items(), key=lambda item: order.get(item[0], 999)))
        return f"---\n{dumped(matter)}---\n\n{self.body.strip()}\n"


def drafted(
    draft: Draft, found: Recognised, column: ColumnSpec, campaign: Campaign, now: datetime
) -> Drafted:
    """Return a draft with all that was recognised; what is not sure is open."""
    guesses = {guess.field: guess for guess in found.guesses}
    matter: dict[str, Any] = {name: guesses[name].value for name in _FIELDS if name in guesses}
    waiting = [guess for name, guess in guesses.items() if not guess.sure and name != "person"]
    title = tidy(str(matter.get("title") or draft.title or TO_BE_FILLED))
    matter["title"] = title
    if "date" not in matter:
        matter["date"] = now.date()
        waiting.append(Guess("date", now.date(), ""))
    if column.of_kind.people:
        person = guesses.get("person") or Guess("person", TO_BE_FILLED, "")
        matter["person"] = {"name": person.value, **_of_form(guesses)}
        waiting += [] if person.sure else [person]
    matter |= {key: value for key, value in draft.matter.items() if value}
    matter = {**column.of_kind.draft, **matter, "status": "draft"}
    day = matter["date"]
    if isinstance(day, date):
        moment = day if isinstance(day, datetime) else datetime.combine(day, time.min)
        if refuses_date(campaign, moment):
            phase = nearest_phase(campaign, moment)
            matter["phase"] = phase
            waiting.append(Guess("phase", phase, str(day)))
    given = {key for key in draft.matter if draft.matter[key]}
    waiting = [guess for guess in waiting if guess.field not in given]
    if "subtitle" in matter:
        matter["subtitle"] = str(matter["subtitle"]).lstrip(_DASHES).strip()
    return Drafted(title, matter, _body(draft, found), dict(draft.files), waiting)


def _of_form(guesses: Mapping[str, Guess]) -> dict[str, str]:
    """Return what a form says of a person; a category that is none stays in the report."""
    found = {name: str(guesses[name].value) for name in ("role", "category") if name in guesses}
    if found.get("category") not in (None, *map(str, CATEGORIES.values())):
        del found["category"]
    return found


def _body(draft: Draft, found: Recognised) -> str:
    """Return the text without the lines that left it."""
    if draft.without is not None:
        return draft.without(found.gone)
    return body_of(found.text) if draft.blocks else draft.body


_DASHES = "—–―─－-"
"""What stands before a subtitle; a page shows it below the title, without them."""


def tidy(title: str) -> str:
    """Return a title with single blanks, and without those that only space it out: 公 告."""
    parts = title.split()
    return "".join(parts) if all(len(part) == 1 for part in parts) else " ".join(parts)


def nearest_phase(campaign: Campaign, moment: datetime) -> str:
    """Return the slug of the phase that is nearest to a moment, or of the first."""
    dated = campaign.dated_phases or campaign.phases
    near = [phase for phase in dated if phase.start]
    return min(near, key=lambda phase: phase.distance(moment)).slug if near else dated[0].slug


def with_pictures(made: Drafted, pictures: Sequence[Prepared], column: ColumnSpec) -> None:
    """Show pictures that came beside a story below its text; a single one may be the portrait.

    What they show is for somebody to say: it is never invented.
    """
    person = made.matter.get("person")
    if column.of_kind.people and len(pictures) == 1 and isinstance(person, dict):
        name = pictures[0].name
        person["portrait"] = {"file": name, "alt": person["name"]}
        made.open.append(Guess("person.portrait", name, pictures[0].origin))
    else:
        shown = [f"![]({one.name})" for one in pictures if one.name not in made.body]
        made.body = "\n\n".join([made.body.strip(), *shown])
    made.files |= {one.name: one.data for one in pictures}


def with_attachments(made: Drafted, files: Mapping[str, tuple[bytes, str]]) -> None:
    """Attach files to a draft; each with its bytes and the title that readers see."""
    if files:
        rows = [{"file": name, "title": title} for name, (_, title) in files.items()]
        made.matter["attachments"] = [*made.matter.get("attachments", ()), *rows]
        made.files |= {name: data for name, (data, _) in files.items()}


def with_origin(made: Drafted, file: str, digest: str) -> None:
    """Say in the front matter where a draft came from, and what is open."""
    imported: dict[str, Any] = {"file": masked(file) or "–", "digest": digest}
    if made.open:
        imported["confirm"] = [_row(guess) for guess in made.open]
    made.matter["imported"] = imported


def _row(guess: Guess) -> dict[str, str]:
    row = {
        "field": guess.field,
        "value": masked(str(guess.value)),
        "evidence": masked(guess.evidence)[:_EVIDENCE],
    }
    return {key: value for key, value in row.items() if value}


_BLANKS = re.compile(r"\s+")


def masked(text: str) -> str:
    """Return a text in one line, with personal data as readers may see them."""
    text = _BLANKS.sub(" ", CONTROL.sub("", text)).strip()
    for one in reversed([*personal(text)]):
        text = text[: one.start] + one.masked + text[one.end :]
    return text


def without_controls(made: Drafted) -> int:
    """Take away control characters, which no post may hold; return how many there were."""
    found = len(CONTROL.findall(made.body))
    made.body = CONTROL.sub("", made.body)
    made.title = CONTROL.sub("", made.title)
    for key, value in made.matter.items():
        if isinstance(value, str):
            found += len(CONTROL.findall(value))
            made.matter[key] = CONTROL.sub("", value)
    return found


def personal_in(blocks: Iterable[Block], path: str) -> list[Problem]:
    """Name the personal data of a letter, at once: what a build does with it is set elsewhere."""
    found = []
    for block in blocks:
        for one in personal(block.text):
            message = N_("the text holds {kind}: {value}")
            values = {"kind": Word(NAMES[one.kind]), "value": one.masked}
            found.append(Problem(path, block.place, 0, message, values))
    return found
