"""A site of a thousand files and the places that it is published to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks import corpus
from tests.commands import command
from tests.conftest import Shared, SiteFolder
from tests.servers.hosts import S3, Sshd, s3_server, ssh_server

POSTS = 110
DATE = "2014-01-01"


@pytest.fixture(scope="session")
def large(shared: Shared) -> Path:
    """A site that was built once."""
    return shared("large", _build_large)


def _build_large(root: Path) -> None:
    corpus.write_site(root, POSTS)
    zhuanlan(root, "build", "--strict", "--quiet")


@dataclass
class Office(SiteFolder):
    """An office that publishes: its site, and what its commands say."""

    def publish(self, *more: str, status: int = 0, **env: str) -> str:
        """Publish to the target `web`; return what was said."""
        return self.run("publish", "web", *more, status=status, **env)

    def run(self, command: str, *more: str, status: int = 0, **env: str) -> str:
        """Run a command."""
        dated = ["--date", DATE] if command in ("publish", "build") else []
        return zhuanlan(self.root, command, *more, *dated, status=status, **env)

    def begin(self, *more: str, **env: str) -> subprocess.Popen[bytes]:
        """Begin to publish, as a process that can be killed."""
        command = [sys.executable, "-m", "zhuanlan", "publish", "web", "--date", DATE, *more]
        return subprocess.Popen(
            command,
            cwd=self.root,
            env={**os.environ, "LC_ALL": "en_GB.UTF-8", **env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def target(self, text: str) -> None:
        """Declare the target `web`."""
        config = (self.root / "config.yaml").read_text("utf-8").partition("footer:")[0]
        footer = "footer: {site_id: '2300000001'}\n"  # check asks for it
        self.write("config.yaml", f"{config}{footer}publish: {{targets: {{web: {text}}}}}\n")

    def edit(self, *numbers: int, word: str = "改过的一句") -> None:
        """Change the text of some posts, and nothing that others show."""
        files = sorted((self.root / "content").rglob("*.md"))
        stories = [file for file in files if len(file.relative_to(self.root).parts) > 3]
        for number in numbers:
            file = stories[number]
            file.write_text(file.read_text("utf-8") + f"\n{word}。\n", "utf-8")


def zhuanlan(root: Path, *arguments: str, status: int = 0, **env: str) -> str:
    """Run a command in English; return all that it says."""
    done = command(root, *arguments, **env)
    said = done.stdout + done.stderr
    assert done.returncode == status, said
    return said


@pytest.fixture
def office(large: Path, tmp_path: Path) -> Office:
    """A copy of the large site."""
    root = tmp_path / "office"
    shutil.copytree(large, root)
    return Office(root)


@pytest.fixture
def small(site: SiteFolder) -> Office:
    """The minimal site, published from."""
    return Office(site.root)


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """An SSH server for all tests of a process."""
    with ssh_server(tmp_path_factory.mktemp("ssh") / "sshd") as one:
        yield one


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    """An S3 server for all tests of a process."""
    with s3_server(tmp_path_factory.mktemp("s3") / "moto") as one:
        yield one
