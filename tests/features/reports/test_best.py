"""The stories that a summary shows."""

from __future__ import annotations

from tests.conftest import SiteFolder
from tests.features.reports.made import made
from tests.photos import photo


def test_pinned_stories_and_those_with_pictures_come_first(site: SiteFolder) -> None:
    for name in ("field", "drawn"):
        site.write(f"content/spring/news/{name}.jpg", photo(500, 400))
    site.post("news/words.md", title="只有文字", date="2013-05-09")
    site.write("content/spring/news/old.jpg", photo(500, 400))
    head = {"title": "置顶", "pinned": "true", "date": "2013-03-02", "region": "鸡西市"}
    site.post("news/pinned.md", "![旧照](old.jpg)", **head)
    site.post("news/notice.md", title="置顶的文字", pinned="true", date="2013-03-03")
    site.post("news/shown.md", "![田野](field.jpg)", title="有图", date="2013-04-01", unit="示例")
    cover = "{file: drawn.jpg, alt: 图, ai: generated}"
    site.post("news/drawn.md", title="生成的图", cover=cover, date="2013-04-02")
    stories = made(site.root).report["stories"]
    assert [one["title"] for one in stories][:3] == ["置顶", "生成的图", "有图"]
    assert not {"只有文字", "置顶的文字"} & {one["title"] for one in stories}
    pinned, drawn, shown = stories[:3]
    assert pinned["meta"] == ["鸡西市", "2013年3月2日"]
    assert shown["meta"] == ["示例", "黑龙江省", "2013年4月1日"]
    assert shown["picture_file"] == "content/spring/news/field.jpg"
    assert drawn["picture_file"] == ""  # its label is not known before a build
    site.build()
    drawn = made(site.root).report["stories"][1]
    assert drawn["picture_file"] in ("", "content/spring/news/drawn.jpg")
    assert not drawn["picture_file"] or drawn["picture"]["aigc"]
