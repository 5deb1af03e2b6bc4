"""A whole tree at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.write import swap


def old_way(one: bytes, other: bytes) -> bool:
    return False


def no_links(*_: object, **__: object) -> None:
    raise OSError


@pytest.mark.parametrize("exchanged", [swap._exchanged, old_way], ids=["one step", "two steps"])
@pytest.mark.parametrize("link", [os.link, no_links], ids=["links", "copies"])
def test_a_new_tree_takes_the_place_of_the_old(
    site: SiteFolder,
    exchanged: Callable[[bytes, bytes], bool],
    link: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(swap, "_exchanged", exchanged)
    monkeypatch.setattr(os, "link", link)
    site.build(atomic=True)
    first = (site.root / "output").stat().st_ino
    site.write("output/foreign.txt", "kept")
    held = os.open(site.root / "output/spring/index.html", os.O_RDONLY)
    before = site.page("spring/index.html").encode()
    site.post("news/new.md", title="新来的")
    site.build(atomic=True)
    assert (site.root / "output").stat().st_ino != first
    assert "新来的" in site.page("spring/index.html")
    assert site.page("foreign.txt") == "kept"
    assert os.read(held, 10**6) == before  # whoever reads the old page reads it to its end
    os.close(held)
    assert sorted(path.name for path in site.root.glob(".output*")) == []
    files = site.files()
    assert site.build().output.written == []
    assert site.files() == files


def test_what_goes_wrong_leaves_the_old_tree(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    before = site.files()
    site.post("news/new.md", title="新来的")

    def full(one: Path, other: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(swap, "exchange", full)
    with pytest.raises(OSError, match="No space"):
        site.build(atomic=True)
    assert site.files() == before
    assert list(site.root.glob(".output*")) == []
    monkeypatch.undo()
    site.build(atomic=True)
    assert "新来的" in site.page("spring/index.html")


def test_an_output_that_is_a_link_stays_one(site: SiteFolder, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (site.root / "output").symlink_to(tmp_path / "real")
    site.build(atomic=True)
    assert (site.root / "output").is_symlink()
    assert (tmp_path / "real/index.html").exists()
