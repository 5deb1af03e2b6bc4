"""A site is published to a branch of a repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.servers import program
from tests.servers.conftest import POSTS, Office
from tests.servers.published import counts, output, tree


class TestBranch:
    """A branch that a host shows as pages."""

    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        bare = tmp_path / "pages.git"
        subprocess.run([program("git"), "init", "-q", "--bare", str(bare)], check=True)
        return bare

    def checkout(self, repository: Path, folder: Path) -> dict[str, bytes]:
        shutil.rmtree(folder, ignore_errors=True)
        clone = ["git", "clone", "-q", "-b", "gh-pages", str(repository), str(folder)]
        subprocess.run(clone, check=True)
        shutil.rmtree(folder / ".git")
        return tree(folder)

    def test_only_what_changed_is_committed(
        self, office: Office, repository: Path, tmp_path: Path
    ) -> None:
        office.target(f"{{kind: git, repository: {repository}, domain: www.example.cn}}")
        assert counts(office.publish())[0] > 4 * POSTS
        shown = self.checkout(repository, tmp_path / "shown")
        assert shown.pop("CNAME") == b"www.example.cn\n"
        assert shown.pop(".nojekyll") == b""
        assert shown == output(office)
        before = shown
        office.edit(3, 50, 90)
        assert counts(office.publish("--by", "李四"))[:3] == (0, 3, 0)
        log = ["git", "-C", str(repository), "log", "--format=%s", "--name-only", "gh-pages", "-1"]
        told = subprocess.check_output(log, text=True).splitlines()
        assert told[0].startswith("Publish 2")
        assert sum(name.endswith(".html") for name in told) == 3
        listed = office.run("releases", "web").splitlines()
        assert len(listed) == 2
        assert "李四" in listed[0]
        office.run("rollback", "web")
        shown = self.checkout(repository, tmp_path / "shown")
        assert {p: d for p, d in shown.items() if p in before} == before
        office.publish()
        assert self.checkout(repository, tmp_path / "shown").items() >= output(office).items()

    def test_what_others_put_there_stays(
        self, small: Office, repository: Path, tmp_path: Path
    ) -> None:
        work = tmp_path / "work"
        run = ["git", "-C", str(work), "-c", "user.name=a", "-c", "user.email=a@b.example"]
        subprocess.run(["git", "init", "-q", "-b", "gh-pages", str(work)], check=True)
        (work / "verify.txt").write_text("theirs", "utf-8")
        subprocess.run([*run, "add", "."], check=True)
        subprocess.run([*run, "commit", "-qm", "verify"], check=True)
        subprocess.run([*run, "push", "-q", str(repository), "gh-pages"], check=True)
        small.target(f"{{kind: git, repository: {repository}}}")
        small.publish()
        small.post("news/first.md", status="draft")
        small.publish()
        shown = self.checkout(repository, tmp_path / "shown")
        assert shown["verify.txt"] == b"theirs"
        assert "spring/news/first.html" not in shown
        run[2] = str(tmp_path / "again")
        clone = ["git", "clone", "-q", "-b", "gh-pages", str(repository), run[2]]
        subprocess.run(clone, check=True)
        for number in range(8):  # more than are kept
            (tmp_path / f"again/{number}.txt").write_text("theirs", "utf-8")
            subprocess.run([*run, "add", "."], check=True)
            subprocess.run([*run, "commit", "-qm", "more"], check=True)
        (tmp_path / "again/spring/news").mkdir(parents=True, exist_ok=True)
        (tmp_path / "again/spring/news/second.html").write_text("theirs", "utf-8")
        subprocess.run([*run, "add", "."], check=True)
        subprocess.run([*run, "commit", "-qm", "second"], check=True)
        subprocess.run([*run, "push", "-q", "origin", "gh-pages"], check=True)
        assert len(small.run("releases", "web").splitlines()) == 2
        small.run("rollback", "web")
        shown = self.checkout(repository, tmp_path / "shown")
        assert shown["7.txt"] == shown["verify.txt"] == b"theirs"
        assert "spring/news/first.html" in shown
        small.post("news/second.md", title="第二篇")
        assert "not zhuanlan's: spring/news/second.html" in small.publish(status=1)

    def test_names_and_lists_that_others_wrote(
        self, small: Office, repository: Path, tmp_path: Path
    ) -> None:
        small.target(f"{{kind: git, repository: {repository}}}")
        small.publish()
        work = tmp_path / "work"
        run = ["git", "-C", str(work), "-c", "user.name=a", "-c", "user.email=a@b.example"]
        clone = ["git", "clone", "-q", "-b", "gh-pages", str(repository), str(work)]
        subprocess.run(clone, check=True)
        (work / os.fsdecode(b"\xb5\xd8\xd6\xb7.txt")).write_text("theirs", "utf-8")
        (work / "other").write_text("theirs", "utf-8")
        with (work / ".zhuanlan.json").open("a", encoding="utf-8") as file:
            file.write("<<<<")
        subprocess.run([*run, "add", "."], check=True)
        subprocess.run([*run, "commit", "-qm", "theirs"], check=True)
        subprocess.run([*run, "push", "-q", "origin", "gh-pages"], check=True)
        small.post("news/second.md", title="第二篇")
        small.publish()
        shown = self.checkout(repository, tmp_path / "shown")
        assert shown.items() >= output(small).items()
        assert shown["other"] == b"theirs"
        campaign = small.root / "content/spring"
        shutil.copytree(campaign, campaign.with_name("other"))  # its pages are a folder's
        assert "not zhuanlan's: other/" in small.publish(status=1)

    def test_another_domain_arrives(self, small: Office, repository: Path, tmp_path: Path) -> None:
        small.target(f"{{kind: git, repository: {repository}}}")
        small.publish()
        small.target(f"{{kind: git, repository: {repository}, domain: www.example.cn}}")
        small.publish()
        assert self.checkout(repository, tmp_path / "shown")["CNAME"] == b"www.example.cn\n"
        assert "readers have it already" in small.publish()

    def test_what_fails_is_said(self, small: Office, tmp_path: Path) -> None:
        small.target(f"{{kind: git, repository: {tmp_path}/none.git}}")
        assert "publish.targets.web: git failed: fatal: " in small.publish(status=1)
        small.target("{kind: git, repository: --upload-pack=x}")
        assert "would be an option of a program" in small.publish(status=1)
        small.target(f"{{kind: git, repository: {tmp_path}, branch: 'a..b'}}")
        assert "git failed: " in small.publish(status=1)
