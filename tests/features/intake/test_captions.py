"""Which lines are captions, and what is left of them."""

from __future__ import annotations

import pytest

from zhuanlan.features.intake.captions import captioned
from zhuanlan.features.intake.document import Block, paragraph

PICTURE = Block("figure", '<img src="a.jpg" alt="">')


@pytest.mark.parametrize("line", ["▲志愿者在植树。", "△ 志愿者在植树。"])
def test_a_mark_that_points_to_the_picture_is_no_part_of_its_caption(line: str) -> None:
    blocks, losses = captioned([PICTURE, paragraph(line)])
    [one] = blocks
    assert one.html == (
        '<img src="a.jpg" alt="志愿者在植树。"><figcaption>志愿者在植树。</figcaption>'
    )
    assert losses[0].values["text"] == line
