"""Publishing targets: which there are is said, and none is published to by default."""

from __future__ import annotations

import pytest

from tests.conftest import SiteFolder
from zhuanlan.cli import main

TARGETS = """\
publish:
  targets:
    web: {kind: dir, path: /srv/www/leifeng, url: "https://www.example.cn/"}
    store: {kind: s3, bucket: leifeng, prefix: site}
    pages: {kind: git, repository: "git@example.com:office/leifeng.git"}
    far: {kind: ssh, host: www.example.cn, path: /srv/www}
"""


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return site


@pytest.mark.parametrize("command", ["publish", "releases", "rollback"])
def test_without_a_target_they_are_listed(
    office: SiteFolder, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", config + TARGETS)
    assert main([command]) == 2
    heads, _, *rows, last = capsys.readouterr().err.splitlines()
    assert heads.split() == ["target", "type", "place", "address"]
    assert [row.split() for row in rows] == [
        ["web", "dir", "/srv/www/leifeng", "https://www.example.cn/"],
        ["store", "s3", "leifeng/site", "–"],
        ["pages", "git", "git@example.com:office/leifeng.git", "gh-pages", "–"],
        ["far", "ssh", "www.example.cn:/srv/www", "–"],
    ]
    assert last == f"there is no default target; name one: zhuanlan {command} web"
    assert not (office.root / "output").exists()


def test_a_key_that_has_lost_its_line_ends_is_not_shown(
    office: SiteFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is longer than any path may be, and logs of CI keep what is said."""
    config = (office.root / "config.yaml").read_text("utf-8")
    far = "publish: {targets: {far: {kind: ssh, host: localhost, port: 1, path: /srv}}}\n"
    office.write("config.yaml", config + far)
    monkeypatch.setenv("ZHUANLAN_SSH_KEY", "-----BEGIN OPENSSH PRIVATE KEY----- " + "c2Vj" * 500)
    assert main(["releases", "far"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("publish.targets.far: ")
    assert "PRIVATE KEY" not in said


@pytest.mark.parametrize("words", [["publish"], ["publish", "web"], ["releases"]])
def test_where_none_is_configured_it_says_where_to(
    office: SiteFolder, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(words) == 1
    message = capsys.readouterr().err.splitlines()[0]
    assert message == (
        "config.yaml: no target is configured, so there is nowhere to publish to; configure one in "
        "this file: publish: {targets: {web: {kind: dir, path: /srv/www/site}}}"
    )
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", f"{config}{message.partition('this file: ')[2]}\n")
    assert main(["publish"]) == 2  # what the message says to write is right


def test_lost_addresses_show_together_with_missing_signatures(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    """They used to show after the last signature, and mending them voided all signatures."""
    config = (office.root / "config.yaml").read_text("utf-8")
    footer = "footer: {site_id: '2300000001'}\n"  # check asks for it
    targets = "publish: {targets: {web: {kind: dir, path: www}}}\n"
    office.write("config.yaml", config + footer + targets)
    publish = ["publish", "web", "--date", "2013-06-01", "-q"]
    assert main(publish) == 0
    office.write(
        "config.yaml", f"{config}{footer}{targets}signoff: {{columns: {{news: [editor]}}}}\n"
    )
    news = office.root / "content/spring/news"
    (news / "first.md").rename(news / "planting.md")
    capsys.readouterr()
    assert main(publish) == 1
    first, second, last = capsys.readouterr().err.splitlines()
    path = "content/spring/news/planting.md"
    assert first.startswith(f"{path}: not signed: second reading (editor); ")
    assert second.startswith(f"{path}:5:1: readers know this as spring/news/first.html, which ")
    assert last == "problems: 2; not published"
    office.post("news/planting.md", region="哈尔宾市")  # what a broken site lacks is not judged
    assert main(publish) == 1
    assert "would lead nowhere" not in capsys.readouterr().err


def test_a_home_that_nobody_has_is_named_at_its_place(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    lines = config.count("\n") + 1
    web, pages = "{kind: dir, path: ~nobody7/www}", "{kind: git, repository: ~nobody7/www}"
    site.write("config.yaml", f"{config}publish: {{targets: {{web: {web}, pages: {pages}}}}}\n")
    assert site.problems() == [
        f"config.yaml:{lines}:{column}: “~nobody7/www” begins with a user whom this machine does "
        "not know"
        for column in (44, 90)
    ]
