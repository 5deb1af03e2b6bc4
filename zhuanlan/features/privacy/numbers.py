"""Finds the numbers in a text by which somebody could be found.

A run is a stretch of digits and of what may stand between two of them. It is parted into groups and
walked over once: a number begins and ends where a group does, so none is cut.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence

from zhuanlan.features.privacy import numbering
from zhuanlan.features.privacy.labels import Label, goes_on, is_measured, label_before
from zhuanlan.features.privacy.spelling import RUN, Group, groups
from zhuanlan.model.privacy import Kind

Found = tuple[Kind, int, int]
"""A kind, and from where to where it stands in a text."""

_FEWEST, _MOST = 5, 20
"""Digits of a number; an account may have more."""
_FEWEST_ALONE = 9
"""Characters of a number without a label."""
_MOST_OF_ACCOUNT = 32
_WIDEST = 3
"""Characters between two groups of one number."""
_MOST_GROUPS = 4
"""Of a mobile number; what has more is a row of other numbers, unless each is one digit."""
_MOST_OF_MOBILE = 11
_DATE = re.compile(r"(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_HEX = re.compile(r"[A-Fa-f][0-9A-Fa-f]*(?![0-9A-Za-z])")
_WORD_BEFORE = re.compile(r"(?:^|[^\w./-])[A-Za-z]{1,9}\.?$", re.ASCII)
_DELIMITER = re.compile(r"[\s<>\"“”（），。；、]")
_MASKED = "****"
_OUTWEIGH_UNITS = ("phone", "qq", "account")
"""Labels after which 13812345678人 is no count."""
_END_OF_NAME = re.compile(r"[一二三四五六七八九][^0-9０-９]{0,3}(?=[0-9０-９])")
_COUNTRY = ("86", "0086", "0")


def numbers(text: str, *, alone: bool = True) -> Iterator[Found]:
    """Find personal numbers; those within words and codes only if not `alone`."""
    label: Label | None = None
    end = -1
    for run in RUN.finditer(text):
        start, written = run.start(), run[0].strip()
        if label is None or not goes_on(text, end, start):
            label = label_before(text, start) or _label_within(text, run)
        if (label is None and len(written) < _FEWEST_ALONE) or _DATE.fullmatch(written):
            continue
        label = yield from _Walk(text, groups(run[0], start), alone).over(label)
        end = run.end()


def _label_within(text: str, run: re.Match[str]) -> Label | None:
    """Return the label before the first digits of a run that begins with a name: 张三 82345678."""
    name = _END_OF_NAME.match(run[0])
    return label_before(text, run.start() + name.end()) if name else None


class _Walk:
    """One way over the groups of a run."""

    def __init__(self, text: str, parts: Sequence[Group], alone: bool) -> None:
        self._text, self._parts, self._alone = text, parts, alone

    def over(self, label: Label | None) -> Generator[Found, None, Label | None]:
        """Yield what is personal; returns the label that holds for what follows the run."""
        taken: list[tuple[Kind, int, int, Label | None]] = []
        at = 0
        while at < len(self._parts):
            if hit := self._at(at, label):
                taken.append((*hit, label))
                at = hit[2]
            elif len(self._parts[at].digits) > _MOST_OF_EXTENSION:
                label = None
            at += 1
        used = {place for _, first, last, _ in taken for place in range(first, last + 1)}
        for kind, first, last, by in taken:
            if by or not self._is_of_a_row(kind, first, last, used):
                yield (kind, self._start(first, last), self._end(kind, last))
        return label

    def _at(self, first: int, label: Label | None) -> tuple[Kind, int, int] | None:
        """Return the likeliest number that begins with a group, with its first and last one."""
        if not self._may_begin(first):
            return None
        most = _MOST_OF_ACCOUNT if label == "account" else _MOST
        best: tuple[int, Kind, int] | None = None
        number = ""
        for last in range(first, len(self._parts)):
            part = self._parts[last]
            if last > first and (
                len(part.gap) > _WIDEST
                or "x" in part.gap.lower()
                or part.gap.strip() in ("*", "~")  # a product, a range; ** is markup
                or self._parts[last - 1].last
            ):
                break
            number += part.digits
            if len(number) > most:
                break
            if len(number) < _FEWEST:
                continue
            hit = self._kind(number, first, last, label)
            if hit and self._may_end(last) and (best is None or hit[0] <= best[0]):
                best = (*hit, last)  # of those that are as likely the longest
        return (best[1], first, best[2]) if best else None

    def _kind(self, number: str, first: int, last: int, label: Label | None) -> _Likely:
        """Return what a number is, and how far from certain that is."""
        parts = self._parts[first : last + 1]
        final = "X" if parts[-1].last else ""
        if len(number + final) == 18 and numbering.is_identity(number + final):
            return 0, "id"
        if self._holds_a_date(first, last):
            return None
        if is_measured(self._text, parts[0].start, parts[-1].end):
            return _telephone(number, parts, label) if label in _OUTWEIGH_UNITS else None
        return (
            _telephone(number, parts, label)
            or _card(number, parts, label)
            or _by_label(number, len(number + final), len(parts), label)
        )

    def _may_begin(self, first: int) -> bool:
        part, text = self._parts[first], self._text
        before = text[max(part.start - 1, 0) : part.start]
        if len(part.digits) <= len(_MASKED) and text.endswith(_MASKED, 0, part.start):
            return False  # the end of a number that is masked
        if part.gap == "." and first and self._parts[first - 1].end == part.start - 1:
            return False  # decimals
        if not self._alone:
            return True
        scheme = text.rfind("://", max(part.start - 300, 0), part.start)
        if scheme >= 0 and not _DELIMITER.search(text, scheme, part.start):
            return False
        if not (before == "." or (before.isascii() and before.isalpha())):
            return True
        return bool(_WORD_BEFORE.search(text[max(part.start - 11, 0) : part.start]))

    def _may_end(self, last: int) -> bool:
        part, text = self._parts[last], self._text
        if len(part.digits) <= len(_MASKED) and text.startswith(_MASKED, part.end):
            return False
        return not (self._alone and _HEX.match(text, part.end))

    def _holds_a_date(self, first: int, last: int) -> bool:
        """Tell whether 2013-04-01 or 4 addresses of a network stand within these groups."""
        parts = self._parts[first : last + 1]
        if len(parts) < _MOST_GROUPS:
            return len(parts) == _MOST_GROUPS - 1 and _is_date(parts)
        if len(parts) == _MOST_GROUPS and all(part.gap == "." for part in parts[1:]):
            return all(int(part.digits) < 256 for part in parts)
        return any(_is_date(parts[at : at + 3]) for at in range(len(parts) - 2))

    def _is_of_a_row(self, kind: Kind, first: int, last: int, used: set[int]) -> bool:
        """Tell whether groups are part of a row of numbers that has no end where they end."""
        parts = self._parts[first : last + 1]
        sizes = [len(part.digits) for part in parts]
        if len(parts) < 3 or kind not in ("mobile", "bank") or sizes == [3, 4, 4]:
            return False
        if parts[0].digits.startswith("62") or parts[0].digits in _COUNTRY:
            return False
        gaps = {part.gap for part in parts[1:]}
        beside = []
        if first and first - 1 not in used:
            beside.append(parts[0].gap)
        if last + 1 < len(self._parts) and last + 1 not in used:
            beside.append(self._parts[last + 1].gap)
        return any(gap in gaps for gap in beside)

    def _start(self, first: int, last: int) -> int:
        """Return where a number begins: with its + or its bracket."""
        start = self._parts[first].start
        before = self._text[max(start - 1, 0) : start]
        if before in ("+", "＋") and self._parts[first].digits.startswith("86"):
            return start - 1
        closed = first < last and self._parts[first + 1].gap.startswith(")")
        return start - 1 if closed and before in ("(", "（") else start

    def _end(self, kind: Kind, last: int) -> int:
        part = self._parts[last]
        return part.last if kind == "id" and part.last else part.end


_MOST_OF_EXTENSION = 4
"""Digits after a telephone number that do not end a list of them."""


def _is_date(parts: Sequence[Group]) -> bool:
    written = parts[0].digits + "".join(part.gap + part.digits for part in parts[1:])
    return bool(_DATE.fullmatch(written))


_Likely = tuple[int, Kind] | None
"""How far from certain it is that a number is of a kind, and the kind."""


def _telephone(number: str, parts: Sequence[Group], label: Label | None) -> _Likely:
    dated = len(parts) > 1 and numbering.is_date(parts[-1].digits)
    if dated and label != "phone" and parts[-1].gap.strip() in ("", "-", "_"):
        return None
    of_a_thing = label == "code" and len(number) > _MOST_OF_MOBILE
    if not of_a_thing and numbering.is_mobile(number) and _like_a_mobile(parts, label):
        return 1, "mobile"
    if label != "code" and numbering.is_landline(number) and _like_a_landline(parts):
        return 2, "landline"
    return None


def _card(number: str, parts: Sequence[Group], label: Label | None) -> _Likely:
    """Return whether a number is that of a card, or of an identity card of the old form."""
    if label == "code":
        return None
    sizes = [len(part.digits) for part in parts]
    in_fours = all(size == 4 for size in sizes[:-1]) or (sizes[0] == 6 and len(sizes) <= 3)
    at_line_end = number.startswith("62") and len(parts) == 2 and parts[1].gap == "\n"
    if (in_fours or at_line_end or label == "account") and numbering.is_card(number):
        return 3, "bank"
    if sizes in ([15], [6, 9], [6, 6, 3]) and numbering.is_old_identity(number):
        return 4, "id"
    return None


def _like_a_mobile(parts: Sequence[Group], label: Label | None) -> bool:
    """Tell whether groups are those of a mobile number, and not of years or counts."""
    if parts[0].digits in _COUNTRY and len(parts) > 1:
        parts = parts[1:]
    sizes = [len(part.digits) for part in parts]
    if label == "phone" or sizes in ([11], [13], [15]):
        return True
    gaps = {part.gap for part in parts[1:]}
    if set(sizes) == {1}:
        return gaps <= {"", " ", "-", "\n"} and len(gaps) == 1
    if sizes == [3, 2, 2, 2, 2]:
        return gaps in ({"-"}, {"."})
    if sizes[0] < 3 or len(parts) > _MOST_GROUPS:
        return False
    years = sum(bool(_YEAR.fullmatch(part.digits)) for part in parts)
    return years < 2 or (sizes == [3, 4, 4] and len(gaps) == 1)


def _like_a_landline(parts: Sequence[Group]) -> bool:
    """Tell whether a code of a country or of an area begins a number, and is parted from it."""
    first = parts[0].digits
    if first.startswith("8"):
        return first == "86" and len(parts) > 1
    return len(first) > 2 and len(parts) <= _MOST_GROUPS


def _by_label(number: str, length: int, count: int, label: Label | None) -> tuple[int, Kind] | None:
    """Return what a number is because the word before it says so."""
    if label == "phone" and count <= 2 and numbering.is_local(number):
        return 5, "landline"
    if label == "qq" and 5 <= len(number) <= 12:
        return 5, "messenger"
    if label == "account" and len(number) >= 6:
        return 5, "bank"
    if label == "identity" and 15 <= length <= 18:
        return 5, "id"
    return None


def in_order(found: Sequence[Found]) -> list[Found]:
    """Return what was found from the beginning on, without what lies within something else."""
    apart: list[Found] = []
    for one in sorted(found, key=lambda one: (one[1], -one[2])):
        if not apart or one[1] >= apart[-1][2]:
            apart.append(one)
    return apart
