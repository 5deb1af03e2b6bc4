"""`contact:` in campaign.yaml: what its own posts may show, and no others."""

from __future__ import annotations

import pytest

from tests.conftest import SiteFolder

TELEPHONE, MAILBOX = "0451-82345678", "xlf@example.cn"
TEXT = f"值班电话：{TELEPHONE}，邮箱{MAILBOX}，手机13812345678。\n"


def with_contact(site: SiteFolder, *values: str) -> None:
    """Let the campaign of the site declare values, and add another one that does not."""
    file = site.root / "content/spring/campaign.yaml"
    declared = "".join(f"\n- {value!r}" for value in values)
    file.write_text(file.read_text("utf-8") + f"contact:{declared}\n", "utf-8")


@pytest.fixture
def told(site: SiteFolder) -> SiteFolder:
    """A site whose two campaigns tell the same telephone, mailbox and mobile number."""
    own = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/other/campaign.yaml", own.replace("春风行动", "另一专题"))
    for folder in ("spring", "other"):
        matter = f"---\ntitle: 通知\ndate: 2013-03-05\nsummary: 打{TELEPHONE}\n---\n\n"
        site.write(f"content/{folder}/news/told.md", matter + TEXT)
        site.write(f"content/{folder}/about.md", f"---\ntitle: 关于\n---\n\n{TEXT}")
    return site


@pytest.mark.parametrize("values", [(TELEPHONE, MAILBOX), (f"电话：{TELEPHONE}，{MAILBOX}",)])
def test_posts_and_pages_of_the_campaign_show_it(told: SiteFolder, values: tuple[str, ...]) -> None:
    with_contact(told, *values)
    told.build()
    for page in ("news/told.html", "about.html"):
        own, other = told.page(f"spring/{page}"), told.page(f"other/{page}")
        assert TELEPHONE in own
        assert MAILBOX in own
        assert "138****5678" in own
        assert TELEPHONE not in other
        assert MAILBOX not in other


def test_a_change_reaches_texts_that_were_kept(told: SiteFolder) -> None:
    told.build()
    assert TELEPHONE not in told.page("spring/news/told.html")
    with_contact(told, TELEPHONE)
    told.build()
    assert TELEPHONE in told.page("spring/news/told.html")
    assert TELEPHONE not in told.page("other/news/told.html")
    file = told.root / "content/spring/campaign.yaml"
    file.write_text(file.read_text("utf-8").partition("contact:")[0], "utf-8")
    told.build()
    assert TELEPHONE not in told.page("spring/news/told.html")


def test_it_may_be_written_without_the_area_code(site: SiteFolder) -> None:
    with_contact(site, TELEPHONE)
    site.post("news/a.md", "电话：82345678，传真：82345679。\n")
    site.build()
    assert "电话：82345678，传真：******79。" in site.page("spring/news/a.html")


def test_drawings_of_the_campaign_show_it(site: SiteFolder) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><text>{TELEPHONE}</text></svg>'
    site.write("content/spring/news/map.svg", drawing)
    site.post("news/a.md", "![地图](map.svg)\n")
    assert "the drawing shows a telephone number" in site.problems()[0]
    with_contact(site, TELEPHONE)
    site.build()


def test_what_is_refused_is_not(site: SiteFolder) -> None:
    site.write(
        "config.yaml",
        (site.root / "config.yaml").read_text("utf-8") + "privacy: {mobile: refuse}\n",
    )
    site.post("news/a.md", "打13812345678。\n")
    [problem] = site.problems()
    assert problem.endswith("declare it under contact in campaign.yaml or privacy in config.yaml")
    with_contact(site, "138 1234 5678")
    site.build()
    assert "打13812345678" in site.page("spring/news/a.html")
