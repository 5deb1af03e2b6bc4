"""What an unknown region was probably meant to be: never its parent, never another place's zone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely
from zhuanlan.model.names import reading
from zhuanlan.model.region import Region, Regions, short_name

_ZONE = re.compile(r"(?:(?:高新|经济)技术(?:产业)?开发区|高新区|经开区|开发区|新区|园区|示范区)$")


def suggestion(text: str, regions: Regions, scope: str) -> tuple[str, dict[str, str]]:
    """Return the hint for a region that is not known within `scope`, and its values.

    Where nothing is near enough, the hint lists the regions at that place.
    """
    spelt = regions.written_without_slashes(re.sub(r"\s", "", text), scope)
    if len(spelt) > 1:
        candidates = ", ".join(regions.path(region.code) for region in spelt)
        return N_("write one of: {candidates}"), {"candidates": candidates}
    if spelt:
        return N_("did you mean “{guess}”?"), {"guess": regions.path(spelt[0].code)}
    above, rest = regions.begins_with(text, scope) or (regions[scope], text)
    inside = regions.inside(above.code)
    guess = _looking_alike(rest, inside) or _sounding_alike(text, rest, inside)
    if guess:
        unique = regions.match(guess.name, scope).region is not None
        shown = guess.name if unique else regions.path(guess.code)
        return N_("did you mean “{guess}”?"), {"guess": shown}
    below = [region.name for region in regions.below(above.code)]
    if text.isdigit() or not below:
        return N_("declare it under regions in config.yaml"), {}
    hint = N_("{above} has: {allowed}; any other is declared under regions in config.yaml")
    return hint, {"above": above.name, "allowed": ", ".join(below)}


def _looking_alike(text: str, regions: Iterable[Region]) -> Region | None:
    """Return the region whose name without its kind looks like that of `text`."""
    by_stem = _by_stem(text, regions)
    stem = _stem(text)
    if stem in by_stem:
        return by_stem[stem]
    near = [one for one in by_stem if abs(len(one) - len(stem)) < 2 < max(len(one), len(stem))]
    guess = likely(stem, near)
    return by_stem[guess] if guess else None


def _sounding_alike(text: str, rest: str, regions: Iterable[Region]) -> Region | None:
    """Return the one region whose name sounds like `text`, or like the end of it."""
    sounds = {reading(text, {}), reading(_stem(rest), {})}
    same = {
        region.code: region
        for stem, region in _by_stem(rest, regions).items()
        if not sounds.isdisjoint((reading(stem, {}), reading(region.name, {})))
    }
    return next(iter(same.values())) if len(same) == 1 else None


def _by_stem(text: str, regions: Iterable[Region]) -> dict[str, Region]:
    by_stem: dict[str, Region] = {}
    for region in regions:
        for name in (region.name, region.short, *region.aliases):
            if not text.startswith(name):  # 内江市 is no slip of 内江市区
                by_stem.setdefault(_stem(name), region)
    return by_stem


def _stem(name: str) -> str:
    """Return a name without its kind: what tells it from others of its kind."""
    return (_ZONE.sub("", name) if _ZONE.search(name) else short_name(name)) or name
