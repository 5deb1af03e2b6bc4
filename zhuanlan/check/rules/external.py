"""Links to other sites, looked up by lychee."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Published
from zhuanlan.core.i18n import N_
from zhuanlan.model.checks import Rule

_LINK = re.compile(r"https?://(?:[^\s<>()（）\"'，。；、”\]}]|\([^\s()（）]*\))+", re.IGNORECASE)


class NoLycheeError(Exception):
    """lychee is not installed."""


@dataclass(frozen=True, slots=True)
class _Mention:
    path: str
    line: int
    column: int


def dead_links(published: Published) -> Iterator[Finding]:
    """Find links to other sites that lead nowhere; raises NoLycheeError without lychee.

    The site itself may not be published yet.
    """
    program = shutil.which("lychee")
    if program is None:
        raise NoLycheeError
    mentions: dict[str, list[_Mention]] = {}
    urls = set()
    for path in published.sources:
        for number, line in enumerate(published.read(path).lines, 1):
            for found in _LINK.finditer(line) if "://" in line else ():
                url = html.unescape(found[0]).rstrip(".,;:!?")
                if url.startswith(published.site.config.url):
                    continue
                urls.add(url)
                mentions.setdefault(_known_by(url), []).append(
                    _Mention(path, number, found.start() + 1)
                )
    if not urls:
        return
    for url, reason in _looked_up(program, sorted(urls)).items():
        for mention in mentions.get(_known_by(url), []):
            yield finding(
                "link-external",
                mention.path,
                (mention.line, mention.column),
                N_("{url} leads nowhere: {reason}"),
                N_("correct the address, or take the link away"),
                url=url,
                reason=reason,
            )


def _known_by(url: str) -> str:
    """Return what lychee's form of an address has in common with the written one."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{host.lower()}{slash}{quote(unquote(path))}".rstrip("/")


def _looked_up(program: str, urls: list[str]) -> dict[str, str]:
    """Return those that lead nowhere, with what lychee says of them."""
    command = [program, "--format", "json", "--no-progress", "--max-redirects", "8", "-"]
    run = subprocess.run(  # noqa: S603 - addresses go by standard input, not as arguments
        command, input="\n".join(urls), capture_output=True, encoding="utf-8", check=False
    )
    try:
        told = json.loads(run.stdout)
    except ValueError:
        raise OSError(run.stderr.strip()[:400] or "lychee") from None
    failures = told.get("error_map") or told.get("fail_map") or {}
    return {
        one["url"]: str(one["status"].get("details") or one["status"].get("text", ""))
        for group in failures.values()
        for one in group
    }


LINK_EXTERNAL = Rule(
    "link-external",
    "error",
    N_("a link to another site leads nowhere"),
    {"published": dead_links},
    online=True,
)
