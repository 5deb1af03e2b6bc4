"""Privacy: what of people is shown, and what the office has recorded about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared, Moment, Text
from zhuanlan.model.links import OldAddress

Kind = Literal[
    "id", "bank", "mobile", "landline", "mailbox", "plate", "address", "messenger", "passport"
]
"""Kinds of personal data: what the words below call them."""

KINDS: tuple[Kind, ...] = get_args(Kind)

NAMES: dict[Kind, str] = {
    "id": N_("an identity number"),
    "bank": N_("the number of a bank card or an account"),
    "mobile": N_("a mobile number"),
    "landline": N_("a telephone number"),
    "mailbox": N_("a mailbox"),
    "plate": N_("a number plate"),
    "address": N_("a home address"),
    "messenger": N_("a QQ or WeChat number"),
    "passport": N_("the number of a passport or a permit"),
}

Treatment = Literal["mask", "refuse", "show"]


class PublicValue(Declared):
    """Something that looks personal and is public, such as an office's telephone."""

    value: Text = Field(description=N_("Value: the number or address"), examples=["0451-82345678"])
    reason: Text | None = Field(
        None, description=N_("Reason: why it may be shown"), examples=["省文明办值班电话"]
    )


def _public(value: Any) -> Any:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list):
        return listed
    return [{"value": one} if isinstance(one, str) else one for one in listed]


PublicValues = Annotated[
    tuple[PublicValue, ...],
    BeforeValidator(_public, json_schema_input_type=Text | tuple[Text | PublicValue, ...]),
]
"""Values that may be shown, with or without the reason."""


class PrivacySettings(Declared):
    """What happens to personal data in what contributors write: mask, refuse or show."""

    id: Treatment = Field(
        "mask", description=N_("Identity numbers: mask, refuse or show"), examples=["refuse"]
    )
    bank: Treatment = Field(
        "mask", description=N_("Bank cards and accounts: mask, refuse or show"), examples=["refuse"]
    )
    mobile: Treatment = Field(
        "mask", description=N_("Mobile numbers: mask, refuse or show"), examples=["refuse"]
    )
    landline: Treatment = Field(
        "mask", description=N_("Telephone numbers: mask, refuse or show"), examples=["show"]
    )
    mailbox: Treatment = Field(
        "mask", description=N_("Mailboxes: mask, refuse or show"), examples=["show"]
    )
    plate: Treatment = Field(
        "mask", description=N_("Number plates: mask, refuse or show"), examples=["show"]
    )
    address: Treatment = Field(
        "mask", description=N_("Home addresses: mask, refuse or show"), examples=["refuse"]
    )
    messenger: Treatment = Field(
        "mask",
        description=N_("QQ and WeChat numbers: mask, refuse or show"),
        examples=["show"],
    )
    passport: Treatment = Field(
        "mask",
        description=N_("Passports and travel permits: mask, refuse or show"),
        examples=["refuse"],
    )
    public: PublicValues = Field(
        (),
        description=N_("Public: values that may be shown, each with the reason"),
        examples=[[{"value": "0451-82345678", "reason": "省文明办值班电话"}]],
    )
    consent: Literal["minors", "everyone"] = Field(
        "minors",
        description=N_("Consent: of whom it has to be recorded, of minors or of everyone"),
        examples=["everyone"],
    )

    def showing(self, values: Iterable[str], reason: str) -> PrivacySettings:
        """Return the same settings with more values that are public."""
        more = (PublicValue(value=value, reason=reason) for value in values)
        return self.model_copy(update={"public": (*self.public, *more)})

    def treatment(self, kind: Kind) -> Treatment:
        """Return what happens to a kind of data."""
        found: Treatment = getattr(self, kind)
        return found


Covered = Literal["story", "name", "portrait"]


class Consent(Declared):
    """A consent that the office holds on paper or otherwise: `ledgers/consents.yaml`."""

    person: Text = Field(description=N_("Person: the name as stories write it"), examples=["张三"])
    date: Moment = Field(description=N_("Date: when it was given"), examples=["2013-03-01"])
    given_by: Text | None = Field(
        None,
        description=N_("Given by: a guardian, for a minor; the person unless given"),
        examples=["张三之父"],
    )
    covers: tuple[Covered, ...] = Field(
        ("story", "name", "portrait"),
        description=N_("Covers: story, name, portrait (every picture); all unless given"),
        examples=[["story", "portrait"]],
    )
    note: Text | None = Field(
        None, description=N_("Note: where the paper lies"), examples=["档案柜三，第12号"]
    )


class Takedown(Declared):
    """What was taken off the site, so that it stays off: `ledgers/takedowns.yaml`."""

    source: Text | None = Field(
        None,
        description=N_("Source: the post, from the content folder on; none if it was deleted"),
        examples=["chun-feng/exemplars/zhang-san.md"],
    )
    addresses: tuple[OldAddress, ...] = Field(
        description=N_("Addresses: those that answer that it is gone"),
        examples=[["chun-feng/exemplars/zhang-san.html"]],
    )
    date: Moment = Field(description=N_("Date: when it was taken down"), examples=["2013-06-01"])
    digest: Text | None = Field(
        None,
        description=N_("Digest: of the source, which stays off under another name, too"),
        examples=["9f86d081884c7d659a2feaa0c55ad015"],
    )
    reason: Text | None = Field(
        None, description=N_("Reason: why it was taken down"), examples=["本人要求"]
    )


class Consents(Declared):
    """The whole of `ledgers/consents.yaml`."""

    consents: tuple[Consent, ...] = Field(
        (),
        description=N_("Consents: one for each"),
        examples=[[{"person": "张三", "date": "2013-03-01"}]],
    )


class Takedowns(Declared):
    """The whole of `ledgers/takedowns.yaml`."""

    takedowns: tuple[Takedown, ...] = Field(
        (),
        description=N_("Takedowns: one for each post"),
        examples=[
            [{"source": "chun-feng/news/a.md", "addresses": ["a.html"], "date": "2013-06-01"}]
        ],
    )
