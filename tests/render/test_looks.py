"""What pages derive from a few settings: colours, banners, codes, days of mourning."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW, SiteFolder
from tests.photos import encoded, photo, scene
from zhuanlan.build import load
from zhuanlan.plan.advice import next_change
from zhuanlan.render import colours
from zhuanlan.render.drawn import qr, ridges

WHITE, DARK = (255.0, 255.0, 255.0), (23.0, 20.0, 19.0)


def parsed(colour: str) -> colours.Colour:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    red, green, blue = (float(int(digits[at : at + 2], 16)) for at in (0, 2, 4))
    return red, green, blue


def mixed(one: colours.Colour, other: colours.Colour, share: float) -> colours.Colour:
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(one, other, strict=True))
    return red, green, blue


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_can_be_read(number: int) -> None:
    """WCAG 2.2 AA, 1.4.3: 4.5 for text, on whatever of the colour it stands."""
    found = {name: parsed(value) for name, value in colours.palette(f"#{number:06x}").items()}
    main = found["main"]
    assert colours.contrast(main, found["on_main"]) >= 4.5
    assert colours.contrast(found["link"], WHITE) >= 4.5
    assert colours.contrast(found["link"], mixed(main, WHITE, 0.14)) >= 4.5
    assert colours.contrast(found["link_dark"], DARK) >= 4.5
    assert colours.contrast(found["link_dark"], mixed(main, DARK, 0.30)) >= 4.5
    # what the banner is mixed with leaves the words on it at least as clear
    darker = mixed(main, found["away"], 0.72)
    assert colours.contrast(darker, found["on_main"]) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert colours.contrast(WHITE, (0.0, 0.0, 0.0)) == pytest.approx(21)
    assert colours.contrast(parsed("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert colours.palette("#b3261e")["main"] == "#b3261e"
    assert colours.palette("#b3261e")["link"] == "#b3261e"


def with_setting(site: SiteFolder, told: str) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}\n{told}\n")


def test_a_day_of_mourning_comes_and_goes(site: SiteFolder) -> None:
    with_setting(site, "mourning: [2013-06-02, {start: 2013-09-18 09:00, end: 2013-09-18 10:00}]")
    site.build()
    assert "data-mourning" not in site.page("index.html")
    assert next_change(load(site.options())) == datetime(2013, 6, 2)  # noqa: DTZ001 - the site's own time
    on_the_day = NOW + timedelta(days=1, hours=20)
    site.build(now=on_the_day)
    assert all("data-mourning" in site.page(page) for page in ("index.html", "spring/index.html"))
    site.build(now=on_the_day + timedelta(hours=4))
    assert "data-mourning" not in site.page("index.html")


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("mourning: [{start: 2013-09-18, end: 2013-09-17}]", "the end comes before the start"),
        ("mourning: [soon]", "config.yaml:"),
        ("sharing: {image: none.jpg}", "“none.jpg” does not exist"),
    ],
)
def test_settings_that_make_no_sense_are_refused(site: SiteFolder, told: str, message: str) -> None:
    with_setting(site, told)
    assert message in site.problems()[0]


def test_a_page_without_a_picture_is_shared_with_the_office_s(site: SiteFolder) -> None:
    site.write("content/share.jpg", photo(600, 400))
    site.write("content/spring/news/a/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write("content/spring/news/b/b.png", encoded(scene(300, 300), "PNG"))
    site.post("news/a/index.md", cover="{file: a.svg, alt: 图}")
    site.post("news/b/index.md", body="![图](b.png)\n")
    with_setting(site, "sharing: {image: share.jpg}")
    site.build()

    def shared(page: str) -> list[str]:
        return re.findall('property="og:image" content="https://example.org/([^"]*)"', page)

    assert shared(site.page("index.html")) == ["share.jpg"]
    assert shared(site.page("spring/news/index.html")) == ["share.jpg"]
    assert shared(site.page("spring/news/a.html")) == ["share.jpg"]  # no messenger takes an SVG
    assert shared(site.page("spring/news/b.html")) == ["spring/news/b/b.png"]


def test_codes_are_for_offices_that_want_them(site: SiteFolder) -> None:
    site.build()
    assert 'class="qr"' not in site.page("spring/news/first.html")
    with_setting(site, "sharing: {qr: true}")
    site.build()
    assert site.page("spring/news/first.html").count('class="qr"') == 1


def test_codes_differ_as_their_addresses_do() -> None:
    one, other = qr("https://example.org/a.html"), qr("https://example.org/b.html")
    assert one != other
    assert one == qr("https://example.org/a.html")
    assert one.startswith("<svg")
    assert "<script" not in qr('https://example.org/"><script>')


def test_a_banner_is_always_the_same_for_one_campaign() -> None:
    assert ridges("spring") == ridges("spring")
    assert ridges("spring") != ridges("autumn")
    drawn = " ".join(re.findall(r'd="([^"]*)"', ridges("spring")))
    assert all(0 <= int(number) <= 1200 for number in re.findall(r"-?\d+", drawn))


def test_the_lead_story_has_a_picture_or_is_pinned(site: SiteFolder) -> None:
    site.write("content/spring/news/a/a.jpg", photo(600, 400))
    site.post("news/a/index.md", title="有图", date="2013-03-02", cover="{file: a.jpg, alt: 图}")
    site.post("news/b.md", title="最新", date="2013-03-20")
    site.build()

    def lead() -> str:
        (found,) = re.findall(
            r'class="lead-story.*?<h3><a[^>]*>([^<]*)<', site.page("spring/index.html"), re.DOTALL
        )
        return str(found)

    assert lead() == "有图"
    site.post("news/c.md", title="置顶", date="2013-03-01", pinned="true")
    site.build()
    assert lead() == "置顶"


def test_key_dates_stand_in_their_phase(site: SiteFolder) -> None:
    told = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    dates = "[{title: 启动会, date: 2013-03-05}, {title: 年终, when: 十二月}]"
    site.write("content/spring/campaign.yaml", f"{told}\nkey_dates: {dates}\n")
    site.build()
    page = site.page("spring/index.html")
    (timeline,) = re.findall('<ol class="timeline">.*?</ol>', page, re.DOTALL)
    assert "启动会" in timeline
    assert "年终" not in timeline
    assert "年终" in page
