"""The unit that sent a letter in, and the region that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhuanlan.features.intake.recognise.bylines import unit_in
from zhuanlan.features.intake.recognise.guess import Around, Guess
from zhuanlan.features.intake.recognise.letter import Letter
from zhuanlan.model.region import Region

_TEXT_LINES = 4
"""Lines of a text in which a unit tells of itself."""


def names_of_units(around: Around) -> list[str]:
    """Return all names of the declared units, the longest first."""
    return sorted(
        (name for unit in around.campaign.units for name in unit.names), key=len, reverse=True
    )


def guess_unit(letter: Letter, around: Around, title: str) -> Guess | None:
    """Return the unit: by a label, by a line that names it, or else by title, text and folder.

    A declared unit in a byline is beyond doubt; in a campaign that declares none a labelled one.
    One that the text tells of is likely; one that is not declared is written as it stands.
    """
    found = [*_of_bylines(letter, around), *_of_text(letter, around, title)]
    if not found:
        return None
    sure = next((one for one in found if one.sure), None)
    known = next((one for one in found if around.campaign.unit(one.value)), None)
    first = sure or known or found[0]
    others = tuple(dict.fromkeys(one.value for one in found if one.value != first.value))
    return Guess("unit", first.value, first.evidence, first.place, first.sure, others[:3])


def _of_bylines(letter: Letter, around: Around) -> Iterator[Guess]:
    names = names_of_units(around)
    lines = [*letter.labelled("unit"), *reversed(letter.lines)]
    for line in lines:
        if not line.is_byline:
            continue
        for written in (*line.byline.values.get("unit", ()), *line.byline.units):  # type: ignore[union-attr]
            name = unit_in(around.regions.simplify(written), names)
            declared = around.campaign.unit(name) if name else None
            if declared:
                whole = name == written or len(written) - len(name) <= _OF_A_PART
                yield Guess("unit", declared.name, line.text, line.place, sure=whole)
            else:
                said = line.byline.values.get("unit", ())  # type: ignore[union-attr]
                alone = not names and written in said and "unit" in line.byline.labels  # type: ignore[union-attr]
                yield Guess("unit", written, line.text, line.place, sure=alone)


_OF_A_PART = 8
"""Characters of a part of a unit: 宣传科, 五年级二班."""


def _of_text(letter: Letter, around: Around, title: str) -> Iterator[Guess]:
    places = [(title, 1)] + [(line.text, line.place) for line in letter.body_lines[:_TEXT_LINES]]
    places += [(line.text, line.place) for line in letter.lines if line.byline]
    places += [(around.file, 0), *((folder, 0) for folder in reversed(around.folders))]
    for written, place in places:
        text = around.regions.simplify(written)
        for name in names_of_units(around):
            if name in text and (declared := around.campaign.unit(name)):
                at = text.index(name)
                yield Guess(
                    "unit", declared.name, text[max(at - 6, 0) : at + len(name) + 12], place
                )


_LEVELS = ("county", "prefecture", "zone", "system", "organ", "town")


def guess_region(letter: Letter, around: Around, unit: Guess | None, title: str) -> Guess | None:
    """Return the region: that of the declared unit, or else one that unit, title or text name."""
    declared = around.campaign.unit(str(unit.value)) if unit else None
    if unit and declared and declared.region:
        name = written_as(around, around.regions[declared.region.code], declared.region.name)
        return Guess("region", name, unit.evidence, unit.place, unit.sure)
    for line in letter.labelled("region"):
        value = line.byline.values.get("region", [""])[0]  # type: ignore[union-attr]
        if region := around.regions.match(value, around.campaign.scope.code).region:
            return Guess(
                "region", written_as(around, region, value), line.text, line.place, sure=True
            )
    texts = [str(unit.value)] if unit else []
    texts += [title, *(line.text for line in letter.body_lines[:_TEXT_LINES])]
    for text in [*texts, *reversed(around.folders), around.file]:
        if found := region_in(text, around):
            at = text.find(found[1])
            words = text[max(at - 8, 0) : at + len(found[1]) + 8]
            return Guess("region", written_as(around, found[0]), words)
    return None


_NAMED = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:自治[县州旗]|[市县区旗盟州镇]|地区|总局|铁路局|油田)"
)


def region_in(text: str, around: Around) -> tuple[Region, str] | None:
    """Return the narrowest region that a text names with its kind, as 望奎县, and the words."""
    found = [(region, words) for words, region in places_in(text, around).items()]
    return min(found, key=lambda one: _LEVELS.index(one[0].level)) if found else None


def places_in(text: str, around: Around) -> dict[str, Region]:
    """Return the regions that a text names with their kind, by the words that name them."""
    scope = around.campaign.scope.code
    found: dict[str, Region] = {}
    for words in _NAMED.finditer(text):
        for start in range(len(words[0]) - 1):
            region = around.regions.match(words[0][start:], scope).region
            if region and region.level in _LEVELS:
                found.setdefault(words[0][start:], region)
                break
    return found


def written_as(around: Around, region: Region, written: str = "") -> str:
    """Return how a post names a region: as it is written, by its name of today, or by its path.

    A story keeps the name of its time; a name that others share does not do.
    """
    scope = around.campaign.scope.code
    for name in filter(None, (written, region.name)):
        one = around.regions.match(name, scope).region
        if one and one.code == region.code:
            return name
    return around.regions.path(region.code)
