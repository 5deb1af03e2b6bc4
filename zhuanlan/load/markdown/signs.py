"""What is Markdown within a line, and not meant: which signs are typed as such.

`*` and `_` in formulas, names and masked words (`长*宽*高`, `IMG_2013.jpg`, `张**`), `~` of
ranges, `<` that begins no tag, `&` that begins no character reference, braces, backslashes of
Windows paths.
Code, tags, comments and escapes are skipped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html.entities import html5

from zhuanlan.load.markdown.tags import Tags

_MARKERS = r"(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)"
_RULE = r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?=\n|$)"
_SIGN = re.compile(
    # each begins with a letter of its own, so that what stands between is passed over fast
    rf"\n(?:(?=\n)|(?=[-+*_>0-9 \t#|])(?:{_RULE}|[ \t>]*{_MARKERS}*(?:[-+*](?=[ \t]*(?:\n|$)))?))"
    r"|\\|<|&|\{|\[|``*|\*\**|__*|~~*|##*(?=[ \t]*(?:\n|$))"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_DRIVE = re.compile(r"(?<![A-Za-z])[A-Za-z]:$")
_SERVER = re.compile(r"\\\\[\w.-]+\\")
_PATH = re.compile(r"""\\(?:\\[\w.-]+\\)?[^\s，。；：、“”（）《》<>"|*?]*""")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]*));")
_ATTRIBUTES = re.compile(r"\{(?::|[ ]*[.#]|[ ]*[\w-]+=)")
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_NOT_AFTER_OPENING = frozenset("，。、；：！？）】》」』〉),;\u3000 \t\n")
_NOT_BEFORE_CLOSING = frozenset("（【《“「『〈(\u3000 \t\n")
_QUOTES_OPEN, _QUOTES_CLOSE = frozenset("“‘\"'（(【《「『[{"), frozenset("”’\"'）)】》」』]}")
_AS_WORD = frozenset("%％‰℃°㎡)]）")
_BOTH_ESCAPE = frozenset("\\`*_{}[]()>#+-.!|~")
"""What a backslash escapes on both engines; CommonMark knows more."""
_BEFORE_TARGET = re.compile(r"\](?:\(|:)\s*$")
_TARGET = re.compile(r"<(?:\\.|[^<>\\\n])*>")
_IN_PATH = re.compile(r"[\\_~#{}\[\]!`&]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_NEXT = {sign: re.compile(rf"[^{re.escape(sign)}\n]*({re.escape(sign)}+)") for sign in "*_~"}
_SENTENCE_GOES_ON = re.compile(r"[。！？；\n](?=.)")
_LONGEST = {"*": 3, "_": 2, "~": 2}
_Taken = tuple[int, str | None]
"""Where to go on, and what is written instead, if it differs."""


def reference(text: str) -> str:
    """Write characters so that no engine takes them for Markdown."""
    return "".join(f"&#{ord(char)};" for char in text)


def escaped(text: str) -> str:
    """Escape the signs of a text without fenced code, which begins with a line break."""
    return _Signs(text).escaped()


class _Signs:
    """Escapes signs within the lines of one piece of text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tags = Tags(text)
        self._ticks: dict[int, list[int]] = {}
        if "`" in text:
            for run in re.finditer("`+", text):
                self._ticks.setdefault(len(run[0]), []).append(run.start())
        self._open: dict[str, int] = {}  # which runs are open, and where their texts begin
        self._block_end = 0
        self._block_start = 0

    def escaped(self) -> str:
        parts: list[str] = []
        at = kept = 0
        while found := _SIGN.search(self._text, at):
            end, written = self._take(found)
            if written is not None:
                parts += (self._text[kept : found.start()], written)
                kept = end
            at = end
        parts.append(self._text[kept:])
        return "".join(parts)

    def _take(self, found: re.Match[str]) -> _Taken:
        match self._text[found.start()]:
            case "\n":
                return self._line(found)
            case "*" | "_" | "~":
                return self._run(found)
            case "<":
                return self._tag(found)
            case "`":
                return self._code(found)
            case "\\":
                return self._backslash(found)
            case "&":
                return self._reference(found)
            case "{":
                return self._brace(found)
            case "[":
                return self._bracket(found)
            case _:
                return self._hashes(found)

    def _line(self, found: re.Match[str]) -> _Taken:
        after = self._text[found.end() : found.end() + 1]
        if len(found[0].strip()) or after in ("\n", "#", "|", ""):
            self._open.clear()
            self._block_start = found.start()
        return found.end(), None

    def _backslash(self, found: re.Match[str]) -> _Taken:
        at = found.start()
        path = _PATH.match(self._text, at)
        if path and (
            _DRIVE.search(self._text[max(at - 3, 0) : at]) or _SERVER.match(self._text, at)
        ):
            return path.end(), _IN_PATH.sub(lambda sign: reference(sign[0]), path[0])
        escape = _ESCAPE.match(self._text, found.start())
        if not escape:
            return found.end(), None
        known = escape[1] in _BOTH_ESCAPE
        return escape.end(), None if known else reference(escape[1])

    def _code(self, found: re.Match[str]) -> _Taken:
        if found.end() > self._block_end:
            blank = _BLANK_LINE.search(self._text, found.end())
            self._block_end = blank.start() if blank else len(self._text)
        same = self._ticks[len(found[0])]
        after = bisect_right(same, found.start())
        if after < len(same) and same[after] < self._block_end:
            return same[after] + len(found[0]), None
        return found.end(), None

    def _tag(self, found: re.Match[str]) -> _Taken:
        if _BEFORE_TARGET.search(self._text[max(found.start() - 5, 0) : found.start()]):
            target = _TARGET.match(self._text, found.start())
            return (target or found).end(), None if target else "&lt;"
        end = self._tags.end(found.start())
        return (end, None) if end >= 0 else (found.end(), "&lt;")

    def _reference(self, found: re.Match[str]) -> _Taken:
        typed = _REFERENCE.match(self._text, found.start())
        if typed and (not typed[1] or typed[1] + ";" in html5):
            return typed.end(), None
        return found.end(), "&amp;"

    def _brace(self, found: re.Match[str]) -> _Taken:
        known = _ATTRIBUTES.match(self._text, found.start())
        return found.end(), None if known else reference("{")

    def _bracket(self, found: re.Match[str]) -> _Taken:
        note = _NOTE.match(self._text, found.start())
        return (note or found).end(), None

    def _hashes(self, found: re.Match[str]) -> _Taken:
        typed = self._text[found.start() - 1] not in " \t\n\\"
        return found.end(), reference(found[0]) if typed else None

    def _run(self, found: re.Match[str]) -> _Taken:
        run = found[0]
        before = self._text[found.start() - 1]
        after = self._text[found.end() : found.end() + 1] or "\n"
        if self._is_typed(run, before, after, found):
            return found.end(), reference(run)
        return found.end(), None

    def _is_typed(self, run: str, before: str, after: str, found: re.Match[str]) -> bool:
        """Tell signs that are typed as such from those that open or close an emphasis."""
        if len(run) > _LONGEST[run[0]] or run == "~":
            return True
        if (before in _QUOTES_OPEN and after in _QUOTES_CLOSE) or _is_product(self._text, found):
            return True
        opens = after not in _NOT_AFTER_OPENING and not self._ends_quotation(found, after)
        closes = before not in _NOT_BEFORE_CLOSING and self._is_open(run)
        if run[0] == "_" or len(run) in (1, 3):
            return self._is_sign(run, before, after, opens=opens, closes=closes, found=found)
        if not closes and _is_power(run, before, after):
            opens = not self._is_power_next(run, found.end())
        return self._is_neither(run, found, opens=opens, closes=closes)

    def _is_sign(
        self, run: str, before: str, after: str, *, opens: bool, closes: bool, found: re.Match[str]
    ) -> bool:
        """Tell `*`, `***` and `_` in formulas and names, which are emphasis beside punctuation."""
        if before.isalnum() and after.isalnum():
            return run[0] == "*"  # no engine takes `a_b` for anything
        opens = opens and not (before.isalnum() or before in _AS_WORD)
        in_formula = after.isalnum() or (after in "([" and before.isascii())
        closes = closes and not in_formula and self._is_one(run, found, after)
        if run in self._open and not closes:  # a sign of the text, as the one before was
            del self._open[run]
            return True
        return self._is_neither(run, found, opens=opens, closes=closes)

    def _is_neither(self, run: str, found: re.Match[str], *, opens: bool, closes: bool) -> bool:
        """Note what a run opens or closes, and return whether it does neither."""
        if closes:
            self._close(run)
        elif opens:
            self._open[run] = found.end()
        return not (opens or closes or run in self._open)

    def _is_power_next(self, run: str, at: int) -> bool:
        """Look whether the next of these signs in the line stands between letters, too."""
        following = _NEXT[run[0]].match(self._text, at)
        if not following or following[1] != run:
            return False
        end = following.end()
        last = self._text[following.start(1) - 1]
        return _is_power(run, last, self._text[end : end + 1] or "\n")

    def _is_open(self, run: str) -> bool:
        """Look whether a run has something to close: `***` may close or open two at once."""
        three, parts = run[0] * 3, (run[0], run[0] * 2)
        if run in self._open:
            return True
        return all(part in self._open for part in parts) if run == three else three in self._open

    def _close(self, run: str) -> None:
        three, parts = run[0] * 3, (run[0], run[0] * 2)
        if run in self._open:
            del self._open[run]
        elif run == three:
            for part in parts:
                del self._open[part]
        else:
            self._open[parts[len(run) % 2]] = self._open.pop(three)

    def _is_one(self, run: str, found: re.Match[str], after: str) -> bool:
        """Look whether the text of an emphasis is within one sentence, or a whole line."""
        start, end = self._open.get(run, found.start()), found.start()
        if after == "\n" and self._text[start - len(run) - 1] == "\n":
            return True
        return _SENTENCE_GOES_ON.search(self._text[start:end]) is None

    def _ends_quotation(self, found: re.Match[str], after: str) -> bool:
        """Look whether the quotation mark after a run closes what one before it opened."""
        if after not in "”’":
            return False
        opening = "“" if after == "”" else "‘"
        at = found.start()
        opened = self._text.rfind(opening, self._block_start, at)
        return opened > self._text.rfind(after, self._block_start, at)


def _is_power(run: str, before: str, after: str) -> bool:
    """Look whether a run stands between Latin letters, as in `x**y`."""
    both = before + after
    return run[0] == "*" and both.isascii() and both.isalnum()


def _is_product(text: str, found: re.Match[str]) -> bool:
    """Look whether a sign stands between numbers: `3 *4`, `2**3`, `3~~5`."""
    start, end = found.span()
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if len(found[0]) == 1:
        before, after = before.rstrip(" "), after.lstrip(" ")
    return before[-1:].isdigit() and after[:1].isdigit()
