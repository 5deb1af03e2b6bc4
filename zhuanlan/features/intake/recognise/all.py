"""All that is recognised of a letter, and the blocks that are left of its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhuanlan.core.importers import Block
from zhuanlan.features.intake.recognise.columns import Seen, guess_activity, guess_column
from zhuanlan.features.intake.recognise.dates import guess_date
from zhuanlan.features.intake.recognise.guess import Around, Guess
from zhuanlan.features.intake.recognise.letter import Letter
from zhuanlan.features.intake.recognise.people import guess_bylines, guess_person
from zhuanlan.features.intake.recognise.titles import guess_titles
from zhuanlan.features.intake.recognise.units import guess_region, guess_unit, names_of_units


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a letter says of itself, the text that is left, and the lines that left it."""

    guesses: tuple[Guess, ...]
    text: tuple[Block, ...]
    left: tuple[Block, ...]
    gone: frozenset[int] = frozenset()
    """The numbers of the blocks that left."""

    def guess(self, field: str) -> Guess | None:
        """Return the guess for a field."""
        return next((one for one in self.guesses if one.field == field), None)

    def value(self, field: str) -> str:
        """Return the value of a field as a text; empty where nothing is known."""
        found = self.guess(field)
        return str(found.value) if found else ""


def recognise(blocks: Sequence[Block], around: Around) -> Recognised:
    """Recognise what the blocks of a letter say of it.

    A person is looked for only where the column is one of people: whoever is named in news is not
    whom they tell of.
    """
    letter = Letter(blocks, names_of_units(around))
    titles = [*guess_titles(letter, around)]
    title = next((str(one.value) for one in titles if one.field == "title"), "")
    subtitle = next((str(one.value) for one in titles if one.field == "subtitle"), "")
    person = guess_person(letter, around, title, subtitle)
    seen = Seen(letter, title, subtitle, str(person.value) if person else "", letter.text)
    column = guess_column(seen, around)
    if around.column:
        column = Guess("column", around.column, "", 0, sure=True)
    of_people = {one.slug for one in around.campaign.columns if one.of_kind.people}
    unit = guess_unit(letter, around, title)
    found = [
        *titles,
        guess_date(letter, around),
        guess_region(letter, around, unit, title),
        guess_activity(letter, around, title),
        unit,
        *guess_bylines(letter),
        person if column and column.value in of_people else None,
        column,
    ]
    guesses = {one.field: one for one in reversed(found) if one}
    gone = {line.at for line in letter.lines if line.is_byline}
    gone |= {line.at for line in letter.mastheads} if title else set()
    heads = {one.evidence for one in titles}
    gone |= {line.at for line in letter.lines[:_BEGINNING] if line.text in heads}
    return Recognised(
        tuple(reversed(guesses.values())),
        tuple(block for at, block in enumerate(blocks) if at not in gone),
        tuple(block for at, block in enumerate(blocks) if at in gone),
        frozenset(gone),
    )


_BEGINNING = 12
"""Lines among which title and subtitle stand."""
