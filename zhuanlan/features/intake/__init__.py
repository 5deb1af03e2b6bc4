"""Files of other programs → drafts: the command `import`, and a module for each kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `--help` imports this
    from zhuanlan.core.registry import Registry

_MODULES = ("ofd", "office", "pdf", "slides", "text", "web", "word")


def register(registry: Registry) -> None:
    """Register our importers."""
    for name in _MODULES:
        registry.importers.add(name, f"{__name__}.{name}:{name.upper()}")
