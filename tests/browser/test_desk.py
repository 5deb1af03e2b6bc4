"""The desk in a browser: filtered, followed, usable by all; and all of ten thousand posts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pace import hurried, opened, paced, running
from tests.browser.test_axe import AXE, RUN, TAGS
from tests.conftest import SITES, SiteFolder
from tests.desk.test_preview import Running, previewed


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Running]:
    shutil.copytree(SITES / "minimal", tmp_path, dirs_exist_ok=True)
    site = SiteFolder(tmp_path)
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + 'editor: "vscode://file/{path}:{line}"\n')
    for number in range(120):
        site.post(f"news/n{number}.md", title=f"第{number}篇", region="哈尔滨市", summary="好")
    site.post("news/draft.md", title="草稿一篇", status="draft")
    site.post("news/later.md", title="以后再说", date="2013-10-05", summary="好")
    site.post("news/wrong.md", "<b>再接再励</b>。\n", title="<i>有错字</i>", summary="好")
    with previewed(site.options(), 8780) as one:
        yield one


@pytest.fixture
def desk(browser: Any, office: Running) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{office.preview.server.url}_desk/")
    page.locator("#posts tr").first.wait_for()
    yield page
    page.close()


def checked(desk: Any) -> None:
    desk.locator("#status", has_text="检查发现").wait_for()


def test_filters_and_search(desk: Any) -> None:
    rows = desk.locator("#posts tr")
    assert rows.count() == 100  # the rest on demand
    desk.get_by_role("button", name="显示更多").click()
    assert rows.count() == 125
    desk.locator("[name=state]").select_option(label="草稿")
    assert rows.count() == 1
    assert "草稿一篇" in rows.inner_text()
    desk.get_by_role("button", name="显示全部").click()
    desk.get_by_role("searchbox").fill("第11 哈尔滨")
    desk.get_by_text("(11)").wait_for()
    assert rows.count() == 11
    desk.get_by_role("searchbox").fill("没有这样的")
    desk.get_by_text("没有这样的稿件。").wait_for()
    desk.get_by_role("button", name="显示全部").click()
    desk.get_by_role("button", name="待发布").click()
    assert rows.count() == 1
    assert "以后再说" in desk.locator("#next").inner_text()


def test_findings_lead_to_the_line(desk: Any, office: Running) -> None:
    checked(desk)
    desk.locator("[name=found]").select_option(label="有问题")
    row = desk.locator("#posts tr", has_text="有错字")
    assert "<i>有错字</i>" in row.inner_text()  # as text
    row.locator("summary").click()
    link = row.get_by_role("link", name="第 7 行")
    assert link.get_attribute("href").endswith("/content/spring/news/wrong.md:7")
    edit = row.get_by_role("link", name="编辑")
    assert edit.get_attribute("href").endswith("wrong.md:1")
    office.site.post("news/wrong.md", "再接再厉。\n", title="改好了", summary="好")
    desk.locator("#posts tr", has_text="有错字").wait_for(state="detached")


def test_it_follows_what_is_saved(desk: Any, office: Running) -> None:
    desk.get_by_role("searchbox").fill("新来的")
    office.site.post("news/new.md", title="新来的", summary="好")
    desk.locator("#posts tr", has_text="新来的").wait_for()
    desk.locator("#posts").get_by_role("link", name="新来的", exact=True).click()
    assert desk.url.endswith("/spring/news/new.html")
    desk.get_by_role("link", name="工作台").click()
    assert desk.url.endswith("/_desk/")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is missing (npm install --no-save axe-core)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_everybody_can_use_it(browser: Any, office: Running, scheme: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"{office.preview.server.url}_desk/")
    checked(page)
    page.locator("#matrices summary").click()
    page.locator("#posts details summary").first.click()
    page.evaluate(AXE.read_text("utf-8"))  # not through the page: its policy would refuse
    violations = page.evaluate(RUN, TAGS)
    assert not violations, json.dumps(violations, ensure_ascii=False, indent=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_saves_of_a_larger_site_arrive(browser: Any, tmp_path: Path) -> None:
    """`python -m tests.browser.pace` says how fast; here that none is lost."""
    with running(tmp_path, 300, 8820) as one:
        shown = opened(one, browser)
        assert len(paced(shown, 3)) == 3
        hurried(shown, apart=0.05)
        shown.page.goto(f"{one.preview.server.url}_desk/")
        shown.page.locator("#count", has_text="(3").wait_for()
        shown.page.close()
