"""A reference to read: every key with its meaning, kind, default and example.

`python build.py schema --reference docs/reference` after a key has changed; a test holds that this
was done.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from zhuanlan.core.catalogues import messages
from zhuanlan.core.i18n import N_, Translator
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.model.book import BookKind
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.checks import Rule
from zhuanlan.model.config import Config
from zhuanlan.model.fields import Declared, Written
from zhuanlan.model.front_matter import FrontMatter, PageMatter
from zhuanlan.model.privacy import Consents, Takedowns
from zhuanlan.model.registered_fields import front_matter_of
from zhuanlan.model.registered_settings import config_model
from zhuanlan.model.signoff import Signatures
from zhuanlan.schema.schemas import schema_of, split

_MADE = N_("Made from the models: `python build.py schema --reference docs/reference`.")

_BOOKS = N_("Kinds of books: their columns and settings")

FILES: dict[str, tuple[type[Declared] | type[Written], str]] = {
    "config.md": (Config, N_("config.yaml: the site")),
    "campaign.md": (Campaign, N_("campaign.yaml: a campaign")),
    "post.md": (FrontMatter, N_("Front matter of a post")),
    "page.md": (PageMatter, N_("Front matter of a page outside the columns")),
    "consents.md": (Consents, N_("ledgers/consents.yaml: consents")),
    "takedowns.md": (Takedowns, N_("ledgers/takedowns.yaml: what was taken down")),
    "signoffs.md": (Signatures, N_("ledgers/signoffs/: signatures of a post")),
}


def pages(language: str, registry: Registry | None = None) -> dict[str, str]:
    """Return the reference in one language, by its file names.

    Without a `registry` it names only what we ship.
    """
    registry = registry or registry_of()
    _ = messages(registry, language).gettext
    found = {name: _page(model, _(title), _, registry) for name, (model, title) in FILES.items()}
    links = [f"- [{_(title)}]({name})" for name, (_model, title) in FILES.items()]
    found["books.md"] = _books(_, registry)
    links.append(f"- [{_(_BOOKS)}](books.md)")
    registered: Iterable[Rule] = registry.rules.values()
    rules = [
        f"| `{rule.id}` | {_(rule.severity)} | {_(rule.title)} |"
        + (" ✓ |" if rule.fixable else " – |")
        for rule in registered
    ]
    heads = [_(N_("rule")), _(N_("severity")), _(N_("what it finds")), "`--fix`"]
    table = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|", *rules]
    other = "[English](en/README.md)" if language != "en" else "[中文](../README.md)"
    found["README.md"] = "\n".join(
        [
            "# " + _(N_("Reference")),
            "",
            f"{_(_MADE)} {other}",
            "",
            *links,
            "",
            "## " + _(N_("The rules of check")),
            "",
            *table,
            "",
        ]
    )
    return found


def _books(_: Translator, registry: Registry) -> str:
    """Return the columns of each kind of book, and the keys of its settings."""
    lines = [
        f"# {_(_BOOKS)}",
        "",
        _(N_("A book may add columns, or replace one of these.")),
        "",
    ]
    heads = [N_("head"), N_("slug"), N_("kind"), N_("may be written")]
    heads += [N_("needed"), N_("public")]
    kinds: Iterable[BookKind] = registry.books.values()
    for kind in kinds:
        lines += [f"## {kind.name} · {_(kind.title)}", ""]
        if not kind.columns:
            lines += [_(N_("Its columns are those that the book declares.")), ""]
        else:
            lines += ["| " + " | ".join(map(_, heads)) + " |", "|---" * len(heads) + "|"]
        for column in kind.columns:
            allowed = "、".join(column.choices) or column.count or "–"
            marks = ["✓" if one else "–" for one in (column.needed, column.public)]
            cells = [column.name, f"`{column.slug}`", f"`{column.type}`", allowed, *marks]
            lines.append("| " + " | ".join(cells) + " |")
        lines += [""] if kind.columns else []
        if kind.settings:
            lines += [_(N_("The keys of `settings`:")), ""]
            lines += _tables(schema_of(kind.settings, {}, _, registry), "###", _)
    return "\n".join(lines)


def _page(
    model: type[Declared] | type[Written], title: str, _: Translator, registry: Registry
) -> str:
    model = config_model(registry) if model is Config else model
    model = front_matter_of(registry) if model is FrontMatter else model
    schema = schema_of(model, {}, _, registry)
    return "\n".join([f"# {title}", "", *_tables(schema, "##", _)])


def _tables(schema: dict[str, Any], heading: str, _: Translator) -> list[str]:
    """Return the keys of a model, and below headings those of the models within."""
    lines = _table(schema, _)
    for name, part in sorted(schema.get("$defs", {}).items()):
        if "properties" in part or "anyOf" in part:
            lines += [f"{heading} {name}", "", *_table(_with_keys(part), _)]
    return lines


def _with_keys(part: dict[str, Any]) -> dict[str, Any]:
    """Where one value may also be written by itself, the keys are in one of the choices."""
    return part if "properties" in part else next(p for p in part["anyOf"] if "properties" in p)


def _table(schema: dict[str, Any], _: Translator) -> list[str]:
    heads = [N_("key"), N_("meaning"), N_("kind"), N_("default"), N_("example")]
    lines = ["| " + " | ".join(_(head) for head in heads) + " |", "|---" * len(heads) + "|"]
    for key, field in schema["properties"].items():
        title, rest = split(field.get("description", key).partition("\n")[0])
        needed = _(N_("needed"))
        default = (
            f"**{needed}**" if key in schema.get("required", ()) else _code(field.get("default"))
        )
        example = _code((field.get("examples") or [None])[0])
        meaning = f"**{title}** {rest}".strip()
        lines.append(f"| `{key}` | {meaning} | {_kind(field, _)} | {default} | {example} |")
    return [*lines, ""]


def _code(value: Any) -> str:
    if value is None:
        return "–"
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=1000)
    return f"`{text.removesuffix('...' + chr(10)).strip()}`"


_KINDS = {
    "string": N_("text"),
    "number": N_("text"),
    "integer": N_("whole number"),
    "boolean": N_("true or false"),
    "object": N_("keys and values"),
}


def _kind(field: dict[str, Any], _: Translator) -> str:
    """Say in words what may be written."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in field:
        return " ".join(f"`{value}`" for value in field["enum"])
    if choices := field.get("anyOf") or field.get("oneOf"):
        kinds = [_kind(one, _) for one in choices if one != {"type": "null"}]
        return _(N_(" or ")).join(dict.fromkeys(kinds))
    if "const" in field:
        return f"`{field['const']}`"
    if "oneOf" in (inner := field.get("additionalProperties") or {}):
        return _(N_("names, each with {kind}")).format(kind=_kind(inner, _))
    if field.get("type") == "array":
        return _(N_("list of {kind}")).format(kind=_kind(field["items"], _))
    kind = field.get("type", "string")
    return _(_KINDS[kind if isinstance(kind, str) else kind[0]])


def write(folder: Path, registry: Registry | None = None) -> None:
    """Write the reference in Chinese, and in English below it."""
    for language, place in (("zh-Hans", folder), ("en", folder / "en")):
        place.mkdir(parents=True, exist_ok=True)
        for name, text in pages(language, registry).items():
            (place / name).write_text(text, "utf-8")
