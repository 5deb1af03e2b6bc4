"""Rules of what is written: the office's word list, document numbers, the person's own name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from importlib.resources import files

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Manuscript, Piece
from zhuanlan.i18n import N_
from zhuanlan.load import markdown, yaml
from zhuanlan.load.privacy import Guard
from zhuanlan.model.privacy import KINDS, PrivacySettings, Treatment
from zhuanlan.problems import Fix, ProblemError, set_of


@cache
def _plainly_wrong() -> Mapping[str, str]:
    """The misspellings that every site is told of."""
    text = files("zhuanlan.check.rules").joinpath("words.yaml").read_text("utf-8")
    found: dict[str, str] = yaml.parse(text, "words.yaml").data
    return found


@dataclass(frozen=True)
class Words:
    """What not to write, and what instead: the site's list over what is plainly wrong."""

    of_site: Mapping[str, str]

    @cached_property
    def _preferred(self) -> Mapping[str, str]:
        words = {**_plainly_wrong(), **self.of_site}
        return {wrong: right for wrong, right in words.items() if wrong != right}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._preferred, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def found(self, path: str, piece: Piece) -> Iterator[Finding]:
        """Find words of the list that are no part of what is preferred."""
        for match in self._pattern.finditer(piece.text):
            wrong, right = match[0], self._preferred[match[0]]
            if _within(right, wrong, piece.text, match.start()):
                continue
            yield finding(
                "word",
                path,
                piece.spot(match.start()),
                N_("“{value}” is not written here"),
                N_("write “{right}”"),
                fix=Fix(wrong, right),
                value=wrong,
                right=right,
            )


def _within(right: str, wrong: str, text: str, at: int) -> bool:
    """Tell whether a word stands within the one that is preferred to it."""
    start = right.find(wrong)
    while start >= 0:
        if text.startswith(right, max(at - start, 0)) and at >= start:
            return True
        start = right.find(wrong, start + 1)
    return False


_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{1,9}?(?:[发函办文通电传呈规]|[发函办文通政党委团工教宣组]字))[ ]*"
    r"[\[［(（【〔〖﹝]\s*(?P<year>(?:19|20)\d\d)\s*年?\s*[\]］)）】〕〗﹞]"
    r"\s*第?\s*(?P<number>\d{1,5})\s*号"
)
"""After the letters of an office; licences, certificates, invoices, judgments have other ones."""
_BEFORE_OFFICE = re.compile(r"[据照和与及按见由]")


def document_numbers(path: str, piece: Piece) -> Iterator[Finding]:
    """Find document numbers that are not written as 川工发〔2012〕15号 (GB/T 9704-2012, 7.2.5)."""
    for match in _NUMBER.finditer(piece.text) if "号" in piece.text else ():
        start = match.end("office")
        written = piece.text[start : match.end()]
        right = f"〔{match['year']}〕{int(match['number'])}号"
        if written != right:
            office = _BEFORE_OFFICE.split(match["office"])[-1]
            yield finding(
                "document-number",
                path,
                piece.spot(start),
                N_("the document number “{value}” has another form"),
                N_("write “{right}”"),
                fix=Fix(written, right),
                value=office + written,
                right=office + right,
            )


def personal_data(manuscript: Manuscript, settings: PrivacySettings) -> Iterator[Finding]:
    """Find what a build masks, so that somebody looks whether that is right.

    What masks it finds it: the same guard, told to name all that it keeps from the page.
    """
    path = manuscript.path
    told: dict[Treatment, Treatment] = {"mask": "refuse", "refuse": "refuse", "show": "show"}
    named: dict[str, Treatment] = {kind: told[settings.treatment(kind)] for kind in KINDS}
    guard = Guard(settings.model_copy(update=named), path)
    guard.matter(deepcopy(manuscript.matter))
    problems = guard.problems
    if guard.holds(_MARKUP.sub("", unescape(manuscript.body))):
        guard.problems = []
        with suppress(ProblemError):  # of what else is wrong with the text the build tells
            markdown.render(manuscript.body, path, manuscript.body_line, guard=guard)
        problems += guard.problems
    for problem in set_of(problems):  # a text is looked at by itself and within its block
        if "kind" in problem.values:
            yield finding(
                "personal-data",
                path,
                (problem.line, problem.column),
                N_("{kind} is shown as {value}"),
                _IF_PUBLIC,
                **problem.values,
            )


_IF_PUBLIC = N_("if it is public, say so under contact in campaign.yaml or privacy in config.yaml")
_MARKUP = re.compile(r"<[^<>]*>|[*_~`\\]")
"""Markdown's own characters and tags, which may stand within a number."""


def own_name(manuscript: Manuscript) -> Iterator[Finding]:
    """Find the name of the story's person written with another character of the same sound."""
    matter = manuscript.matter.data
    person = matter.get("person") if isinstance(matter, dict) else None
    name = person.get("name") if isinstance(person, dict) else None
    if not isinstance(name, str) or not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name):
        return
    if person and person.get("group") in ("true", True):
        return
    pattern = _misspelt(name)
    for piece in manuscript.pieces:
        for match in pattern.finditer(piece.text):
            if match[0] != name:
                yield finding(
                    "name",
                    manuscript.path,
                    piece.spot(match.start()),
                    N_("“{value}” sounds like “{name}”, of whom the story tells"),
                    N_("write the name in one way"),
                    value=match[0],
                    name=name,
                )


@cache
def _misspelt(name: str) -> re.Pattern[str]:
    """Match a name with one character replaced by another that is read the same.

    Of a name of two characters the surname stays, and a title has to follow: too many words would
    sound like it otherwise.
    """
    choices = []
    for place in range(0 if len(name) > 2 else 1, len(name)):
        alike = "".join(sorted(_alike(name[place]) - {name[place]}))
        if alike:
            choices.append(f"{name[:place]}[{alike}]{name[place + 1 :]}")
    title = "" if len(name) > 2 else _TITLE
    return re.compile(f"(?:{'|'.join(choices)}){title}" if choices else r"(?!)")


_TITLE = (
    "(?=同志|老师|师傅|先生|女士|同学|大[爷娘妈伯嫂姐哥叔]|阿姨|书记|主任|医生|护士|教授|班长|队长|站长"
    "|校长|院长|所长|厂长|村长|局长|科长|处长)"
)
"""What follows the name of a person."""


@cache
def _alike(character: str) -> frozenset[str]:
    """Return the common characters that are read like one, whatever their tone."""
    return _by_sound().get(_sound(character), frozenset())


def _sound(character: str) -> str:
    from pypinyin import lazy_pinyin  # slow to import: only for stories of people

    return str(lazy_pinyin(character)[0])


@cache
def _by_sound() -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for character in _common():
        groups.setdefault(_sound(character), set()).add(character)
    return {sound: frozenset(group) for sound, group in groups.items()}


def _common() -> Iterator[str]:
    """Yield the 6,763 characters of GB 2312, which ordinary texts are made of."""
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            pair = bytes((high, low))
            try:
                yield pair.decode("gb2312")
            except UnicodeDecodeError:
                continue
