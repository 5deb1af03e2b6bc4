"""An office that publishes to a folder of this machine, and what its commands say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands import command
from tests.conftest import SiteFolder


@dataclass
class Office(SiteFolder):
    """A site in a folder of its own, beside what it publishes."""

    date: str = "2013-06-01"
    """The day of its commands, unless `--date` says another."""
    said: str = ""
    """What the last command said, with paths from the site's folder on."""

    def run(self, *arguments: str) -> int:
        """Run a command in the current folder; return its status."""
        undated = "--date" in arguments or arguments[0] == "clean"
        done = command(Path(), *arguments, *([] if undated else ["--date", self.date]))
        self.said = (done.stdout + done.stderr).replace(f"{self.root}/", "")
        return done.returncode

    def publish(self, *more: str) -> int:
        """Publish to the target `web`."""
        return self.run("publish", "web", *more)

    @property
    def www(self) -> Path:
        """What readers get."""
        return self.root.parent / "www/current"

    def live(self, path: str) -> str:
        """Return a file that readers get."""
        return (self.www / path).read_text("utf-8")

    def source(self, path: str) -> Path:
        """Return a post's file."""
        return self.root / "content/spring" / path

    def move(self, old: str, new: str) -> None:
        """Move a post's file."""
        self.source(new).parent.mkdir(parents=True, exist_ok=True)
        self.source(old).rename(self.source(new))


def settled(site: SiteFolder, monkeypatch: pytest.MonkeyPatch, settings: str) -> Office:
    """Move a site into a folder of its own, add to its settings, and go there."""
    office = Office(site.root / "office")
    office.root.mkdir()
    for name in ("config.yaml", "content"):
        (site.root / name).rename(office.root / name)
    config = office.root / "config.yaml"
    config.write_text(config.read_text("utf-8") + settings, "utf-8")
    monkeypatch.chdir(office.root)
    return office


FIRST = "三百名志愿者上山植树，一天种下两千棵。\n"
"""The text of its only post."""
TARGETS = "web: {kind: dir, path: ../www}, test: {kind: dir, path: ../test, public: false}"
SETTINGS = f"""\
footer: {{site_id: '2300000001'}}  # check asks for it
publish: {{targets: {{{TARGETS}}}}}
"""


class Published(Office):
    """An office that looks at the addresses of its posts."""

    def check(self, *more: str) -> list[str]:
        """Return the findings of the rule."""
        self.run("check", *more)
        assert "[problem]" not in self.said, self.said
        return [line for line in self.said.splitlines() if line.endswith("[address]")]

    @property
    def ledger(self) -> Path:
        """Where the addresses are written down."""
        return self.root / "ledgers/published.txt"


def published(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> Published:
    """Settle a site with one news item, and publish it once."""
    office = Published(settled(site, monkeypatch, SETTINGS).root)
    for file in (office.root / "content/spring/news").iterdir():
        file.unlink()
    office.post("news/first.md", FIRST, title="植树")
    assert office.publish() == 0, office.said
    return office
