"""What is kept between builds saves work, and can neither mislead nor stop one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.build.cache.bodies import Bodies, encoded
from zhuanlan.cli import main
from zhuanlan.load import markdown
from zhuanlan.model.post import Body


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources whose Markdown was rendered, in order."""
    sources: list[str] = []
    render = markdown.render

    def noted(text: str, path: str, *rest: object) -> object:
        sources.append(path)
        return render(text, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(markdown, "render", noted)
    return sources


def clean(site: SiteFolder, folder: Path) -> dict[str, bytes]:
    """Return what a first build of the same files gives."""
    other = SiteFolder(folder)
    keep = shutil.ignore_patterns(".zhuanlan", "output")
    shutil.copytree(site.root, other.root, ignore=keep)
    other.build()
    return other.files()


def test_a_text_is_rendered_once(site: SiteFolder, rendered: list[str]) -> None:
    site.build()
    assert sorted(rendered) == ["spring/exemplars/zhang.md", "spring/news/first.md"]
    rendered.clear()
    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + "theme: classic\n")
    assert site.build().rendered > 10
    shutil.rmtree(site.root / "output")
    site.build()
    site.build(verify=True)
    assert rendered == []


def test_front_matter_alone_leaves_the_text(site: SiteFolder, rendered: list[str]) -> None:
    site.post("news/x.md", "正文。\n", title="甲")
    site.build()
    rendered.clear()
    site.post("news/x.md", "正文。\n", title="乙")
    site.build()
    assert rendered == []
    assert "乙" in site.page("spring/news/x.html")


def test_edits_render_what_shows_them(site: SiteFolder) -> None:
    for number in range(30):
        site.post(f"news/p{number:02}.md", "长文。" * 60, date=f"2013-03-{number + 1:02}")
    assert site.build().rendered > 60
    site.post("news/p04.md", "长文。" * 60 + "又一句。", date="2013-03-05")
    edited = site.build()
    assert [file for file, _ in edited.reasons] == ["spring/news/p04.html"]
    assert edited.output.written == ["spring/news/p04.html"]
    site.post("news/p04.md", "长文。" * 60, date="2013-03-05", title="新题")
    shown = {file: reason.parts for file, reason in site.build().reasons}
    assert shown["spring/news/p05.html"] == ("older", "more")
    assert "spring/news/page-2.html" in shown
    assert "spring/news/index.html" not in shown
    assert "spring/exemplars/index.html" not in shown
    assert len(shown) < 20


def test_a_replaced_output_is_made_anew(site: SiteFolder) -> None:
    site.build()
    shutil.rmtree(site.root / "output")
    site.post("news/x.md")
    assert "spring/exemplars/zhang.html" in site.build().output.written


def test_an_undone_edit_is_undone(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that stopped between two states knows that it did."""
    site.post("news/x.md", "甲。\n")
    site.build()
    site.post("news/x.md", "乙。\n")
    with monkeypatch.context() as patched:
        patched.setattr("zhuanlan.build.cache.index.Index.finish", interrupted)
        with pytest.raises(KeyboardInterrupt):
            site.build()
    assert "乙" in site.page("spring/news/x.html")
    site.post("news/x.md", "甲。\n")
    site.build()
    assert "甲" in site.page("spring/news/x.html")


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for place in range(100, len(data), 97):
        data[place] ^= 0x10
    file.write_bytes(data)


def garble(file: Path) -> None:
    file.write_bytes(b"not a database" * 100)


def of_another_version(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("damage", [truncate, flip, garble, of_another_version, empty, Path.unlink])
@pytest.mark.parametrize("which", ["bodies.db", "index-*.db"])
def test_a_damaged_cache_costs_time_only(
    site: SiteFolder, tmp_path: Path, damage: Callable[[Path], None], which: str
) -> None:
    for number in range(20):
        site.post(f"news/p{number}.md", f"第 {number} 篇。" * 50)
    site.build()
    damage(next((site.root / ".zhuanlan").glob(which)))
    site.post("news/p3.md", "改过。\n")
    report = site.build()
    assert report.mended == (damage not in (empty, Path.unlink)), "it is told"
    expected = clean(site, tmp_path / "clean")
    assert site.files() == expected
    site.post("news/p4.md", "改过。\n")
    report = site.build()
    assert report.rendered < 30, "the cache works again"


def test_a_cache_that_cannot_be_written_is_done_without(site: SiteFolder) -> None:
    site.write(".zhuanlan", "a file where the folder belongs")
    site.build()
    site.post("news/x.md", "甲。\n")
    site.build()
    assert "甲" in site.page("spring/news/x.html")


def test_two_builds_share_a_cache(site: SiteFolder) -> None:
    for number in range(60):
        site.post(f"news/p{number}.md", f"第 {number} 篇。" * 20)
    command = [sys.executable, "-m", "zhuanlan", "--quiet", "--date", "2013-06-01", "--output"]
    builds = [subprocess.Popen([*command, f"out{n}"], cwd=site.root) for n in range(3)]
    assert [one.wait() for one in builds] == [0, 0, 0]
    pages = [(site.root / f"out{n}/spring/news/p7.html").read_bytes() for n in range(3)]
    assert pages[0] == pages[1] == pages[2]


def test_a_locked_cache_is_done_without(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhuanlan.build.cache.store._WAIT", 0.01)
    site.build()
    locks = [sqlite3.connect(file) for file in (site.root / ".zhuanlan").glob("*.db")]
    for lock in locks:
        lock.execute("BEGIN EXCLUSIVE")
    site.post("news/x.md", "甲。\n")
    site.post("news/y.md", "乙。\n")
    assert site.build().posts == 4
    for lock in locks:
        lock.close()
    assert "甲" in site.page("spring/news/x.html")
    site.post("news/x.md", "丙。\n")
    site.build()
    assert "丙" in site.page("spring/news/x.html")


def test_a_text_that_a_cache_lost_meanwhile_is_rendered_again(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bodies, "get", lambda self, key: None)
    site.build()
    assert "第一篇" in site.page("spring/news/first.html")


def test_a_text_altered_in_the_cache_is_not_used(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path)
    key = b"k" * 16
    bodies.put([(key, encoded(Body("<p>甲</p>", "甲")))])
    bodies.save()
    assert bodies.get(key) == Body("<p>甲</p>", "甲")
    bodies.close()
    connection = sqlite3.connect(tmp_path / "bodies.db")
    (value,) = connection.execute("SELECT value FROM bodies").fetchone()
    connection.execute("UPDATE bodies SET value = ?", (value.replace("甲".encode(), b"<x>"),))
    connection.commit()
    connection.close()
    assert Bodies(tmp_path).get(key) is None


def test_texts_out_of_use_are_dropped(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path)
    keys = [number.to_bytes(8) * 2 for number in range(3000)]
    bodies.put((key, encoded(Body("x", "x"))) for key in keys)
    bodies.save()
    bodies.prune(set(keys[:10]))
    assert bodies.get(keys[3]) == Body("x", "x")
    assert bodies.get(keys[2000]) is None
    bodies.close()


def test_clean_removes_the_cache_and_leaves_the_output(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build()
    config = str(site.root / "config.yaml")
    assert main(["clean", "--config", config]) == 0
    assert not (site.root / ".zhuanlan").exists()
    assert "第一篇" in site.page("spring/news/first.html")
    assert main(["clean", "--config", config]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_verify_finds_other_bytes_under_the_same_time(site: SiteFolder) -> None:
    file = site.post("news/x.md", "甲。\n")
    hour_ago = file.stat().st_mtime - 3600
    os.utime(file, (hour_ago, hour_ago))
    site.build()
    site.post("news/x.md", "乙。\n")
    os.utime(file, (hour_ago, hour_ago))
    site.build()
    assert "甲" in site.page("spring/news/x.html"), "size and time are all that is looked at"
    site.build(verify=True)
    assert "乙" in site.page("spring/news/x.html")
