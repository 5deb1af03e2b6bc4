"""A disc edition: its own pages, and the ZIP or image that it is made into."""

from __future__ import annotations

from zhuanlan.core.registry import Registry


def register(registry: Registry) -> None:
    """Register the pages that only a disc has."""
    registry.pages.add("disc", "zhuanlan.features.disc.pages:DISC")
