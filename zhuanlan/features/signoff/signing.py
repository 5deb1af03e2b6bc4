"""Whether posts are signed as their columns need it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shlex import quote

from zhuanlan.core.git import git
from zhuanlan.core.i18n import N_
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.signoff.ledger import FOLDER, ledger_of, seen_digests, signatures_of
from zhuanlan.load.files import read_bytes
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.post import Post
from zhuanlan.model.signoff import ROLE_NAMES, Role
from zhuanlan.model.site import Site
from zhuanlan.model.staff import allowed_to, member_named

_SIGN = N_("zhuanlan sign {path} --as {role} --name …")


@dataclass(frozen=True)
class Signing:
    """Looks up what is signed; git is asked once for all posts."""

    config: Config
    campaigns: Mapping[str, Campaign]
    """By their slugs."""
    on_disk: Mapping[str, str]
    """Paths of the content whose names differ on the disk."""
    options: Options

    @classmethod
    def of_site(cls, site: Site, options: Options) -> Signing:
        """Return what looks up the signatures of a whole site."""
        return cls(site.config, site.campaigns, site.on_disk, options)

    def required(self, post: Post) -> tuple[Role, ...]:
        """Return the readings that the column of a post requires."""
        column = self.campaigns[post.campaign].column(post.column)
        return self.config.signoff.required(column.slug, column.name)

    def missing(self, post: Post) -> Iterator[tuple[Role, str]]:
        """Yield the readings that a post lacks, each with what is wrong."""
        required = self.required(post)
        if not required:
            return
        held = signatures_of(self.options.ledgers, post.path)
        if held.signatures:
            text, files = self._seen(post)
        names = [one.name for one in held.signatures if one.role in required]
        for role in required:
            signature = held.by(role)
            if signature is None:
                yield role, N_("not signed: {what}")
            elif signature.text != text:
                yield role, N_("changed since it was signed: {what}")
            elif signature.files != files:
                yield role, N_("its pictures or attachments changed since it was signed: {what}")
            elif names.count(signature.name) > 1:
                yield role, N_("signed by one person for several readings: {what}")
            elif not self._may(signature.name, role):
                yield role, N_("signed by somebody who may not: {what}")
            elif self.config.signoff.git and not self._in_git(post.path, role, signature.name):
                yield role, self._not_in_git

    def _seen(self, post: Post) -> tuple[str, dict[str, str]]:
        data = read_bytes(self._file_of(post.path), post.path)
        return seen_digests(post.path, data, post, self._file_of)

    def _file_of(self, path: str) -> Path:
        return self.options.content / self.on_disk.get(path, path)

    def _may(self, name: str, role: Role) -> bool:
        staff = self.config.staff
        return not staff or name in allowed_to(staff, role)

    def problems(self, posts: Iterable[Post]) -> Iterator[Problem]:
        """Yield a problem for each reading that is missing, and for each ledger that is damaged."""
        for post in posts:
            try:
                for role, message in self.missing(post):
                    path = (self.options.content / post.path).as_posix()
                    values = {"what": ROLE_NAMES[role], "path": quote(path), "role": role}
                    yield Problem(path, 0, 0, message, values, _SIGN)
            except ProblemError as error:
                yield from error.problems

    def _in_git(self, path: str, role: Role, name: str) -> bool:
        """Tell whether each line of a signature came by a commit with a good signature."""
        ledger = ledger_of(self.options.ledgers, path)
        blamed = git(ledger.parent, "blame", "-s", "-l", "--", ledger.name) or ""
        entries: list[list[tuple[str, str]]] = [[]]
        for line in blamed.splitlines():
            commit, _, text = line.partition(")")
            if text.strip().startswith("- "):
                entries.append([])
            entries[-1].append((commit.split(" ")[0].lstrip("^"), text))
        own = [lines for lines in entries if any(_role_in(text) == role for _, text in lines)]
        return bool(own) and all(self._good(commit, name) for lines in own for commit, _ in lines)

    def _good(self, commit: str, name: str) -> bool:
        member = member_named(self.config.staff, name)
        signers = [
            who for known, who in self._signers.items() if commit and known.startswith(commit)
        ]
        identity = member.git if member else None
        return any(identity in (None, who) or f"<{identity}>" in who for who in signers)

    @cached_property
    def _signers(self) -> dict[str, str]:
        """The commits that git finds well signed, by a key that it knows, each with the signer."""
        log = git(self._folder, "log", "--format=%H %G? %GS", "--", ".") or ""
        marks = (line.split(" ", 2) for line in log.splitlines())
        return {commit: signer for commit, mark, signer in marks if mark == "G"}

    @cached_property
    def _not_in_git(self) -> str:
        """What is wrong where no good commit is found; a shallow clone cannot know them."""
        shallow = git(self._folder, "rev-parse", "--is-shallow-repository") or ""
        if shallow.strip() == "true":
            return N_(
                "this clone of git is shallow, so the commit of a signature is not known; "
                "run git fetch --unshallow: {what}"
            )
        return N_("signed, but not by a signed commit of git: {what}")

    @property
    def _folder(self) -> Path:
        return self.options.ledgers / FOLDER


def unsigned(site: Site, options: Options) -> Iterator[Problem]:
    """Find what is to be published and is not signed as its column needs it."""
    return Signing.of_site(site, options).problems(site.posts)


_ROLE = re.compile(r"\s*(?:- )?\{?role: (\w+)")


def _role_in(line: str) -> str:
    found = _ROLE.match(line)
    return found[1] if found else ""
