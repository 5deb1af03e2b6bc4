"""Reports: figures of a campaign with their sources, in the formats of an office.

`gather` finds the stories that count, `tables/` makes tables of them, a module for each family,
`making` puts a report together, and `formats/` writes it. `report` says what all of them know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `--help` imports the command below, and no registry
    from zhuanlan.core.registry import Registry

_ORDER = (
    *("regions", "columns", "months", "units", "silent", "exemplars", "pictures", "signing"),
    *("corrections", "views", "books", "deadlines", "press"),
)
"""The tables in the order in which a report shows them."""


def register(registry: Registry) -> None:
    """Register our tables; their modules are imported when a report is made."""
    for name in _ORDER:
        registry.report_tables.add(name, f"{__name__}.tables.{name}:{name.upper()}")
