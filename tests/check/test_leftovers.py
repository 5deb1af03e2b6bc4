"""`check` and `--fix` on what was pasted: found at its line, mended once, and the site builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.check.run import check
from zhuanlan.cli import main
from zhuanlan.core.i18n import translator

HEAD = "---\ntitle: 春日植树\ndate: 2013-05-20\nsummary: 一句话。\n---\n\n"
FIRST = HEAD.count("\n") + 1
SENTENCE = "三百多名志愿者来到北山，一天种下两千棵树苗，并为每一棵树浇足了水、培好了土"
LONG = "\n".join(f"{SENTENCE}。" for _ in range(12))


@pytest.fixture(autouse=True)
def _inside(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    for name in ("news/first", "exemplars/zhang"):
        file = site.root / f"content/spring/{name}.md"
        file.write_text(file.read_text("utf-8").replace("\n---\n", "\nsummary: 一句话。\n---\n", 1))


def told(site: SiteFolder, body: str, head: str = HEAD) -> list[str]:
    site.write("content/spring/news/x.md", f"{head}{body}\n")
    english = translator("en")
    found = [one for one in check(site.options()) if one.problem.path.endswith("x.md")]
    return [
        f"{one.rule} {one.problem.line}:{one.problem.column} {one.problem.said(english)}"
        for one in found
    ]


def mended(site: SiteFolder, body: str, head: str = HEAD) -> str:
    """Return a body as `--fix` leaves it: a second time changes nothing, and the site builds."""
    file = site.write("content/spring/news/x.md", f"{head}{body}\n")
    main(["check", "--fix", "--date", "2013-06-01", "-q"])
    once = file.read_bytes()
    main(["check", "--fix", "--date", "2013-06-01", "-q"])
    assert file.read_bytes() == once
    site.build()
    return once.decode().removeprefix(head).removesuffix("\n")


def rules(site: SiteFolder, body: str, head: str = HEAD) -> list[str]:
    return [line.split(" ")[0] for line in told(site, body, head)]


@pytest.mark.parametrize(
    "first",
    [
        "春日植树",
        "# 春日植树",
        "## 《春日植树》",
        "**春日植树**",
        "　　春日 植树",
        "春日植树\n====",
    ],
)
def test_a_title_that_is_repeated(site: SiteFolder, first: str) -> None:
    body = f"{first}\n\n正文第一段。"
    assert told(site, body)[0].startswith(
        f"title-repeated {FIRST}:1 the text begins with its title"
    )
    assert mended(site, body) == "正文第一段。"


def test_a_title_alone_is_told_and_left(site: SiteFolder) -> None:
    assert rules(site, "春日植树") == ["title-repeated"]
    assert mended(site, "春日植树") == "春日植树"


@pytest.mark.parametrize("body", ["春日植树正当时。", "正文。\n\n春日植树", "## 春日植树活动"])
def test_no_title(site: SiteFolder, body: str) -> None:
    assert rules(site, body) == []


@pytest.mark.parametrize(
    "line",
    [
        "长按识别二维码",
        "▼长按图片识别二维码关注我们▼",
        "点击上方“蓝字”关注我们",
        "点击蓝字，关注我们",
        "点击蓝字关注",
        "点击上方关注我们",
        "阅读原文",
        "👇点击左下角“阅读原文”",
        "扫码关注",
        "**扫一扫，关注我们**",
        "点个“在看”",
        "预览时标签不可点",
    ],
)
def test_words_of_wechat(site: SiteFolder, line: str) -> None:
    [one] = told(site, f"正文。\n\n{line}\n\n结尾。")
    assert one.startswith(f"wechat {FIRST + 2}:1 ")
    assert line not in mended(site, f"正文。\n\n{line}\n\n结尾。")


def test_words_of_wechat_within_a_sentence_are_told_and_left(site: SiteFolder) -> None:
    body = "报名的读者请长按识别二维码，填写表格后提交。"
    [one] = told(site, body)
    assert one.startswith(f"wechat {FIRST}:6 “请长按识别二维码” speaks")
    assert mended(site, body) == body


@pytest.mark.parametrize(
    "caption", ["图1：植树现场", "　　图2:浇水", "（图一：合影）", "图 3：领苗"]
)
def test_a_caption_without_a_picture(site: SiteFolder, caption: str) -> None:
    [one] = told(site, f"正文。\n\n{caption}\n\n结尾。")
    assert one.startswith(f"caption {FIRST + 2}:")
    assert rules(site, f"```\n{caption}\n```") == []


def test_a_caption_with_its_picture(site: SiteFolder) -> None:
    site.write(
        "content/spring/news/树 (1).svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    )
    assert rules(site, "![种树的人](树 (1).svg)\n\n图1：植树现场\n\n如图2：所示，正文。") == []


def test_prose_that_became_code(site: SiteFolder) -> None:
    prose = f"{SENTENCE}。"
    assert told(site, f"前。\n\n```\n{prose}\n```") == [
        f"code-prose {FIRST + 2}:1 this Chinese text is shown as code; "
        "take the lines of ``` or ~~~ around it away"
    ]
    assert rules(site, f"~~~\n{prose}\n~~~") == ["code-prose"]
    assert (
        rules(
            site, f"```yaml\n说明: {prose}\n```\n\n```\npip install zhuanlan  # 安装，然后生成\n```"
        )
        == []
    )


def test_paragraphs_that_became_one(site: SiteFolder) -> None:
    [one] = told(site, f"前。\n\n{LONG}")
    assert one.startswith(
        f"run-together {FIRST + 2}:1 12 lines become one paragraph of more than 400"
    )
    assert mended(site, f"前。\n\n{LONG}") == f"前。\n\n{LONG}".replace(
        "\n" + SENTENCE, f"\n\n{SENTENCE}"
    ).replace("\n\n\n", "\n\n")
    open_end = LONG.replace("土。", "土，", 1)
    assert rules(site, open_end) == ["run-together"]
    assert mended(site, open_end) == open_end
    for fine in (
        LONG[:300],
        LONG.replace("\n", "\n\n"),
        LONG.replace("\n", "\\\n"),
        "- " + LONG,
        SENTENCE * 20,
    ):
        assert rules(site, fine) == []


def test_short_lines_that_became_one(site: SiteFolder) -> None:
    prizes = "一等奖 赵示例\n二等奖 钱示例\n三等奖 孙示例"
    assert told(site, f"获奖名单：\n\n{prizes}") == [
        f"run-together {FIRST + 2}:1 3 short lines become one: "
        "“一等奖 赵示例二等奖 钱示例三等奖 孙示…”; "
        "put an empty line between them, or two blanks at the end of each"
    ]
    for fine in (
        prizes.replace("\n", "\n\n"),
        prizes.replace("\n", "  \n"),
        "大家上山植树，\n一直到晚上。",
        "活动时间：三月五日\n活动地点：县文化馆",
        "县文明办\n2013年3月5日",
    ):
        assert rules(site, fine) == []


def test_a_post_without_a_text(site: SiteFolder) -> None:
    assert rules(site, "") == ["text-blank"]
    assert rules(site, "<!-- 待写 -->") == ["text-blank"]
    assert rules(site, "", HEAD.replace("summary", "status: draft\nsummary")) == []
    site.write("content/spring/news/plan.pdf", b"%PDF-1.4\n")
    assert rules(site, "", HEAD.replace("summary", "attachments: [plan.pdf]\nsummary")) == []


@pytest.mark.parametrize("year", ["0001", "0013", "1899"])
def test_a_year_of_another_age(site: SiteFolder, year: str) -> None:
    head = HEAD.replace("2013-05-20", f"{year}-05-20\nphase: start")
    found = [line for line in told(site, "正文。", head) if line.startswith("date-year")]
    assert found == [
        f"date-year 3:7 the year {year} lies before 1900; write the year with its four digits"
    ]


def test_a_year_far_ahead(site: SiteFolder) -> None:
    head = HEAD.replace("2013-05-20", "2062-05-20\nphase: start")
    found = [line for line in told(site, "正文。", head) if line.startswith("date-year")]
    assert found == [
        "date-year 3:7 the year 2062 lies 49 years ahead; "
        "correct it, if it was mistyped: the post appears only then"
    ]
    near = HEAD.replace("2013-05-20", "2014-05-20\nphase: start")
    assert not [line for line in told(site, "正文。", near) if line.startswith("date-year")]


TABLE = "| 姓名 | 单位 |\n| --- | --- |\n| 张三 | 北山村 |\n| 李四 |  |"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("前文：\n姓名\t单位\n张三\t北山村\n李四\t\n\n后文。", f"前文：\n\n{TABLE}\n\n后文。"),
        ("姓名\t单位\n张三\t北山村\n李四\t\n后文。", f"{TABLE}\n\n后文。"),
        ("a|b\tc\n1\t2", "| a\\|b | c |\n| --- | --- |\n| 1 | 2 |"),
        ("前\n| 甲 | 乙 |\n| 1 | 2 |", "前\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |"),
        (
            "见[信箱](a@b.example)、[信箱](a@b.example)",
            "见[信箱](mailto:a@b.example)、[信箱](mailto:a@b.example)",
        ),
        ("正文&amp;nbsp;正文", "正文&nbsp;正文"),
        ("前\n\n##一、安排", "前\n\n## 一、安排"),
        ("　　## 一、安排", "## 一、安排"),
        ("见[官网]（https://www.example.org/）。", "见[官网](https://www.example.org/)。"),
        ("见[官网] (https://www.example.org/)。", "见[官网](https://www.example.org/)。"),
        ("（** 重要 **）", "（**重要**）"),
        ("改在==北山==。", "改在<mark>北山</mark>。"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_a_build_refuses_is_mended_where_it_is_certain(
    site: SiteFolder, body: str, expected: str, newline: str
) -> None:
    assert rules(site, body)[0] == "problem"
    left = mended(site, body.replace("\n", newline), HEAD.replace("\n", newline))
    assert left.replace("\r\n", "\n") == expected
    assert left.count("\r\n") == (left.count("\n") if newline == "\r\n" else 0)


@pytest.mark.parametrize(
    "body",
    [
        "甲\t乙\n1\t2\t3",
        "| 甲 | 乙 |\n| 1 | 2 | 3 |",
        "　　床前明月光\n　　疑是地上霜",
        "**注意。",
        "`##安排`\n\n##安排",
    ],
)
def test_what_is_not_certain_is_told_and_left(site: SiteFolder, body: str) -> None:
    file = site.write("content/spring/news/x.md", f"{HEAD}{body}\n")
    before = file.read_bytes()
    assert main(["check", "--fix", "--date", "2013-06-01", "-q"]) == 1
    assert file.read_bytes() == before


def test_one_call_mends_what_hides_behind_a_problem(site: SiteFolder) -> None:
    body = "春日植树\n\n姓名\t单位\n张三\t北山村\n\n我们要再接再励。\n\n点击蓝字关注"
    assert (
        mended(site, body)
        == "| 姓名 | 单位 |\n| --- | --- |\n| 张三 | 北山村 |\n\n我们要再接再厉。\n"
    )


def test_a_mended_table_shows(site: SiteFolder) -> None:
    mended(site, "姓名\t单位\n张三\t北山村")
    page = Path(site.root / "output/spring/news/x.html").read_text("utf-8")
    assert "<th>姓名</th>" in page
    assert "<td>北山村</td>" in page
