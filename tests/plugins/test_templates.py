"""Templates of several plug-ins: one that has another's name extends it."""

from __future__ import annotations

from pathlib import Path

from zhuanlan.testing import SmallSite

KIND = """
from zhuanlan.plugin import ColumnKind


def register(registry):
    registry.kinds.add("{name}", ColumnKind("{name}", "{name}", macro="{name}"))
"""
MACRO = """{{% extends "{above}/macros.html" %}}
{{% macro {name}(cards, level) %}}<p class="of-{name}">{{{{ cards|length }}}}</p>{{% endmacro %}}
"""


def test_both_macros_are_used(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    for name, above in (("songs", "letters"), ("letters", "default")):
        folder = tmp_path / "given" / name
        site.write(f"given/{name}/__init__.py", KIND.format(name=name))
        site.write(f"given/{name}/templates/macros.html", MACRO.format(name=name, above=above))
        site.use(str(folder))
        column = {"slug": name, "name": name, "kind": name}
        site.campaign["columns"] = [*site.campaign["columns"], column]
        site.post(f"{name}/a.md", "正文。")
    site._declare()
    site.build()
    assert '<p class="of-songs">1</p>' in site.page("spring/songs/index.html")
    assert '<p class="of-letters">1</p>' in site.page("spring/letters/index.html")
