"""A site in which no rule of `check` finds anything, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.conftest import SiteFolder
from zhuanlan.check.finding import Finding
from zhuanlan.check.run import check
from zhuanlan.core.i18n import translator

CONFIG = """\
name: 示例站
url: https://example.org/
footer: {site_id: "0000000000"}
"""
CAMPAIGN = """\
title: 春风行动
scope: 黑龙江省
units: [哈尔滨市文明办]
columns:
  - {slug: news, name: 动态, kind: news}
  - {slug: exemplars, name: 身边人, kind: exemplars}
phases:
  - {slug: start, name: 启动, start: 2013-03-01, end: 2013-03-31}
  - {slug: advance, name: 推进, start: 2013-04-01}
documents:
  - {title: 通知甲, issuer: 某办, date: 2013-02-28}
"""
NEWS = """\
---
title: 植树
date: 2013-05-28
unit: 哈尔滨市文明办
summary: 三百人上山。
---

三百人上山。
"""
STORY = """\
---
title: 送信人
date: 2013-03-10
summary: 他送信三十年。
person:
  name: 单田树
  role: 乡村邮递员
  unit: 哈尔滨市文明办
---

单田树送信三十年。
"""
STORY_PATH = "content/spring/exemplars/shan.md"
CAMPAIGN_PATH = "content/spring/campaign.yaml"


def found(site: SiteFolder, **changes: Any) -> list[Finding]:
    external = changes.pop("external", False)
    return check(site.options(**changes), external=external)


def told(site: SiteFolder, **changes: Any) -> list[str]:
    """Return rule, place and message of each finding, as an editor in the site's folder reads."""
    english = translator("en")
    lines = []
    for one in found(site, **changes):
        text = f"{one.rule} {one.problem.place}: {one.problem.said(english)}"
        lines.append(text.replace(f"{site.root}/", ""))
    return lines


@dataclass
class Defect:
    """What is done to the sound site, and what is found then."""

    place: str
    files: dict[str, str | bytes | Callable[[str], str]] = field(default_factory=dict)
    says: str = ""


def instead(old: str, new: str) -> Callable[[str], str]:
    """Return what writes something else in a file."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


def post(name: str, body: str = "正文。", **keys: str) -> dict[str, Any]:
    """Return a news item that is sound but for what it is given."""
    matter = {"title": name, "date": "2013-05-20", "summary": "一句话。"} | keys
    head = "".join(f"{key}: {value}\n" for key, value in matter.items() if value)
    return {f"content/spring/news/{name}.md": f"---\n{head}---\n\n{body}\n"}


def spoil(site: SiteFolder, defect: Defect) -> None:
    for path, text in defect.files.items():
        if callable(text):
            text = text((site.root / path).read_text("utf-8"))
        site.write(path, text)


def later(rule: str) -> dict[str, Any]:
    """Nothing is stale until time has passed."""
    return {"now": datetime(2013, 6, 20)} if rule.startswith("fresh") else {}  # noqa: DTZ001
