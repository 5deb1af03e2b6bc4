"""docs/plugins.md is true: its snippets are the files of a project, and do what the text says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import command
from tests.conftest import ROOT
from zhuanlan.core.registry import Registry
from zhuanlan.core.table import Table
from zhuanlan.testing import SmallSite

TEXT = (ROOT / "docs/plugins.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)
_PATH = re.compile(r"(?:# |<!-- )([\w./-]+)(?: -->)?\n")


@pytest.fixture
def project(tmp_path: Path) -> SmallSite:
    """A site with each snippet under the path that its first line names."""
    site = SmallSite(tmp_path, settings={"theme": "mine"})
    site.settings["plugins"] = None
    columns = [*site.campaign["columns"], {"slug": "mail", "name": "来信", "kind": "来信"}]
    site.campaign["columns"] = columns
    site.campaign["books"] = [{"slug": "clinics", "name": "义诊", "kind": "义诊"}]
    site._declare()
    config = (tmp_path / "config.yaml").read_text("utf-8").replace("plugins: null\n", "")
    site.write("themes/mine/theme.yaml", "name: mine\nextends: default\n")
    for language, text in BLOCKS:
        if language in ("sh", "toml"):
            continue
        found = _PATH.match(text)
        assert found, text
        if found[1] == "config.yaml":
            config += text
        else:
            site.write(found[1], text[found.end() :])
    site.write("config.yaml", config)
    site.post("news/a.md", "他扛着红旗去驿站。\n\n::seats 东门 count=3", unit="示例社区")
    site.post("mail/b.md", "信。", unit="示例社区", 服务岗="示例服务岗")
    return site


def test_what_the_snippets_bring_is_on_the_pages(project: SmallSite) -> None:
    project.build()
    article = project.page("spring/news/a.html")
    assert "<dfn>驿站</dfn>" in article
    assert "<p class='seats'>东门: 3</p>" in article
    assert '<meta name="ColumnType" content="群众来信">' in project.page("spring/mail/index.html")
    assert "热线 1 2 3 1 5" in project.page("index.html") + project.page("spring/index.html")
    assert project.page("spring/senders/shi-li-she-qu/index.html")
    letter = project.page("spring/mail/b.html")
    assert "示例服务岗</li>" in letter
    assert re.search(r'"contentLocation": ?"示例服务岗"', letter)
    clinics = project.page("spring/books/clinics/index.html")
    assert "就诊人数" in clinics
    assert "示例医生" not in clinics
    assert "<p>示例驿站: 先进集体</p>" in project.page("spring/honours/index.html")


def test_the_rule_finds(project: SmallSite) -> None:
    [found] = project.check("banned")
    assert found.problem.line == 8


def test_the_kind_asks(project: SmallSite) -> None:
    project.post("mail/b.md", "信。")
    [told] = project.problems()
    assert told.endswith("a letter needs “unit”; write unit: with who answers it")


def test_a_misspelt_setting_is_found(project: SmallSite) -> None:
    config = (project.folder / "config.yaml").read_text("utf-8")
    project.write("config.yaml", config.replace('{number: "12315"}', '{numbr: "12315"}'))
    [told] = project.problems()
    assert "unknown key “numbr”; did you mean “number”?" in told


def test_the_commands_run(project: SmallSite) -> None:
    lines = [line for language, text in BLOCKS if language == "sh" for line in text.splitlines()]
    assert lines
    for line in lines:
        program, *words = line.split()
        assert program == "zhuanlan"
        shown = command(project.folder, *words)
        assert shown.returncode == 0, shown.stderr
    assert shown.stdout == "2\n"  # the last is `count`
    listed = command(project.folder, "plugins").stdout
    assert "cards: plugins/cards.py\n  importer: card\n" in listed
    assert "`hotline`" in (project.folder / "reference/config.md").read_text("utf-8")


def test_the_report_has_the_table(project: SmallSite) -> None:
    project.post("news/a.md", "他扛着红旗。", unit="示例社区", tags="植树")
    shown = command(project.folder, "report", "--format", "json", "--tables", "tagged")
    assert shown.returncode == 0, shown.stderr
    [table] = json.loads(Path(project.folder, shown.stdout.strip()).read_text())["report"]["tables"]
    assert [cell["value"] for cell in table["rows"][0]] == ["植树", 1]


def test_the_importer_imports(project: SmallSite) -> None:
    project.write("a.vcf", "FN:王示例\nTEL:1\n")
    shown = command(project.folder, "import", "a.vcf", "--into", "content/spring/news")
    assert shown.stdout == "content/spring/news/wang-shi-li.md\n"
    assert "a.vcf:2:1: a number is left out\n" in shown.stderr


def test_the_test_passes(project: SmallSite) -> None:
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_banned.py"]
    tested = subprocess.run(run, cwd=project.folder, capture_output=True, text=True)
    assert "1 passed" in tested.stdout, tested.stdout


def test_every_table_is_in_the_list() -> None:
    tables = {name for name, one in vars(Registry()).items() if isinstance(one, Table)}
    rows = TEXT.partition("| table | thing |")[2].partition("\n\n")[0].splitlines()
    listed = {name for row in rows[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert listed == tables


def test_the_example_of_a_host_is_there() -> None:
    [path] = re.findall(r"\]\(\.\./(zhuanlan/publish/[\w/.]+)\)", TEXT)
    assert (ROOT / path).is_file()
