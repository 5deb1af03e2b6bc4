"""Expected failures, as values: what is wrong, where, and what was probably meant."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from zhuanlan.core.i18n import N_, Translator, Word


class Fix(NamedTuple):
    """What to write instead of `old` at the place of a problem; each may have several lines.

    Lines of `new` end in `\n`; in the file they end as its others do. `adds` names the key that it
    brings to the front matter, if it does.
    """

    old: str
    new: str
    adds: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that an editor can mend.

    `message` and `hint` are untranslated texts with `{name}` fields, which `values` fills; they are
    translated when they are shown, so a problem can travel between processes and languages.
    `line` and `column` count from 1; 0 means that the whole file is meant.
    """

    path: str
    line: int
    column: int
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    hint: str = ""
    rule: str = ""
    """The rule of `check` that is broken, where it is no mistake that ends a build."""
    fix: Fix | None = None
    """How `check --fix` mends it, where the meaning is certain."""
    cell: str = ""
    """The cell of a table, as `C5` or `表1!C5`; `line` and `column` are its row and column then."""

    def text(self, translate: Translator) -> str:
        """Return `path:line:column: message; hint` in the reader's language."""
        return f"{self.place}: {self.said(translate)}"

    @property
    def place(self) -> str:
        """`path:line:column`, `path cell`, or the path alone where the whole file is meant."""
        path = printable(self.path)
        if self.cell:
            return f"{path} {printable(self.cell)}"
        return f"{path}:{self.line}:{self.column or 1}" if self.line else path

    def said(self, translate: Translator) -> str:
        """Return `message; hint` in the reader's language."""
        values = {key: shortened(_in_words(value, translate)) for key, value in self.values.items()}
        body = translate(self.message).format_map(values)
        if self.hint:
            body += translate(N_("; ")) + translate(self.hint).format_map(values)
        return printable(body)

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Problems are shown file by file, from top to bottom."""
        return self.path, self.line, self.column, self.message


def _in_words(value: Any, translate: Translator) -> Any:
    """Return a value with what is a word of ours, or a tuple of them, in the reader's language."""
    if isinstance(value, tuple):
        return translate(N_("; ")).join(translate(one) for one in value)
    return translate(value) if isinstance(value, Word) else value


_MOST = 400
"""Characters of a value that a message shows: a few lines of a terminal."""


def shortened(value: Any) -> Any:
    """Return a text with its middle left out where it is long, as a `data:` picture is."""
    if not isinstance(value, str) or len(value) <= _MOST:
        return value
    return f"{value[: _MOST * 3 // 4]} … {value[-_MOST // 4 :]}"


_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Return a text with what would steer a terminal, or turn its lines, written as `\\x1b`."""
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


class ProblemError(Exception):
    """Ends a stage that cannot go on; carries every problem found until then."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set_of(problems), key=lambda problem: problem.sort_key)
        super().__init__("; ".join(p.text(str) for p in self.problems))

    def __reduce__(self) -> tuple[type[ProblemError], tuple[list[Problem]]]:
        return ProblemError, (self.problems,)


AS_JPEG = N_(
    "save it as JPEG in a picture editor; on an iPhone choose Settings, Camera, Formats, Most "
    "Compatible"
)
"""What to do with HEIC, in which telephones save and which browsers do not show."""

_AS_OFFICE = N_(
    "a .doc becomes no .docx by its name: open it in Word or WPS and save it as .docx, or let the "
    "name end in .doc"
)


def mislabelled(path: str, data: bytes = b"", real: str = "") -> ProblemError:
    """Return the problem of a file that is not of the kind that its name says.

    `data` is its beginning, by which the likeliest causes are known; `real` is the extension that
    it should have, if that is certain.
    """
    values = {"type": path.rpartition(".")[2].upper()}
    hint = N_("save it again as what it is, or correct the name")
    message = N_("the file is no {type}, whatever its name says")
    if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"hev", b"mif", b"msf"):
        message, hint = N_("the file is HEIC, no {type}, whatever its name says"), AS_JPEG
    elif real:
        values |= {"real": real, "name": f"{path.rpartition('/')[2].rpartition('.')[0]}.{real}"}
        message = N_("the file is {real}, no {type}, whatever its name says")
        hint = N_("rename it to {name}, also where it is mentioned")
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        message = N_("the file is of an older Office, no {type}, whatever its name says")
        hint = _AS_OFFICE if values["type"] == "DOCX" else hint
    return ProblemError([Problem(path, 0, 0, message, values, hint)])


def missing_package(path: str, package: str, extra: str, message: str) -> ProblemError:
    """Return the problem of an optional package that is needed and not installed.

    `message` may name it as `{package}`; `extra` is the extra of zhuanlan that brings it.
    """
    values = {"package": package, "extra": extra}
    hint = N_("pip install 'zhuanlan[{extra}]'")
    return ProblemError([Problem(path, 0, 0, message, values, hint)])


def changed_meanwhile(path: str) -> ProblemError:
    """Return the problem of a file that is another one than when the build began."""
    message = N_("the file changed while the site was being built")
    return ProblemError([Problem(path, 0, 0, message, {}, N_("build again"))])


def set_of(problems: Iterable[Problem]) -> list[Problem]:
    """Drop repetitions: one cause may be met by several pages, each with its own traceback."""
    unique: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        shown = [(k, str(v)) for k, v in problem.values.items() if k != "traceback"]
        unique.setdefault((*problem.sort_key, tuple(sorted(shown))), problem)
    return list(unique.values())


def file_of_class(thing: object) -> str:
    """Return the file that the class of an object is written in, or the name of its module."""
    module = sys.modules[type(thing).__module__]
    return getattr(module, "__file__", None) or module.__name__


def place_of(function: Callable[..., object]) -> tuple[str, int]:
    """Return the file and line where a function is written, or a name of it and 0."""
    code = getattr(function, "__code__", None)
    return (code.co_filename, code.co_firstlineno) if code else (repr(function), 0)


def likely(value: str, allowed: Iterable[str], score: int = 60) -> str:
    """Return the allowed word that was probably meant, or an empty string.

    `score` is how like it must be, in per cent. Only ever a suggestion: nothing is resolved by it.
    Words whose numbers or directions differ are never alike: p4 and p5, 第二小学 and 第三小学.
    """
    from difflib import SequenceMatcher  # only for mistakes

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(value.strip().casefold())
    best, found = score / 100, ""
    telling = _TELLING.findall(value)
    for word in allowed:
        others = _TELLING.findall(word)
        if telling and others and telling != others:
            continue
        matcher.set_seq1(word.strip().casefold())
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best:
            ratio = matcher.ratio()
            if ratio > best or (ratio == best and not found):
                best, found = ratio, word
    return found


_TELLING = re.compile("[0-9零一二三四五六七八九十甲乙丙丁东西南北前后左右上下]")
"""Characters that tell things apart whose names are otherwise the same."""


def meant(guess: str) -> str:
    """Return the hint at what was probably meant, or an empty string without a guess."""
    return N_("did you mean “{guess}”?") if guess else ""


def meant_of_registered(guess: str) -> str:
    """Return the hint at what was probably meant, or at a plug-in that is gone."""
    return (
        meant_of_allowed(guess)
        if guess
        else N_("no plug-in of this site brings it; allowed: {allowed}")
    )


def meant_of_allowed(guess: str) -> str:
    """Return the hint at what was probably meant, and what is allowed."""
    return N_("did you mean “{guess}”? allowed: {allowed}") if guess else N_("allowed: {allowed}")
