"""Directives and body passes: what adds markup to texts, ours and that of plug-ins.

What both return is trusted: it is put into the page after contributors' HTML has been cleaned. The
texts that they are given are not. So a `str` that a directive returns is escaped, a `Markup` is
not, and `Markup("<b>{}</b>").format(text)` escapes what it puts in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol

from markupsafe import Markup


class Source(Protocol):
    """The Markdown file that is being rendered."""

    path: str
    """Within the content folder."""
    text: str
    """Its Markdown, without the front matter."""

    def address(self, file: str, kind: str = "attachment") -> Markup:
        """Return the address of a file of the content, escaped, and publish the file.

        `file` is its path from the source's folder on; it may come from a contributor. What is no
        such path is reported. `kind` is that of the reference: picture, attachment or related.
        """
        ...

    def problem(self, written: str, message: str, hint: str = "") -> None:
        """Report a problem at the place where something is `written` in the text.

        Both texts may name it as `{value}`.
        """
        ...


class Use(Protocol):
    """One use of a directive in a text."""

    source: Source
    line: int
    """That of the file in which it begins."""
    body: str
    """The Markdown that it encloses, if it encloses any."""
    addresses: Mapping[str, Markup]
    """The addresses of arguments that name files, by the argument; empty where none is given."""

    def html(self, markdown: str) -> Markup:
        """Return Markdown as clean HTML."""
        ...

    def problem(self, message: str, hint: str = "", *, below: int = 0, **values: str) -> None:
        """Report a problem; `below` is the number of lines below the first one.

        `values` fill `{name}` fields of both texts.
        """
        ...


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks an argument that names a file or a story; `kind` is that of its reference."""

    kind: str


File = Annotated[str, RefersTo("attachment")]
"""An argument: a file, as its path from the source's folder on. It is published as it is."""
Picture = Annotated[str, RefersTo("picture")]
"""An argument: a picture. It is published in the widths and formats of the site."""
Story = Annotated[str, RefersTo("related")]
"""An argument: the source of a post or page."""


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive (a shortcode): `::name …` on a line, or with a body `:::name …` until `:::`."""

    name: str
    arguments: type
    """The model of its arguments, a `Declared`: one field for each."""
    render: Callable[[Any, Use], str]
    """Return its HTML for checked arguments: a `Markup`, or a text, which is escaped."""
    words: tuple[str, ...] = ()
    """The arguments that are written without a key, in their order.

    The last one takes all words that are left; the others are written `key=value`.
    """
    body: bool = False
    """Whether it encloses Markdown."""
    chinese: tuple[str, ...] = ()
    """What editors write who mean it."""

    @property
    def written(self) -> str:
        """Its name with its colons."""
        return (":::" if self.body else "::") + self.name


@dataclass(frozen=True, slots=True)
class BodyPass:
    """A pass over clean HTML: it returns the HTML that goes into the page.

    All passes run before personal data is masked; ids of headings and excerpts follow at last.
    """

    name: str
    apply: Callable[[str, Source], str]
    over: Literal["body", "markdown"] = "body"
    """What it is given: a whole body, or HTML as Markdown was rendered.

    With `markdown` it is given the text without its directives, and what each directive renders.
    """
    before: str = ""
    """The pass that it comes before; without one it is the last that is registered so far."""
