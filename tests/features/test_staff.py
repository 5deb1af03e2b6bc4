"""Who may sign, and what a signature covers: everything that readers see of a post."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from tests.photos import photo
from zhuanlan.cli import main

FIRST = "content/spring/news/first.md"
STAFF = (
    "staff:\n"
    "  - {name: 李四, git: li@example.org, may: [write, editor]}\n"
    "  - {name: 王五, may: [approver, publish]}\n"
    "signoff: {columns: {news: [editor, approver]}}\n"
)


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + STAFF)
    site.write("content/spring/news/photo.jpg", photo(64, 48))
    site.write("content/spring/news/统计表.csv", "a,b\n")
    body = "![队伍出发](photo.jpg)\n\n::attachment 统计表.csv\n"
    site.post("news/first.md", body, title="第一篇")
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    return site


def sign(role: str, *more: str, path: str = FIRST) -> int:
    return main(["sign", path, "--as", role, *more])


def both(site: SiteFolder) -> None:
    assert sign("editor", "--name", "李四") == 0
    assert sign("approver", "--name", "王五") == 0
    site.build(strict=True)


def test_somebody_who_may_not_sign_is_refused(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign("approver", "--name", "李四") == 1
    assert sign("editor", "--name", "赵六") == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first == (
        "--name: “李四” may not sign as approver; final reading (approver) may be signed by: 王五"
    )
    assert second == (
        "--name: config.yaml knows nobody named “赵六” among the staff; "
        "second reading (editor) may be signed by: 李四"
    )
    assert not (office.root / "ledgers").exists()


def test_one_person_signs_one_reading(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert sign("editor", "--name", "李四") == 0
    capsys.readouterr()
    assert sign("approver", "--name", "李四") == 1
    assert capsys.readouterr().err == (
        f"{FIRST}: “李四” has signed this post already: second reading (editor); "
        "another person has to sign this reading\n"
    )


def test_who_signs_is_known_by_git(
    office: SiteFolder, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    config = tmp_path_factory.mktemp("git") / "config"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    config.write_text("", "utf-8")
    assert sign("editor") == 1
    config.write_text("[user]\nemail = li@example.org\n", "utf-8")
    assert sign("editor") == 0
    ledger = office.root / "ledgers/signoffs/spring/news/first.yaml"
    assert "name: 李四" in ledger.read_text("utf-8")


@pytest.mark.parametrize("file", ["photo.jpg", "统计表.csv"])
def test_another_picture_or_attachment_voids_a_signature(office: SiteFolder, file: str) -> None:
    both(office)
    data = photo(64, 49) if file.endswith("jpg") else "a,c\n"
    office.write(f"content/spring/news/{file}", data)
    problems = office.problems(strict=True)
    assert len(problems) == 2
    assert all("its pictures or attachments changed since it was signed" in p for p in problems)
    both(office)


def test_a_signature_of_somebody_who_left_does_not_count(office: SiteFolder) -> None:
    both(office)
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", config.replace("name: 李四", "name: 钱七"))
    [problem] = office.problems(strict=True)
    assert "signed by somebody who may not: second reading (editor)" in problem


@pytest.mark.parametrize(
    "written",
    ["content/spring/news/first.md", "./content/spring/news/first.md", "spring/news/first.md"],
)
def test_paths_are_taken_as_they_are_printed(office: SiteFolder, written: str) -> None:
    assert sign("editor", "--name", "李四", path=written) == 0
    assert sign("editor", "--name", "李四", path=f"{written}:4:9") == 0
    assert sign("editor", "--name", "李四", path=str(Path(written).absolute())) == (
        0 if written.count("content") else 1
    )
    assert (office.root / "ledgers/signoffs/spring/news/first.yaml").exists()


def test_a_post_is_signed_although_another_is_broken(office: SiteFolder) -> None:
    office.post("news/broken.md", region="哈尔宾市")
    assert sign("editor", "--name", "李四") == 0


def test_a_name_twice_among_the_staff(office: SiteFolder) -> None:
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", config.replace("name: 王五", "name: 李四"))
    [problem] = office.problems()
    assert problem.endswith(": the staff has two people named “李四”")


def test_a_shallow_clone_says_what_to_do(
    office: SiteFolder, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("clones")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(place / "config"))
    (place / "config").write_text("[user]\nname = a\nemail = a@b.example\n", "utf-8")
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", config.replace("signoff: {", "signoff: {git: true, "))
    assert sign("editor", "--name", "李四") == 0
    assert sign("approver", "--name", "王五") == 0

    def git(*arguments: str, folder: Path = office.root) -> None:
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    office.post("news/second.md", status="draft")
    git("add", ".")
    git("commit", "-qm", "two")
    git("clone", "-q", "--depth", "1", office.root.as_uri(), str(place / "clone"))
    clone = SiteFolder(place / "clone")
    problems = clone.problems(strict=True)
    assert len(problems) == 2
    assert all("run git fetch --unshallow" in problem for problem in problems)
    git("fetch", "-q", "--unshallow", folder=clone.root)
    assert all("not by a signed commit of git" in p for p in clone.problems(strict=True))


def test_check_tells_of_the_files_that_are_asked_for(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    office.post("news/second.md", "登陆网站。\n", title="第二篇")
    office.post("news/third.md", "登陆网站。\n", title="第三篇")

    def found(*paths: str) -> set[str]:
        main(["check", "-q", *paths])
        return {line.partition(":")[0] for line in capsys.readouterr().out.splitlines()}

    both = {"content/spring/news/second.md", "content/spring/news/third.md"}
    assert found() >= both
    for written in ("content/spring/news/second.md:7:1", "spring/news/second.md"):
        assert found(written) == {"content/spring/news/second.md"}
    assert found("content/spring/news") >= both
    assert main(["check", "-q", "content/spring/news/none.md"]) == 1
    assert capsys.readouterr().err == "content/spring/news/none.md: the file does not exist\n"


def test_a_build_explains_one_page(office: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    date = ["--date", "2013-06-01"]
    assert main(["-q", *date]) == 0
    office.post("news/first.md", "另一段正文。\n", title="第一篇")
    assert main([*date, "--explain", FIRST]) == 0
    [reason, *_] = capsys.readouterr().out.splitlines()
    assert reason.startswith("spring/news/first.html: ")
    office.post("news/first.md", "又一段正文。\n", title="第一篇")
    assert main([*date, "--explain", "spring/exemplars/zhang.html"]) == 0
    assert capsys.readouterr().out.startswith(
        "spring/exemplars/zhang.html: not rendered, nothing that it shows has changed\n"
    )


def test_a_takedown_takes_the_path_that_is_printed(office: SiteFolder) -> None:
    assert main(["takedown", "-q", FIRST, "--date", "2013-06-01"]) == 0
    assert "spring/news/first.md" in (office.root / "ledgers/takedowns.yaml").read_text("utf-8")


def test_readings_have_chinese_names_and_posts_are_suggested(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign("二审", "--name", "李四") == 0
    assert "role: editor" in (office.root / "ledgers/signoffs/spring/news/first.yaml").read_text()
    capsys.readouterr()
    assert sign("editor", "--name", "李四", path="content/spring/news/frist.md") == 1
    assert capsys.readouterr().err == (
        f"content/spring/news/frist.md: the file does not exist; did you mean “{FIRST}”?\n"
    )
    assert sign("editor", "--name", "李四", path="第一篇") == 1
    assert capsys.readouterr().err == (
        "第一篇: the file does not exist; "
        "write the path of a post, such as content/spring/news/first.md\n"
    )
