"""HTML that passes by the sanitiser is what the sanitiser would make of it, to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuanlan.load.markdown import plain
from zhuanlan.load.markdown.clean import Links, clean
from zhuanlan.load.markdown.engines import comrak

_PIECES = (
    "志愿者 雷锋 a X 1 12. 。 “ ” \" ' \n \n\n \n\n\n \\\n * ** *** _ __ ~ ~~ ` `` ``` # "
    "## ###### - + > >> | |---|:-:|--:| [ ] ( ) ! ![ ]( :  &amp; &lt; &gt; &quot; "
    "&nbsp; &#60; &#38; &#13; &#0; &#xa0; &copy; & ; &#x3C;script&#62; < > <b> </b> "
    "<!-- --> <https://a.cn> --- *** [^1] [^1]: [x]: \t    \xa0 \r \x0c \x7f \u2028 "
    "\ufeff [a](b.md) ![a](b.png) [a](https://example.cn) "
    "[a](http://example.cn/x?y=1&z=2#w) [a](https://例.cn) [a](https://xn--a.cn) "
    "[a](http://1.2.3.999/) [a](http://a_b.cn/%zz) [a](https://a-b.cn/~x,y;z!$*+) "
    "[a](javascript:x) [a](javascript&#58;x) [a](&#106;avascript:x) [a](data:x) "
    "[a](mailto:a@b.cn) [a](//a.cn) [a](https://a.cn:99999/) [a](https://u:p@a.cn/) "
    '[a](https://a.cn/ "t") [a]() [a](#b) - [ ] - [x] |甲|乙|\n|--:|:-:|\n|1|2|\n '
    "\n- \n1. \n> \n## \n\n 2) 007. **粗** *斜* ~~删~~ `码`"
)
_TEXTS = st.lists(
    st.one_of(st.sampled_from([*_PIECES.split(" "), " ", "\n", "\n\n"]), st.text(max_size=3)),
    max_size=40,
).map("".join)


def _is_encodable(text: str) -> bool:
    return text == text.encode("utf-8", "ignore").decode()


@settings(max_examples=20 * settings.default.max_examples, deadline=None)
@given(_TEXTS.filter(_is_encodable))
def test_it_is_what_the_sanitiser_makes_of_it(text: str) -> None:
    html = comrak(text)
    known = plain.cleaned(text, html)
    if known is not None:
        links = Links(text, "spring/news/a.md", 1)
        assert known == clean(html, links)
        assert (links.problems, links.references) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "一段**“粗体”**文字，*斜体*，~~删去~~。",
        '## 标题\n\n- "一"\n- 二\n  1. 三\n\n> 引文\\\n> 换行\n\n---\n',
        "|甲|乙|\n|---|--:|\n|1|2|\n",
        "[报道](https://news.example.cn/12/345)说，5 > 3，A&B。",
    ],
)
def test_the_usual_text_passes_by(text: str) -> None:
    known = plain.cleaned(text, comrak(text))
    assert known == clean(comrak(text), Links(text, "spring/news/a.md", 1))
    assert known


@pytest.mark.parametrize(
    "text",
    [
        "<b>粗</b>",
        "[a](other.md)",
        "[a](javascript&#58;alert)",
        "[a](&#106;avascript:alert)",
        "![图](tree.jpg)",
        '[a](https://example.cn "题")',
        "[a](https://xn--a.cn/)",
        "- [x] 做完",
        "一句。[^1]\n\n[^1]: 注",
        "```html\n码\n```",
        "空\xa0格",
        "3. 三",
    ],
)
def test_all_else_is_left_to_the_sanitiser(text: str) -> None:
    assert plain.cleaned(text, comrak(text)) is None
