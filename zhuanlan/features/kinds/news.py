"""News of a campaign (动态)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt

NEWS = ColumnKind(
    name="news",
    title=N_("news"),
    chinese=("动态",),
    home=Excerpt(7, "lead_and_lines", lead=True),
    front=Excerpt(8, "lead_beside_lines", lead=True, title=N_("News")),
    days=14,
)
