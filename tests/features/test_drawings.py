"""Drawings (SVG) are published as they were drawn, or refused."""

from __future__ import annotations

import base64
import re
from io import BytesIO

import pytest
from PIL import Image

from tests.conftest import SiteFolder
from tests.features.test_pictures import with_picture
from tests.photos import WHOSE, photo, svg


def test_a_drawing_leaves_its_program_behind(site: SiteFolder) -> None:
    drawing = (
        '<?xml version="1.0"?><!-- /home/zhang/画 -->'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/x" '
        'viewBox="0 0 30 20" i:docname="/home/zhang/画.svg">'
        "<metadata>张三 作</metadata><i:namedview/><style>.a{fill:red}</style>"
        '<text>学<tspan class="a">雷</tspan>锋</text></svg>'
    )
    with_picture(site, "a.svg", drawing.encode())
    site.build()
    published = site.page("spring/news/a/a.svg")
    assert "zhang" not in published
    assert "张三" not in published
    assert "inkscape" not in published
    assert '<text>学<tspan class="a">雷</tspan>锋</text>' in published
    assert 'width="30" height="20"' in site.page("spring/news/a.html")


@pytest.mark.parametrize(
    ("drawing", "message"),
    [
        (svg("<g>" * 3000 + "</g>" * 3000), "elements too deep in one another"),
        (svg("<g/>" * 100_001), "too many elements"),
        (svg("<rect style=\"mask-image:image-set('https://e/x' 1x)\"/>"), "more than a drawing"),
        (svg("<style>@font-face{src:url(//e/x)}</style>"), "more than a drawing: <style>"),
        (svg("<style><desc/>@import 'x'</style>"), "more than a drawing: <style>"),
        (svg('<rect fill="url(//e/x)"/>'), "more than a drawing"),
        (svg('<f:script xmlns:f="http://www.w3.org/1999/xhtml"/>'), "more than a drawing"),
    ],
    ids=["deep", "many", "image-set", "font", "style", "url", "html"],
)
def test_a_drawing_that_does_more_is_a_problem(
    site: SiteFolder, drawing: bytes, message: str
) -> None:
    with_picture(site, "a.svg", drawing)
    (problem,) = site.problems()
    assert message in problem


def test_a_drawing_is_published_as_it_was_drawn(site: SiteFolder) -> None:
    inside = base64.b64encode(photo(40, 30)).decode()
    drawing = (
        '<s:svg xmlns="urn:x" xmlns:s="http://www.w3.org/2000/svg"><s:linearGradient id="g"/>'
        "<s:rect fill=\"url('#g')\" style='fill:url(\"#g\")'/>"
        "<s:text>甲<s:tspan>乙</s:tspan><s:tspan>丙</s:tspan></s:text>"
        f'<s:image href="data:image/jpeg;base64,{inside}"/></s:svg>'
    )
    with_picture(site, "a.svg", drawing.encode())
    site.build()
    published = site.page("spring/news/a/a.svg")
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in published
    assert "<text>甲<tspan>乙</tspan><tspan>丙</tspan></text>" in published
    (coded,) = re.findall('base64,([^"]*)', published)
    within = base64.b64decode(coded)
    assert WHOSE.encode() not in within
    assert Image.open(BytesIO(within)).size == (40, 30)
