"""The search index does not depend on the order in which a file system lists its files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.features.search import pagefind

MEMORY = Path("/dev/shm")  # noqa: S108 - lists the newest file first, unlike a disk
in_memory = pytest.mark.skipif(not os.access(MEMORY, os.W_OK), reason="no file system in memory")


@pytest.fixture(params=["disk", pytest.param("memory", marks=in_memory)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder on each kind of file system."""
    if request.param == "disk":
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


def shadows(folder: Path, numbers: Sequence[int]) -> Path:
    """Write shadows in an order."""
    for number in numbers:
        page = folder / f"part-{number % 3}/{number}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            '<!doctype html><html lang="und"><head><meta charset="utf-8">'
            f'<meta data-pagefind-filter="region[content]" content="区{number % 4}">'
            f'<meta data-pagefind-sort="date[content]" content="2013-03-{number + 1:02}"></head>'
            f"<body data-pagefind-body>雷 锋 {number}</body></html>",
            "utf-8",
        )
    return folder


def index(folder: Path, bundle: Path) -> dict[str, bytes]:
    assert pagefind.index(folder, bundle) is None
    files = (file for file in bundle.rglob("*") if file.is_file())
    return {file.relative_to(bundle).as_posix(): file.read_bytes() for file in files}


def test_every_order_gives_the_same_bytes(place: Path, tmp_path: Path) -> None:
    orders: list[Callable[[list[int]], list[int]]] = [sorted, lambda n: n[::-1], lambda n: n[::2]]
    made = []
    for at, order in enumerate(orders):
        numbers = order(list(range(20)))
        numbers += sorted({*range(20)} - {*numbers})
        made.append(index(shadows(place / str(at), numbers), tmp_path / f"index-{at}"))
    elsewhere = index(shadows(tmp_path / "elsewhere", range(20)), tmp_path / "index")
    assert made == [elsewhere] * 3
    assert sum("fragment/" in path for path in elsewhere) == 20


def test_a_new_post_leaves_what_a_clean_build_leaves(
    site: SiteFolder, place: Path, tmp_path: Path
) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("search: false", "search: true"))
    for number in range(5):
        site.post(f"news/m{number}.md", f"第{number}篇。\n", title=f"第{number}篇")
    grown, clean = SiteFolder(place / "grown"), SiteFolder(tmp_path / "clean")
    shutil.copytree(site.root, grown.root)
    grown.build()
    for one in (site, grown):
        one.post("news/a.md", "最先的一篇。\n", title="最先")
        one.post("news/z.md", "最后的一篇。\n", title="最后")
    grown.build()
    shutil.copytree(site.root, clean.root)
    clean.build()
    assert grown.files() == clean.files()
