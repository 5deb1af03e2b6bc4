"""What is Markdown at the beginning of a line only, and not meant.

A year is no number of a list (`2013. `), `>100人` no quotation, `#` no heading; a line of `=` below
a sentence makes no heading of it, and `[1]: 说明` defines nothing. A line that begins with an
enumeration of Chinese documents (`1．`, `一、`, `（一）`, `●`) or a label (`来源：`) stays a line
of its own, and so do a date at the end and what follows a salutation (`各县文明办：`). One with a
full-width indent begins a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter

from zhuanlan.load.markdown.signs import reference

_MARKERS = r"(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)"
_ENUMERATOR = (
    r"(?:\d{1,3}(?:[．、]|\.(?=[\u4e00-\u9fff“《]))|[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳·•●○■□◆◇★☆▲△※→►])"
)
_LABELLED = (
    r"(?:(?:稿件)?来源|(?:报送|供稿)?单位|供稿|作者|通讯员|记者|摄影|(?:责任)?编辑|审核|审校"
    r"|联系人|(?:联系)?电话|地址|(?:活动)?(?:时间|地点)|主办|承办|协办)[：:]"
)
"""Facts about a story, a line each."""
_NUMERAL = "[〇○零一二三四五六七八九十]"
_TWO = rf"(?:\d{{1,2}}|{_NUMERAL}{{1,3}})"
_DATED = rf"(?:\d{{4}}|{_NUMERAL}{{4}})年{_TWO}月{_TWO}日"
"""The date at the end of a document, below who issued it."""
_MORE = r"(?:[\d=＝¥￥$]|[-+]\d)"
# each begins with the line break: most lines are done with at their first character
_LINE = re.compile(
    rf"""\n(?:
      [ \t>]*{_MARKERS}*
      (?:(?P<number>(?:\d{{4,9}}|0\d{{1,8}})[.)])(?=[ \t]|\n|$)        # 2013. is a year
      |(?P<fence>`{{3,}})(?=[^`\n]*(?:\n|$)))                         # nothing closes it
    | [ ]{{0,3}}(?P<hashes>\#{{1,6}})(?=[ \t]*(?:\n|$))               # a heading without words
    | [ ]{{0,3}}(?P<more>>)(?={_MORE})                     # >100人
    | [ ]{{0,3}}(?P<label>\[[^\]\n^]+\]):[ \t]*\n?[ \t]*(?P<target>\S+)
    | (?<=[^\n]\n)[ \t]*(?P<under>={{3,}}|:?-{{1,2}}:?|:-+:?|-+:)(?=[ \t]*(?:\n|$))
    | (?<=[^\n\\]\n)[ \t]*(?P<item>(?={_ENUMERATOR}                  # 1．, 一、, ●
        |{_LABELLED}|{_DATED}[ \t]*(?:\n|$)))
    | (?<=：\n)(?P<below>(?=[\u4e00-\u9fff“《]))                      # 各县文明办：
    | [ \t]*(?P<picture>\u3000[\u3000 ]*)(?=!\[[^\n]*\)[ ]*(?:\n|$))   # needs no indent
    | [ \t>]*(?P<indent>\u3000+)(?=\S)
    )""",
    re.VERBOSE,
)
_NEEDED = re.compile(
    r"\n(?=[0-9 \t>:=`\[（(①-⑳·•●○■□◆◇★☆▲△※→►\u3000一二三四五六七八九十#*+-])"
    r"(?:0\d|\d{4}|\d{1,3}(?:[．、]|\.[^\s\d])|[-+*][ \t]+[\d`]|\d{1,3}[.)][ \t]+[\d`]"
    r"|[ \t>]+(?:[-+*]|\d+[.)]|[^\x00-\x7f]|[\d`#>\[:=])|[:=`\[（(①-⑳·•●○■□◆◇★☆▲△※→►\u3000]"
    r"|[一二三四五六七八九十]{1,3}、|-{1,2}[ \t]*(?:\n|$)|-+:|#{1,6}[ \t]*(?:\n|$))"
)
"""What every text holds in which a line may have to be changed; quick, since each is asked."""
_OWN_LINE = re.compile(rf"\n[ \t]*(?:{_LABELLED}|{_DATED}[ \t]*(?:\n|$))")
_NUMBERED = re.compile(r"\n(\d{1,3})[.)][ \t][^\n]*(?=\n+(\d{1,3})[.)][ \t])")
_LABEL = re.compile(r"\[[^\[\]\n]+\]")
_ADDRESS = re.compile(r"<|\.{0,2}/|#|[A-Za-z][\w+.-]*://|mailto:|tel:")
_FILE = re.compile(r"\.[A-Za-z]\w{1,4}(?:#|$)")
_CHINESE_SIGN = re.compile("[，。、；：！？“”《》（）]")
_QUOTED = re.compile(rf"[ ]{{0,3}}>(?!{_MORE})")
_APART = "\n\n<!-- -->\n"
"""Between two lists, so that the second begins with the number that was typed."""
_BULLETED = re.compile(r"[ \t]|>*[ \t]*[-+*](?:[ \t]|$)")


def needed(text: str) -> bool:
    """Look whether a line may have to be changed."""
    if _NEEDED.search(text) or "：\n" in text or _OWN_LINE.search(text):
        return True
    numbered = ". " in text or ") " in text
    return numbered and any(_is_jump(found) for found in _NUMBERED.finditer(text))


def escaped(piece: str, whole: str) -> str:
    """Escape what is Markdown at the beginning of a line only."""
    labels: Counter[str] = Counter()

    def line(found: re.Match[str]) -> str:
        kind = found.lastgroup or ""
        before = piece[found.start() : found.start(kind)]
        if kind in ("item", "below"):
            return "  " + before
        if kind == "picture":
            return before
        if kind == "indent":
            begins = found.start() and piece[found.start() - 1] != "\n"
            apart = before.rstrip(" \t") if ">" in before else "\n"  # a quotation goes on
            return (apart if begins else "") + before + reference(found[kind])
        if kind == "target":
            labels.update(map(str.lower, _LABEL.findall(whole) if not labels else ()))
            used = labels[found["label"].lower()] > 1
            if used and _is_address(found["target"]):
                return found[0]
            return found[0].replace("[", reference("["), 1)
        if kind == "under":
            return _underline(piece, found, before)
        if kind == "more" and any(map(_quoted, _neighbours(piece, found))):
            return found[0]
        first = found[kind][:-1] if kind == "number" else ""
        return before + first + reference(found[kind][len(first) :])

    piece = _NUMBERED.sub(lambda found: found[0] + _APART * _is_jump(found), piece)
    return _LINE.sub(line, piece)


def _is_jump(found: re.Match[str]) -> bool:
    """Look whether the number of an item is not the next; the same all over counts by itself."""
    return int(found[2]) not in (int(found[1]), int(found[1]) + 1)


def _is_address(target: str) -> bool:
    if _ADDRESS.match(target):
        return True
    file = _FILE.search(target) or ("/" in target and re.search("[A-Za-z]", target))
    return bool(file) and not _CHINESE_SIGN.search(target)


def _underline(piece: str, found: re.Match[str], before: str) -> str:
    """Write a line of `=` or of few `-` below a text as a line of its own."""
    above, _ = _neighbours(piece, found)
    if found["under"] == "-" and _BULLETED.match(above):
        return found[0]  # an empty item
    hard = "" if above.endswith("\\") else "  "
    return hard + before + reference(found["under"][0]) + found["under"][1:] + "  "


def _neighbours(piece: str, found: re.Match[str]) -> tuple[str, str]:
    above = piece[piece.rfind("\n", 0, found.start()) + 1 : found.start()]
    end = piece.find("\n", found.end())
    below = piece[end + 1 :].partition("\n")[0] if end >= 0 else ""
    return above, below


def _quoted(line: str) -> bool:
    return _QUOTED.match(line) is not None
