"""Whether posts are signed as their columns need it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from zhuanlan.git import git
from zhuanlan.i18n import N_
from zhuanlan.load.files import read_bytes
from zhuanlan.load.signoffs import FOLDER, ledger_of, signatures_of, text_digest
from zhuanlan.model.post import Post
from zhuanlan.model.signoff import ROLE_NAMES, Role
from zhuanlan.model.site import Site
from zhuanlan.options import Options
from zhuanlan.problems import Problem, ProblemError

_SIGN = N_("zhuanlan sign {path} --as {role} --name …")


@dataclass(frozen=True)
class Signing:
    """Looks up what is signed; git is asked once for all."""

    site: Site
    options: Options

    def missing(self, post: Post) -> Iterator[tuple[Role, str]]:
        """Yield the readings that a post lacks, each with what is wrong."""
        required = self.site.config.signoff.required(post.column)
        if not required:
            return
        ledgers = self.options.ledgers
        held = signatures_of(ledgers, post.path)
        file = self.options.content / self.site.on_disk.get(post.path, post.path)
        text = text_digest(read_bytes(file, post.path), post.path)
        names = [one.name for one in held.signatures if one.role in required]
        for role in required:
            signature = held.by(role)
            if signature is None:
                yield role, N_("not signed: {what}")
            elif signature.text != text:
                yield role, N_("changed since it was signed: {what}")
            elif names.count(signature.name) > 1:
                yield role, N_("signed by one person for several readings: {what}")
            elif self.site.config.signoff.git and not self._in_git(post.path, role):
                yield role, N_("signed, but not by a signed commit of git: {what}")

    def problems(self, posts: Iterable[Post]) -> Iterator[Problem]:
        """Yield a problem for each reading that is missing, and for each ledger that is damaged."""
        for post in posts:
            try:
                for role, message in self.missing(post):
                    path = (self.options.content / post.path).as_posix()
                    values = {"what": ROLE_NAMES[role], "path": path, "role": role}
                    yield Problem(path, 0, 0, message, values, _SIGN)
            except ProblemError as error:
                yield from error.problems

    def _in_git(self, path: str, role: Role) -> bool:
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
        return bool(own) and all(self._good(commit) for lines in own for commit, _ in lines)

    def _good(self, commit: str) -> bool:
        return any(known.startswith(commit) for known in self._good_commits if commit)

    @cached_property
    def _good_commits(self) -> frozenset[str]:
        """Commits that git finds well signed, by a key that it knows."""
        folder = self.options.ledgers / FOLDER
        log = git(folder, "log", "--format=%H %G?", "--", ".") or ""
        marks = (line.split(" ") for line in log.splitlines())
        return frozenset(commit for commit, mark in marks if mark == "G")


def _role_in(line: str) -> str:
    key, _, value = line.strip().removeprefix("- ").partition(":")
    return value.strip() if key == "role" else ""
