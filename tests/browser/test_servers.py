"""What readers get behind real servers: every kind of page, the search, a gallery, a download."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.browser.serving import until
from tests.browser.shots import PAGES
from tests.conftest import ROOT, SHIPPED
from tests.servers import caddy, free_port, nginx
from zhuanlan.build import build, load
from zhuanlan.core.options import Options
from zhuanlan.publish.server import Kind, Where, configuration

Run = Callable[[str, int, Path], AbstractContextManager[None]]
SERVERS: dict[Kind, Run] = {"nginx": nginx, "caddy": caddy}
NAME = "隆昌市统计表（2012 年）.xlsx"
TABLES = b"PK\x03\x04 and more"
TABLE = "统计表.csv"


@dataclass(frozen=True)
class Site:
    """The shipped site, with an attachment whose name is Chinese."""

    options: Options
    prefix: str
    port: int

    def served(self, kind: Kind, place: Path) -> AbstractContextManager[None]:
        """Serve it as the command `server` says."""
        where = Where(str(self.options.output), self.port)
        text = configuration(kind, load(self.options), where)
        return SERVERS[kind](text, self.port, place)

    @property
    def address(self) -> str:
        """Its address, ending in a slash."""
        return f"http://localhost:{self.port}{self.prefix}"


@pytest.fixture(scope="module", params=["/", "/专题/"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("behind")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "config.yaml", root)
    folder = root / "content/leshan-2012/resources/statistics"
    (folder / NAME).write_bytes(TABLES)
    (folder / TABLE).write_text("1,2", "utf-8")
    text = (folder / "index.md").read_text("utf-8")
    text = text.replace("attachments:\n", f"attachments:\n  - {NAME}\n")
    text += f'\n::attachment {TABLE} "空白表"\n\n[再下载一次]({TABLE})\n'
    (folder / "index.md").write_text(text, "utf-8")
    port = free_port()
    given = replace(
        SHIPPED,
        content=root / "content",
        config=root / "config.yaml",
        output=root / "output",
        base_url=f"http://localhost:{port}{request.param}",
    )
    build(given)
    return Site(given, quote(request.param), port)


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture(params=SERVERS)
def page(
    request: pytest.FixtureRequest, site: Site, heard: list[str], browser: Any, tmp_path: Path
) -> Iterator[Any]:
    """A page of a browser that notes what goes wrong, in front of a server."""
    page = browser.new_page()
    page.on("console", lambda message: heard.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on(
        "response",
        lambda answer: answer.status < 400 or heard.append(f"{answer.status} {answer.url}"),
    )
    page.on(
        "request",
        lambda asked: asked.url.startswith(site.address) or heard.append(asked.url),
    )
    with site.served(request.param, tmp_path / request.param):
        yield page
        page.close()


def test_readers_find_what_they_search(page: Any, site: Site, heard: list[str]) -> None:
    page.goto(site.address)
    page.locator("#zl-site-search").fill("郭明义")
    page.locator("#zl-site-search").press("Enter")
    page.wait_for_url("**/search.html?q=*")
    until(page, "document.body.dataset.ready")
    assert page.locator("#zl-results > li").count() >= 1, heard
    page.locator("#zl-results h2 a").first.click()
    page.wait_for_url("**/exemplars/*.html")
    assert "郭明义" in page.locator("main").inner_text()
    assert heard == []


def test_every_kind_of_page_loads_in_silence(page: Any, site: Site, heard: list[str]) -> None:
    for name, path in PAGES.items():
        assert page.goto(site.address + path).status == 200, name
        page.wait_for_load_state("networkidle")
    assert heard == []
    assert page.goto(f"{site.address}nothing/here.html").status == 404
    assert "404" in page.title() or page.locator("main a").count() > 0
    assert len([one for one in heard if one.startswith("404 ")]) == 1  # the page itself, no more


def test_a_gallery_opens(page: Any, site: Site, heard: list[str]) -> None:
    page.goto(site.address + PAGES["gallery"])
    page.locator(".gallery a").first.click()
    picture = page.locator("dialog[open] img")
    picture.wait_for()
    until(page, "document.querySelector('dialog[open] img').naturalWidth > 0")
    assert heard == []


def test_an_attachment_keeps_its_name(page: Any, site: Site, heard: list[str]) -> None:
    page.goto(f"{site.address}leshan-2012/resources/statistics.html")
    attached = page.locator(".attachments a[download]").first
    with page.expect_download() as saved:
        attached.click()
    assert saved.value.suggested_filename == NAME
    assert Path(saved.value.path()).read_bytes() == TABLES
    for link in page.locator("main p a[download]").all()[-2:]:
        with page.expect_download() as saved:
            link.click()
        assert saved.value.suggested_filename == TABLE
    address = attached.evaluate("link => link.href")
    assert address.isascii()
    answer = page.request.get(address)
    assert quote(NAME, safe="") in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-disposition" not in page.request.get(site.address).headers
    assert heard == []
