"""Exemplars by name: how names are read, and the pages that are sorted by it."""

from __future__ import annotations

import re

import pytest

from tests.conftest import SiteFolder
from zhuanlan.model.names import initial_of, reading
from zhuanlan.plan import people


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("周明远（示例）", "zhou ming yuan"),
        ("周明远(示例)", "zhou ming yuan"),
        ("单田芳", "shan tian fang"),
        ("仇和", "qiu he"),
        ("尉迟恭", "yu chi gong"),
        ("区建业", "ou jian ye"),
        ("王单", "wang dan"),  # only as a surname
        ("“夜行灯”志愿小组", "ye xing deng zhi yuan xiao zu"),
        ("膠北鎮婦女隊", "jiao bei zhen fu nv dui"),
        ("A小组", "a xiao zu"),
        ("Tom Smith", "tom smith"),
        ("（无名）", "wu ming"),
        ("110", ""),
        ("·", ""),
    ],
)
def test_names_are_read_as_they_are_spoken(name: str, read: str) -> None:
    assert reading(name, {}) == read


def test_the_office_knows_better() -> None:
    assert reading("曾一读", {"曾一读": "Ceng Yidu"}) == "ceng yidu"
    assert initial_of(reading("曾一读", {})) == "Z"
    assert initial_of("") == "#"


def exemplar(site: SiteFolder, name: str, **matter: str) -> None:
    slug = f"p{len(list((site.root / 'content/spring/exemplars').iterdir()))}"
    site.post(f"exemplars/{slug}.md", person=f"{{name: {name}}}", title=f"{name}的故事", **matter)


def names(page: str) -> list[str]:
    return re.findall(r'<h3><a href="[^"]*">([^<]*)</a></h3>', page)


def test_people_are_sorted_as_they_are_read(site: SiteFolder) -> None:
    for name in ("周一", "安一", "单二", "110", "安二"):
        exemplar(site, name)
    site.build()
    page = site.page("spring/people/index.html")
    found = names(page)
    assert found == ["安二", "安一", "单二", "张三（示例）", "周一", "110"]
    assert re.findall(r'<a href="(#zl-[^"]*)"', page)[:2] == ["#zl-a", "#zl-s"]
    assert 'id="zl-a"' in page
    assert 'href="/spring/people/"' in site.page("spring/exemplars/index.html")
    assert 'href="/spring/people/"' in site.page("spring/index.html")


def test_a_reading_in_the_front_matter_moves_a_person(site: SiteFolder) -> None:
    exemplar(site, "曾一读")
    site.build()
    assert 'id="zl-z"' in site.page("spring/people/index.html")
    site.post("exemplars/p1.md", person="{name: 曾一读, pinyin: Ceng Yidu}", title="曾一读的故事")
    report = site.build()
    assert "spring/people/index.html" in report.output.written
    assert 'id="zl-c"' in site.page("spring/people/index.html")


def test_many_people_get_a_page_for_each_initial(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "ON_ONE_PAGE", 3)
    for name in ("周一", "安一", "安二", "110"):
        exemplar(site, name)
    site.build()
    index = site.page("spring/people/index.html")
    assert names(index) == []
    assert 'href="/spring/people/a/"' in index
    assert 'href="/spring/people/0/"' in index
    assert names(site.page("spring/people/a/index.html")) == ["安二", "安一"]
    assert names(site.page("spring/people/0/index.html")) == ["110"]
    (site.root / "content/spring/exemplars/p1.md").unlink()  # 周一: the last but zhang
    site.build()
    assert (site.root / "output/spring/people/a/index.html").exists()


def test_without_people_there_is_no_index(site: SiteFolder) -> None:
    for file in (site.root / "content/spring/exemplars").iterdir():
        file.unlink()
    site.build()
    assert not (site.root / "output/spring/people").exists()
    for page in ("spring/exemplars/index.html", "spring/index.html"):
        assert "/people/" not in site.page(page)


def test_a_column_cannot_take_their_address(site: SiteFolder) -> None:
    told = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    column = "  - {slug: people, name: 人物, kind: exemplars}\n"
    site.write("content/spring/campaign.yaml", told.replace("columns:\n", f"columns:\n{column}", 1))
    assert "“people” is an address that zhuanlan itself uses" in site.problems()[0]
