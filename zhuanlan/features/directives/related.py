"""A link to another story that stands out; its text is the story's title unless one is given."""

from __future__ import annotations

from markupsafe import Markup

from zhuanlan.model.fields import Declared
from zhuanlan.model.markup import Directive, Story, Use


class Related(Declared):
    """`::related ../news/start.md A title`"""

    file: Story
    title: str = ""


def _html(given: Related, use: Use) -> Markup:
    html = Markup('<p class="related-story"><a href="{}">{}</a></p>')
    return html.format(use.addresses["file"], given.title)  # rendering puts a missing title there


RELATED = Directive("related", Related, _html, words=("file", "title"), chinese=("相关",))
