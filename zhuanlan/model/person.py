"""The person of an exemplar story."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic.dataclasses import dataclass

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.declared import Picture
from zhuanlan.model.fields import Text, Texts, Written, one_text, refuse, refuse_choice

CATEGORIES = {
    "helping": Word(N_("助人为乐")),
    "courage": Word(N_("见义勇为")),
    "honesty": Word(N_("诚实守信")),
    "dedication": Word(N_("敬业奉献")),
    "filial": Word(N_("孝老爱亲")),
}
"""The five categories of 中国好人, by the slug of their address."""

_CATEGORY_ALIASES = {
    "敬业爱岗": "敬业奉献",
    "爱岗敬业": "敬业奉献",
    "乐于助人": "助人为乐",
    "孝老敬亲": "孝老爱亲",
    "孝亲敬老": "孝老爱亲",
    "助人爲樂": "助人为乐",
    "助人為樂": "助人为乐",
    "見義勇為": "见义勇为",
    "誠實守信": "诚实守信",
    "敬業奉獻": "敬业奉献",
    "孝老愛親": "孝老爱亲",
}


def _category(value: Any) -> str:
    names = {str(name): slug for slug, name in CATEGORIES.items()}
    written = one_text(value)
    name = _CATEGORY_ALIASES.get(written, written)
    if name in CATEGORIES:
        return name
    if name not in names:
        raise refuse_choice(N_("unknown category “{value}”"), written, list(names))
    return names[name]


Category = Annotated[
    str,
    BeforeValidator(_category),
    WithJsonSchema({"enum": [*map(str, CATEGORIES.values()), *CATEGORIES, *_CATEGORY_ALIASES]}),
]


UNDER = 14
"""Years of age under which a child's data are sensitive (《个人信息保护法》, 28)."""

NO_NAMES = frozenset({"true", "false", "yes", "no", "是", "否"})
"""What is refused where the names of children are written."""

Age = Annotated[
    Annotated[int, Field(ge=0, le=150)] | None,
    Field(description=N_("Age: in years; under 14 every picture needs a consent"), examples=[9]),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minor(Written):
    """A child in a story or work."""

    name: Text = Field(description=N_("Name: of the child"), examples=["王小明"])
    age: Age = Field(default=None)


def _minors(value: Any) -> Any:
    named = value if isinstance(value, list) else [value]
    if words := NO_NAMES & {*map(str, named)}:
        raise refuse(
            N_("the names of the children are written here, not “{value}”"),
            N_("write minors: [one, another]"),
            value=", ".join(sorted(words)),
        )
    return [{"name": one} if isinstance(one, str) else one for one in named]


Minors = Annotated[
    tuple[Minor, ...],
    BeforeValidator(_minors, json_schema_input_type=Text | tuple[Text | Minor, ...]),
    Field(
        description=N_("Minors: children who wrote or made it, entered it, or are seen in it"),
        examples=[["王小明"], [{"name": "王小明", "age": 9}]],
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Written):
    """The person of an exemplar story."""

    name: Text = Field(description=N_("Name: of the person, or of the group"), examples=["张三"])
    pinyin: Text | None = Field(
        default=None,
        description=N_("Reading: of the name, where it would be read wrongly"),
        examples=["Shan Tianfang"],
    )
    role: Text | None = Field(
        default=None, description=N_("Role: what the person does"), examples=["乡村邮递员"]
    )
    unit: Text | None = Field(
        default=None, description=N_("Unit: where the person works"), examples=["某邮政所"]
    )
    category: Category | None = Field(
        default=None, description=N_("Category: one of the five of 中国好人"), examples=["敬业奉献"]
    )
    honours: Texts = Field(
        default=(), description=N_("Honours: those that were awarded"), examples=[["先进个人"]]
    )
    portrait: Picture | None = Field(
        default=None,
        description=N_("Portrait: a picture of the person"),
        examples=[{"file": "portrait.jpg", "alt": "张三在投递路上"}],
    )
    minor: bool = Field(
        default=False,
        description=N_("Minor: neither name nor pictures are shown without a recorded consent"),
        examples=[True],
    )
    age: Age = Field(default=None)
    group: bool = Field(
        default=False, description=N_("Group: not a single person"), examples=[True]
    )

    @property
    def is_minor(self) -> bool:
        """Whether it is said, or follows from the age, that the person is a child."""
        return self.minor or (self.age is not None and self.age < UNDER)
