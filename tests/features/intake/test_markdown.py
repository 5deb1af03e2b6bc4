"""Clean HTML becomes Markdown that our engine shows as the same text, with the same bold words."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuanlan.features.intake.markdown import written
from zhuanlan.features.intake.tree import Node, parsed
from zhuanlan.load.markdown import render

SIGNS = [*"*_#<>&[]()|~`\\:-+=.!{}\"'1", "“", "”", "。", "：", "——", "1. ", "2013. ", "::"]
WORDS = [
    "雷锋",
    "志愿者",
    "一、",
    "（一）",
    "IMG_2013_0305.jpg",
    "D:\\新建",
    "&nbsp;",
    "https://a.cn/x_y",
]
WORDS += [
    "3月1日~31日",
    "==重点==",
    "[图](a.jpg)",
    "：：视频",
    "**",
    "张**",
    "2*3*4",
    "[^1]",
    " ",
    "　",
    "a",
]
TEXT = st.lists(st.sampled_from(SIGNS + WORDS), min_size=1, max_size=7).map("".join).map(escape)
INLINE = st.recursive(
    TEXT,
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["strong", "em", "del", "sup", "u"]), inner
    ),
    max_leaves=2,
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map("".join)
PARAGRAPH = st.lists(LINE, min_size=1, max_size=3).map("<br>".join)


def _table(cells: list[str], wide: int, spans: bool) -> str:
    rows = [cells[at : at + wide] for at in range(0, len(cells) - wide + 1, wide)]
    html = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    spanned = html.replace("<td>", '<td colspan="2">', 1)
    return f"<table>{spanned if spans else html}</table>"


BLOCK = st.one_of(
    st.builds("<p>{}</p>".format, PARAGRAPH),
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["h2", "h3", "h4"]), LINE),
    st.builds("<blockquote><p>{}</p></blockquote>".format, PARAGRAPH),
    st.builds(
        lambda tag, items: f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>",
        st.sampled_from(["ul", "ol"]),
        st.lists(LINE, min_size=1, max_size=3),
    ),
    st.builds(_table, st.lists(LINE, min_size=4, max_size=6), st.just(2), st.booleans()),
)
FIGURE = st.builds(
    '<figure><img src="a.jpg" alt="{}"><figcaption>{}</figcaption></figure>'.format, TEXT, LINE
)
LINK = st.builds('<p>甲<a href="https://a.cn/b?c=1&amp;d=(2)">{}</a>乙</p>'.format, LINE)
DOCUMENT = st.lists(BLOCK | FIGURE | LINK, min_size=1, max_size=4).map("".join)


def looks(html: str) -> tuple[str, str]:
    """Return the text and the bold text of HTML, without blanks."""
    root = parsed(html)
    return "".join(root.text().split()), "".join("".join(bold(root)).split())


def bold(root: Node) -> list[str]:
    """Return the bold texts, but in headings and in the first rows of tables, which all are."""
    found: list[str] = []
    for node in root.nodes:
        if node.tag == "strong":
            found.append(node.text())
        elif node.tag == "table":
            for row in [*node.every("tr")][1:]:
                found += bold(row)
        elif node.tag not in ("h2", "h3", "h4", "figcaption"):
            found += bold(node)
    return found


@given(DOCUMENT)
def test_text_and_bold_words_stay(html: str) -> None:
    markdown = written(html)
    shown = render(markdown, "x/index.md").html
    assert looks(shown) == looks(html), markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>普通的话，3月1日，长2米。</p>", "普通的话，3月1日，长2米。"),
        ("<p>　　<strong>“雷锋”</strong>就在身边</p>", "**“雷锋”**就在身边"),
        ("<p>甲<strong> 乙 </strong>丙</p>", "甲 **乙** 丙"),
        ("<p># 不是标题</p>", "\\# 不是标题"),
        ("<p>1. 不是列表</p>", "1\\. 不是列表"),
        ("<p>两行<br>一段</p>", "两行\\\n一段"),
        ("<h3><strong>一、部署</strong></h3>", "### 一、部署"),
        ("<ol start='3'><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>", "3. 甲\n   - 乙\n4. 丙"),
        ("<ul><li>甲</li></ul><ul><li>乙</li></ul>", "- 甲\n\n<!-- -->\n\n- 乙"),
        ("<p><a href='javascript:x()'>甲</a><a href='https://a.cn/b'>乙</a></p>", "甲[乙](https://a.cn/b)"),
        ("<figure><img src='a.jpg' alt='树'><figcaption>图1：树</figcaption></figure>",
         "![树](a.jpg \"图1：树\")"),
        ("<table><tr><td>甲</td><td>乙|丙</td></tr></table>", "| 甲 | 乙\\|丙 |\n| --- | --- |"),
        ("<table><tr><td rowspan='2' onclick='x()'>甲</td><td>*</td></tr></table>",
         '<table>\n<tr><td rowspan="2">甲</td><td>&#42;</td></tr>\n</table>'),
        ("<p>水<sub>2</sub>见注<sup><a href='#fn-1'>1</a></sup></p><section class='footnotes'><ol>"
         "<li id='fn-1'>《日记》</li></ol></section>", "水<sub>2</sub>见注[^1]\n\n[^1]: 《日记》"),
    ],
)  # fmt: skip
def test_it_is_written_as_an_editor_would(html: str, markdown: str) -> None:
    assert written(html) == markdown + "\n"


def test_one_block_that_is_wrong_beside_another_changes_no_third() -> None:
    markdown = written("<p>甲*乙</p><p>*==重点==</p><p>*==重点====重点==</p>")
    assert markdown.startswith("甲\\*乙\n\n")
    assert looks(render(markdown, "x/index.md").html)[0] == "甲*乙*==重点==*==重点====重点=="


@pytest.mark.parametrize("text", ["[x]<em>*</em>", "[ ] <strong>~~</strong>=="])
def test_an_item_that_begins_like_a_check_box_keeps_its_text(text: str) -> None:
    shown = render(written(f"<ul><li>{text}</li></ul>"), "x/index.md").html
    assert looks(shown) == looks(f"<li>{text}</li>")


def test_a_picture_of_another_host_is_left_out() -> None:
    assert written("<p>甲<img src='https://a.cn/a.jpg'><img src='//a.cn/b.jpg'></p>") == "甲\n"


def test_deep_nesting_ends() -> None:
    html = "<div>" * 5000 + "甲" + "<strong>" * 5000 + "乙"
    assert written(html).replace("*", "").replace("<strong>", "").strip() in ("甲乙", "甲\n\n乙")
