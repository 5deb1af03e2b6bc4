"""Restrict the preview's server to this machine's browser, and to pages of the preview."""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from tornado import web


class Restricted:
    """Answers only who asks for this server by a name of this machine, from a page of its own.

    Another site's page could otherwise read drafts, by a name that it lets point here (DNS
    rebinding), or by a WebSocket, which the browser's same-origin rule does not cover.
    """

    request: Any
    application: Any

    def prepare(self) -> None:
        """Refuse whoever is a stranger, before anything is looked up."""
        if not self._is_ours(self.request.host):
            raise web.HTTPError(421)
        if not self.check_origin(self.request.headers.get("Origin", "")):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Tell whether a page of an origin may ask: one of this server's, by the same name."""
        return not origin or urlsplit(origin).netloc.lower() == self.request.host.lower()

    def _is_ours(self, host: str) -> bool:
        """Tell whether a name that was asked for is one of this machine's, and not another's."""
        name = (urlsplit(f"//{host}").hostname or "").lower()
        if name in self.application.settings["names"]:
            return True
        if not self.application.settings["anybody"]:
            return False
        with suppress(ValueError):  # by its number nobody is led astray
            return bool(ip_address(name))
        return name == socket.gethostname().lower() or name.endswith(".local")
