"""Typos in Markdown: what was meant as markup and would be shown as it was typed."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Fix, Problem
from zhuanlan.core.registry import KEPT, Registry
from zhuanlan.load.markdown.clean import Links
from zhuanlan.load.markdown.directives import written
from zhuanlan.model.markup import Directive

_FILE = r"[^\s()（），。：；]+\.(?:md|html?|jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|mp4)"
_ADDRESS = rf"\s*(?:https?://[^\s()（）]+|{_FILE})\s*"
_WORDS = r"\[(?!\^|\d+\]|[ x]\])[^\[\]\n]{1,200}\]"
_CONTENT = r"[^()\n]{0,300}(?:\([^()\n]{0,99}\)[^()\n]{0,99})?"
_TAGS = (
    "p|br|hr|div|span|strong|b|em|i|u|font|center|section|img|a|table|tbody|tr|td|th|ul|ol|li"
    "|h[1-6]|(?:o|v|w|m|st1):[A-Za-z]+"
)
"""Those of Word are among them: <o:p>, <st1:place>."""
_HAN_OR_OPENING = r"[\u4e00-\u9fff“‘《【（]"
_HAN_OR_CLOSING = r"[\u4e00-\u9fff”’》】）。！？%]"

_AS_TYPED = N_("“{value}” is shown as typed")
_NO_PICTURE = N_("“{value}” is shown as typed: it is no picture")
_WRITE_PICTURE = N_("write ![what it shows](file.jpg), with a file that lies beside the post")
_NO_HEADING = N_("a space is missing after ##, so this is no heading")
_WRITE_HEADING = N_("write ## heading")
_NO_BOLD = N_("“{value}” is shown as typed: it is no bold text")
_WRITE_BOLD = N_("write **bold** without blanks inside, or \\*\\* for the characters themselves")
_TAKE_AWAY = N_("take it away, or put it between ` ` if readers shall see it")


class _Typo(NamedTuple):
    """One kind of typo: it is looked for where the HTML holds one of its signs."""

    signs: tuple[str, ...]
    pattern: str
    message: str
    hint: str
    meant: tuple[str, str] | None = None
    """A pattern, and what to write instead of it, where that is certain."""
    allowed: str = ""
    """What the hint lists as `{allowed}`."""

    def mended(self, typed: str) -> Fix | None:
        """Return how to mend what was typed."""
        better = re.sub(*self.meant, typed, count=1) if self.meant else typed
        return Fix(typed, better) if better != typed else None

    @property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.MULTILINE)  # which re keeps


_TYPOS = (
    _Typo(
        ("]（", "]("),
        rf"!?\[(?!\^|\d+\]|[ x]\])[^\]\n]{{0,300}}\](?:（{_ADDRESS}[）)]|\({_ADDRESS}）)",
        N_("full-width brackets make no link and no picture"),
        N_("write the address between ( and )"),
        (r"\][(（](.*)[）)]$", r"](\1)"),
    ),
    _Typo(
        ("](", "![[", "】(", "】（"),
        rf"[!！]\[[^\]\n]{{0,200}}\]\({_CONTENT}\)|!\[\[[^\[\]\n]{{1,200}}\]\]"
        r"|[!！]?【[^】\n]{0,200}】[(（][^()（）\n]{1,200}\.(?:jpe?g|png|gif|webp|svg)[)）]",
        _NO_PICTURE,
        _WRITE_PICTURE,
    ),
    _Typo(
        ("](",),
        rf"(?<!!){_WORDS}\((?=[^()\n]{{0,300}}(?:https?://|{_FILE})){_CONTENT}\)",
        N_("“{value}” is shown as typed: it is no link"),
        N_("write [text](address), and nothing but the address between ( and )"),
    ),
    _Typo(
        ("](",),
        rf"!?\[(?!\^)[^\[\]\n]{{1,200}}\]\({_FILE}(?=[ \u3000]*$)",
        N_("the bracket of “{value}” is not closed, so this is no link and no picture"),
        N_("write ) after the address"),
        ("$", ")"),
    ),
    _Typo(
        ("] ", "]\u3000"),
        rf"!?{_WORDS}[ \u3000]{{1,4}}\({_ADDRESS}\)",
        N_("a blank stands between ] and (, so this is no link and no picture"),
        N_("write [text](address)"),
        (r"\][ \u3000]+\(", "]("),
    ),
    _Typo(
        ("##", "<p>#", "\n#"),
        # one # begins a #topic#, but for the number of a chapter
        r"^(?:##+(?=[^#\s])|#(?=[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]))"
        r"[^\n]{0,40}",
        _NO_HEADING,
        _WRITE_HEADING,
        (r"^(#+)", r"\1 "),
    ),
    _Typo(
        ("#\u3000", "\u3000#", "＃"),
        r"^(?:#{1,6}\u3000|\u3000{1,9}#{1,6}[ \u3000]|＃{2}|＃[ ])[^\n]{0,40}",
        N_("full-width characters at its beginning make no heading"),
        _WRITE_HEADING,
        (r"^\u3000*(#+)[ \u3000]*", r"\1 "),
    ),
    _Typo(
        ("｜",),
        r"^｜[^\n]*?｜(?=｜|[ \t]*$)",  # its rows are one line where the engine joined them
        N_("full-width bars make no table"),
        N_("write | between the cells"),
    ),
    _Typo(
        ("|--", "| --", "|:-", "| :-"),
        r"^\|(?: ?:?-{2,}:? ?\|){1,99}",
        N_("“{value}” is shown as typed: this is no table"),
        N_("give this line as many cells as the one above it, which is the first of the table"),
    ),
    _Typo(
        ("[^",),
        # but no part of a regular expression, such as [^a-z] or (?:[^x]+
        r"(?<![\^$(|\\/+*?\]])(?<!\\[a-zA-Z])\[\^(?![a-zA-Z0-9]-[a-zA-Z0-9])[\w-]+\](?![+*?{$)\[\\|])",
        N_("the footnote “{value}” has no note"),
        N_("write {value}: and the note"),
    ),
    _Typo(
        ("**",),
        # 李** is a name that somebody masked
        r"(?<![\w*])\*\*(?:[ \u3000]{1,4}[^\s*][^*\n]{0,80}|[^\s*][^*\n]{0,80}[ \u3000])\*\*(?!\*)"
        rf"|^\*\*(?={_HAN_OR_OPENING}{{2}})(?![^\n]*\*\*)[^*\n]{{1,12}}"
        r"|(?<!\*)[^*\n]{1,12}(?<=[。！？：；，”）])\*\*$",
        _NO_BOLD,
        _WRITE_BOLD,
        (r"^\*\*[ \u3000]*(.*?)[ \u3000]*\*\*$", r"**\1**"),
    ),
    _Typo(
        ("==",),
        rf"(?<!=)==(?={_HAN_OR_OPENING})[^=\n]{{1,80}}(?<={_HAN_OR_CLOSING})==(?!=)",
        _AS_TYPED,
        N_("write **…** or <mark>…</mark>"),
        ("^==(.*)==$", r"<mark>\1</mark>"),
    ),
    _Typo(
        ("&amp;", "＆"),
        r"[&＆](?:nbsp|ensp|emsp|ldquo|rdquo|hellip|mdash|middot|quot)(?![a-zA-Z=;])；?|＆nbsp;",
        _AS_TYPED,
        N_("type the character itself"),
    ),
    _Typo(
        ("&lt;", "＜"),
        rf"[<＜][ ]?/[ ]?(?:{_TAGS})[ ]?[>＞]|[<＜]br[ ]?/?[>＞]"
        r"|<!\[(?:if[ ][^\]\n]{1,60}|endif)\]>",
        _AS_TYPED,
        _TAKE_AWAY,
    ),
    _Typo(
        ("{:", "{.", "{#", "{ ."),
        r"\{:[ ]?[.#a-z][^{}\n]{0,80}\}|\{[ ]?[.#][A-Za-z][^{}\n]{0,80}\}[ \t]*$",
        _AS_TYPED,
        _TAKE_AWAY,
    ),
    _Typo(
        ("[TOC]", "[toc]"),
        r"^@?\[?\[(?:TOC|toc)\]\]?[ \t]*$",
        _AS_TYPED,
        N_("take it away: articles list their headings by themselves"),
    ),
    _Typo(
        ("{%", "{{", "[caption ", "[gallery ", "[video ", "[audio ", "[embed "),
        r"\{%[^%\n]{1,200}%\}|\{\{[<%][^\n]{1,200}?[>%]\}\}"
        r"|\[(?:caption|gallery|video|audio|embed)[ ][^\]\n=]{1,99}=[^\]\n]{1,200}\]",
        N_("“{value}” is a command of another program, and is shown as typed"),
        N_("write Markdown; for pictures :::gallery, for files ::video and ::attachment"),
    ),
)
_RARE = "[]】#＃｜|*&＆＜{"
"""Characters that the HTML of a usual text does not hold, nearly one of which each sign holds."""


@lru_cache(KEPT)
def _typos(registry: Registry) -> tuple[_Typo, ...]:
    """Return all typos; imports the directives, so it is called for texts that may hold one."""
    every: list[Directive] = [*registry.directives.values()]
    leaves = [one for one in every if not one.body]
    names = [name for one in every for name in (one.name, *one.chinese)]
    one_colon = _Typo(
        tuple(f":{one.name}" for one in leaves),
        rf"^:(?:{_any_of(one.name for one in leaves)})\b[^\n]{{0,40}}",
        N_("one colon makes no directive"),
        N_("write two: {allowed}"),
        ("^", ":"),
        ", ".join(one.written for one in leaves),
    )
    full_width = _Typo(
        ("：：",),
        rf"^：{{2,3}}[ ]?(?:{_any_of(names)})",
        N_("full-width colons make no directive"),
        N_("write half-width ones: {allowed}"),
        allowed=", ".join(written(registry)),
    )
    return (*_TYPOS, one_colon, full_width)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


class _Signs:
    """Finds HTML that may hold a typo, which is seldom, in a few microseconds."""

    def __init__(self, directives: Iterable[str]) -> None:
        signs = ["：：", *(sign for typo in _TYPOS for sign in typo.signs)]
        # one of these is in every HTML that holds a sign; a single character is found fast
        parts = {next((char for char in sign if char in _RARE), sign): None for sign in signs}
        self._parts, self._directives = tuple(parts), tuple(f":{name}" for name in directives)
        self._pattern = re.compile(_any_of([*signs, *self._directives]))

    def within(self, html: str) -> bool:
        """Tell whether HTML holds a sign of a typo."""
        held = html.__contains__
        maybe = any(map(held, self._parts)) or (":" in html and any(map(held, self._directives)))
        return maybe and self._pattern.search(html) is not None


@lru_cache(KEPT)
def _signs(registry: Registry) -> _Signs:
    return _Signs(registry.directives)  # by their names: none is imported


# begins with the literal, which is found fast, and looks around from there
_EMPHASISED = re.compile(r"<(?<=[\u4e00-\u9fff]<)(strong|em)>([和与及同][\u4e00-\u9fff])</\1>")

_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
_UNSEEN = re.compile(r"<(code|pre)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_LONGEST = 60


def shown(html: str, links: Links, registry: Registry) -> list[Problem]:
    """Find what was meant as Markdown and is shown as it was typed.

    What the source does not hold in just this form was escaped there on purpose.
    """
    maybe = _signs(registry).within(html)
    found = [*_as_typed(html, links, _typos(registry))] if maybe else []
    return [*found, *_masked(html, links)] if "*" in links.text else found


def _as_typed(html: str, links: Links, typos: tuple[_Typo, ...]) -> Iterator[Problem]:
    text = entities.unescape(_TAG.sub("", _UNSEEN.sub("", html)))
    for typo in typos:
        if not any(sign in html for sign in typo.signs):
            continue
        for typed in dict.fromkeys(match[0] for match in typo.compiled.finditer(text)):
            if typed in links.text and f"\\{typed}" not in links.text:
                spot, values = links.spot(typed), {"value": _short(typed), "allowed": typo.allowed}
                fix = typo.mended(typed) if links.text.count(typed) == 1 else None
                yield Problem(links.path, *spot, typo.message, values, typo.hint, fix=fix)


def _short(typed: str) -> str:
    return typed if len(typed) <= _LONGEST else typed[: _LONGEST - 1] + "…"


def _masked(html: str, links: Links) -> Iterator[Problem]:
    """Find names that somebody masked, 张**和李**, whose asterisks were taken for bold text."""
    for tag, mark in dict.fromkeys(_EMPHASISED.findall(html)):
        typed = ("**" if tag == "strong" else "*") + mark
        if typed in links.text:
            message = N_("“{value}” begins bold or slanted text, and its asterisks are not shown")
            hint = N_("write ×× for what is masked, or \\* for an asterisk")
            yield Problem(links.path, *links.spot(typed), message, {"value": typed}, hint)
