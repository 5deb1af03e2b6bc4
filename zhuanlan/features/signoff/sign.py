"""What `sign` does: record that somebody has read posts as they are now."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import yaml

from zhuanlan.build.single import Sources, sources_of
from zhuanlan.cli.arguments import now
from zhuanlan.cli.console import say, say_problems
from zhuanlan.cli.errors import CommandError
from zhuanlan.cli.sources import post_named
from zhuanlan.core.git import git
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.signoff.ledger import ledger_of, seen_digests, signatures_of
from zhuanlan.features.signoff.signing import Signing
from zhuanlan.model.post import Post
from zhuanlan.model.signoff import ROLE_NAMES, ROLES, Signature
from zhuanlan.model.staff import Staff, allowed_to, member_named
from zhuanlan.write.atomic import replaced


def sign(args: argparse.Namespace) -> int:
    """Sign all posts or none; print the path of each ledger, who signed what, and what is missing.

    Raises ProblemError for somebody who may not sign, or a second time.
    """
    options = Options(now(), content=args.content, config=args.config)
    paths = [post_named(post, options) for post in args.post]
    sources = sources_of(options, paths)
    name = _signer(args, sources.declared.config.staff)
    signed = [_signature(path, name, options, sources, args) for path in paths]
    ledgers = [_write(post.path, signature, options) for post, signature in signed]
    for (post, signature), ledger in zip(signed, ledgers, strict=True):
        text = _("{name} signed “{title}”, {what}: {path}")
        what = _(ROLE_NAMES[signature.role])
        path = (options.content / post.path).as_posix()
        say(text.format(name=name, title=post.matter.title, what=what, path=path))
        print(ledger)
    if args.commit:
        _commit(ledgers, args)
    _show_missing([post for post, signature in signed], sources, options)
    return 0


def _show_missing(posts: Sequence[Post], sources: Sources, options: Options) -> None:
    """Show the signatures that posts still lack, as a publication would."""
    config, campaigns = sources.declared.config, sources.declared.campaigns.values()
    by_slug = {campaign.slug: campaign for campaign in campaigns}
    signing = Signing(config, by_slug, sources.reader.on_disk, options)
    if not any(map(signing.required, posts)):
        say(_("config.yaml requires no signatures here (key signoff)"))
    elif missing := [*signing.problems(posts)]:
        say_problems(missing)
        say(_("signatures still missing: {count}").format(count=len(missing)))
    else:
        say(_("no signature is missing"))


def _signer(args: argparse.Namespace, staff: Staff) -> str:
    """Return who signs; raises ProblemError for somebody who may not."""
    name: str | None = args.name
    if name is None:
        mine = (git(Path(), "config", "user.email") or "").strip()
        name = next((one.name for one in staff if mine and one.git == mine), None)
    if name is None:
        raise ProblemError([Problem("--name", 0, 0, N_("say who signs: --name NAME"))])
    if staff and name not in (allowed := allowed_to(staff, args.role)):
        known = member_named(staff, name)
        message = (
            N_("“{name}” may not sign as {role}")
            if known
            else N_("config.yaml knows nobody named “{name}” among the staff")
        )
        values = {
            "name": name,
            "role": args.role,
            "what": ROLE_NAMES[args.role],
            "allowed": ", ".join(allowed) or "–",
        }
        hint = N_("{what} may be signed by: {allowed}")
        raise ProblemError([Problem("--name", 0, 0, message, values, hint)])
    return name


def _signature(
    path: str, name: str, options: Options, sources: Sources, args: argparse.Namespace
) -> tuple[Post, Signature]:
    """Return a post with a signature of what readers see of it.

    Raises ProblemError where this person has signed another reading of it.
    """
    data, post = sources.read(path)
    assert isinstance(post, Post)  # noqa: S101 - `post_named` has refused all else
    text, files = seen_digests(path, data, post, sources.file_of)
    for other in signatures_of(options.ledgers, path).signatures:
        if other.role != args.role and other.name == name:
            values = {"name": name, "what": ROLE_NAMES[other.role]}
            message = N_("“{name}” has signed this post already: {what}")
            hint = N_("another person has to sign this reading")
            shown = (options.content / path).as_posix()
            raise ProblemError([Problem(shown, 0, 0, message, values, hint)])
    date = f"{options.now:%F %T}"
    return post, Signature(role=args.role, name=name, date=date, text=text, files=files)


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
    """Return a signature as one line of YAML, which `git blame` gives to one commit."""
    data = signature.model_dump(exclude_defaults=True) | {"date": f"{signature.date:%F %T}"}
    return yaml.safe_dump(
        data, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10_000_000
    )


def _commit(ledgers: Sequence[Path], args: argparse.Namespace) -> None:
    program = shutil.which("git")
    if program is None:
        raise CommandError(N_("git is needed for that"))
    names = [str(ledger) for ledger in ledgers]
    message = f"Sign {len(names)} posts as {args.role}"
    for arguments in (["add", "--", *names], ["commit", "-q", "-S", "-m", message, "--", *names]):
        run = subprocess.run([program, *arguments], check=False)  # noqa: S603 - no shell
        if run.returncode:
            raise CommandError(N_("git could not commit the signature, which stays written down"))
