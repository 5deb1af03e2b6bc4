"""三审三校: signatures are kept beside the site, hold for one text only, and never reach a page."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.cli import main

FIRST = "content/spring/news/first.md"


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site whose news need two readings, and nothing else needs any."""
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "signoff: {columns: {news: [editor, approver]}}\n")
    monkeypatch.chdir(site.root)
    return site


def sign(role: str, name: str, *more: str, path: str = FIRST) -> int:
    return main(["sign", path, "--as", role, "--name", name, *more])


def test_a_strict_build_needs_them(office: SiteFolder) -> None:
    office.build()  # an editor may look all the same
    hint = f"zhuanlan sign {FIRST} --as"
    assert office.problems(strict=True) == [
        f"{FIRST}: not signed: second reading (editor); {hint} editor --name …",
        f"{FIRST}: not signed: final reading (approver); {hint} approver --name …",
    ]
    assert sign("editor", "李四") == 0
    assert len(office.problems(strict=True)) == 1
    assert sign("approver", "王五") == 0
    office.build(strict=True)
    assert not any("王五" in data.decode("utf-8", "replace") for data in office.files().values())


def test_a_change_voids_them(office: SiteFolder) -> None:
    sign("editor", "李四")
    sign("approver", "王五")
    file = office.root / FIRST
    text = file.read_text("utf-8")
    file.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))  # another way to save it
    office.build(strict=True)
    file.write_text(text.replace("title: ", "title: 又", 1), "utf-8")
    problems = office.problems(strict=True)
    assert [problem.split("; ")[0] for problem in problems] == [
        f"{FIRST}: changed since it was signed: second reading (editor)",
        f"{FIRST}: changed since it was signed: final reading (approver)",
    ]
    sign("approver", "王五")
    assert len(office.problems(strict=True)) == 1


def test_the_latest_of_a_role_counts(office: SiteFolder) -> None:
    sign("approver", "王五")
    sign("editor", "李四")
    sign("editor", "赵六")
    ledger = (office.root / "ledgers/signoffs/spring/news/first.yaml").read_text("utf-8")
    assert ledger.count("role:") == 2
    assert ledger.index("赵六") < ledger.index("王五")
    assert "李四" not in ledger


def test_a_sealed_output_is_looked_at_again(office: SiteFolder) -> None:
    sign("editor", "李四")
    sign("approver", "王五")
    assert main(["build", "--strict", "-q", "--date", "2013-06-01"]) == 0
    (office.root / "ledgers/signoffs/spring/news/first.yaml").unlink()
    assert main(["build", "--strict", "-q", "--date", "2013-06-01"]) == 1


def test_drafts_need_none(office: SiteFolder) -> None:
    office.post("news/first.md", status="draft")
    office.build(strict=True)


def test_what_cannot_be_signed(office: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign("editor", "李四", path="config.yaml") == 1
    assert sign("editor", "李四", path="content/spring/news/none.md") == 1
    told = capsys.readouterr().err
    assert "config.yaml: " in told
    assert "none.md" in told
    assert not (office.root / "ledgers").exists()


def test_a_damaged_ledger_is_named(office: SiteFolder) -> None:
    office.write("ledgers/signoffs/spring/news/first.yaml", "signatures: [{role: boss}]\n")
    assert any("first.yaml:1:" in problem for problem in office.problems(strict=True))


@pytest.mark.tools  # ssh-keygen
class TestGit:
    """Where the office demands it, a signature counts in a signed commit only."""

    @pytest.fixture
    def repository(
        self,
        office: SiteFolder,
        tmp_path_factory: pytest.TempPathFactory,
        monkeypatch: pytest.MonkeyPatch,
    ) -> SiteFolder:
        config = (office.root / "config.yaml").read_text("utf-8")
        office.write("config.yaml", config.replace("signoff: {", "signoff: {git: true, "))
        keys = tmp_path_factory.mktemp("keys")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(keys / "config"))
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / "key")]
        subprocess.run(make, check=True)
        public = (keys / "key.pub").read_text()
        (keys / "allowed").write_text(f"editor@example.org {public}")
        settings = {
            "user.name": "某编辑",
            "user.email": "editor@example.org",
            "user.signingKey": str(keys / "key"),
            "gpg.format": "ssh",
            "gpg.ssh.allowedSignersFile": str(keys / "allowed"),
        }
        for name, value in settings.items():
            subprocess.run(["git", "config", "--global", name, value], check=True)
        subprocess.run(["git", "init", "-q"], check=True)
        return office

    def test_only_signed_commits_count(self, repository: SiteFolder) -> None:
        sign("editor", "李四")
        sign("approver", "王五", "--commit")
        repository.build(strict=True)
        sign("approver", "赵六")  # written down, but by whom?
        problems = repository.problems(strict=True)
        assert all("not by a signed commit of git" in problem for problem in problems)
        subprocess.run(["git", "commit", "-qam", "no signature"], check=True)
        assert len(repository.problems(strict=True)) == 1  # the other came by a signed commit
        assert sign("approver", "钱七", "--commit") == 0
        repository.build(strict=True)
        other = repository.post("news/first/index.md", title="同名", slug="other")
        assert sign("editor", "李四", path=str(other)) == 0
        assert sign("approver", "王五", "--commit", path=str(other)) == 0
        ledger = repository.root / "ledgers/signoffs/spring/news/first/index.yaml"
        ledger.write_text(ledger.read_text("utf-8").replace("date: ", "date:  "), "utf-8")
        problems = repository.problems(strict=True)
        assert {problem.partition(":")[0] for problem in problems} == {
            "content/spring/news/first/index.md"
        }

    def test_a_key_that_nobody_knows_does_not_count(
        self, repository: SiteFolder, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        sign("editor", "李四", "--commit")
        allowed = subprocess.check_output(
            ["git", "config", "gpg.ssh.allowedSignersFile"], text=True
        ).strip()
        Path(allowed).write_text("", "utf-8")
        sign("approver", "王五", "--commit")
        assert len(repository.problems(strict=True)) == 2

    def test_without_a_key_it_says_so(
        self, repository: SiteFolder, capfd: pytest.CaptureFixture[str]
    ) -> None:
        key = Path(subprocess.check_output(["git", "config", "user.signingKey"], text=True).strip())
        key.unlink()
        assert sign("editor", "李四", "--commit") == 1
        assert "git" in capfd.readouterr().err


def test_one_person_reads_once(office: SiteFolder) -> None:
    sign("editor", "李四")
    sign("approver", "王五")
    ledger = office.root / "ledgers/signoffs/spring/news/first.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("王五", "李四"), "utf-8")  # by hand
    problems = office.problems(strict=True)
    assert len(problems) == 2
    assert "signed by one person for several readings" in problems[0]


def test_a_column_that_nobody_has(office: SiteFolder) -> None:
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", config.replace("{news: [", "{nwes: ["))
    [problem] = office.problems()
    assert problem.startswith("config.yaml:")
    assert "no campaign has a column “nwes”; did you mean “news”?" in problem


def test_names_are_needed_and_posts_only(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("", " "):
        with pytest.raises(SystemExit) as stopped:
            sign("editor", name)
        assert stopped.value.code == 2
    office.write("content/about.md", "---\ntitle: 关于\n---\n")
    assert sign("editor", "李四", path="content/about.md") == 1
    assert sign("editor", "李四", path="content/spring/campaign.yaml") == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_name_in_another_form_is_the_same(office: SiteFolder) -> None:
    office.post("news/cafe\u0301.md", title="咖啡", slug="cafe")
    for path in (FIRST, "content/spring/news/cafe\u0301.md"):
        sign("editor", "李四", path=path)
        sign("approver", "王五", path=path)
    office.build(strict=True)
