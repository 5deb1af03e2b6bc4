"""Notify search engines and the office of what was published."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from zhuanlan.core.i18n import Translator
from zhuanlan.publish.release import Difference
from zhuanlan.publish.report import Report, markdown, write_workbook
from zhuanlan.render.addresses import Addresses
from zhuanlan.write.atomic import replaced

ADDRESSES, INDEXNOW = "addresses.txt", "indexnow.json"
_AT_A_TIME = 10_000
"""Addresses that one message of IndexNow may hold (indexnow.org/documentation)."""


def addresses(difference: Difference, url: str) -> list[str]:
    """Return the full addresses of pages that came, changed or went."""
    absolute = Addresses(url, relative=False).absolute
    files = (*difference.added, *difference.changed, *difference.removed)
    pages = {
        path.removesuffix("index.html") if _is_index(path) else path
        for path in files
        if path.endswith(".html")
    }
    return sorted(map(absolute, pages))


def _is_index(path: str) -> bool:
    return path == "index.html" or path.endswith("/index.html")


def indexnow(changed: Sequence[str], url: str, key: str) -> Iterator[dict[str, object]]:
    """Yield what is sent to a search engine, a message each."""
    for start in range(0, len(changed), _AT_A_TIME):
        yield {
            "host": urlsplit(url).netloc,
            "key": key,
            "keyLocation": f"{url}{key}.txt",
            "urlList": [*changed[start : start + _AT_A_TIME]],
        }


def write(folder: Path, report: Report, url: str, key: str | None, _: Translator) -> None:
    """Write all that others are told into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = addresses(report.difference, url)
    replaced(folder / ADDRESSES, "".join(f"{one}\n" for one in changed).encode())
    replaced(folder / "report.md", markdown(report, _).encode())
    write_workbook(report, folder / "report.xlsx", _)
    for old in folder.glob(f"{Path(INDEXNOW).stem}*.json"):
        old.unlink()
    for number, message in enumerate(indexnow(changed, url, key) if key else ()):
        name = INDEXNOW if not number else f"{Path(INDEXNOW).stem}-{number + 1}.json"
        replaced(folder / name, json.dumps(message, ensure_ascii=False).encode())


def kept_in(ledgers: Path, target: str) -> Path:
    """Return the folder in which an office keeps what publications to a target leave."""
    return ledgers / "published" / target


def keep(folder: Path) -> None:
    """Make a folder of `kept_in`; what is of use on this machine only is left out of git."""
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder.parent / ".gitignore"
    if not ignored.exists():
        replaced(ignored, f"{ADDRESSES}\n{Path(INDEXNOW).stem}*.json\n{_UNTOLD}\n".encode())


def remember(folder: Path, release: str) -> None:
    """Write down of which release nobody has been told yet, or that all have."""
    file = folder / _UNTOLD
    if release:
        replaced(file, release.encode())
    else:
        file.unlink(missing_ok=True)


def remembered(folder: Path) -> str:
    """Return the release of which nobody has been told yet, or an empty string."""
    try:
        return (folder / _UNTOLD).read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""


_UNTOLD = "hook-failed"


def run_hook(hook: Sequence[str], project: Path, folder: Path, release: str) -> int:
    """Run the program of a target; returns its exit status. No shell is between."""
    told = {
        "ZHUANLAN_RELEASE": release,
        "ZHUANLAN_REPORT": str(folder.resolve()),
        "ZHUANLAN_ADDRESSES": str((folder / ADDRESSES).resolve()),
    }
    env = {**os.environ, **told}
    try:
        done = subprocess.run([*hook], cwd=project, env=env, check=False)  # noqa: S603 - the office's own
    except OSError:
        return _NOT_FOUND
    return done.returncode


_NOT_FOUND = 127
"""What shells say of a program that is not there."""
