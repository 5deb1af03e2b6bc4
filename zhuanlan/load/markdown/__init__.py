"""Markdown → clean HTML: one seam, two engines, the same rules afterwards.

Hostile until cleaned: whatever an engine returns passes the sanitiser; only then do our own
additions (ids, figures, directives) come in.
"""

from __future__ import annotations

import hashlib
import posixpath

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.load.guards import BodyGuard
from zhuanlan.load.markdown import directives, pasted, plain, postprocess, prose, typos
from zhuanlan.load.markdown.clean import Links, clean
from zhuanlan.load.markdown.destinations import pointed
from zhuanlan.load.markdown.engines import ENGINES
from zhuanlan.load.markdown.passes import embedded, passed
from zhuanlan.model.fields import CONTROL
from zhuanlan.model.post import Body


def render(
    text: str,
    path: str,
    first_line: int = 1,
    engine: str = "comrak",
    guard: BodyGuard | None = None,
    registry: Registry | None = None,
) -> Body:
    """Render a body, and keep from it what `guard` keeps.

    `path` is the source within the content folder, against which links resolve; `first_line` is the
    line of the file in which the text starts. Without a `registry` the text may use what we ship.
    Raises ProblemError with every mistake found.
    """
    convert = ENGINES[engine]
    registry = registry or registry_of()
    links = Links(text, path, first_line)
    scanned = directives.scan(text, path, first_line, registry)

    def inline_html(markdown: str) -> str:
        source = prose.prepare(pointed(markdown))
        html = convert(source)
        known = plain.cleaned(source, html) if engine == "comrak" else None
        html = clean(html, links) if known is None else known
        return passed(html, links, registry, "markdown")

    try:
        html = inline_html(scanned.text)
        for number, directive in enumerate(scanned.directives):
            made = embedded(directive, links, inline_html, registry)
            html = directives.put_in(html, scanned.key, number, made)
        html = passed(html, links, registry)
    except RecursionError:
        raise ProblemError(
            [Problem(path, first_line, 1, N_("the text is nested too deep"))]
        ) from None
    if guard:
        html = guard.html(html, links.spot)
    if "&" in text or scanned.directives:
        html = CONTROL.sub("", html)  # some come in as entities
    html, headings = postprocess.headings(html)
    problems = [*scanned.problems, *links.problems, *typos.shown(html, links, registry)]
    found = pasted.problems(text, path, first_line)
    places = {(one.line, one.column) for one in found}
    problems += found  # which says better what the guard may have seen there
    refused = guard.found() if guard else []
    problems += [one for one in refused if (one.line, one.column) not in places]
    if problems:
        raise ProblemError(problems)
    return Body(html, postprocess.excerpt(html), headings, tuple(links.references))


def key_of(
    text: str, path: str, first_line: int, engine: str, version: bytes, kept: str = ""
) -> bytes:
    """Return the key of a rendered body: a digest of all that it depends on.

    Of the path that is the folder, against which links resolve; `version` is that of the code and
    its libraries, `kept` what keeps personal data from it.
    """
    around = f"{engine}\0{posixpath.dirname(path)}\0{first_line}\0{kept}\0"
    digest = hashlib.blake2b(version, digest_size=16)
    digest.update(around.encode())
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.digest()
