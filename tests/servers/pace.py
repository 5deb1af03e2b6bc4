"""How long publishing takes, and how much nginx serves: `python -m tests.servers.pace`.

Everything is on this machine, so the network costs nothing; it shows what differences save.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks import corpus
from tests.servers import free_port, nginx, program
from tests.servers.conftest import Office, zhuanlan
from tests.servers.hosts import s3_server, ssh_server

CHANGED = 20


def published(office: Office, kind: str, env: dict[str, str]) -> str:
    """Return a line of the table: all files, then those that changed."""
    times, counts = [], []
    for number in range(2):
        if number:
            office.edit(*range(CHANGED), word=f"{kind}{number}")
        office.run("build", "--strict", "-q", "--atomic")
        started = time.perf_counter()
        said = office.publish(**env)
        times.append(time.perf_counter() - started)
        counts.append(sum(map(int, re.findall(r"(\d+) files new, (\d+) changed", said)[0])))
    return f"| {kind} | {counts[0]:,} | {times[0]:.1f} s | {counts[1]} | {times[1]:.1f} s |"


def load(office: Office, place: Path, seconds: int) -> str:
    """Return what wrk says of nginx with our configuration."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    config = office.run(
        "server",
        "nginx",
        "--port",
        str(port),
        "--base-url",
        address,
        "--root",
        str(office.root / "output"),
    )
    command = [program("wrk"), "-t1", "-c32", f"-d{seconds}s", address]
    with nginx(config, port, place):
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.findall(r"Requests/sec:\s+([\d.]+)", said)[0]
    wrong = "Non-2xx" in said or "Socket errors" in said
    return f"nginx, {seconds} s, 32 connections: {float(rate):,.0f} requests/s, " + (
        "with errors" if wrong else "no error"
    )


def main() -> None:
    """Parse the command line, and go."""
    parser = argparse.ArgumentParser(prog="python -m tests.servers.pace", description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--kinds", nargs="*", default=["dir", "ssh", "git", "s3"])
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        root = folder / "site"
        corpus.write_site(root, given.posts)
        zhuanlan(root, "build", "--quiet", "--strict")
        office = Office(root)
        print("| target | files | first | changed | again |\n|---|--:|--:|--:|--:|")
        for kind in given.kinds:
            env: dict[str, str] = {}
            if kind == "dir":
                office.target(f"{{kind: dir, path: {folder}/www}}")
            elif kind == "ssh":
                sshd = stack.enter_context(ssh_server(folder / "sshd"))
                office.target(sshd.target(folder / "remote"))
                env = sshd.env
            elif kind == "s3":
                s3 = stack.enter_context(s3_server(folder / "moto"))
                s3.bucket("pace")
                office.target(s3.target("pace"))
                env = s3.env
            else:
                bare = folder / "pages.git"
                subprocess.run([program("git"), "init", "-q", "--bare", str(bare)], check=True)
                office.target(f"{{kind: git, repository: {bare}}}")
            print(published(office, kind, env), flush=True)
        if given.seconds:
            print(load(office, folder / "nginx", given.seconds))


if __name__ == "__main__":
    main()
