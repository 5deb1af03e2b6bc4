"""Books: a campaign's tables, declared, read from CSV, XLSX and YAML, added up, and shown.

`tables` reads files into cells, `values` reads cells, `rows` makes the rows of a book of them;
`sums` adds up. The kinds of books are in `kinds/`.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry, modules_in
from zhuanlan.features.books.kinds import __path__ as _kinds


def register(registry: Registry) -> None:
    """Register our kinds of books; their modules are imported when books are declared."""
    for kind in modules_in(_kinds):
        registry.books.add(kind, f"{__name__}.kinds.{kind}:{kind.upper()}")
