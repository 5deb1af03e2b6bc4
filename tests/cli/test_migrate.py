"""Keys with a new name: the old one is a problem that says so, and `migrate` renames it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.cli import main
from zhuanlan.load.renaming import with_new_names
from zhuanlan.model import renamed
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.fields import fields_of
from zhuanlan.model.front_matter import FrontMatter, PageMatter
from zhuanlan.model.privacy import Consents, Takedowns
from zhuanlan.model.renamed import Renamed
from zhuanlan.model.settings import Limits
from zhuanlan.model.signoff import Signatures
from zhuanlan.write import atomic

INVENTED = (
    Renamed("Config", "title", "name"),
    Renamed("Campaign", "steps", "stages"),
    Renamed("Campaign", "stages", "phases"),
    Renamed("Campaign", "phases.label", "name"),
    Renamed("FrontMatter", "place", "region"),
    Renamed("FrontMatter", "person.class", "category"),
    Renamed("PageMatter", "heading", "title"),
    Renamed("Consents", "consents.who", "person"),
)
"""Old names for keys that there are: no key was really renamed so far."""

POST = """\
---
# 标题
title: 守灯人
'place':   抚远县
date: 2013-04-06
person: {name: 张三（示例）, class: 敬业爱岗}
---

place: 他守着一盏灯。
"""
CAMPAIGN = """\
# 春风行动
title: 春风行动
scope: 黑龙江省
columns:
  - {slug: news, name: 动态, kind: news}
  - {slug: exemplars, name: 身边人, kind: exemplars}
steps:   # 两个阶段
  - {slug: start, label: 启动, start: 2013-03-01, end: 2013-03-31}
  - slug: advance
    label: "label: 推进"
    start: 2013-04-01
    end: 2013-10-31
activities:
  - {slug: essays, name: 撰美文}
"""
CONSENT = "consents:\n  - {who: 张三（示例）, date: 2013-03-01, covers: [portrait]}\n"
OLD = {
    "config.yaml": "title: 春风网\nurl: https://example.org/\n",
    "content/spring/campaign.yaml": CAMPAIGN,
    "content/spring/exemplars/zhang.md": POST,
    "content/about.md": "---\nheading: 关于\n---\n\n正文\n",
    "ledgers/consents.yaml": CONSENT,
}


@pytest.fixture
def old(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site that was written for an earlier version, as the working folder."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(renamed, "RENAMED", INVENTED)
    monkeypatch.chdir(site.root)
    for path, text in OLD.items():
        site.write(path, text)
    return site


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and ".zhuanlan" not in file.parts
    }


def test_an_old_key_is_a_problem_that_names_the_new_one(old: SiteFolder) -> None:
    old.write("ledgers/consents.yaml", "consents: []\n")  # ledgers are judged before the others
    assert old.problems() == [
        "config.yaml:1:1: “title” is now called “name”; run zhuanlan migrate",
        "content/about.md:2:1: “heading” is now called “title”; run zhuanlan migrate",
        "content/spring/campaign.yaml:7:1: “steps” is now called “phases”; run zhuanlan migrate",
        "content/spring/exemplars/zhang.md:4:1: “place” is now called “region”; "
        "run zhuanlan migrate",
        "content/spring/exemplars/zhang.md:6:24: “class” is now called “category”; "
        "run zhuanlan migrate",
    ]


def test_only_the_keys_change(old: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(old.root)
    assert main(["migrate"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "config.yaml:1:1: title → name",
        "ledgers/consents.yaml:2:6: who → person",
        "content/spring/campaign.yaml:7:1: steps → phases",
        "content/spring/campaign.yaml:8:19: label → name",
        "content/spring/campaign.yaml:10:5: label → name",
        "content/spring/exemplars/zhang.md:4:1: place → region",
        "content/spring/exemplars/zhang.md:6:24: class → category",
        "content/about.md:2:1: heading → title",
    ]
    assert shown.err == "8 keys renamed in 5 files\n"
    after = contents(old.root)
    assert after.keys() == before.keys()
    assert {path for path in after if after[path] != before[path]} == OLD.keys()
    assert after["content/spring/exemplars/zhang.md"].decode() == POST.replace(
        "'place':", "'region':"
    ).replace("class:", "category:")
    assert after["content/spring/campaign.yaml"].decode() == CAMPAIGN.replace(
        "steps:", "phases:"
    ).replace(" label: 启动", " name: 启动").replace("    label:", "    name:")
    old.build(strict=True)
    assert main(["migrate"]) == 0
    assert capsys.readouterr().err == "no key has an old name\n"
    assert contents(old.root / "content") == {
        path.removeprefix("content/"): data
        for path, data in after.items()
        if path.startswith("content/")
    }


def test_a_dry_run_writes_nothing(old: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(old.root)
    assert main(["migrate", "--dry-run", "--quiet"]) == 0
    shown = capsys.readouterr()
    assert "config.yaml:1:1: title → name" in shown.out.splitlines()
    assert shown.err == "8 keys would be renamed in 5 files\n"
    assert contents(old.root) == before


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        (
            "content/spring/news/first.md",
            "---\ntitle: 一\nregion: 黑河市\nplace: 黑河市\n---\n\n正文\n",
            "content/spring/news/first.md:4:1: “region” is already written in line 3, under its "
            "old or its new name; keep one of the two lines",
        ),
        (
            "content/spring/news/first.md",
            '---\ntitle: 一\n"pl\\x61ce": 黑河市\n---\n\n正文\n',
            "content/spring/news/first.md:3:1: “place” is now called “region”, but cannot be "
            "renamed in this place; write “region” yourself",
        ),
        (
            "content/spring/news/first.md",
            "---\ntitle: 一\nplace: [黑河市\n---\n\n正文\n",
            "content/spring/news/first.md:",
        ),
        ("content/spring/News/second.md", "---\ntitle: 一\n---\n", "content/spring/news:"),
        ("ledgers/signoffs/spring/news/first.yaml", "signatures: [", "ledgers/signoffs/"),
    ],
    ids=["both", "escaped", "yaml", "alike", "ledger"],
)
def test_nothing_is_written_where_anything_is_wrong(
    old: SiteFolder, capsys: pytest.CaptureFixture[str], path: str, text: str, told: str
) -> None:
    old.write(path, text)
    before = contents(old.root)
    assert main(["migrate"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(told)
    assert shown.err.endswith("problems: 1; nothing was written\n")
    assert contents(old.root) == before


def test_links_that_leave_the_site_are_refused(
    old: SiteFolder, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("config.yaml", "ledgers", "content"):
        (old.root / name).rename(elsewhere / name)
        (old.root / name).symlink_to(elsewhere / name)
    before = contents(elsewhere)
    assert main(["migrate"]) == 1
    told = "this is a symbolic link that leads out of the site; run zhuanlan migrate where the file"
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0] for line in lines if told in line] == [
        "config.yaml",
        "content",
        "ledgers",
    ]
    assert contents(elsewhere) == before


def test_a_link_within_the_content_is_refused(
    old: SiteFolder, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "other.md"
    other.write_text(POST, "utf-8")
    (old.root / "content/spring/exemplars/other.md").symlink_to(other)
    assert main(["migrate"]) == 1
    assert "symbolic links are not followed" in capsys.readouterr().err
    assert other.read_text("utf-8") == POST


def test_a_failure_between_two_files_takes_the_first_back(
    old: SiteFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(old.root)
    real, seen = atomic.replaced, []

    def full(file: Path, data: bytes) -> None:
        seen.append(file)
        if len(seen) == 3:
            raise OSError(28, "No space left on device", str(file))
        real(file, data)

    monkeypatch.setattr(atomic, "replaced", full)
    assert main(["migrate"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "campaign.yaml: " in shown.err
    assert contents(old.root) == before


def test_signatures_that_no_longer_count_are_named(
    old: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    old.write("ledgers/signoffs/spring/exemplars/zhang.yaml", "signatures: []\n")
    assert main(["migrate"]) == 0
    told = (
        "content/spring/exemplars/zhang.md: signatures cover the keys, so it has to be signed again"
    )
    assert told in capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encoding_and_line_ends_stay(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    monkeypatch.setattr(renamed, "RENAMED", INVENTED)
    text = POST.replace("\n", "\r\n")
    data, renames = with_new_names(FrontMatter, "a.md", text.encode(encoding), Limits())
    assert [one.new for one in renames] == ["region", "category"]
    expected = text.replace("'place':", "'region':").replace("class:", "category:")
    assert data == expected.encode(encoding)


def test_a_key_behind_a_decomposed_value_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renamed, "RENAMED", INVENTED)
    text = "---\nperson: {name: re\u0301ne\u0301, class: x}\n---\n正文\n"  # two characters for é
    data, _renames = with_new_names(FrontMatter, "a.md", text.encode(), Limits())
    assert data.decode() == text.replace("class", "category")


def test_a_chinese_word_for_a_key_needs_no_new_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renamed, "RENAMED", (Renamed("FrontMatter", "region", "place"),))
    data = "---\n地区: 黑河市\n---\n正文\n".encode()
    assert with_new_names(FrontMatter, "a.md", data, Limits()) == (data, [])


def test_the_table_names_keys_that_there_are() -> None:
    """Each entry names a model of a file, a key that is gone and one that exists."""
    models = (Config, Campaign, FrontMatter, PageMatter, Consents, Takedowns, Signatures)
    by_name = {model.__name__: model for model in models}
    for one in renamed.RENAMED:
        model = by_name[one.model]
        first = one.old.split(".")[0]
        assert renamed.present(model, tuple(one.old.split(".")))[0] in fields_of(model)
        assert first not in fields_of(model) or "." in one.old
