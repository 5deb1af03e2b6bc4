"""What is printed where nobody can read it, and messages that are too long to read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.cli.console import Terminal
from zhuanlan.core.i18n import Word, translator
from zhuanlan.core.problems import Problem

ROOT = Path(__file__).parent.parent.parent
FULL = Path("/dev/full")
COMMANDS = ["--help", "build -v", "server nginx", "check"]
full = pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")


def run(site: SiteFolder, command: str, out: int, err: int, buffered: bool) -> tuple[int, str]:
    """Run a command with its output into two files; return its status and what it complained."""
    own = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "PYTHON"))}
    own |= {"LANG": "en_US.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *([] if buffered else ["-u"]), "-m", "zhuanlan", *command.split()],
        cwd=site.root,
        env=own,
        stdout=out,
        stderr=err,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr or ""


def nobody() -> int:
    """Return the end of a pipe whose other end is closed."""
    read, write = os.pipe()
    os.close(read)
    return write


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise")
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_goes_away_ends_it_quietly(
    site: SiteFolder, command: str, buffered: bool
) -> None:
    pipe = nobody()
    status, said = run(site, command, pipe, subprocess.PIPE, buffered)
    assert status == 128 + 13, "as cat and grep, which SIGPIPE ends"
    assert "Traceback" not in said
    assert "Broken" not in said
    if command.startswith("build"):
        assert "第一篇" in site.page("spring/news/first.html"), "the command did its work"
    assert run(site, command, pipe, pipe, buffered)[0] == 128 + 13
    os.close(pipe)


@full
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_written_is_said(site: SiteFolder, command: str, buffered: bool) -> None:
    with FULL.open("w") as device:
        status, said = run(site, command, device.fileno(), subprocess.PIPE, buffered)
        assert status == 1
        *_, last = said.splitlines()
        assert last == "what was to be shown here cannot be written: No space left on device"
        assert "Traceback" not in said
        assert "Exception" not in said


@full
@pytest.mark.parametrize("buffered", [True, False])
def test_problems_that_cannot_be_written_fail(site: SiteFolder, buffered: bool) -> None:
    site.post("news/x.md", region="哈尔宾市")
    with FULL.open("w") as device:
        assert run(site, "build", subprocess.DEVNULL, device.fileno(), buffered)[0] == 1


def test_a_wrong_command_stays_wrong(site: SiteFolder) -> None:
    pipe = nobody()
    assert run(site, "bild", pipe, subprocess.PIPE, True)[0] == 2
    os.close(pipe)


def test_a_message_is_a_few_lines_long(site: SiteFolder) -> None:
    picture = "data:image/png;base64," + "A" * 56_000 + "END"
    site.post("news/x.md", f"![照片]({picture})\n")
    site.post("news/y.md", cover=picture)
    site.post("news/z.md", region="甲" * 5000)
    found = site.problems()
    assert len(found) >= 3
    assert all(len(one) < 1200 for one in found), [len(one) for one in found]
    assert any("data:image/png" in one and "END" in one for one in found)


def test_a_value_keeps_its_beginning_and_its_end() -> None:
    long = "begin" + "x" * 5000 + "end"
    values = {"value": long, "count": 7, "word": Word("w" * 900)}
    text = Problem("a.md", 1, 1, "“{value}” {count} {word}", values)
    said = text.said(translator("en"))
    assert said.startswith("“beginx")
    assert "x … x" in said
    assert "xend” 7 w" in said
    assert len(said) < 900
    short = "y" * 400
    assert Problem("a.md", 1, 1, "{value}", {"value": short}).said(translator("en")) == short


def talk(site: SiteFolder, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command that nobody can answer: its standard input is closed."""
    environment = os.environ | {"LC_ALL": "zh_CN.UTF-8", "PYTHONPATH": str(ROOT)} | more
    command = [sys.executable, "-m", "zhuanlan", *words]
    return subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *command],
        cwd=site.root,
        env=environment,
        capture_output=True,
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="shells close streams otherwise")
def test_what_programs_read_is_utf_8(site: SiteFolder) -> None:
    site.post("news/x.md", region="哈尔宾市")
    for words in (["check", "--format", "sarif"], ["build", "--format", "json"]):
        said = talk(site, *words, PYTHONUTF8="0", PYTHONIOENCODING="gbk").stdout.decode("utf-8")
        assert "哈尔宾市" in said


@pytest.mark.skipif(os.name == "nt", reason="shells close streams otherwise")
def test_a_closed_input_answers_nothing(site: SiteFolder) -> None:
    done = talk(site, "new", "campaign", LC_ALL="en_GB.UTF-8")
    assert (done.returncode, done.stderr) == (2, b"--title is needed\n")


def test_a_stream_that_is_not_there_is_no_terminal() -> None:
    assert not Terminal(None).isatty()
