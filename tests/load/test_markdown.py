"""House rules: the same on both engines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuanlan.core.problems import ProblemError
from zhuanlan.load.markdown import render
from zhuanlan.load.markdown.engines import ENGINES
from zhuanlan.model.post import Body


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def body(text: str, engine: str) -> Body:
    return render(text, "spring/news/x.md", 1, engine)


def html(text: str, engine: str) -> str:
    """Return the HTML with white space between tags taken out."""
    return re.sub(r">\s+|\s+<", lambda m: m[0].strip(), body(text, engine).html).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说**“雷锋”**精神。", "<p>他说<strong>“雷锋”</strong>精神。</p>"),
        ("**全部到位。**大家", "<p><strong>全部到位。</strong>大家</p>"),
        ("中文\n换行", "<p>中文换行</p>"),
        ("中文**粗**\n**粗**换行", "<p>中文<strong>粗</strong><strong>粗</strong>换行</p>"),
        ("中文，\n“引”", "<p>中文，“引”</p>"),
        ("word\nword", "<p>word\nword</p>"),
        ("段落\n- 一\n- 二", "<p>段落</p><ul><li>一</li><li>二</li></ul>"),
        ("段落\n1. 一\n2. 二", "<p>段落</p><ol><li>一</li><li>二</li></ol>"),
        ("- 一\n  - 二", "<ul><li>一<ul><li>二</li></ul></li></ul>"),
        ("段落\n14. 日", "<p>段落\n14. 日</p>"),
        ("1) 一\n2) 二", "<ol><li>一</li><li>二</li></ol>"),
        ("- 一\n\n  续\n\n完", "<ul><li><p>一</p><p>续</p></li></ul><p>完</p>"),
        ("~~删~~", "<p><del>删</del></p>"),
        ("# 题\n\n## 节", '<h2 id="题">题</h2><h3 id="节">节</h3>'),
        ("## 节\n\n## 节", '<h2 id="节">节</h2><h2 id="节-2">节</h2>'),
    ],
)
def test_rules(text: str, expected: str, engine: str) -> None:
    assert html(text, engine) == expected


def test_code_keeps_its_lines(engine: str) -> None:
    assert "中文\n换行" in html("```\n中文\n换行\n```", engine)
    assert html("    中文\n    换行", engine) == "<p>中文换行</p>"  # an indent makes no code


def test_tables(engine: str) -> None:
    text = "| 项目 | 数量 |\n|---|--:|\n| 座谈 | 3 |\n"
    shown = html(text, engine)
    assert '<th class="align-right">数量</th>' in shown
    assert '<div class="table-scroll" tabindex="0"><table>' in shown


def test_a_table_begins_after_a_paragraph(engine: str) -> None:
    assert "<p>段落</p><div" in html("段落\n| a | b |\n|---|---|\n| 1 | 2 |\n", engine)


def test_tables_of_contributors_stay_balanced(engine: str) -> None:
    shown = html('<table id="a"><tr><td>x</td></tr></table>', engine)
    assert shown.count("<div") == shown.count("</div>") == 1


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("一\n\n![树]（tree.png）", 3, 1, "full-width brackets"),
        ("[a]（b.md）", 1, 1, "full-width brackets"),
        ("一\n##标题", 2, 1, "no heading"),
        ("｜a｜b｜", 1, 1, "no table"),
        (":video a.mp4", 1, 1, "one colon"),
        ("正文[^1]。", 1, 3, "has no note"),
        ("![树](http://a.cn/t.jpg)", 1, 6, "another host"),
        ("![树](C:\\a\\t.jpg)", 1, 6, "may be linked"),
        ("![树]()", 1, 4, "missing here"),
        (":::quote x\n一[^1]\n\n[^1]: 注\n:::", 1, 1, "footnotes"),
        (":::quote x\n::related a.md\n:::", 2, 1, "within another"),
        ("::video my talk.mp4", 1, 1, "between quotes"),
    ],
)
def test_slips_are_told(text: str, line: int, column: int, words: str, engine: str) -> None:
    with pytest.raises(ProblemError, match=words) as caught:
        body(text, engine)
    place = (caught.value.problems[0].line, caught.value.problems[0].column)
    assert place == (line, column)


@pytest.mark.parametrize(
    "text", ["[注]（见附录）", "`![x]（a.png）`", "```\n##题\n```", "#话题#", "1：2"]
)
def test_what_is_no_slip_stays(text: str, engine: str) -> None:
    assert body(text, engine).html


@pytest.mark.parametrize(
    "text",
    [
        "专家指出[1]（详见 https://www.gov.cn/zhengce ）。",
        "这是[^1]（见 http://a.cn/x.html）。\n\n[^1]: 注",
        "[官网][g]（网址：https://www.gov.cn/）\n\n[g]: https://www.gov.cn/",
        "- [x]（完成 a.pdf）",
        "图片[组图]（来源：https://www.xinhuanet.com/a.html）显示。",
        "``[图片]（a.jpg）``",
        "> ```\n> [a]（b.md）\n> ```",
        "<!-- \n##注释\n-->\n\n正文",
        "\\[图\\]（a.jpg）",
        "文献\\[^2\\]说",
        "会议于9：30开始，地点：礼堂。",
        "#学雷锋#",
    ],
)
def test_ordinary_texts_are_no_slips(text: str, engine: str) -> None:
    shown = body(text, engine)
    assert not re.search("<h[1-6]", shown.html)


def test_lists_of_two_kinds(engine: str) -> None:
    shown = html("- a\n- b\n1. x\n2. y", engine)
    assert "<ul><li>a</li><li>b</li></ul>" in shown
    assert "<ol><li>x</li><li>y</li></ol>" in shown


def test_a_space_after_the_colons_does_no_harm(engine: str) -> None:
    assert "<blockquote>" in html("::: quote 老周\n一句话\n:::", engine)


def test_no_control_character_comes_through(engine: str) -> None:
    assert "\x08" not in body("正&#8;文", engine).text


def test_summaries_leave_notes_out(engine: str) -> None:
    assert body("文[^1]后。\n\n[^1]: 注释", engine).text == "文后。"
    assert body("> 编者按。\n\n正文。", engine).text == "正文。"
    assert body("> 只有引语。", engine).text == "只有引语。"


def test_task_lists(engine: str) -> None:
    shown = html("- [x] 完成\n- [ ] 未完成", engine)
    boxes = re.findall(r"<input[^>]*>", shown)
    assert [("checked" in box, "disabled" in box) for box in boxes] == [(True, True), (False, True)]


def test_the_same_text_gives_the_same_bytes(engine: str) -> None:
    text = '- [x] 完成\n\n![树](a.jpg "题")\n\n<time datetime=2013 id=t lang=zh title=x>三月</time>'
    assert len({body(text, engine).html for _ in range(30)}) == 1


def test_footnotes_lead_there_and_back(engine: str) -> None:
    shown = html("正文[^1]。\n\n[^1]: 注。", engine)
    targets = set(re.findall(r'href="#([^"]*)"', shown))
    assert len(targets) == 2
    assert targets == set(re.findall(r' id="([^"]*)"', shown))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("见https://a.cn/x。好", "https://a.cn/x"),
        ("见 https://a.cn/x?a=1&b=2，好", "https://a.cn/x?a=1&amp;b=2"),
        ("**见https://a.cn/x**好", "https://a.cn/x"),
        ("（https://a.cn/x）", "https://a.cn/x"),
        ("https://a.cn/x.", "https://a.cn/x"),
    ],
)
def test_bare_addresses_end_before_chinese(text: str, address: str, engine: str) -> None:
    assert f'href="{address}">{address}</a>' in html(text, engine)


def test_addresses_in_code_are_no_links(engine: str) -> None:
    assert "<a " not in html("`https://a.cn/`\n\n```\nhttps://b.cn/\n```", engine)


def test_figures_have_captions(engine: str) -> None:
    shown = html('![树](tree.jpg "三月植树")', engine)
    assert shown.startswith("<figure><img ")
    assert shown.endswith("<figcaption>三月植树</figcaption></figure>")
    assert 'alt="树"' in shown
    assert "<figure>" not in html("文字 ![树](tree.jpg)", engine)


def test_links_resolve_beside_the_post(engine: str) -> None:
    text = "一\n\n[甲](../works/a.md#节) ![图](pic/图.jpg) [乙](/about.md) [外](https://x.cn/)"
    found = [(r.target, r.kind, r.line) for r in body(text, engine).references]
    assert found == [
        ("spring/works/a.md", "link", 3),
        ("spring/news/pic/图.jpg", "picture", 3),
        ("about.md", "link", 3),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,x)",
        "[x](zhuanlan:secret)",
        '<a href="vbscript:x">x</a>',
        "<style>body{}</style>",
        '<iframe src="https://x"></iframe>',
        "<svg onload=alert(1)>",
        '<p style="position:fixed">x</p>',
        "<base href=//x>",
        '<form action="https://x"><input name=q></form>',
        '<meta http-equiv="refresh" content="0">',
    ],
)
def test_hostile_html_is_refused_or_cleaned(text: str, engine: str) -> None:
    try:
        shown = html(text, engine).lower()
    except ProblemError as refused:
        assert "published" in str(refused) or "linked" in str(refused)  # noqa: PT017
        return
    without_text = "".join(re.findall(r"<[^>]*>", shown))
    for bad in ("script", "onerror", "onload", "style", "iframe", "svg", "base", "form", "meta"):
        assert bad not in without_text
    assert not re.search(r'href="(?!https?:|#)', shown)
    assert "secret" not in without_text


def test_own_html_stays(engine: str) -> None:
    text = '<details><summary>更多</summary>\n\n正文\n\n</details>\n\n<p id="附">x</p>'
    shown = html(text, engine)
    assert "<details><summary>更多</summary>" in shown
    assert '<p id="附">' in shown


def test_directives(engine: str) -> None:
    text = (
        ":::gallery 现场\n![挖坑](dig.jpg)\n![浇水](water.jpg)\n:::\n\n"
        ":::quote 老周（示例）\n帮**一把**。\n:::\n\n"
        '::video a.mp4 "宣讲 实录" poster=b.jpg captions=c.vtt\n\n'
        '::attachment 表.xlsx "统计表"\n\n::related ../works/a.md\n'
    )
    made = body(text, engine)
    assert made.html.count('<figure><a href="zhuanlan:spring/news/') == 2  # links to themselves
    assert '<figure class="gallery">' in made.html
    assert "<blockquote><p>帮<strong>一把</strong>。</p></blockquote>" in made.html
    assert 'poster="zhuanlan:spring/news/b.jpg" aria-label="宣讲 实录"' in made.html
    assert '<track kind="captions"' in made.html
    assert '<p class="related-story"><a href="zhuanlan:spring/works/a.md"></a></p>' in made.html
    assert [r.target.rpartition("/")[2] for r in made.references] == [
        *("dig.jpg", "water.jpg", "b.jpg", "c.vtt", "a.mp4", "表.xlsx", "a.md"),
    ]


def test_directives_in_code_stay(engine: str) -> None:
    shown = html("```\n:::gallery\n:::\n```", engine)
    assert ":::gallery" in shown


def test_content_is_never_a_template(engine: str) -> None:
    assert "{{ 7 * 7 }}<code>{% raw %}" in html("{{ 7 * 7 }}`{% raw %}`", engine)


words = st.text(
    st.sampled_from("雷锋，。“”ab *_[]()!<>#-`~:|\n\\&\"'=./1\ufdd0\u200b"), max_size=60
)


@given(words, st.sampled_from(sorted(ENGINES)))
def test_any_text_gives_balanced_clean_html(text: str, engine: str) -> None:
    try:
        made = body(text, engine)
    except ProblemError:
        return
    ids = re.findall(r'<[^>]* id="([^"]*)"', made.html)
    assert len(ids) == len(set(ids))
    assert "\ufdd0" not in made.html
    assert "<script" not in made.html
    for tag in ("figure", "a", "p", "h2", "table"):
        assert len(re.findall(rf"<{tag}[ >]", made.html)) == made.html.count(f"</{tag}>")
