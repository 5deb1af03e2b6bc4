"""The interface of hosts: places that a site is published to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, missing_package
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.model.publishing import Target
from zhuanlan.publish.release import Listed, Progress, Sending


class Host(Protocol):
    """A place that readers get the site from. All methods raise ProblemError where it fails."""

    @property
    def forms(self) -> bool:
        """Whether it can send compressed forms that lie ready."""
        ...

    @property
    def stale(self) -> bool:
        """Whether something besides the files is to be published anew."""
        ...

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


@dataclass(frozen=True, slots=True)
class HostKind:
    """A kind of host, as it is registered by the name that a target has as `kind`."""

    settings: type[Target]
    """What a target says in `config.yaml`, with `kind: Literal[…]`."""
    open: Callable[[str, Any, Path], Host]
    """Opens the host of a target: its name, its settings, and the folder that relative paths of
    this machine start at. Libraries are imported here, not with the settings. Raises ProblemError.
    """
    package: str = ""
    """A package that it cannot do without, if zhuanlan does not bring it."""
    extra: str = ""
    """The extra of zhuanlan that brings the package."""


def host_of(name: str, target: Target, base: Path, registry: Registry | None = None) -> Host:
    """Return the host of a target; raises ProblemError.

    Relative paths of this machine start at `base`, the folder of the settings. Without a `registry`
    it is of a kind that we ship.
    """
    kind: HostKind = (registry or registry_of()).hosts[target.kind]
    if kind.package and find_spec(kind.package) is None:
        raise needs(name, kind.package, kind.extra)
    return kind.open(name, target, base)


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
    """Return the problem of a package that is not installed.

    `extra` is the extra of zhuanlan that brings it, if one does.
    """
    message = N_("this kind of target needs the package {package}")
    if not extra:
        return failed(name, message, N_("pip install {package}"), package=package)
    return missing_package(f"publish.targets.{name}", package, extra, message)
