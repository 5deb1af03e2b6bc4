"""`intake:` in `config.yaml`: how long the files of units are kept, and whether in git."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared

Days = Annotated[int, Field(ge=1, le=36_500)] | None


class IntakeSettings(Declared):
    """Intake: how long the files of units are kept, and whether in git."""

    retention_days: Days = Field(
        None,
        description=N_("Retention: days that files are kept in sources/; for ever unless given"),
        examples=[365],
    )
    keep_in_git: bool = Field(
        False,
        description=N_("In git: whether sources/ may be committed; it holds personal data"),
        examples=[True],
    )
