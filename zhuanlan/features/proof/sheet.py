"""送审稿: a post on paper, with the sheet that its readers sign, for who approves on paper.

It shows what readers would see: the same cleaned text and the pictures that would be published, in
one file that loads nothing and runs nothing.
"""

from __future__ import annotations

import hashlib
import html
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from zhuanlan.build.cache.store import FOLDER as CACHE
from zhuanlan.build.declaring import located_in
from zhuanlan.build.reader import Faulty, Reader
from zhuanlan.build.single import Sources, sources_of
from zhuanlan.core.i18n import N_, Translator
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.pictures.kept import Pictures
from zhuanlan.features.pictures.labelling import labels_with
from zhuanlan.features.pictures.picturing import Develop, is_picture
from zhuanlan.features.signoff.ledger import seen_digests, signatures_of
from zhuanlan.load.content import Content
from zhuanlan.load.files import read_bytes
from zhuanlan.load.markdown.clean import SCHEME
from zhuanlan.load.site import Declarations
from zhuanlan.model.files import published_as
from zhuanlan.model.page import Asset
from zhuanlan.model.picture import Picture
from zhuanlan.model.post import Body, Post, as_of, shown
from zhuanlan.model.signoff import ROLE_NAMES, ROLES
from zhuanlan.render.pictures import ai_mark

_HERE = Path(__file__).parent

_PICTURE = re.compile(rf'<img\b[^<>]*? src="{SCHEME}([^"#]*)"[^<>]*>')
_VIDEO = re.compile(rf'<video\b.*?<source src="{SCHEME}([^"#]*)".*?</video>', re.DOTALL)
_LINK = re.compile(rf' href="{SCHEME}([^"#]*)(?:#[^"]*)?"([^<>]*>)(</a>)?')
_ALT = re.compile(r' alt="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the three readings on the sheet; name and date are empty until it is signed."""

    role: str
    name: str = ""
    date: str = ""
    outdated: bool = False
    """Whether the text, a picture or an attachment changed since."""


def proof(path: str, options: Options, _: Translator) -> bytes:
    """Return the proof of a post, named from the content folder on, as one HTML file.

    Raises ProblemError for what keeps the post from being built.
    """
    sources = sources_of(options, [path])
    with located_in(options.content):
        return _proof(path, sources, options, _)


def _proof(path: str, sources: Sources, options: Options, _: Translator) -> bytes:
    _check_there(path, sources)
    declared, content = sources.declared, sources.content
    data = read_bytes(sources.file_of(path), path)
    post, body = _loaded(sources.reader, path, data)
    post = as_of(post, options.now)
    digest, files = seen_digests(path, data, post, sources.file_of)
    style = (_HERE / "proof.css").read_text("utf-8")
    campaign = declared.campaigns[path.partition("/")[0]]
    with closing(Pictures(options.config.parent / CACHE)) as kept:
        pictures = dict(_pictures(post, declared, content, options, kept))
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True)
    environment.globals["_"] = _
    label = declared.config.ai.label
    page = environment.get_template("proof.html").render(
        post=post,
        matter=post.matter,
        column=campaign.column(post.column).name,
        campaign=campaign,
        body=_prose(body, pictures, label, _),
        images=[pictures[ref.target] for ref in post.references if ref.kind == "picture"],
        label=label,
        ai=declared.config.ai,
        language=campaign.language or declared.config.language,
        readings=[*_readings(post, digest, files, options, _)],
        digest=digest,
        path=(options.content / path).as_posix(),
        made=options.now,
        style=Markup(style),  # noqa: S704 - our own
        policy=_policy(style),
    )
    return page.encode()


def _check_there(path: str, sources: Sources) -> None:
    """Raise ProblemError for a path that is no post."""
    content = sources.content
    wrong = [one for one in content.problems if one.path == path]
    if path not in content.posts:  # what is no ordinary file is named by its own problem
        raise ProblemError(wrong or [Problem(path, 0, 0, N_("the file does not exist"))])
    if path.partition("/")[0] not in sources.declared.campaigns:
        message = N_("the folder holds posts but no campaign.yaml")
        raise ProblemError([Problem(path, 0, 0, message)])


def _loaded(reader: Reader, path: str, data: bytes) -> tuple[Post, Body]:
    (found,) = reader([(path, data)])  # within the limits of time and memory
    if isinstance(found, Faulty):
        raise ProblemError(found.problems)
    item, body = reader.load(path, data, [])
    assert isinstance(item, Post)  # noqa: S101 - only posts have a column above them
    return item, body


def _pictures(
    post: Post,
    declared: Declarations,
    content: Content,
    options: Options,
    kept: Pictures,
) -> Iterator[tuple[str, tuple[Picture, str]]]:
    """Yield each picture of a post with its file as it would be published, as a `data:` address."""
    config, on_disk = declared.config, content.real_names
    named = [ref for ref in shown(post) if is_picture(ref.target)]
    message = N_("“{value}” does not exist")
    missing = [
        Problem(post.path, ref.line, ref.column, message, {"value": PurePath(ref.target).name})
        for ref in named
        if ref.target not in content.assets
    ]
    if missing:
        raise ProblemError(missing)
    labels = labels_with([post], config)
    privacy = declared.privacy_of_folders
    develop = Develop(options.content, on_disk, config.pictures, privacy, kept, labels)
    paths = dict.fromkeys(ref.target for ref in named)
    found = [develop([path])[0] for path in paths]
    if problems := [one for one in found if isinstance(one, Problem)]:
        raise ProblemError(problems)
    for one in found:
        assert not isinstance(one, Problem)  # noqa: S101
        picture = one.picture
        made = (picture.key, 0, picture.digest)
        asset = Asset(published_as(one.path), on_disk.get(one.path, one.path), made)
        kind = one.path.rpartition(".")[2].lower()
        kind = {"jpg": "jpeg", "svg": "svg+xml"}.get(kind, kind)
        coded = b64encode(develop.bytes_of(asset)).decode()
        yield one.path, (picture, f"data:image/{kind};base64,{coded}")


def _prose(
    body: Body, pictures: Mapping[str, tuple[Picture, str]], label: str, _: Translator
) -> Markup:
    """Return clean HTML with its pictures in it, and without addresses within the site."""

    def drawn(found: re.Match[str]) -> str:
        picture, data = pictures[unquote(html.unescape(found[1]))]
        alt = _ALT.search(found[0])
        mark = ai_mark(label) if picture.aigc else ""
        return f'<img src="{data}" alt="{alt[1] if alt else ""}">{mark}'

    def film(found: re.Match[str]) -> str:
        name = unquote(html.unescape(found[1])).rpartition("/")[2]
        return html.escape(_(N_("[film: {name}]")).format(name=name))

    def named(found: re.Match[str]) -> str:
        name = unquote(html.unescape(found[1])).rpartition("/")[2]
        return found[2] + (html.escape(name) + found[3] if found[3] else "")

    text = _LINK.sub(named, _VIDEO.sub(film, _PICTURE.sub(drawn, body.html)))
    return Markup(text)  # noqa: S704 - clean since loading


def _readings(
    post: Post, digest: str, files: Mapping[str, str], options: Options, _: Translator
) -> Iterator[Reading]:
    held = signatures_of(options.ledgers, post.path)
    for role in ROLES:
        signature = held.by(role)
        if signature is None:
            yield Reading(_(ROLE_NAMES[role]))
        else:
            date = f"{signature.date:%Y-%m-%d}"
            outdated = (signature.text, signature.files) != (digest, files)
            yield Reading(_(ROLE_NAMES[role]), signature.name, date, outdated)


def _policy(style: str) -> str:
    """Return what the file may load: its own style and the pictures within it."""
    own = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{own}'; base-uri 'none'"
