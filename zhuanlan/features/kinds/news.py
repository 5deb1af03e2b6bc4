"""News of a campaign (动态)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt, Sign

NEWS = ColumnKind(
    name="news",
    title=N_("news"),
    chinese=("动态",),
    home=Excerpt(7, "lead_and_lines", lead=True),
    front=Excerpt(8, "lead_beside_lines", lead=True, title=N_("News")),
    days=14,
    signs=(  # they are what all others are that no kind claims
        Sign(5, "always"),
        Sign(2, "title", r"开展|举行|举办|启动|召开|走进|组织|慰问|送|表彰|启用"),
    ),
)
