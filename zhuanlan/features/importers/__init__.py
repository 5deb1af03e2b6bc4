"""Files of other programs → drafts: the command `import`, and a module for each kind of file."""

from __future__ import annotations

from zhuanlan.core.registry import Registry

_MODULES = ("text",)


def register(registry: Registry) -> None:
    """Register the command and our importers."""
    registry.commands.add("import", f"{__name__}.command")
    for name in _MODULES:
        registry.importers.add(name, f"{__name__}.{name}:{name.upper()}")
