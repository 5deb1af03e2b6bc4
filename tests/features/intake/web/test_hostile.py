"""Damaged and hostile pages: clean HTML or a Problem, nothing run and nothing fetched."""

from __future__ import annotations

import random
import socket
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path

import nh3
import pytest

from tests.features.intake.web.test_cases import CASES
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake.document import Document, text_of
from zhuanlan.features.intake.web.files import document, from_clipboard

TAGS = set("p h2 h3 h4 ul ol li table thead tbody tr th td blockquote strong em a img br sup sub "
           "del u figure figcaption".split())  # fmt: skip
ALLOWED = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}, "td": {"colspan", "rowspan"},
           "th": {"colspan", "rowspan"}}  # fmt: skip
EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</p></div></table>",
    '<a href="javascript:alert(1)">x</a>',
    "<!--",
    "-->",
    "<![CDATA[",
    "<table><tr><td>",
    "<style>*{}",
    "<p style='display:none'>",
    "<a href='https://e.example/\"><script>'>",
    "&#0;",
    "&#x110000;",
    "<o:p>",
    "<![if !supportLists]>",
    "<p style='mso-list:l0 level9 lfo1'><span style='mso-list:Ignore'>",
    "\x00",
    "<td colspan=99999999999999999999 rowspan=-1>",
    "<ol start=99999999999>",
    "<font size=x>",
    "\ud800",
    "<p style='font-size:1.2.3px'>",
    "<img src='data:image/png;base64,",
    "<base href='http://[::1'>",
    "<a href='http://[bad'>",
    "<plaintext>",
    "<ul><ul><ul>",
    "<frameset>",
    "&lt;script&gt;",
]


SCHEMES = {"http", "https", "mailto"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def assert_clean(found: Document) -> None:
    html = found.html
    bare = nh3.clean(html, TAGS, attributes=ALLOWED, url_schemes=SCHEMES, link_rel=None)
    assert text_of(bare) == text_of(html)
    tags = Tags()
    tags.feed(html)
    for tag, attributes in tags.found:
        assert tag in TAGS, html
        assert attributes.keys() <= ALLOWED.get(tag, set()), html
        assert attributes.get("href", "http:").partition(":")[0].lower() in SCHEMES
        assert tag != "img" or attributes["src"] in found.files


class Tags(HTMLParser):
    """The tags of a document, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def mutated(text: str, seed: int) -> str:
    rand = random.Random(seed)  # noqa: S311
    for _ in range(rand.randint(1, 12)):
        at, end = sorted(rand.randrange(len(text) + 1) for _ in range(2))
        change = rand.randrange(4)
        if change == 0:
            text = text[:at] + rand.choice(EVIL) + text[at:]
        elif change == 1:
            text = text[:at] + text[min(end, at + 40) :]
        elif change == 2:
            text = text[:end] + text[at : min(end, at + 200)] * rand.randint(1, 3) + text[end:]
        else:
            text = text.replace(rand.choice("<>\"'=/"), "", 1)
    return text


@pytest.mark.parametrize("seed", range(60))
def test_damaged_pages_become_clean_documents_or_problems(seed: int, tmp_path: Path) -> None:
    case = CASES[seed % len(CASES)]
    text = mutated(case.read_text("utf-8"), seed)
    assert_clean(from_clipboard(text, {}))
    file = tmp_path / f"page{('.html', '.mht')[seed % 5 == 0]}"
    data = text.encode("utf-8", "surrogatepass")
    rand = random.Random(seed)  # noqa: S311
    file.write_bytes(data if seed % 3 else bytes(b ^ (rand.random() < 0.01) for b in data))
    with suppress(ProblemError):
        assert_clean(document(file))


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_markup_leaves_nothing_behind(evil: str) -> None:
    for text in (evil, f"<p>前{evil}后</p>", f"<table><tr><td>{evil}</td><td>x</td></tr></table>",
                 evil * 20, f"<ul><li>{evil}</li></ul>"):  # fmt: skip
        assert_clean(from_clipboard(text, {}))
