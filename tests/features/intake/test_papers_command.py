"""`import` of web pages, PDF and OFD files: a draft of each, which builds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.commands import command
from tests.conftest import SiteFolder
from tests.features.intake.papers import Put, Show, jpeg, ofd, paragraph, pdf

CASES = Path(__file__).parent / "web" / "cases"
LONG = "三月五日上午，示例镇组织志愿者走上街头，为居民理发、修伞、量血压，" * 3 + "居民都说好。"


def test_each_file_gives_a_draft_that_builds(site: SiteFolder) -> None:
    page = [Put("示例镇学雷锋", 230, 110, 22, True), *paragraph(LONG, 150), Show(jpeg(), 60, 300)]
    site.write("a.pdf", pdf([page]))
    site.write("b.ofd", ofd([[Put("示例县学雷锋", 230, 110, 22, True), *page[1:]]]))
    for name in ("cms-trs.html", "wechat-saved.html", "cms-plain.html"):
        shutil.copy(CASES / name, site.root)
    site.write("W020240306.jpg", jpeg())
    files = ["a.pdf", "b.ofd", "cms-trs.html", "wechat-saved.html", "cms-plain.html"]
    shown = command(site.root, "import", *files, "--into", "content/spring/news")
    assert shown.returncode == 0, shown.stderr
    drafts = [(site.root / line).read_text("utf-8") for line in shown.stdout.splitlines()]
    assert len(drafts) == 5, shown.stderr + shown.stdout
    assert [text.split("\n")[1] for text in drafts] == [
        "title: 示例镇学雷锋", "title: 示例县学雷锋", "title: 示例县开展“学雷锋”宣传月",
        "title: 爱心理发店开张了", "title: 我区召开动员会",
    ]  # fmt: skip
    assert LONG in drafts[0]
    assert LONG in drafts[1]
    assert "date: 2024-03-06 09:30\n" in drafts[2]
    assert "source: 示例县文明办\nauthor: 张示例\n" in drafts[2]
    for line in shown.stdout.splitlines():  # the days of the site's campaign
        site.write(
            line, re.sub("(?m)^date: .*", "date: 2013-03-05", (site.root / line).read_text("utf-8"))
        )
    site.build(drafts=True)
    assert LONG in site.page(next(name for name in site.files() if "zhen-xue-lei-feng" in name))
