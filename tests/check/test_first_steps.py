"""What an editor of the first week meets: each message says what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.cli import main

FIRST = "content/spring/news/first.md"


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    return site


@pytest.mark.parametrize(
    ("written", "role"),
    [("初审", "drafter"), ("二审", "editor"), ("三審", "approver"), ("editor", "editor")],
)
def test_a_reading_by_its_chinese_name(office: SiteFolder, written: str, role: str) -> None:
    assert main(["sign", FIRST, "--as", written, "--name", "李四"]) == 0
    (ledger,) = (office.root / "ledgers").rglob("first.yaml")
    assert f"role: {role}," in ledger.read_text("utf-8")


def test_a_reading_that_there_is_not(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["sign", FIRST, "--as", "四审", "--name", "李四"])
    assert "四审" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("content/spring/news/frist.md", f"是否指“{FIRST}”？"),
        ("第一篇", "请写稿件的路径，如 content/spring/news/first.md"),
    ],
)
def test_a_post_that_there_is_not(
    office: SiteFolder, capsys: pytest.CaptureFixture[str], written: str, hint: str
) -> None:
    assert main(["sign", written, "--as", "editor", "--name", "李四"]) == 1
    assert capsys.readouterr().err == f"{written}: 文件不存在；{hint}\n"


def test_another_folder_is_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert main(["build"]) == 1
    assert "请在网站的文件夹里运行" in capsys.readouterr().err


def test_what_is_taken_down_is_to_be_published(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    config = (office.root / "config.yaml").read_text("utf-8")
    target = "publish: {targets: {web: {kind: dir, path: /srv/www/leifeng}}}\n"
    office.write("config.yaml", config + target)
    assert main(["takedown", FIRST, "-q"]) == 0
    assert "zhuanlan publish web" in capsys.readouterr().err
