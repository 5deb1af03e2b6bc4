"""The desk: all that an office works on, in one place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SiteFolder
from tests.desk.test_preview import Running, previewed
from zhuanlan.build import load
from zhuanlan.desk.desk import editor_link, overview


@pytest.fixture
def running(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + 'editor: "vscode://file/{path}:{line}"\n')
    site.post("news/draft.md", title="草稿一篇", status="draft")
    site.post("news/later.md", title="以后再说", date="2013-10-05", publish_at="2013-10-06 08:00")
    site.post("news/gone.md", title="过时的", expires_at="2013-04-01", unit="某办")
    site.post("news/wrong.md", "再接再励。\n", title="有错字")
    with previewed(site.options(), 8760, "en") as one:
        wake = one.preview.server.wake
        monkeypatch.setattr(one.preview.server, "wake", lambda: (wake(), one.woken.set()))
        yield one


def posts(running: Running) -> dict[str, Any]:
    data = json.loads(running.get("/_desk/posts")[1])
    return {post["title"]: post for post in data["posts"]}


def findings(running: Running) -> list[Any]:
    """Return what the desk is told once the check has ended; it is woken for that."""
    told = json.loads(running.get("/_desk/findings")[1])
    while told["checking"]:
        assert running.woken.wait(60)
        running.woken.clear()
        told = json.loads(running.get("/_desk/findings")[1])
    assert not told["failed"]
    found: list[Any] = told["findings"]
    return found


def test_the_states_of_posts(running: Running) -> None:
    found = posts(running)
    assert {
        title: post["state"] for title, post in found.items() if post["state"] != "published"
    } == {
        "草稿一篇": "draft",
        "以后再说": "scheduled",
        "过时的": "expired",
    }
    assert found["过时的"]["url"] == ""  # no page any more
    assert found["以后再说"]["due"] == "2013-10-06 08:00"
    assert found["过时的"]["unit"] == "某办"
    assert found["草稿一篇"]["path"].endswith("content/spring/news/draft.md")


def test_what_waits_for_a_signature(running: Running) -> None:
    assert posts(running)["有错字"]["unsigned"] == []
    site = running.site
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "signoff: {columns: {'*': [editor, approver]}}\n")
    running.next()
    assert posts(running)["有错字"]["unsigned"] == ["editor", "approver"]
    site.write("ledgers/takedowns.yaml", TAKEDOWN)
    running.next()
    assert posts(running)["有错字"]["state"] == "taken down"


TAKEDOWN = """\
takedowns:
- {source: spring/news/wrong.md, addresses: [spring/news/wrong.html], date: 2013-05-01}
"""


def test_the_matrix(running: Running) -> None:
    [campaign] = json.loads(running.get("/_desk/posts")[1])["campaigns"]
    assert [phase["name"] for phase in campaign["phases"]] == ["启动", "推进"]
    province = campaign["rows"][0]
    assert province["name"] == "黑龙江省"
    assert sum(province["counts"]) == len(posts(running)) - 1  # all but the expired one


def test_what_is_wrong_is_found_and_goes(running: Running) -> None:
    wrong = [one for one in findings(running) if one["rule"] == "word"]
    assert [(one["path"].rpartition("/")[2], one["line"]) for one in wrong] == [("wrong.md", 6)]
    running.site.post("news/wrong.md", "再接再厉。\n", title="有错字")
    running.next()
    assert not [one for one in findings(running) if one["rule"] == "word"]


def test_a_site_that_cannot_be_built_keeps_its_desk(running: Running) -> None:
    running.site.post("news/wrong.md", title="有错字", region="哈尔宾市")
    running.next()
    assert "有错字" in posts(running)
    [one] = findings(running)
    assert (one["rule"], one["line"]) == ("problem", 4)


def test_its_page_and_files(running: Running) -> None:
    status, page = running.get("/_desk/")
    assert status == 200
    assert "<h1>Desk</h1>" in page
    assert running.get("/_desk")[0] == 301
    assert running.get("/_desk/desk.js")[0] == running.get("/_desk/desk.css")[0] == 200
    for path in ("/_desk/desk.html", "/_desk/../desk.py", "/_desk/desk.py", "/_preview/desk.js"):
        assert running.get(path)[0] == 404
    for path in ("/_desk/", "/_desk/posts", "/_desk/findings", "/_desk/desk.js"):
        assert running.get(path, Host="evil.example")[0] == 421
        assert running.get(path, Origin="http://evil.example")[0] == 403


@pytest.mark.parametrize(
    ("template", "link"),
    [
        ("vscode://file/{path}:{line}", "vscode://file/home/a%20b/%E7%A8%BF.md:{line}"),
        ("editor:{path}", "editor:/home/a%20b/%E7%A8%BF.md"),
    ],
)
def test_a_link_to_the_editor(template: str, link: str) -> None:
    assert editor_link(template, Path("/home/a b/稿.md")) == link


@pytest.mark.parametrize("editor", ["javascript:alert('{path}')", "vscode://file/", "{path}"])
def test_other_addresses_are_refused(site: SiteFolder, editor: str) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f'{config}editor: "{editor}"\n')
    [problem] = site.problems()
    assert "opens no file in an editor" in problem


def test_a_post_takes_few_bytes_of_the_answer(site: SiteFolder) -> None:
    for number in range(200):
        site.post(f"news/n{number}.md", title=f"第{number}篇")
    options = site.options(now=datetime(2013, 6, 1))  # noqa: DTZ001 - the site's own time
    data = overview(load(options), options)
    assert len(data["posts"]) == 202
    assert len(json.dumps(data, ensure_ascii=False)) < 202 * 700
