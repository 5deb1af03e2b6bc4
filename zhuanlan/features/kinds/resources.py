"""Material to use and to download (资源)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt

RESOURCES = ColumnKind(name="resources", title=N_("resources"), chinese=("资源",), home=Excerpt(5))
