"""A quotation that stands out, with its source."""

from __future__ import annotations

from markupsafe import Markup

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared
from zhuanlan.model.markup import Directive, Use


class Quote(Declared):
    """`:::quote Who said it`"""

    source: str = ""


def _html(given: Quote, use: Use) -> Markup:
    quoted = use.html(use.body).strip()
    if 'class="footnote' in quoted:
        use.problem(N_("footnotes cannot stand in a quotation"))
    below = Markup("<figcaption>{}</figcaption>").format(given.source) if given.source else ""
    html = Markup('<figure class="pull-quote"><blockquote>{}</blockquote>{}</figure>')
    return html.format(quoted, below)


QUOTE = Directive("quote", Quote, _html, words=("source",), body=True, chinese=("引文", "引用"))
