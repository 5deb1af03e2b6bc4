"""`zhuanlan plugins` names what cannot be used: references that lead nowhere, names, settings."""

from __future__ import annotations

from pathlib import Path

from tests.commands import command
from zhuanlan.testing import SmallSite

CODE = """
def register(registry):
    registry.rules.add("own", ".no_such_module:OWN")
    registry.kinds.add("own", ".:NOTHING")
    registry.filters.add("own", len)
"""


def test_all_that_fails_is_named(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {"nmae": "x"})
    site.use(site.write("given/own.py", CODE))
    site.settings["plugins"].append("no/name")
    site._declare()
    shown = command(site.folder, "plugins")
    assert shown.returncode == 1
    assert "  filter: own\n" in shown.stdout
    told = shown.stderr.splitlines()
    assert [one.partition(": ")[2].partition("; ")[0] for one in told] == [
        "“no/name” is no name of a plug-in",
        "unknown key “nmae”",
        "the rule of check “own” of the plug-in “own” cannot be loaded: "
        "No module named 'zhuanlan_plugins.own.no_such_module'",
        "the kind of column “own” of the plug-in “own” cannot be loaded: "
        "module 'zhuanlan_plugins.own' has no attribute 'NOTHING'",
    ]
    assert told[2].startswith("plugins/own.py:3:1: ")
