"""What plug-ins and their authors are given: the public module, tests, commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import command
from tests.conftest import SiteFolder
from zhuanlan import plugin
from zhuanlan.testing import SmallSite


def test_every_name_of_the_public_module_is_there() -> None:
    ours = {"API", "N_", "Problem", "ProblemError", "Registry"}
    assert {*plugin.__all__} == {*plugin._FROM, *ours}
    for name in plugin.__all__:
        assert getattr(plugin, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = plugin.no_such_name


def test_every_name_is_documented() -> None:
    for name in plugin._FROM:
        assert getattr(plugin, name).__doc__, name


def test_the_public_module_costs_what_is_used() -> None:
    program = "import sys; from zhuanlan.plugin import API; print(*sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not {"pydantic", "yaml", "jinja2"} & set(shown.stdout.split())


def test_a_new_plug_in_works_and_its_test_passes(site: SiteFolder) -> None:
    shown = command(site.root, "new", "plugin", "banned")
    assert shown.returncode == 0
    assert shown.stdout == "plugins/banned.py\ntests/test_banned.py\n"
    assert "plugins: [banned]" in shown.stderr
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_banned.py"]
    tested = subprocess.run(run, cwd=site.root, capture_output=True, text=True)
    assert "2 passed" in tested.stdout, tested.stdout
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}plugins: [banned]\n")
    site.build()
    again = command(site.root, "new", "plugin", "banned")
    assert again.returncode == 1
    assert "the file exists already" in again.stderr


@pytest.mark.parametrize("name", ["name", "a-b", "class", "1a"])
def test_a_new_plug_in_has_a_name_that_python_takes(site: SiteFolder, name: str) -> None:
    shown = command(site.root, "new", "plugin", name)
    assert shown.returncode == 1
    assert f"name: “{name}” is no name of a plug-in" in shown.stderr
    assert not (site.root / "plugins").exists()


def test_plugins_are_listed_with_what_they_register(site: SiteFolder) -> None:
    shown = command(site.root, "plugins")
    assert shown.stdout.startswith("config.yaml names no plug-ins\nzhuanlan:\n  rule of check: ")
    command(site.root, "new", "plugin", "banned")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}plugins: [banned]\n")
    shown = command(site.root, "plugins")
    assert shown.stdout.startswith(
        "banned: plugins/banned.py\n"
        "  rule of check: banned\n"
        "  key of config.yaml: banned\n"
        "zhuanlan:\n"
    )
    assert "  importer: text, word, slides, office\n" in shown.stdout


def test_a_small_site_is_built_and_read(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, settings={"name": "别的站"})
    site.post("news/a.md", "正文。", title="送信")
    assert site.build().posts == 1
    assert "送信" in site.page("spring/news/a.html")
    assert "别的站" in site.page("index.html")
    site.post("news/a.md", "正文。", colum="x")
    [told] = site.problems()
    assert told.startswith("content/spring/news/a.md:5:1: unknown key “colum”")
    assert site.registry.plugins == ()
