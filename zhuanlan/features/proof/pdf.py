"""HTML → PDF, by a Chromium that is installed: it reaches no network.

The page's own policy lets no script run; a Chromium without scripts prints nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "msedge"),
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_SECONDS = 120
"""Time for one file; a story with many photographs takes a few seconds."""

_FLAGS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--disable-quic", "--no-pdf-header-footer"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def find_chromium() -> str | None:
    """Return the program of an installed Chromium, Chrome or Edge, or None."""
    named = (shutil.which(name) for name in _NAMES)
    placed = (place for place in _PLACES if Path(place).is_file())
    return next((found for found in (*named, *placed) if found), None)


def pdf_of(page: bytes, chromium: str) -> bytes | None:
    """Return a page as a PDF, or None where the program does not make one."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, made = Path(folder, "proof.html"), Path(folder, "proof.pdf")
        source.write_bytes(page)
        root = ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()
        own = (f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", source.as_uri())
        try:
            subprocess.run(  # noqa: S603 - no shell
                [chromium, *_FLAGS, *root, *own],
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
            data = made.read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None
    return data if data.startswith(b"%PDF-") else None
