"""What a downloaded file is called: its own name, whatever its address is."""

from __future__ import annotations

import re

import pytest

from tests.conftest import SiteFolder
from zhuanlan.build import load
from zhuanlan.model.files import own_name, published_as
from zhuanlan.publish.server import Kind, Where, configuration

NAME = "隆昌市“学雷锋”统计表 & 'a' (2).xlsx"
ODD = "表;$a%.csv"
FOLDER = "content/spring/news"


@pytest.fixture
def attached(site: SiteFolder) -> SiteFolder:
    """A site with attachments in the front matter, as a directive and as links."""
    for name in (NAME, "plain.csv", ODD, "通知.pdf"):
        data = {"x": b"PK\x03\x04", "f": b"%PDF-1.7\n"}.get(name[-1], b"1,2")
        (site.root / FOLDER / name).write_bytes(data)
    site.post(
        "news/a.md",
        f'::attachment {ODD} "附表"\n\n'
        f'[再一次]({ODD} "附表")，[通知](通知.pdf)，[简](plain.csv)。\n',
        attachments=f'["{NAME}", plain.csv]',
    )
    return site


def test_links_say_its_name(attached: SiteFolder) -> None:
    attached.build()
    page = attached.page("spring/news/a.html")
    links = re.findall(r'<a href="(/spring/news/[^"]*\.(?:xlsx|csv|pdf))"([^>]*)>', page)
    told = {address: more for address, more in links if "data-size" not in more}
    assert all(address.isascii() for address, _ in links)
    assert told["/" + published_as("spring/news/" + NAME)] == (
        ' download="隆昌市“学雷锋”统计表 &amp; &#39;a&#39; (2).xlsx"'
    )
    assert told["/" + published_as("spring/news/" + ODD)] == f' download="{ODD}" title="附表"'
    assert told["/" + published_as("spring/news/通知.pdf")] == "", "browsers open it"
    assert f'download="{ODD}" data-size="CSV · 3 B">附表' in page
    assert 'href="/spring/news/plain.csv" download>' in page
    assert 'href="/spring/news/plain.csv">简' in page


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_servers_say_its_name(attached: SiteFolder, kind: Kind) -> None:
    text = configuration(kind, load(attached.options()), Where("/srv/www"))
    lines = [line for line in text.splitlines() if "filename*" in line]
    assert len(lines) == 3
    assert all(line.isascii() and line.count('"') == 4 for line in lines)
    [line] = [line for line in lines if ".xlsx" in line]
    address = published_as("spring/news/" + NAME)
    assert f'"/{address}"' in line
    assert f"inline; filename={address.rpartition('/')[2]}; filename*=UTF-8''%E9%9A%86%E6" in line
    assert "%20%26%20%27a%27%20%282%29.xlsx" in line
    [odd] = [line for line in lines if "%24a%25.csv" in line]
    assert "$a" not in odd


def test_a_name_that_is_the_address_is_not_said_twice() -> None:
    assert own_name("spring/news/plan-2.xlsx") == ""
    assert own_name("雷锋/plan.xlsx") == ""
    assert own_name("spring/cafe\u0301.pdf") == "caf\u00e9.pdf"
