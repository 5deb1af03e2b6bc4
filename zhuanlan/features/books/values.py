"""Cells → values: each type of column reads what its cells hold, or says what is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely, meant, meant_of_allowed
from zhuanlan.features.books.tables import Percent, Raw
from zhuanlan.model.book import Figures, Value, holding
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.fields import CONTROL, parse_moment, refuse
from zhuanlan.model.place import Place, resolve_place

_ERRORS = frozenset("#REF! #DIV/0! #VALUE! #NAME? #N/A #NUM! #NULL!".split())
"""What a spreadsheet shows where a formula failed."""

_NOTHING = frozenset("- — —— – / 无 没有 未开展 none n/a".split())
"""What people write for nothing: blank, or zero, and nobody can tell which."""

_NUMBER = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


def value_of(raw: Raw, column: BookColumn, around: InCampaign) -> Value:
    """Return the value of a cell, None for a blank one.

    Raises a pydantic error (`model.fields.refuse`) for what cannot be read with certainty.
    """
    if raw is None:
        if column.needed:
            raise refuse(N_("“{name}” is missing"), name=column.name)
        return None
    if isinstance(raw, str):
        if raw.upper() in _ERRORS:
            raise refuse(N_("the formula in this cell failed: {value}"), value=raw)
        if found := CONTROL.search(raw.replace("\n", " ")):
            message = N_("the text holds an invisible control character (U+{code})")
            hint = N_("delete it and type the text again")
            raise refuse(message, hint, code=f"{ord(found[0]):04X}")
        if len(raw) > _MOST_CHARACTERS:
            message = N_("the text has more than {limit} characters")
            raise refuse(message, N_("put it into a story"), limit=_MOST_CHARACTERS)
    return _READERS[column.type](raw, column, around)


_EXACT = 10**15
"""A workbook holds numbers below this to the last digit."""

_MOST_CHARACTERS = 32_767
"""What a cell of a workbook holds."""


def _exact(number: float | Decimal, raw: Raw) -> None:
    """Refuse a number that a workbook does not hold as it was written."""
    if not -_EXACT < number < _EXACT:  # also what is infinite, or no number
        message = N_("“{value}” has more digits than a workbook keeps")
        hint = N_("choose the cell format “Text”, and type it again")
        raise refuse(message, hint, value=str(raw)[:40])


def _text(raw: Raw, column: BookColumn, around: InCampaign) -> Value:
    if isinstance(raw, (int, float)):
        _exact(raw, raw)
    if isinstance(raw, Percent):
        return f"{_decimal(raw) * 100:f}%"
    if isinstance(raw, datetime):
        return shown(raw)
    if isinstance(raw, (int, float)):
        return f"{_decimal(raw):f}"
    return unicodedata.normalize("NFC", str(raw))


def _number(raw: Raw, column: BookColumn, around: InCampaign) -> Figures:
    figures = _figures(raw, column)
    for figure in figures:
        if figure < 0:
            raise refuse(N_("“{value}” is less than zero"), value=str(raw))
        exponent = figure.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > column.decimals:
            message = N_("“{value}” is not a whole number")
            if column.decimals:
                message = N_("“{value}” has more than {decimals} decimals")
            raise refuse(message, value=str(raw), decimals=column.decimals)
    return figures


def _figures(raw: Raw, column: BookColumn) -> Figures:
    if isinstance(raw, (int, float)):
        _exact(raw, raw)
    if isinstance(raw, Percent):
        if column.counts != ("%",):
            message = N_("this is a percentage, and the column counts {count}")
            raise refuse(message, count=column.count or "–")
        return (_decimal(raw) * 100,)
    if isinstance(raw, datetime):
        hint = N_("choose the cell format “General”, and type the number again")
        raise refuse(N_("this is a date, not a number: {value}"), hint, value=f"{raw:%Y-%m-%d}")
    counts = column.counts or ("",)
    named = [*zip(counts, column.plain.counts or ("",), strict=True)]
    if isinstance(raw, (int, float)):
        parts: list[Any] = [raw]
    else:
        parts = re.split("[/／]", str(raw)) if len(counts) == 2 else [raw]
    if len(parts) != len(counts):
        message = N_("the cell holds two figures, as 120/3: {count}")
        raise refuse(message, count=column.count)
    return tuple(
        _figure(part, names, raw) if isinstance(part, str) else _decimal(part)
        for part, names in zip(parts, named, strict=True)
    )


def _figure(text: str, counts: tuple[str, str], raw: Raw) -> Decimal:
    """Return a number as people write it: full-width, with separators, with its unit of count."""
    written = unicodedata.normalize("NFKC", text).replace("，", ",").strip()
    if written.casefold() in _NOTHING:
        hint = N_("leave the cell blank where nothing was reported, or write 0 for none")
        raise refuse(N_("“{value}” is not a number"), hint, value=str(raw))
    for one in counts:
        if one and written.endswith(one):
            written = written.removesuffix(one).strip()
            break
    if not _NUMBER.fullmatch(written):
        found = re.fullmatch(r"([\d,.]+)\s*(?![多余几来+])(\D+)(?<!以上)(?<!左右)", written)
        count = counts[0]
        if found and count and _NUMBER.fullmatch(found[1]):
            message = N_("“{value}” counts {found}, and the column counts {count}")
            raise refuse(message, value=str(raw), found=found[2], count=count)
        if _NUMBER.fullmatch(written.lstrip("-")):
            raise refuse(N_("“{value}” is less than zero"), value=str(raw))
        raise refuse(N_("“{value}” is not a number"), value=str(raw))
    number = Decimal(written.replace(",", ""))
    _exact(number, raw)
    return number


def _decimal(value: float) -> Decimal:
    """Return the number that a spreadsheet shows: 0.1, not what a float makes of it."""
    found = Decimal(repr(round(float(value), 10))) if isinstance(value, float) else Decimal(value)
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found


def _date(raw: Raw, column: BookColumn, around: InCampaign) -> datetime:
    if isinstance(raw, datetime):
        if not 1949 <= raw.year <= 2999:
            hint = N_("the workbook may count its days from another year")
            raise refuse(N_("there is no such day or time: {value}"), hint, value=f"{raw:%Y-%m-%d}")
        return raw
    if isinstance(raw, (int, float)):
        _exact(raw, raw)
        hint = N_("choose a date as the format of the cell")
        raise refuse(N_("“{value}” is no date"), hint, value=f"{_decimal(raw):f}")
    moment = parse_moment(str(raw))
    if not 1949 <= moment.year <= 2999:
        raise refuse(N_("there is no such day or time: {value}"), value=str(raw))
    return moment


def _region(raw: Raw, column: BookColumn, around: InCampaign) -> Value:
    text = _text(raw, column, around)
    return resolve_place(str(text), around, around.scope)


def _unit(raw: Raw, column: BookColumn, around: InCampaign) -> Value:
    """Return the name of a unit; one that the campaign declares is known by its other names."""
    text = str(_text(raw, column, around))
    campaign = around.campaign
    if unit := campaign.unit(text):
        return unit.name
    names = [name for unit in campaign.units for name in unit.names]
    if guess := likely(text, names, _NEARLY):
        hint = N_("did you mean “{guess}”? Else declare it under units in campaign.yaml")
        book = holding(campaign.books, "units")
        if book:
            hint = N_("did you mean “{guess}”? Else give it a row in the book “{book}”")
        name = book.name if book else ""
        raise refuse(N_("unknown unit “{value}”"), hint, value=text, guess=guess, book=name)
    return text


_NEARLY = 85
"""How like a declared unit, in per cent, a name must be to be taken for a slip."""


_NOT = "不没沒未无無非否"
"""Characters that deny what stands beside them: 没有 is not a slip for 有."""


def _one_of(value: str, names: Mapping[str, str], message: str) -> str:
    """Return what a name stands for; `names` holds what may be written."""
    if value in names:
        return names[value]
    guess = likely(value, names)
    if any(sign in value and sign not in guess for sign in _NOT):
        guess = ""  # which would say the opposite
    allowed = ", ".join(names) or "–"
    hint = meant_of_allowed(guess) if len(names) <= 20 else meant(guess)
    raise refuse(message, hint, value=value, guess=guess, allowed=allowed)


def _activity(raw: Raw, column: BookColumn, around: InCampaign) -> str:
    names: dict[str, str] = {}
    for activity, _ in around.campaign.all_activities():
        names |= {activity.name: activity.slug, activity.slug: activity.slug}
    return _one_of(str(raw), names, N_("unknown activity “{value}”"))


def _phase(raw: Raw, column: BookColumn, around: InCampaign) -> str:
    names: dict[str, str] = {}
    for phase in around.campaign.phases:
        names |= {phase.name: phase.slug, phase.slug: phase.slug}
    return _one_of(str(raw), names, N_("unknown phase “{value}”"))


def _choice(raw: Raw, column: BookColumn, around: InCampaign) -> str:
    names = column.words
    return _one_of(str(_text(raw, column, around)), names, N_("“{value}” is none of the choices"))


def _file(raw: Raw, column: BookColumn, around: InCampaign) -> str:
    """Return the name of a file, or a word that stands in its place."""
    text = str(_text(raw, column, around))
    if column.choices and "." not in text:  # which the name of a file holds
        return _one_of(text, column.words, N_("“{value}” is neither a file nor one of the choices"))
    return text


_READERS: Mapping[str, Callable[[Raw, BookColumn, InCampaign], Value]] = {
    "text": _text,
    "unit": _unit,
    "person": _text,
    "file": _file,
    "post": _text,
    "number": _number,
    "date": _date,
    "region": _region,
    "activity": _activity,
    "phase": _phase,
    "choice": _choice,
}


def shown(value: Value) -> str:
    """Return a value as readers see it; a blank is an empty string."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "/".join(f"{figure:f}" for figure in value)
    if isinstance(value, datetime):
        return (
            f"{value:%Y-%m-%d}" if value.time() == value.min.time() else f"{value:%Y-%m-%d %H:%M}"
        )
    return value.name if isinstance(value, Place) else value


Refused = PydanticCustomError
"""What `value_of` raises."""
