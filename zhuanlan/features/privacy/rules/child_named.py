"""Rule of children: a school class and a full name together tell where to find a child."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Piece
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.features.privacy.minors import children_of
from zhuanlan.features.privacy.surnames import COMPOUND, without_given_name
from zhuanlan.model.checks import Rule

_DIGIT = "一二三四五六七八九十1234567890１２３４５６７８９０"
_IN_BRACKETS = rf"[（(][ ]?[{_DIGIT}]{{1,2}}[ ]?[)）]"
_CLASS = re.compile(
    rf"(?:[一二三四五六七八九1-9]年级[ ]?(?:{_IN_BRACKETS}|[{_DIGIT}]{{1,2}})[ ]?班"
    rf"|初[一二三][ ]?(?:{_IN_BRACKETS}|[{_DIGIT}]{{1,2}})[ ]?班"
    rf"|(?<![高大初{_DIGIT}])[一二三四五六七八九]{_IN_BRACKETS}[ ]?班"
    rf"|幼儿园[ ]?[大中小托](?:{_IN_BRACKETS}|[{_DIGIT}]{{0,2}})班)"
)
"""Classes of those who may be under 14, so none of 高一."""

_SURNAME = (
    f"(?:{'|'.join(sorted(COMPOUND))}"
    "|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁"
    "任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔"
    "向汤])"
)
_NO_NAME = re.compile(
    ".某|全体|.{0,2}(?:老师|主任|校长|书记|园长|家长|同学|学生|小朋友|爷爷|奶奶)"
    "|许多|高兴|高年|方阵|方面|马上|周围|周[一二三四五六日末]|任何|何时|江边|白天|金牌|石头|万分|夏天|向[他她大]"
)
_NAME = rf"(?P<name>{_SURNAME}[\u4e00-\u9fff]{{1,2}}?)"
_CHILD = "同学|小朋友|小同学"
_LINK = r"(?:的|小学生|学生|少先队员|小朋友|同学|班长|[大中小]队长|学习委员|[：:、，,\s“”])"
_AFTER = re.compile(
    rf"{_LINK}{{0,3}}{_NAME}(?=$|{_CHILD}|[、，。；：！？,.（(“”\s]|[的在说和与等把]|获得|荣获|上台|代表)"
)
_BEFORE = re.compile(rf"{_NAME}(?:{_CHILD})?[ ]?[（(，,][^\n，。；（）()]{{0,12}}$")
_REACH = 24
"""Characters before a class in which a name may stand."""


def named_in_class(source: Source) -> Iterator[Finding]:
    """Find a class in whose story a child is shown with its full name."""
    post, manuscript = source.post, source.manuscript
    if post is None:
        return
    pieces = [piece for piece in manuscript.pieces if "班" in piece.text]
    if not pieces:
        return
    matter = post.matter
    shown = {one.name for one in matter.minors}
    if matter.person and matter.person.is_minor:
        shown.add(matter.person.name)
    hidden = {one.name for one in children_of(manuscript.matter.data)} - shown
    told: set[tuple[int, str]] = set()
    for piece in pieces:
        for found in _CLASS.finditer(piece.text):
            near = {*_names_near(piece, found)} - hidden
            for name in sorted({one for one in shown if "某" not in one} | near):
                if (piece.line, name) not in told:
                    told.add((piece.line, name))
                    yield finding(
                        "child-named",
                        post.path,
                        piece.spot(found.start()),
                        N_("the class “{value}” and the full name “{name}” tell who a child is"),
                        N_("leave out the class, or write “{hidden}”"),
                        value=found[0],
                        name=name,
                        hidden=without_given_name(name),
                    )


def _names_near(piece: Piece, found: re.Match[str]) -> Iterator[str]:
    """Yield what looks like a child's name right behind a class, or right before it."""
    behind = _AFTER.match(piece.text, found.end())
    before = _BEFORE.search(piece.text[max(found.start() - _REACH, 0) : found.start()])
    for match in (behind, before):
        if match and not _NO_NAME.match(match["name"]):
            yield match["name"]


CHILD_NAMED = Rule(
    "child-named",
    "warning",
    N_("a child can be told by its class and full name"),
    {"source": named_in_class},
)
