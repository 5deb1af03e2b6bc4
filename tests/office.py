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
