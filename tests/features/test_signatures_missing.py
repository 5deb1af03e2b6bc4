"""`sign` says who signed what as what, and what is still missing."""

from __future__ import annotations

import pytest

from tests.conftest import SiteFolder
from zhuanlan.cli import main

FIRST = "content/spring/news/first.md"
LEDGER = "ledgers/signoffs/spring/news/first.yaml\n"


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "signoff: {columns: {news: [editor, approver]}}\n")
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return site


def sign(path: str, role: str, name: str) -> int:
    return main(["sign", path, "--as", role, "--name", name])


def test_who_signed_and_what_is_missing(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign(FIRST, "editor", "李四") == 0
    shown = capsys.readouterr()
    assert shown.out == LEDGER
    assert shown.err.splitlines() == [
        f"李四 signed “第一篇”, second reading (editor): {FIRST}",
        f"{FIRST}: not signed: final reading (approver); "
        f"zhuanlan sign {FIRST} --as approver --name …",
        "signatures still missing: 1",
    ]
    assert sign(FIRST, "approver", "王五") == 0
    assert capsys.readouterr().err.splitlines() == [
        f"王五 signed “第一篇”, final reading (approver): {FIRST}",
        "no signature is missing",
    ]


def test_a_signature_that_is_void_is_missing(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    sign(FIRST, "editor", "李四")
    file = office.root / FIRST
    file.write_text(file.read_text("utf-8") + "\n又及。\n", "utf-8")
    capsys.readouterr()
    sign(FIRST, "approver", "王五")
    _, void, last = capsys.readouterr().err.splitlines()
    assert "changed since it was signed: second reading (editor)" in void
    assert last == "signatures still missing: 1"


def test_a_column_that_requires_none(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office.post(
        "exemplars/li.md", title="李明", person="{name: 李明, unit: 示例, role: 工人}"
    )
    assert sign(str(path.relative_to(office.root)), "editor", "李四") == 0
    assert capsys.readouterr().err.splitlines()[1] == (
        "config.yaml requires no signatures here (key signoff)"
    )
