"""What the search finds in a real browser is what a plain scan of the posts finds."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from tests.browser.serving import served, until
from tests.conftest import SHIPPED
from zhuanlan.build import build, load
from zhuanlan.build.cache.bodies import Bodies
from zhuanlan.build.cache.store import FOLDER
from zhuanlan.features.search.shadows import shadow
from zhuanlan.features.search.tokens import BREAKS, simplified_characters

QUERIES = (
    *("志愿", "雷锋", "服务", "社区", "文明", "图书馆", "光盘", "职工"),
    *("志愿服务", "网络文明", "敬业奉献", "惠民服务", "光盘行动"),
    *("周明远", "孙守江", "郭明义"),
    *("2012", "15", "川工发〔2012〕15号"),
    *("志願服務", "膠北鎮", "胶北镇", "雷鋒精神"),
    *("没有这样的词", "哈尔滨 志愿"),
)


def pieces(text: str) -> list[str]:
    """Cut a text into the stretches that a phrase may lie in, by rules written once more."""
    fold = simplified_characters()
    text = unicodedata.normalize("NFC", text)
    text = "".join(fold.get(c, c) for c in text).lower()
    cut = re.split("[" + "".join(map(re.escape, BREAKS)) + "]", text)
    apart = [
        re.sub(r"(?<=\d)[^\w]+(?=\d)", "\0", piece) for piece in cut
    ]  # 〔2012〕15 is no 201215
    return [re.sub(r"[^\w\0]", "", piece) for piece in apart]


def scan(texts: dict[str, list[str]], query: str) -> set[str]:
    wanted = [piece for word in query.split() for piece in pieces(word)]
    found = set()
    for url, fields in texts.items():
        stretches = [piece for field in fields for piece in pieces(field)]
        if all(
            any(re.search(rf"(?<!\d){re.escape(one)}(?!\d)", piece) for piece in stretches)
            if one[:1].isdigit() or one[-1:].isdigit()
            else any(one in piece for piece in stretches)
            for one in wanted
        ):
            found.add(url)
    return found


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    site = load(SHIPPED)
    with closing(Bodies(SHIPPED.config.parent / FOLDER)) as bodies:
        found = {}
        for item in site.items:
            body = bodies.get(item.body)
            assert body is not None
            found[item.url] = shadow(site, item).fields(body)
        return found


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    page = browser.new_page()
    yield page
    page.close()


def results(page: Any, address: str, parameters: str) -> list[str]:
    """Return the addresses found, in their order."""
    page.goto(f"{address}search.html?{parameters}")
    until(page, "document.body.dataset.ready")
    while page.locator("#zl-more").is_visible():
        shown = page.locator("#zl-results > li").count()
        page.locator("#zl-more").click()
        until(page, f"document.querySelectorAll('#zl-results > li').length > {shown}")
    links = page.locator("#zl-results h2 a").evaluate_all("links => links.map(one => one.href)")
    return [urlsplit(link).path.lstrip("/") for link in links]


def test_precision_and_recall(page: Any, address: str, texts: dict[str, list[str]]) -> None:
    wrong = {}
    hits = 0
    for query in QUERIES:
        found = results(page, address, f"q={quote(query)}")
        expected = scan(texts, query)
        hits += len(expected)
        if set(found) != expected or len(found) != len(set(found)):
            wrong[query] = (sorted(set(found) - expected), sorted(expected - set(found)))
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)
    assert hits > 150


def test_filters_order_and_marks(page: Any, address: str) -> None:
    everywhere = results(page, address, f"q={quote('志愿')}")
    region = quote("黑龙江省")
    here = results(page, address, f"q={quote('志愿')}&region={region}")
    assert set(here) < set(everywhere)
    assert {url.split("/")[0] for url in here} == {"heilongjiang-2013"}
    results(page, address, f"q={quote('志愿')}&sort=date")
    days = page.locator("#zl-results .meta span:first-child").all_text_contents()
    assert days == sorted(days, reverse=True)
    assert page.locator("#zl-results mark").first.text_content() == "志愿"
    results(page, address, f"q={quote('志願')}")
    assert "志" in page.locator("#zl-results mark").first.text_content()
    assert "{count}" not in page.locator("#zl-status").text_content()


def test_what_is_typed_stays_text(page: Any, address: str) -> None:
    heard: list[str] = []
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    found = results(page, address, f"q={quote('<img src=x onerror=alert(1)>')}")
    assert found == []
    assert heard == []
    assert page.locator("#zl-status").text_content() == "没有找到。请换一个短些的词，或者减少条件。"


def test_without_script_the_page_explains_itself(page: Any, address: str) -> None:
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{address}search.html?q=x")
    assert "搜索需要启用 JavaScript" in plain.locator("noscript").inner_text()
    assert plain.locator("main nav a").count() == 5


def test_the_index_stands_beside_the_pages(shipped: Path) -> None:
    assert (shipped / "pagefind" / "fold.json").stat().st_size < 12_000


def test_searching_goes_by_keyboard(page: Any, address: str) -> None:
    page.goto(address)
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("郭明义")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    until(page, "document.body.dataset.ready")
    page.locator("#zl-q").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#zl-results') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.html")
    assert "郭明义" in page.locator("main").inner_text()


def test_searching_under_a_sub_path(browser: Any, tmp_path: Path) -> None:
    url = "https://example.org/topics/"
    build(replace(SHIPPED, output=tmp_path / "topics", base_url=url))
    with served(tmp_path) as url:
        page = browser.new_page()
        found = results(page, f"{url}topics/", f"q={quote('郭明义')}")
        assert found
        assert all(one.startswith("topics/") for one in found)
        assert page.request.get(url + found[0]).status == 200
        page.close()
