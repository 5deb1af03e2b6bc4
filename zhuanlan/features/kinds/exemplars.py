"""Stories of people who are held up as examples (典型)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt, Needed

EXEMPLARS = ColumnKind(
    name="exemplars",
    title=N_("exemplars"),
    chinese=("典型",),
    needs=(
        Needed(
            "person",
            N_("a story of an exemplar column needs “person”"),
            N_("write person: and below it, indented, name:"),
        ),
    ),
    macro="people",
    home=Excerpt(8, "people"),
    front=Excerpt(8, "people", title=N_("Exemplars")),
    people=True,
)
