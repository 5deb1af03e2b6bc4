"""What was probably meant by a column that no campaign has, by the names that editors see."""

from __future__ import annotations

from collections.abc import Iterable

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely, meant_of_allowed
from zhuanlan.model.declared import ColumnSpec


def no_column(written: str, columns: Iterable[ColumnSpec]) -> tuple[dict[str, str], str]:
    """Return the values and the hint of a problem with a folder that belongs to no column.

    A folder that bears the name of a column is to be renamed to its slug, which addresses show.
    """
    by_slug = {column.slug: column.name for column in columns}
    by_name = {name: slug for slug, name in by_slug.items()}
    allowed = ", ".join(f"{name} ({slug})" for slug, name in by_slug.items()) or "–"
    if written in by_name:
        slug = by_name[written]
        hint = N_("the folder of that column is called “{guess}”; move the file there")
        return {"value": written, "guess": slug, "allowed": allowed}, hint
    guess = likely(written, [*by_slug, *by_name])
    guess = by_name.get(guess, guess)
    hint = meant_of_allowed(guess)
    if not guess:
        hint = N_("allowed: {allowed}; or declare it under columns in campaign.yaml")
    return {"value": written, "guess": guess, "allowed": allowed}, hint
