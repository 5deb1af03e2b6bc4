"""A site that is edited at random, its builds as processes, and what its output may hold."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.conftest import NOW, SITES, SiteFolder
from tests.photos import photo
from zhuanlan.build.cache.store import FOLDER

Tree = dict[str, bytes]

STAGE = ".zhuanlan-stage"
POSTS = 120
"""So many that a build takes long enough to be hit in the middle."""
_REGIONS = ("", "哈尔滨市", "道里区", "南岗区", "齐齐哈尔市")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a build ended."""

    status: int
    said: str

    @property
    def lines(self) -> list[str]:
        """What it said, a line each."""
        return self.said.strip().splitlines()


class Office:
    """A folder with a site; `random` decides what is edited."""

    def __init__(self, root: Path, random: Random) -> None:
        self.site, self.random = SiteFolder(root), random
        shutil.copytree(SITES / "minimal", root, dirs_exist_ok=True)
        self.site.write("content/spring/news/photo.jpg", photo(640, 480))
        self.posts = [f"news/post-{number}.md" for number in range(POSTS)]
        for path in self.posts:
            self.put(path)

    @property
    def output(self) -> Path:
        """Where it is published."""
        return self.site.root / "output"

    @property
    def cache(self) -> Path:
        """Where builds keep what they know."""
        return self.site.root / FOLDER

    def put(self, path: str) -> None:
        """Write a post anew."""
        word = "".join(self.random.choices("春风化雨润物无声", k=6))
        picture = "![队伍出发](photo.jpg)\n" if self.random.random() < 0.2 else ""
        body = f"{word}。\n\n{picture}\n" + f"**“{word}”**说的是{word}。" * 200 + "\n"
        region = self.random.choice(_REGIONS)
        self.site.post(
            path, body, title=f"{word} {path[-6:-3]}", **({"region": region} if region else {})
        )

    def edit(self, most: int = 30) -> None:
        """Write some posts anew, add some and take some away."""
        for path in self.random.sample(self.posts, self.random.randint(1, most)):
            self.put(path)
        new = f"news/new-{self.random.randrange(10**6)}.md"
        self.put(new)
        gone = self.random.choice(self.posts)
        (self.site.root / "content/spring" / gone).unlink()
        self.posts.remove(gone)
        self.posts.append(new)

    def begin(self, *options: str) -> subprocess.Popen[str]:
        """Begin a build as a process of its own."""
        command = [sys.executable, "-m", "zhuanlan", "build", "--quiet", "--jobs", "2"]
        return subprocess.Popen(
            [*command, "--date", f"{NOW:%Y-%m-%d}", *options],
            cwd=self.site.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def build(self, *options: str) -> Ended:
        """Build, and wait for it."""
        return ended(self.begin(*options))

    def published(self) -> Tree:
        """Return what readers may get."""
        return tree(self.output)

    def clean(self) -> Tree:
        """Return what a build from nothing leaves."""
        with tempfile.TemporaryDirectory() as folder:
            other = Path(folder)
            ignore = shutil.ignore_patterns("output", FOLDER, ".output*")
            shutil.copytree(self.site.root, other, dirs_exist_ok=True, ignore=ignore)
            site = SiteFolder(other)
            site.build(now=NOW.replace(hour=23, minute=59, second=59))
            return tree(other / "output")


def ended(build: subprocess.Popen[str], timeout: float = 120) -> Ended:
    """Wait for a build; whatever goes wrong, it never shows a traceback."""
    said, _ = build.communicate(timeout=timeout)
    assert "Traceback" not in said, said
    return Ended(build.returncode, said)


def tree(folder: Path) -> Tree:
    """Return the files of a folder, but those that wait in the stage."""
    found = {}
    for file in folder.rglob("*") if folder.exists() else ():
        path = file.relative_to(folder).as_posix()
        if file.is_file() and not path.startswith(STAGE):
            found[path] = file.read_bytes()
    return found


def assert_whole(now: Tree, *versions: Tree) -> None:
    """Each file is one of its versions; the list of files is the only one that may be between."""
    for path, data in now.items():
        if path == ".zhuanlan.json":
            continue
        assert any(version.get(path) == data for version in versions), (
            f"{path} is none of its versions"
        )


def assert_same(found: Tree, wanted: Tree) -> None:
    """Both trees hold the same files with the same bytes."""
    assert found.keys() == wanted.keys(), sorted(found.keys() ^ wanted.keys())[:5]
    differing = [path for path in found if found[path] != wanted[path]]
    assert not differing, differing[:5]
