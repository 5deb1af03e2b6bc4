"""The handbook keeps its word: what it tells to write builds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.fields import Declared, fields_of
from zhuanlan.model.front_matter import FrontMatter

HANDBOOK = (Path(__file__).parent.parent / "docs" / "handbook" / "README.md").read_text("utf-8")


def test_a_site_from_nothing(tmp_path: Path) -> None:
    files = re.findall(r"`([\w./-]+)`：\n\n```\w+\n(.*?)```", HANDBOOK, re.DOTALL)
    site = SiteFolder(tmp_path)
    for path, text in files:
        site.write(path, text)
    assert [path for path, _ in files] == [
        "config.yaml",
        "content/chun-feng/campaign.yaml",
        "content/chun-feng/news/zhi-shu.md",
    ]
    site.build(strict=True)
    assert "三百名志愿者上山植树" in site.page("chun-feng/regions/230100/start/index.html")


@pytest.mark.parametrize("model", [Config, Campaign, FrontMatter])
def test_every_key_is_explained(model: type[Declared]) -> None:
    explained = set(re.findall(r"`([a-z_]+)[`:]", HANDBOOK))
    assert set(fields_of(model)) - explained - {"person"} == set()
