"""A site that receives stories: the campaign of the letters, in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.commands import command
from tests.conftest import SiteFolder

HERE = Path(__file__).parent
CONFIG = "name: 示例站\nurl: https://example.org/\nsearch: false\nfooter: {site_id: '2300000001'}\n"


class Office(SiteFolder):
    """An office with an inbox."""

    def letter(self, name: str, place: str = "inbox") -> str:
        """Put one of the letters into the inbox; return its path."""
        text = (HERE / f"letters/{name}.txt").read_text("utf-8")
        self.write(f"{place}/{name}.txt", text)
        return f"{place}/{name}.txt"

    def take(self, *arguments: str, **env: str) -> CompletedProcess[str]:
        """Run `import`."""
        return command(self.root, "import", *arguments, **env)

    def draft(self, shown: CompletedProcess[str], number: int = 0) -> str:
        """Return the text of a draft whose path was printed."""
        return (self.root / shown.stdout.split("\n")[number]).read_text("utf-8")


def office_in(folder: Path) -> Office:
    """Return an office with the campaign of the letters, in a folder."""
    root = folder / "office"
    spring = root / "content/spring"
    spring.mkdir(parents=True)
    shutil.copy(HERE / "campaign.yaml", spring)
    (root / "config.yaml").write_text(CONFIG, "utf-8")
    return Office(root)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_in(tmp_path)
