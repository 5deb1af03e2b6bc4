"""What is shown of a name whose given name is hidden: 王某某, 欧阳某某."""

from __future__ import annotations

COMPOUND = frozenset(
    (
        "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 "
        "令狐 东方 東方 端木 南宫 南宮 西门 西門 独孤 獨孤 宇文 长孙 長孫 司空 申屠 "
        "赫连 赫連 澹台 澹臺 濮阳 濮陽 轩辕 軒轅 呼延 万俟 闻人 聞人 太史 公冶 宗政 "
        "钟离 鍾離 鲜于 鮮于 拓跋 淳于 百里 东郭 東郭 仲孙 仲孫 单于 單于"
    ).split()
)
"""Surnames of two characters, simplified and traditional."""


def without_given_name(name: str) -> str:
    """Return the surname with 某某, as official texts write it."""
    length = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    return f"{name[:length]}某某"
