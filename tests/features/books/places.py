"""A small site with books, and a look at its pages."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from zhuanlan.testing import SmallSite


def site_with(folder: Path, *books: dict[str, Any], **campaign: Any) -> SmallSite:
    """Return a small site whose campaign keeps books."""
    keys = {"language": "en", "scope": "广东省", "books": list(books), **campaign}
    site = SmallSite(folder, campaign=keys)
    site.post("news/first.md", title="首稿", region="肇庆市")
    return site


def without_rows(site: SmallSite, *books: str) -> None:
    """Write the files of books that have no rows yet."""
    for book in books:
        table(site, book, "")


def table(site: SmallSite, book: str, text: str) -> None:
    """Write the rows of a book as CSV."""
    site.write(f"content/spring/books/{book}.csv", text)


def said(site: SmallSite, page: str) -> str:
    """Return the text of a page's main part, with single spaces."""
    main = site.page(f"spring/books/{page}").partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", f"<main{main}")).split())


def files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def same_as_clean(site: SmallSite, **changes: Any) -> bool:
    """Build once more, and tell whether a clean build has the same bytes."""
    site.build(**changes)
    clean = site.folder / "clean"
    site.build(output=clean, **changes)
    return files(site.folder / "output") == files(clean)
