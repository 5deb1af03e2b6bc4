"""`sign`: records that somebody has read a post as it is now."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from pathlib import Path

import yaml

from zhuanlan.console import now, say, say_problems, say_unwritable
from zhuanlan.i18n import N_, Translator
from zhuanlan.load.files import read_bytes
from zhuanlan.load.signoffs import ledger_of, signatures_of, text_digest
from zhuanlan.model.signoff import ROLES, Signature
from zhuanlan.options import Options
from zhuanlan.problems import Problem, ProblemError
from zhuanlan.write.atomic import replaced

_DEPTH = 2
"""Folders above a post: the campaign's and the column's."""


def run(given: argparse.Namespace, _: Translator) -> int:
    """Write the signatures, and print the path of each ledger."""
    options = Options(now(), content=given.content, config=given.config)
    try:
        texts = {path: _text_of(path, options) for path in given.post}  # all of them, or none
        ledgers = [_signed(text, options, given) for text in texts.values()]
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
    except OSError as error:
        say_unwritable(error, _)
        return 1
    for ledger in ledgers:
        print(ledger)
    return _commit(ledgers, given, _) if given.commit else 0


def _text_of(file: Path, options: Options) -> tuple[str, str]:
    """Return the source that a file is, and the digest of its text."""
    try:
        path = file.resolve().relative_to(options.content.resolve()).as_posix()
    except ValueError:
        message = N_("this is no file of the content folder")
        raise ProblemError([Problem(str(file), 0, 0, message)]) from None
    if not path.endswith(".md") or path.count("/") < _DEPTH:
        message = N_("only posts are signed: files of a column whose names end in .md")
        raise ProblemError([Problem(str(file), 0, 0, message)])
    return path, text_digest(read_bytes(file, str(file)), str(file))


def _signed(text: tuple[str, str], options: Options, given: argparse.Namespace) -> Path:
    path, digest = text
    held = signatures_of(options.ledgers, path)
    signature = Signature(
        role=given.role, name=given.name, date=f"{options.now:%F %T}", text=digest
    )
    others = [one for one in held.signatures if one.role != given.role]
    kept = sorted([*others, signature], key=lambda one: ROLES.index(one.role))
    data = {"signatures": [one.model_dump() for one in kept]}
    ledger = ledger_of(options.ledgers, path)
    ledger.parent.mkdir(parents=True, exist_ok=True)
    replaced(ledger, yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode())
    return ledger


def _commit(ledgers: list[Path], given: argparse.Namespace, _: Translator) -> int:
    git = shutil.which("git")
    if git is None:
        say(_(N_("git is needed for that")))
        return 1
    names = [str(ledger) for ledger in ledgers]
    message = f"Sign {len(names)} posts as {given.role}"
    for arguments in (["add", "--", *names], ["commit", "-q", "-S", "-m", message, "--", *names]):
        run = subprocess.run([git, *arguments], check=False)  # noqa: S603 - no shell
        if run.returncode:
            say(_(N_("git could not commit the signature, which stays written down")))
            return 1
    return 0
