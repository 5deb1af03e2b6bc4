"""Books: a campaign's tables, declared, read from CSV, XLSX and YAML, added up, and shown.

`tables` reads files into cells, `values` reads cells, `rows` makes the rows of a book of them,
`loading` finds the files. `sums` and `summaries` add up, `pages` plans pages made of `sections`,
`downloads` makes CSV and XLSX. A kind of book is a module of `kinds/`; `forms/` holds what the kind
`form` needs, with the command `form`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `--help` imports the commands below, and no registry
    from zhuanlan.core.registry import Registry


def register(registry: Registry) -> None:
    """Register our kinds of books, and what reads and shows them."""
    from zhuanlan.core.registry import modules_in
    from zhuanlan.features.books import kinds

    for kind in modules_in(kinds.__path__):
        registry.books.add(kind, f"{__name__}.kinds.{kind}:{kind.upper()}")
    registry.migrations.add("books", f"{__name__}.moving:into_books")
    registry.data.add("books", f"{__name__}.loading:BOOKS")
    registry.pages.add("books", f"{__name__}.pages:BOOKS")
    registry.rules.add("return-blank", f"{__name__}.rules.return_blank:RETURN_BLANK")
    registry.stages.add("books", f"{__name__}.downloads:DOWNLOADS")
