"""What is shown of a name whose given name is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhuanlan.features.privacy.surnames import without_given_name
from zhuanlan.testing import SmallSite


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王小明", "王某某"),
        ("欧阳小明", "欧阳某某"),
        ("歐陽小明", "歐陽某某"),
        ("司马光", "司马某某"),
        ("诸葛亮", "诸葛某某"),
        ("欧阳", "欧某某"),
        ("马小司", "马某某"),
    ],
)
def test_a_surname_stays_whole(name: str, shown: str) -> None:
    assert without_given_name(name) == shown


def test_in_a_story_and_in_books(tmp_path: Path) -> None:
    books = [
        {"slug": "honours", "name": "荣誉榜", "kind": "awards"},
        {"slug": "log", "name": "服务记录", "kind": "service_log"},
    ]
    site = SmallSite(tmp_path, campaign={"books": books})
    site.post("news/a.md", "诸葛小满的诗。", title="诗", minors=[{"name": "诸葛小满", "age": 9}])
    honours = "荣誉,获得者,年龄\n先进个人,欧阳小满,11\n"
    site.write("content/spring/books/honours.csv", honours)
    log = "服务日期,姓名,组织单位,服务内容\n2013-03-05,司马大山,甲,司马大山扫雪\n"
    site.write("content/spring/books/log.csv", log)
    site.build()
    assert "诸葛某某的诗" in site.page("spring/news/a.html")
    assert "欧阳某某" in site.page("spring/books/honours/index.html")
    assert "司马某某扫雪" in site.page("spring/books/log/index.html")
