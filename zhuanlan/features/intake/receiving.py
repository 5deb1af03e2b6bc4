"""One story: read, recognised, drafted, written, kept. The desk calls `receive`, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from zhuanlan.core.i18n import N_, system_reason
from zhuanlan.core.importers import Draft, Loss
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.bundles import Bundle
from zhuanlan.features.intake.choosing import asked, column_of, recognised
from zhuanlan.features.intake.drafts import beside, free_name, importer_of, read, write
from zhuanlan.features.intake.filling import (
    Drafted,
    drafted,
    personal_in,
    with_attachments,
    with_origin,
    with_pictures,
    without_controls,
)
from zhuanlan.features.intake.kept import Entry
from zhuanlan.features.intake.merging import Conflict
from zhuanlan.features.intake.pictures import Prepared, is_unshown, prepared, shown
from zhuanlan.features.intake.reception import Reception
from zhuanlan.features.intake.recognise.all import Recognised
from zhuanlan.features.intake.recognise.guess import Guess
from zhuanlan.features.intake.returns import SUFFIXES, refusals, return_in
from zhuanlan.features.intake.splitting import split
from zhuanlan.features.intake.updating import (
    Earlier,
    PublishedError,
    earlier,
    taken_down_before,
    updated,
)
from zhuanlan.model.declared import ColumnSpec
from zhuanlan.scaffold import slug_of


@dataclass
class Received:
    """A draft that a file gave."""

    path: Path
    title: str
    column: str
    found: Recognised
    open: list[Guess]
    text: str
    """As it is imported, before it is merged."""
    files: dict[str, bytes] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    updates: bool = False
    """Whether it is the draft of an earlier version of the file, with its changes."""


@dataclass
class Arrival:
    """What became of one story file."""

    path: str
    state: str = "failed"
    """`draft`, `updated`, `filed` (a return of a form), `known` (imported before), or `failed`."""
    received: list[Received] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Why it failed."""
    notes: list[Problem] = field(default_factory=list)
    """What was changed, dropped, or found besides."""
    personal: list[Problem] = field(default_factory=list)
    published: bool = False
    """Whether it failed because it corrects a story that is published."""
    known: tuple[str, ...] = ()
    """The drafts of a file that was imported before."""
    filed: Path | None = None
    """Where a return lies, of the book that is named `book`."""
    book: str = ""


def receive(bundle: Bundle, site: Reception) -> Arrival:
    """Make drafts of a story and keep its file; what fails is in the answer, nothing is raised.

    A file that was imported before is left alone; a corrected one updates its draft.
    """
    arrival = Arrival(bundle.path)
    try:
        _receive(bundle, site, arrival)
    except ProblemError as error:
        arrival.problems += error.problems
        arrival.state, arrival.published = "failed", isinstance(error, PublishedError)
    except OSError as error:
        message = N_("the file cannot be read or written: {reason}")
        values = {"reason": system_reason(error)}
        arrival.problems.append(Problem(bundle.path, 0, 0, message, values))
        arrival.state = "failed"
    return arrival


def _receive(bundle: Bundle, site: Reception, arrival: Arrival) -> None:
    files = [bundle.story, *bundle.pictures, *bundle.attachments]
    if not bundle.story.is_file():
        importer_of(bundle.story, site.registry, bundle.path)  # says what is wrong
    digest = _digest_of(files)
    entry = site.kept.known(digest)
    if entry and (gone := site.taken_down.intersection(entry.drafts)):
        message = N_("the story that it gave was taken down: {draft}")
        hint = N_("to publish it after all, take it out of ledgers/takedowns.yaml first")
        values = {"draft": ", ".join(sorted(gone))}
        raise ProblemError([Problem(bundle.path, 0, 0, message, values, hint)])
    if entry and not site.again:
        arrival.state, arrival.known = "known", entry.drafts
        return
    if bundle.story.suffix.lower() in SUFFIXES:
        if _filed(bundle, site, arrival, digest):
            return
        arrival.notes += refusals(bundle, site)
    drafts, lost = read(bundle.story, site.registry, bundle.path, site.hosts)
    arrival.notes += lost
    if site.split:
        drafts = [part for draft in drafts for part in split(draft)]
    for draft in drafts:
        arrival.received.append(_received(draft, bundle, site, arrival, digest))
    units = [unit for one in arrival.received if (unit := one.found.value("unit"))]
    unit, folder = next(iter(units), ""), "/".join(bundle.folders)
    arrival.notes += taken_down_before(site, bundle, folder, unit)
    changes: dict[Path, bytes] = {}
    for number, one in enumerate(arrival.received):
        before = earlier(site, bundle.story.name, folder, unit, number, one.text)
        changes |= _changes(one, before, arrival)
    arrival.state = "updated" if any(one.updates for one in arrival.received) else "draft"
    if site.dry_run:
        return
    write(changes)
    paths = tuple(one.path.relative_to(site.content).as_posix() for one in arrival.received)
    entry = Entry(digest, bundle.story.name, folder, site.now.isoformat(" "), paths, unit)
    bases = [one.text for one in arrival.received]
    site.kept.keep(files, entry, bases, in_git=site.settings.keep_in_git)


def _filed(bundle: Bundle, site: Reception, arrival: Arrival, digest: str) -> bool:
    """File a spreadsheet that is a return of a form of the campaign; tell whether it is one."""
    found = return_in(bundle, site)
    if found is None:
        return False
    book, arrival.filed = found
    arrival.state, arrival.book = "filed", book.name
    if not site.dry_run:
        write({arrival.filed: bundle.story.read_bytes()})
        path = arrival.filed.relative_to(site.content).as_posix()
        folder, day = "/".join(bundle.folders), site.now.isoformat(" ")
        entry = Entry(digest, bundle.story.name, folder, day, (path,))
        site.kept.keep([bundle.story], entry, [], in_git=site.settings.keep_in_git)
    return True


def _digest_of(files: Sequence[Path]) -> str:
    """Return the digest of a story with its pictures, in whatever order they came."""
    found = sha256(files[0].read_bytes())
    for one in sorted(sha256(file.read_bytes()).hexdigest() for file in files[1:]):
        found.update(one.encode())
    return found.hexdigest()[:16]


def _received(
    draft: Draft, bundle: Bundle, site: Reception, arrival: Arrival, digest: str
) -> Received:
    """Make a draft; the pictures that came with the file go to its first one."""
    found, folder, note = recognised(draft, bundle, site)
    arrival.notes += [note] if note else []
    arrival.personal += personal_in(draft.blocks, bundle.path)
    if consent := found.guess("consent"):
        message = N_("the form says of a consent: {value}; write it down in ledgers/consents.yaml")
        values = {"value": consent.value}
        arrival.notes.append(Problem(bundle.path, consent.place, 0, message, values))
    title = found.value("title") or draft.title or bundle.story.name
    found = asked(found, folder, title, site)
    column = column_of(found, folder, site, bundle.path)
    made = drafted(draft, found, column, site.campaigns[folder], site.now)
    if count := without_controls(made):
        message = N_("invisible control characters are left out: {count}")
        arrival.notes.append(Problem(bundle.path, 0, 0, message, {"count": count}))
    made.files = beside(made.files, bundle.path)
    _convert(made, bundle, site, arrival)
    place = site.content / folder / column.slug
    if not arrival.received:
        _with_files(made, bundle, site, column, arrival)
    with_origin(made, bundle.story.name, digest)
    taken = [one.path for one in arrival.received]
    name = free_name(made.title, place, taken)
    path = place / name / "index.md" if made.files else place / f"{name}.md"
    text = made.text(site.registry)
    return Received(path, made.title, column.slug, found, made.open, text, made.files)


def _convert(made: Drafted, bundle: Bundle, site: Reception, arrival: Arrival) -> None:
    """Convert the pictures within a file that browsers do not show."""
    for name in [*filter(is_unshown, made.files)]:
        try:
            data, suffix, losses = shown(name, made.files.pop(name), site.config.pictures)
        except ProblemError as error:
            arrival.notes += error.problems
            continue
        arrival.notes += [Problem(bundle.path, 0, 0, one.message, one.values) for one in losses]
        other = f"{name.rpartition('.')[0]}.{suffix}"
        made.files[other] = data
        made.body = made.body.replace(f"({name}", f"({other}").replace(f'"{name}"', f'"{other}"')


def _with_files(
    made: Drafted, bundle: Bundle, site: Reception, column: ColumnSpec, arrival: Arrival
) -> None:
    """Put pictures and attachments beside a draft, and note what is changed of them."""
    pictures: list[Prepared] = []
    slug = slug_of(made.title)
    stem, settings = bundle.story.stem, site.config.pictures
    own = {*made.files.values()}
    loose = [file for file in bundle.pictures if file.read_bytes() not in own]
    for one in prepared(loose, stem, slug, settings, bundle.path, made.files):
        if isinstance(one, Prepared):
            pictures.append(one)
        elif isinstance(one, Loss):
            arrival.notes.append(Problem(bundle.path, one.line, 0, one.message, one.values))
        else:
            arrival.notes.append(one)
    with_pictures(made, pictures, column)
    attached: dict[str, tuple[bytes, str]] = {}
    for number, file in enumerate(bundle.attachments, 1):
        name = f"{slug_of(file.stem)}{file.suffix.lower()}"
        name = f"{number}-{name}" if name in attached or name in made.files else name
        attached[name] = file.read_bytes(), file.stem
    with_attachments(made, attached)


def _like(one: Received) -> Iterator[Problem]:
    """Name the story that has the name that a new draft would have had."""
    own = one.path.parent if one.path.name == "index.md" else one.path.with_suffix("")
    other = own.with_name(slug_of(one.title) or own.name)
    if other != own:
        file = other / "index.md" if other.is_dir() else other.with_suffix(".md")
        message = N_("it is a new draft, and there is one with the same title: {file}")
        hint = N_("if it corrects that one, keep one of both")
        yield Problem(one.path.as_posix(), 0, 0, message, {"file": file.as_posix()}, hint)


def _changes(one: Received, before: Earlier | None, arrival: Arrival) -> dict[Path, bytes]:
    """Return the files to write: a new draft, or the one that a corrected file updates."""
    if before is None:
        arrival.notes += _like(one)
        files = {one.path.parent / name: data for name, data in one.files.items()}
        return {one.path: one.text.encode(), **files}
    one.path, one.updates = before.path, True
    text, one.conflicts = updated(before, one.text)
    changes = {one.path: text.encode()}
    if one.files and one.path.name != "index.md":
        message = N_("its pictures are not taken: the draft has no folder; they are in sources/")
        arrival.notes.append(Problem(one.path.as_posix(), 0, 0, message))
        return changes
    for name, data in one.files.items():
        file = one.path.parent / name
        if not file.exists():
            changes[file] = data
        elif file.read_bytes() != data:
            message = N_("the picture stays as it is; the new one is in sources/")
            arrival.notes.append(Problem(file.as_posix(), 0, 0, message))
    return changes
