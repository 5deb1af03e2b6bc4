"""What one build is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """What one build is asked to do; paths are as the user wrote them.

    `now` is the build date in the site's time zone: the only clock there is.
    """

    now: datetime
    content: Path = Path("content")
    output: Path = Path("output")
    config: Path = Path("config.yaml")
    themes: Path = Path("themes")
    theme: str | None = None
    base_url: str | None = None
    drafts: bool = False
    future: bool = False
    relative: bool = False
    strict: bool = False
    signed: bool = False
    """Refuse posts that are not signed as their column asks for; `strict` does, too."""
    search: bool = True
    """Whether the site gets its search, if it wants one."""
    precompress: bool = True
    """Whether text files get their compressed forms, if the site wants them."""
    verify: bool = False
    """Read every file, whatever its time stamp says, and render every page."""
    edition: Literal["web", "disc"] = "web"
    """What the site is made for: a web server, or a disc that is read without one."""
    atomic: bool = False
    """Publish a new folder in the place of the old one, and not file by file."""
    jobs: int = 1
    plugins: tuple[str, ...] = ()
    """Modules with a function `register(registry)`, besides the plug-ins of `config.yaml`."""
    scheduler: str | None = None
    """Address of a Dask scheduler whose workers do the work, instead of `jobs` processes."""

    @property
    def data(self) -> Path:
        """The folder of the data files that page makers read, beside the settings."""
        return self.config.parent / "data"

    @property
    def ledgers(self) -> Path:
        """The folder of what the office keeps and never publishes, beside its settings."""
        return self.config.parent / "ledgers"

    @property
    def plugin_folder(self) -> Path:
        """The folder of the project's own plug-ins, beside its settings."""
        return self.config.parent / "plugins"

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that a build reads."""
        return self.content, self.themes, self.ledgers, self.data, self.plugin_folder
