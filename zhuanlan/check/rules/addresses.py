"""The rule that addresses stay: what readers know leads to a page, or to a word that it is gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from zhuanlan.build.addresses import Vanished, vanished
from zhuanlan.check.finding import LEDGER, Finding, finding
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.check.scopes import Published, Read
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Fix
from zhuanlan.load.published import Known
from zhuanlan.model.checks import Rule
from zhuanlan.model.config import CONFIG
from zhuanlan.model.site import Site


def addresses(published: Published) -> Iterator[Finding]:
    """Find known addresses that no file of the output answers."""
    return lost(published.site, published.files, published.known, published.read)


def lost(
    site: Site, files: Collection[str], known: Sequence[Known], read: Read
) -> Iterator[Finding]:
    """Find known addresses that none of the `files` of the output answers."""
    moved: dict[str, list[str]] = {}
    for one in vanished(site, files, known):
        if len(one.posts) == 1:
            moved.setdefault(one.posts[0].path, []).append(one.known.address)
        elif one.late:
            yield _late(one, read(one.late.path), one.late.path)
        else:
            yield _gone(one)
    for path, addresses in moved.items():
        yield _moved(read(path), path, addresses)


def _moved(manuscript: Manuscript, path: str, addresses: Sequence[str]) -> Finding:
    spot, fix = _alias(manuscript, addresses)
    listed = ", ".join(addresses)
    message = N_("readers know this as {addresses}, which would lead nowhere")
    hint = N_("check --fix adds it to aliases") if fix else N_("add it to aliases")
    return finding("address", path, spot, message, hint, fix=fix, addresses=listed)


def _late(one: Vanished, manuscript: Manuscript, path: str) -> Finding:
    return finding(
        "address",
        path,
        manuscript.value_spot("date"),
        N_("readers know this as {address}, which would lead nowhere until its date, {date}"),
        N_("correct the date; or write status: draft, if it is to be withdrawn"),
        address=one.known.address,
        date=manuscript.matter.data["date"],
    )


def _gone(one: Vanished) -> Finding:
    known = one.known
    values: dict[str, Any] = {
        "address": known.address,
        "title": known.title,
        "source": known.source,
    }
    line = known.line
    if one.address:
        message = N_("the address {address} of “{title}” would lead nowhere; it is {new} now")
        hint = N_("write redirects: and below it, indented, {address}: {new}")
        return finding("address", CONFIG, (0, 0), message, hint, new=one.address, **values)
    if one.posts:
        message = N_(
            "the address {address} of “{title}” would lead nowhere; it may be one of {posts} now"
        )
        hint = N_("write aliases: [{address}] in the right one")
        posts = ", ".join(post.path for post in one.posts)
        return finding("address", LEDGER, (line, 1), message, hint, posts=posts, **values)
    hint = N_("put it back, or say that it is gone: zhuanlan takedown --gone {address}")
    if not line:  # known from the host alone
        message = N_("readers know the address {address}, which would lead nowhere")
        return finding("address", CONFIG, (0, 0), message, hint, **values)
    message = N_("the address {address} of “{title}” would lead nowhere: {source} has it no longer")
    return finding("address", LEDGER, (line, 1), message, hint, **values)


def _alias(manuscript: Manuscript, addresses: Sequence[str]) -> tuple[tuple[int, int], Fix | None]:
    """Return how old addresses are added to the front matter, and where."""
    written = (manuscript.matter.data or {}).get("aliases")
    listed = ", ".join(addresses)
    if ("aliases",) not in manuscript.matter.keys:
        end = manuscript.body_line - 1, 1  # the line that ends the front matter
        return end, Fix("", f"aliases: [{listed}]\n", adds="aliases")
    line, column = spot = manuscript.value_spot("aliases")
    rest = manuscript.lines[line - 1][column - 1 :]
    if rest.startswith("["):
        return spot, Fix("[", f"[{listed}, " if written else f"[{listed}")
    if isinstance(written, str) and rest.rstrip() == written:
        return spot, Fix(written, f"[{written}, {listed}]")
    if isinstance(written, list):
        line, column = manuscript.value_spot("aliases", 0)
        before = manuscript.lines[line - 1][: column - 1]
        if re.fullmatch(r" *- +", before):
            new = "".join(f"{before}{address}\n" for address in addresses)
            return (line, 1), Fix("", new)
    return spot, None


ADDRESS = Rule(
    "address",
    "error",
    N_("an address that readers know would lead nowhere"),
    {"published": addresses},
    fixable=True,
)
