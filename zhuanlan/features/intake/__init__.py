"""Files of units → drafts: the command `import`, and a module for each kind of file.

`bundles` sorts what came in into stories with their pictures (`archives` and `mail` unpack),
importers read a story into blocks, `recognise/` says what its blocks say of it, `filling` makes a
draft of both, `kept` keeps the file and knows it again, `merging` updates a draft by a corrected
file, `reports` tells what was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `--help` imports this
    from zhuanlan.core.registry import Registry

_MODULES = ("ofd", "office", "pdf", "sheets", "slides", "text", "web", "word")


def register(registry: Registry) -> None:
    """Register our importers, the keys that they write, and what keeps guesses unpublished."""
    for name in _MODULES:
        registry.importers.add(name, f"{__name__}.{name}:{name.upper()}")
    registry.fields.add("imported", f"{__name__}.fields:IMPORTED")
    registry.fields.add("photographer", f"{__name__}.fields:PHOTOGRAPHER")
    registry.guards.add("intake", f"{__name__}.waiting:ConfirmGuard")
    registry.rules.add("unconfirmed", f"{__name__}.waiting:UNCONFIRMED")
    registry.settings.add("intake", f"{__name__}.settings:IntakeSettings")
