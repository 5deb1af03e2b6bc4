"""Videos (视频)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt

VIDEOS = ColumnKind(
    name="videos",
    title=N_("videos"),
    chinese=("视频",),
    macro="pictures",
    home=Excerpt(4, "pictures"),
)
