"""What a build costs, in counts that no machine changes: pages rendered, files opened and moved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import corpus
from tests.conftest import SiteFolder

POSTS = 120

_COUNTING = """
import collections, json, sys
counts = collections.Counter()
sys.addaudithook(lambda event, args: counts.update([event]))
from zhuanlan.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as exit:
    status = exit.code
print()
print(json.dumps(counts))
sys.exit(status)
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("counted")
    corpus.write_site(folder, POSTS)
    old = time.time() - 3600  # older than what a time stamp cannot prove
    for path in [folder / "config.yaml", *(folder / "content").rglob("*")]:
        os.utime(path, (old, old))
    counted(folder)  # compiles templates, and whatever Python keeps
    for name in ("output", ".zhuanlan"):
        (folder / name).rename(folder / f"{name}-before")
    return folder


def counted(root: Path, *arguments: str) -> Counter[str]:
    """Return how often a build asked the system for each kind of thing that Python audits."""
    command = [sys.executable, "-c", _COUNTING, *(arguments or ("--quiet", "--jobs", "1"))]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return Counter(json.loads(done.stdout.splitlines()[-1]))


def test_system_calls_of_builds(root: Path) -> None:
    cold = counted(root)
    files = sum(1 for file in (root / "output").rglob("*") if file.is_file())
    folders = sum(1 for file in (root / "output").rglob("*") if file.is_dir())
    imported = counted(root, "--help")["open"]
    assert files > 4 * POSTS
    # each source and each file once, each module for its digest and import, and a few libraries
    modules = sum(1 for _ in (Path(__file__).parent.parent.parent / "zhuanlan").rglob("*.py"))
    assert cold["open"] - imported < POSTS + files + 3 * modules + 260
    assert cold["os.mkdir"] <= 2 * folders + 20
    assert cold["os.rename"] < 30  # whole folders, not files

    unchanged = counted(root)
    assert unchanged["open"] - imported < 60
    assert unchanged["os.mkdir"] == unchanged["os.rename"] == 0


@pytest.mark.parametrize(
    ("change", "most"),
    [
        ({"body": "另一句。\n"}, 1),
        ({"title": "另一个标题"}, 24),
        ({"tags": "[新标签]"}, 22),
        ({"region": "道里区"}, 75),
        ({"date": "2013-05-01"}, 115),
    ],
)
def test_pages_rendered_after_an_edit(site: SiteFolder, change: dict[str, str], most: int) -> None:
    for number in range(40):
        site.post(f"news/n{number}.md", **_matter(number))
    site.build()
    site.post("news/n7.md", **(_matter(7) | change))
    assert 0 < site.build().rendered <= most


def _matter(number: int) -> dict[str, str]:
    date = f"2013-04-{number % 28 + 1:02}"
    return {"title": f"第{number}篇", "date": date, "summary": "摘要", "region": "南岗区"}
