"""Names of people and of units, as bylines write them.

The surnames are those of the 百家姓 with those that are common today; the compound ones are all
that are still borne by many.
"""

from __future__ import annotations

import re

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞"
    "任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏"
    "成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘"
    "缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车"
    "侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍"
    "双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨"
    "居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权"
    "逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖付代覃洛粟滑苑丛佀仝楼冼揭麦信车"
    "刑初邸随隋冶战库旷宛占撒塔鹿亓麴洋遲迟衣矫苟由油门次户区才仁伦光卿原君商善墙多奇妙始姒宝察尧展岩帖平年庹延弋张強"
    "戢招揣揭摆操支敏斐斯春晓暗智曼朴束来杞栗校检歹母毓浩淡源漆理甫疏瘳皇盘眭矣硕种称竹答粘緱羌肇臆舍芦苌茆荤莱菅蔻藏藩"
    "衷裔訾訚諶谌豆貊贯车辉辜迮邝邱郇郐郓鄯野钱铁铎门闪闾阿霜靖鞏风馬黎黨齊龐龔"
)
"""First characters of Chinese names; behind a label any characters may be a name."""

_RARE = frozenset(
    "有年多来始理次才由户区种理校检信初门风春来支铁油原称答那家后能经通别双和水花国文东公师年有都向全时须查盖平成爱福言哈善奇寻"
)
"""Surnames that are far more often words: they alone make no name of unlabelled characters."""

COMPOUND = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 "
    "皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 "
    "仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 "
    "漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 "
    "段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 歐陽 司馬 諸葛"
).split()

_HAN = "\u3400-\u9fff"
_LABELLED = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]{{2,9}}[·•・][{_HAN}]{{2,9}}")
_FOREIGN = re.compile(rf"[{_HAN}]{{2,9}}[·•・][{_HAN}]{{2,9}}")
_NO_NAMES = frozenset(
    (
        "佚名 本网 本报 综合 整理 不详 转载 匿名 集体 记者 通讯员 摄影 报道 供稿 编辑 作者 "
        "本刊 本站 老师 同学 先生 女士 我们 大家"
    ).split()
)
_TITLES = ("老师", "同学", "先生", "女士", "同志", "主任", "科长", "书记")

_UNIT_ENDS = (
    "局 办 委 会 院 校 社 中心 站 段 室 部 科 处 队 所 厂 公司 集团 银行 支行 分行 "
    "小学 中学 大学 学校 幼儿园 医院 馆 村 镇 乡 街道 "
    "社区 组织 分局 网 报 台 团 班 组 股 支部 党委 工会 团委 妇联 联合会 协会 政府 "
    "办公室 宣传部 车间 工区 机关 年级 网站 "
    "館 會 團 鎮 鄉 網 報 臺 隊 廠 處 學校 中學 小學"
).split()
_UNIT = re.compile(rf"[{_HAN}A-Za-z0-9（）()·]{{1,40}}(?:{'|'.join(_UNIT_ENDS)})")
_NO_UNIT = re.compile(
    r"[里的了是在把着过送让为向给到]|(?<![先改])进(?!修|出)|开展|召开|举行|走进|启动|组织员|进[校社乡村]|一[线起路]|讲[述座]|开[会幕]|来自|参加"
)


def is_name(text: str, *, labelled: bool = False) -> bool:
    """Tell whether characters may be the name of a person.

    Without a label they need a surname, and one that is seldom a word.
    """
    if text in _NO_NAMES or text.endswith(_TITLES):
        return False
    if labelled:
        short = len(text) <= 3 and text[0] in SURNAMES
        return bool(_LABELLED.fullmatch(text)) and (short or not is_unit(text))
    if _FOREIGN.fullmatch(text):
        return True
    if not _LABELLED.fullmatch(text) or is_unit(text):
        return False
    if text[:2] in COMPOUND:
        return 3 <= len(text) <= 4
    return len(text) <= 3 and text[0] in SURNAMES and text[0] not in _RARE


def is_unit(text: str) -> bool:
    """Tell whether characters end as the names of units do, and are no sentence."""
    return len(text) > 2 and bool(_UNIT.fullmatch(text)) and not is_sentence(text)


def is_sentence(text: str) -> bool:
    """Tell whether characters hold a word that names of units do not have."""
    return bool(_NO_UNIT.search(text))
