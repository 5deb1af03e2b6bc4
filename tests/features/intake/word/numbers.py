"""Cases of automatic numbers, with the numbers that Word shows, written by hand."""

# ruff: noqa: E501 (Chinese text, which counts double)
from __future__ import annotations

from tests.features.intake.word.building import (
    docx,
    level,
    lists,
    p,
    r,
    style,
    tracked,
)
from tests.features.intake.word.cases import Case

FORMATS = {
    "decimalFullWidth": "１ ２ ３ ４ ５ ６ ７ ８ ９ １０ １１ １２",
    "decimalZero": "01 02 03 04 05 06 07 08 09 10 11 12",
    "decimalEnclosedCircle": "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫",
    "decimalEnclosedCircleChinese": "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ 11 12",
    "decimalEnclosedFullstop": "⒈ ⒉ ⒊ ⒋ ⒌ ⒍ ⒎ ⒏ ⒐ ⒑ ⒒ ⒓",
    "decimalEnclosedParen": "⑴ ⑵ ⑶ ⑷ ⑸ ⑹ ⑺ ⑻ ⑼ ⑽ ⑾ ⑿",
    "chineseCounting": "一 二 三 四 五 六 七 八 九 十 十一 十二",
    "chineseCountingThousand": "一 二 三 四 五 六 七 八 九 十 十一 十二",
    "chineseLegalSimplified": "壹 贰 叁 肆 伍 陆 柒 捌 玖 壹拾 壹拾壹 壹拾贰",
    "ideographLegalTraditional": "壹 貳 參 肆 伍 陸 柒 捌 玖 壹拾 壹拾壹 壹拾貳",
    "taiwaneseCounting": "一 二 三 四 五 六 七 八 九 十 十一 十二",
    "taiwaneseCountingThousand": "一 二 三 四 五 六 七 八 九 十 十一 十二",
    "taiwaneseDigital": "一 二 三 四 五 六 七 八 九 一○ 一一 一二",
    "japaneseCounting": "一 二 三 四 五 六 七 八 九 十 十一 十二",
    "japaneseLegal": "壱 弐 参 四 伍 六 七 八 九 壱拾 壱拾壱 壱拾弐",
    "japaneseDigitalTenThousand": "一 二 三 四 五 六 七 八 九 一〇 一一 一二",
    "ideographDigital": "一 二 三 四 五 六 七 八 九 一〇 一一 一二",
    "ideographTraditional": "甲 乙 丙 丁 戊 己 庚 辛 壬 癸 11 12",
    "ideographZodiac": "子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥",
    "ideographZodiacTraditional": "甲子 乙丑 丙寅 丁卯 戊辰 己巳 庚午 辛未 壬申 癸酉 甲戌 乙亥",
    "ideographEnclosedCircle": "㊀ ㊁ ㊂ ㊃ ㊄ ㊅ ㊆ ㊇ ㊈ ㊉ 11 12",
    "upperRoman": "I II III IV V VI VII VIII IX X XI XII",
    "lowerRoman": "i ii iii iv v vi vii viii ix x xi xii",
    "upperLetter": "A B C D E F G H I J K L",
    "lowerLetter": "a b c d e f g h i j k l",
    "ordinal": "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th",
    "numberInDash": "-1- -2- -3- -4- -5- -6- -7- -8- -9- -10- -11- -12-",
}
"""The first twelve numbers of each format."""
WORDS = "春 夏 秋 冬 东 南 西 北 梅 兰 竹 菊".split()


_DECIMAL = "it has no such format, and writes 1, 2, 3"
DEVIATIONS = {
    "decimalEnclosedCircleChinese": "it has circles up to 20; Word has ten, and goes on with 11",
    "decimalEnclosedFullstop": _DECIMAL,
    "decimalEnclosedParen": _DECIMAL,
    "taiwaneseDigital": _DECIMAL,
    "japaneseDigitalTenThousand": _DECIMAL,
    "japaneseLegal": "it writes 壱零 for ten",
    "ideographDigital": "it counts 十, 十一 instead of writing digits",
    "ideographZodiacTraditional": _DECIMAL,
    "ideographEnclosedCircle": "it takes circled digits for circled numerals",
    "ordinal": "it writes 1.",
    "numberInDash": _DECIMAL,
}


def _of_format(name: str, shown: str) -> Case:
    body = "".join(p(f"{word}季的志愿服务，人人都来。", num=(1, 0)) for word in WORDS)
    numbers = [f"{one}、" for one in shown.split()]
    data = docx(body, parts=lists(level(0, name, "%1、")))
    return Case(f"format-{name}", data, numbers, DEVIATIONS.get(name, ""))


_CHINESE = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3.", '<w:suff w:val="nothing"/>'),
    level(3, "decimal", "（%4）"),
)
_FOUR = "".join(_CHINESE)


def _numbered(
    name: str, rows: list[tuple[str, tuple[int, int]]], parts: dict[str, str], deviates: str = ""
) -> Case:
    """Return a case of one paragraph for each row: its number, and its list and level."""
    body = "".join(
        p(f"{WORDS[n % 12]}字队第{n}组来了，大家都说好。", num=num)
        for n, (_, num) in enumerate(rows)
    )
    return Case(name, docx(body, parts=parts), [shown for shown, _ in rows if shown], deviates)


def _rows(text: str, instance: int = 1) -> list[tuple[str, tuple[int, int]]]:
    """Read `0 一、` lines: level and number."""
    found = []
    for line in text.split("|"):
        at, _, shown = line.strip().partition(" ")
        of, _, index = at.rpartition(":")
        found.append((shown, (int(of or instance), int(index))))
    return found


OVERRIDE = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
_HEADINGS = style(
    "1",
    "heading 1",
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>',
) + style(
    "2",
    "heading 2",
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>',
)
_STYLED = lists(
    level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>')
    + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>')
) | {"styles": _HEADINGS}


def _styled(name: str, direct: tuple[int, int] | None) -> Case:
    body = p("总体要求", style="1", num=direct) + p("弘扬雷锋精神。")
    body += p("指导思想", style="2") + p("以志愿服务为载体。")
    body += p("主要任务", style="1", num=direct) + p("开展三项活动。")
    body += p("组织领导", style="2") + p("各单位要重视。")
    return Case(name, docx(body, parts=_STYLED), ["一、", "（一）", "二、", "（一）"])


CASES = [
    *(_of_format(name, shown) for name, shown in FORMATS.items()),
    _numbered(
        "four-levels",
        _rows("0 一、|1 （一）|2 1.|3 （1）|3 （2）|2 2.|3 （1）|1 （二）|2 1.|0 二、|1 （一）"),
        lists(_FOUR),
    ),
    _numbered(
        "never-restarted",
        _rows("0 一、|1 （1）|1 （2）|0 二、|1 （3）"),
        lists(
            level(0, "chineseCounting", "%1、")
            + level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>')
        ),
        "it does not know w:lvlRestart",
    ),
    _numbered(
        "restarted-by-the-first-level-only",
        _rows("0 一、|1 （一）|2 1）|1 （二）|2 2）|0 二、|1 （一）|2 1）"),
        lists(
            level(0, "chineseCounting", "%1、")
            + level(1, "chineseCounting", "（%2）")
            + level(2, "decimal", "%3）", '<w:lvlRestart w:val="1"/>')
        ),
        "it does not know w:lvlRestart",
    ),
    _numbered(
        "one-list-two-instances",
        _rows("1:0 一、|1:0 二、|2:0 三、|1:0 四、"),
        lists(level(0, "chineseCounting", "%1、"), nums={1: (0, ""), 2: (0, "")}),
    ),
    _numbered(
        "start-override",
        _rows("1:0 一、|1:0 二、|2:0 一、|2:0 二、"),
        lists(level(0, "chineseCounting", "%1、"), nums={1: (0, ""), 2: (0, OVERRIDE)}),
    ),
    _numbered(
        "level-override",
        _rows("1:0 一、|2:0 第5条|2:0 第6条"),
        lists(
            level(0, "chineseCounting", "%1、"),
            level(0, "chineseCounting", "%1、"),
            nums={
                1: (0, ""),
                2: (
                    1,
                    f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1条", start=5)}</w:lvlOverride>',
                ),
            },
        ),
    ),
    _numbered(
        "legal",
        _rows("0 一、|1 1.1|1 1.2|0 二、|1 2.1"),
        lists(level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>")),
        "it does not know w:isLgl",
    ),
    _numbered(
        "skipped-level",
        _rows("0 一、|2 一.1.1|0 二、"),
        lists(
            level(0, "chineseCounting", "%1、")
            + level(1, "decimal", "%2）")
            + level(2, "decimal", "%1.%2.%3")
        ),
    ),
    _numbered(
        "letters-beyond-z",
        _rows("0 y)|0 z)|0 aa)|0 bb)"),
        lists(level(0, "lowerLetter", "%1)", start=25)),
    ),
    _numbered(
        "beyond-a-hundred",
        _rows("1:0 九十九、|1:0 一○○、|1:0 一○一、|2:0 一百一十、|2:0 一百一十一、"),
        lists(
            level(0, "chineseCounting", "%1、", start=99),
            level(0, "chineseCountingThousand", "%1、", start=110),
        ),
        "it writes 一百 for w:chineseCounting, which has no 百",
    ),
    _numbered("plain-list", _rows("0 1.|0 2.|0 3."), lists(level(0, "decimal", "%1."))),
    _numbered(
        "bullets-in-a-list",
        _rows("0 1.|1 |1 |0 2."),
        lists(level(0, "decimal", "%1.") + level(1, "bullet", "\uf0b7")),
    ),
    _styled("numbers-of-styles", None),
    _styled("wps-repeats-numbers-on-headings", (1, 0)),
    Case(
        "no-number-of-its-style",
        docx(
            p("总则", style="1")
            + p("说明一句。")
            + p("附件", style="1", num=(0, 0))
            + p("说明两句。"),
            parts=_STYLED,
        ),
        ["一、"],
    ),
    Case(
        "numbered-between-paragraphs",
        docx(
            p("先到社区走访。", num=(1, 0)) + p("走了十户。") + p("再到学校宣讲。", num=(1, 0)),
            parts=lists(level(0, "decimal", "%1.")),
        ),
        ["1.", "2."],
    ),
    Case(
        "a-linked-list",
        docx(
            p("甲队上山植树去了。", num=(2, 0)) + p("乙队到敬老院去了。", num=(2, 0)),
            parts=lists(
                '<w:styleLink w:val="S"/>' + level(0, "ideographTraditional", "%1、"),
                '<w:numStyleLink w:val="S"/>',
            )
            | {
                "styles": style(
                    "S",
                    "列表",
                    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
                    "numbering",
                )
            },
        ),
        ["甲、", "乙、"],
    ),
    Case(
        "deleted-and-empty-numbers",
        docx(
            p("第一段在这里说。", num=(1, 0))
            + p(r("第二段连着"), num=(1, 0), more=f"<w:rPr>{tracked('del', '')}</w:rPr>")
            + p("第三段一起说。", num=(1, 0))
            + p("", num=(1, 0))
            + p("第四段在最后。", num=(1, 0)),
            parts=lists(level(0, "chineseCounting", "%1、")),
        ),
        ["一、", "二、", "四、"],
        "it prints tracked changes, and the numbers before and after them",
    ),
    Case(
        "a-custom-format",
        docx(
            p("第一号展板在门口。", num=(1, 0)) + p("第二号展板在大厅。", num=(1, 0)),
            parts=lists(
                '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
                '<w:numFmt w:val="custom" w:format="001, 002, 003"/></mc:Choice><mc:Fallback>'
                '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1号"/></w:lvl>'
            ),
        ),
        ["001号", "002号"],
        "it does not know custom formats",
    ),
]
