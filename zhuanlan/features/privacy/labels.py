"""Words before a number that say whose it is, or that it is nobody's."""

from __future__ import annotations

import re
from typing import Literal

Label = Literal["phone", "qq", "account", "identity", "code"]
"""What a number is by the word before it; a code is that of a thing."""

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜"
    "叶程苏魏吕丁任沈姚卢姜崔谭陆范汪廖贾韦邱侯邹熊孟秦"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇魏呂盧譚陸賈韋鄒"
)
"""The most frequent ones, without those that begin other words."""
_NAME = r"(?:[\u4e00-\u9fff]{2,6}[(),、]{0,3}|\([\u4e00-\u9fff]{1,10}\))"
_LABEL = re.compile(
    rf"""
    (?:(?P<phone>(?:电话|手机|传真|座机|固话|热线|联系方式|联系人(?:[\u4e00-\u9fff]{{2,4}}(?=[:|]))?
            |致电|拨打|来电|咨询(?=[:|])
            |\b(?:tel|fax|phone|mobile)\b\.?|[☎☏✆📞])
        |(?<![\u4e00-\u9fff])[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=[:|]))
    |(?P<qq>qq|扣扣)群?
    |(?P<account>账号|账户|卡号|银行卡|存折)
    |(?P<identity>身份证|居住证|居留证|居留身份证|身份号|证件号)
    |(?P<code>编号|单号|文号|备案|许可证|执照|信用代码|代码|发票|合同|isbn|issn|条形?码|注册号|流水号|序列号|批号|案号))
    (?:号码|号|码)?\d?(?:\([\u4e00-\u9fff/]{{1,6}}\))?[:为是|(]{{0,3}}(?:(?<=[:|]){_NAME})?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
WORDS = tuple(
    "电话 電話 手机 手機 传真 傳真 联系方式 聯繫方式 QQ 微信 护照 護照 "
    "账号 帐号 账户 帐户 帳號 帳戶 賬號 卡号 身份证 身份證".split()
)
"""Words by which a column may be headed that holds such numbers."""
_REACH = 28
_SIMPLE = str.maketrans(
    "電話機傳線熱聯繫係絡帳賬帐戶號碼證銀條編單許執註：｜（），",
    "电话机传线热联系系络账账账户号码证银条编单许执注:|(),",
    " \n\t\u00a0\u2002\u2003\u3000*",
)
"""Without signs of bold text, and blanks, which stretch a label to the width of another: 电　话."""
_NO_LABELS = frozenset('/-_="0123456789') | {""}
"""Characters that end none: those of addresses and codes."""
_ON = re.compile(r"[\s、,，;；/|或和及与*.()（）+]{0,8}")
"""What stands between the numbers of a list."""

MEASURE = re.compile(
    r"""
    (?:\.\d{1,4})?[ ]?(?:
        亿|万(?!先生|女士|老师|主任|经理|总|小姐)|元(?![旦宵月老先女])|[美欧日港英]元|人民币|平方|立方
        |[㎡%％‰℃]|m[²2]|k[mg]\b|人次|小时|公里|千米|公斤|千克|毫[米克升]|厘米|吨|公顷|亩|千瓦|字节
        |[余多][ ]?[亿万元人户个次件条册株棵台辆名字斤份本场套张平立公小吨亩]
        |[人户个次件条册米株棵台辆名字斤份本场岁天年套张](?=[，。、；：！？）),.;\s]|$)
    )
    """,
    re.VERBOSE,
)
"""A unit after a number, which is then a sum, an area or a count."""

_WORTH = re.compile(r"(?:[¥￥$€£第]|人民币|金额)[ :：]?$")


def label_before(text: str, at: int) -> Label | None:
    """Return what the words before a place say of the number that stands there."""
    if text[max(at - 1, 0) : at] in _NO_LABELS:
        return None
    found = _LABEL.search(text[max(at - _REACH, 0) : at].translate(_SIMPLE))
    return found.lastgroup if found else None  # type: ignore[return-value]


def goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether a list of numbers goes on from one place to another."""
    return end - start <= 8 and bool(_ON.fullmatch(text, start, end))


def is_measured(text: str, start: int, end: int) -> bool:
    """Tell whether a number is a sum, an area or a count by what stands around it."""
    return bool(MEASURE.match(text, end) or _WORTH.search(text[max(start - 4, 0) : start]))
