"""三审三校: who drafted, edited and approved a post, and what exactly was approved."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.fields import Declared, Moment, Text

Role = Literal["drafter", "editor", "approver"]

ROLES: tuple[Role, ...] = get_args(Role)

ROLE_NAMES: dict[Role, Word] = {
    "drafter": Word(N_("first reading (drafter)")),
    "editor": Word(N_("second reading (editor)")),
    "approver": Word(N_("final reading (approver)")),
}

OTHERS = "*"
"""Stands for the columns that are not named."""


class SignoffSettings(Declared):
    """Who has to sign before a post is published; `build --strict` holds it."""

    columns: dict[Text, tuple[Role, ...]] = Field(
        default_factory=dict,
        description=N_(
            "Columns: the readings that each needs, by its slug or name; * for all others"
        ),
        examples=[{"*": ["drafter", "editor", "approver"]}],
    )
    git: bool = Field(
        False,
        description=N_("Git: whether the commit of a signature has to be signed, too"),
        examples=[True],
    )

    def required(self, slug: str, name: str) -> tuple[Role, ...]:
        """Return the readings that a column needs; its name stands for its slug, too."""
        columns = self.columns
        return columns.get(slug, columns.get(name, columns.get(OTHERS, ())))


class Signature(Declared):
    """One reading: by whom, when, and of which text, pictures and attachments (digests)."""

    role: Role = Field(description=N_("Role: drafter, editor or approver"), examples=["editor"])
    name: Text = Field(description=N_("Name: who signed"), examples=["李四"])
    date: Moment = Field(description=N_("Date: when"), examples=["2013-03-05 09:00"])
    text: Text = Field(
        description=N_("Text: the digest of what was read"), examples=["sha256:9f86d0…"]
    )
    files: dict[Text, Text] = Field(
        default_factory=dict,
        description=N_("Files: the digests of the pictures and attachments that go with it"),
        examples=[{"spring/news/photo.jpg": "sha256:2c26b4…"}],
    )


class Signatures(Declared):
    """The whole of a file below `ledgers/signoffs/`."""

    signatures: tuple[Signature, ...] = Field(
        (),
        description=N_("Signatures: the latest of each role"),
        examples=[
            [{"role": "editor", "name": "李四", "date": "2013-03-05", "text": "sha256:9f86d0…"}]
        ],
    )

    def by(self, role: Role) -> Signature | None:
        """Return the signature of a role."""
        return next((one for one in self.signatures if one.role == role), None)
