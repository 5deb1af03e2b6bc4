"""All problems are told at once: the mistakes of any number of broken sites, put into one.

Combinations are drawn at random from `sites/broken/`; what is told must be what each of them tells
alone, no more and no less. A failure names its seed: `ALL_AT_ONCE=SEED pytest …` draws the same.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import SITES, SiteFolder
from tests.photos import encoded
from zhuanlan.check.run import check
from zhuanlan.i18n import translator
from zhuanlan.pipeline.session import Session
from zhuanlan.problems import ProblemError

COMBINATIONS = 60
ROUNDS = 6

EVERYTHING = frozenset("scope regions columns phases activities slug campaigns documents".split())

HIDES: dict[str, frozenset[str]] = {
    # a file that cannot be read at all
    **dict.fromkeys(
        ("campaign-colour-unquoted", "campaign-empty", "two-yaml-documents", "config-unreadable"),
        EVERYTHING,
    ),
    "campaign-key": frozenset({"activities"}),  # is misspelt there
    # a campaign without a slug
    "campaign-file-missing": frozenset({"campaigns"}),
    "campaign-yml": frozenset({"campaigns"}),
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
)
"""What a message depends on, by its words."""

_DECLARED = re.compile(r"^(\S+/campaign\.yaml|config\.yaml):(\d+)", re.MULTILINE)
"""Messages of files that declare something."""

ALONE = {
    "template-undefined",  # shows when a page is rendered
    "ambiguous-region",  # declares another scope, without a mistake: other cases are wrong there
    "phases-overlap",  # declares other phases
    "theme-address-dead",  # is known only where all pages are
    "gone-address-is-a-file",  # without its ledgers nothing of a site is read
}
SAME_ADDRESS = {"slug-twice", "alias-is-taken", "file-where-a-folder-is"}
"""Cases that claim one address: together they are another mistake."""


@dataclass
class Case:
    """A broken site: its files, and its messages in English."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
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
        return frozenset(found)

    @cached_property
    def depends(self) -> frozenset[str]:
        """What its messages depend on."""
        about = [keys for words, keys in ABOUT if any(map(words.search, self.expected))]
        return frozenset().union(*about)

    @property
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


def _drawn(seed: str) -> Iterator[list[Case]]:
    draw = random.Random(seed)  # noqa: S311
    # those that are no posts are few, and show the most
    declaring = [case for case in CASES if not any(f.endswith(".md") for f in case.files)]
    made = 0
    while made < COMBINATIONS // ROUNDS:
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
def test_each_case_tells_what_it_tells_alone(number: int, tmp_path: Path) -> None:
    seed = f"{os.environ.get('ALL_AT_ONCE') or random.randrange(10**9)}"  # noqa: S311
    print(f"ALL_AT_ONCE={seed}")  # noqa: T201 - to draw the same again
    for place, cases in enumerate(_drawn(f"{seed}-{number}")):
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


SVG = "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"


COLUMNS = "columns:\n  - {slug: news, name: 动态, kind: news}\n"


def break_everything(site: SiteFolder) -> list[str]:
    """Put a mistake of each stage into a site; return what has to be told."""
    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + "colour: 红\n")
    site.write("content/autumn/campaign.yaml", f"title: 秋\ncolour: 黄\n{COLUMNS}")
    site.write("content/autumn/news/a.md", "---\ntitle: 秋\n---\n\n正文。\n")
    site.post("news/bad.md", "[x](gone.md)\n", region="哈尔宾市")
    site.post("news/link.md", "[好](first.md) [坏](bad.md) [无](nothing.md)\n", related="bad.md")
    site.post("news/far.md", "[秋](../../autumn/news/a.md)\n", slug="first")
    site.post("news/picture.md", "![图](a.svg) ![图](b.png)\n", attachments="[c.pdf]")
    site.write("content/spring/news/a.svg", SVG)
    site.write("content/spring/news/b.png", encoded(Image.new("RGB", (8, 8)), "PNG")[:40])
    site.write("content/spring/news/c.pdf", b"none")
    site.write("content/spring/news/old.markdown", "")
    site.write("themes/own/theme.yaml", "extends: default\n")
    site.write("themes/own/templates/404.html", "{% if %}\n")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "theme: own\n")
    return [
        "config.yaml:7:9: “红” is no colour",
        "content/autumn/campaign.yaml:2:9: “黄” is no colour",
        "content/autumn/news/a.md:2:1: “date” is missing",
        "content/spring/news/a.svg: the SVG holds more than a drawing",
        "content/spring/news/b.png: ",
        "content/spring/news/bad.md:4:9: unknown region",
        "content/spring/news/bad.md:7:5: “gone.md” does not exist",
        "content/spring/news/c.pdf: the file is no PDF",
        "content/spring/news/far.md: the address spring/news/first.html is also that of",
        "content/spring/news/link.md:7:31: “nothing.md” does not exist",
        "content/spring/news/old.markdown: this is not read under that name",
        "themes/own/templates/404.html:1:1: ",
    ]


def _same(told: list[str], expected: list[str]) -> bool:
    pairs = zip(sorted(told), expected, strict=False)
    return len(told) == len(expected) and all(one.startswith(other) for one, other in pairs)


def test_each_stage_tells_its_own(site: SiteFolder) -> None:
    expected = break_everything(site)
    told = site.problems()
    assert _same(told, expected), "\n".join(told)
    assert not (site.root / "output").exists()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_the_list_is_the_same_in_processes(
    site: SiteFolder, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_everything(site)
    expected = site.problems()
    monkeypatch.setattr("zhuanlan.workers.WORTH_IT", 1)
    monkeypatch.setattr("zhuanlan.workers.CHUNK", 2)
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: [method])
    assert site.problems(jobs=2) == expected
    shutil.rmtree(site.root / ".zhuanlan")
    assert site.problems(jobs=2) == expected


def test_the_list_is_the_same_after_a_good_build(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    expected = break_everything(site)
    assert _same(site.problems(), expected)
    assert _same(site.problems(), expected)
    assert _same(site.problems(verify=True), expected)
    assert site.files() == before


def test_check_and_the_preview_tell_all(site: SiteFolder) -> None:
    session = Session(site.options())
    session.build()
    expected = break_everything(site)
    findings = check(site.options())
    assert {one.rule for one in findings} == {"problem"}
    assert _same(
        [one.problem.text(translator("en")).replace(f"{site.root}/", "") for one in findings],
        expected,
    )
    for changed in (["spring/news/bad.md"], ["spring/news/first.md"]):
        with pytest.raises(ProblemError) as caught:
            session.update(changed)
        assert _same(site.shown(caught.value.problems), expected)
    session.close()


def test_strict_builds_tell_what_is_not_signed_beside_the_rest(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + 'signoff: {columns: {"news": [editor]}}\n')
    site.post("news/bad.md", region="哈尔宾市")
    site.write("content/spring/news/unused.pdf", b"%PDF-")
    told = site.problems(strict=True)
    assert [text.partition(" ")[0] for text in told] == [
        "content/spring/news/bad.md:4:9:",
        "content/spring/news/first.md:",  # and that unused.pdf is unused, nobody knows
    ]


def test_what_a_faulty_declaration_hides_is_not_judged(site: SiteFolder) -> None:
    """A misspelt key may stand for the one that a post needs; all else is judged."""
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", campaign.replace("phases:", "phase:"))
    site.post("news/a.md", "[x](gone.md)\n", phase="启动")
    site.post("news/b.md", activity="撰错文")
    told = site.problems()
    assert [text.partition(" ")[0] for text in told] == [
        "content/spring/campaign.yaml:6:1:",
        "content/spring/news/a.md:7:5:",
        "content/spring/news/b.md:4:11:",
    ]


def test_a_parent_with_a_mistake_is_no_unknown_parent(site: SiteFolder) -> None:
    site.write("content/summer/campaign.yaml", "title: 夏\nparent: spring\n")
    site.write("content/autumn/campaign.yaml", "title: 秋\nparent: sprung\n")
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", campaign + "year: 一三\n")
    told = site.problems()
    assert len(told) == 2
    assert "unknown parent campaign “sprung”" in told[0]
    assert "year" in told[1]


def test_unread_settings_let_everything_through(site: SiteFolder) -> None:
    """Nobody knows the limits, nor what may be shown: neither is judged by what is usual."""
    site.write("config.yaml", "name: [\n")
    site.write("content/own.md", "---\ntitle: 页\n---\n\n[首页](nowhere.html)\n")
    site.post("news/a.md", "打 13812345678。\n", region="省农垦总局", phase="没有")
    site.post("news/b.md", "[x](gone.md)\n", titel="x")
    told = site.problems()
    assert [text.partition(" ")[0] for text in told] == [
        "config.yaml:1:7:",
        "content/spring/news/a.md:5:8:",
        "content/spring/news/b.md:4:1:",
        "content/spring/news/b.md:7:5:",
    ]


def test_nobody_knows_who_may_be_shown_without_the_ledgers(site: SiteFolder) -> None:
    """A ledger with a mistake ends the build with what is declared: no post is judged by it."""
    site.write("ledgers/takedowns.yaml", "takedowns: 一\n")
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", campaign + "year: 一三\n")
    site.post("news/a.md", "[x](gone.md)\n")
    told = site.problems()
    assert len(told) == 2
    assert told[0].startswith("content/spring/campaign.yaml:11:7:")
    assert told[1].startswith("ledgers/takedowns.yaml:1:12:")


def test_a_faulty_draft_and_its_files_wait(site: SiteFolder) -> None:
    site.post("news/a.md", "[x](gone.md) ![图](a.svg)\n", region="哈尔宾市", status="draft")
    site.write("content/spring/news/a.svg", SVG)
    assert len(site.problems()) == 1
    assert len(site.problems(drafts=True)) == 3


def test_links_to_files_under_a_wrong_name_are_not_dead(site: SiteFolder) -> None:
    site.write("content/spring/news/a.markdown", "")
    (site.root / "photos").mkdir()
    (site.root / "content/spring/news/photos").symlink_to(site.root / "photos")
    site.post("news/b.md", "[x](a.md) [y](a.markdown) ![图](photos/1.jpg)\n")
    assert [text.partition(" ")[0] for text in site.problems()] == [
        "content/spring/news/a.markdown:",
        "content/spring/news/photos:",
    ]


def test_suggestions_name_faulty_posts_too(site: SiteFolder) -> None:
    site.post("news/spring-one.md", region="哈尔宾市")
    site.post("news/b.md", "[x](spring-on.md)\n")
    assert "did you mean “spring-one.md”?" in site.problems()[0]


NFC, NFD = (unicodedata.normalize(form, "café") for form in ("NFC", "NFD"))


@pytest.mark.parametrize(
    ("one", "other", "unicode_form"),
    [
        (f"news/{NFC}.md", f"news/{NFD}.md", True),
        (f"news/{NFC}.pdf", f"news/{NFD}.pdf", True),
        (f"news/{NFC}.jpg", f"news/{NFD}.jpg", True),
        (f"news/{NFC}/a.jpg", f"news/{NFD}/b.jpg", True),
        ("news/Photo.JPG", "news/photo.jpg", False),
        ("news/a.md", "news/A.md", False),
        (f"news/{NFC}/index.md", f"news/{NFD.upper()}/index.md", False),
    ],
)
def test_names_that_are_one_elsewhere(
    site: SiteFolder, one: str, other: str, unicode_form: bool
) -> None:
    for path in (one, other):
        site.post(path)
    twins = [text for text in site.problems() if "” and “" in text]
    assert len(twins) == 1
    form = "Unicode forms" if unicode_form else "capitals do not count"
    assert form in twins[0]
    names = [
        next(a for a, b in zip(x.split("/"), y.split("/"), strict=True) if a != b)
        for x, y in ((one, other), (other, one))
    ]
    for name in names:
        assert f"“{name.replace(chr(0x301), '[U+0301]')}”" in twins[0]


def test_links_to_the_other_name_are_not_dead(site: SiteFolder) -> None:
    site.post("news/a.md", "[x](B.md) [y](b.md)\n")
    site.post("news/b.md")
    site.post("news/B.md")
    assert len(site.problems()) == 1
