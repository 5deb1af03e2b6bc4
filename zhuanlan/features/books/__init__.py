"""Books: a campaign's tables, declared, read from CSV, XLSX and YAML, added up, and shown.

`tables` reads files into cells, `values` reads cells, `rows` makes the rows of a book of them,
`loading` finds the files. `sums` and `summaries` add up, `pages` plans pages made of `sections`,
`downloads` makes CSV and XLSX. A kind of book is a module of `kinds/`; `forms/` holds what the kind
`form` needs, with the command `form`.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry, modules_in
from zhuanlan.features.books.kinds import __path__ as _kinds


def register(registry: Registry) -> None:
    """Register our kinds of books, and what reads and shows them."""
    for kind in modules_in(_kinds):
        registry.books.add(kind, f"{__name__}.kinds.{kind}:{kind.upper()}")
    registry.commands.add("services", f"{__name__}.services.command")
    registry.migrations.add("books", f"{__name__}.moving:into_books")
    registry.data.add("books", f"{__name__}.loading:BOOKS")
    registry.pages.add("books", f"{__name__}.pages:BOOKS")
    registry.commands.add("form", f"{__name__}.forms.command")
    registry.stages.add("books", f"{__name__}.downloads:DOWNLOADS")
