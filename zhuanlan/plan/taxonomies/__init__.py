"""What posts are grouped by: a module for each taxonomy.

A module `tag` holds `TAG`, the taxonomy `tag`, and nobody else has to name it.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry, modules_in

_FIRST = ("column", "region", "cell", "phase", "activity", "unit", "tag", "category")
"""In the order in which a post's page shows “more of this”."""


def register(registry: Registry) -> None:
    """Register our taxonomies; their modules are imported when settings are checked."""
    for name in dict.fromkeys([*_FIRST, *modules_in(__path__)]):
        registry.taxonomies.add(name, f"{__name__}.{name}:{name.upper()}")
