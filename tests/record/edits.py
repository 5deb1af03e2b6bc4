"""A series of edits of the shipped content, as an editor saves them while a preview runs.

Each edit returns the content files that it changed, or None where a preview looks at all files.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image

Edit = Callable[[Path], list[str] | None]

NEWS = "leshan-2012/news/lecture-tour.md"
OTHER = "leshan-2012/news/summer-cool.md"
NEW = "leshan-2012/news/brand-new.md"
EXEMPLAR = "leshan-2012/exemplars/yi-teacher.md"
CAMPAIGN = "leshan-2012/campaign.yaml"
PICTURE = "leshan-2012/news/autumn-school/school.jpg"
ATTACHMENT = "leshan-2012/resources/statistics/statistics.csv"


def nothing(_: Path) -> None:
    """Look at all files."""


def replaced(path: str, old: str, new: str) -> Edit:
    """Replace a pattern once in a content file."""

    def edit(site: Path) -> list[str]:
        file = site / "content" / path
        text, found = re.subn(old, new, file.read_text("utf-8"), count=1, flags=re.MULTILINE)
        assert found, f"{path} has no {old}"
        file.write_text(text, "utf-8")
        return [path]

    return edit


def key(path: str, name: str, value: str) -> Edit:
    """Set a key of a post's front matter."""

    def edit(site: Path) -> list[str]:
        has_it = re.search(rf"^{name}:", (site / "content" / path).read_text("utf-8"), re.MULTILINE)
        old, new = (rf"^{name}:.*", "") if has_it else (r"\A---\n", "---\n")
        return replaced(path, old, f"{new}{name}: {value}" + ("" if has_it else "\n"))(site) or []

    return edit


def settings(old: str, new: str) -> Edit:
    """Replace a pattern in `config.yaml`."""
    edit = replaced("../config.yaml", old, new)

    def changed(site: Path) -> None:
        edit(site)

    return changed


def written(path: str, text: str) -> Edit:
    """Write a content file."""

    def edit(site: Path) -> list[str]:
        file = site / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return [path]

    return edit


def removed(path: str) -> Edit:
    """Remove a content file."""

    def edit(site: Path) -> list[str]:
        (site / "content" / path).unlink()
        return [path]

    return edit


def renamed(path: str, new: str) -> Edit:
    """Rename a content file."""

    def edit(site: Path) -> list[str]:
        (site / "content" / path).rename(site / "content" / new)
        return [path, new]

    return edit


def another_picture(site: Path) -> list[str]:
    """Save a picture again, turned upside down."""
    file = site / "content" / PICTURE
    with Image.open(file) as picture:
        turned = picture.rotate(180)
    turned.save(file)
    return [PICTURE]


def column_moved(site: Path) -> None:
    """Take a whole folder away."""
    shutil.move(site / "content/jiaobei-2012", site / "jiaobei-2012")


def column_back(site: Path) -> None:
    """Put it back."""
    shutil.move(site / "jiaobei-2012", site / "content/jiaobei-2012")


def own_theme(site: Path) -> None:
    """Add a theme that changes one block."""
    folder = site / "themes/own"
    (folder / "templates").mkdir(parents=True)
    (folder / "theme.yaml").write_text("extends: default\n", "utf-8")
    (folder / "templates/404.html").write_text("<!doctype html><title>404</title>没有\n", "utf-8")
    settings("^theme: default", "theme: own")(site)


POST = "---\ntitle: {}\ndate: 2013-04-05 09:00\nregion: 夹江县\nstatus: {}\n---\n\n正文一句。\n"

EDITS: dict[str, Edit] = {
    "first build": nothing,
    "text": replaced(NEWS, r"巡讲团没有带稿子。", "巡讲团**没有**带稿子。"),
    "text again": replaced(NEWS, r"五位劳模", "六位劳模"),
    "text of another": replaced(OTHER, r"\Z", "\n又一句。\n"),
    "title": key(NEWS, "title", "巡讲走进夹江"),
    "summary": key(NEWS, "summary", "一句摘要"),
    "tags": key(NEWS, "tags", "[劳模, 巡讲]"),
    "other tags": key(NEWS, "tags", "[巡讲]"),
    "region": key(NEWS, "region", "沙湾区"),
    "activity": key(NEWS, "activity", "reading"),
    "date into another phase": key(NEWS, "date", "2012-10-09 10:00"),
    "unit": key(NEWS, "unit", "乐山市总工会"),
    "source": key(NEWS, "source", "示例日报"),
    "pinned": key(NEWS, "pinned", "true"),
    "alias": key(NEWS, "aliases", "[old-lecture/]"),
    "alias removed": replaced(NEWS, r"^aliases:.*\n", ""),
    "slug": key(NEWS, "slug", "lecture"),
    "person": replaced(EXEMPLAR, r"^  role:.*", "  role: 另一职务"),
    "new post": written(NEW, POST.format("全新的一篇", "published")),
    "link to the new post": replaced(OTHER, r"\Z", "\n见[新稿](brand-new.md)。\n"),
    "new post as a draft": key(NEW, "status", "draft"),
    "published again": key(NEW, "status", "published"),
    "new post renamed, link dead": renamed(NEW, "leshan-2012/news/named.md"),
    "link mended": replaced(OTHER, r"brand-new\.md", "named.md"),
    "mistake in a text": replaced(NEWS, r"\Z", "\n[坏](nowhere.md)\n"),
    "mistake in a region": key(NEWS, "region", "夹江现"),
    "mistakes mended": replaced(NEWS, r"\n\[坏\].*\n", ""),
    "region mended": key(NEWS, "region", "夹江县"),
    "picture": another_picture,
    "attachment": replaced(ATTACHMENT, r"\Z", "另一行,1\n"),
    "campaign's title": replaced(CAMPAIGN, r"^title:.*", "title: 乐山工会学雷锋（新）"),
    "phases": replaced(CAMPAIGN, r"^    start: 2012-10-01", "    start: 2012-09-01"),
    "new column": replaced(CAMPAIGN, r"^columns:", "columns:\n  - {slug: c, name: 新, kind: news}"),
    "standalone page": replaced("about.md", r"\Z", "\n又一句。\n"),
    "title of a standalone page": key("about.md", "title", "关于本站"),
    "campaign taken away": column_moved,
    "campaign back": column_back,
    "post removed": removed(OTHER),
    "site's name": settings("^name:.*", "name: 另一个名字"),
    "page size": settings("^page_size:.*", "page_size: 3"),
    "theme": own_theme,
    "last look": nothing,
}
"""Each edit by its name, in order."""
