"""What a web server has to be told of a site: addresses that moved or are gone, policies, caching.

The files are texts from templates (`nginx.conf`, `Caddyfile`), made for the site as it is: after a
takedown, or with a new alias, they are made anew.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, quote, unquote, urlsplit

import jinja2

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.model.files import own_name
from zhuanlan.model.page import file_of
from zhuanlan.model.site import Site
from zhuanlan.plan import addresses
from zhuanlan.plan.feeds import RedirectView, redirects
from zhuanlan.plan.references import PICTURES, published
from zhuanlan.render.addresses import Addresses
from zhuanlan.render.security import content_security

Kind = Literal["nginx", "caddy"]

TEMPLATES: dict[Kind, str] = {"nginx": "nginx.conf", "caddy": "Caddyfile"}

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
"""Headers that every answer has, besides the Content-Security-Policy."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a server finds the site, and how it is reached.

    `root` is the folder on the server; with a certificate there is HTTPS and HTTP/2. `brotli` says
    that nginx has the module for it.
    """

    root: str
    port: int | None = None
    certificate: str | None = None
    key: str | None = None
    brotli: bool = False


def configuration(kind: Kind, site: Site, where: Where) -> str:
    """Return the configuration of a server."""
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(  # noqa: S701 - no markup: names are quoted by `quoted`
        loader=loader,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(quoted=_quoted, regex=re.escape, file=_file)
    url = urlsplit(site.config.url)
    prefix = unquote(url.path or "/")  # servers look at what an address means
    _file(prefix)
    moved, gone = _moved(site), _gone(site)
    text = environment.get_template(TEMPLATES[kind]).render(
        name=" ".join(site.config.name.split()),
        searching=addresses.SEARCHING if site.config.search else (),
        host=_host(url),
        port=where.port or url.port,
        named=addresses.NAMED,
        prefix=prefix,
        written_prefix=quote(prefix),
        where=where,
        secure=where.certificate is not None or (kind == "caddy" and url.scheme == "https"),
        moved=[(prefix + old, new) for old, new in moved],
        gone=[prefix + old for old in gone],
        named_files=[(prefix + address, named) for address, named in _dispositions(site)],
        policy=_policy(),
        search_policy=_policy("'wasm-unsafe-eval'"),
        headers=SECURITY,
    )
    return text.rstrip("\n") + "\n"


def _policy(scripts: str = "") -> str:
    return "; ".join([content_security(script_src=scripts), "frame-ancestors 'self'"])


def _moved(site: Site) -> Iterator[tuple[str, str]]:
    """Yield each old address, in every form that a link may have, with the new one."""
    url = urlsplit(site.config.url)
    written = quote(unquote(url.path))  # headers are ASCII
    address = Addresses(f"{url.scheme}://{url.netloc}{written}", relative=False)
    for page in redirects(site):
        view = page.view()
        if isinstance(view, RedirectView):
            for old in _forms(page.url):
                yield old, address.url(view.target)


def _gone(site: Site) -> Iterator[str]:
    """Yield the addresses of what was taken down."""
    for page in redirects(site):
        if page.template == "gone.html":
            yield from _forms(page.url)


def _dispositions(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the address of each attachment with a name of its own, with the header that tells it.

    The header is Content-Disposition (RFC 6266), with the name as RFC 5987 encodes it.
    """
    for asset in published(site)[0]:
        name, address = own_name(asset.source), posixpath.basename(asset.url)
        if name and address.rpartition(".")[2] not in PICTURES:
            told = f"filename={address}; filename*=UTF-8''{quote(name, safe='')}"
            yield asset.url, f"inline; {told}"


def _forms(url: str) -> Iterator[str]:
    yield file_of(url)
    if posixpath.basename(url) == "":
        yield url


def _host(url: SplitResult) -> str:
    """Return the name of the host as browsers send it."""
    host = url.hostname or ""
    return host if host.isascii() else host.encode("idna").decode()


def _file(path: str) -> str:
    """Return the path of a file as one word; raises ProblemError for what cannot be written."""
    if set(path) & set('"$\\{}\n'):
        message = N_("the path {path} cannot be written in a server's configuration")
        raise ProblemError([Problem("server", 0, 0, message, {"path": path})])
    return f'"{path}"'


def _quoted(text: str) -> str:
    """Return a text as one word of a configuration; `$` would be a variable there, `{` one, too."""
    for mark, coded in (("$", "%24"), ("{", "%7B"), ("}", "%7D"), ("\\", "%5C"), ('"', "%22")):
        text = text.replace(mark, coded)
    return f'"{text}"'
