"""Whether posts are signed as their columns need it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

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
        for role in required:
            signature = held.by(role)
            if signature is None:
                yield role, N_("not signed: {what}")
            elif signature.text != text:
                yield role, N_("changed since it was signed: {what}")
            elif self.site.config.signoff.git and not self._in_git(ledger_of(ledgers, post.path)):
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

    def _in_git(self, ledger: Path) -> bool:
        return ledger.resolve() in self._signed_in_git

    @cached_property
    def _signed_in_git(self) -> frozenset[Path]:
        """Ledgers as a commit with a good signature left them, and nobody has changed since."""
        folder = self.options.ledgers / FOLDER
        log = git(folder, "log", "--format=%x01%G?", "--name-only", "--relative", "--", ".") or ""
        dirty = git(folder, "status", "--porcelain", "-z", "--", ".") or ""
        changed = {_last(entry[3:]) for entry in dirty.split("\0") if entry}
        good: dict[str, bool] = {}
        for commit in log.split("\x01")[1:]:
            mark, *names = commit.split("\n")
            for name in filter(None, names):
                good.setdefault(name, mark in ("G", "U"))
        return frozenset(
            (folder / name).resolve()
            for name, signed in good.items()
            if signed and _last(name) not in changed
        )


def _last(name: str) -> str:
    return name.rpartition("/")[2]
