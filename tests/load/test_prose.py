"""Prose is shown as it was typed, and Markdown that is meant still works: on both engines."""

from __future__ import annotations

import os
import random
import re
from html.parser import HTMLParser

import pytest

from tests.corpora import prose
from zhuanlan.load.markdown import render
from zhuanlan.load.markdown.engines import ENGINES

SEED = int(os.environ.get("PROSE_SEED", "20261127"))
SENTENCES = 600


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def html(text: str, engine: str) -> str:
    return render(text, "spring/news/x.md", 1, engine).html


class _Reader(HTMLParser):
    """Reads what a browser shows, without white space; the numbers of lists are shown, too."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def read(shown: str) -> tuple[str, list[str]]:
    """Return the visible text, and the elements."""
    reader = _Reader()
    reader.feed(shown)
    reader.close()
    return bare("".join(reader.seen)), [e for e in reader.elements if e not in ("p", "br", "a")]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def both(frames: dict[str, prose.Frame]) -> list[str]:
    draw = random.Random(SEED)  # noqa: S311
    return [frame(draw) for frame in frames.values() for _ in range(4)]


@pytest.mark.parametrize("typed", both(prose.WITHIN))
def test_what_stands_in_a_sentence_is_shown(typed: str, engine: str) -> None:
    for text in (f"在{typed}。", f"{typed}；{typed}", f"文。\n\n{typed}\n"):
        assert read(html(text, engine)) == (bare(text), [])


@pytest.mark.parametrize("typed", both(prose.FIRST))
def test_what_begins_a_line_is_shown(typed: str, engine: str) -> None:
    for text in (
        typed,
        f"正文在前。\n{typed}\n正文在后。",
        f"前文\n\n{typed}",
        f"{typed}\n\n后文。",
    ):
        assert read(html(text, engine)) == (bare(text), []), text


def test_generated_prose_is_shown(engine: str) -> None:
    draw = random.Random(SEED)  # noqa: S311
    lines = 0
    while lines < SENTENCES:
        text = prose.text(draw)
        lines += text.count("\n") + 1
        assert read(html(text, engine)) == (bare(text), []), f"PROSE_SEED={SEED}\n{text}"


CODE = "<pre><code>"
INTENDED = [
    ("他说**“雷锋”**精神。", "他说<strong>“雷锋”</strong>精神。"),
    ("**全部到位。**大家**“好”**！", "<strong>全部到位。</strong>大家<strong>“好”</strong>！"),
    ("**《雷锋日记》**是**（一）**", "<strong>《雷锋日记》</strong>是<strong>（一）</strong>"),
    (
        "共**120**人，增长**12%**，GDP**6.5%**",
        "<strong>120</strong>人，增长<strong>12%</strong>，GDP<strong>6.5%</strong>",
    ),
    ("这是 *斜体* 字，*也是*。", "这是 <em>斜体</em> 字，<em>也是</em>。"),
    ("*注：来源。整行。*", "<em>注：来源。整行。</em>"),
    ("_斜体_，__粗体__", "<em>斜体</em>，<strong>粗体</strong>"),
    ("***又粗又斜***", "<em><strong>又粗又斜</strong></em>|<strong><em>又粗又斜</em></strong>"),
    ("原价~~100元~~80元", "原价<del>100元</del>80元"),
    ("会议3月1日~2日，~~已删~~改。", "会议3月1日~2日，<del>已删</del>改。"),
    ("[启动报道](../news/a_b_c.md)。", '<a href="zhuanlan:spring/news/a_b_c.md">启动报道</a>。'),
    (
        "[中文](https://a.cn/x_y~z?a=1&b=2)：",
        '<a rel="noopener noreferrer" href="https://a.cn/x_y~z?a=1&amp;b=2">中文</a>：',
    ),
    ("<https://a.cn/~x_y_z>", 'href="https://a.cn/~x_y_z">https://a.cn/~x_y_z</a>'),
    ("[官网][g]\n\n[g]: https://a.cn/", 'href="https://a.cn/">官网</a>'),
    ("正文[^a_b]。\n\n[^a_b]: 注。", "<p>注。"),
    ("![树_1](树_1~2.jpg)", 'src="zhuanlan:spring/news/%E6%A0%91_1~2.jpg"'),
    ("- 一\n  - 二\n    - 三", "<ul><li>一<ul><li>二<ul><li>三</li></ul></li></ul></li></ul>"),
    ("- 一\n    - 二", "<ul><li>一<ul><li>二</li></ul></li></ul>"),
    ("1. 一\n\n    续一\n\n2. 二", "<ol><li><p>一</p><p>续一</p></li><li><p>二</p></li></ol>"),
    ("- 一\n\n  续一\n\n  - 二\n\n    续二", "<p>续一</p><ul><li><p>二</p><p>续二</p></li></ul>"),
    ("* 一\n* 二", "<ul><li>一</li><li>二</li></ul>"),
    ("+ 一\n+ 二", "<ul><li>一</li><li>二</li></ul>"),
    ("12. 一\n13. 二", '<ol start="12"><li>一</li><li>二</li></ol>'),
    (
        "1. 一\n2. 二\n4. 四\n5. 五",
        '<ol><li>一</li><li>二</li></ol><ol start="4"><li>四</li><li>五</li></ol>',
    ),
    ("1. 一\n1. 二\n1. 三", "<ol><li>一</li><li>二</li><li>三</li></ol>"),
    ("- [x] 完成\n- [ ] 未完", '<input type="checkbox" disabled checked>'),
    ("- 一\n\n  ```\n  a~b~c\n      d\n  ```", f"{CODE}a~b~c\n    d</code></pre>"),
    ("- 一\n\n    ```\n    a*b*c\n    ```", f"{CODE}a*b*c</code></pre>"),
    (
        "```\n<雷锋> 2*3*4 ~5~\n    2013. a\n```",
        f"{CODE}&lt;雷锋&gt; 2*3*4 ~5~\n    2013. a</code></pre>",
    ),
    ("~~~\n1．x\n===\n~~~", f"{CODE}1．x\n===</code></pre>"),
    ("```python\nx = a_b\n```\n\n文~1~", "x = a_b</code></pre>"),
    ("> ```\n> a~b~\n> ```", f"{CODE}a~b~</code></pre>"),
    ("写`a*b*c_d_ ~e~ <f> &g`。", "写<code>a*b*c_d_ ~e~ &lt;f&gt; &amp;g</code>。"),
    ("``a ` ~b~``", "<code>a ` ~b~</code>"),
    ("段落\n| a | b |\n|---|:-:|\n| 1~2 | **3** |", "<td>1~2</td>"),
    ("段落\n\n| a |\n|---|\n| `x~y~` |", "<td><code>x~y~</code></td>"),
    ("文\n\n---\n\n文", "<p>文</p><hr><p>文</p>"),
    ("文\n\n***\n\n文", "<p>文</p><hr><p>文</p>"),
    ("文\n\n* * *\n\n文~1~", "<hr><p>文~1~</p>"),
    ("文\n---\n文", "<p>文</p><hr><p>文</p>"),
    ("> 引文\n> 2013年", "<blockquote><p>引文"),
    (">引文", "<blockquote><p>引文</p></blockquote>"),
    ("## 小标题\n\n文", "小标题</h2>"),
    ("## 话题 ##\n", ">话题</h2>"),
    ("## #话题#\n", ">#话题#</h2>"),
    ("## C#\n", ">C#</h2>"),
    ("甲<br>乙<sub>2</sub><b>丙</b>", "甲<br>乙<sub>2</sub><b>丙</b>"),
    ('<div>\n\n    <p lang="zh">x</p>\n\n</div>', '<p lang="zh">x</p>'),
    ("<font color=red>红字</font>", "红字"),
    ("<p>一\n<p>二", "<p>一</p>|<p>一"),
    ("<!-- 编者注：~1~ -->正文", "正文"),
    ("&copy; &lt;雷锋&gt; &#126;", "© &lt;雷锋&gt; ~"),
    ("\\*星\\* \\_ \\~1\\~ \\<b\\> \\# \\&", "*星* _ ~1~ &lt;b&gt; # &amp;"),
    ("一  \n二\\三", "一<br>"),
]


@pytest.mark.parametrize(("text", "expected"), INTENDED)
def test_what_is_meant_as_markdown_is_markdown(text: str, expected: str, engine: str) -> None:
    draw = random.Random(SEED)  # noqa: S311
    around = [prose.sentence(draw) for _ in range(2)]
    for source in (text, f"{around[0]}\n\n{text}\n\n{around[1]}"):
        shown = html(source, engine).replace("\n</code>", "</code>")
        shown = re.sub(r"(?<=>)\n+(?=<)|\n+(?=</?(?:ul|ol|li)\b)", "", shown)
        assert any(one in shown for one in expected.split("|")), shown


AFTER_A_TAG = [
    ("<p>通知</p>气温<零下5度，A&B，&lt;雷锋&gt;。", "通知气温<零下5度，A&B，<雷锋>。"),
    ("<center>通知</center>1&2 <雷锋> 3~5", "通知1&2<雷锋>3~5"),
    ("<p>甲</p><span>乙</span>丙<丁", "甲乙丙<丁"),
    ("*[注]：说明\n[注]: 说明文字", "*[注]：说明[注]:说明文字"),
]


@pytest.mark.parametrize(("typed", "seen"), AFTER_A_TAG)
def test_signs_keep_their_places_after_raw_html(typed: str, seen: str, engine: str) -> None:
    assert read(html(typed, engine))[0] == seen


@pytest.mark.parametrize("engine", ["comrak", "markdown"])
@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("来源：宾县文明办\n编辑：张三\n审核：李四", 3),
        ("宾县文明办\n2026年3月1日", 2),
        ("宾县文明办\n二〇一三年三月十二日", 2),
        ("各县文明办：\n现将有关事项通知如下。", 2),
        ("　　文明办供稿\n责任编辑:王五", 2),
        ("他在会上说，\n2026年3月1日起施行的办法\n要落实。", 1),
        ("队员们带着工具，\n时间一到就出发。", 1),
    ],
)
def test_lines_of_a_document_stay_lines(engine: str, typed: str, lines: int) -> None:
    shown = render(typed, "spring/news/x.md", 1, engine).html
    assert shown.count("<br") == lines - 1, shown
