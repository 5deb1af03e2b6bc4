"""What Lighthouse has to say of a page that is no matter of time."""

from __future__ import annotations

import pytest

from tests.browser.lighthouse import CATEGORIES, KINDS, PROGRAM, scores
from tests.browser.shots import PAGES


@pytest.mark.tools
@pytest.mark.skipif(
    not PROGRAM.exists(), reason="lighthouse is missing (npm install --no-save lighthouse)"
)
@pytest.mark.parametrize("name", KINDS)
def test_scores(address: str, name: str) -> None:
    untimed = CATEGORIES[1:]
    found = scores(address + PAGES[name], untimed)
    # the best-practices and SEO audits know no more of this site than its pages
    assert all(score >= 95 for score in found.values()), found
