"""All problems are told at once: the mistakes of any number of broken sites, put into one.

Combinations are drawn at random from `sites/broken/`; what is told must be what each of them tells
alone, no more and no less. A failure names its seed: `ALL_AT_ONCE=SEED pytest …` draws the same.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from tests.conftest import SITES, SiteFolder

ROUNDS = 4
"""Tests among which the combinations are divided: `--examples` of them."""


EVERYTHING = frozenset(
    "scope regions columns phases activities slug campaigns documents".split()
) | {"all columns"}


HIDES: dict[str, frozenset[str]] = {
    # a file that cannot be read at all
    **dict.fromkeys(
        (
            *("campaign-colour-unquoted", "campaign-empty", "campaign-not-aligned"),
            *("two-yaml-documents", "config-unreadable"),
            *("config-comma-missing", "config-two-keys-in-a-line"),
        ),
        EVERYTHING,
    ),
    "campaign-key": frozenset({"activities"}),  # is misspelt there
    # a campaign without a slug
    "campaign-file-missing": frozenset({"campaigns", "all columns"}),
    "campaign-yml": frozenset({"campaigns", "all columns"}),
    "campaigns-share-an-address": frozenset({"slug"}),
}
"""What is unknown besides the keys that messages point at: nothing that depends on a key with a
mistake is judged until that is mended. A page is rendered only where nothing else is wrong."""

ABOUT = (
    (re.compile(r"unknown region|region “|one region"), {"regions", "scope"}),
    (re.compile(r"has (?:no|a) column|exemplar column"), {"columns"}),
    (re.compile(r"\bphase\b"), {"phases"}),
    (re.compile(r"\bactivity\b"), {"activities"}),
    (re.compile(r"\bdocument “"), {"documents"}),
    (re.compile(r"the address|old address"), {"slug"}),
    (re.compile(r"parent campaign"), {"campaigns"}),
    (re.compile(r"no campaign has a column"), {"all columns"}),
    (re.compile(r"/books/"), {"books"}),
)
"""What a message depends on, by its words."""

_DECLARED = re.compile(r"^(\S+/campaign\.yaml|config\.yaml):(\d+)", re.MULTILINE)
"""Messages of files that declare something."""

ALONE = {
    "template-undefined",  # shows when a page is rendered
    "ambiguous-region",  # declares another scope, without a mistake: other cases are wrong there
    "phases-overlap",  # declares other phases
    "theme-address-dead",  # is known only where all pages are
    "link-without-ending",  # may be the address of a post with a mistake
    "parent-unknown",  # lists the other campaigns
    "parent-itself",  # is known only where the names of all campaigns are
    # without its ledgers nothing of a site is read
    *("gone-address-is-a-file", "takedowns-after-a-merge", "takedowns-damaged"),
}
SAME_ADDRESS = {"slug-twice", "alias-is-taken", "file-where-a-folder-is"}
"""Cases that claim one address: together they are another mistake."""


@dataclass(frozen=True)
class Case:
    """A broken site: its files, and its messages in English."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def files(self) -> dict[str, Path]:
        return {
            file.relative_to(self.folder).as_posix(): file
            for file in sorted(self.folder.rglob("*"))
            if (file.is_symlink() or file.is_file()) and file.name != "expected.txt"
        }

    @cached_property
    def hides(self) -> frozenset[str]:
        """The keys with a mistake: those in whose lines messages are."""
        found = set(HIDES.get(self.name, ()))
        for path, line in _DECLARED.findall("\n".join(self.expected)):
            lines = self.files[path].read_text("utf-8").splitlines() if path in self.files else []
            above = [one.partition(":")[0] for one in lines[: int(line)] if re.match(r"\w", one)]
            found |= {*above[-1:]}
            if path != "config.yaml":
                found.add("all columns")
        if found:  # rows are not judged where anything of their campaign is unknown
            found.add("books")
        return frozenset(found)

    @cached_property
    def depends(self) -> frozenset[str]:
        """What its messages depend on."""
        about = [keys for words, keys in ABOUT if any(map(words.search, self.expected))]
        return frozenset().union(*about)

    @cached_property
    def expected(self) -> list[str]:
        text = (self.folder / "expected.txt").read_text("utf-8")
        return text.partition("\n\n")[2].splitlines()


CASES = [Case(folder) for folder in sorted((SITES / "broken").iterdir())]


def _renamed(text: str, number: int) -> str:
    """Give each case a post of its own: most of them call it x.md."""
    return text.replace("/x.md", f"/x{number}.md")


def _without_guess(text: str) -> str:
    """Leave out what is suggested for a missing file: that depends on which others there are."""
    return re.sub(r"(?<=does not exist); .*", "", text)


def _go_together(cases: list[Case]) -> bool:
    names = {case.name for case in cases}
    files = [_renamed(path, n) for n, case in enumerate(cases) for path in case.files]
    if names & ALONE or len(names & SAME_ADDRESS) > 1 or len(set(files)) < len(files):
        return False
    return not any(
        one.hides & other.depends for one in cases for other in cases if one is not other
    )


def _drawn(seed: str, count: int) -> Iterator[list[Case]]:
    draw = random.Random(seed)  # noqa: S311
    # those that are no posts are few, and show the most
    declaring = [case for case in CASES if not any(f.endswith(".md") for f in case.files)]
    made = 0
    while made < count:
        first = draw.choice(declaring if draw.random() < 0.5 else CASES)
        cases = [first, *draw.sample(CASES, draw.choice((1, 2)))]
        if _go_together(cases):
            made += 1
            yield cases


def _put_together(cases: list[Case], site: SiteFolder) -> list[str]:
    """Put the cases into one site; return what has to be told."""
    expected = []
    for number, case in enumerate(cases):
        for path, file in case.files.items():
            target = site.root / _renamed(path, number)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target, follow_symlinks=False)
        expected += [_renamed(text, number) for text in case.expected]
    return sorted({_without_guess(text) for text in expected})


@pytest.mark.parametrize("number", range(ROUNDS))
def test_each_case_tells_what_it_tells_alone(
    number: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    count = request.config.getoption("--examples") // ROUNDS
    seed = f"{os.environ.get('ALL_AT_ONCE') or random.randrange(10**9)}"  # noqa: S311
    print(f"ALL_AT_ONCE={seed}")  # noqa: T201 - to draw the same again
    for place, cases in enumerate(_drawn(f"{seed}-{number}", count)):
        site = SiteFolder(tmp_path / str(place))
        shutil.copytree(SITES / "minimal", site.root)
        expected = _put_together(cases, site)
        told = site.problems()
        names = [case.name for case in cases]
        assert sorted(map(_without_guess, told)) == expected, f"ALL_AT_ONCE={seed}: {names}"
        if place % 5 == 0:
            assert site.problems() == told, names  # whatever the first build left in the caches
        assert not (site.root / "output").exists()


def test_most_cases_go_together() -> None:
    """Else the rules above would hide what they are to show."""
    assert len(CASES) - len(ALONE) > 0.95 * len(CASES)
    assert {*HIDES, *ALONE, *SAME_ADDRESS} <= {case.name for case in CASES}
    pairs = [[one, other] for one in CASES for other in CASES if one.name < other.name]
    assert sum(map(_go_together, pairs)) > 0.8 * len(pairs)
