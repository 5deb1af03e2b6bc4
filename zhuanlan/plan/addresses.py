"""Addresses: where each page and file stands, relative to the site.

Sections are folders, articles flat files; all is ASCII. An address depends on what it names and on
nothing else, so it never moves because other content came or went.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from zhuanlan.model.campaign import Campaign

COLOURS = "assets/colours.css"
"""The style sheet with the colours that the site and its campaigns choose."""

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def campaign(which: Campaign) -> str:
    """The campaign's home page."""
    return f"{which.slug}/"


def column(which: Campaign, slug: str) -> str:
    """A column's list."""
    return f"{which.slug}/{slug}/"


def regions(which: Campaign) -> str:
    """The list of a campaign's regions."""
    return f"{which.slug}/regions/"


def region(which: Campaign, code: str) -> str:
    """A region's list."""
    return f"{which.slug}/regions/{code}/"


def cell(which: Campaign, code: str, phase: str) -> str:
    """The list of a region in a phase."""
    return f"{which.slug}/regions/{code}/{phase}/"


def phase(which: Campaign, slug: str) -> str:
    """A phase's list."""
    return f"{which.slug}/phases/{slug}/"


def matrix(which: Campaign) -> str:
    """The table of regions and phases."""
    return f"{which.slug}/matrix/"


def activity(which: Campaign, slug: str) -> str:
    """An activity's list."""
    return f"{which.slug}/activities/{slug}/"


def tag(which: Campaign, slug: str) -> str:
    """A tag's list."""
    return f"{which.slug}/tags/{slug}/"


def category(which: Campaign, slug: str) -> str:
    """A category of exemplars."""
    return f"{which.slug}/categories/{slug}/"


def documents(which: Campaign) -> str:
    """The campaign's documents."""
    return f"{which.slug}/documents/"


def asset(path: str) -> str:
    """The published address of a content file; names that are not plain ASCII get a short hash."""
    return "/".join(_safe(part) for part in path.split("/"))


def _safe(name: str) -> str:
    if _SAFE.fullmatch(name):
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(name).stem.lower()).strip("-")
    suffix = PurePosixPath(name).suffix.lower()
    return f"{stem or 'file'}-{digest}{suffix if suffix.isascii() else ''}"
