"""Sign-off: who has to sign a story before it is published, and who has."""

from __future__ import annotations

from zhuanlan.core.registry import Registry


def register(registry: Registry) -> None:
    """Register the command `sign`, and the condition that posts are signed."""
    registry.gates.add("signoff", "zhuanlan.features.signoff.signing:unsigned")
    registry.commands.add("sign", "zhuanlan.features.signoff.command")
