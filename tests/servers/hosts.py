"""Machines that a site is published to: an SSH server, and one that speaks S3."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import free_port, program, running


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


@contextmanager
def ssh_server(place: Path) -> Iterator[Sshd]:
    """Run an SSH server on a free port, with a key that is in the environment only."""
    port = free_port()
    place.mkdir(mode=0o700)
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


@contextmanager
def s3_server(place: Path) -> Iterator[S3]:
    """Run moto, which speaks S3."""
    port = free_port()
    place.mkdir()
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-p", str(port)]
    with running(command, port, place / "log"):
        yield S3(port, {"ZHUANLAN_S3_KEY_ID": "someone", "ZHUANLAN_S3_SECRET": "secret"})
