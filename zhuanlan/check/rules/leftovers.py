"""Rules of what came along with a pasted text, and of what was lost on the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Fix
from zhuanlan.load.markdown.code import Code
from zhuanlan.load.markdown.lines import needed
from zhuanlan.load.markdown.pasted import spot
from zhuanlan.model.checks import Rule
from zhuanlan.model.post import Post

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def leftovers(source: Source) -> Iterator[Finding]:
    """Find what was left in a post or page by whoever pasted it, or was lost."""
    return _Leftovers(source.manuscript).found() if source.is_markdown else iter(())


class _Leftovers:
    """Looks at one text by itself."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.path = manuscript.path
        self.first = manuscript.body_line
        # with the same places
        self.body = _COMMENT.sub(lambda m: re.sub(r"[^\n]", "\0", m[0]), manuscript.body)
        self.lines = self.body.split("\n")
        self.code = Code(self.body)
        starts = accumulate((len(line) + 1 for line in self.lines), initial=0)
        self.prose = [
            "" if self.code.holds(at) else line
            for at, line in zip(starts, self.lines, strict=False)
        ]
        """The lines, but empty where one begins in code."""
        data = manuscript.matter.data
        self.title = str(data.get("title") or "") if isinstance(data, dict) else ""

    def found(self) -> Iterator[Finding]:
        """Find all that was left or lost."""
        yield from self._title()
        yield from self._prose_as_code()
        for number, line in enumerate(self.prose):
            if line:
                yield from self._of_wechat(number, line)
                yield from self._caption(number, line)
        for first, end in self._paragraphs():
            yield from self._run_together(first, end)
            yield from self._short_lines(first, end)

    def _title(self) -> Iterator[Finding]:
        number = next((n for n, line in enumerate(self.lines) if line.strip("\0 \u3000")), None)
        if number is None or not self.title or _bare(self.lines[number]) != _bare(self.title):
            return
        end = number + 1
        if end < len(self.lines) and re.fullmatch(r"(?:=+|-+) *", self.lines[end]):
            end += 1
        while end < len(self.lines) and not self.lines[end].strip():
            end += 1
        rest = "".join(self.lines[end:]).strip("\0 \n")
        old = "".join(line + "\n" for line in self.lines[number:end])
        yield finding(
            "title-repeated",
            self.path,
            (self.first + number, 1),
            N_("the text begins with its title, which stands above it already"),
            N_("take this line away"),
            fix=Fix(old, "") if rest else None,
        )

    def _of_wechat(self, number: int, line: str) -> Iterator[Finding]:
        match = _OF_WECHAT.search(line)
        if not match:
            return
        alone = _ALONE.fullmatch(line.strip()) is not None
        last = number == len(self.lines) - 1
        yield finding(
            "wechat",
            self.path,
            (self.first + number, 1 if alone else match.start() + 1),
            N_("“{value}” speaks to readers of WeChat"),
            N_("take it away, or say where readers of the site find it"),
            fix=Fix(line if last else f"{line}\n", "") if alone else None,
            value=match[0],
        )

    def _caption(self, number: int, line: str) -> Iterator[Finding]:
        match = _CAPTION.match(line)
        if not match:
            return
        near = self.lines[max(number - _NEAR, 0) : number + _NEAR + 1]
        if not any(_PICTURE.search(other) for other in near):
            yield finding(
                "caption",
                self.path,
                (self.first + number, match.start("name") + 1),
                N_("“{value}” stands here without a picture"),
                N_("save the picture beside the post and write ![what it shows](file.jpg)"),
                value=match["name"],
            )

    def _prose_as_code(self) -> Iterator[Finding]:
        for start, end in self.code.spans:
            block = _BLOCK.match(self.body[start:end])
            if not block or block["language"].strip() not in ("", "text", "txt"):
                continue
            text = "".join(block["text"].split())
            han = sum("\u4e00" <= character <= "\u9fff" for character in text)
            if han >= _LEAST_HAN and han > 0.6 * len(text) and re.search("[，。！？；]", text):
                yield finding(
                    "code-prose",
                    self.path,
                    spot(self.body, start, self.first),
                    N_("this Chinese text is shown as code"),
                    N_("take the lines of ``` or ~~~ around it away"),
                )

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        """Yield the first line, and the one after the last, of each paragraph of several lines."""
        first = None
        for number, line in enumerate([*self.prose, ""]):
            running = line.strip() and not _NO_PROSE.match(line)
            if running and first is None and (number == 0 or not self.prose[number - 1].strip()):
                first = number
            elif not running and first is not None:
                if number > first + 1 and not line.strip():
                    yield first, number
                first = None

    def _run_together(self, first: int, end: int) -> Iterator[Finding]:
        lines = self.lines[first:end]
        ends = [bool(_SENTENCE_END.search(line)) for line in lines]
        if sum(map(len, lines)) <= _LONGEST or not any(ends[:-1]):
            return
        if any(line.endswith(("  ", "\\", ">")) for line in lines):
            return  # lines of their own
        fix = Fix("\n".join(lines), "\n\n".join(lines)) if all(ends) else None
        yield finding(
            "run-together",
            self.path,
            (self.first + first, 1),
            N_("{count} lines become one paragraph of more than {limit} characters"),
            N_("put an empty line between paragraphs"),
            fix=fix,
            count=len(lines),
            limit=_LONGEST,
        )

    def _short_lines(self, first: int, end: int) -> Iterator[Finding]:
        """Find the lines of a list or a poem that nothing keeps apart: 一等奖 张三, 二等奖 李四."""
        lines = [line.strip() for line in self.lines[first:end]]
        if max(map(len, lines)) > _SHORT or any(map(_STOPPED.search, lines)):
            return
        if any(line.endswith(("  ", "\\")) for line in self.lines[first : end - 1]):
            return  # lines of their own
        if needed("\n" + "\n".join(lines)):
            return  # some of which stay such
        yield finding(
            "run-together",
            self.path,
            (self.first + first, 1),
            N_("{count} short lines become one: “{value}…”"),
            N_("put an empty line between them, or two blanks at the end of each"),
            count=len(lines),
            value="".join(lines)[:_SHORT],
        )


def text_blank(source: Source) -> Iterator[Finding]:
    """Find what is published without a text; what has attachments may do without."""
    item, manuscript = source.item, source.manuscript
    if item is None:
        return
    attached = isinstance(item, Post) and item.matter.attachments
    draft = isinstance(item, Post) and item.matter.status == "draft"
    if not attached and not draft and not _COMMENT.sub("", manuscript.body).strip():
        spot = manuscript.spot("title")
        hint = N_("write it below the second ---, or make it a draft: status: draft")
        yield finding("text-blank", source.path, spot, N_("there is no text"), hint)


def _bare(text: str) -> str:
    """Return a line without markup, punctuation and widths, as titles are compared."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in text if character.isalnum())


_NEAR = 4
"""Lines above and below in which the picture of a caption may stand."""
_LONGEST = 400
_SHORT = 20
_STOPPED = re.compile(r"[\W_]$")
"""The end of a sentence, or of a part of one: such lines are running text."""
_LEAST_HAN = 20
_PICTURE = re.compile(r"!\[|<img\b|^::(?::gallery|video)\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"[\u3000 *_（(▲△↑]{0,8}(?P<name>图(?:片)?[ ]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}))[ ]?[:：]"
)
_BLOCK = re.compile(r"[ >\t]*(?P<fence>`{3,}|~{3,})(?P<language>[^\n]*)\n(?P<text>.*)", re.DOTALL)
_NO_PROSE = re.compile(r"[ ]{0,3}(?:[#|<>\0\[!]|[-*+][ \t]|\d{1,9}[.)][ \t]|::|`{3}|~{3}| {4}|\t)")
_SENTENCE_END = re.compile(r"[。！？…][”’」』）)》]{0,3}$")

_PHRASE = (
    r"(?:请|欢迎|可)?长按[^。！？，；”」\n]{0,10}二维码(?:[^。！？；”」\n]{0,6}(?:关注|添加))?"
    r"|(?:扫描|识别)[^。！？，；”」\n]{0,6}二维码[^。！？；”」\n]{0,6}关注|识别(?:图中|下方|上方)的?二维码"
    r"|长按[^。！？，；”」\n]{0,8}关注|扫码关注|扫一扫[^。！？；”」\n]{0,4}关注"
    r"|点击[^。！？，；”」\n]{0,10}蓝(?:色)?字(?:[”」]?[^。！？；“「\n]{0,6}关注)?|点击上方[^。！？；”」\n]{0,12}关注"
    r"|(?:点击|轻触)[^。！？，；”」\n]{0,8}阅读原文|点[亮个击]?[“「【]?在看|设为[“「【]?星标"
    r"|预览时标签不可点|微信扫一扫关注该公众号|继续滑动看下一个|向上滑动看下一个"
)
_AROUND = r"[^\w\n\0]{0,20}"
_OF_WECHAT = re.compile(rf"{_PHRASE}|^{_AROUND}阅读(?:原文|全文){_AROUND}$")
_ALONE = re.compile(
    rf"{_AROUND}(?:(?:{_PHRASE}|阅读(?:原文|全文))(?:我们|本号|公众号)?{_AROUND}){{1,3}}(?:[↓⬇]{{0,9}})"
)


TITLE_REPEATED = Rule(
    "title-repeated",
    "warning",
    N_("a text begins with its title"),
    {"source": leftovers},
    fixable=True,
)
RUN_TOGETHER = Rule(
    "run-together",
    "warning",
    N_("paragraphs that run together"),
    {"source": leftovers},
    fixable=True,
)
WECHAT = Rule(
    "wechat", "warning", N_("words for readers of WeChat"), {"source": leftovers}, fixable=True
)
CAPTION = Rule("caption", "warning", N_("a caption without its picture"), {"source": leftovers})
CODE_PROSE = Rule(
    "code-prose", "warning", N_("Chinese text that is shown as code"), {"source": leftovers}
)
TEXT_BLANK = Rule(
    "text-blank", "warning", N_("a post or page without a text"), {"source": text_blank}
)
