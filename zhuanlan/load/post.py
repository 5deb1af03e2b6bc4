"""One Markdown file → one complete `Post` or `StandalonePage`, or its problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from msgspec.structs import replace

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry
from zhuanlan.load import markdown, source
from zhuanlan.load.guards import Guards
from zhuanlan.load.post_rules import found_together
from zhuanlan.load.site import Declarations
from zhuanlan.load.suggest import no_column
from zhuanlan.load.validate import validate
from zhuanlan.load.yaml import Document
from zhuanlan.load.yaml_plain import KeyPath
from zhuanlan.model.campaign import Campaign, InCampaign
from zhuanlan.model.declared import ColumnSpec
from zhuanlan.model.fields import DEVICES
from zhuanlan.model.files import beside
from zhuanlan.model.front_matter import FrontMatter, PageMatter
from zhuanlan.model.names import reading
from zhuanlan.model.person import Person
from zhuanlan.model.place import Place
from zhuanlan.model.post import LABELLED, Body, Post, Reference, StandalonePage, shortened
from zhuanlan.model.registered import Context, reserved, taxonomies_of
from zhuanlan.model.registered_fields import fields_in, front_matter_of, in_chinese, taken_apart
from zhuanlan.model.slug import slugify
from zhuanlan.model.taxonomy import terms_of


class FaultyPostError(ProblemError):
    """A post with problems; `references` are those that it makes all the same.

    `draft` tells whether it says that it is not to be published.
    """

    def __init__(
        self, problems: list[Problem], references: tuple[Reference, ...], *, draft: bool
    ) -> None:
        super().__init__(problems)
        self.references = references
        self.draft = draft


_PAGE_OF_A_LIST = re.compile(r"page-\d+")

Known = Callable[[bytes], Body | None]
"""Finds a body that was rendered before, by its key."""


def load_post(path: str, data: bytes, site: Declarations, known: Known) -> tuple[Post, Body]:
    """Read a post; raises ProblemError, or FaultyPostError, with all that is wrong in its file."""
    folder, column_folder, *_ = path.split("/")
    campaign = site.campaigns[folder]
    unsure = site.unsure_in(folder)
    column = _column(path, campaign, column_folder, unsure)
    parts = source.split(data, path, site.config.limits, in_chinese(site.registry))
    scope = campaign.scope.code
    guards = Guards(parts.matter, site, post=True)
    problems = guards.found()
    matter = body = None
    try:
        around = InCampaign(site.regions, scope, campaign, unsure=unsure, registry=site.registry)
        matter = validate(front_matter_of(site.registry), parts.matter, around)
        problems += found_together(matter, parts.matter, around, column)
    except ProblemError as error:
        problems += error.problems
    engine = _engine(parts.matter) or column.engine or site.config.markdown.engine
    key = _key(parts, engine, guards, site)
    try:
        body = known(key) or _rendered(parts, engine, guards, site)
    except ProblemError as error:
        problems += error.problems
    named = _named_files(matter, parts.matter, site.registry) if matter else ()
    references = (*named, *(body.references if body else ()))
    if matter:
        problems += guards.references(matter, references)
    if problems or matter is None or body is None:
        raise FaultyPostError(problems, references, draft=_is_draft(parts.matter))
    readings = _readings(site, matter.person)
    slug = _slug(matter.slug, parts.matter, readings, _IN_A_COLUMN)
    files = (reference.target for reference in named if reference.kind != "related")
    guards.refuse_addresses((slug, *matter.aliases, *files))
    own, extra, on_card = taken_apart(matter, site.registry, path)
    post = Post(
        path=path,
        url=f"{campaign.slug}/{column.slug}/{slug}.html",
        campaign=campaign.slug,
        column=column.slug,
        kind=column.kind,
        matter=own,
        body=key,
        reading=reading(matter.person.name, readings) if matter.person else "",
        excerpt="" if matter.summary else shortened(body.text),
        place=matter.region or Place(scope, site.regions[scope].name),
        phase=_phase(matter, campaign),
        references=named,
        mentions=body.references,
        text_digest=source.digest_of_text(parts.body),
        packed=extra,
        packed_card=on_card,
    )
    if site.whole(folder):
        taxonomies = taxonomies_of(site.registry)
        found = terms_of(post, taxonomies, campaign, site.regions, site.config.pinyin)
        post = replace(post, terms=found[0], slugs=found[1])
    return post, body


def _key(parts: source.Source, engine: str, guards: Guards, site: Declarations) -> bytes:
    """Return the key of a rendered text, which plug-ins may render otherwise."""
    program = b"\0".join([site.version, *(plugin.key for plugin in site.registry.plugins)])
    place = (parts.path, parts.body_line)
    return markdown.key_of(parts.body, *place, engine, program, guards.key)


def _rendered(parts: source.Source, engine: str, guards: Guards, site: Declarations) -> Body:
    """Render a text; raises ProblemError."""
    place = (parts.path, parts.body_line)
    return markdown.render(parts.body, *place, engine, guards, site.registry)


def load_page(
    path: str, data: bytes, site: Declarations, known: Known
) -> tuple[StandalonePage, Body]:
    """Read a page that belongs to no column; raises ProblemError."""
    folder = path.rpartition("/")[0]
    campaign = site.campaigns[folder].slug if folder else ""
    parts = source.split(data, path, site.config.limits)
    if isinstance(parts.matter.data, dict) and "date" in parts.matter.data:
        message = N_("a page outside the columns has no date")
        hint = N_("a post lies in the folder of a column: <campaign>/<column>/<post>.md")
        spot = parts.matter.spot(("date",), key=True)
        raise ProblemError([Problem(path, *spot, message, {}, hint)])
    guards = Guards(parts.matter, site, post=False)
    if problems := guards.found():
        raise ProblemError(problems)
    matter = validate(PageMatter, parts.matter, Context(registry=site.registry))
    engine = matter.engine or site.config.markdown.engine
    key = _key(parts, engine, guards, site)
    body = known(key) or _rendered(parts, engine, guards, site)
    below = f"{campaign}/" if campaign else ""
    taken = reserved(site.registry)
    slug = _slug(matter.slug, parts.matter, site.config.pinyin, taken, below)
    guards.refuse_addresses((slug, *matter.aliases))
    url = f"{below}{slug}.html"
    named = _references(_labelled(matter), parts.matter)
    digest = source.digest_of_text(parts.body)
    page = StandalonePage(
        path,
        url,
        campaign,
        matter,
        key,
        body.text,
        body.references,
        references=named,
        text_digest=digest,
    )
    return page, body


def _stem(path: str) -> str:
    """Return the name of a post: that of its file, or of its folder where it is an index.md."""
    *folders, name = path.split("/")
    stem = name[: -len(".md")]
    return folders[-1] if stem.lower() == "index" and len(folders) > 2 else stem


def _readings(site: Declarations, person: Person | None) -> Mapping[str, str]:
    """Return the site's readings of names, with that of the person of a story."""
    own = {person.name: person.pinyin} if person and person.pinyin else {}
    return {**site.config.pinyin, **own}


_IN_A_COLUMN = frozenset({"index", "feed"})
"""Names that the list of a column uses itself."""


def _slug(
    given: str | None,
    document: Document,
    names: Mapping[str, str],
    taken: Collection[str],
    below: str = "",
) -> str:
    """Return the last part of an address; raises ProblemError for what a file name may give.

    `taken` are names that zhuanlan uses itself where the page stands, `below` a folder.
    """
    slug = given or slugify(_stem(document.path), names)
    message = hint = ""
    if DEVICES.fullmatch(slug):
        message = N_("“{value}” is a reserved file name on Windows")
    elif slug in taken or _PAGE_OF_A_LIST.fullmatch(slug):
        message = N_("“{value}” is an address that zhuanlan itself uses")
        hint = N_("write slug: with another one; if readers know the address, add aliases: [{old}]")
    if message:
        spot, old = document.spot(("slug",)), f"{below}{slug}.html"
        values = {"value": slug, "old": old}
        raise ProblemError([Problem(document.path, *spot, message, values, hint)])
    return slug


def _is_draft(document: Document) -> bool:
    """Tell whether a post is a draft, even where the rest of its front matter is at fault."""
    data = document.data if isinstance(document.data, dict) else {}
    return data.get("status") in ("draft", "草稿")


def _column(path: str, campaign: Campaign, folder: str, unsure: frozenset[str]) -> ColumnSpec:
    if "columns" in unsure:  # of a kind that demands nothing
        return ColumnSpec.model_construct(slug=folder, name=folder, kind="")
    for column in campaign.columns:
        if column.slug == folder:
            return column
    message = N_("the campaign has no column “{value}”")
    raise ProblemError([Problem(path, 0, 0, message, *no_column(folder, campaign.columns))])


def _engine(document: Document) -> str | None:
    """The engine a post asks for, even where the rest of its front matter is at fault."""
    asked = document.data.get("engine") if isinstance(document.data, dict) else None
    return asked if asked in ("comrak", "markdown") else None


def _phase(matter: FrontMatter, campaign: Campaign) -> str | None:
    if matter.phase:
        return matter.phase
    phases = campaign.phases_at(matter.date)
    return phases[0].slug if phases else None


def _named_files(
    matter: FrontMatter, document: Document, registry: Registry
) -> tuple[Reference, ...]:
    """Return the files that the front matter names, with the places where it does."""
    named: list[_Named] = []
    if matter.cover:
        named.append((matter.cover.file, "picture", ("cover", "file")))
    if matter.person and matter.person.portrait:
        named.append((matter.person.portrait.file, "picture", ("person", "portrait", "file")))
    for index, attachment in enumerate(matter.attachments):
        named.append((attachment.file, "attachment", ("attachments", index, "file")))
    named += _labelled(matter)
    for field in fields_in(registry):
        files = field.files(getattr(matter, field.name))
        named += [(file, "attachment", key) for file, key in files]
    for index, related in enumerate(matter.related):
        named.append((related, "related", ("related", index)))
    return _references(named, document)


def _labelled(matter: FrontMatter | PageMatter) -> list[_Named]:
    """Return the pictures that front matter calls AI-generated."""
    pictures = matter.ai.pictures if matter.ai else ()
    return [(file, LABELLED, ("ai", "pictures", index)) for index, file in enumerate(pictures)]


def _references(named: Iterable[_Named], document: Document) -> tuple[Reference, ...]:
    return tuple(
        Reference(beside(document.path, file), kind, *document.spot(key))
        for file, kind, key in named
    )


_Named = tuple[str, str, KeyPath]
"""A file that front matter names: its path from there, its kind of reference, and its key."""
