"""What a whole page says of itself: title, date, source, author, editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zhuanlan.features.intake.web.blocks import Paragraph
from zhuanlan.features.intake.web.reading import Element

_META = {
    "title": ("articletitle", "og:title", "twitter:title"),
    "date": ("pubdate", "publishdate", "article:published_time", "og:release_date", "createdate"),
    "source": ("contentsource", "source", "og:article:source"),
    "author": ("author", "og:article:author", "article:author"),
    "editor": ("editor", "contenteditor"),
    "keywords": ("keywords",),
    "description": ("description", "og:description"),
}
"""Names of `meta`: those of 国办发〔2017〕47号 first, then Open Graph's."""

_WECHAT = {
    "title": ("activity-name",),
    "source": ("js_name", "profileBt"),
    "author": ("js_author_name", "js_author_name_text"),
    "date": ("publish_time",),
}
_CT = re.compile(r"""\b(?:ct|oriCreateTime)\s*=\s*["'](\d{10})["']""")

_LABELS = {
    "date": "发布时间|发布日期|发稿时间|时间|日期",
    "source": "信息来源|稿件来源|文章来源|来源",
    "editor": "责任编辑|责编|编辑",
    "author": "作者|撰稿|供稿|通讯员",
    "photographer": "摄影|摄",
    "views": "浏览次数|点击数|点击量|阅读次数|浏览量|点击|阅读|浏览",
    "": "字体大小|字号|字体|分享到|分享|打印本页|关闭窗口|保护视力色|打印|关闭",
}
_LABEL = re.compile(
    r"[【\[（(]?\s*(?:" + "|".join(f"({words})" for words in _LABELS.values()) + r")\s*[:：]"
)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?[\sT]*(\d{1,2}:\d{2})?")
_EDGES = " \t\n\u00a0\u3000|｜【】[]（）()"


def properties_of(root: Element) -> dict[str, str]:
    """Return what a page says of itself: `title`, `date`, `source`, `author`, `editor` …

    What WeChat or the `meta` tags say goes before a line such as “来源：…” on the page.
    """
    found = {**labelled(_lines(root)), **_of_metas(root), **_of_wechat(root)}
    if "title" not in found:
        titles = [*root.iter("h1")]
        found["title"] = _words(titles[0]) if len(titles) == 1 else _of_window(root)
    if date := _DATE.match(found.get("date", "")):
        found["date"] = _day(date)
    return {key: value for key, value in found.items() if value}


def _of_window(root: Element) -> str:
    """Return the title of the window, without the site's name where the page shows it alone."""
    whole = next((_words(title) for title in root.iter("title")), "")
    ends = [match.start() for match in re.finditer(r"\s*[-_—–|]", whole)]
    if ends:
        tags = ("h2", "h3", "div", "p", "td", "span")
        lines = {_short(one) for one in root.iter(*tags)}
        for end in reversed(ends):
            if whole[:end] in lines:
                return whole[:end]
    return whole


def _short(element: Element) -> str:
    """Return the text of an element, or nothing where it is longer than a line."""
    parts, size = [], 0
    for part in element.itertext(*_TEXT):
        size += len(part)
        if size > _SHORT:
            return ""
        parts.append(part)
    return " ".join("".join(parts).split())


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _of_wechat(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, names in _WECHAT.items():
        for name in names:
            for element in root.xpath("//*[@id=$name]", name=name):
                if text := _words(element):
                    found.setdefault(key, text)
    if "date" not in found and "title" in found:
        for script in root.iter("script"):
            if match := _CT.search((script.text or "")[:500_000]):
                found["date"] = _from_seconds(int(match[1]))
    return found


def _of_metas(root: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        if name and (content := " ".join((meta.get("content") or "").split())):
            metas.setdefault(name, content)
    return {
        key: next(metas[name] for name in names if name in metas)
        for key, names in _META.items()
        if any(name in metas for name in names)
    }


def _from_seconds(seconds: int) -> str:
    from datetime import UTC, datetime, timedelta

    moment = datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)  # China has one time zone
    return f"{moment:%Y-%m-%d %H:%M}"


def _day(match: re.Match[str]) -> str:
    year, month, day, time = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}" + (f" {time}" if time else "")


_SHORT = 160


def _lines(root: Element) -> Iterable[str]:
    """Yield the short lines of a page that may hold a label and its value."""
    for element in root.iter("p", "div", "span", "li", "td", "h3", "h4", "h5", "em", "font"):
        text = _short(element)
        if "：" in text or ":" in text:
            yield text


_TEXT = tuple("p div span li td th h1 h2 h3 h4 h5 em font a b strong i section".split())


def labelled(lines: Iterable[str]) -> dict[str, str]:
    """Return the values behind labels such as “来源：”; the first of each counts."""
    found: dict[str, str] = {}
    for line in lines:
        for key, value in _pairs(line) or ():
            if key and value:
                found.setdefault(key, value)
    found.pop("views", None)
    return found


def _pairs(line: str) -> list[tuple[str, str]] | None:
    """Return labels and values of a line that consists of them; None if it does not."""
    labels = [*_LABEL.finditer(line)]
    if not labels or line[: labels[0].start()].strip(_EDGES):
        return None
    pairs = []
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(line)
        key = [*_LABELS][next(n for n, group in enumerate(label.groups()) if group)]
        value = line[label.end() : end].strip(_EDGES)
        if len(value) > 40 or any(stop in value for stop in "。；！？"):
            return None
        if key == "date":
            date = _DATE.match(value)
            if not date:
                return None
            value = _day(date)
        pairs.append((key, value))
    return pairs


def without_head(paragraphs: Sequence[Paragraph], properties: dict[str, str]) -> list[Paragraph]:
    """Drop the title and the line of date and source above a text: they are properties.

    What that line says and the page did not is added to the properties.
    """
    title = _core(properties.get("title", ""))
    kept = [*paragraphs]
    for at in reversed(range(min(4, len(kept)))):
        one = kept[at]
        if one.tag in ("table",) or one.pictures:
            continue
        if title and _core(one.text) == title:
            kept.pop(at)
        elif (pairs := _pairs(" ".join(one.text.split()))) is not None:
            for key, value in pairs:
                if key and key != "views":
                    properties.setdefault(key, value)
            kept.pop(at)
    return kept


def _core(text: str) -> str:
    return "".join(text.split())


_ADDRESSES = (
    "//base/@href",
    "//link[@rel='canonical']/@href",
    "//meta[@property='og:url']/@content",
)


def address_of(root: Element) -> str:
    """Return where a page was, as it says itself; an empty string if it does not."""
    for path in _ADDRESSES:
        for value in root.xpath(path):
            if str(value).strip().startswith(("http://", "https://")):
                return str(value).strip()
    return ""
