"""What a place has to be able to do, to be published to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol

from zhuanlan.i18n import N_
from zhuanlan.model.publishing import AnyTarget
from zhuanlan.problems import Problem, ProblemError, missing_package
from zhuanlan.publish.release import Listed, Progress, Sending

_MODULES = {"dir": "hosts.dir", "ssh": "hosts.ssh", "s3": "bucket", "git": "hosts.git"}


class Host(Protocol):
    """A place that readers get the site from. All methods raise ProblemError where it fails."""

    forms: bool
    """Whether it can send compressed forms that lie ready."""

    stale: bool
    """Whether something besides the files is to be published anew."""

    def live(self) -> Mapping[str, str]:
        """Return the files that readers get now, with their digests; none before the first time."""
        ...

    def releases(self) -> list[Listed]:
        """Return what is kept, the newest first."""
        ...

    def publish(self, sending: Sending, progress: Progress) -> None:
        """Bring a release there, and let readers have it once it is whole."""
        ...

    def rollback(self, release: str) -> None:
        """Let readers have a release that is kept."""
        ...

    def close(self) -> None:
        """Take leave."""
        ...


def host_of(name: str, target: AnyTarget, base: Path) -> Host:
    """Return the host of a target, whose module is imported only now.

    Relative paths of this machine start at `base`, the folder of the settings.
    """
    module = import_module(f"zhuanlan.publish.{_MODULES[target.kind]}")
    opened: Host = module.open_host(name, target, base)
    return opened


_TELLING = re.compile(
    r"(?:fatal|error|remote|rsync|ssh|mv|mkdir|cat|ln|cp|sh)\b.*:.*", re.IGNORECASE
)


def reason_in(said: bytes) -> str:
    """Return the line of a program's complaint that tells most."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return next((line for line in lines if _TELLING.match(line)), lines[-1] if lines else "?")


def failed(name: str, message: str, hint: str = "", **values: object) -> ProblemError:
    """Return the problem of a target."""
    return ProblemError([Problem(f"publish.targets.{name}", 0, 0, message, values, hint)])


def needs(name: str, package: str, extra: str) -> ProblemError:
    """Return the problem of a package that is not installed."""
    message = N_("this kind of target needs the package {package}")
    return missing_package(f"publish.targets.{name}", package, extra, message)
