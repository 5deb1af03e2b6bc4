"""What a page may load: nothing but the site itself, whatever somebody got into it."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

_SELF = "'self'"
_POLICY = {
    "default-src": "'none'",
    "script-src": _SELF,
    "style-src": _SELF,
    "img-src": _SELF,
    "media-src": _SELF,
    "font-src": _SELF,
    "connect-src": _SELF,
    "manifest-src": _SELF,
    "form-action": _SELF,
    "base-uri": "'none'",
}


@cache  # one policy for nearly all pages
def content_security(*, relative: bool = False, **more: str) -> Markup:
    """Return the Content-Security-Policy of a page; a `relative` one may lie in a folder of a disc.

    `more` adds to directives, named with underscores: `script_src="'wasm-unsafe-eval'"` for the
    search, whose index is read by WebAssembly. What a `<meta>` cannot say, `frame-ancestors`, is
    the server's to say (docs/security.md).
    """
    added = {name.replace("_", "-"): sources for name, sources in more.items()}
    own = "'self' file:" if relative else "'self'"  # to a page from a disc nothing is 'self'
    parts = {
        name: f"{sources.replace(_SELF, own)} {added.get(name, '')}".strip()
        for name, sources in _POLICY.items()
    }
    return Markup("; ".join(f"{name} {sources}" for name, sources in parts.items()))  # noqa: S704 - the themes' own
