"""The command `check`: what it prints, its exit status, baselines."""

from __future__ import annotations

import json
import subprocess
import threading

import pytest

from tests.check.defects import DEFECTS
from tests.check.spring import Defect, found, post, spoil
from tests.conftest import SiteFolder
from zhuanlan.cli import main
from zhuanlan.cli.console import width
from zhuanlan.core.problems import Problem


class TestCommand:
    """The command: what it prints, and its exit status."""

    @pytest.fixture(autouse=True)
    def _inside(self, sound: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(sound.root)
        monkeypatch.setenv("LANG", "en_US.UTF-8")
        monkeypatch.delenv("LC_ALL", raising=False)
        self.site = sound

    def run(self, *arguments: str) -> int:
        return main(["check", "--date", "2013-06-01", *arguments])

    def test_silence(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run("-q") == 0
        assert capsys.readouterr() == ("", "")

    def test_warnings_fail_if_they_shall(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(self.site, DEFECTS["word"])
        assert self.run() == 0
        shown = capsys.readouterr()
        place = "content/spring/news/word.md:7:4"
        message = "“再接再励” is not written here; write “再接再厉”"
        assert shown.out == f"{place}: warning: {message} [word]\n"
        assert "1 can be mended by --fix" in shown.err
        assert self.run("--strict") == 1
        spoil(self.site, DEFECTS["page-tags"])
        assert self.run() == 1

    def test_a_site_that_cannot_be_built(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(self.site, Defect("", post("a", region="哈尔宾市")))
        assert self.run("--format", "json") == 1
        [one] = json.loads(capsys.readouterr().out)["findings"]
        assert (one["rule"], one["severity"], one["line"]) == ("problem", "error", 5)

    def test_columns_align_in_chinese(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        for rule in ("word", "picture-small"):
            spoil(self.site, DEFECTS[rule])
        self.run()
        rows = [line for line in capsys.readouterr().err.splitlines() if "警告" in line]
        assert len({width(row[: row.index("警告")]) for row in rows}) == 1
        assert len(rows) == 2

    def test_sarif(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(self.site, DEFECTS["word"])
        self.run("--format", "sarif")
        [sarif] = json.loads(capsys.readouterr().out)["runs"]
        [result] = sarif["results"]
        assert sarif["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "word"
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "content/spring/news/word.md"
        assert place["region"] == {"startLine": 7, "startColumn": 4, "endColumn": 8}
        [change] = result["fixes"][0]["artifactChanges"]
        assert change["replacements"][0]["insertedContent"]["text"] == "再接再厉"

    def test_annotations(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(self.site, DEFECTS["word"])
        self.run("--format", "github")
        assert capsys.readouterr().out == (
            "::warning file=content/spring/news/word.md,line=7,col=4,title=word::"
            "“再接再励” is not written here; write “再接再厉”\n"
        )
        self.run("--format", "gitlab")
        [one] = json.loads(capsys.readouterr().out)
        place = {"path": "content/spring/news/word.md", "lines": {"begin": 7}}
        assert (one["location"], one["severity"]) == (place, "minor")

    def test_a_baseline(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(self.site, DEFECTS["word"])
        assert self.run("--write-baseline", "known.json", "--strict") == 0
        assert self.run("--baseline", "known.json", "--strict") == 0
        [(path, text)] = post("word", "一行。\n\n我们要再接再励。又要再接再励。").items()
        self.site.write(path, text)  # the known one moved, another came
        capsys.readouterr()
        assert self.run("--baseline", "known.json", "--strict") == 1
        assert capsys.readouterr().out.count("[word]") == 1
        self.site.write("known.json", "[]")
        assert self.run("--baseline", "known.json") == 1
        assert "this is no baseline" in capsys.readouterr().err

    def test_changed_since(self, capsys: pytest.CaptureFixture[str]) -> None:
        def git(*arguments: str) -> None:
            who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
            subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

        spoil(self.site, DEFECTS["word"])
        git("init", "-q")
        git("add", "-A")
        git("commit", "-qm", "first")
        spoil(self.site, DEFECTS["date-text"])
        assert self.run("--changed-since", "HEAD", "--strict") == 1
        assert "[date-text]" in (out := capsys.readouterr().out)
        assert "[word]" not in out
        assert self.run("--changed-since", "nowhere") == 1
        assert "git knows no such revision here" in capsys.readouterr().err


def test_two_checks_wait_for_each_other(sound: SiteFolder) -> None:
    spoil(sound, DEFECTS["word"])
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(len(found(sound)))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [1, 1]


def test_a_baseline_is_not_made_of_a_site_that_cannot_be_built(
    sound: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sound.root)
    spoil(sound, Defect("", post("a", region="哈尔宾市")))
    assert main(["check", "--write-baseline", "known.json"]) == 1
    assert not (sound.root / "known.json").exists()


def test_names_of_files_do_not_steer_a_terminal() -> None:
    problem = Problem("a\x1b[2Jb.md", 1, 1, "“{name}”", {"name": "\u202egpj.exe\r"})
    assert problem.text(str) == r"a\x1b[2Jb.md:1:1: “\u202egpj.exe\r”"
