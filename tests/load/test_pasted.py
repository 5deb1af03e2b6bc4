"""What was pasted works, is told with its line, or is mended; innocent texts raise no alarm."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SiteFolder
from tests.photos import photo
from zhuanlan.check.run import check
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.markdown import render
from zhuanlan.load.markdown.code import Code
from zhuanlan.load.markdown.destinations import pointed
from zhuanlan.load.markdown.engines import ENGINES


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def html(text: str, engine: str) -> str:
    return render(text, "spring/news/x.md", 1, engine).html


def problems(text: str, engine: str = "comrak") -> list[Problem]:
    try:
        html(text, engine)
    except ProblemError as error:
        return error.problems
    return []


NAMES = [
    "微信图片_20261018 (2).jpg",
    "微信图片_20261018(2).jpg",
    "图 1.png",
    "图(1.png",
    "合影　（终稿） 最终版(2) (3).JPG",
    "子文件夹/照片 2.webp",
    "a b.jpeg",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "written", ["![树]({})", '![树]({} "三月")', "前![树]({})后", "> ![树]({})"]
)
def test_a_name_simply_works(name: str, written: str, engine: str) -> None:
    body = render(written.format(name), "spring/news/x.md", 1, engine)
    [reference] = body.references
    assert (reference.target, reference.kind) == (f"spring/news/{name}", "picture")
    assert (reference.line, reference.column) == (1, written.index("{}") + 1)
    assert "](" not in body.html


@pytest.mark.parametrize(
    "name", ["报名表 (终稿).docx", "通知 1.pdf", "汇总（二） 新.xlsx", "另一篇 2.md"]
)
def test_links_to_files_with_such_names_work(name: str, engine: str) -> None:
    body = render(f"请下载[报名表]({name})（见附件）。", "spring/news/x.md", 1, engine)
    assert [one.target for one in body.references] == [f"spring/news/{name}"]


def test_two_names_in_a_line_and_a_picture_within_a_link(engine: str) -> None:
    text = "![a](图 1.jpg)与[![b](图 2.jpg)](报 告.pdf)与[c](d.md)"
    body = render(text, "spring/news/x.md", 1, engine)
    targets = sorted(one.target.rpartition("/")[2] for one in body.references)
    assert targets == ["d.md", "图 1.jpg", "图 2.jpg", "报 告.pdf"]


@pytest.mark.parametrize(
    "text",
    [
        "`![a](b c.jpg)`",
        "``[a](b `c.jpg)``",
        "```\n![a](b c.jpg)\n```",
        "~~~\n![a](b c.jpg)\n~~~",
        "- 一\n\n  ```\n  ![a](b c.jpg)\n  ```",
        "> ```\n> ![a](b c.jpg)\n> ```",
        r"\[a](b c.jpg)",
        r"!\[a](b c.jpg)",
        r"[a\](b c.jpg)",
        "![a](<b c.jpg>)",
        "![a](b.jpg)（见 c.jpg）",
        "无括号](b c.jpg)",
    ],
)
def test_code_escapes_and_sound_names_stay_as_they_are(text: str) -> None:
    assert pointed(text) == text


@given(st.text(st.sampled_from('`~\n[]()!<> a图.jpg\\"'), max_size=60))
def test_pointing_is_done_once(text: str) -> None:
    once = pointed(text)
    assert pointed(once) == once
    assert once.replace("<", "").replace(">", "").replace(" ", "") == text.replace("<", "").replace(
        ">", ""
    ).replace(" ", "")


@given(st.text(st.sampled_from("`~\n a>-"), max_size=60))
def test_places_of_code_do_not_overlap(text: str) -> None:
    spans = Code(text).spans
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert all(text[start:end] for start, end in spans)


SHOWN_WRONG = {
    "![树](我的照片 =300x200)": (1, 1, "it is no picture"),
    "![[树.jpg]]": (1, 1, "it is no picture"),
    "【树】(a.jpg)": (1, 1, "it is no picture"),
    "一\n\n！[树](a.jpg)": (3, 1, "makes a link"),
    "[官网](https://a.cn 官网)": (1, 1, "it is no link"),
    "见[官网] (https://a.cn/)": (1, 2, "a blank stands between"),
    '前\n\n<img data-src="https://mmbiz.example/a.png">': (3, 1, "WeChat"),
    '<img class="x" data-src="a.png" src="" />': (1, 1, "WeChat"),
    "一<img>": (1, 2, "has no file"),
    "![ ]( )": (1, 1, "missing here"),
    "甲\t乙\n1\t2": (1, 1, "spreadsheet"),
    "前\n\n\t二〇一二\t二〇一三\n参加\t3\t4\n合计\t\t7": (3, 1, "spreadsheet"),
    "前\n\n| 甲 | 乙 |\n| 1 | 2 |": (3, 1, "no table"),
    "前\n\n| 甲 | 乙 |\n|---|---|---|\n| 1 | 2 |": (4, 1, "no table"),
    "前\n\n　　## 标题": (3, 1, "no heading"),
    "##　标题": (1, 1, "no heading"),
    "＃＃标题": (1, 1, "no heading"),
    "**注意安全。": (1, 1, "no bold"),
    "（** 注意 **）": (1, 2, "no bold"),
    "张**和李**获奖": (1, 2, "asterisks are not shown"),
    "正文&amp;nbsp;正文": (1, 3, "was escaped"),
    "正文&nbsp；正文": (1, 3, "as typed"),
    "&lt;p&gt;正文&lt;/p&gt;": (1, 12, "was escaped"),
    "正文＜br＞正文": (1, 3, "as typed"),
    "[TOC]\n\n正文": (1, 1, "as typed"),
    "这是==重点==。": (1, 3, "as typed"),
    "{% asset_img a.jpg %}": (1, 1, "another program"),
    '{{< figure src="a.jpg" >}}': (1, 1, "another program"),
    "[caption id=3]图[/caption]": (1, 1, "another program"),
    "见[信箱](a@b.example)": (1, 7, "is a mailbox"),
    "正文[^注1]。": (1, 3, "has no note"),
}


TAKEN_BY_PYTHON_MARKDOWN = {
    "##　标题",
    "![树](我的照片 =300x200)",
    "[官网](https://a.cn 官网)",
}


@pytest.mark.parametrize("text", SHOWN_WRONG)
def test_what_readers_would_see_wrong_is_a_problem(text: str, engine: str) -> None:
    if engine == "markdown" and text in TAKEN_BY_PYTHON_MARKDOWN:
        assert html(text, engine)  # as a heading, or as the name of a file that has to be there
        return
    told = problems(text, engine)
    line, column, words = SHOWN_WRONG[text]
    assert [
        one for one in told if words in one.text(str) and (one.line, one.column) == (line, column)
    ]
    assert all(one.hint for one in told)


@pytest.mark.parametrize("text", ["前文\n{: .center}", "## 标题 {#abc}", "文字{.red}"])
def test_attributes_that_comrak_does_not_know(text: str) -> None:
    assert "as typed" in problems(text)[0].text(str)


@pytest.mark.parametrize("text", SHOWN_WRONG)
def test_in_code_everything_may_stand(text: str, engine: str) -> None:
    assert not problems(f"正文。\n\n```\n{text}\n```\n", engine)


def test_a_long_picture_makes_a_short_message() -> None:
    [problem] = problems(f"![树]({'很长' * 90} x)")
    assert len(problem.text(str)) < 300


@pytest.mark.parametrize(
    "text",
    [
        "表达式[^abc]+匹配",
        "(?:[^,]+,){3}",
        "以[^a-z]、[^0-9]、^[^@]+@为准",
        r"\w[^x] 与 [^。]*",
        "[^>]",
    ],
)
def test_expressions_are_no_footnotes(text: str, engine: str) -> None:
    assert not problems(text, engine)


def test_full_width_indents_are_kept(engine: str) -> None:
    shown = html("　　第一段。\n\n　　**第二**段。\n\n> 　　引文\n\n　　![树](a.jpg)", engine)
    assert "<p>　　第一段。</p>" in shown
    assert "<p>　　<strong>第二</strong>段。</p>" in shown
    assert "<figure><img" in shown
    assert "　x" in html("```\n　x\n```", engine)


def test_hostile_texts_cost_little() -> None:
    texts = [
        "](" * 30_000,
        "[" * 40_000 + "](b）",
        "![a](" * 20_000,
        "[a] (" * 20_000,
        "`" * 9 + "` ``" * 20_000,
        "**a " * 20_000,
        "==好" * 20_000,
        "|a|b|\n" * 10_000,
        "|a|b|\n" + "|" * 40_000 + "x\n",
        "a\tb\n" * 10_000,
        "　　a\n" * 10_000,
        "{{<" * 20_000,
        "&amp;" * 20_000,
        "<img " * 20_000,
        "a@" * 20_000,
        "](a@b." * 20_000,
        "<!--`" * 10_000,
        "～" * 5 + "~~~\n" * 10_000,
    ]
    for text in texts:
        start = time.process_time()
        problems(text)
        assert time.process_time() - start < 4, text[:10]


WHO = ["张三（示例）", "李×", "“雷锋班”", "市文明办", "ABC志愿队"]
INNOCENT = [
    "{}与李**同去，李**先到。",
    "{}在3月1日~31日走访20~30户。",
    "{}的得分为2*3*4=24，另加5**2。",
    "{}说：“#学雷锋#是话题，#1是编号。”",
    "{}使用的公式为|x|+|y|≤1，a|b。",
    "{}的电话为138****5678（示例）。",
    "{}参加【活动】（见附件）[注]（见附录）。",
    "{}引用文献[1]、[2]（详见 https://www.example.org/zhengce ）。",
    "{}填写□是 □否 [ ]其他 [x]同意。",
    "{}把A==B写作A=B，====是分隔线。",
    "{}提出“一、二、三”三步法；（一）宣传、（二）实施。",
    "{}的温度为-5℃<t<30℃，p<0.05，a < b > c。",
    "{}所用集合{{1, 2, 3}}与{{x|x>0}}。",
    "{}的信箱编号为 No.&1，AT&T、R&D、Q&A。",
    "{}在图1：00处停留，图2：略。",
    "{}扫描文件后用二维码签到，并在公众号发布。",
    "{}建议大家阅读原文，再写心得。",
    "{}点击“报名”按钮，上方显示进度。",
    "{}识别人脸、长按开关三秒。",
    "{}讲解HTML标签时提到段落标签p和br。",
    "{}称：第1、2、3组共10％，即10%。",
    "{}在北纬45°~46°、东经126°:128°。",
    "{}：http://www.example.org/a?b=1&c=2 可查。",
    "{}买了3 × 4 × 5 厘米的木板（A4、B5）。",
    "{}读作“ㄌㄟˊ”，又写作＜雷＞、《雷》、〈雷〉。",
    "{}的口号：干！干！！干！！！[鼓掌]（全场）",
    "{}的时间表9：30—11：00／14：00—16：00。",
    "{}的网址是 example.org/{{id}}，参数为%d{{}}。",
    "{}得分★★★☆☆，序号①②③，单位㎡。",
    "{}发文〔2012〕15号［附表］｛大括号｝。",
    "{}说*号键和#号键都可以按。",
    "{}的文件名为img_2013_03_05.jpg和a@2x.png。",
    "{}注：**表示p<0.01，*表示p<0.05。",
    "{}把微信号、蓝色字体和关注人数登记在册。",
    "{}的表达式[^abc]+、[^0-9]与(?:[^,]+)匹配。",
    "{}与图书馆、图片社合作，图一乐。",
    "　　{}在第一段前空两格。",
    "{}的第一行\n接着写第二行。",
    "{}的诗：\\\n春风吹绿北山坡\\\n志愿旗下笑声多",
    "1. {}报到\n2. 开会",
    "- {}：到会\n- 其他：请假",
    "> {}说：“谢谢。”\n> ——村民",
    "| 姓名 | 数量 |\n|---|--:|\n| {} | 3 |",
    "**{}**获表彰，*斜体*与~~删除~~、`代码`都在。",
    "## {}：一、二\n\n正文。",
    "{}的脚注[^1]在此。\n\n[^1]: 注文。",
    "![{}](微信图片_2013 (2).jpg)\n\n图1：{}在植树",
    "[{}](https://www.example.org/(a)_b)与<a@b.example>",
    "{}<br>换行，H<sub>2</sub>O，<mark>重点</mark>&nbsp;空格&lt;尖括号&gt;。",
    "1.\t{}\n2.\t其他人",
    "{}\t独自一行有制表符",
    "```\n{}\t1\n乙\t2\n```",
    "<table><tr>\n\t<td>{}</td>\t<td>1</td></tr>\n</table>",
    "<!--\n{}\t1\n乙\t2\n| a | b |\n| c | d |\n-->\n\n正文。",
    "时间：3月5日\n\n一、{}讲话\n\n二、表彰",
    "{}分为以下几类，包括\n一、二等奖各三名。",
    "\\*\\*{}\\*\\*，\\[a](b c.jpg)，\\# 号，\\| 竖线 \\|。",
    "{}的密码规则为a-z、A-Z、0-9，正则\\d+。",
    "{}：C++、C#、.NET、Node.js、a:b:c、::1、/usr/bin。",
    "{}去了A、B两地；**甲**、**乙**、*丙*，**丁**。",
    "{}（**示例**）、“**引号**”和《**书名**》。",
]


def test_innocent_texts_raise_no_alarm(site: SiteFolder) -> None:
    site.write("content/spring/news/微信图片_2013 (2).jpg", photo(500, 400))
    texts = [template.format(*[who] * 2) for template in INNOCENT for who in WHO]
    assert len(texts) >= 300
    told = [
        (text, engine, [problem.text(str) for problem in found])
        for text in texts
        for engine in ENGINES
        if (found := problems(text, engine))
    ]
    assert told == []
    for number, text in enumerate(texts):
        keys = {"title": f"稿件{number}", "summary": "一句话。"}
        site.post(f"news/n{number}.md", f"{text}\n", **keys)
    looked = check(site.options())
    rules = {
        "title-repeated",
        "run-together",
        "wechat",
        "caption",
        "code-prose",
        "text-blank",
        "problem",
    }
    assert [one.problem.text(str) for one in looked if one.rule in rules] == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("通知<o:p></o:p>", "</o:p>"),
        ('<p class="MsoNormal">通知<o:p></o:p></p>', "</o:p>"),
        ('<st1:chsdate Year="2013">3月5日</st1:chsdate>', "</st1:chsdate>"),
        ("<![if !supportLists]>通知", "<![if !supportLists]>"),
    ],
)
def test_tags_of_word_are_told(typed: str, told: str, engine: str) -> None:
    assert [problem.values["value"] for problem in problems(typed, engine)] == [told]
    assert not problems(f"`{typed}`", engine)


def test_a_cell_too_many_is_a_mistake_only_where_something_would_be_lost(engine: str) -> None:
    head = "| 甲 | 乙 |\n| --- | --- |\n"
    for row in ("| 1 | 2 | |", "| 1 | 2 |  |  |", "| 1 | 2", r"| 1 | a\|b |"):
        assert "<table>" in html(f"{head}{row}\n", engine)
    for row in ("| 1 | 2 | 3 |", "| 1 | 2 | 3", "| 1 | 2 | | 4 |"):
        [problem] = problems(f"{head}| 1 | 2 |\n{row}\n", engine)
        assert (problem.line, problem.column) == (4, 1)
        assert "the last ones would be lost" in problem.message
