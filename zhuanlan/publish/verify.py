"""Verify over HTTP, by a sample of pages, that readers get what was published."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from urllib.parse import quote, urlsplit

from zhuanlan.core.i18n import N_
from zhuanlan.render.addresses import Addresses
from zhuanlan.write.manifest import digest_of

PATIENCE = 30.0
"""Seconds within which a host shows a new page; some need a few, and so do their caches."""
_PAUSE = 2.0
_TIMEOUT = 15


@dataclass(frozen=True, slots=True)
class Wrong:
    """A page that is not what was published: an untranslated reason with its values."""

    address: str
    reason: str
    values: Mapping[str, str]


def sample(pages: Sequence[str], changed: Sequence[str], count: int) -> list[str]:
    """Choose pages to look at: up to half of them changed ones, the others from everywhere."""
    first = _spread(changed, (count + 1) // 2)
    return [*first, *_spread([page for page in pages if page not in first], count - len(first))]


def _spread(pages: Sequence[str], count: int) -> list[str]:
    step = max(len(pages) // count, 1) if count else 1
    return [*pages[::step]][:count]


def look(
    url: str, digests: Mapping[str, str], files: Mapping[str, str], patience: float = PATIENCE
) -> Iterator[Wrong]:
    """Yield the pages that are not as they were published.

    `files` are the sampled addresses within the site with their files, `digests` those of the
    files. Whoever does not show them yet is asked again until `patience` seconds are over.
    """
    full = Addresses(_in_ascii(url), relative=False).absolute
    end = time.monotonic() + patience
    open_ = dict(files)
    while True:
        with ThreadPoolExecutor(4) as pool:
            asked = {
                page: pool.submit(partial(_wrong, full(page), digests[file]))
                for page, file in open_.items()
            }
        wrong = {page: found for page, future in asked.items() if (found := future.result())}
        if not wrong or time.monotonic() > end:
            yield from wrong.values()
            return
        open_ = {page: files[page] for page in wrong}
        time.sleep(min(_PAUSE, max(end - time.monotonic(), 0)))


def _in_ascii(url: str) -> str:
    """Return an address as it is asked for: 雷锋.中国 has another form on the wire."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode() if not url.isascii() else parts.hostname
    port = f":{parts.port}" if parts.port else ""
    literal = f"[{host}]" if ":" in (host or "") else host
    path = quote(parts.path, safe="/%+,;=@~!$&'()*:")
    return f"{parts.scheme}://{literal}{port}{path}"


def _wrong(address: str, digest: str) -> Wrong | None:
    ask = urllib.request.Request(  # noqa: S310 - http and https only: the model sees to it
        address, headers={"Cache-Control": "no-cache", "User-Agent": "zhuanlan"}
    )
    try:
        with urllib.request.urlopen(ask, timeout=_TIMEOUT) as answer:  # noqa: S310
            same = digest_of(answer.read()) == digest
    except urllib.error.HTTPError as error:
        return Wrong(address, N_("the server answers {status}"), {"status": str(error.code)})
    except (OSError, ValueError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        return Wrong(address, N_("it cannot be reached: {reason}"), {"reason": str(reason)})
    return None if same else Wrong(address, N_("the server shows another page"), {})
