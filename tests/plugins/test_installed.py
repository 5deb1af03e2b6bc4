"""Plug-ins that are installed packages: found by their entry points in the group `zhuanlan`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import command
from tests.conftest import SiteFolder
from zhuanlan.write.stamp import fingerprint, unchanged

CODE = """
from zhuanlan.plugin import ColumnKind


def register(registry):
    registry.kinds.add("letters", ColumnKind("letters", "{title}"))
"""


@pytest.fixture
def office(site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package that is installed outside the folder of all libraries, as with `pip install -e`."""
    name = f"office_{abs(hash(tmp_path)):x}"
    folder = tmp_path / "elsewhere"
    site.write(f"{folder}/{name}/__init__.py", "")
    site.write(f"{folder}/{name}/plugin.py", CODE.format(title="letter"))
    site.write(f"{folder}/{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n")
    points = f"[zhuanlan]\nour-office = {name}.plugin\n"
    site.write(f"{folder}/{name}-1.0.dist-info/entry_points.txt", points)
    monkeypatch.syspath_prepend(str(folder))
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}plugins: [our-office]\n")
    yield folder / name
    for module in [module for module in sys.modules if module.startswith(name)]:
        del sys.modules[module]


def test_it_is_named_by_its_entry_point(site: SiteFolder, office: Path) -> None:
    shown = command(site.root, "plugins")
    assert shown.stdout.startswith(f"our-office: {office.name}.plugin\n  kind of column: letters\n")
    assert site.build().posts == 2


def test_one_that_is_not_installed_is_a_problem(site: SiteFolder, office: Path) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("our-office", "our-ofice"))
    [told] = site.problems()
    assert "there is no plug-in “our-ofice”; did you mean “our-office”?" in told


def test_its_mistakes_have_a_file_and_line(site: SiteFolder, office: Path) -> None:
    site.write(str(office / "plugin.py"), "\n1 / 0\n")
    [told] = site.problems()
    place = (office / "plugin.py").relative_to(site.root)
    assert told.startswith(f"{place}:2:1: the plug-in “our-office” cannot be loaded: ZeroDivision")


def test_a_change_of_it_is_seen_by_an_unchanged_site(site: SiteFolder, office: Path) -> None:
    for file in site.root.rglob("*"):
        os.utime(file, (1e9, 1e9))
    options = site.options()
    site.build()
    assert unchanged(options, fingerprint(options))
    (office / "plugin.py").write_text(CODE.format(title="post"), "utf-8")
    assert unchanged(options, fingerprint(options)) is None
