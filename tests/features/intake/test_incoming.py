"""What the desk calls; what somebody is asked; files that mean harm."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.features.intake.conftest import HERE, Office
from zhuanlan.features.intake.incoming import take_in, take_in_pasted
from zhuanlan.features.intake.reception import Reception, reception
from zhuanlan.features.intake.recognise.guess import Guess

NOW = datetime(2013, 6, 1)  # noqa: DTZ001 - the site's own time


@pytest.fixture
def site(office: Office) -> Reception:
    return reception(office.root / "content", office.root / "config.yaml", NOW)


def test_the_desk_takes_what_is_pasted(site: Reception) -> None:
    html = "<p>志愿者走进社区</p><p>三月五日，志愿者走进社区，为老人理发、修伞，大家都说好。</p>"
    [one] = take_in_pasted(html, site).received
    assert one.title == "志愿者走进社区"
    assert one.path.read_text("utf-8").endswith("大家都说好。\n")


def test_somebody_is_asked_for_each_guess_that_is_not_sure(site: Reception, tmp_path: Path) -> None:
    letter = HERE / "letters/hospital-1.txt"
    seen: list[str] = []

    def ask(guess: Guess, title: str, read: Callable[[str], object]) -> Guess | None:
        assert title == "松江医院专家义诊进乡村"
        seen.append(guess.field)
        return None if guess.field == "activity" else replace(guess, sure=True)

    site.ask = ask
    [one] = take_in([letter], site).received
    assert seen == ["date", "activity"]
    assert one.open == []
    text = one.path.read_text("utf-8")
    assert "activity:" not in text
    assert "date: 2013-03-10\n" in text


def test_answers_are_typed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["2013-03-11", "-"])
    for module in ("prompts", "console"):
        monkeypatch.setattr(f"zhuanlan.cli.{module}.is_interactive", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    shown = office.take(office.letter("hospital-1"), "--interactive")
    draft = office.draft(shown)
    assert "date: 2013-03-11\n" in draft.replace("'", "")
    assert "activity" not in draft
    assert "confirm" not in draft


def test_nobody_is_asked_without_a_terminal(office: Office) -> None:
    """An answer that nobody gave would be a guess without its mark."""
    shown = office.take(office.letter("hospital-1"), "--interactive")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "--interactive needs a terminal" in shown.stderr


def archive(*entries: tuple[str, bytes], link: str = "") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in entries:
            opened.writestr(name, data)
        if link:
            entry = zipfile.ZipInfo(link)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            opened.writestr(entry, "/etc/passwd")
    return written.getvalue()


HOSTILE = {
    "a.zip": archive(("../../evil.txt", b"x"), ("/evil.txt", b"x"), ("C:\\evil.txt", b"x")),
    "b.zip": archive(("..\\..\\evil.txt", b"x"), ("a/../../evil.txt", b"x")),
    "c.zip": archive(link="link.txt"),
    "d.zip": archive(*((f"{number}.txt", b"x") for number in range(2_100))),
    "e.zip": archive(("/".join("d" * 40) + "/a.txt", b"x")),
    "f.zip": archive(("con.txt", b"x"), ("a\nb.txt", b"x"), ("aux", b"x")),
    "g.zip": archive(("a.docx", b"PK\x03\x04"), ("b.xlsx", b"PK\x03\x04"), ("c.txt", b"\0\0")),
    "h.zip": archive(("a.txt", b"x" * 300))[:-40],
    "i.eml": b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 50,
    "j.eml": b"Subject: =?gbk?B?////?=\nContent-Type: text/plain; charset=none\n\n\xff\xfe",
    "k.eml": b"Content-Disposition: attachment; filename=../../evil.txt\n\nx",
    "l.csv": b'"' + b"," * 10_000,
    "m.txt": ("作者：" * 20_000).encode(),
    "n.txt": ("（" * 50_000 + "\n").encode() * 3,
    "o.heic": b"\0\0\0\x18ftypheic" + b"\0" * 64,
    "p.txt": "标题\u202e\n\n正文\u202e有\x07很多话要说，说了很多。\n作者：王\u2028伟".encode(),
    "q.bmp": b"BM" + b"\xff" * 64,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_harm_nothing(office: Office, name: str) -> None:
    """No traceback, nothing outside of the project, nothing written but drafts that are sound."""
    before = set(office.root.parent.iterdir())
    office.write(f"inbox/{name}", HOSTILE[name])
    office.letter("museum-4")
    shown = office.take("inbox")
    assert "Traceback" not in shown.stderr
    assert "song-zhan-jin-xiao-yuan" in shown.stdout
    assert set(office.root.parent.iterdir()) == before
    assert not [*office.root.rglob("evil.txt")]
    office.build(drafts=True)
