"""Shells of another machine: the system's `ssh` with rsync, or asyncssh where those are missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, Protocol

from zhuanlan.core.i18n import N_
from zhuanlan.publish.host import failed, needs, reason_in
from zhuanlan.publish.release import Progress

if TYPE_CHECKING:
    from zhuanlan.publish.hosts.ssh import SshTarget

KEY = "ZHUANLAN_SSH_KEY"
"""The environment variable that holds a private key, where no agent has one (as in CI)."""


class Shell(Protocol):
    """A shell of another machine."""

    def run(self, script: str, given: bytes = b"") -> bytes:
        """Run a script and return what it prints; raises ProblemError where it fails."""
        ...

    def copy(
        self, output: Path, files: Iterable[str], target: str, links: Iterable[str], show: Progress
    ) -> None:
        """Bring files into a folder there; `links` are folders that may hold the same files."""
        ...

    def close(self) -> None:
        """Take leave."""
        ...


_HOST_KEY = re.compile(r"(?:ssh-|ecdsa-|sk-)\S+ +\S+")
"""What stands after the name of the host in a line of ssh-keyscan."""


def _key(given: str) -> str:
    """Return a private key as OpenSSH reads it; CI may keep it in a file, or with other ends."""
    text = given.strip().removeprefix("\ufeff")
    # Path.is_file raises where a key has lost its line ends, and the error would show the key
    if text and "\n" not in text and os.path.isfile(text):  # noqa: PTH113
        text = Path(text).read_text("utf-8-sig")
    return text.replace("\r\n", "\n")


class Secrets:
    """Files with what a connection needs, for as long as it lasts."""

    def __init__(self, target: SshTarget) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="zhuanlan-"))
        self.key = self._file("key", _key(os.environ.get(KEY, "")))
        host = target.host if target.port == 22 else f"[{target.host}]:{target.port}"
        known = _HOST_KEY.search(target.host_key or "")
        self.known_hosts = self._file("hosts", f"{host} {known[0]}" if known else "")

    def _file(self, name: str, text: str) -> Path | None:
        if not text:
            return None
        file = self._folder / name
        file.touch(mode=0o600)
        file.write_text(text.strip() + "\n", "utf-8")
        return file

    def close(self) -> None:
        """Take them away."""
        shutil.rmtree(self._folder, ignore_errors=True)


class OpenSsh:
    """The system's own."""

    def __init__(self, name: str, target: SshTarget, secrets: Secrets) -> None:
        self._name, self._secrets = name, secrets
        self._ssh = ["ssh", "-p", str(target.port), "-o", "BatchMode=yes"]
        self._ssh += ["-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=20"]
        if secrets.key:
            self._ssh += ["-i", str(secrets.key), "-o", "IdentitiesOnly=yes"]
        if secrets.known_hosts:
            self._ssh += ["-o", f"UserKnownHostsFile={secrets.known_hosts}"]
        user = f"{target.user}@" if target.user else ""
        host = target.host.strip("[]")
        self._host = user + host
        self._rsync_host = user + (f"[{host}]" if ":" in host else host)

    def run(self, script: str, given: bytes = b"") -> bytes:
        """Run a script."""
        command = [*self._ssh, "--", self._host, f"sh -c {quote('set -eu; ' + script)}"]
        return self._done(command, given)

    def copy(
        self, output: Path, files: Iterable[str], target: str, links: Iterable[str], show: Progress
    ) -> None:
        """Let rsync find out what has to travel."""
        names = [*files]
        command = ["rsync", "-rlpc", "--chmod=D755,F644", "--files-from=-", "--from0"]
        command += [f"--link-dest={link}" for link in links]
        command += [
            "-e",
            " ".join(map(quote, self._ssh)),
            f"{output}/",
            f"{self._rsync_host}:{target}/",
        ]
        for _ in show(N_("Publishing"), [""], len(names)):
            self._done(command, "\0".join(names).encode())

    def _done(self, command: list[str], given: bytes) -> bytes:
        done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 - no shell here
        if done.returncode:
            message = N_("{program} failed: {reason}")
            raise failed(self._name, message, program=command[0], reason=reason_in(done.stderr))
        return done.stdout

    def close(self) -> None:
        """Take leave."""
        self._secrets.close()


class AsyncSsh:
    """The library, where this machine or the other has no rsync."""

    def __init__(self, name: str, target: SshTarget, secrets: Secrets) -> None:
        try:
            import asyncssh
        except ImportError:
            raise needs(name, "asyncssh", "ssh") from None
        import asyncio

        self._name, self._secrets = name, secrets
        self._loop = asyncio.new_event_loop()
        self._errors = (OSError, ValueError, asyncssh.Error)
        given: dict[str, Any] = {"port": target.port, "connect_timeout": 20}
        if target.user:
            given["username"] = target.user
        if secrets.key:
            given["client_keys"] = [str(secrets.key)]
        if secrets.known_hosts:
            given["known_hosts"] = str(secrets.known_hosts)
        self._connection: Any = self._done(asyncssh.connect(target.host, **given))

    def run(self, script: str, given: bytes = b"") -> bytes:
        """Run a script."""
        command = f"sh -c {quote('set -eu; ' + script)}"
        done = self._done(self._connection.run(command, input=given, encoding=None))
        if done.exit_status:
            message = N_("{program} failed: {reason}")
            reason = reason_in(bytes(done.stderr))
            raise failed(self._name, message, program="ssh", reason=reason)
        return bytes(done.stdout)

    def copy(
        self, output: Path, files: Iterable[str], target: str, links: Iterable[str], show: Progress
    ) -> None:
        """Send each file; those that are the same have been linked before."""
        names = [*files]
        client: Any = self._done(self._connection.start_sftp_client())
        for folder in sorted({f"{target}/{name}".rpartition("/")[0] for name in names}):
            self._done(client.makedirs(folder, exist_ok=True))
        for name in show(N_("Publishing"), names, len(names)):
            there = f"{target}/{name}"
            self._done(client.put(str(output / name), f"{there}.zl-new"))  # may be a link: not into
            self._done(client.posix_rename(f"{there}.zl-new", there))
        client.exit()

    def _done(self, work: Any) -> Any:
        try:
            return self._loop.run_until_complete(work)
        except self._errors as error:
            message = N_("{program} failed: {reason}")
            raise failed(self._name, message, program="ssh", reason=str(error)) from error

    def close(self) -> None:
        """Take leave."""
        self._connection.close()
        self._loop.run_until_complete(self._connection.wait_closed())
        self._loop.close()
        self._secrets.close()
