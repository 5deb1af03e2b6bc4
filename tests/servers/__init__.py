"""Real servers on this machine, for tests: each on a free port, ended by the test that began it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 30.0
"""Seconds within which a server answers."""


def program(name: str) -> str:
    """Return the path of a program; a machine without it skips the test, CI has them all."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int, log: Path, **more: object) -> Iterator[None]:
    """Run a server until the block ends."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, **more)  # type: ignore[call-overload]
        try:
            wait_for(lambda: _listens(port) or process.poll() is not None)
            assert process.poll() is None, log.read_text("utf-8", "replace")
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def _listens(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0


_NGINX = """{modules}
daemon off;
master_process on;
worker_processes 1;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {site};
}}
"""
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


def nginx_files(site: str, place: Path) -> list[str]:
    """Write the files of an nginx that serves as `site` says; return the command that starts it."""
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o755)
    (place / "site.conf").write_text(site, "utf-8")
    modules = f"load_module {BROTLI};" if BROTLI.exists() else ""
    if os.geteuid() == 0:
        modules += "\nuser root;"  # the files of a test are its own
    main = place / "nginx.conf"
    main.write_text(_NGINX.format(modules=modules, place=place, site=place / "site.conf"), "utf-8")
    return [program("nginx"), "-e", str(place / "early.log"), "-c", str(main)]


@contextmanager
def nginx(site: str, port: int, place: Path) -> Iterator[None]:
    """Run nginx with a site's configuration."""
    command = nginx_files(site, place)
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr, checked.stderr
    with running(command, port, place / "nginx.log"):
        yield


@contextmanager
def caddy(text: str, port: int, place: Path) -> Iterator[None]:
    """Run Caddy with a site's configuration."""
    place.mkdir()
    file = place / "Caddyfile"
    file.write_text("{\n\tadmin off\n}\n" + text, "utf-8")
    env = {**os.environ, "HOME": str(place), "XDG_DATA_HOME": str(place)}
    command = [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(file)]
    checked = subprocess.run(
        [command[0], "validate", *command[2:]], env=env, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    with running(command, port, place / "caddy.log", env=env):
        yield
