"""After any sequence of edits, an incremental build leaves what a clean build would: to the byte.

`pytest tests/build/test_incremental.py --examples 5000` looks longer.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PIL import Image

from tests.conftest import NOW, SITES, SiteFolder
from tests.photos import encoded
from zhuanlan.build.session import Session
from zhuanlan.core.problems import ProblemError

PICTURES = [encoded(Image.new("RGB", (8 + n, 8)), "PNG") for n in range(3)]
REGIONS = ("", "哈尔滨市", "道里区", "南岗区", "齐齐哈尔市")
TITLES = ("雪夜送医", "灯下读书会", "A&B <i>", "同名")
TAGS = ("", "[志愿]", "[志 愿]", "[zhi yuan, 志愿]")
TEXTS = ("一。", "二。", "**三**。", "## 四\n\n五。")
COLUMNS = ("news", "exemplars")
NAMES = ("a", "b", "c", "d", "e", "f", "g", "h")
BOOKS = """books:
  - {slug: stations, name: 示范点, kind: stations}
  - slug: visits
    name: 走访
    columns:
      - {slug: region, name: 地区, type: region}
      - {slug: people, name: 人数, type: number, counts: [人]}
      - {slug: story, name: 稿件, type: post}
      - {slug: photo, name: 图片, type: file}
"""
STATES = ("已建成", "建设中")


built: list[datetime] = []
"""Builds without problems: most must be, or little was compared."""


class Editing(RuleBasedStateMachine):
    """Editors at work on the minimal site, who build it after every step."""

    plugins: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.touched: set[str] = set()
        """Content files that were written or removed since the last build."""
        self.all_touched = True
        """Whether other things changed, too."""
        self.root = Path(tempfile.mkdtemp())
        shutil.copytree(SITES / "minimal", self.root, dirs_exist_ok=True)
        self.site = SiteFolder(self.root)
        self.posts: dict[str, dict[str, str]] = {}
        self.now = NOW
        self.declare()
        for name in ("stations.csv", "visits/one.csv", "visits/two.csv"):
            self._book(name)
        for number, name in enumerate(NAMES[:5]):
            self._put(f"news/{name}.md", title=TITLES[number % 4], region=REGIONS[number % 5])

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def _put(self, path: str, **changes: str) -> None:
        matter = {"title": "标题", "date": "2013-03-05", "body": "正文。\n"}
        self.posts[path] = matter | self.posts.get(path, {}) | changes
        keys = {key: value for key, value in self.posts[path].items() if value and key != "body"}
        if path.startswith("exemplars"):
            keys["person"] = "{name: 王示例, category: 助人为乐}"
        self.site.post(path, self.posts[path]["body"], **keys)
        self.touched.add(f"spring/{path}")

    def _any(self, number: int) -> str:
        paths = sorted(self.posts)
        return paths[number % len(paths)]

    @rule(
        number=st.integers(0, 9),
        text=st.sampled_from(("一。", "二。", "**三**。", "## 四\n\n五。")),
    )
    @precondition(lambda self: self.posts)
    def edit_the_text(self, number: int, text: str) -> None:
        self._put(self._any(number), body=text + "\n")

    @rule(number=st.integers(0, 9), title=st.sampled_from(TITLES))
    @precondition(lambda self: self.posts)
    def edit_the_title(self, number: int, title: str) -> None:
        self._put(self._any(number), title=title)

    @rule(number=st.integers(0, 9), day=st.integers(0, 120))
    @precondition(lambda self: self.posts)
    def move_in_time(self, number: int, day: int) -> None:
        date = datetime(2013, 3, 1) + timedelta(days=day)  # noqa: DTZ001
        self._put(self._any(number), date=f"{date:%Y-%m-%d}")

    @rule(number=st.integers(0, 9), region=st.sampled_from(REGIONS))
    @precondition(lambda self: self.posts)
    def move_in_space(self, number: int, region: str) -> None:
        self._put(self._any(number), region=region)

    @rule(number=st.integers(0, 9), tags=st.sampled_from(TAGS), pinned=st.booleans())
    @precondition(lambda self: self.posts)
    def tag_and_pin(self, number: int, tags: str, pinned: bool) -> None:
        self._put(self._any(number), tags=tags, pinned="true" if pinned else "")

    @rule(number=st.integers(0, 9), status=st.sampled_from(("draft", "published")))
    @precondition(lambda self: self.posts)
    def publish_or_withdraw(self, number: int, status: str) -> None:
        self._put(self._any(number), status=status)

    @rule(number=st.integers(0, 9), old=st.sampled_from(("", "old/a.html", "old/b/")))
    @precondition(lambda self: self.posts)
    def had_another_address(self, number: int, old: str) -> None:
        self._put(self._any(number), aliases=old)

    @rule(
        name=st.sampled_from(NAMES),
        column=st.sampled_from(COLUMNS),
        region=st.sampled_from(REGIONS),
    )
    def write_a_post(self, name: str, column: str, region: str) -> None:
        self._put(f"{column}/{name}.md", region=region)

    @rule(number=st.integers(0, 9))
    @precondition(lambda self: self.posts)
    def delete_a_post(self, number: int) -> None:
        path = self._any(number)
        del self.posts[path]
        (self.root / "content/spring" / path).unlink()
        self.touched.add(f"spring/{path}")

    @rule(number=st.integers(0, 9), name=st.sampled_from(NAMES))
    @precondition(lambda self: self.posts)
    def rename_a_post(self, number: int, name: str) -> None:
        path = self._any(number)
        matter = self.posts[path]
        self.delete_a_post(number)
        self._put(f"{path.partition('/')[0]}/{name}.md", **matter)

    @rule(number=st.integers(0, 9), other=st.integers(0, 9))
    @precondition(lambda self: self.posts)
    def link_to_another(self, number: int, other: int) -> None:
        self._put(self._any(number), body=f"见 [](../{self._any(other)})。\n")

    @rule(number=st.integers(0, 9), data=st.sampled_from(PICTURES))
    @precondition(lambda self: self.posts)
    def add_a_picture(self, number: int, data: bytes) -> None:
        path = self._any(number)
        self.site.write(f"content/spring/{path.partition('/')[0]}/p.png", data)
        self.touched.add(f"spring/{path.partition('/')[0]}/p.png")
        self._put(path, body="![图](p.png)\n", attachments="p.png", cover="{file: p.png, alt: 图}")

    @rule(title=st.sampled_from(TITLES), text=st.sampled_from(("一。", "二。")))
    def write_a_page(self, title: str, text: str) -> None:
        self.site.write("content/spring/about.md", f"---\ntitle: {title}\n---\n\n{text}\n")
        self.touched.add("spring/about.md")

    @rule(style=st.sampled_from(("a {}", "b {}")), footer=st.sampled_from(("甲", "乙")))
    def change_the_theme(self, style: str, footer: str) -> None:
        self.all_touched = True
        self.site.write("themes/own/theme.yaml", "name: own\nextends: default\n")
        self.site.write("themes/own/static/style.css", style)
        base = '{% extends "default/base.html" %}{% block footer %}' + footer + "{% endblock %}"
        self.site.write("themes/own/templates/base.html", base)

    @rule(theme=st.sampled_from(("default", "own")), size=st.integers(2, 4))
    def change_the_settings(self, theme: str, size: int) -> None:
        if theme == "own" and not (self.root / "themes/own").exists():
            return
        self.all_touched = True
        config = (SITES / "minimal/config.yaml").read_text("utf-8")
        config = config.replace("page_size: 3", f"page_size: {size}")
        self.site.write("config.yaml", f"{config}theme: {theme}\n")

    @rule(name=st.sampled_from(("第一阶段", "启动")))
    def change_the_campaign(self, name: str) -> None:
        self.declare(f"introduction: {name}\n")

    def declare(self, more: str = "") -> None:
        self.all_touched = True
        file = "content/spring/campaign.yaml"
        original = (SITES / "minimal" / file).read_text("utf-8")
        self.site.write(file, original + BOOKS + more)

    @rule(
        first=st.sampled_from(STATES),
        second=st.sampled_from(STATES),
        due=st.integers(1, 30),
        months=st.integers(3, 6),
    )
    def keep_account_of_stations(self, first: str, second: str, due: int, months: int) -> None:
        day = f"2013-{months:02}-{due:02}"
        rows = ["名称,地区,责任单位,期限,状态,建成日期"]
        for name, state in (("甲站", first), ("乙站", second)):
            since = "2013-03-02" if state == "已建成" else ""
            rows.append(f"{name},南岗区,某馆,{day},{state},{since}")
        self._book("stations.csv", *rows)

    @rule(
        region=st.sampled_from(REGIONS),
        people=st.sampled_from(("", "0", "120")),
        number=st.integers(0, 9),
        photo=st.sampled_from(("", "news/p.png")),
    )
    def keep_account_of_visits(self, region: str, people: str, number: int, photo: str) -> None:
        story = self._any(number) if self.posts else ""
        if photo and not (self.root / "content/spring" / photo).exists():
            photo = ""
        lines = ["地区,人数,稿件,图片", f"{region},{people},{story},{photo}", "道里区,3,,"]
        self._book("visits/one.csv", *lines)

    @rule(name=st.sampled_from(("stations.csv", "visits/one.csv")))
    def throw_a_book_away(self, name: str) -> None:
        (self.root / "content/spring/books" / name).unlink(missing_ok=True)
        self.touched.add(f"spring/books/{name}")

    def _book(self, name: str, *lines: str) -> None:
        self.site.write(f"content/spring/books/{name}", "\n".join(lines) + "\n")
        self.touched.add(f"spring/books/{name}")

    @rule(days=st.integers(1, 60))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.all_touched = True

    @invariant()
    def an_incremental_build_equals_a_clean_one(self) -> None:
        try:
            self.build()
        except ProblemError as incremental:
            with pytest.raises(ProblemError) as clean:
                self._clean()
            said = [
                [(Path(problem.path).name, problem.message) for problem in error.problems]
                for error in (incremental, clean.value)
            ]
            assert said[0] == said[1]
            return
        built.append(self.now)
        expected = self._clean()
        assert {k: v for k, v in self.site.files().items() if k != ".zhuanlan.json"} == expected

    def build(self) -> None:
        self.site.build(now=self.now, plugins=self.plugins)

    def _clean(self) -> dict[str, bytes]:
        """Build from the same files in a folder that has never been built in."""
        with tempfile.TemporaryDirectory() as folder:
            clean = SiteFolder(Path(folder) / "site")
            keep = shutil.ignore_patterns(".zhuanlan", "output")
            shutil.copytree(self.root, clean.root, ignore=keep)
            clean.build(now=self.now, plugins=self.plugins)
            return {k: v for k, v in clean.files().items() if k != ".zhuanlan.json"}


class Previewing(Editing):
    """Editors whose preview stays open, and is closed or killed now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(self.site.options(now=self.now))

    def build(self) -> None:
        touched, everything = self.touched, self.all_touched
        self.touched, self.all_touched = set(), False
        self.session.options = self.site.options(now=self.now)
        try:
            self.session.build() if everything else self.session.update(touched)
        except ProblemError:
            self.all_touched = True
            raise

    @rule(killed=st.booleans())
    def start_again(self, killed: bool) -> None:
        if not killed:
            self.session.close()
        self.session = Session(self.site.options(now=self.now))

    def teardown(self) -> None:
        self.session.close()
        super().teardown()


def look_at_edits(office: type[Editing], examples: int) -> None:
    """Run a state machine; each example builds more than twice."""
    before = len(built)
    run_state_machine_as_test(
        office,
        settings=settings(
            max_examples=examples,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert len(built) - before > 2 * examples


@pytest.mark.parametrize("office", [Editing, Previewing])
def test_editing(request: pytest.FixtureRequest, office: type[Editing]) -> None:
    look_at_edits(office, request.config.getoption("--examples") // 4)
