"""Lines that say who wrote a letter, when and where: labels with their values, units, names, dates.

Such a line leaves the text, so it is one only if nothing in it is left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhuanlan.features.intake.recognise.days import Day, days_in, without_days
from zhuanlan.features.intake.recognise.names import is_name, is_sentence, is_unit

PEOPLE = ("author", "photographer", "editor")

_LABELS = {
    "title": "标题 题目 稿件标题",
    "subtitle": "副标题",
    "date": (
        "日期 时间 报送日期 报送时间 发布时间 发布日期 发稿日期 发稿时间 供稿时间 供稿日期 "
        "成稿时间 写作时间 更新时间 发表时间 录入时间 添加时间"
    ),
    "unit": (
        "单位 报送单位 供稿单位 作者单位 选送单位 投稿单位 来稿单位 推荐单位 发布单位 供稿 "
        "报送 提供 来稿 选送"
    ),
    "source": "来源 稿件来源 信息来源 文章来源 稿源 转自",
    "author": (
        "作者 撰稿 撰稿人 撰文 供稿人 投稿人 报送人 文字 文 通讯员 记者 本报记者 本网记者 "
        "本刊记者 本台记者 实习记者 特约记者 本报通讯员 特约通讯员 实习生 撰写 撰写人 执笔 "
        "采写 作者姓名 稿件作者 报道"
    ),
    "photographer": "摄影 摄影者 摄影师 摄 图 图片 拍摄 照片 供图 配图 图片摄影",
    "author photographer": (
        "文/图 文/摄 图/文 文图 图文 文并图 文、图 图、文 文/摄影 文字/摄影 文·图 文/图片 "
        "摄影报道 撰文/摄影 采写/摄影 文摄 文字摄影 文及图"
    ),
    "editor": "编辑 责任编辑 责编 网络编辑 编发 本期编辑",
    "ignored": (
        "审核 审核人 审稿 审稿人 审签 校对 编审 终审 签发 初审 复审 责任校对 审校 指导教师 "
        "指导老师 监制 抄送 抄报 报 送 点击数 点击 浏览次数 阅读次数 阅读 字体 字号 主题词 主送"
    ),
    "contact": (
        "联系电话 电话 手机 联系人 联系方式 邮箱 电子邮箱 QQ 微信 传真 地址 邮编 通讯地址 "
        "手机号 身份证号"
    ),
    "person": "推荐人物 人物姓名 事迹人物 推荐对象 典型姓名",
    "role": "身份 人物身份 职务",
    "category": "类别 事迹类别 推荐类别",
    "consent": "同意刊登 是否同意刊登 本人同意刊登",
    "column": "栏目 投稿栏目 报送栏目",
    "activity": "活动 活动名称",
    "region": "地区 所在地区 报送地区",
}
"""Labels of the values of a field; those of `ignored` and `contact` concern the office only."""

FORM_FIELDS = ("role", "category", "consent")
"""What forms say of a person; letters have no such labels."""

_FIELDS = {label: field for field, labels in _LABELS.items() for label in labels.split()}
_LONGEST = sorted(_FIELDS, key=len, reverse=True)
_COLON = "[：:]"
_ANY = "|".join(map(re.escape, _LONGEST))
_TIED = "本报记者|本网记者|特约记者|实习记者|本报通讯员|特约通讯员|通讯员|记者"
_LABEL = re.compile(
    rf"(?:^|(?<=[\s；;，,、|／/（(）)]))(?P<label>(?:{_ANY})"
    rf"(?=\s*[：:/／]|\s|$|[）)（(])|(?:{_TIED}))"
    rf"\s*[：:/／]?\s*"
)
_GLUED = re.compile(r"(?<=[^\s：:])(供稿|报送|来稿|选送|供图|摄影报道|摄影|报道|整理)$")
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?:\s+([\u4e00-\u9fff]))?(?![\u4e00-\u9fff])(?=\s*[：:])"
)
_TRADITIONAL = str.maketrans(
    "攝編輯記來單題標圖時間員責審報訊發聯繫電話欄動點區撰寫",
    "摄编辑记来单题标图时间员责审报讯发联系电话栏动点区撰写",
)
_MARKERS = "□■◆◇●○★☆▲△*·•—-－　 \t"
_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", "《": "》"}
_LONG = 90


def is_label(text: str) -> bool:
    """Tell whether a text is a label that is known."""
    return text.translate(_TRADITIONAL) in _FIELDS


@dataclass
class Byline:
    """What a line says: values by their fields, units, names without a label, days."""

    values: dict[str, list[str]] = field(default_factory=dict)
    units: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    rest: str = ""
    marked: bool = False
    """Whether it stands in brackets, or behind a mark such as □."""

    @property
    def is_bare(self) -> bool:
        """Whether it consists of names, or of units, that no label and no mark explains."""
        return not (self.values or self.days or self.labels or self.marked) and not (
            self.units and self.names
        )

    def has(self, name: str) -> bool:
        """Tell whether a label names the field."""
        return name in self.labels

    def put(self, fields: str, value: str) -> None:
        """Note a value of one field or several."""
        for name in fields.split():
            self.values.setdefault(name, []).append(value)


def byline_of(text: str, units: Sequence[str]) -> Byline | None:
    """Return what a line says if it may be a byline; `rest` holds what is neither.

    `units` are the declared names, the longest first.
    """
    line = _bare(text)
    if not line or len(line) > _LONG:
        return None
    found = Byline(days=[*days_in(line)])
    segments = [*_segments(without_days(line) if found.days else line)]
    for place, (label, value) in enumerate(segments):
        fields = _FIELDS.get(label, "")
        if not label or fields == "date":
            found.labels += fields.split()
            continue
        found.labels += fields.split()
        if not value.strip() and place and fields and not segments[place - 1][0]:
            segments[place] = label, segments[place - 1][1]
            segments[place - 1] = "", ""
        elif not value.strip() and place and fields:  # 本报记者 李明 文/摄
            segments[place] = label, segments[place - 1][1]
    for label, value in segments:
        _read(label, value, found, units)
    if not (found.values or found.units or found.names or found.days or found.labels):
        found.rest = line
    if found.names and "author" in found.values:  # □ 李明 本报记者 张华
        found.values["author"] = [*found.names, *found.values["author"]]
        found.names = []
    found.marked = text[0] in _MARKERS or text[0] in _BRACKETS
    return found


def _bare(text: str) -> str:
    """Return a line without the marks and brackets around it."""
    line = _SPACED.sub(
        lambda found: "".join(filter(None, found.groups())), text.translate(_TRADITIONAL)
    )
    line = line.strip(_MARKERS)
    while len(line) > 2 and _BRACKETS.get(line[0]) == line[-1] and line[0] not in line[1:]:
        line = line[1:-1].strip(_MARKERS)
    if line.startswith("《") and "》" in line:
        line = line.replace("《", "", 1).replace("》", " ", 1)
    return line


def _segments(line: str) -> Iterator[tuple[str, str]]:
    """Yield the labels of a line, each with what follows it; what stands before has none."""
    for mark in "（(）)":
        line = line.replace(mark, f" {mark} ")
    found = [*_LABEL.finditer(line)]
    before = line[: found[0].start()] if found else line
    before = before.rstrip(" \t\u3000（(")
    glued = _GLUED.search(before)
    yield "", before[: glued.start()] if glued else before
    if glued:
        yield glued[1], ""
    for place, one in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(line)
        value = line[one.end() : end].rstrip(" ；;，,、|／/（(")
        last = _GLUED.search(value.strip()) if _FIELDS[one["label"]] != "unit" else None
        yield one["label"], value.strip()[: last.start()] if last else value
        if last:
            yield last[1], ""


_BETWEEN = re.compile(r"[、，,；;|／/（）()【】]+|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff])")
"""What stands between names; blanks may stand within them."""


def _read(label: str, value: str, found: Byline, units: Sequence[str]) -> None:
    """Note the value of a label, or what stands without one."""
    fields = _FIELDS.get(label, "")
    value = value.strip(" \t\u3000：:；;，,、|()（）")
    if fields == "date":
        found.rest += value
    elif fields in _WHOLE or (fields == "unit" and label != _OF_EITHER):
        if value:
            value, *others = _APART.split(value)
            found.put(fields, value)
            found.units += [value] if fields == "unit" else []
            found.rest += "".join(others)
    else:
        for part in _BETWEEN.split(value):
            for token in _joined(part.split()):
                _read_token(token, fields, found, units)


_APART = re.compile(r"\s{2,}")
"""Blanks between one value and what follows."""

_WHOLE = frozenset(_LABELS) - {"date", "unit", "author", "photographer", "editor", "person"}
_WHOLE -= {"author photographer"}
"""Fields whose values are no names, and are taken as they stand."""

_OF_EITHER = "供稿"
"""It stands before a unit as well as before a person."""

_AND_OTHERS = frozenset({"等", "整理"})


def _read_token(token: str, fields: str, found: Byline, units: Sequence[str]) -> None:
    """Note a part of a value: a unit, or a name, which a label makes one of its field."""
    of_people = bool(fields) and fields != "unit"
    if unit_in(token, units) or (not of_people and is_unit(token)):
        found.units.append(token)
        if fields == "unit":
            found.put(fields, token)
    elif of_people and is_name(token, labelled=True):
        found.put(fields, token)
    elif is_name(token):
        if fields:
            found.put("author", token)
        else:
            found.names.append(token)
    elif fields == "unit" or is_unit(token):
        found.units.append(token)
        if fields == "unit":
            found.put(fields, token)
    elif not (of_people and token in _AND_OTHERS):
        found.rest += token


def _joined(tokens: list[str]) -> list[str]:
    """Join single characters: names are written 李 明, to be as long as others."""
    joined: list[str] = []
    for place, token in enumerate(tokens):
        if joined and len(token) == 1 and len(tokens[place - 1]) == 1 and len(joined[-1]) < 3:
            joined[-1] += token
        else:
            joined.append(token)
    return joined


_PART = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9（）()]{0,14}(?:[科部室处股队班办组会委所站段院馆社校级村局行厂]|支部|中心|窗口)|"
)


def unit_in(token: str, units: Sequence[str]) -> str:
    """Return the declared name that a token is, or that it begins with, a part of it following."""
    for name in units:
        part = token[len(name) :]
        if token.startswith(name) and _PART.fullmatch(part) and not is_sentence(part):
            return name
    return ""


_BULLETIN = re.compile(
    r".{0,20}(?:简报|工作信息|信息快报|工作动态|信息专报|快讯|专刊|信息)(?:\s*[（(]?第?.{1,6}期[）)]?)?"
)
_ISSUE = re.compile(r"[（(【]?\s*(?:总?第|\d{4}年第?)\s*[\d一二三四五六七八九十〇]+\s*期.{0,12}")


def is_masthead(text: str) -> bool:
    """Tell whether a line is the head of a bulletin: 工作信息, 第3期."""
    return bool(_BULLETIN.fullmatch(text) or _ISSUE.fullmatch(text))
