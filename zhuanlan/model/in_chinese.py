"""The keys of front matter in Chinese: accepted, and rewritten by `check --fix`."""

from __future__ import annotations

from collections.abc import Mapping

_PICTURE = {"文件": "file", "图片": "file", "说明": "alt", "图片说明": "alt", "图注": "caption"}

IN_CHINESE: Mapping[str, Mapping[str, str]] = {
    "": {
        "标题": "title",
        "副标题": "subtitle",
        "日期": "date",
        "时间": "date",
        "地区": "region",
        "阶段": "phase",
        "活动": "activity",
        "单位": "unit",
        "报送单位": "unit",
        "供稿单位": "unit",
        "供稿": "unit",
        "来源": "source",
        "稿件来源": "source",
        "作者": "author",
        "编辑": "editor",
        "责任编辑": "editor",
        "摘要": "summary",
        "题图": "cover",
        "封面": "cover",
        "标签": "tags",
        "状态": "status",
        "置顶": "pinned",
        "附件": "attachments",
        "相关": "related",
        "相关稿件": "related",
        "人物": "person",
        "更正": "corrections",
    },
    "person": {
        "姓名": "name",
        "读音": "pinyin",
        "身份": "role",
        "单位": "unit",
        "类别": "category",
        "荣誉": "honours",
        "照片": "portrait",
        "年龄": "age",
        "集体": "group",
    },
    "cover": _PICTURE,
    "portrait": _PICTURE,
    "attachments": {"文件": "file", "标题": "title"},
    "minors": {"姓名": "name", "年龄": "age"},
    "corrections": {"日期": "date", "错误": "wrong", "改正": "right"},
}
"""The words that an editor may write instead of keys, by the key that they stand below."""
