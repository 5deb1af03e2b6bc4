"""Sitemaps: one where it suffices, else parts of 50,000 addresses and an index."""

from __future__ import annotations

import re

import pytest

from tests.conftest import SiteFolder
from zhuanlan.plan import feeds


def addresses(text: str) -> list[str]:
    return re.findall("<loc>([^<]*)</loc>", text)


def test_a_large_site_has_several(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    monkeypatch.setattr(feeds, "SITEMAP_LIMIT", len(addresses(site.page("sitemap.xml"))))
    file = site.post("news/x.md")
    site.build()
    parts = addresses(site.page("sitemap.xml"))
    assert parts == [f"https://example.org/sitemap-{number}.xml" for number in (1, 2)]
    assert "<sitemapindex" in site.page("sitemap.xml")
    listed = [addresses(site.page(part.rpartition("/")[2])) for part in parts]
    assert len(listed[0]) == feeds.SITEMAP_LIMIT
    assert "https://example.org/spring/news/x.html" in {one for part in listed for one in part}
    file.unlink()
    site.build()
    assert len(addresses(site.page("sitemap.xml"))) == feeds.SITEMAP_LIMIT
    assert not (site.root / "output/sitemap-1.xml").exists()
