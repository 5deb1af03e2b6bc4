"""Types of published files: content type, caching, and the order in which they are uploaded."""

from __future__ import annotations

import mimetypes
import re

from zhuanlan.plan import addresses

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".ofd": "application/ofd",
}
"""What machines disagree about; the system's own list is asked for others."""

_NAMED = re.compile(addresses.NAMED)
_ENTRIES = re.compile(
    r"(?:.*/)?(?:index\.html|page-\d+\.html|feed\.xml|sitemap[^/]*\.xml|robots\.txt)"
    rf"|pagefind/[^/]+|{re.escape(addresses.COLOURS)}"
)


def content_type(path: str) -> str:
    """Return the type of a file, as a server tells it."""
    suffix = path[path.rfind(".") :].lower() if "." in path else ""
    return _TYPES.get(suffix) or mimetypes.types_map.get(suffix) or "application/octet-stream"


def caching(path: str) -> str:
    """Return how long a file may be kept: for ever, where its name changes with its bytes."""
    return "public, max-age=31536000, immutable" if _NAMED.fullmatch(path) else "no-cache"


def rank(path: str) -> int:
    """Return when a file has to be there: what pages show, then articles, then lists."""
    if _ENTRIES.fullmatch(path):
        return 2
    return 1 if path.endswith(".html") else 0
