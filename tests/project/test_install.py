"""A newcomer's path, from the wheel: a site, a post, the preview, the check, the build."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of the new site."""
    return tmp_path / "leifeng"


def environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "PYTHON"))}
    return {**kept, "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1"}


def hearing_interrupts() -> None:
    """A shell makes its background jobs deaf to them, and what those start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="the paths within an environment are others")
def test_from_nothing_to_a_site(installed: Path, site: Path, tmp_path: Path) -> None:
    program = str(installed / "bin" / "zhuanlan")

    def zhuanlan(*arguments: str, cwd: Path = site) -> str:
        done = subprocess.run(
            [program, *arguments],
            cwd=cwd,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = [installed / "bin/python", "-c", "import zhuanlan; print(zhuanlan.__file__)"]
    told = subprocess.run(
        where, capture_output=True, text=True, check=True, cwd=tmp_path, env=environment()
    )
    assert told.stdout.startswith(str(installed))

    told_site = ["--name", "学雷锋专题", "--title", "春风行动", "--scope", "黑龙江省"]
    zhuanlan("new", "site", "leifeng", *told_site, cwd=tmp_path)
    story = ["--column", "exemplars", "--title", "送信三十年", "--person", "张三"]
    summary = ["--summary", "他送信三十年。", "--region", "哈尔滨", "--publish"]
    assert zhuanlan("new", "post", *story, *summary).strip().endswith("song-xin-san-shi-nian.md")

    page = "chun-feng-xing-dong/exemplars/song-xin-san-shi-nian.html"
    with subprocess.Popen(
        [program, "serve", "--port", "8840"],
        cwd=site,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=hearing_interrupts,
    ) as preview:
        assert preview.stdout
        address = next(line for line in preview.stdout if "http://" in line)
        url = address[address.index("http://") : address.rindex("/") + 1]
        with urllib.request.urlopen(url + page) as answer:  # noqa: S310 - our own
            assert "送信三十年" in answer.read().decode()
        with urllib.request.urlopen(url + "_desk/") as answer:  # noqa: S310
            assert "工作台" in answer.read().decode()
        preview.send_signal(signal.SIGINT)
        try:
            rest, _ = preview.communicate(timeout=60)
        finally:
            preview.kill()
        assert "Traceback" not in rest
        assert preview.returncode == 0

    assert zhuanlan("check", "--strict") == ""
    assert "篇稿件" in zhuanlan("build", "--strict")
    assert "送信三十年" in (site / "output" / page).read_text("utf-8")
    assert (site / "output" / "pagefind").is_dir()


def test_a_copy_that_was_never_installed_says_so_in_both_languages(tmp_path: Path) -> None:
    shutil.copy(ROOT / "build.py", tmp_path)
    made_by_installing = shutil.ignore_patterns("*.mo", "former_names.json", "__pycache__")
    shutil.copytree(ROOT / "zhuanlan", tmp_path / "zhuanlan", ignore=made_by_installing)
    done = subprocess.run(
        [sys.executable, "build.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    chinese, english = done.stderr.splitlines()
    assert "尚未安装" in chinese
    assert english.endswith("Run: pip install .")
