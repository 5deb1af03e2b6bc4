"""Rules of what is written: the office's word list, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Piece
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Fix
from zhuanlan.load import yaml
from zhuanlan.model.checks import Rule


@cache
def _plainly_wrong() -> Mapping[str, str]:
    """The misspellings that every site is told of."""
    text = files("zhuanlan.check.rules").joinpath("words.yaml").read_text("utf-8")
    found: dict[str, str] = yaml.parse(text, "words.yaml").data
    return found


def words(piece: Piece, source: Source) -> Iterator[Finding]:
    """Find words that the office writes differently."""
    return _list_of(tuple(source.config.check.words.items())).found(piece, source.path)


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

    def found(self, piece: Piece, path: str) -> Iterator[Finding]:
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


@lru_cache(maxsize=4)
def _list_of(words: tuple[tuple[str, str], ...]) -> Words:
    return Words(dict(words))


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


def document_numbers(piece: Piece, source: Source) -> Iterator[Finding]:
    """Find document numbers that are not written as 川工发〔2012〕15号 (GB/T 9704-2012, 7.2.5)."""
    for match in _NUMBER.finditer(piece.text) if "号" in piece.text else ():
        start = match.end("office")
        written = piece.text[start : match.end()]
        right = f"〔{match['year']}〕{int(match['number'])}号"
        if written != right:
            office = _BEFORE_OFFICE.split(match["office"])[-1]
            yield finding(
                "document-number",
                source.path,
                piece.spot(start),
                N_("the document number “{value}” has another form"),
                N_("write “{right}”"),
                fix=Fix(written, right),
                value=office + written,
                right=office + right,
            )


WORD = Rule(
    "word",
    "warning",
    N_("a word that the office writes differently"),
    {"piece": words},
    fixable=True,
)
DOCUMENT_NUMBER = Rule(
    "document-number",
    "warning",
    N_("the form of a document number"),
    {"piece": document_numbers},
    fixable=True,
)
