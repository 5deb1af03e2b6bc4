"""`sign`: records that somebody has read a post as it is now."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from pathlib import Path

import yaml

from zhuanlan.commands import post_named
from zhuanlan.console import now, say, say_problems, say_unwritable
from zhuanlan.git import git
from zhuanlan.i18n import N_, Translator
from zhuanlan.load.signoffs import ledger_of, seen_digests, signatures_of
from zhuanlan.model.signoff import ROLE_NAMES, ROLES, Signature
from zhuanlan.model.staff import Staff, allowed_to, member_named
from zhuanlan.options import Options
from zhuanlan.pipeline.single import Sources, sources_of
from zhuanlan.problems import Problem, ProblemError
from zhuanlan.write.atomic import replaced


def run(given: argparse.Namespace, _: Translator) -> int:
    """Write the signatures, and print the path of each ledger."""
    options = Options(now(), content=given.content, config=given.config)
    try:
        paths = [post_named(post, options) for post in given.post]  # all of them, or none
        sources = sources_of(options, paths)
        name = _signer(given, sources.declared.config.staff)
        signed = [_signature(path, name, options, sources, given) for path in paths]
        ledgers = [_write(path, signature, options) for path, signature in signed]
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
    except OSError as error:
        say_unwritable(error, _)
        return 1
    for ledger in ledgers:
        print(ledger)
    return _commit(ledgers, given, _) if given.commit else 0


def _signer(given: argparse.Namespace, staff: Staff) -> str:
    """Return who signs; raises ProblemError for somebody who may not."""
    name: str | None = given.name
    if name is None:
        mine = (git(Path(), "config", "user.email") or "").strip()
        name = next((one.name for one in staff if mine and one.git == mine), None)
    if name is None:
        raise ProblemError([Problem("--name", 0, 0, N_("say who signs: --name NAME"))])
    if staff and name not in (allowed := allowed_to(staff, given.role)):
        known = member_named(staff, name)
        message = (
            N_("“{name}” may not sign as {role}")
            if known
            else N_("config.yaml knows nobody named “{name}” among the staff")
        )
        values = {
            "name": name,
            "role": given.role,
            "what": ROLE_NAMES[given.role],
            "allowed": ", ".join(allowed) or "–",
        }
        hint = N_("{what} may be signed by: {allowed}")
        raise ProblemError([Problem("--name", 0, 0, message, values, hint)])
    return name


def _signature(
    path: str, name: str, options: Options, sources: Sources, given: argparse.Namespace
) -> tuple[str, Signature]:
    """Return a signature of what readers see; raises ProblemError for a second one of a person."""
    data, item = sources.read(path)
    text, files = seen_digests(path, data, item, sources.file_of)
    for other in signatures_of(options.ledgers, path).signatures:
        if other.role != given.role and other.name == name:
            values = {"name": name, "what": ROLE_NAMES[other.role]}
            message = N_("“{name}” has signed this post already: {what}")
            hint = N_("another person has to sign this reading")
            shown = (options.content / path).as_posix()
            raise ProblemError([Problem(shown, 0, 0, message, values, hint)])
    date = f"{options.now:%F %T}"
    return path, Signature(role=given.role, name=name, date=date, text=text, files=files)


def _write(path: str, signature: Signature, options: Options) -> Path:
    held = signatures_of(options.ledgers, path)
    others = [one for one in held.signatures if one.role != signature.role]
    kept = sorted([*others, signature], key=lambda one: ROLES.index(one.role))
    ledger = ledger_of(options.ledgers, path)
    ledger.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"- {_in_one_line(one)}" for one in kept)
    replaced(ledger, f"signatures:\n{lines}".encode())
    return ledger


def _in_one_line(signature: Signature) -> str:
    """Return a signature as YAML in one line: git then knows one commit of it, not one a key."""
    data = signature.model_dump(exclude_defaults=True) | {"date": f"{signature.date:%F %T}"}
    return yaml.safe_dump(
        data, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10_000_000
    )


def _commit(ledgers: list[Path], given: argparse.Namespace, _: Translator) -> int:
    program = shutil.which("git")
    if program is None:
        say(_(N_("git is needed for that")))
        return 1
    names = [str(ledger) for ledger in ledgers]
    message = f"Sign {len(names)} posts as {given.role}"
    for arguments in (["add", "--", *names], ["commit", "-q", "-S", "-m", message, "--", *names]):
        run = subprocess.run([program, *arguments], check=False)  # noqa: S603 - no shell
        if run.returncode:
            say(_(N_("git could not commit the signature, which stays written down")))
            return 1
    return 0
