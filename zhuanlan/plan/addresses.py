"""Addresses: where each page and file stands, relative to the site.

Sections are folders, articles flat files; all is ASCII. An address depends on what it names and on
nothing else, so it never moves because other content came or went. `taxonomies` has those of lists.
"""

from __future__ import annotations

from zhuanlan.model.campaign import Campaign

COLOURS = "assets/colours.css"
"""The style sheet with the colours that the site and its campaigns choose."""


NAMED = r"assets/[^/]+\.[0-9a-f]{10}\.[a-z0-9]+|pagefind/(?:fragment|index|filter)/[^/]+"
"""Files whose names change with their bytes, as a regular expression: they may be kept for ever."""

SEARCH = "search.html"
"""The page on which readers search the site."""

SEARCHING = (SEARCH, "pagefind/pagefind-worker.js")
"""What reads the search's index by WebAssembly, and needs a policy that allows it.

The page, and the worker that searches for it: a worker obeys the policy of its own answer.
"""


def campaign(which: Campaign) -> str:
    """The campaign's home page."""
    return f"{which.slug}/"


def matrix(which: Campaign) -> str:
    """The table of regions and phases."""
    return f"{which.slug}/matrix/"


def people(which: Campaign, initial: str = "") -> str:
    """The index of a campaign's exemplars by name, or its part for an initial."""
    return f"{which.slug}/people/{f'{initial.lower()}/' if initial else ''}"


def documents(which: Campaign) -> str:
    """The campaign's documents."""
    return f"{which.slug}/documents/"
