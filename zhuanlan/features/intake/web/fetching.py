"""Pictures from the web: only from hosts that somebody named, within limits, never from inside."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from urllib.parse import quote, urljoin, urlsplit

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError

MOST_BYTES = 30 << 20
SECONDS = 20.0
"""For a picture in all, however slowly it comes."""

_REDIRECTS = 3


def fetched(address: str, hosts: Iterable[str]) -> bytes:
    """Return what is at an address of one of the hosts, by http or https.

    Redirects are followed within the same host only. Addresses inside of networks are refused:
    `hosts` may be served by whoever, and a name may point to a machine of the office. Raises
    ProblemError.
    """
    allowed = {host.lower().rstrip(".") for host in hosts}
    host = _host(address)
    if host not in allowed:
        raise _problem(address, N_("the picture lies on a host that was not named: {address}"))
    until = time.monotonic() + SECONDS
    for _ in range(_REDIRECTS + 1):
        try:
            answer = _answer(address, until)
        except (OSError, http.client.HTTPException, ValueError):
            message = N_("the picture cannot be fetched: {address}")
            raise _problem(address, message) from None
        if isinstance(answer, bytes):
            return answer
        if _host(answer) != host:
            raise _problem(address, N_("the picture was moved to another host: {address}"))
        address = answer
    raise _problem(address, N_("the picture was moved too often: {address}"))


def _problem(address: str, message: str) -> ProblemError:
    return ProblemError([Problem(address, 0, 0, message, {"address": address})])


def _host(address: str) -> str:
    """Return the host of an address that may be fetched; an empty string of any other."""
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and parts.port in (None, 80, 443)
        return (parts.hostname or "").rstrip(".") if is_web and not parts.username else ""
    except ValueError:
        return ""


def _answer(address: str, until: float) -> bytes | str:
    """Return the bytes at an address, or the address that it redirects to; raises OSError."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    host = parts.hostname or ""
    raw = _connected(host, parts.port or (443 if secure else 80), until)
    with raw:
        opened: socket.socket = raw
        if secure:
            opened = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
        connection = http.client.HTTPConnection(host)
        connection.sock = opened
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else ""
        connection.request(
            "GET", path + query, headers={"Accept": "image/*", "User-Agent": "zhuanlan"}
        )
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308):
            return urljoin(address, answer.headers.get("Location", ""))
        if answer.status != 200:
            raise OSError(answer.reason)
        return _read(answer, opened, until)


def _read(answer: http.client.HTTPResponse, opened: socket.socket, until: float) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        opened.settimeout(max(until - time.monotonic(), 0.001))
        chunk = answer.read1(1 << 16)
        if not chunk:
            return b"".join(chunks)
        size += len(chunk)
        if size > MOST_BYTES or time.monotonic() > until:
            raise OSError("too much")
        chunks.append(chunk)


def _connected(host: str, port: int, until: float) -> socket.socket:
    """Connect to a public address of a host: to the one that was looked at; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not found or not all(_is_public(str(entry[4][0])) for entry in found):
        raise OSError("no public address")
    family, kind, protocol, _, place = found[0]
    connection = socket.socket(family, kind, protocol)
    try:
        connection.settimeout(max(until - time.monotonic(), 0.001))
        connection.connect(place)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(mapped.is_global) and not mapped.is_multicast
