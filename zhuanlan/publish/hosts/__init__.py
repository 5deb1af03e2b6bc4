"""The hosts that a site can be published to: a module for each kind of `publish.targets`.

A module `ftp` holds `FTP`, the host of kind `ftp`, and nobody else has to name it.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry, modules_in

_FIRST = ("dir", "ssh", "s3", "git")
"""In the order of the handbook."""


def register(registry: Registry) -> None:
    """Register our hosts by their kinds; their modules are imported when a target is declared."""
    for kind in dict.fromkeys([*_FIRST, *modules_in(__path__)]):
        registry.hosts.add(kind, f"{__name__}.{kind}:{kind.upper()}")
