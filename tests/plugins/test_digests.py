"""What counts as a plug-in's code: its files by their paths, and what links lead to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhuanlan.core.loading import culprit
from zhuanlan.core.plugins import of_module
from zhuanlan.core.registry import registry_of
from zhuanlan.testing import SmallSite
from zhuanlan.write.stamp import fingerprint, unchanged

NOTHING = "def register(registry):\n    pass\n"
WORD = "def register(registry):\n    registry.globals.add('word', {word!r})\n"
HOME = "{% extends 'default/home.html' %}{% block main %}{{ word }}{% endblock %}"
SHOWS = """
from pathlib import Path
def register(registry):
    file = Path(__file__).with_name("zh.mo").parent.parent / "words" / "zh.po"
    registry.catalogues.add("own", {"zh-Hans": file})
"""
PO = 'msgid "a bed"\nmsgstr "{}"\n'


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package `office…` that can be imported; its name is that of the folder."""
    folder = tmp_path / "lib" / f"office_{abs(hash(tmp_path)):x}"
    for name in ("services", "letters"):
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text(NOTHING, "utf-8")
    (folder / "__init__.py").write_text("", "utf-8")
    monkeypatch.syspath_prepend(str(folder.parent))
    yield folder
    for module in [module for module in sys.modules if module.startswith(folder.name)]:
        del sys.modules[module]


def old(folder: Path) -> None:
    for file in folder.rglob("*"):
        os.utime(file, (1e9, 1e9), follow_symlinks=False)


def test_a_file_of_an_installed_one_that_moves_is_a_change(office: Path) -> None:
    """Templates of two folders change places."""
    services = office / "services"
    for name, text in (("a", "1"), ("b", "2")):
        (services / name).mkdir()
        (services / name / "x.html").write_text(text, "utf-8")
    before = of_module(f"{office.name}.services").digest
    (services / "a").rename(services / "c")
    (services / "b").rename(services / "a")
    (services / "c").rename(services / "b")
    assert of_module(f"{office.name}.services").digest != before


def test_a_package_of_a_package_has_modules_and_folders_of_its_own(office: Path) -> None:
    code = "def register(registry):\n    registry.globals.add('x', 1)\n"
    code += "    registry.filters.add('shown', '.words:shown')\n"
    (office / "services/__init__.py").write_text(code, "utf-8")
    (office / "services/words.py").write_text("def shown(text):\n    return 1 / 0\n", "utf-8")
    other = of_module(f"{office.name}.letters")
    registry = registry_of((f"{office.name}.letters", f"{office.name}.services"))
    with pytest.raises(ZeroDivisionError) as raised:
        registry.filters["shown"]("a")
    found = culprit(raised.value)
    assert found
    assert found.name == f"{office.name}.services"
    assert found.folder == office / "services"
    (office / "services/words.py").write_text("", "utf-8")
    assert of_module(f"{office.name}.letters") == other


def test_a_folder_behind_a_link_is_looked_at(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.write("shared/__init__.py", WORD.format(word="一"))
    site.write("themes/mine/theme.yaml", "extends: default\n")
    site.write("themes/mine/templates/home.html", HOME)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins/shared").symlink_to("../shared")
    site.settings |= {"plugins": ["shared"], "theme": "mine"}
    site._declare()
    site.post("news/a.md")
    old(tmp_path)
    site.build()
    options = site.options()
    assert unchanged(options, fingerprint(options))
    file = site.write("shared/__init__.py", WORD.format(word="二二"))
    os.utime(file, (1e9, 1e9))
    assert not unchanged(options, fingerprint(options))
    site.build()
    assert "二" in site.page("index.html")


def test_a_folder_behind_a_link_within_is_part_of_the_code(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.write("plugins/own/__init__.py", NOTHING)
    site.write("shared/home.html", "a")
    (tmp_path / "plugins/own/templates").symlink_to("../../shared")
    (tmp_path / "shared/again").symlink_to("../shared")  # which leads back
    site.settings["plugins"] = ["own"]
    site._declare()
    [before] = site.registry.plugins
    site.write("shared/home.html", "b")
    [after] = site.registry.plugins
    assert before.digest != after.digest


def test_a_catalogue_outside_of_the_code_is_looked_at(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.write("words/zh.po", PO.format("一张床"))
    site.write("themes/mine/theme.yaml", "extends: default\n")
    site.write("themes/mine/templates/home.html", HOME.replace("word", "_('a bed')"))
    site.settings["theme"] = "mine"
    site.use(site.write("given/own.py", SHOWS))
    site.post("news/a.md")
    old(tmp_path)
    site.build()
    options = site.options()
    assert unchanged(options, fingerprint(options))
    site.write("words/zh.po", PO.format("两张床"))
    assert not unchanged(options, fingerprint(options))
    site.build()
    assert "两张床" in site.page("index.html")


@pytest.mark.parametrize("path", ["a.b.py", "a.b/__init__.py"])
def test_a_dot_in_the_name_of_a_plug_in_is_a_problem(tmp_path: Path, path: str) -> None:
    site = SmallSite(tmp_path, {"plugins": ["a.b"]})
    site.write(f"plugins/{path}", NOTHING)
    [told] = site.problems()
    place = f"plugins/{path}".removesuffix("/__init__.py")
    assert told == (
        f"{place}: Python cannot import a module with a dot in its name; rename it to a_b"
    )
