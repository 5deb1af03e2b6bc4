"""Works that were sent in: posters, drawings, calligraphy (作品)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt

WORKS = ColumnKind(
    name="works",
    title=N_("works"),
    chinese=("作品",),
    macro="pictures",
    home=Excerpt(6, "pictures"),
)
