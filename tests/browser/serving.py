"""A built site on a local address, and the browser that looks at it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(SimpleHTTPRequestHandler):
    """Keeps connections, and lets a browser keep what has its digest in its name."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """End them as the web servers do that `zhuanlan server` sets up."""
        if self.path.startswith("/assets/"):
            self.send_header("Cache-Control", "max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        """A browser that leaves a page drops its connections; that is no error."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yields the address, ending in a slash."""
    handler = partial(_Quiet, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def _true(page: Any, expression: str) -> bool:
    from playwright.sync_api import Error

    try:
        return bool(page.evaluate(f"Boolean({expression})"))
    except Error:  # the page was loaded again meanwhile
        return False


def until(page: Any, expression: str, seconds: float = 20) -> None:
    """Wait until an expression is true in a page, whose policy forbids it to evaluate any."""
    end = time.monotonic() + seconds
    while not _true(page, expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(30)
