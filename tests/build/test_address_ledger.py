"""The ledger of addresses: what is written down, what is damaged, and what two branches wrote."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from tests.office import FIRST, Published, published
from zhuanlan.core.problems import ProblemError
from zhuanlan.load.published import read_published


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> Published:
    """A site in a folder of its own, published once."""
    return published(site, monkeypatch)


def test_a_list_that_cannot_be_written_is_said(
    office: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: Path, data: bytes) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("zhuanlan.build.addresses.replaced", full)
    office.post("news/second.md", "修路三十里。\n", title="修路")
    assert office.publish() == 1
    assert "published, but the list of addresses cannot be written: No space left" in office.said
    assert "修路" in office.live("spring/news/second.html")
    monkeypatch.undo()
    monkeypatch.chdir(office.root)
    assert office.publish() == 0, office.said  # nothing is sent, and it is written down
    assert "second.html" in office.ledger.read_text("utf-8")


def test_a_ledger_that_leads_nowhere_stops(office: Published) -> None:
    office.ledger.unlink()
    office.ledger.symlink_to("nowhere.txt")
    assert office.publish() == 1
    assert "published.txt: the file does not exist" in office.said or "文件不存在" in office.said


def test_who_publishes_otherwise_records(office: Published) -> None:
    office.ledger.unlink()
    before = office.files()
    assert office.run("addresses") == 0
    assert not office.ledger.exists()
    assert office.run("addresses", "--record") == 0
    assert office.files() == before
    assert "spring/news/first.html" in office.ledger.read_text("utf-8")
    office.source("news/first.md").unlink()
    assert office.run("addresses", "--record") == 1
    assert "nothing was written down" in office.said
    assert "spring/news/first.html" in office.ledger.read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("<<<<<<< HEAD", "this line is left over from a merge"),
        ("spring/news/a.html", "this line does not tell of a published address"),
        ("../a.html\t\t\t\t\t2013-06-01", "this line does not tell of a published address"),
        ("a.html\t\t\t\t\t2013-06-31", "this line does not tell of a published address"),
    ],
)
def test_a_damaged_ledger_is_a_problem_at_its_line(office: Published, line: str, says: str) -> None:
    text = office.ledger.read_text("utf-8")
    office.ledger.write_text(f"{text}{line}\nb.html\n", "utf-8")
    number = text.count("\n") + 1
    with pytest.raises(ProblemError) as caught:
        read_published(office.root / "ledgers")
    assert [problem.line for problem in caught.value.problems] == [number, number + 1]
    for command in (("check",), ("publish", "web"), ("addresses",)):
        assert office.run(*command) == 1
        assert f"ledgers/published.txt:{number}:1" in office.said
        assert says in office.said


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=示例", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_the_ledgers_of_two_branches_merge(office: Published) -> None:
    office.write(".gitignore", "/output/\n/.zhuanlan/\n")
    git(office.root, "init", "-q", "-b", "main")
    git(office.root, "add", ".")
    git(office.root, "commit", "-qm", "one")
    git(office.root, "checkout", "-qb", "other")
    office.post("news/second.md", "修路三十里。\n", title="修路")
    office.post("news/first.md", FIRST, title="上山植树")
    assert office.publish() == 0, office.said
    git(office.root, "add", ".")
    git(office.root, "commit", "-qm", "two")
    git(office.root, "checkout", "-q", "main")
    office.post("news/third.md", "送信三十年。\n", title="送信")
    office.post("news/first.md", FIRST + "\n又及。\n", title="植树")
    assert office.run("publish", "test") == 0
    assert office.run("addresses", "--record") == 0
    git(office.root, "add", ".")
    git(office.root, "commit", "-qm", "three")
    git(office.root, "merge", "-q", "-X", "ours", "other")
    known = [one.address for one in read_published(office.root / "ledgers")]
    assert {"spring/news/second.html", "spring/news/third.html"} <= {*known}
    assert known.count("spring/news/first.html") == 2
    office.move("news/first.md", "news/planting.md")
    assert len(office.check()) == 1
    assert not office.check("--fix")
    assert office.publish() == 0, office.said
    known = [one.address for one in read_published(office.root / "ledgers")]
    assert known.count("spring/news/first.html") == 1


def test_a_deletion_is_told_in_a_merge_request(office: Published) -> None:
    git(office.root, "init", "-q", "-b", "main")
    git(office.root, "add", ".")
    git(office.root, "commit", "-qm", "one")
    office.source("news/first.md").unlink()
    assert len(office.check("--changed-since", "HEAD")) == 1
