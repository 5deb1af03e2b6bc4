"""Search: what readers may look for → an index that their browser asks.

Pagefind makes the index and answers in the browser. It would cut Chinese text into words otherwise
than a reader does, so each character is a word of its own here (`tokens`), a query is a phrase of
such words, and what is found is exactly what was typed. `themes/default/static/search.js` cuts
queries by the same rules.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry


def register(registry: Registry) -> None:
    """Register the stage that makes the index."""
    registry.stages.add("search", f"{__name__}.searching:SEARCH")
