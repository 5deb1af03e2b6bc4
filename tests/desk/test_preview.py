"""The preview, as an editor uses it: save, look, mend; and nobody else looks in."""

from __future__ import annotations

import http.client
import json
import queue
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SiteFolder
from zhuanlan.build.reading import quietly
from zhuanlan.core.i18n import translator
from zhuanlan.core.options import Options
from zhuanlan.desk.preview import Preview
from zhuanlan.desk.watcher import MANY, Changes, WatchdogWatcher

WAIT = 60
"""Seconds after which a test gives up; none waits so long otherwise."""


@dataclass
class Running:
    """A preview in a thread, and what it tells."""

    site: SiteFolder
    preview: Preview
    told: queue.Queue[Any] = field(default_factory=queue.Queue)
    woken: threading.Event = field(default_factory=threading.Event)
    _ended: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Begin, and wait until pages can be asked for."""
        ready = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(ready.set,))
        self.thread.start()
        assert ready.wait(WAIT)

    def _run(self, started: Callable[[], None]) -> None:
        self.preview.run(
            started,
            lambda report, _: self.told.put(report),
            lambda problems: self.told.put([*self.site.shown(problems)]),
            self._ended.is_set,
        )

    def next(self) -> Any:
        """Return the next report, or the problems."""
        return self.told.get(timeout=WAIT)

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Ask for a page as a browser does; returns status and text."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.preview.server.port)) as asked:
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            return answer.status, answer.read().decode()

    def stop(self) -> None:
        """End it."""
        self._ended.set()
        self.thread.join(WAIT)
        assert not self.thread.is_alive()


@contextmanager
def previewed(options: Options, port: int, language: str = "zh-Hans") -> Iterator[Running]:
    """Run a preview, built once, until the end; its site is beside the content folder."""
    preview = Preview(options, "127.0.0.1", port, translator(language), quietly)
    one = Running(SiteFolder(options.content.parent), preview)
    one.start()
    one.next()
    try:
        yield one
    finally:
        one.stop()


@pytest.fixture
def running(site: SiteFolder) -> Iterator[Running]:
    site.post("news/draft.md", title="草稿一篇", status="draft")
    site.post("news/later.md", title="以后再说", date="2013-10-05")
    (site.root / "themes").mkdir()
    with previewed(site.options(), 8700) as one:
        yield one


def test_a_save_shows_at_once(running: Running) -> None:
    assert "春播" not in running.get("/spring/news/first.html")[1]
    running.site.post("news/first.md", body="春播。\n", title="第一篇", summary="一样")
    running.next()
    running.site.post("news/first.md", body="春播，秋收。\n", title="第一篇", summary="一样")
    report = running.next()
    assert report.rendered == 1  # the text only
    assert "春播，秋收。" in running.get("/spring/news/first.html")[1]


def test_drafts_and_later_posts_are_shown_and_marked(running: Running) -> None:
    assert "草稿一篇" in running.get("/spring/news/")[1]
    assert "chip-draft" in running.get("/spring/news/draft.html")[1]
    assert "chip-draft" in running.get("/spring/news/later.html")[1]
    assert "chip-draft" not in running.get("/spring/news/first.html")[1]
    assert not (running.site.root / "output").exists()


def test_a_mistake_is_shown_until_it_is_mended(running: Running) -> None:
    running.site.post("news/first.md", region="哈尔宾市")
    (problem,) = running.next()
    assert "哈尔滨市" in problem
    state = json.loads(running.get("/_preview/state")[1])
    (shown,) = state["problems"]
    assert shown["place"].endswith("content/spring/news/first.md:4:9")
    assert [(line, marked) for _, line, marked in shown["excerpt"]][1] == ("region: 哈尔宾市", True)
    assert running.get("/spring/news/first.html")[0] == 200  # the last good page stays
    running.site.post("news/first.md", region="哈尔滨市")
    running.next()
    assert json.loads(running.get("/_preview/state")[1])["problems"] == []


def test_a_site_that_was_never_right_says_so(site: SiteFolder) -> None:
    site.post("news/first.md", region="哈尔宾市")
    one = Running(site, Preview(site.options(), "127.0.0.1", 8720, translator("en"), quietly))
    one.start()
    try:
        assert one.next()
        status, page = one.get("/")
        assert status == 404
        assert "/_preview/preview.js" in page
        site.post("news/first.md", region="哈尔滨市")
        one.next()
        assert one.get("/")[0] == 200
    finally:
        one.stop()


def test_all_kinds_of_changes_are_seen(running: Running) -> None:
    site = running.site
    told = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", told.replace("春风行动", "秋风行动"))
    running.next()
    assert "秋风行动" in running.get("/spring/")[1]
    site.write("content/autumn/campaign.yaml", told)  # a new campaign
    running.next()
    assert running.get("/autumn/")[0] == 200
    site.write("themes/own/theme.yaml", "extends: default\n")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("示例站", "改名站"))
    while "改名站" not in running.get("/")[1]:
        running.next()


def test_a_folder_may_vanish_and_come_back(running: Running) -> None:
    site = running.site
    content = site.root / "content"
    content.rename(site.root / "elsewhere")
    assert isinstance(running.next(), list)
    (site.root / "elsewhere").rename(content)
    while isinstance(running.next(), list):
        pass
    site.post("news/back.md", title="又回来了")
    running.next()
    assert "又回来了" in running.get("/spring/news/")[1]


def test_saves_of_other_programs_arrive(running: Running) -> None:
    news = running.site.root / "content/spring/news"
    (news / ".first.md.swp").write_text("x")
    (news / "~$first.md").write_text("x")
    (news / "first.md~").write_text("x")
    fresh = news / "4913"  # vim writes beside, and renames over it
    fresh.write_text("---\ntitle: 改名保存\ndate: 2013-03-05\n---\n\n文。\n", "utf-8")
    fresh.rename(news / "first.md")
    running.next()
    assert "改名保存" in running.get("/spring/news/first.html")[1]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 200),
        ("/", {"Host": "evil.example"}, 421),
        ("/", {"Origin": "http://evil.example"}, 403),
        ("/_preview/state", {"Host": "evil.example:8700"}, 421),
        ("/_preview/state", {"Origin": "null"}, 403),
        ("/livereload", {"Origin": "http://evil.example", "Upgrade": "websocket"}, 403),
        ("/livereload.js", {"Host": "evil.example"}, 421),
        ("/forcereload", {}, 404),
        ("/.zhuanlan.json", {}, 404),
        ("/../config.yaml", {}, 404),
        ("/%2e%2e/config.yaml", {}, 404),
        ("/..%2f..%2fconfig.yaml", {}, 404),
        ("//etc/passwd", {}, 403),
        ("/a%00b", {}, 404),
        ("/link.txt", {}, 404),
    ],
)
def test_nobody_else_looks_in(
    running: Running, path: str, headers: dict[str, str], status: int
) -> None:
    (running.preview.folder / "link.txt").symlink_to(running.site.root / "config.yaml")
    found, text = running.get(path, **headers)
    assert found == status
    assert "page_size" not in text


def test_a_port_in_use_is_passed_over(running: Running) -> None:
    options = running.site.options(config=running.site.write("other/config.yaml", "name: x\n"))
    port = running.preview.server.port
    other = Preview(options, "127.0.0.1", port, translator("en"), quietly)
    try:
        assert other.server.port > port
    finally:
        other.server.socket.close()


def test_many_changes_are_one(tmp_path: Path) -> None:
    changes = Changes(tmp_path)
    for number in range(MANY * 3):
        changes.note(tmp_path.resolve() / f"{number}.md")
    found = changes.settled(1)
    assert found is not None
    assert len(found) == MANY * 3
    assert changes.settled(0) == set()


def test_what_is_no_content_is_not_told(tmp_path: Path) -> None:
    changes = Changes(tmp_path)
    for name in ("~$a.docx", "a.md~", ".a.md.swp", ".git/index", "Thumbs.db", "a.tmp"):
        changes.note(tmp_path.resolve() / name)
    assert changes.settled(0) == set()
    changes.note(tmp_path.resolve() / "a.md")
    assert changes.settled(0) == {"a.md"}


def test_the_cache_of_a_preview_is_cleaned_with_all_others(running: Running) -> None:
    assert running.preview.folder.is_relative_to(running.site.root / ".zhuanlan")
    shutil.rmtree(running.site.root / ".zhuanlan")
    running.site.post("news/first.md", title="缓存没有了")
    running.next()
    assert "缓存没有了" in running.get("/spring/news/first.html")[1]


def test_two_previews_leave_each_other_alone(running: Running) -> None:
    site = running.site
    port = running.preview.server.port
    other = Running(site, Preview(site.options(), "127.0.0.1", port, translator("en"), quietly))
    other.start()
    try:
        other.next()
        site.post("news/first.md", title="两边都看到")
        running.next()
        other.next()
        for one in (running, other):
            assert "两边都看到" in one.get("/spring/news/first.html")[1]
    finally:
        other.stop()


def test_a_folder_that_is_thrown_away_is_noticed(running: Running) -> None:
    site = running.site
    site.post("news/own/index.md", title="有文件夹的")
    running.next()
    assert running.get("/spring/news/own.html")[0] == 200
    (site.root / "content/spring/news/own").rename(site.root / "bin")
    while running.get("/spring/news/own.html")[0] != 404:
        running.next()


def test_a_cache_that_goes_while_it_is_used_ends_nothing(running: Running) -> None:
    running.site.post("news/first.md", title="一", summary="一")
    running.next()
    shutil.rmtree(running.preview.folder)
    running.site.post("news/first.md", title="一", summary="一", body="只改正文。\n")
    if isinstance(running.next(), list):  # what was wrong; the next save builds all
        running.site.post("news/first.md", title="一", summary="一", body="再改正文。\n")
        running.next()
    assert "改正文。" in running.get("/spring/news/first.html")[1]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("192.168.1.7", 200),
        ("[::1]", 200),
        ("pc-12.local", 200),
        ("evil.example", 421),
    ],
)
def test_a_name_of_another_is_refused_to_colleagues_too(
    site: SiteFolder, host: str, status: int
) -> None:
    preview = Preview(site.options(), "0.0.0.0", 8780, translator("en"), quietly)  # noqa: S104
    one = Running(site, preview)
    one.start()
    try:
        one.next()
        assert one.get("/", Host=f"{host}:{preview.server.port}")[0] == status
    finally:
        one.stop()


def test_a_site_in_a_hidden_folder_is_watched(tmp_path: Path) -> None:
    content = tmp_path / ".hidden" / "content"
    content.mkdir(parents=True)
    changes = Changes(content)
    changes.note(content.resolve() / "about.md")
    assert changes.settled(0) == {"about.md"}
    changes.note(content.resolve() / ".git" / "objects" / "ab" / "cd")
    assert changes.settled(0) == set()


def test_a_checkout_of_many_files_is_one_change(tmp_path: Path) -> None:
    """As a change of branches does it: files come and go faster than anybody tells."""
    content = tmp_path / "content"
    for number in range(20 * MANY):
        file = content / f"c{number % 50}" / "news" / f"n{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("a", "utf-8")
    changes = Changes(content)
    watcher = WatchdogWatcher(changes, content)
    watcher.start(None)
    try:
        changes.settled(1)  # what is told of the watch itself
        shutil.rmtree(content / "c0")
        for file in content.rglob("*.md"):
            file.write_text("b", "utf-8")
        found = [changes.settled(10)]
        while (more := changes.settled(1)) is None or more:
            found.append(more)
    finally:
        watcher.stop()
    # at most what PATIENCE lets through while it goes on, and the rest at one go
    assert len(found) <= 2
    assert found[-1] is None or len(found[-1]) > MANY
