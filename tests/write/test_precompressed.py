"""Compressed forms beside text files, for web servers that send the ready file."""

from __future__ import annotations

import gzip

import brotli
import pytest

from tests.conftest import SiteFolder
from tests.photos import photo
from zhuanlan.write import precompressed

NEWS = "spring/news/planting.html"


@pytest.fixture
def compressed(site: SiteFolder) -> SiteFolder:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "precompress: true\n")
    site.write("content/spring/news/photo.jpg", photo(64, 48))
    site.post("news/planting.md", "![队伍出发](photo.jpg)\n", title="植树")
    site.build()
    return site


def test_every_text_file_has_its_forms(compressed: SiteFolder) -> None:
    files = compressed.files()
    texts = [path for path in files if path.endswith((".html", ".css", ".js", ".xml", ".txt"))]
    assert NEWS in texts
    for path in texts:
        assert gzip.decompress(files[f"{path}.gz"]) == files[path]
        assert brotli.decompress(files[f"{path}.br"]) == files[path]
    assert not [path for path in files if path.endswith((".jpg.gz", ".zhuanlan.json.gz"))]
    assert sum(path.endswith(".gz") for path in files) >= len(texts)


def test_only_changed_files_are_compressed(
    compressed: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def noting(data: bytes) -> bytes:
        seen.append(data)
        return gzip.compress(data, 9, mtime=0)

    monkeypatch.setitem(precompressed.FORMS, ".gz", noting)
    assert compressed.build().output.written == []
    compressed.post("news/planting.md", "种下三百棵。\n", title="植树")
    written = compressed.build().output.written
    assert {NEWS, f"{NEWS}.gz", f"{NEWS}.br"} <= set(written)
    assert len(seen) == sum(path.endswith(".gz") for path in written)
    # a rebuild of everything compresses nothing again, and mends what was damaged
    seen.clear()
    compressed.write(f"output/{NEWS}.gz", b"damaged")
    assert compressed.build(verify=True).output.written == [f"{NEWS}.gz"]
    assert len(seen) == 1


def test_they_go_with_their_page_and_with_the_setting(compressed: SiteFolder) -> None:
    (compressed.root / "content/spring/news/planting.md").unlink()
    removed = compressed.build().output.removed
    assert {NEWS, f"{NEWS}.gz", f"{NEWS}.br"} <= set(removed)
    incremental = compressed.files()
    compressed.build(verify=True)
    assert compressed.files() == incremental
    config = (compressed.root / "config.yaml").read_text("utf-8")
    compressed.write("config.yaml", config.replace("precompress: true", "precompress: false"))
    compressed.build()
    assert not [path for path in compressed.files() if path.endswith((".gz", ".br"))]


def test_previews_have_none(compressed: SiteFolder) -> None:
    compressed.build(precompress=False, output=compressed.root / "preview")
    assert not [*(compressed.root / "preview").rglob("*.gz")]


def test_forms_are_known_by_their_names() -> None:
    assert precompressed.is_form("a/index.html.br")
    assert not precompressed.is_form("a/report.zip.gz")
    assert not precompressed.is_form("a/index.html")
    assert precompressed.with_forms(".zhuanlan.json") == (".zhuanlan.json",)


def test_brotli_that_is_not_installed_is_a_problem(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "precompress: true\n")
    monkeypatch.setattr(precompressed.importlib.util, "find_spec", lambda name: None)
    assert site.problems() == [
        "config.yaml: precompress: true needs the package brotli; pip install 'zhuanlan[brotli]'"
    ]
