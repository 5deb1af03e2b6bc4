"""Hosts and commands of plug-ins: what they lack or return wrongly is named, with the plug-in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import command
from zhuanlan.testing import SmallSite

HOST = """
from typing import Literal
from zhuanlan.plugin import HostKind, Target

class ShelfTarget(Target):
    kind: Literal["shelf"]

class Shelf:
    forms = stale = False
    {methods}

def register(registry):
    registry.hosts.add("shelf", HostKind(ShelfTarget, lambda name, target, base: Shelf()))
"""
WHOLE = {
    "live": "def live(self): return {}",
    "releases": "def releases(self): return []",
    "publish": "def publish(self, sending, progress): pass",
    "rollback": "def rollback(self, release): pass",
    "close": "def close(self): pass",
}


def with_host(tmp_path: Path, **methods: str) -> SmallSite:
    site = SmallSite(tmp_path, {"publish": {"targets": {"hall": {"kind": "shelf"}}}})
    text = "\n    ".join(one for one in (WHOLE | methods).values() if one)
    site.use(site.write("given/office.py", HOST.replace("{methods}", text)))
    site.post("news/a.md", "正文。")
    return site


@pytest.mark.parametrize("words", [("releases", "hall"), ("rollback", "hall"), ("publish", "hall")])
def test_a_host_without_a_method_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    site = with_host(tmp_path, releases="", rollback="")
    shown = command(site.folder, *words)
    assert shown.returncode == 1
    line = shown.stderr.splitlines()[0]
    assert line == (
        "plugins/office.py:15:1: the kind of host “shelf” of the plug-in “office” has no releases, "
        "rollback; a host has all that Host of zhuanlan.plugin has"
    )


@pytest.mark.parametrize(
    ("methods", "told"),
    [
        ({"releases": "def releases(self): return 5"}, "releases() of the kind of host “shelf” of"),
        ({"releases": "def releases(self): return ['a']"}, "returns ['a'], and not [Listed(Rel"),
        ({"live": "def live(self): return ['a']"}, "live() of the kind of host “shelf” of the"),
        ({"live": "def live(self): return {'a': 1}"}, "returns {'a': 1}, and not {path: digest}"),
        ({"live": "def live(self): 1 / 0"}, "of the plug-in “office” failed: ZeroDivisionError"),
        ({"live": "def live(self, x): 1"}, "of the plug-in “office” failed: TypeError: Shelf.live"),
        ({"__init__": "def __init__(self): 1 / 0"}, "“office” failed: ZeroDivisionError"),
    ],
)
def test_what_a_host_returns_is_checked(tmp_path: Path, methods: dict[str, str], told: str) -> None:
    site = with_host(tmp_path, **methods)
    shown = command(site.folder, "publish" if "live" in methods else "releases", "hall")
    assert shown.returncode == 1
    assert told in shown.stderr
    assert "plugins/office.py:" in shown.stderr


def test_a_wrong_release_is_named(tmp_path: Path) -> None:
    release = "zhuanlan.plugin.Release(5, 'd', 'by', 1, 1)"
    given = f"import zhuanlan.plugin; return [zhuanlan.plugin.Listed({release}, True)]"
    shown = command(
        with_host(tmp_path, releases=f"def releases(self): {given}").folder, "releases", "hall"
    )
    assert "plugins/office.py:17:1: releases() of the kind of host “shelf”" in shown.stderr


COMMAND = """
HELP = "x"
def add_arguments(parser): pass
def run(args):
    return {status}
def register(registry):
    registry.commands.add("tell", ".")
"""


def test_a_command_returns_an_exit_status(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.use(site.write("given/office.py", COMMAND.format(status="'done'")))
    shown = command(site.folder, "tell")
    assert shown.returncode == 1
    assert shown.stderr == (
        "plugins/office.py:4:1: run() of the command “tell” returns 'done', which is no exit "
        "status; return 0 where all is done, or 1\n"
    )
    for status, expected in (("None", 0), ("2", 2), ("True", 1)):
        site.write("plugins/office.py", COMMAND.format(status=status))
        assert command(site.folder, "tell").returncode == expected
