"""Sentences in the manner of real news, with the signs that Markdown has a use for.

Nothing here is quoted from anybody: frames and words are our own, numbers are drawn. It imports
nothing of the product.
"""

from __future__ import annotations

import random
from collections.abc import Callable

PLACES = ["河东镇", "城关街道", "青溪村", "市图书馆", "第三小学", "机械厂", "群艺馆", "北门社区"]
THINGS = ["志愿服务", "植树", "宣讲", "义诊", "电脑培训", "征文", "图书漂流", "文艺演出"]
NAMES = ["张", "李", "王", "赵", "陈", "欧阳"]
UNITS = [
    "人",
    "平方米",
    "元",
    "℃",
    "公里",
    "小时",
    "万元",
    "%",
    "‰",
    "㎡",
    "人次",
    "度",
    "m²",
    "kg",
]
LATIN = ["a", "b", "x", "y", "GDP", "PM2.5", "DV", "QQ", "5S", "V1.0", "T恤", "N95"]
FILES = ["IMG_2013_0305.jpg", "通知_终稿_v2.docx", "_MG_0017.JPG", "stats__2013__.xlsx", "a*b.txt"]
OPENING = [
    "据悉，",
    "截至目前，",
    "当天上午，",
    "在现场，",
    "会议指出：",
    "“十二五”期间，",
    "（记者获悉）",
    "",
]
CLOSING = [
    "，受到群众好评。",
    "。",
    "！",
    "；下一步将总结推广。",
    "，反响热烈……",
    "（见附件1）。",
    "——这是大家的心声。",
]

Draw = random.Random
Frame = Callable[[Draw], str]


def _n(draw: Draw, low: int = 1, high: int = 999) -> str:
    return str(draw.randint(low, high))


def _unit(draw: Draw) -> str:
    return draw.choice(UNITS)


def _place(draw: Draw) -> str:
    return draw.choice(PLACES)


def _thing(draw: Draw) -> str:
    return draw.choice(THINGS)


def _name(draw: Draw) -> str:
    return draw.choice(NAMES)


def _x(draw: Draw) -> str:
    return draw.choice([*LATIN, "长", "宽", "高", "底", "单价", _n(draw), _n(draw, 1, 9) + "m"])


WITHIN: dict[str, Frame] = {
    "ranges": lambda d: (
        f"3月{_n(d, 1, 15)}日~{_n(d, 16, 31)}日、4月1日~{_n(d, 2, 30)}日开展{_thing(d)}"
    ),
    "ages": lambda d: (
        f"{_n(d, 6, 20)}~{_n(d, 21, 60)}岁的{_n(d)}人、{_n(d, 61, 70)}~{_n(d, 71, 90)}岁的参加"
    ),
    "about": lambda d: f"约~{_n(d)}{_unit(d)}，误差~{_n(d, 1, 9)}%",
    "double ranges": lambda d: (
        f"每周{_n(d, 1, 3)}~~{_n(d, 4, 5)}天，每天{_n(d, 1, 3)}~~{_n(d, 4, 8)}小时"
    ),
    "waves": lambda d: f"{_place(d)}的{_thing(d)}开始啦~大家快来~~~一起参加~~~~",
    "homes": lambda d: f"程序放在~/bin和~/{_n(d)}下",
    "products": lambda d: f"面积为{_x(d)}*{_x(d)}*{_x(d)}，合计{_n(d)}{_unit(d)}",
    "products of units": lambda d: f"共{_n(d)}{_unit(d)}*{_n(d)}{_unit(d)}*{_n(d)}",
    "brackets in formulas": lambda d: f"按({_x(d)}+{_x(d)})*{_n(d)}*({_x(d)}-{_n(d)})*{_n(d)}计算",
    "spaced formulas": lambda d: f"{_n(d)} * {_n(d)} * {_n(d)}，{_n(d)}* {_n(d)} *{_n(d)}",
    "powers": lambda d: f"{_n(d)}**{_n(d)}、{_n(d)}**{_n(d)}和x^{_n(d)}、y^{_n(d)}",
    "masked names": lambda d: (
        f"获奖者有{_name(d)}**、{_name(d)}**、{_name(d)}*，{_name(d)}*强，{_name(d)}*明"
    ),
    "masked numbers": lambda d: (
        f"联系138****{_n(d, 1000, 9999)}、139****{_n(d, 1000, 9999)}，尾号***{_n(d)}，卡号****"
    ),
    "required": lambda d: f'带“*”的{_n(d)}项为必填，带“**”的为选填，带（*）的不填，带"_"和"_"的略',
    "blanks": lambda d: f"姓名____，单位：______，（___）与（___）填{_n(d)}字",
    "names of files": lambda d: f"附件{d.choice(FILES)}、{d.choice(FILES)}各{_n(d)}份",
    "variables": lambda d: f"字段user_name_{_n(d)}、_id_no和x_{_n(d)}不公开",
    "less than": lambda d: (
        f"气温<零下{_n(d)}度，{_n(d)}<{_n(d)}，a<b且b>c，{_x(d)}<= {_n(d)}，<-见左"
    ),
    "titles in angles": lambda d: (
        f"诵读<雷锋日记>、<<{_thing(d)}手册>>、<Love Lei Feng>和<a{_n(d)}>"
    ),
    "html by accident": lambda d: (
        f"若x<p且y<b>{_n(d)}，则</{_n(d)}>、<!注意>、<?{_n(d)}?>、<i>、<!-- 未完"
    ),
    "arrows": lambda d: f"{_place(d)}->{_place(d)}=>{_place(d)}，爱心<3，人数>{_n(d)}",
    "ampersands": lambda d: (
        f"A&B、R&D；R&D和&copy，http://a.cn/?a={_n(d)}&copy={_n(d)}&lt=5。&雷锋;和&notit;"
    ),
    "addresses": lambda d: (
        f"网址：https://a.gov.cn/x_{_n(d)}_y/~{_n(d)}：详见（https://a.gov.cn/{_n(d)}），或http://b.cn/a*{_n(d)}*b。"
    ),
    "mail": lambda d: f"写信到 li_feng_{_n(d)}@example.cn（{_place(d)}）",
    "paths": lambda d: (
        f"放在D:\\新建文件夹\\{_n(d)}号\\_旧_\\#1，或\\\\192.168.1.{_n(d, 2, 250)}\\共享\\(新)"
    ),
    "backslash": lambda d: f"和\\或{_n(d)}，是\\否",
    "money": lambda d: f"${_n(d)}、¥{_n(d)}与${_n(d)}，即{_n(d)}|{_n(d)}|{_n(d)}",
    "brackets": lambda d: (
        f"川工发[2012]{_n(d)}号[1]，见[{_n(d)}]、【{_thing(d)}】、[注]与{{{_n(d)}}}，(c){_n(d)}(R)"
    ),
    "exclamations": lambda d: f"好![{_thing(d)}]太好了![{_n(d)}]！",
    "hashes": lambda d: f"#{_thing(d)}#与#{_n(d)}楼、C#、{_n(d)}#",
    "colons": lambda d: f"比分{_n(d)}:{_n(d)}，时间{_n(d, 10, 23)}：30，std::x和::",
    "signs": lambda d: (
        f"+86-{_n(d)}，-{_n(d)}℃，±{_n(d)}%，{_n(d)}±{_n(d)}，{_n(d)}×{_n(d)}÷{_n(d)}"
    ),
    "quotes": lambda d: f"\"{_thing(d)}\"、'{_place(d)}'、“‘{_n(d)}’”、《“{_thing(d)}”》…—",
    "braces": lambda d: f"{_thing(d)}方案{{征求意见稿}}、{{ {_n(d)} }}和{{{{ x }}}}",
    "widths": lambda d: f"ＡＢＣ１２３，（ａ＊ｂ）＿＿，＜{_n(d)}＞，～{_n(d)}，　中　文　",
}
"""What may stand anywhere in a sentence."""

FIRST: dict[str, Frame] = {
    "years": lambda d: f"{_n(d, 1900, 2030)}. {_place(d)}成立",
    "padded numbers": lambda d: f"00{_n(d, 1, 9)}. {_thing(d)}",
    "more than": lambda d: f">{_n(d)}{_unit(d)}的有{_place(d)}",
    "at least": lambda d: f">={_n(d)}分为优秀",
    "plus": lambda d: f"+86 {_n(d)}是区号",
    "minus": lambda d: f"-{_n(d)}℃的天气里",
    "number sign": lambda d: f"#{_n(d)}楼的居民",
    "topic": lambda d: f"#{_thing(d)}# 微博话题",
    "many hashes": lambda d: f"####### {_thing(d)}",
    "star": lambda d: f"*为必填项，*号项{_n(d)}个",
    "wide number": lambda d: f"{_n(d, 1, 20)}．{_thing(d)}工作",
    "chinese number": lambda d: f"{d.choice('一二三四五六七八九十')}、{_thing(d)}",
    "bracketed number": lambda d: f"（{d.choice('一二三四五')}）{_thing(d)}",
    "circled": lambda d: f"{d.choice('①②③④⑤')}{_thing(d)}",
    "bullet": lambda d: f"{d.choice('·●■◆★')}{_thing(d)}",
    "close number": lambda d: f"{_n(d, 1, 20)}.{_thing(d)}",
    "definition": lambda d: f"[{_n(d)}]: {_place(d)}资料，{_n(d)}页",
    "definition of one word": lambda d: f"[{_n(d)}]: 《{_thing(d)}》",
    "waves": lambda d: f"~~~谢谢{_place(d)}~~~",
    "indent": lambda d: f"    {_thing(d)}在{_place(d)}举行",
    "tab": lambda d: f"\t{_thing(d)}在{_place(d)}举行",
    "wide indent": lambda d: f"　　{_thing(d)}在{_place(d)}举行",
    "tag": lambda d: f"<{_thing(d)}>读后感",
    "bracket": lambda d: f"[{_place(d)}]{_thing(d)}",
    "equals": lambda d: "=" * d.randint(1, 20),
    "dashes": lambda d: "—" * d.randint(2, 6) + _thing(d),
    "two hyphens": lambda d: "--",
    "underline": lambda d: f"_{_thing(d)}",
    "ampersand": lambda d: f"&{_thing(d)}",
    "backslash": lambda d: f"\\\\{d.choice(['srv', '10.0.0.1'])}\\共享",
    "bar": lambda d: f"|{_thing(d)}|",
    "exclamation": lambda d: f"![{_thing(d)}]",
}
"""What is typed at the beginning of a line."""


def sentence(draw: Draw) -> str:
    """Return one sentence: an opening, one to three pieces, a closing."""
    pieces = [frame(draw) for frame in draw.choices(list(WITHIN.values()), k=draw.randint(1, 3))]
    return (
        draw.choice(OPENING)
        + draw.choice(["，", "；", "、", ",", " "]).join(pieces)
        + draw.choice(CLOSING)
    )


def line(draw: Draw) -> str:
    """Return a line that begins as something that Markdown knows, or as any sentence."""
    if draw.random() < 0.5:
        return sentence(draw)
    first = draw.choice(list(FIRST.values()))(draw)
    return first + (sentence(draw) if first.strip("=-`") else "")


def text(draw: Draw) -> str:
    """Return a short text of paragraphs of one to four lines."""
    paragraphs = [
        "\n".join(line(draw) for _ in range(draw.randint(1, 4))) for _ in range(draw.randint(1, 4))
    ]
    return "\n\n".join(paragraphs)
