"""Personal data is found, and what only looks like it is left alone. All numbers are made up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuanlan.features.privacy.personal import masked, personal
from zhuanlan.model.privacy import KINDS, Kind

FOUND: list[tuple[str, Kind, str]] = [
    ("请致电13812345678。", "mobile", "138****5678"),
    ("TEL13812345678", "mobile", "138****5678"),
    ("电话+86 138-1234-5678", "mobile", "+86 138-****-5678"),
    ("电话：0451-82345678，转8001", "landline", "0451-******78"),
    ("（0451）82345678", "landline", "（0451）******78"),
    ("身份证11010519491231002X。", "id", "11*************02X"),
    ("证号 110105 19491231 002X", "id", "11**** ******** *02X"),
    ("卡号6222021234567890128", "bank", "***************0128"),
    ("写信到 zhang.san+a@mail.example.com，", "mailbox", "z***@mail.example.com"),
    ("车牌黑A·12345", "plate", "黑A*****"),
    ("川AD12345号", "plate", "川A*****"),
    ("家住和平街12号3单元402室", "address", "***"),
    ("家住哈尔滨市道里区和平街12号。", "address", "***"),
    ("送到3号楼201室", "address", "***"),
    ("１３８１２３４１００１", "mobile", "１３８****１００１"),
    ("138\u00a01234\u00a01009", "mobile", "138\u00a0****\u00a01009"),
    ("138–1234–1010", "mobile", "138–****–1010"),
    ("138.1234.1012", "mobile", "138.****.1012"),
    ("138\u200b12341002", "mobile", "138\u200b****1002"),
    ("138\u00ad12341004", "mobile", "138\u00ad****1004"),
    ("138 123 41011", "mobile", "138 *** *1011"),
    ("138\n12341028", "mobile", "138\n****1028"),
    ("008613812341013", "mobile", "0086138****1013"),
    ("Tel.13812341234", "mobile", "138****1234"),
    ("微信wx13812341234", "mobile", "138****1234"),
    ("0451-8234-1026", "landline", "0451-****-**26"),
    ("0451－82345678", "landline", "0451－******78"),
    ("+86-451-82345678", "landline", "+86-45*-******78"),
    ("身份证230102-19900307-0015", "id", "23****-********-*015"),
    ("ID110105194912310021".replace("10021", "1002X"), "id", "11*************02X"),
    ("test＠qq.com", "mailbox", "t***@qq.com"),
    ("test @ qq.com", "mailbox", "t***@qq.com"),
    ("黑A-12345", "plate", "黑A*****"),
    ("黑A 12345", "plate", "黑A*****"),
    ("住在南岗区花园街12号", "address", "***"),
    ("家住南岗区花园街12-3号", "address", "***"),
    ("家住保安村三组", "address", "***"),
    ("道里区友谊路100号3单元501", "address", "***"),
    ("送到5号楼302", "address", "***"),
    ("五号楼三单元302室", "address", "***"),
    ("0451—82345678", "landline", "0451—******78"),
    ("138—1234—5678", "mobile", "138—****—5678"),
    ("138 – 1234 – 5678", "mobile", "138 – **** – 5678"),
    ("86-0451-82345678", "landline", "86-04**-******78"),
    ("手机13812345678wx同号", "mobile", "138****5678"),
    ("身份证110105194912310021", "id", "11*************021"),
    ("QQ：12345678，", "messenger", "1*******"),
    ("微信号：shili_2013，", "messenger", "s****_****"),
    ("护照E12345678。", "passport", "E********"),
    ("📱1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "mobile", "1️⃣3️⃣8️⃣*️⃣*️⃣*️⃣*️⃣5️⃣6️⃣7️⃣8"),
    ("卡号是：\n62220202\n12345678909。", "bank", "********\n*******8909"),
    ("6222020\n212345678909", "bank", "*******\n********8909"),
    ("车牌黑A—12345", "plate", "黑A*****"),
    ("家住南岗区示例小区8-2-501，", "address", "***"),
    ("家住示例小区8—2—501", "address", "***"),
    ("联系人：张三 82345678", "landline", "******78"),
    ("联系人：王五（82345678）", "landline", "******78"),
    ("联系人张三：82345678", "landline", "******78"),
    ("咨询：82345678", "landline", "******78"),
    ("微信号是：shili2013", "messenger", "s********"),
    ("微信（shili2013）", "messenger", "s********"),
    ("请加V：shili2013", "messenger", "s********"),
    ("VX：shili2013", "messenger", "s********"),
    ("wx: shili2013", "messenger", "s********"),
    ("WeChat ID: shili2013", "messenger", "s********"),
]

LEFT_ALONE = """\
黑ICP备12003456号-1
黑公网安备23010202010001号
川工发〔2012〕15号，乐工发〔2012〕36号
2013-03-05 13:00-15:00，20130305，2013年3月5日至2013年12月31日
统一社会信用代码12230000414012345X
ISBN 9787020002207
服务热线4006001234，投诉12345
编号20130305123456789
圆周率3.1415926535897
位于中山路12号的图书馆，在301会议室
12户居民，5号楼，3单元，G1234次列车
网址https://example.cn/a/13812345678.html
比分21:19，第13812345678901234期
家住附近的居民共120户报名
新建住房5栋120户，他家住了30户。慰问5栋2单元居民。
安置房10栋200户，3栋1单元建成，12栋36单元144户
第一单元120分钟，第三单元305题，3号楼300多名居民，38栋120单元
1号楼500kg，1号楼2013级学生，5号楼102、103办公室，该社区8栋168住户
租住房源在建设街5号登记，暂住证办理窗口在中山路12号，住在隔壁村的2组村民
送到6号楼302班，第3单元101页，6号楼302会议室
现住有居民2000户，住院部3号楼5层
摘要a13812345678bc，提交13812345678abc
2013.12.05 13:00，1.3812345678，3.13812345678
人数为138、1234、5678
微信号是 messenger，微信号很多
张三 82345678，第三 82345678，参加V8赛，住在保安村的有8-2-5001号档案
编号62220\n21234567890
"""


@pytest.mark.parametrize(("text", "kind", "shown"), FOUND)
def test_found(text: str, kind: Kind, shown: str) -> None:
    assert [(one.kind, one.masked) for one in personal(text)] == [(kind, shown)]


def test_numbers_of_a_list_are_found_in_bold() -> None:
    found = [*personal("联系人：王某某，电话：**3388**7569 和 **5917**6973")]
    assert [one.masked for one in found] == ["****" + "**" + "**69", "****" + "**" + "**73"]


def test_there_is_one_of_each_kind() -> None:
    assert {kind for _, kind, _ in FOUND} == {*KINDS}


@pytest.mark.parametrize("text", LEFT_ALONE.splitlines())
def test_left_alone(text: str) -> None:
    assert [text[one.start : one.end] for one in personal(text)] == []


@pytest.mark.parametrize(
    ("length", "seconds"), [(20_000, 6), pytest.param(100_000, 20, marks=pytest.mark.long)]
)
@pytest.mark.parametrize(
    "piece", ["住在省市县区", "家住省", "1", "号楼1", "@", "138 - ", "住", "a@b.", "黑A"]
)
def test_hostile_texts_take_no_longer(piece: str, length: int, seconds: float) -> None:
    text = piece * (length // len(piece))
    started = time.process_time()
    assert len([*personal(text)]) < length
    assert time.process_time() - started < seconds


def shown(text: str) -> str:
    for one in reversed([*personal(text)]):
        text = text[: one.start] + one.masked + text[one.end :]
    return text


PIECES = st.sampled_from([text for text, _, _ in FOUND] + LEFT_ALONE.splitlines())


@given(st.lists(st.one_of(PIECES, st.text(alphabet="0123456789 -()@.xX黑A号住室年", max_size=30))))
def test_what_is_masked_holds_nothing_any_more(parts: list[str]) -> None:
    once = shown("，".join(parts))
    assert shown(once) == once


@given(st.sampled_from(KINDS), st.from_regex(r"[0-9]{11,18}@[a-z]{3}\.cn", fullmatch=True))
def test_a_mask_keeps_the_length_of_numbers(kind: Kind, value: str) -> None:
    number = value.partition("@")[0]
    if kind in ("id", "bank", "mobile", "landline"):
        assert len(masked(kind, number)) == len(number)
        assert masked(kind, number).count("*") >= 2


def test_the_earlier_and_longer_wins() -> None:
    assert [one.kind for one in personal("家住和平街12号3单元402室，电话13812345678")] == [
        "address",
        "mobile",
    ]
