"""What the tests of `check` share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.spring import CAMPAIGN, CONFIG, NEWS, STORY
from tests.conftest import SiteFolder


@pytest.fixture
def sound(tmp_path: Path) -> SiteFolder:
    """A site in which no rule finds anything."""
    site = SiteFolder(tmp_path)
    site.write("config.yaml", CONFIG)
    site.write("content/spring/campaign.yaml", CAMPAIGN)
    site.write("content/spring/news/plant.md", NEWS)
    site.write("content/spring/exemplars/shan.md", STORY)
    return site
