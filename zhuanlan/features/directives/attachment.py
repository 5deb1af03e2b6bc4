"""A file to download."""

from __future__ import annotations

from markupsafe import Markup

from zhuanlan.model.fields import Declared
from zhuanlan.model.markup import Directive, File, Use


class Attachment(Declared):
    """`::attachment plan.docx A title`"""

    file: File
    title: str = ""


def _html(given: Attachment, use: Use) -> Markup:
    name = given.title or given.file.rsplit("/", 1)[-1]
    html = Markup('<p class="attachment"><a href="{}" download>{}</a></p>')
    return html.format(use.addresses["file"], name)


ATTACHMENT = Directive("attachment", Attachment, _html, words=("file", "title"), chinese=("附件",))
