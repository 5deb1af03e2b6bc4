"""Takedown: a person or a page is taken off the site, and stays off."""

from __future__ import annotations

from zhuanlan.core.registry import Registry


def register(registry: Registry) -> None:
    """Register the command `takedown`."""
    registry.commands.add("takedown", "zhuanlan.features.takedown.command")
