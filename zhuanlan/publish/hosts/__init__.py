"""The hosts that a site can be published to: a module for each kind of `publish.targets`.

A module `ftp` holds `FTP`, the host of kind `ftp`, and nobody else has to name it. The kind of a
module `web_dav` is `web-dav`.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry, modules_in

_FIRST = ("dir", "ssh", "s3", "git")
"""In the order of the handbook."""


def register(registry: Registry) -> None:
    """Register our hosts by their kinds; their modules are imported when a target is declared."""
    for module in dict.fromkeys([*_FIRST, *modules_in(__path__)]):
        kind = module.replace("_", "-")
        registry.hosts.add(kind, f"{__name__}.{module}:{module.upper()}")
