"""Works that were sent in: posters, drawings, calligraphy (作品)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt, Sign

WORKS = ColumnKind(
    name="works",
    title=N_("works"),
    chinese=("作品",),
    macro="pictures",
    home=Excerpt(6, "pictures"),
    signs=(
        Sign(6, "title", r"^《[^》]+》$"),
        Sign(4, "text", r"(?:诗歌|散文|征文|书法|绘画)(?:征文|作品)|此稿为(?:诗歌|散文|征文)"),
        Sign(7, "lines", r"指导(?:教师|老师)"),
        Sign(6, "verses"),
        Sign(4, "title", r"诗歌|散文|组诗|读后感|观后感|征文"),
    ),
)
