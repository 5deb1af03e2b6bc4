"""Sign-off: who has to sign a story before it is published, and who has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `--help` imports this
    from zhuanlan.core.registry import Registry


def register(registry: Registry) -> None:
    """Register the condition that posts are signed."""
    registry.gates.add("signoff", "zhuanlan.features.signoff.signing:unsigned")
