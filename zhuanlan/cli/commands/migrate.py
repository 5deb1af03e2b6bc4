"""`migrate`: give keys their new names after an upgrade, and books what `campaign.yaml` held."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import add_config, add_path, add_quiet
from zhuanlan.cli.console import say
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.core.problems import Problem
    from zhuanlan.load.renaming import Move, Rename

HELP = N_("rename keys that have a new name in this version, and move what books hold into them")
AFTER_PROBLEMS = N_("problems: {count}; nothing was written")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_path(parser, "content", "content", _("folder of the posts"))
    add_config(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("only list what would change"))
    add_quiet(parser)


def run(args: argparse.Namespace) -> int:
    """Rename and move the keys in all files, or in none if there is a problem in any."""
    from zhuanlan.core.problems import ProblemError
    from zhuanlan.core.registry import registry_of
    from zhuanlan.load.content import walk
    from zhuanlan.load.files import read_bytes
    from zhuanlan.load.renaming import with_new_names
    from zhuanlan.load.site import config_as_far_as_known
    from zhuanlan.model.campaign import Campaign

    problems: list[Problem] = []
    renames: dict[Path, list[Rename]] = {}
    moves: dict[Path, list[Move]] = {}
    versions: dict[Path, tuple[bytes | None, bytes]] = {}
    files = [*_files(args.config, args.content)]
    registry = registry_of()
    limits = config_as_far_as_known(args.config, args.config.as_posix(), registry)[0].limits
    of_books = walk(args.content).books
    for file, model in files:
        shown = file.as_posix()
        try:
            before = read_bytes(file, shown)
            after, found = with_new_names(model, shown, before, limits)
            moved: list[Move] = []
            for moving in registry.migrations.values() if model is Campaign else ():
                folder = file.parent.name
                after, moves_of_one = moving(shown, folder, after, of_books, registry)
                moved += moves_of_one
        except ProblemError as error:
            problems += error.problems
            continue
        if found:
            renames[file] = found
        if after != before:
            versions[file] = before, after
        if moved:
            moves[file] = moved
            versions |= {args.content / one.file: (None, one.data) for one in moved}
    if problems:
        raise ProblemError(problems)
    if not args.dry_run:
        _write(versions)
    _report(renames, moves, args)
    return 0


def _files(config: Path, content: Path) -> Iterator[tuple[Path, type]]:
    """Yield the files of a site that have keys, each with the model that declares it.

    Raises ProblemError for what a build would not read, and for links that leave the site.
    """
    from zhuanlan.features.signoff.ledger import FOLDER
    from zhuanlan.load.content import CAMPAIGN_FILE, walk
    from zhuanlan.load.ledgers import CONSENTS, TAKEDOWNS
    from zhuanlan.model.campaign import Campaign
    from zhuanlan.model.config import Config
    from zhuanlan.model.front_matter import FrontMatter, PageMatter
    from zhuanlan.model.privacy import Consents, Takedowns
    from zhuanlan.model.signoff import Signatures

    ledgers = config.parent / "ledgers"
    models: dict[Path, type] = {config: Config}
    for name, model in ((CONSENTS, Consents), (TAKEDOWNS, Takedowns)):
        models |= {ledgers / name: model} if (ledgers / name).exists() else {}
    models |= dict.fromkeys(sorted((ledgers / FOLDER).rglob("*.yaml")), Signatures)
    _refuse_links(config.parent, [*models, content, ledgers, ledgers / FOLDER])
    found = walk(content)
    _refuse(content, found.problems)
    yield from models.items()
    for folder in found.campaigns:
        yield content / folder / CAMPAIGN_FILE, Campaign
    for paths, kind in ((found.posts, FrontMatter), (found.pages, PageMatter)):
        for path in paths:
            yield content / found.real_names.get(path, path), kind


def _refuse_links(site: Path, paths: Iterable[Path]) -> None:
    from zhuanlan.core.problems import Problem, ProblemError

    message = N_("this is a symbolic link that leads out of the site")
    hint = N_("run zhuanlan migrate where the file itself is")
    within = site.resolve()
    outside = [
        Problem(path.as_posix(), 0, 0, message, {}, hint)
        for path in paths
        if path.is_symlink() and not path.resolve().is_relative_to(within)
    ]
    if outside:
        raise ProblemError(outside)


def _refuse(content: Path, problems: Iterable[Problem]) -> None:
    from dataclasses import replace

    from zhuanlan.core.problems import ProblemError

    found = [replace(one, path=f"{content.as_posix()}/{one.path}") for one in problems]
    if found:
        raise ProblemError(found)


def _write(versions: dict[Path, tuple[bytes | None, bytes]]) -> None:
    """Write all files; where one cannot be written, those before it get their old bytes back.

    One that was not there before has none, and is taken away.
    """
    from zhuanlan.write.atomic import replaced

    done = []
    try:
        for file, (_before, after) in versions.items():
            file.parent.mkdir(exist_ok=True)
            replaced(file, after)
            done.append(file)
    except BaseException:
        for file in done:
            if (before := versions[file][0]) is None:
                file.unlink()
            else:
                replaced(file, before)
        raise


def _report(
    renames: dict[Path, list[Rename]], moves: dict[Path, list[Move]], args: argparse.Namespace
) -> None:
    """Say what was renamed or moved, or would be, and which signatures that makes invalid."""
    from zhuanlan.features.signoff.ledger import ledger_of
    from zhuanlan.load.content import is_markdown

    for file, moved in moves.items():
        for move in moved if args.dry_run or not args.quiet else ():
            target = (args.content / move.file).as_posix()
            print(f"{file.as_posix()}:{move.line}:{move.column}: {move.key} → {target}")
    if not renames:
        say(_moved(moves, args) if moves else _("no key has an old name"))
        return
    for file, found in renames.items():
        for one in found if args.dry_run or not args.quiet else ():
            print(f"{file.as_posix()}:{one.line}:{one.column}: {one.old} → {one.new}")
    for file in filter(lambda file: is_markdown(file.name), renames):
        path = file.relative_to(args.content).as_posix()
        if ledger_of(args.config.parent / "ledgers", path).exists():
            text = _("{file}: signatures cover the keys, so it has to be signed again")
            say(text.format(file=file.as_posix()))
    text = _("{count} keys renamed in {files} files")
    if args.dry_run:
        text = _("{count} keys would be renamed in {files} files")
    say(text.format(count=sum(map(len, renames.values())), files=len(renames)))
    if moves:
        say(_moved(moves, args))


def _moved(moves: dict[Path, list[Move]], args: argparse.Namespace) -> str:
    text = _("{count} keys moved into books")
    if args.dry_run:
        text = _("{count} keys would be moved into books")
    return text.format(count=sum(map(len, moves.values())))
