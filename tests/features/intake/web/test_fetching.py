"""Pictures from the web: from named hosts only, within limits, and never from inside a network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from tests.features.intake.web.test_cases import photo
from zhuanlan.cli import main
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake.web import fetching
from zhuanlan.features.intake.web.fetching import fetched
from zhuanlan.features.intake.web.files import document

HOSTS = ["pictures.example"]
ADDRESS = "http://pictures.example/a.png?x=1"


def answer(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """What the hosts of the web answer, one after the other."""
    waiting: list[bytes] = []
    opened: list[socket.socket] = []

    def connected(host: str, port: int, until: float) -> socket.socket:
        here, there = socket.socketpair()
        opened.extend([here, there])
        there.sendall(waiting.pop(0))
        there.shutdown(socket.SHUT_WR)
        return here

    monkeypatch.setattr(fetching, "_connected", connected)
    yield waiting
    for one in opened:
        one.close()


def test_a_picture_of_a_named_host_is_fetched(answers: list[bytes]) -> None:
    answers.append(answer("200 OK", b"bytes"))
    assert fetched(ADDRESS, HOSTS) == b"bytes"


def test_a_redirect_within_the_host_is_followed(answers: list[bytes]) -> None:
    answers.append(answer("302 Found", b"", "Location: /b.png"))
    answers.append(answer("200 OK", b"moved"))
    assert fetched(ADDRESS, HOSTS) == b"moved"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([answer("302 Found", b"", "Location: http://other.example/b.png")], "another host"),
        ([answer("302 Found", b"", "Location: file:///etc/passwd")], "another host"),
        ([answer("302 Found", b"", "Location: http://pictures.example:8080/")], "another host"),
        ([answer("302 Found", b"", "Location: /a.png")] * 4, "too often"),
        ([answer("404 Not Found", b"x")], "cannot be fetched"),
        ([b"nonsense\r\n\r\n"], "cannot be fetched"),
        ([b""], "cannot be fetched"),
        ([answer("200 OK", b"x" * 2000)], "cannot be fetched"),
    ],
)
def test_other_answers_are_problems(
    given: list[bytes], says: str, answers: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    answers += given
    with pytest.raises(ProblemError, match=says):
        fetched(ADDRESS, HOSTS)


@pytest.mark.parametrize(
    "address",
    ["http://other.example/a.png", "http://pictures.example.evil.example/", "file:///etc/passwd",
     "ftp://pictures.example/a", "http://pictures.example@other.example/", "http://[bad",
     "http://user@pictures.example/", "http://pictures.example:22/"],
)  # fmt: skip
def test_nothing_else_is_asked_for(address: str, answers: list[bytes]) -> None:
    with pytest.raises(ProblemError, match="not named"):
        fetched(address, HOSTS)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "::1", "fe80::1%1",
     "::ffff:10.0.0.1", "0.0.0.0", "100.64.0.1", "224.0.0.1", "fc00::1"],  # noqa: S104
)  # fmt: skip
def test_a_name_that_points_inside_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))]

    def refuse(*_: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(ProblemError, match="cannot be fetched"):
        fetched(ADDRESS, HOSTS)


def test_a_page_gets_the_pictures_of_named_hosts(tmp_path: Path, answers: list[bytes]) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        '<p>字<img data-src="//pictures.example/a"><img data-src="https://no.example/b">', "utf-8"
    )
    assert not document(file).files
    answers.append(answer("200 OK", photo(1)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching.ssl.SSLContext, "wrap_socket", lambda _, raw, **__: raw)
        found = document(file, HOSTS)
    assert [*found.files.values()] == [photo(1)]
    assert [loss.message for loss in found.losses] == [
        "the picture lies on a host that was not named: {address}"
    ]


@pytest.mark.parametrize("hosts", [[], ["--fetch=pictures.example"]])
def test_the_command_fetches_from_hosts_that_it_names(
    site: SiteFolder, answers: list[bytes], hosts: list[str]
) -> None:
    answers.append(answer("200 OK", photo(9)))
    text = "三月五日上午，示例镇组织志愿者走上街头，为居民理发、修伞、量血压，居民都说好。" * 3
    site.write("a.html", f'<h1>示例镇学雷锋</h1><p>{text}</p><img src="{ADDRESS}"><p>{text}</p>')
    words = ["import", str(site.root / "a.html"), "--into", str(site.root / "content/spring/news")]
    words += [f"--content={site.root / 'content'}", f"--config={site.root / 'config.yaml'}"]
    assert main([*words, *hosts]) == 0
    pictures = [*(site.root / "content/spring/news").rglob("*.png")]
    assert len(pictures) == len(hosts)
