"""Who works in the office, and what each may do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared, Text, refuse

Right = Literal["write", "drafter", "editor", "approver", "publish"]
"""What somebody may do: write posts, sign one of the three readings, publish."""


class Member(Declared):
    """One of the staff."""

    name: Text = Field(description=N_("Name: as it stands in signatures"), examples=["李四"])
    git: Text | None = Field(
        None,
        description=N_("Git: the identity of this person's signed commits, such as a mailbox"),
        examples=["lisi"],
    )
    may: tuple[Right, ...] = Field(
        ("write",),
        description=N_("May: write, drafter, editor, approver (the readings), publish"),
        examples=[["write", "editor"]],
    )


def _names_once(members: tuple[Member, ...]) -> tuple[Member, ...]:
    seen: set[str] = set()
    for place, member in enumerate(members):
        if member.name in seen:
            message = N_("the staff has two people named “{name}”")
            raise refuse(message, at=(place, "name"), name=member.name)
        seen.add(member.name)
    return members


Staff = Annotated[tuple[Member, ...], AfterValidator(_names_once)]
"""The staff of a site; nobody is checked where it is empty."""


def member_named(staff: Iterable[Member], name: str) -> Member | None:
    """Return the one of that name."""
    return next((member for member in staff if member.name == name), None)


def allowed_to(staff: Iterable[Member], right: Right) -> list[str]:
    """Return the names of those that may do something."""
    return [member.name for member in staff if right in member.may]
