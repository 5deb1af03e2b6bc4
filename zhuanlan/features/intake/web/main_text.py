"""Where in a whole page the text is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.web.losses import Losses
from zhuanlan.features.intake.web.reading import Element
from zhuanlan.features.intake.web.styles import is_hidden, style_of

_PLACES = (
    "js_content", "zoom", "UCAP-CONTENT", "ucap-content", "TRS_Editor", "TRS_UEDITOR",
    "trs_editor_view", "view", "article-content", "article_content", "articleContent",
    "content-body", "news_content", "newsContent", "con_con", "pages_content", "bt_content",
    "wzcon", "xxgk_content", "Zoom", "entry-content", "post-content", "vsb_content",
)  # fmt: skip
"""Ids and classes in which content management systems put the text."""

_MOST_OF_IT = 0.75
_NOT_TEXT = frozenset("script style noscript template head title select option".split())


def main_of(root: Element, losses: Losses) -> Element:
    """Return the element that holds the text, and say how much is left out.

    It is found by the name of its place, by `article` or `main`, and else as the innermost element
    with three quarters of the text outside of links.
    """
    body = next(iter(root.iter("body")), root)
    sizes = _sizes(root)
    whole = sizes[body][0] + sizes[body][1] if body in sizes else 0
    named = _named(root, sizes)
    main = _densest(body, sizes) if named is None else named
    if main is not body:
        text, links = sizes.get(main, (0, 0))
        count = whole - text - links
        message = N_("what surrounds the text on the page was left out: {count} characters")
        losses.count(message, max(count, 0))
    return main


def _named(root: Element, sizes: Mapping[Element, tuple[int, int]]) -> Element | None:
    for name in _PLACES:
        found = root.xpath(
            "//*[@id=$name or contains(concat(' ', normalize-space(@class), ' '), $spaced)]",
            name=name, spaced=f" {name} ",
        )  # fmt: skip
        found = [one for one in found if any(sizes.get(one, ())) or _has_picture(one)]
        if found:
            return max(found, key=lambda one: sizes.get(one, (0, 0))[0])
    for tag in ("article", "main"):
        found = [*root.iter(tag)]
        if len(found) == 1 and any(sizes.get(found[0], ())):
            return found[0]
    return None


def _has_picture(element: Element) -> bool:
    return element.find(".//img") is not None


def _sizes(root: Element) -> dict[Element, tuple[int, int]]:
    """Return for each element how many characters of text and of links it holds."""
    sizes: dict[Element, tuple[int, int]] = {}
    for element in _from_below(root):
        tag = element.tag
        unseen = not isinstance(tag, str) or tag in _NOT_TEXT
        if unseen or is_hidden(element, style_of(element, {})):
            sizes[element] = (0, 0)
            continue
        text, links = len((element.text or "").strip()), 0
        for child in element:
            own, linked = sizes[child]
            text += own + len((child.tail or "").strip())
            links += linked
        sizes[element] = (0, text + links) if tag == "a" else (text, links)
    return sizes


def _from_below(root: Element) -> Iterable[Element]:
    from lxml import etree

    return (element for _, element in etree.iterwalk(root, events=("end", "comment")))


def _densest(body: Element, sizes: Mapping[Element, tuple[int, int]]) -> Element:
    """Go down from the body as long as one child holds nearly all of the text."""
    best = body
    while True:
        text = sizes.get(best, (0, 0))[0]
        below = [one for one in best if isinstance(one.tag, str) and sizes.get(one, (0, 0))[0]
                 >= max(_MOST_OF_IT * text, 80)]  # fmt: skip
        if not below or below[0].tag in ("p", "table", "ul", "ol", "span", "font", "h1"):
            return best
        best = below[0]
