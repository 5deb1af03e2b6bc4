"""Links to other sites."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.check.spring import Defect, found, post, spoil, told
from tests.conftest import SiteFolder
from zhuanlan.check.rules.external import NoLycheeError


class _Site(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response(200 if self.path == "/here" else 404)
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - as the server calls it

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def other_site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_links_to_other_sites(sound: SiteFolder, other_site: str) -> None:
    gone = f"[不在]({other_site}/文件(一).doc)，{other_site.upper()}/gone"
    body = f"[在]({other_site}/here)，{gone}，https://example.org/spring/"
    spoil(sound, Defect("", post("links", body)))
    assert told(sound) == []
    lines = told(sound, external=True)
    assert len(lines) == 2
    assert all(line.startswith("link-external content/spring/news/links.md:7:") for line in lines)
    assert "404" in lines[0]


def test_without_lychee(sound: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoLycheeError):
        found(sound, external=True)
