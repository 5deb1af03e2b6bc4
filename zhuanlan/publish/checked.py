"""Hosts of plug-ins: what they lack, raise or return wrongly is a problem that names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import msgspec

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import ProblemError
from zhuanlan.core.table import Table
from zhuanlan.publish.host import Host
from zhuanlan.publish.release import Listed, Progress, Release, Sending

METHODS = ("close", "forms", "live", "publish", "releases", "rollback", "stale")

Returned = TypeVar("Returned")


class CheckedHost:
    """A host that raises nothing but ProblemError, and returns what `Host` says.

    It is opened by `opening`, and of a `kind` that is registered in the table `hosts`.
    """

    def __init__(self, opening: Callable[[], Host], kind: str, hosts: Table) -> None:
        self._kind, self._hosts = kind, hosts
        self._host = self._called(opening)
        if lacking := [name for name in METHODS if not hasattr(self._host, name)]:
            message = N_("the {kind} “{name}” of the plug-in “{plugin}” has no {lacking}")
            hint = N_("a host has all that Host of zhuanlan.plugin has")
            values = {"plugin": hosts.owner(kind), "lacking": ", ".join(lacking)}
            raise hosts.problem(kind, message, hint, **values)

    @property
    def forms(self) -> bool:
        """Whether it can send compressed forms that lie ready."""
        return bool(self._called(lambda: self._host.forms))

    @property
    def stale(self) -> bool:
        """Whether something besides the files is to be published."""
        return bool(self._called(lambda: self._host.stale))

    def live(self) -> Mapping[str, str]:
        """Return the files that readers get now, with their digests."""
        files = self._called(self._host.live)
        if isinstance(files, Mapping) and all(
            type(one) is str for pair in files.items() for one in pair
        ):
            return files
        raise self._wrong("live()", files, "{path: digest}")

    def releases(self) -> list[Listed]:
        """Return what is kept, the newest first."""
        listed = self._called(self._host.releases)
        if isinstance(listed, Sequence) and all(map(_is_listed, listed)):
            return [*listed]
        raise self._wrong("releases()", listed, "[Listed(Release(…), current), …]")

    def publish(self, sending: Sending, progress: Progress) -> None:
        """Bring a release there, and let readers have it once it is whole."""
        self._called(lambda: self._host.publish(sending, progress))

    def rollback(self, release: str) -> None:
        """Let readers have a release that is kept."""
        self._called(lambda: self._host.rollback(release))

    def close(self) -> None:
        """End the connection."""
        self._called(self._host.close)

    def _called(self, call: Callable[[], Returned]) -> Returned:
        try:
            return call()
        except ProblemError:
            raise
        except Exception as error:
            message = N_("the {kind} “{thing}” of the plug-in “{name}” failed: {reason}")
            raise self._hosts.failed(self._kind, error, message) from error

    def _wrong(self, method: str, value: object, wanted: str) -> ProblemError:
        message = N_(
            "{method} of the {kind} “{name}” of the plug-in “{plugin}” returns {value}, and not "
            "{wanted}"
        )
        values = {"method": method, "value": repr(value), "wanted": wanted}
        plugin = self._hosts.owner(self._kind)
        return self._hosts.problem(self._kind, message, plugin=plugin, **values)


def _is_listed(one: object) -> bool:
    """Tell whether something is a release of a list, with values of the right types."""
    if not isinstance(one, Listed) or not isinstance(one.release, Release):
        return False
    try:
        msgspec.convert(msgspec.to_builtins(one.release), Release)
    except (msgspec.ValidationError, TypeError):
        return False
    return True
