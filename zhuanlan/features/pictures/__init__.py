"""Contributors' pictures → what is published of them.

Hostile until decoded and written again: nothing of a file is passed on but what it shows. What its
camera noted (where, when, whose) goes.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry


def register(registry: Registry) -> None:
    """Register the rule of AI labels."""
    registry.rules.add("ai-label", f"{__name__}.rules.ai_label:AI_LABEL")
