"""`serve` takes the new code of a plug-in as soon as it is saved."""

from __future__ import annotations

from tests.conftest import SiteFolder
from tests.desk.test_preview import previewed

PLUGIN = """
from zhuanlan.plugin import BodyPass


def register(registry):
    registry.body_passes.add("shout", BodyPass("shout", lambda html, source: {change}))
"""


def test_serve_watches_plug_ins(site: SiteFolder) -> None:
    site.write("plugins/shout.py", PLUGIN.format(change="html.replace('送信', '寄信')"))
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}plugins: [shout]\n")
    site.post("news/x.md", "他送信。\n")
    with previewed(site.options(), 8790) as running:
        assert "他寄信。" in running.get("/spring/news/x.html")[1]
        site.write("plugins/shout.py", "def register(registry):\n    1 / 0\n")
        [told] = running.next()
        assert told.startswith("plugins/shout.py:2:1: the plug-in “shout” cannot be loaded: Zero")
        site.write("plugins/shout.py", PLUGIN.format(change="html.replace('送信', '投递')"))
        assert running.next().rendered
        assert "他投递。" in running.get("/spring/news/x.html")[1]


def test_serve_sees_what_a_link_leads_to(site: SiteFolder) -> None:
    site.write("shared/__init__.py", PLUGIN.format(change="html.replace('送信', '寄信')"))
    (site.root / "plugins").mkdir()
    (site.root / "plugins/shout").symlink_to("../shared")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}plugins: [shout]\n")
    site.post("news/x.md", "他送信。\n")
    with previewed(site.options(), 8791) as running:
        assert "他寄信。" in running.get("/spring/news/x.html")[1]
        site.write("shared/__init__.py", PLUGIN.format(change="html.replace('送信', '投递')"))
        assert running.next().rendered
        assert "他投递。" in running.get("/spring/news/x.html")[1]
