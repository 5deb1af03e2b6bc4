"""A plug-in that is gone is named as a reason wherever something that it brought is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import command
from zhuanlan.testing import SmallSite

REASON = "; no plug-in of this site brings it; allowed: "


@pytest.mark.parametrize(
    ("settings", "campaign", "body", "told"),
    [
        (
            {},
            {"columns": [{"slug": "news", "name": "动态", "kind": "便民服务"}]},
            "正文。",
            "“便民服务” is not allowed for “columns.1.kind”",
        ),
        (
            {"publish": {"targets": {"hall": {"kind": "shelf", "board": 3}}}},
            {},
            "正文。",
            "“shelf” is not allowed for “publish.targets.hall.kind”",
        ),
        (
            {"check": {"ignore": [{"rule": "9", "reason": "示例"}]}},
            {},
            "正文。",
            "unknown rule “9”",
        ),
        ({}, {}, "::某某 三\n", "unknown directive “::某某”"),
        ({"hotline": {"number": "1"}}, {}, "正文。", "unknown key “hotline”"),
    ],
)
def test_it_is_a_reason(
    tmp_path: Path, settings: dict[str, object], campaign: dict[str, object], body: str, told: str
) -> None:
    site = SmallSite(tmp_path, settings, campaign)
    site.post("news/a.md", body)
    found = "\n".join(site.problems())
    assert told + REASON in found


def test_it_is_a_reason_of_a_key(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.post("news/a.md", 服务时间="每周六")
    assert "unknown key “服务时间”" + REASON in site.problems()[0]


def test_it_is_a_reason_of_a_switch(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.post("news/a.md", "正文。\n\n<!-- ignore: 9 示例 -->\n")
    found = [one.problem.said(str) for one in site.check("problem")]
    assert [one for one in found if one.startswith("unknown rule") and REASON in one], found


def test_it_is_a_reason_of_a_command(tmp_path: Path) -> None:
    shown = command(SmallSite(tmp_path).folder, "绕行")
    assert shown.stderr == (
        "there is no command “绕行”, and no plug-in brings one; zhuanlan --help lists all\n"
    )
