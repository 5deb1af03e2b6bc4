"""What was published, and what readers get of it."""

from __future__ import annotations

import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.servers import nginx, program
from tests.servers.conftest import POSTS, Office

_COUNTS = re.compile(r"(\d+) files new, (\d+) changed, (\d+) to remove, (\d+) as they were")


ANYBODY = {
    "Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request,"
    "SignedHeaders=host,Signature=0"
}
"""Moto wants to be told who asks, and does not check it; others do not look at it."""


def counts(said: str) -> tuple[int, ...]:
    """Return how many files are new, changed, to remove, as they were."""
    [found] = _COUNTS.findall(said)
    return tuple(map(int, found))


def tree(folder: Path) -> dict[str, bytes]:
    """Return what readers get, without what zhuanlan keeps there for itself."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith(".zhuanlan")
    }


def output(office: Office) -> dict[str, bytes]:
    return tree(office.root / "output")


def fetched(address: str) -> tuple[int, bytes]:
    ask = urllib.request.Request(address, headers=ANYBODY)  # noqa: S310
    try:
        with urllib.request.urlopen(ask) as answer:  # noqa: S310 - our own
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""


def hard_to_read(office: Office, www: Path, port: int, tmp_path: Path, **env: str) -> None:
    """While many read, publishing is killed at any moment: nobody sees pages of two releases."""
    address = f"http://127.0.0.1:{port}/"
    office.publish(**env)
    config = office.run(
        "server", "nginx", "--port", str(port), "--base-url", address, "--root", f"{www}/current"
    )
    versions = [output(office)]
    load = [program("wrk"), "-t1", "-c8", "-d20s", address]
    with (
        nginx(config, port, tmp_path / "nginx"),
        subprocess.Popen(load, stdout=subprocess.PIPE, text=True) as readers,
    ):
        for number in range(4):
            office.edit(*range(number, POSTS, 8), word=f"第{number}次")
            office.run("build", "--strict", "-q", "--atomic")
            versions.append(output(office))
            process = office.begin(**env)
            time.sleep(0.5 + 0.35 * number)
            process.send_signal(signal.SIGKILL)
            process.wait()
            got = {path: fetched(address + path)[1] for path in [*versions[0]][::7]}
            whole = [v for v in versions if all(v[path] == data for path, data in got.items())]
            assert whole, "a page of one release, and another of another"
        office.publish(**env)
        assert tree(www / "current") == output(office) == versions[-1]
        readers.send_signal(signal.SIGINT)
        said, _ = readers.communicate()
    assert "requests in" in said
    assert "Non-2xx" not in said
    assert "Socket errors" not in said
