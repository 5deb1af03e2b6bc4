"""Logs of web servers as they may be: half of each line is written by whoever visits."""

from __future__ import annotations

import gzip
from datetime import datetime
from pathlib import Path
from time import process_time

import pytest

from zhuanlan.core.problems import ProblemError
from zhuanlan.features.reports.access_log import _LINE, Views, views

URLS = {"spring/a.html": 1, "spring/示例.html": 2}
START = '[07/Mar/2013:09:00:00 +0800] "GET /spring/a.html'
LINE = f'192.0.2.1 - - {START} HTTP/1.1" 200 9 "-" "Firefox"\n'


def counted(log: Path, data: bytes | str) -> Views:
    log.write_bytes(data.encode() if isinstance(data, str) else data)
    return views(log, "https://example.org/", URLS, lambda _: True)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "access.log"


@pytest.mark.parametrize(
    "line",
    [
        LINE,
        f'2001:db8::1 - someone {START} HTTP/2.0" 200 9 "-" "Firefox"\n',
        f'www.example.org:443 192.0.2.1 - - {START} HTTP/1.1" 200 9 "-" "Firefox"\n',
        f'192.0.2.1 - - {START}?from=%22&a=1 HTTP/1.1" 304 - "-" "Firefox \\"x\\""\r\n',
    ],
)
def test_what_is_a_view(log: Path, line: str) -> None:
    assert counted(log, line).by_url == {"spring/a.html": 1}


def test_addresses_in_chinese(log: Path) -> None:
    path = "/spring/%E7%A4%BA%E4%BE%8B.html"
    assert counted(log, LINE.replace("/spring/a.html", path)).by_url == {"spring/示例.html": 1}


@pytest.mark.parametrize(
    ("old", "new"), [("GET", "HEAD"), (" 200 ", " 206 "), (" 200 ", " 301 "), ("a.html", "b.html")]
)
def test_what_is_none(log: Path, old: str, new: str) -> None:
    found = counted(log, LINE + LINE.replace(old, new))
    assert (found.by_url, found.malformed) == ({"spring/a.html": 1}, 0)


def test_addresses_of_visitors_are_not_kept(log: Path) -> None:
    assert "192.0.2" not in repr(counted(log, LINE + "192.0.2.9 broken\n"))


@pytest.mark.parametrize("half", ["a" * 60_000, '\\"' * 30_000, 'a" ' * 20_000, "a b" * 20_000])
def test_half_a_line_fails_in_linear_time(half: str) -> None:
    """Ten seconds each when it was tried at every place of a long address; now milliseconds."""
    began = process_time()
    for end in (half, f' HTTP/1.1" 200 9 "-" "{half}'):
        _LINE.match(f"192.0.2.1 - - {START}{end}")
    assert process_time() - began < 2


def test_a_long_line_is_one_line(log: Path) -> None:
    """The rest of a line that is too long is skipped, and does not count as further lines."""
    long = f"{'x' * 65_536}{LINE.strip()}{'x' * 300_000}\n"
    found = counted(log, long + LINE)
    assert (found.by_url, found.malformed) == ({"spring/a.html": 1}, 1)


def test_a_packed_log_by_any_name(log: Path) -> None:
    assert counted(log, gzip.compress(LINE.encode())).by_url == {"spring/a.html": 1}


@pytest.mark.parametrize("data", [b"\x00\xff\n" * 9, LINE.encode("utf-16"), b'{"status": 200}\n'])
def test_a_file_that_is_no_log_is_refused(log: Path, data: bytes) -> None:
    with pytest.raises(ProblemError) as caught:
        counted(log, data)
    assert "combined format" in caught.value.problems[0].message


def test_an_empty_log_has_no_views(log: Path) -> None:
    assert counted(log, b"") == Views()


def test_a_log_that_breaks_off_is_refused(log: Path) -> None:
    with pytest.raises(ProblemError):
        counted(log, gzip.compress(LINE.encode() * 99)[:-9])


def test_dates_that_do_not_exist(log: Path) -> None:
    wrong = [LINE.replace("07/Mar/2013", day) for day in ("31/Feb/2013", "07/Foo/2013")]
    wrong.append(LINE.replace("+0800", "-9999").replace("2013", "9999"))
    moments: list[datetime] = []
    log.write_text(LINE + "".join(wrong), "utf-8")
    found = views(log, "https://example.org/", URLS, lambda at: not moments.append(at))
    assert found.malformed == 2 + (len(moments) == 1)
