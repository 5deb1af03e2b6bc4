"""Find directives in a text: the few things that editors need and Markdown lacks.

A container has a name, arguments and a body, and ends with a line of `:::`; a leaf is one line::

    :::gallery 植树现场                 :::quote 志愿者老周（示例）
    ![挖坑](dig.jpg)                    能帮一把是一把。
    ![浇水](water.jpg)                  :::
    :::

    ::video story.mp4 "宣讲实录" poster=cover.jpg captions=story.vtt
    ::attachment plan.docx "活动方案"
    ::related ../news/start.md

`Registry.directives` knows their names; each is an object (`zhuanlan/model/markup.py`).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_registered
from zhuanlan.core.registry import Registry
from zhuanlan.load.markdown.arguments import RefusedError, checked, parsed
from zhuanlan.model.markup import Directive

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: reserved for internal use, refused in sources
_LINE = re.compile(r"(:{2,3})[ \t]*([A-Za-z][\w-]*|[\u4e00-\u9fff]+)[ \t]*(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")


def mark(key: str, number: int) -> str:
    """Return the text that holds a directive's place while an engine renders the rest."""
    return f"{_OPEN}{key}-{number}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Found:
    """One use of a directive: its checked arguments, its body, and the line in which it begins."""

    directive: Directive
    arguments: Any
    body: str
    line: int


@dataclass(slots=True)
class Scanned:
    """A text whose directives have been taken out."""

    text: str
    directives: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    key: str = ""
    """A digest of the text, which thus cannot hold a mark of its own making."""


def put_in(html: str, key: str, number: int, made: str) -> str:
    """Put a directive where its mark stands; within other HTML the mark has no paragraph."""
    held = f"<p>{mark(key, number)}</p>"
    return html.replace(held, made) if held in html else html.replace(mark(key, number), made)


def scan(text: str, path: str, first_line: int, registry: Registry) -> Scanned:
    """Take the directives out of a text; those in code stay."""
    text = text.replace(_OPEN, "").replace(_CLOSE, "")
    if "::" not in text:
        return Scanned(text)
    lines = text.split("\n")
    key = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    scanned = Scanned("", key=key)
    read = partial(_read, path=path, scanned=scanned, registry=registry)
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
            directive = read(found, lines[index + 1 : end], line=index + first_line)
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
    found: re.Match[str],
    body: list[str],
    *,
    line: int,
    path: str,
    scanned: Scanned,
    registry: Registry,
) -> Found | None:
    for below, inner in enumerate(body, line + 1):
        if _LINE.fullmatch(inner.rstrip()):
            _refuse(scanned, path, below, N_("a directive cannot stand within another"))
    colons, name, rest = found.groups()
    try:
        directive = _named(colons, name, registry)
        values = parsed(directive, rest)
        if directive.body and not "".join(body).strip():
            raise RefusedError(N_("“:::{name}” is empty"), name=name)
        arguments = checked(directive, values, path, line, registry)
    except RefusedError as refused:
        _refuse(scanned, path, line, refused.message, refused.hint, **refused.values)
        return None
    except ProblemError as error:
        scanned.problems += error.problems
        return None
    return Found(directive, arguments, "\n".join(body), line)


def _named(colons: str, name: str, registry: Registry) -> Directive:
    """Return the directive of a name; raises RefusedError where there is none."""
    if name in registry.directives:
        directive: Directive = registry.directives[name]
        if directive.body == (colons == ":::"):
            return directive
    known = written(registry)
    words = {word: one.written for one in registry.directives.values() for word in one.chinese}
    guess = words.get(name) or likely(colons + name, known)
    raise RefusedError(
        N_("unknown directive “{value}”"),
        meant_of_registered(guess),
        value=colons + name,
        guess=guess,
        allowed=", ".join(known),
    )


def written(registry: Registry) -> list[str]:
    """Return the names of all directives with their colons, those with a body first."""
    every: list[Directive] = [*registry.directives.values()]
    return [one.written for one in sorted(every, key=lambda one: not one.body)]


def _next_fence(line: str, fence: str) -> str:
    """Return the fence still open after a line: a closing one is at least as long, and alone."""
    closing = _FENCE.match(line)
    ends = closing and closing[1].startswith(fence) and not line.strip().strip(fence[0])
    return "" if ends else fence


def _refuse(
    scanned: Scanned, path: str, line: int, message: str, hint: str = "", **values: str
) -> None:
    scanned.problems.append(Problem(path, line, 1, message, values, hint))
