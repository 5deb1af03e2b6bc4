"""How well letters are recognised: `python -m tests.features.intake.truth` prints it by field.

`letters/` holds forty letters as ten kinds of units write them, `truth.yaml` what an editor fills
in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zhuanlan.core.registry import registry_of
from zhuanlan.features.intake.recognise.all import Recognised, recognise
from zhuanlan.features.intake.recognise.guess import Around, Guess
from zhuanlan.features.intake.text import drafts
from zhuanlan.load.regions import load_regions
from zhuanlan.load.site import load_campaign
from zhuanlan.load.yaml import Document
from zhuanlan.model.config import Config
from zhuanlan.model.place import Surroundings
from zhuanlan.model.region import ROOT

HERE = Path(__file__).parent


@cache
def around() -> Around:
    """Return what the campaign of the letters declares."""
    regions = load_regions((), Document(""))
    registry = registry_of()
    surroundings = Surroundings(regions, ROOT, registry=registry)
    config = Config(name="–", url="https://example.org/")
    campaign, _, problems = load_campaign(HERE.parent, HERE.name, config, surroundings)
    assert not problems, problems
    return Around(campaign, regions)


SETS = {"letters": "truth.yaml", "unseen": "unseen.yaml"}
"""The folder of each set of letters, and what is true of them."""


@cache
def truth(of: str = "letters") -> Mapping[str, Mapping[str, Any]]:
    """Return what is true of each letter."""
    known: Mapping[str, Mapping[str, Any]] = yaml.safe_load((HERE / SETS[of]).read_text("utf-8"))
    return known


@cache
def recognised(name: str, of: str = "letters") -> Recognised:
    """Return what is recognised of a letter."""
    [draft], _ = drafts(HERE / of / f"{name}.txt")
    return recognise(draft.blocks, around())


@dataclass
class Score:
    """What was found of a field: right, wrong, and not at all."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    doubtful: int = 0

    @property
    def precision(self) -> float:
        """The share of the guesses that are right."""
        return self.right / ((self.right + len(self.wrong)) or 1)

    @property
    def recall(self) -> float:
        """The share of what there is to be found that was."""
        return self.right / ((self.right + len(self.missed)) or 1)


def scores(of: str = "letters") -> dict[str, Score]:
    """Compare each letter with the truth."""
    fields = dict.fromkeys(key for known in truth(of).values() for key in known)
    found = {key: Score() for key in fields}
    for name, known in truth(of).items():
        for key in fields:
            guess = recognised(name, of).guess(key)
            _count(found[key], name, known.get(key), guess and as_of_today(guess))
            found[key].doubtful += bool(guess and not guess.sure)
    return found


def sure_and_wrong(of: str = "letters") -> Iterator[str]:
    """Yield what is wrong and not marked as doubtful."""
    for name, known in truth(of).items():
        for guess in recognised(name, of).guesses:
            if guess.sure and known.get(guess.field) != as_of_today(guess):
                yield f"{name} {guess.field}: {guess.value}"


def as_of_today(guess: Guess) -> Any:
    """Return the value of a guess; of a region the name that it has today."""
    if guess.field != "region":
        return guess.value
    place = around()
    region = place.regions.match(str(guess.value), place.campaign.scope.code).region
    return region.name if region else guess.value


def _count(score: Score, name: str, known: Any, guessed: Any) -> None:
    if guessed is not None and guessed == known:
        score.right += 1
        return
    if guessed is not None:
        score.wrong.append(f"{name}: {guessed}, not {known}")
    if known is not None:
        score.missed.append(f"{name}: {known}")


if __name__ == "__main__":
    for of in SETS:
        print(f"\n{of:13} precision  recall  to confirm")
        for key, score in scores(of).items():
            print(f"{key:13} {score.precision:9.2f} {score.recall:7.2f} {score.doubtful:11}")
            for line in (*score.wrong, *(f"{one} missed" for one in score.missed)):
                print(f"    {line}")
        print("sure and wrong:", *sure_and_wrong(of))
