"""A cache that cannot be written costs time; readers keep the search."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.features.search import searching

WAYS = {
    "a file in its place": "Not a directory",
    "a link that leads nowhere": "File exists",
    "another user's": "Permission denied",
    "another user's index": "Permission denied",
}


@pytest.fixture
def searched(site: SiteFolder) -> SiteFolder:
    """A site whose search is published, and which is to be built again."""
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("search: false", "search: true"))
    site.build()
    site.post("news/more.md", "新来的一篇。\n")
    return site


@pytest.fixture(params=WAYS)
def cause(
    request: pytest.FixtureRequest, searched: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Keep everybody from writing the cache; say what the system says."""
    cache = searched.root / ".zhuanlan"
    locked = next(cache.glob("search-*")) if request.param.endswith("index") else cache
    if request.param.startswith("another"):
        if os.geteuid() == 0:  # whom no mode stops
            _refuse(locked, monkeypatch)
        locked.chmod(0o500)
    else:
        shutil.rmtree(cache)
        if request.param.startswith("a file"):
            cache.touch()
        else:
            cache.symlink_to(searched.root / "gone/away")
    yield WAYS[request.param]
    if cache.is_dir():
        locked.chmod(0o700)


def _refuse(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the search change nothing in a folder, as the system lets nobody but root."""

    def refused(function: object) -> object:
        def call(path: Path, *more: object, **keys: object) -> object:
            if path.is_relative_to(locked):
                raise PermissionError(13, "Permission denied", str(path))
            return function(path, *more, **keys)  # type: ignore[operator]

        return call

    for name in ("mkdir", "unlink", "write_text", "write_bytes"):
        monkeypatch.setattr(Path, name, refused(getattr(Path, name)))


def published(site: SiteFolder) -> dict[str, bytes]:
    return {path: data for path, data in site.files().items() if path.startswith("pagefind/")}


def test_the_search_is_made_without_it(
    searched: SiteFolder, cause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published(searched)
    report = searched.build()
    [warning] = searched.shown(report.warnings)
    assert warning.startswith(".zhuanlan")
    assert f"the cache cannot be written: {cause}; the search was made without it" in warning
    monkeypatch.undo()
    clean = SiteFolder(tmp_path / "clean")
    shutil.copytree(searched.root, clean.root, ignore=shutil.ignore_patterns(".zhuanlan", "output"))
    clean.build()
    assert published(clean) == published(searched) != before
    again = searched.build()
    assert [path for path in again.output.removed if path.startswith("pagefind/")] == []
    assert published(searched) == published(clean)


def test_where_nothing_can_be_written_nothing_is_published(
    searched: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = searched.files()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "somewhere")

    monkeypatch.setattr(searching, "_search_index", full)
    assert searched.problems() == [
        "somewhere: the search cannot be made, neither in the cache nor elsewhere: "
        "No space left on device"
    ]
    assert searched.files() == before
