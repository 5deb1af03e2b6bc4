"""The preview's server: livereload's, closed to all but this machine's own browser."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders
from tornado.ioloop import IOLoop

from zhuanlan.desk.access import Restricted
from zhuanlan.desk.desk import FOLDER, Desk

_HEAD_END = b"</head>"
_TRIES = 20
"""Ports that are tried, from the one that was asked for on."""


class _Live(Restricted, LiveReloadHandler):  # type: ignore[misc]
    pass


class _LiveScript(Restricted, LiveReloadJSHandler):  # type: ignore[misc]
    pass


class _Own(Restricted, web.RequestHandler):
    """A file of the preview's own: the script of its pages, and those of the desk."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", f"{_TYPES[name.rpartition('.')[2]]}; charset=utf-8")
        self.write((FOLDER / name).read_bytes())


_TYPES = {"js": "text/javascript", "css": "text/css"}


class _Desk(Restricted, web.RequestHandler):
    """The desk, or the data that it asks for."""

    async def get(self, what: str) -> None:
        desk: Desk = self.application.settings["desk"]
        made = {"": desk.page, "posts": desk.posts, "findings": desk.findings}[what]
        kind = "application/json" if what else "text/html"
        # in a thread: ten thousand posts take a while, and pages are asked for meanwhile
        text = await asyncio.get_running_loop().run_in_executor(None, made)
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.write(text)


class _State(Restricted, web.RequestHandler):
    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.write(json.dumps(self.application.settings["state"]))


class _Files(Restricted, web.StaticFileHandler):
    """The built site, with the preview's script in each page."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")

    def should_return_304(self) -> bool:
        return False

    def parse_url_path(self, url_path: str) -> str:
        parts = url_path.split("/")
        if "\0" in url_path or any(part.startswith(".") for part in parts):
            raise web.HTTPError(404)
        return super().parse_url_path(url_path)

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        real = Path(absolute_path).resolve()
        if not real.is_relative_to(Path(root).resolve()):
            raise web.HTTPError(404)
        return super().validate_absolute_path(root, absolute_path)

    def write_error(self, status_code: int, **_: Any) -> None:
        page = Path(self.root) / "404.html"
        if status_code == 404 and page.is_file():
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(page.read_bytes())
        else:  # nothing was built yet: a page to show on what is wrong
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(f"<!doctype html><head><title>{status_code}</title></head><body></body>")


class _WithScript(web.OutputTransform):
    """Puts the preview's script into pages, on their way, with the build that they are from."""

    state: Mapping[str, Any]

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        if "text/html" in headers.get("Content-Type", "") and _HEAD_END in chunk:
            script = (
                b'<script id="zl-preview" type="module" src="/_preview/preview.js" '
                b'data-built="%s"></script>' % self.state["built"].encode()
            )
            chunk = chunk.replace(_HEAD_END, script + _HEAD_END, 1)
            if "Content-Length" in headers:
                headers["Content-Length"] = str(int(headers["Content-Length"]) + len(script))
        return status_code, headers, chunk


class Server:
    """Serves a folder in a thread of its own, and tells the pages that are open of changes."""

    def __init__(
        self, folder_of: Callable[[int], Path], host: str, port: int, watcher: Watcher, desk: Desk
    ) -> None:
        self.socket, self.port = _bound(host, port)
        logging.getLogger("tornado").setLevel(logging.CRITICAL)  # editors need no log of requests
        self.host = host
        self.folder = folder_of(self.port)
        LiveReloadHandler.watcher = watcher
        LiveReloadHandler.live_css = False  # the preview's script sees to style sheets
        LiveReloadHandler._last_reload_time = 0
        names = {host.lower(), "localhost", "127.0.0.1", "::1"}
        self._build = 0
        self.state: dict[str, Any] = {"problems": [], "built": self._token}
        self._application = web.Application(
            [
                (r"/livereload", _Live),
                (r"/livereload\.js", _LiveScript),
                (r"/_preview/(preview\.js)", _Own),
                (r"/_desk", web.RedirectHandler, {"url": "/_desk/"}),
                (r"/_desk/(desk\.(?:js|css))", _Own),
                (r"/_desk/(|posts|findings)", _Desk),
                (r"/_preview/state", _State),
                (r"/(.*)", _Files, {"path": str(self.folder), "default_filename": "index.html"}),
            ],
            transforms=[type("WithScript", (_WithScript,), {"state": self.state})],
            names=names,
            anybody=host in ("0.0.0.0", "::"),  # noqa: S104 - asked for
            state=self.state,
            desk=desk,
            log_function=lambda handler: None,
        )
        self._ready = threading.Event()
        self._loop: IOLoop | None = None
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        """The address of the site."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    @property
    def _token(self) -> str:
        """Tells builds apart, also those of a preview that ran here before."""
        return f"{os.getpid()}-{self._build}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()
        self._ready.wait()

    def _serve(self) -> None:
        asyncio.set_event_loop(asyncio.new_event_loop())
        self._loop = IOLoop.current()
        server = HTTPServer(self._application)
        server.add_socket(self.socket)
        self._loop.add_callback(self._ready.set)
        self._loop.start()
        server.stop()
        self._loop.close(all_fds=True)

    def show(self, problems: Sequence[Mapping[str, Any]] = ()) -> None:
        """Let open pages look whether they changed, or show what is wrong."""
        self._build += 1
        self.state.update(problems=list(problems), built=self._token)
        self.wake()

    def wake(self) -> None:
        """Let open pages look again; from any thread."""
        if self._loop:
            self._loop.add_callback(LiveReloadHandler.reload_waiters, "zhuanlan")

    def stop(self) -> None:
        """End at once."""
        if self._loop and self._thread.is_alive():
            self._loop.add_callback(self._loop.stop)
            self._thread.join(timeout=2)


def _bound(host: str, port: int) -> tuple[socket.socket, int]:
    """Bind the first free port from one on; raises OSError if none is."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last = min(port + _TRIES, 65_536) - 1
    for candidate in range(port, last + 1):
        try:
            bound = socket.create_server((host, candidate), family=family, backlog=128)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or candidate == last:
                raise
            continue
        bound.setblocking(False)
        return bound, bound.getsockname()[1]
    raise OSError
