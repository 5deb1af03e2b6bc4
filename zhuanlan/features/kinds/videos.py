"""Videos (视频)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt, Sign

VIDEOS = ColumnKind(
    name="videos",
    title=N_("videos"),
    chinese=("视频",),
    macro="pictures",
    home=Excerpt(4, "pictures"),
    signs=(Sign(6, "title", r"微视频|微电影|短视频|MV|（视频）|\(视频\)"),),
)
