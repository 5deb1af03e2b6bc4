"""The five campaigns that ship: each is walked as a reader walks it."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from shutil import copy, copytree

import pytest

from tests.conftest import ROOT, SHIPPED
from zhuanlan.build import build, load
from zhuanlan.build.cache.store import FOLDER
from zhuanlan.model.site import Site

CAMPAIGNS = {
    "culture-sharing-2012": ("650000", "653121"),
    "heilongjiang-2013": ("230000", "230883"),
    "leshan-2012": ("511100", "511132"),
    "jiaobei-2012": ("370281-jiaobei", "370281-jiaobei"),
    "zhaoqing-2017": ("441200", "441200-xinghu"),
}
"""Each campaign with a region of its home page's or tree's, and one below it that has stories."""


@pytest.fixture(scope="module")
def site() -> Site:
    return load(SHIPPED)


class _Page(HTMLParser):
    """What a reader can follow on a page: links with their texts, and those of the breadcrumb."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.crumbs: list[str] = []
        self._open: list[str] = []
        self._href: str | None = None
        self._in_crumbs = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "nav":
            self._in_crumbs = "breadcrumb" in (given.get("class") or "")
        if tag == "a" and given.get("href"):
            self._href = given["href"]
            self.links.append((self._href or "", ""))
            if self._in_crumbs:
                self.crumbs.append(self._href or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav":
            self._in_crumbs = False
        if tag == "a":
            self._href = None

    def handle_data(self, data: str) -> None:
        if self._href is not None:
            href, text = self.links[-1]
            self.links[-1] = (href, text + data)

    def targets(self) -> set[str]:
        return {href for href, _ in self.links}


def read(output: Path, url: str) -> _Page:
    file = output / url.lstrip("/")
    return _Page((file / "index.html" if url.endswith("/") else file).read_text("utf-8"))


@pytest.mark.parametrize("slug", CAMPAIGNS)
def test_a_reader_walks_there_and_back(shipped: Path, slug: str) -> None:
    region, below = CAMPAIGNS[slug]
    home = read(shipped, f"/{slug}/")
    assert f"/{slug}/regions/" in home.targets()
    tree = read(shipped, f"/{slug}/regions/")
    assert f"/{slug}/regions/{region}/" in tree.targets()
    page = read(shipped, f"/{slug}/regions/{below}/")
    cells = [url for url in page.targets() if re.fullmatch(rf"/{slug}/regions/{below}/[^/]+/", url)]
    assert cells
    cell = read(shipped, cells[0])
    stories = [url for url in cell.targets() if re.fullmatch(rf"/{slug}/[^/]+/[^/]+\.html", url)]
    stories = [url for url in stories if not url.endswith(("about.html", "contribute.html"))]
    assert stories
    story = read(shipped, stories[0])
    assert story.crumbs[:2] == ["/", f"/{slug}/"]
    assert stories[0].rpartition("/")[0] + "/" == story.crumbs[2]
    assert stories[0] in read(shipped, story.crumbs[2]).targets()
    assert cells[0].rpartition("/regions/")[0] + f"/regions/{below}/" in story.targets()


@pytest.mark.parametrize("slug", CAMPAIGNS)
def test_the_matrix_counts_the_posts(shipped: Path, site: Site, slug: str) -> None:
    groups = site.of_campaign[slug]
    expected: Counter[tuple[str, str]] = Counter()
    for post in groups.posts:
        for region in groups.lineage(post.place.code):
            expected[f"/{slug}/regions/{region.code}/{post.phase}/", ""] += 1
    matrix = read(shipped, f"/{slug}/matrix/")
    pattern = rf"/{slug}/regions/[^/]+/[^/]+/"
    shown = {href: int(text) for href, text in matrix.links if re.fullmatch(pattern, href)}
    assert shown == {url: count for (url, _), count in expected.items()}
    for url, count in shown.items():
        stories = {t for t in read(shipped, url).targets() if t.count("/") == 3 and ".html" in t}
        assert len(stories) == min(count, len(stories))
        assert stories


def test_every_internal_link_leads_somewhere(shipped: Path) -> None:
    files = {file.relative_to(shipped).as_posix() for file in shipped.rglob("*") if file.is_file()}
    missing = []
    for path in files:
        if not path.endswith(".html"):
            continue
        for href in read(shipped, path).targets():
            bare = href.partition("#")[0]
            if not bare or bare.startswith(("https:", "http:")):
                continue
            target = normpath(join("/", bare)).lstrip("/")
            if target not in files and normpath(join(target, "index.html")) not in files:
                missing.append((path, href))
    assert missing == []


def test_there_is_enough_to_look_at(site: Site) -> None:
    assert len(site.posts) >= 60
    kinds = Counter(post.kind for post in site.posts)
    assert kinds["exemplars"] >= 20
    assert {"news", "notices", "works", "resources", "videos"} <= kinds.keys()
    for groups in site.of_campaign.values():
        phases = {phase.slug for phase in groups.campaign.phases}
        assert {post.phase for post in groups.posts if post.kind == "news"} == phases
    levels = {site.regions[post.place.code].level for post in site.posts if post.kind == "news"}
    assert {"province", "prefecture", "county", "system", "zone", "town"} <= levels


def test_invented_people_are_marked(site: Site) -> None:
    for post in site.posts:
        if post.matter.person and post.matter.person.name != "郭明义":
            assert "（示例）" in post.matter.person.name


def test_nobody_is_exposed(shipped: Path) -> None:
    private = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|[\w.]+@[\w.]+\.\w+")
    for file in shipped.rglob("*"):
        if file.suffix in {".html", ".xml", ".txt", ".csv", ".vtt"}:
            assert not private.search(file.read_text("utf-8")), file


def test_nothing_is_asked_of_another_host(shipped: Path) -> None:
    own = re.compile(
        r'<(?:img|script|source|video|link rel="(?:stylesheet|icon)")[^>]*'
        r'(?:src|href|poster)="(?!/)'
    )
    for file in shipped.rglob("*.html"):
        assert not own.search(file.read_text("utf-8")), file


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_no_machine_path_is_published(shipped: Path) -> None:
    for file in shipped.rglob("*.html"):
        assert str(ROOT) not in file.read_text("utf-8")


def test_both_engines_build_it(shipped: Path, tmp_path: Path) -> None:
    config = (ROOT / "config.yaml").read_text("utf-8")
    assert "engine: comrak" in config
    other = tmp_path / "config.yaml"
    assert shipped.exists()
    known = ROOT / FOLDER  # with the pictures that its build knows
    (tmp_path / FOLDER).mkdir()
    for name in ("pictures", "pictures.db"):
        (copytree if (known / name).is_dir() else copy)(known / name, tmp_path / FOLDER / name)
    other.write_text(config.replace("engine: comrak", "engine: markdown"), "utf-8")
    report = build(replace(SHIPPED, output=tmp_path / "output", config=other))
    assert report.posts >= 60


def test_classic_builds_it(tmp_path: Path) -> None:
    build(replace(SHIPPED, output=tmp_path / "output", theme="classic"))
    assert "classic-bar" in (tmp_path / "output/leshan-2012/index.html").read_text("utf-8")
