"""Web pages, and what is pasted from Word, WPS, Excel, WeChat and content management systems.

`files` reads a saved page or what was pasted, `cleaning` makes a document of it: `reading` gives a
tree, `main_text` finds the text in it, `walking` turns that into paragraphs, `paragraphs` tidies
them, `pictures` finds what they show.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from zhuanlan.core.importers import Draft, Importer, Loss


def drafts(file: Path, hosts: Collection[str] = ()) -> tuple[list[Draft], tuple[Loss, ...]]:
    """Return a saved page as one draft, and what is lost of it; pictures of `hosts` are fetched."""
    from zhuanlan.features.intake.drafting import draft
    from zhuanlan.features.intake.web.files import document

    return draft(document(file, hosts), file)


WEB = Importer((".html", ".htm", ".mht", ".mhtml"), drafts, fetching=drafts)
