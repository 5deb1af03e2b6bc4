"""Directives: the few things that editors need and Markdown lacks.

A container has a name, an argument and a body, and ends with a line of `:::`; a leaf is one line::

    :::gallery 植树现场                 :::quote 志愿者老周（示例）
    ![挖坑](dig.jpg)                    能帮一把是一把。
    ![浇水](water.jpg)                  :::
    :::

    ::video story.mp4 "宣讲实录" poster=cover.jpg captions=story.vtt
    ::attachment plan.docx "活动方案"
    ::related ../news/start.md
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, likely, meant_of_allowed

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: reserved for internal use, refused in sources
_LINE = re.compile(r"(:{2,3})[ \t]*([A-Za-z][\w-]*|[\u4e00-\u9fff]+)[ \t]*(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_PARTS = re.compile(r'(?:(?P<key>[a-z]+)=)?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"=]+))(?:\s+|$)')

CONTAINERS = {"gallery": frozenset[str](), "quote": frozenset[str]()}
LEAVES = {
    "video": frozenset({"poster", "captions"}),
    "attachment": frozenset[str](),
    "related": frozenset[str](),
}


_IN_CHINESE = {
    "图集": ":::gallery",
    "相册": ":::gallery",
    "引文": ":::quote",
    "引用": ":::quote",
    "视频": "::video",
    "附件": "::attachment",
    "相关": "::related",
}
"""What an editor means who writes the name of a directive in Chinese."""


def mark(key: str, number: int) -> str:
    """Return the text that holds a directive's place while an engine renders the rest."""
    return f"{_OPEN}{key}-{number}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive: `words` are its arguments without a key, `options` those with one."""

    name: str
    words: tuple[str, ...]
    options: dict[str, str]
    body: str
    line: int


@dataclass(slots=True)
class Scanned:
    """A text whose directives have been taken out."""

    text: str
    directives: list[Directive] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    key: str = ""
    """A digest of the text, which thus cannot hold a mark of its own making."""


def put_in(html: str, key: str, number: int, made: str) -> str:
    """Put a directive where its mark stands; within other HTML the mark has no paragraph."""
    held = f"<p>{mark(key, number)}</p>"
    return html.replace(held, made) if held in html else html.replace(mark(key, number), made)


def scan(text: str, path: str, first_line: int) -> Scanned:
    """Take the directives out of a text; those in code stay."""
    text = text.replace(_OPEN, "").replace(_CLOSE, "")
    if "::" not in text:
        return Scanned(text)
    lines = text.split("\n")
    key = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    scanned = Scanned("", key=key)
    kept: list[str] = []
    fence = ""
    index = 0
    while index < len(lines):
        line = lines[index]
        if fence or (opening := _FENCE.match(line)):
            fence = _next_fence(line, fence) if fence else opening[1]  # type: ignore[index]
        elif found := _LINE.fullmatch(line.rstrip()):
            end = _end(lines, index, found[1])
            if end is None:
                message, hint = N_("“:::{name}” is not closed"), N_("close it with a line of :::")
                _refuse(scanned, path, index + first_line, message, hint, name=found[2])
                index += 1
                continue
            directive = _read(found, lines[index + 1 : end], path, index + first_line, scanned)
            if directive:
                kept += ["", mark(scanned.key, len(scanned.directives)), ""]
                scanned.directives.append(directive)
            index = end + 1
            continue
        elif line.rstrip() == ":::":
            _refuse(scanned, path, index + first_line, N_("“:::” closes nothing"))
        kept.append(line)
        index += 1
    scanned.text = "\n".join(kept)
    return scanned


def _end(lines: list[str], start: int, colons: str) -> int | None:
    """Return the last line of a directive: its own, or the one that closes it, if any does."""
    if colons == "::":
        return start
    return next((i for i in range(start + 1, len(lines)) if lines[i].rstrip() == ":::"), None)


def _read(
    found: re.Match[str], body: list[str], path: str, line: int, scanned: Scanned
) -> Directive | None:
    for below, inner in enumerate(body, line + 1):
        if _LINE.fullmatch(inner.rstrip()):
            _refuse(scanned, path, below, N_("a directive cannot stand within another"))
    return _parse(found, "\n".join(body), path, line, scanned)


def _next_fence(line: str, fence: str) -> str:
    """Return the fence still open after a line: a closing one is at least as long, and alone."""
    closing = _FENCE.match(line)
    ends = closing and closing[1].startswith(fence) and not line.strip().strip(fence[0])
    return "" if ends else fence


def _refuse(
    scanned: Scanned, path: str, line: int, message: str, hint: str = "", **values: str
) -> None:
    scanned.problems.append(Problem(path, line, 1, message, values, hint))


class _RefusedError(Exception):
    def __init__(self, message: str, hint: str = "", **values: str) -> None:
        self.message, self.hint, self.values = message, hint, values


def _parse(
    found: re.Match[str], body: str, path: str, line: int, scanned: Scanned
) -> Directive | None:
    try:
        return _directive(found, body, line)
    except _RefusedError as refused:
        _refuse(scanned, path, line, refused.message, refused.hint, **refused.values)
        return None


def _directive(found: re.Match[str], body: str, line: int) -> Directive:
    colons, name, rest = found.groups()
    known = CONTAINERS if colons == ":::" else LEAVES
    if name not in known:
        everything = [*(f":::{n}" for n in CONTAINERS), *(f"::{n}" for n in LEAVES)]
        guess = _IN_CHINESE.get(name) or likely(colons + name, everything)
        raise _RefusedError(
            N_("unknown directive “{value}”"),
            meant_of_allowed(guess),
            value=colons + name,
            guess=guess,
            allowed=", ".join(everything),
        )
    words, options = _arguments(name, rest, known[name])
    if colons == ":::" and not body.strip():
        raise _RefusedError(N_("“:::{name}” is empty"), name=name)
    if colons == "::" and not words:
        raise _RefusedError(N_("“::{name}” needs a file"), name=name)
    if colons == "::" and "." not in words[0] and "." in "".join(words):
        raise _unreadable(rest)  # a file name with a space, not between quotes
    if name == "video" and words[0].startswith(("http://", "https://")):
        raise _RefusedError(
            N_("a video of another site is not shown within the page"),
            N_("write a link, [its title]({value}), or lay the file beside the post"),
            value=words[0],
        )
    return Directive(name, tuple(words), options, body, line)


def _arguments(name: str, rest: str, known: frozenset[str]) -> tuple[list[str], dict[str, str]]:
    words: list[str] = []
    options: dict[str, str] = {}
    at = 0
    while at < len(rest):
        part = _PARTS.match(rest, at)
        if not part:
            raise _unreadable(rest[at:])
        at = part.end()
        value = part["quoted"] if part["quoted"] is not None else part["plain"]
        if not part["key"]:
            words.append(value)
        elif part["key"] in known:
            options[part["key"]] = value
        else:
            raise _RefusedError(
                N_("“{name}” has no option “{value}”"),
                N_("allowed: {allowed}"),
                name=name,
                value=part["key"],
                allowed=", ".join(sorted(known)) or "–",
            )
    return words, options


def _unreadable(text: str) -> _RefusedError:
    hint = N_("put texts with spaces between quotes")
    return _RefusedError(N_("“{value}” cannot be read here"), hint, value=text)
