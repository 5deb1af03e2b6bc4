"""The rules of `check`: what each is called, how grave it is, and how a site adapts them."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from zhuanlan.i18n import N_
from zhuanlan.model.fields import Declared, Text, refuse_choice

Severity = Literal["error", "warning", "notice"]

SEVERITIES: tuple[Severity, ...] = (N_("error"), N_("warning"), N_("notice"))  # type: ignore[assignment]
"""From the gravest on; the words are translated where they are shown."""


class Rule(NamedTuple):
    """One rule; `title` is untranslated. What breaks a `fixable` one, `--fix` may mend.

    What an `idle` one finds comes of what was not done: it never stops a publication, which may
    well be what is missing.
    """

    id: str
    severity: Severity
    title: str
    fixable: bool = False
    idle: bool = False


_RULES = (
    Rule("problem", "error", N_("what a build refuses"), fixable=True),
    Rule("link-fragment", "error", N_("a link leads to a place of a page that is not there")),
    Rule("link-external", "error", N_("a link to another site leads nowhere")),
    Rule("address", "error", N_("an address that readers know would lead nowhere"), fixable=True),
    Rule("page-tags", "error", N_("a tag that inspected pages need is missing")),
    Rule("date-year", "error", N_("a year before 1900")),
    Rule("unused-file", "warning", N_("a file lies in the content and is used nowhere")),
    Rule("picture-text", "warning", N_("a picture has no text that says what it shows")),
    Rule("picture-small", "warning", N_("a picture is too small to be seen well")),
    Rule("picture-large", "warning", N_("the file of a picture is needlessly large")),
    Rule("ai-label", "warning", N_("a picture’s AI label and what is declared do not agree")),
    Rule("word", "warning", N_("a word that the office writes differently"), fixable=True),
    Rule("name", "warning", N_("a name is written in two ways")),
    Rule("name-alike", "warning", N_("a name is nearly that of another story")),
    Rule("role", "warning", N_("what a person is, is written in two ways")),
    Rule("unit", "warning", N_("a unit that is not declared")),
    Rule("document-number", "warning", N_("the form of a document number"), fixable=True),
    Rule("date-phase", "warning", N_("the date of a post contradicts its phase")),
    Rule("date-order", "warning", N_("dates contradict each other")),
    Rule("date-text", "warning", N_("a date in the text that does not exist")),
    Rule("title-twice", "warning", N_("two posts of a column have one title")),
    Rule("title-repeated", "warning", N_("a text begins with its title"), fixable=True),
    Rule("run-together", "warning", N_("paragraphs that run together"), fixable=True),
    Rule("wechat", "warning", N_("words for readers of WeChat"), fixable=True),
    Rule("caption", "warning", N_("a caption without its picture")),
    Rule("code-prose", "warning", N_("Chinese text that is shown as code")),
    Rule("text-blank", "warning", N_("a post or page without a text")),
    Rule("punctuation", "warning", N_("punctuation of the wrong width"), fixable=True),
    Rule("personal-data", "notice", N_("personal data that readers see masked")),
    Rule("child-named", "warning", N_("a child can be told by its class and full name")),
    Rule("key-chinese", "notice", N_("a key is written in Chinese"), fixable=True),
    Rule("summary", "notice", N_("a post has no summary")),
    Rule(
        "review-due", "warning", N_("a document or page is past the date of its review"), idle=True
    ),
    Rule("fresh-home", "warning", N_("the site has not been updated for too long"), idle=True),
    Rule("fresh-column", "warning", N_("a column has not been updated for too long"), idle=True),
    Rule("column-blank", "warning", N_("a column has no posts"), idle=True),
    Rule("phase-blank", "warning", N_("a phase that has begun has no posts"), idle=True),
    Rule("page-weight", "warning", N_("a page is too heavy")),
)

RULES: Mapping[str, Rule] = {rule.id: rule for rule in _RULES}
"""By their ids, in the order of the handbook."""

OPTIONAL = [rule.id for rule in _RULES if rule.id != "problem"]
"""Those that may be switched off."""


def _rule_id(value: str) -> str:
    if value not in OPTIONAL:
        raise refuse_choice(N_("unknown rule “{value}”"), value, OPTIONAL)
    return value


RuleId = Annotated[str, AfterValidator(_rule_id), Field(json_schema_extra={"enum": [*OPTIONAL]})]
"""The id of a rule that may be switched off."""

Ignored = dict[RuleId, Text]
"""Rules that are switched off, each with the reason."""


class IgnoredRule(Declared):
    """A rule that is switched off for the whole site, or for some of its files."""

    rule: RuleId = Field(description=N_("Rule: its id"), examples=["summary"])
    reason: Text = Field(
        description=N_("Reason: why it is switched off"), examples=["稿件以正文开头作摘要"]
    )
    path: Text | None = Field(
        None,
        description=N_("Files: a path below the content folder, * stands for anything"),
        examples=["chun-feng/works/*"],
    )

    def holds_for(self, rule: str, path: str) -> bool:
        """Tell whether a rule is switched off for a file, named from the content folder on."""
        return rule == self.rule and (self.path is None or fnmatchcase(path, self.path))


class CheckLimits(Declared):
    """What is still accepted; days and bytes."""

    home_days: Annotated[int, Field(ge=1)] = Field(
        14,
        description=N_("Home page: days without anything new (国办秘函〔2019〕19号)"),
        examples=[14],
    )
    column_days: dict[Text, Annotated[int, Field(ge=1)]] = Field(
        {"news": 14, "notices": 180},
        description=N_("Columns: days without anything new, by their kind (国办秘函〔2019〕19号)"),
        examples=[{"news": 14, "notices": 180}],
    )
    blank_days: Annotated[int, Field(ge=0)] = Field(
        14,
        description=N_("Blank: days after its beginning that a column or phase may have no posts"),
        examples=[14],
    )
    picture_width: Annotated[int, Field(ge=1)] = Field(
        400, description=N_("Pictures: the least width in pixels"), examples=[400]
    )
    picture_bytes: Annotated[int, Field(ge=1024)] = Field(
        20_000_000, description=N_("Pictures: the largest file"), examples=[20_000_000]
    )
    page_bytes: Annotated[int, Field(ge=1024)] = Field(
        2_000_000,
        description=N_("Pages: what is loaded before anybody scrolls"),
        examples=[2_000_000],
    )


class CheckSettings(Declared):
    """How `check` reads this site."""

    words: dict[Text, Text] = Field(
        default_factory=dict,
        description=N_("Word list: what not to write, and what instead"),
        examples=[{"登陆网站": "登录网站"}],
    )
    ignore: tuple[IgnoredRule, ...] = Field(
        (),
        description=N_("Switched off: rules that do not hold here, with the reason"),
        examples=[[{"rule": "summary", "reason": "稿件以正文开头作摘要"}]],
    )
    limits: CheckLimits = Field(
        CheckLimits(),
        description=N_("Limits: what is still accepted"),
        examples=[{"picture_width": 600}],
    )

    def ignores(self, rule: str, path: str) -> bool:
        """Tell whether the site switches a rule off for a file of the content."""
        return any(one.holds_for(rule, path) for one in self.ignore)
