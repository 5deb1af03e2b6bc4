"""A site of a thousand files and the places that it is published to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks import corpus
from tests.conftest import SiteFolder
from tests.servers import free_port, program, running

POSTS = 150
DATE = "2014-01-01"


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built once."""
    root = tmp_path_factory.mktemp("large")
    corpus.write_site(root, POSTS)
    zhuanlan(root, "build", "--strict", "--quiet")
    return root


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
        config = (self.root / "config.yaml").read_text("utf-8").partition("publish:")[0]
        self.write("config.yaml", f"{config}publish: {{targets: {{web: {text}}}}}\n")

    def edit(self, *numbers: int, word: str = "改过的一句") -> None:
        """Change the text of some posts, and nothing that others show."""
        files = sorted((self.root / "content").rglob("*.md"))
        stories = [file for file in files if len(file.relative_to(self.root).parts) > 3]
        for number in numbers:
            file = stories[number]
            file.write_text(file.read_text("utf-8") + f"\n{word}。\n", "utf-8")


def zhuanlan(root: Path, *arguments: str, status: int = 0, **env: str) -> str:
    """Run a command in English; return all that it says."""
    done = subprocess.run(
        [sys.executable, "-m", "zhuanlan", *arguments],
        cwd=root,
        env={**os.environ, "LC_ALL": "en_GB.UTF-8", "LANGUAGE": "", **env},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said
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


@dataclass(frozen=True)
class Sshd:
    """An SSH server of this user."""

    port: int
    host_key: str
    env: dict[str, str]
    home: Path

    def target(self, path: Path, more: str = "") -> str:
        """Return a target that publishes into a folder of it."""
        return (
            f"{{kind: ssh, host: 127.0.0.1, port: {self.port}, path: {path}, "
            f'host_key: "{self.host_key}"{more}}}'
        )


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """Run an SSH server on a free port, with a key that is in the environment only."""
    place, port = tmp_path_factory.mktemp("sshd"), free_port()
    place.chmod(0o700)
    for name in ("host", "user"):
        make = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(place / name)]
        subprocess.run(make, check=True)
    shutil.copy(place / "user.pub", place / "authorized")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": place / "host",
        "AuthorizedKeysFile": place / "authorized",
        "PidFile": place / "pid",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "prohibit-password",
        "PasswordAuthentication": "no",
        "Subsystem": "sftp internal-sftp",
        "MaxStartups": "100",
    }
    lines = "".join(f"{name} {value}\n" for name, value in settings.items())
    (place / "config").write_text(lines, "utf-8")
    command = [program("sshd"), "-D", "-e", "-f", str(place / "config")]
    with running(command, port, place / "log"):
        public = " ".join((place / "host.pub").read_text("utf-8").split()[:2])
        yield Sshd(port, public, {"ZHUANLAN_SSH_KEY": (place / "user").read_text("utf-8")}, place)


@dataclass(frozen=True)
class S3:
    """An S3 server, which knows nobody and trusts all."""

    port: int
    env: dict[str, str]

    def bucket(self, name: str) -> str:
        """Make a bucket; return the address of its files."""
        address = f"http://127.0.0.1:{self.port}/{name}"
        ask = urllib.request.Request(address, method="PUT")
        with urllib.request.urlopen(ask):  # noqa: S310
            return f"{address}/"

    def target(self, name: str, more: str = "") -> str:
        """Return a target that publishes into a bucket."""
        return f"{{kind: s3, bucket: {name}, endpoint: 'http://127.0.0.1:{self.port}/'{more}}}"


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    """Run moto, which speaks S3."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-p", str(port)]
    log = tmp_path_factory.mktemp("s3") / "log"
    with running(command, port, log):
        yield S3(port, {"ZHUANLAN_S3_KEY_ID": "someone", "ZHUANLAN_S3_SECRET": "secret"})
