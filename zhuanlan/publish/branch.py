"""A branch of a git repository that a host shows as pages; its commits are the releases.

What others put on the branch stays; only files of the last list are replaced and removed. A push
that is no fast-forward is refused by git, so two who publish at once do not lose each other's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from zhuanlan.i18n import N_
from zhuanlan.model.publishing import PagesTarget
from zhuanlan.publish.host import failed
from zhuanlan.publish.release import RECORD, Listed, Progress, Release, Sending, decoded
from zhuanlan.write.manifest import read_manifest
from zhuanlan.write.seal import MANIFEST

_SELF = ("-c", "user.name=zhuanlan", "-c", "user.email=zhuanlan@localhost")
"""Who commits, where git knows nobody (as in CI); who published stands in the record."""


class Branch:
    """The host of kind `git`."""

    forms = False

    def __init__(self, name: str, target: PagesTarget) -> None:
        self._name, self._target = name, target
        self._folder = Path(tempfile.mkdtemp(prefix="zhuanlan-"))
        self._ref = f"refs/heads/{target.branch}"
        self._run("init", "-q", "--bare", str(self._folder))
        self._git("check-ref-format", self._ref)
        self._head = self._fetched()

    def _fetched(self) -> str | None:
        """Return the commit that the branch is at, with as much of its past as is kept."""
        repository = self._target.repository
        listed = self._git("ls-remote", "--", repository, self._ref)
        if not listed.strip():
            return None
        depth = f"--depth={self._target.keep + 1}"
        self._git("fetch", "-q", "--no-tags", depth, "--", repository, f"+{self._ref}:{self._ref}")
        return self._git("rev-parse", self._ref).decode().strip()

    def live(self) -> dict[str, str]:
        """Return the files of the last list on the branch."""
        return read_manifest(f"{self._target.branch}:{MANIFEST}", self._show(self._head, MANIFEST))

    def _show(self, commit: str | None, path: str) -> bytes:
        if commit is None or not self._git("ls-tree", commit, "--", path):
            return b""
        return self._git("cat-file", "blob", f"{commit}:{path}")

    def releases(self) -> list[Listed]:
        """Return the releases among the last commits."""
        return [Listed(release, commit == self._head) for commit, release in self._commits()]

    def _commits(self) -> list[tuple[str, Release]]:
        if self._head is None:
            return []
        found: list[tuple[str, Release]] = []
        seen: set[str] = set()
        for commit in self._git("rev-list", self._head).decode().split()[: self._target.keep]:
            release = decoded(self._show(commit, RECORD))
            if release and release.id not in seen:  # one that was returned to, is there twice
                seen.add(release.id)
                found.append((commit, release))
        return found

    def publish(self, sending: Sending, progress: Progress) -> None:
        """Commit what differs upon what is there, and push it."""
        if self._head:
            self._git("read-tree", self._head)
        self._remove(sending.difference.removed)
        sent = sending.difference.sent
        for _ in progress(N_("Publishing"), [""], len(sent)):
            self._add(sending.output, sent)
        extra = {MANIFEST: sending.manifest, RECORD: sending.release.encoded(), ".nojekyll": b""}
        if self._target.domain:
            extra["CNAME"] = f"{self._target.domain}\n".encode()
        for path, data in extra.items():
            blob = self._git("hash-object", "-w", "--stdin", given=data).decode().strip()
            self._git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
        self._push(self._git("write-tree").decode().strip(), f"Publish {sending.release.id}")

    def _remove(self, paths: tuple[str, ...]) -> None:
        self._git("update-index", "-z", "--force-remove", "--stdin", given=_nul(paths))

    def _add(self, output: Path, paths: tuple[str, ...]) -> None:
        add = ("update-index", "-z", "--add", "--replace", "--stdin")
        self._git(*add, given=_nul(paths), tree=output)

    def _push(self, tree: str, message: str) -> None:
        parents = ["-p", self._head] if self._head else []
        given = f"{message}\n".encode()
        commit = self._git(*_SELF, "commit-tree", *parents, tree, given=given).decode().strip()
        self._git("push", "-q", "--", self._target.repository, f"{commit}:{self._ref}")
        self._git("update-ref", self._ref, commit)
        self._head = commit

    def rollback(self, release: str) -> None:
        """Commit the tree of an earlier release again; the past stays."""
        for commit, one in self._commits():
            if one.id == release:
                tree = self._git("rev-parse", f"{commit}^{{tree}}").decode().strip()
                self._push(tree, f"Return to {release}")
                return
        raise failed(self._name, N_("the release {id} is not kept"), id=release)

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
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            message = N_("{program} failed: {reason}")
            reason = said[-1] if said else arguments[0]
            raise failed(self._name, message, program="git", reason=reason)
        return done.stdout

    def close(self) -> None:
        """Take the working copy away."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _nul(paths: tuple[str, ...]) -> bytes:
    return "".join(f"{path}\0" for path in paths).encode()


def open_host(name: str, target: PagesTarget) -> Branch:
    """Return the host of a target."""
    return Branch(name, target)
