"""What readers must not learn about somebody: found in texts, masked or refused.

`personal` finds numbers and addresses (`numbers`, `labels`, `spelling`); `minors` and `consents`
say whose names and pictures need a consent; `guard` masks texts, and `sources` applies all of it to
one source. Settings and ledgers are in `model/privacy.py` and `load/ledgers.py`: the spine keeps
takedowns and consents with the other declarations.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry


def register(registry: Registry) -> None:
    """Register what looks through sources, and the rules."""
    registry.guards.add("privacy", f"{__name__}.sources:SourceGuard")
    registry.rules.add("personal-data", f"{__name__}.rules.personal_data:PERSONAL_DATA")
    registry.rules.add("child-named", f"{__name__}.rules.child_named:CHILD_NAMED")
