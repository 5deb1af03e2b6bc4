"""The kinds of columns: a module for each.

A module `songs` holds `SONGS`, the kind `songs`, and nobody else has to name it.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry, modules_in

_FIRST = ("exemplars", "news", "notices", "works", "resources", "videos")
"""In the order of the handbook."""


def register(registry: Registry) -> None:
    """Register our kinds; their modules are imported when columns are declared."""
    for kind in dict.fromkeys([*_FIRST, *modules_in(__path__)]):
        registry.kinds.add(kind, f"{__name__}.{kind}:{kind.upper()}")
