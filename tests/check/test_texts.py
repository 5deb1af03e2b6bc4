"""What counts as text, and what is left alone."""

from __future__ import annotations

import pytest

from tests.check.spring import NEWS, Defect, post, spoil, told
from tests.conftest import SiteFolder
from zhuanlan.check.finding import Finding
from zhuanlan.check.manuscript import Piece
from zhuanlan.check.scopes import Source
from zhuanlan.core.registry import registry_of


def test_a_post_whose_name_is_in_capitals_is_read_as_a_post(sound: SiteFolder) -> None:
    [(path, text)] = post("capitals", "我们要再接再励。").items()
    sound.write(path.replace(".md", ".MD"), text)
    assert [line.split()[0] for line in told(sound)] == ["word"]


def test_what_is_no_text_is_left_alone(sound: SiteFolder) -> None:
    body = """代码`再接再励,好`不算，地址[文字](https://example.org/再接再励,好)也不算。

```
再接再励,好
```

::attachment 再接再励,好.txt "附件"

文号川工发〔2012〕15号，时间8:30，比分3:2，网址https://example.org/a,b，《雷锋日记》。
"""
    spoil(sound, Defect("", post("code", body)))
    sound.write("content/spring/news/再接再励,好.txt", "附件")
    assert told(sound) == []


def test_drafts_are_looked_at_and_need_no_summary(sound: SiteFolder) -> None:
    spoil(sound, Defect("", post("draft", "再接再励。", status="draft", summary="")))
    assert [line.split()[0] for line in told(sound)] == ["word"]


def test_what_is_right_is_left_alone(sound: SiteFolder) -> None:
    body = """不良反应情况已经报告，
队伍缓慢延伸，请按装箱单核对，按装配图纸施工，既使群众满意又使基层减负。

三月五日，真诚守信用。农历2月30日不算。

# ignore: 这是一个标题
"""
    spoil(sound, Defect("", post("right", body)))
    assert told(sound) == []


def test_a_footnote_is_text(sound: SiteFolder) -> None:
    spoil(sound, Defect("", post("note", "正文[^1]。\n\n[^1]: 再接再励。")))
    assert [line.split()[0] for line in told(sound)] == ["word"]


def test_hostile_texts_and_links_cost_little(sound: SiteFolder) -> None:
    for name, body in {
        "comments": "<!--" * 20_000,
        "ticks": "`" * 40_000,
        "blanks": "<!-- ignore: word a" + " " * 40_000 + "b",
    }.items():
        sound.write(f"content/spring/news/{name}.md", NEWS + "\n" + body + "\n")
    links = "[一](https://example.org/a%00b.html#x)，[二](https://example.org//etc/a.html#x)，"
    spoil(sound, Defect("", post("links", links + "[三](https://example.org/%2e%2e/a.html#x)。")))
    assert all(not line.startswith("link-fragment") for line in told(sound))


def test_addresses_and_names_of_files_are_no_text(sound: SiteFolder) -> None:
    body = """请看 http://example.org/甲(乙)/b,c.doc 与 www.example.org/甲,乙 与 ftp://example.org/甲,乙。

请下载 报名表(终稿).docx，填 C:\\文件,新\\表.xls 后交。

第一章　总则。王　伟同志。

- 一项

    这一段属于上一项。

　　单价$5元，共$6元，以（许可字（2013）第0012号）、发票[2013]001号、技证（2012）00123号为准。

正文。

    代码,行
"""
    spoil(sound, Defect("", post("files", body)))
    assert told(sound) == []
    spoil(sound, Defect("", post("files", body.replace("属于", "属于,"))))
    assert [line.split()[0] for line in told(sound)] == ["punctuation"]


def test_text_in_directives_and_escaped_values_is_looked_at(sound: SiteFolder) -> None:
    sound.write("content/spring/news/a.txt", "附件")
    spoil(
        sound, Defect("", post("a", '::attachment a.txt "再接再励"', summary='"再接再励\\u3002"'))
    )
    lines = told(sound)
    assert [line.split()[0] for line in lines] == ["word", "word"]
    assert "a.md:4:10" in lines[0]


def test_a_text_that_takes_too_long_is_named_and_the_others_are_looked_at(
    sound: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(piece: Piece, source: Source) -> list[Finding]:
        while "尽头" in piece.text:
            pass
        return []

    monkeypatch.setitem(registry_of().rules["document-number"].finds, "piece", endless)
    monkeypatch.setattr("zhuanlan.check.look.SECONDS", 0.05)
    spoil(sound, Defect("", post("endless", "没有尽头。") | post("word", "再接再励。")))
    lines = told(sound, jobs=1)
    assert [line.split()[0] for line in lines] == ["problem", "word"]
    assert "to check" in lines[0]
