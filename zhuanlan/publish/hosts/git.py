"""A branch of a git repository that a host shows as pages; its commits are the releases.

What others put on the branch stays; only files of the last list are replaced and removed. A push
that is no fast-forward is refused by git, so two who publish at once do not lose each other's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import Field

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import ProblemError
from zhuanlan.model.publishing import Argument, Computer, KnownHome, Target
from zhuanlan.publish.host import HostKind, failed, reason_in
from zhuanlan.publish.release import RECORD, UNKNOWN, Listed, Progress, Release, Sending, decoded
from zhuanlan.write import MANIFEST
from zhuanlan.write.manifest import read_manifest

_SELF = ("-c", "user.name=zhuanlan", "-c", "user.email=zhuanlan@localhost")
"""Who commits, where git knows nobody (as in CI); who published stands in the record."""

_PAST = 200
"""Commits that are fetched: enough for the releases among them, whoever else commits."""


class PagesTarget(Target):
    """A branch of a git repository that a host shows as pages."""

    kind: Literal["git"] = Field(description=N_("Kind: git, a branch of pages"), examples=["git"])
    repository: Annotated[Argument, KnownHome] = Field(
        description=N_("Repository: its address or folder"),
        examples=["git@example.com:office/leifeng.git"],
    )
    branch: Argument = Field(
        "gh-pages", description=N_("Branch: the one that is shown"), examples=["gh-pages"]
    )
    domain: Computer | None = Field(
        None,
        description=N_("Domain: one of your own, for a CNAME file"),
        examples=["www.example.cn"],
    )

    @property
    def place(self) -> str:
        """The repository and the branch."""
        return f"{self.repository} {self.branch}"


class Branch:
    """The host of kind `git`."""

    forms = False

    def __init__(self, name: str, target: PagesTarget, repository: str) -> None:
        self._name, self._target, self._repository = name, target, repository
        self._folder = Path(tempfile.mkdtemp(prefix="zhuanlan-"))
        self._ref = f"refs/heads/{target.branch}"
        self._extra = {".nojekyll": b""}
        if target.domain:
            self._extra["CNAME"] = f"{target.domain}\n".encode()
        try:
            self._run("init", "-q", "--bare", str(self._folder))
            self._git("check-ref-format", self._ref)
            self._head = self._fetched()
        except BaseException:
            self.close()
            raise

    def _fetched(self) -> str | None:
        """Return the commit that the branch is at, with enough of its past to return to."""
        listed = self._git("ls-remote", "--", self._repository, self._ref)
        if not listed.strip():
            return None
        fetch = ("fetch", "-q", "--no-tags", f"--depth={_PAST}", "--", self._repository)
        self._git(*fetch, f"+{self._ref}:{self._ref}")
        return self._git("rev-parse", self._ref).decode().strip()

    @property
    def stale(self) -> bool:
        """Whether the domain is another one than the branch says."""
        cname = self._extra.get("CNAME")
        return cname is not None and self._show(self._head, "CNAME") != cname

    def live(self) -> dict[str, str]:
        """Return the files of the last list on the branch; one that is damaged tells names only."""
        for commit in self._past():
            with suppress(ProblemError):
                if files := self._files(commit):
                    return files if commit == self._head else dict.fromkeys(files, UNKNOWN)
        return {}

    def _past(self) -> list[str]:
        return self._git("rev-list", self._head).decode().split() if self._head else []

    def _files(self, commit: str | None) -> dict[str, str]:
        return read_manifest(f"{self._target.branch}:{MANIFEST}", self._show(commit, MANIFEST))

    def _show(self, commit: str | None, path: str) -> bytes:
        if commit is None or not self._git("ls-tree", commit, "--", path):
            return b""
        return self._git("cat-file", "blob", f"{commit}:{path}")

    def releases(self) -> list[Listed]:
        """Return the newest releases among the last commits."""
        found = self._commits()
        now = decoded(self._show(self._head, RECORD))
        return [Listed(release, now is not None and release.id == now.id) for release, _ in found]

    def _commits(self) -> list[tuple[Release, str]]:
        """Return the releases, the newest first, each with the last commit that shows it."""
        found: dict[str, tuple[Release, str]] = {}
        for commit in self._past():
            release = decoded(self._show(commit, RECORD))
            if release:  # one that was returned to is there twice; others' commits repeat it
                found.setdefault(release.id, (release, commit))
        newest = sorted(found, reverse=True)[: self._target.keep]
        return [found[name] for name in newest]

    def publish(self, sending: Sending, progress: Progress) -> None:
        """Commit what differs upon what is there, and push it."""
        self._begin(sending.difference.added)
        self._remove(sending.difference.removed)
        sent = sending.difference.sent
        for _ in progress(N_("Publishing"), [""], len(sent)):
            self._add(sending.output, sent)
        own = {MANIFEST: sending.manifest, RECORD: sending.release.encoded(), **self._extra}
        for path, data in own.items():
            blob = self._git("hash-object", "-w", "--stdin", given=data).decode().strip()
            self._git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
        self._push(self._git("write-tree").decode().strip(), f"Publish {sending.release.id}")

    def _begin(self, added: Collection[str]) -> None:
        """Begin with what is there; refuse to overwrite what zhuanlan did not write."""
        if self._head is None:
            return
        self._git("read-tree", self._head)
        listed = self._git("ls-tree", "-r", "-z", "--name-only", self._head)
        own = {*self.live(), *self._extra, MANIFEST, RECORD}
        foreign = {*map(os.fsdecode, listed.split(b"\0"))} - own - {""}
        folders = {str(parent) for path in foreign for parent in PurePosixPath(path).parents}
        in_the_way = sorted(
            path
            for path in added
            if path in foreign
            or path in folders  # a file where others keep files
            or any(str(parent) in foreign for parent in PurePosixPath(path).parents)
        )
        if in_the_way:
            message = N_("the branch holds files that are not zhuanlan's: {names}")
            hint = N_("move them away, or choose another branch")
            raise failed(self._name, message, hint, names=", ".join(in_the_way[:5]))

    def _remove(self, paths: tuple[str, ...]) -> None:
        self._git("update-index", "-z", "--force-remove", "--stdin", given=_nul(paths))

    def _add(self, output: Path, paths: tuple[str, ...]) -> None:
        add = ("update-index", "-z", "--add", "--replace", "--stdin")
        self._git(*add, given=_nul(paths), tree=output)

    def _push(self, tree: str, message: str) -> None:
        parents = ["-p", self._head] if self._head else []
        given = f"{message}\n".encode()
        commit = self._git(*_SELF, "commit-tree", *parents, tree, given=given).decode().strip()
        self._git("push", "-q", "--", self._repository, f"{commit}:{self._ref}")
        self._git("update-ref", self._ref, commit)
        self._head = commit

    def rollback(self, release: str) -> None:
        """Commit the files of an earlier release again; others' files and the past stay."""
        commit = next((commit for one, commit in self._commits() if one.id == release), "")
        if not commit or self._head is None:
            raise failed(self._name, N_("the release {id} is not kept"), id=release)
        files, now = self._files(commit), self.live()
        own = {*files, MANIFEST, RECORD}
        self._begin(files.keys() - now.keys())
        self._remove(tuple(now.keys() - own))
        listed = self._git("ls-tree", "-r", "-z", commit).split(b"\0")
        entries = [entry for entry in listed if os.fsdecode(entry.partition(b"\t")[2]) in own]
        self._git("update-index", "-z", "--index-info", given=b"\0".join([*entries, b""]))
        self._push(self._git("write-tree").decode().strip(), f"Return to {release}")

    def _git(self, *arguments: str, given: bytes = b"", tree: Path | None = None) -> bytes:
        """Run git in our own repository; `tree` is the folder whose files are meant."""
        where = str((tree or self._folder).resolve())
        own = (f"--git-dir={self._folder}", f"--work-tree={where}", "-C", where)
        return self._run(*own, "-c", "core.autocrlf=false", *arguments, given=given)

    def _run(self, *arguments: str, given: bytes = b"") -> bytes:
        program = shutil.which("git")
        if program is None:
            raise failed(self._name, N_("git is needed for that"))
        env = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
        done = subprocess.run(  # noqa: S603 - no shell is between
            [program, *arguments], input=given, capture_output=True, check=False, env=env
        )
        if done.returncode:
            message = N_("{program} failed: {reason}")
            raise failed(self._name, message, program="git", reason=reason_in(done.stderr))
        return done.stdout

    def close(self) -> None:
        """Take the working copy away."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _nul(paths: tuple[str, ...]) -> bytes:
    return "".join(f"{path}\0" for path in paths).encode()


def open_host(name: str, target: PagesTarget, base: Path) -> Branch:
    """Return the host of a target; a folder may be named from the settings' folder on."""
    local = base / Path(target.repository).expanduser()
    return Branch(name, target, str(local.resolve()) if local.is_dir() else target.repository)


GIT = HostKind(PagesTarget, open_host)
