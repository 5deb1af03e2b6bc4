"""The directives that texts may use: a module for each.

A module `map` holds `MAP`, the directive `map`, and nobody else has to name it.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry, modules_in

_FIRST = ("gallery", "quote", "video", "attachment", "related")
"""In the order of the handbook."""


def register(registry: Registry) -> None:
    """Register our directives; their modules are imported when a text uses them."""
    for name in dict.fromkeys([*_FIRST, *modules_in(__path__)]):
        registry.directives.add(name, f"{__name__}.{name}:{name.upper()}")
